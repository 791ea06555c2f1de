"""The articles to review: how each stands, and looking at all of them in the background."""
