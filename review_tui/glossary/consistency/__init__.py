"""How consistently articles render their terms: counts of one article, their sums, and the figures made of them."""
