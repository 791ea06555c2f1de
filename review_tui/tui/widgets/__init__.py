"""One widget a file; its style and its messages stand in it."""
