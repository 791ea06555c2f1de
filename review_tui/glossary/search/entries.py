"""Renderings as the search needs them: whether one counts where its characters stand in a text."""

from typing import NamedTuple

from msgspec import Struct

from review_tui.glossary.concept import ACCEPTED, BANNED, Concept, Kind, Rendering
from review_tui.glossary.context import Context, context_of
from review_tui.glossary.folding import folds, has_latin_edge, on_edges
from review_tui.glossary.search.other_words import begun_with, goes_on_with


class Claim(NamedTuple):
    """A concept that certain words may stand for, and its rendering with these words."""

    concept: Concept
    rendering: Rendering


class Entry(Struct, frozen=True, gc=False):
    """A rendering ready for the search.

    `claims` holds the claim alone. `exact` are the words if their case counts, else empty. `edges` tells that they have
    to stand on word edges. `not_before` and `not_after` are as in `Rendering`, with characters that would make another
    word of the beginning or the end. `context` is None where the rendering counts in any.
    """

    claim: Claim
    claims: tuple[Claim]
    blocker: bool
    accepted: bool
    exact: str
    edges: bool
    not_before: str
    not_after: str
    context: Context | None

    @property
    def plain(self) -> bool:
        """Tell whether the entry counts wherever its characters stand, as far as `passes` is concerned."""
        return not (self.exact or self.edges or self.not_before or self.not_after)

    def passes(self, text: str, start: int, end: int) -> bool:
        """Tell whether case, word edges and guards allow the entry at text[start:end]."""
        if self.exact and text[start:end] != self.exact:
            return False
        if self.edges and not on_edges(text, start, end):
            return False
        if self.not_before and end < len(text) and text[end] in self.not_before:
            return False
        return not (self.not_after and start > 0 and text[start - 1] in self.not_after)


class Pattern(Struct, frozen=True, gc=False):
    """All entries with the same words, case folded.

    It is `plain` if there is nothing to test: then all `entries` count wherever the words stand. `blocks` tells that
    one is a blocker, `varies` that some differ in capitals. `guards` are the characters that rule an entry out where
    they stand beside the words, None if words are tested too: for their capitals, or for word edges.
    """

    entries: tuple[Entry, ...]
    plain: bool
    blocks: bool
    varies: bool
    guards: frozenset[str] | None

    def passing(self, text: str, start: int, end: int) -> tuple[Entry, ...] | None:
        """Return the entries that pass their tests at text[start:end], an empty tuple if a blocker is among them.

        Return None if none passes: then the words are not used up, and shorter ones may be found there. Entries with
        the very capitals of the text come first.
        """
        if self.guards is not None and self.guards.isdisjoint((text[start - 1 : start], text[end : end + 1])):
            return () if self.blocks else self.entries  # as nearly always
        passing = tuple([entry for entry in self.entries if entry.passes(text, start, end)])
        if not passing:
            return None
        if self.blocks and any(entry.blocker for entry in passing):
            return ()
        if self.varies:
            return tuple(sorted(passing, key=lambda entry: entry.claim.rendering.zh != text[start:end]))
        return passing


def entry_of(claim: Claim) -> Entry:
    """Return a claim ready for the search."""
    concept, rendering = claim.concept, claim.rendering
    zh, is_wrong = rendering.zh, rendering.status in BANNED
    # Without Latin letters there is no case, and nothing to compare again.
    exact = zh if zh.upper() != zh.lower() and not folds(zh) else ""
    return Entry(
        claim,
        (claim,),
        concept.kind is Kind.BLOCKER,
        rendering.status in ACCEPTED,
        exact,
        has_latin_edge(zh),
        rendering.not_before + goes_on_with(zh, is_wrong=is_wrong),
        rendering.not_after + begun_with(zh, is_wrong=is_wrong),
        context_of(concept, rendering),
    )


def pattern_of(entries: list[Entry]) -> Pattern:
    """Return the entries of the same words as one."""
    plain = all(entry.plain for entry in entries)
    blocks = any(entry.blocker for entry in entries)
    varies = len({entry.claim.rendering.zh for entry in entries}) > 1
    guards = None
    if not varies and not any(entry.exact or entry.edges for entry in entries):
        guards = frozenset("".join(entry.not_before + entry.not_after for entry in entries))
    return Pattern(() if plain and blocks else tuple(entries), plain, blocks, varies, guards)
