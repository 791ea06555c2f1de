"""What the rules on markup share: marks of lists and of emphasis, what was meant by them, and wrong encodings."""
