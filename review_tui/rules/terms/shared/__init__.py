"""What the rules on terms share: uses inside longer terms and in links, second names, how one replaces another."""
