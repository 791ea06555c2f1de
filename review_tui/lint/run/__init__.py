"""A run over many files: one file in, one report out, here, in several processes or on a cluster."""
