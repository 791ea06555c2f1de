"""Headings that are none, or say the wrong thing."""
