"""Which fixes are offered, making them, and proving that they changed what they meant to change."""
