"""What the rules on links share: what an anchor holds, how its sentence runs, and how a link is moved or mended."""
