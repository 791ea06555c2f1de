"""Screens: the desk, the list of articles, and what is laid over them."""
