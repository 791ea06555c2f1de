"""The editors' decisions while they are being made."""
