"""What markdown-it-py's inline rules took in the content of one block."""

from typing import NamedTuple

from markdown_it.rules_inline.state_inline import Delimiter
from msgspec import Struct

NO_TEXT = frozenset({"autolink", "backticks", "html_inline", "image"})
"""The rules whose pieces are no text of the paragraph: addresses, code, tags, pictures."""


class Piece(NamedTuple):
    """What one inline rule of markdown-it-py matched: `rule` is its name, `start` and `end` count in the content."""

    rule: str
    start: int
    end: int
    text: str  # the characters that a reader sees for it: of an entity, an escape or a code span


class TracedLink(NamedTuple):
    """A link in the content: its `[` stands at `start`, its `]` at `label_end`, and what follows it at `end`."""

    start: int
    label_end: int
    end: int
    href: str


class TracedRun(NamedTuple):
    """A run of `*` or `_` that may open or close emphasis.

    Its marks stand at `start` to `end` of the content. `siblings` is the list of delimiters in which markdown-it-py
    pairs them with others of the same container, and `first` the index there of the run's first mark.
    """

    start: int
    end: int
    siblings: list[Delimiter]
    first: int


class Trace(Struct):
    """What the inline rules matched in the content of one block. Positions are code points of that content.

    Each list is in the order of the text, but that a link inside the text of another one comes before it.
    """

    pieces: list[Piece] = []
    links: list[TracedLink] = []
    runs: list[TracedRun] = []
