"""Targets of links that translation damaged: full-width marks in them, or punctuation of the sentence behind them."""

import re

from review_tui.rules.lazy import lazy

_SITE = lazy(r"(https?)[:：][/／]{2}([^/／?#]+)(.*)")
_BEHIND = "，。；：、！"
_IMAGE = lazy(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)\Z", re.IGNORECASE)


def mended(target: str) -> tuple[str, str]:
    """Return a target as it was meant, and the punctuation at its end that belongs to the sentence.

    Marks inside a path may be meant, and stay.
    """
    words = target.rstrip(_BEHIND)
    behind = target[len(words) :]
    site = _SITE.fullmatch(words)
    if site is not None:
        return f"{site[1]}://{site[2].replace('。', '.')}{site[3]}", behind
    if words.startswith(("/", "／")):
        words = words.replace("／", "/")
    return words, behind


def is_image(target: str) -> bool:
    """Tell whether a target is a picture, by the end of its name."""
    return _IMAGE.search(target) is not None
