"""Targets of links that translation damaged (L306).

Full-width marks stand in them, or punctuation of the sentence behind them, or a title that no blank sets off, or a
site's `https://` is not there.
"""

import re

from review_tui.article.han import is_han
from review_tui.text.lazy import lazy

_SITE = lazy(r"(https?)[:：][/／]{2}([^/／?#]+)(.*)")
_BARE_SITE = lazy(r"www[.。][A-Za-z0-9-]+[.。][A-Za-z][A-Za-z0-9.。-]*(?=/|\Z)")
_TITLED = lazy(r"((?:/|https?://)[^“”‘’\"]*[A-Za-z0-9_-])[“‘]([^“”‘’\"]+)[”’]")
_QUOTED = lazy(r"[“‘]((?:/|https?[:：])[^“”‘’]*)[”’]")
PAIRS = (("（", "）"), ("“", "”"), ("‘", "’"))
"""What stands round words in a sentence; the closing one gets into a target by mistake."""

_BEHIND = "，。；：、！"
_IMAGE = lazy(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)\Z", re.IGNORECASE)


def mended(target: str) -> tuple[str, str]:
    """Return a target as it was meant, and the punctuation at its end that belongs to the sentence.

    Marks inside a path may be meant, and stay.
    """
    titled = _TITLED.fullmatch(target)
    if titled is not None:
        return f'{titled[1]} "{titled[2]}"', ""
    target = _QUOTED.sub(r"\1", target)
    closing = "".join(end for begin, end in PAIRS if target.count(end) > target.count(begin))
    words = target.rstrip(_BEHIND + closing)
    if words != target and is_han(words[-1:]):
        return target, ""  # the name of a heading, of a page: #常见问题：, /wiki/你好！
    behind = target[len(words) :]
    bare = _BARE_SITE.match(words)
    if bare is not None:
        return f"https://{bare[0].replace('。', '.')}{words[bare.end() :]}", behind
    site = _SITE.fullmatch(words)
    if site is not None:
        return f"{site[1]}://{site[2].replace('。', '.')}{site[3]}", behind
    if words.startswith(("/", "／")):
        words = words.replace("／", "/")
    return words, behind


def is_image(target: str) -> bool:
    """Tell whether a target is a picture, by the end of its name."""
    return _IMAGE.search(target) is not None
