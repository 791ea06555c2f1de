"""What the rules have most of: patterns, compiled when they are first used."""

from review_tui.text.lazy import lazy

__all__ = ["lazy"]
