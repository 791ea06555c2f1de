"""Links that the translation split, moved or broke."""
