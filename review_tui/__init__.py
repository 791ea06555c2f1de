"""The editor's desk for machine-translated Chinese."""

__version__ = "0.1.0"
