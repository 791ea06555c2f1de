"""Comments in the text that keep rules quiet, and what can be wrong with them."""
