"""The articles to review: how each stands, and looking at all of them in the background.

- `queue`: all of them, filtered by a `query` and sorted. `entry`: what is known of one. `uses`: the renderings in all.
- `survey`: finds them, has them checked in other processes, and again when they change.
"""
