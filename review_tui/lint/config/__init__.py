"""The configuration: what it may hold, where it is found, and what holds for a folder in the end."""
