"""What the rules on markup share: marks of lists and of emphasis, and what is meant where they stand."""
