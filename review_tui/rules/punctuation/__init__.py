"""Punctuation and the space around it."""
