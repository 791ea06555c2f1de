"""What markdown-it-py's inline rules took in the content of one block."""

from typing import NamedTuple

from markdown_it.rules_inline.state_inline import Delimiter
from msgspec import Struct

NO_TEXT = frozenset({"autolink", "backticks", "html_inline", "image"})
"""The rules that take what is no text of the paragraph: addresses, code, tags, pictures."""


class Piece(NamedTuple):
    """What one inline rule took, in positions of the block's content."""

    rule: str
    start: int
    end: int
    text: str  # the characters that a reader sees for it: of an entity, an escape or a code span


class TracedLink(NamedTuple):
    """A link, in positions of the block's content: `[` at `start`, `]` at `label_end`, its end at `end`."""

    start: int
    label_end: int
    end: int
    href: str


class TracedRun(NamedTuple):
    """A run of `*` or `_` that may open or close emphasis, with the list in which markdown-it-py pairs its marks.

    The marks stand at `start` to `end` of the block's content; the first has index `first` among the `siblings`.
    """

    start: int
    end: int
    siblings: list[Delimiter]
    first: int


class Trace(Struct):
    """What the inline rules took in the content of one block, each list in order of where it begins.

    Links are the exception: one in the description of another comes before it.
    """

    pieces: list[Piece] = []
    links: list[TracedLink] = []
    runs: list[TracedRun] = []
