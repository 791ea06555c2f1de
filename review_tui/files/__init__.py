"""Reading and writing files so that nothing is lost: whole or not at all, and never over somebody else's change."""
