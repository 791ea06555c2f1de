"""Markdown and HTML that the translation broke."""
