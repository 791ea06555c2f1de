"""What a site tells the rules about itself."""

from msgspec import Struct


class Options(Struct, frozen=True):
    """What a site tells the rules about itself: keys of its configuration, by the same names.

    `renderer`: `commonmark`, or `cjk-friendly` where the site's renderer accepts emphasis beside CJK punctuation.
    """

    renderer: str = "commonmark"
