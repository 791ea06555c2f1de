"""Concepts and their renderings, the two levels of the glossary (as in TBX, ISO 30042).

A concept is what an English term means, known by the slug of its article. A rendering is one way to say it in
Chinese, with a verdict on it. Both are plain values: nothing here reads a file or searches a text.
"""

from enum import StrEnum
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from review_tui.article.slug import folded


class Status(StrEnum):
    """The verdict on a rendering, from the best to the undecided. `order` is that order; `<` compares the names."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"
    PROVISIONAL = "provisional"

    @property
    def order(self) -> int:
        """Return the index in the order of statuses, from 0 for preferred."""
        return _STATUS_ORDER[self]


_STATUS_ORDER = {status: index for index, status in enumerate(Status)}

ACCEPTED = (Status.PREFERRED, Status.ADMITTED)
"""The verdicts on a rendering that may be written."""
BANNED = (Status.DEPRECATED, Status.FORBIDDEN)
"""The verdicts on one that should not. A provisional rendering is neither."""
OURS = "review-tui"
"""The origin of the rows that come with this program."""


class Kind(StrEnum):
    """What sort of thing a concept is."""

    TERM = "term"
    NAME = "name"
    """An organisation, a law, a person, a programme."""
    HEADING = "heading"
    """Words that make up a whole heading, with `X` for the term in it. Not looked for in prose."""
    KEEP = "keep"
    """Stays as it is in English."""
    BLOCKER = "blocker"
    """A longer neutral word that shields a shorter rendering: 修改者 shields 修改."""


NO_TERMS = (Kind.HEADING, Kind.BLOCKER)
"""The kinds of concepts that are no terms, which things are called by: whole headings, and words that only shield."""

BLOCKERS = "_blockers"
"""The id of the one concept that holds all blockers."""


class Rendering(Struct, frozen=True, eq=False, array_like=True, gc=False):
    """One way to say a concept in Chinese: a row of the glossary.

    `context` is the cell as written (`context.py` reads it). `not_before` are characters none of which may stand right
    behind the words, `not_after` those none of which may stand right before them. `extra` holds the cells of columns
    that this program does not know, by name. A blocker has no verdict; its status is `admitted`. `path` and `line`
    (from 1, where the row begins; 0 before it was ever saved) tell where it stands, and do not count in `==`.
    """

    zh: str
    status: Status = Status.ADMITTED
    pos: str = ""
    context: str = ""
    not_before: str = ""
    not_after: str = ""
    note: str = ""
    origin: str = ""
    updated: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    path: Path | None = None
    line: int = 0

    def __eq__(self, other: object) -> bool:
        """Compare everything but the file and line."""
        return isinstance(other, Rendering) and _content(self) == _content(other)

    def __hash__(self) -> int:
        """Return the hash of the words: those of a concept seldom are the same twice."""
        return hash(self.zh)

    @property
    def compared_as(self) -> str:
        """Return the class within which renderings are rivals: their part of speech, or `acronym` (CFTC)."""
        return "acronym" if self.zh.isascii() and self.zh.isupper() else self.pos


_content = attrgetter(*(name for name in Rendering.__struct_fields__ if name not in ("path", "line")))


def without_number(pos: str) -> str:
    """Return a part of speech without the number that keeps renderings of one kind apart: `related` of `related2`."""
    return pos.rstrip("0123456789")


class Concept(Struct, frozen=True, array_like=True, gc=False):
    """What an English term means, with its renderings, the best first.

    `id` is as the glossary writes it; two ids that differ only in `_`, `-` and case are one concept. `slugs` are the
    further spellings that links use, as written.
    """

    id: str
    en: tuple[str, ...] = ()
    kind: Kind = Kind.TERM
    slugs: tuple[str, ...] = ()
    definition: str = ""
    renderings: tuple[Rendering, ...] = ()

    def __hash__(self) -> int:
        """Return the hash of the id: that of all renderings takes long, and no other concept has the same."""
        return hash(self.id)

    @property
    def preferred(self) -> Rendering | None:
        """Return the preferred rendering (the first, should a broken glossary have two), or None."""
        for rendering in self.renderings:
            if rendering.status is Status.PREFERRED:
                return rendering
        return None

    @property
    def accepted(self) -> list[Rendering]:
        """Return the renderings that may be written, the preferred one first."""
        return [rendering for rendering in self.renderings if rendering.status in ACCEPTED]

    @property
    def label(self) -> str:
        """Return what to call the concept in a message: its first English term, or its id."""
        return self.en[0] if self.en else self.id

    def accepts(self, zh: str) -> bool:
        """Tell whether a rendering with exactly these characters may be written."""
        return any(rendering.zh == zh for rendering in self.accepted)

    def rendering(self, zh: str) -> Rendering | None:
        """Return the rendering with exactly these characters, or None."""
        for rendering in self.renderings:
            if rendering.zh == zh:
                return rendering
        return None


def concept_key(concept_id: str) -> str:
    """Return the form in which ids of concepts are compared: that of slugs; the id of the blockers stays as it is."""
    return concept_id if concept_id == BLOCKERS else folded(concept_id)
