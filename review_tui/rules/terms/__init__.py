"""Terms: wrong, deprecated, inconsistent renderings."""
