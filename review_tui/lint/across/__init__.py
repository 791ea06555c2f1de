"""What only the whole run shows: the articles held against each other, once all are counted."""
