"""The front matter."""
