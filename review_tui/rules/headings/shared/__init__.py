"""What the rules on headings share: writing the hashes of one as they were meant."""
