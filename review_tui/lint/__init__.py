"""The engine: which rules run, on what, what is suppressed or decided, and how fixes are made."""
