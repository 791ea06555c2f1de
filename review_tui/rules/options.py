"""What a site tells the rules about itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What a site tells the rules about itself.

    `renderer`: `commonmark`, or `cjk-friendly` where the site's renderer accepts emphasis beside CJK punctuation.
    """

    renderer: str = "commonmark"
