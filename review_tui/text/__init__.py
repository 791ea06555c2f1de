"""Text as people see it: what hides in it, how wide it is, which known name a wrong one means, numbers with nouns."""
