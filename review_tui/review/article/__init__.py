"""One article on the desk: its text, what was found out about it, and what is done to it."""
