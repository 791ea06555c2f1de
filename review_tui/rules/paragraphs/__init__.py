"""Paragraphs that lost, repeat or did not translate something."""
