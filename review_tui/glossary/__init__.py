"""Concepts and their Chinese renderings: what they are, the CSV they live in, and finding them in a text."""
