"""What editors decided about findings: one file, which the desk and CI read and write."""
