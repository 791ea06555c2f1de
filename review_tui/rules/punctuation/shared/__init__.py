"""What the rules on punctuation share: where in an article there is prose to look at."""
