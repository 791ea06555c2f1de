"""Screens laid over the desk: help, questions, settling a term."""
