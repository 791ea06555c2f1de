"""Comparing whole headings with the glossary's: 强调, 底线, 了解X, X的批评.

A rendering of a `heading` concept is a pattern for the whole heading. A capital X that is not part of a Latin word
stands for any words, at least one character. Full-width and half-width forms are alike, and punctuation at the end of
a heading counts only if the pattern has some there too.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from review_tui.glossary.concept import Concept, Rendering
from review_tui.glossary.context import context_of
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.surroundings import Surroundings

PLACEHOLDER = re.compile(r"(?<![A-Za-z0-9])X(?![A-Za-z0-9])")
"""What stands for any words in a heading's rendering."""

_MOST_PIECES = 2  # before its X and behind
_END_PUNCTUATION = "?!:.。"
# What is no words by itself behind a prefix: a mark (翻译：), or the rest of a longer word (响应式).
_GOES_ON = re.compile(r"\s*(?:[:,;!?.\u3001\u3002)\u300b\u201d]|[式者]|[头体码率器员度型](?:\s*\Z|的))")
# Full-width ASCII and the ideographic space, each to one character, so that no offset moves.
_FULL_WIDTH = {0xFF01 + index: 0x21 + index for index in range(94)} | {0x3000: 0x20}


def fill(pattern: str, words: str) -> str:
    """Return a heading's rendering with these words where its X is."""
    return PLACEHOLDER.sub(lambda _: words, pattern)


def is_pattern(zh: str) -> bool:
    """Tell whether a heading can be compared with a rendering: that has words, and at most one X."""
    pieces = _pieces(zh)
    return len(pieces) <= _MOST_PIECES and bool("".join(pieces).strip())


def _pieces(zh: str) -> list[str]:
    """Return what a heading's rendering has before its X and behind, in half-width forms."""
    text = zh.translate(_FULL_WIDTH).strip()
    return PLACEHOLDER.split(text) if "X" in text else [text]


class HeadingMatch(NamedTuple):
    """A heading the glossary knows, the words that stand where the X is, and their offset in the heading.

    Without an X in the rendering `words` is None and `start` 0.
    """

    concept: Concept
    rendering: Rendering
    words: str | None
    start: int


class _HeadingPattern(NamedTuple):
    """A rendering of a heading; `literal` is how many characters it spells out, which decides between several."""

    concept: Concept
    rendering: Rendering
    literal: int


class HeadingMatcher:
    """The heading concepts of a glossary, ready to compare."""

    def __init__(self, glossary: Glossary) -> None:
        self._whole: dict[str, list[_HeadingPattern]] = {}
        self._parts: dict[str, dict[str, list[_HeadingPattern]]] = {}
        for concept in map(glossary.concepts.__getitem__, glossary.headings):
            for rendering in concept.renderings:
                self._add(concept, rendering)
        lengths: dict[str, set[int]] = {}
        for prefix in self._parts:
            lengths.setdefault(prefix[:1], set()).add(len(prefix))
        self._starts = {first: sorted(those) for first, those in lengths.items()}
        self._ends = {prefix: sorted({len(suffix) for suffix in ends}) for prefix, ends in self._parts.items()}

    def match(
        self, heading: str, article: str | None = None, *, with_code: bool = False, by_engine: bool = False
    ) -> HeadingMatch | None:
        """Return what a heading's text is known as: as a whole first, else by the pattern that spells out the most.

        None if nothing fits, or if concepts disagree. `article` is where the words of a rendering's context are looked
        for; without it, in the heading only. `with_code` tells that the article has fenced code, `by_engine` that the
        heading shows a translation engine's hand: then the article is about what the glossary is, and no word of a
        context is asked for.
        """
        surroundings: Surroundings | None = None
        folded = heading.translate(_FULL_WIDTH)
        start = len(folded) - len(folded.lstrip())
        end = len(folded.rstrip())
        core = start + len(folded[start:end].rstrip(_END_PUNCTUATION + " "))
        best: list[tuple[_HeadingPattern, int, int]] = []
        for stop in (core,) if core == end else (core, end):
            for pattern, left, right in self._fitting(folded, start, stop):
                if stop != core and not _ends_in_punctuation(pattern.rendering.zh):
                    continue
                context = context_of(pattern.concept, pattern.rendering)
                if context is not None:
                    context = context.ruling_out if by_engine else context
                    surroundings = surroundings or Surroundings(heading, article=article, with_code=with_code)
                    if not surroundings.hold(context, 0):
                        continue
                if best and pattern.literal > best[0][0].literal:
                    best.clear()
                if not best or pattern.literal == best[0][0].literal:
                    best.append((pattern, left, right))
        if not best or any(pattern.concept is not best[0][0].concept for pattern, _, _ in best):
            return None
        pattern, left, right = best[0]
        words = heading[left:right] if right > left else None
        return HeadingMatch(pattern.concept, pattern.rendering, words, left if words else 0)

    def _add(self, concept: Concept, rendering: Rendering) -> None:
        if not is_pattern(rendering.zh):
            return
        prefix, *suffixes = _pieces(rendering.zh)
        if not suffixes:
            # A heading spelt out whole beats every pattern.
            pattern = _HeadingPattern(concept, rendering, 1 << 16)
            self._whole.setdefault(prefix, []).append(pattern)
        else:
            (suffix,) = suffixes
            pattern = _HeadingPattern(concept, rendering, len(prefix) + len(suffix))
            self._parts.setdefault(prefix, {}).setdefault(suffix, []).append(pattern)

    def _fitting(self, folded: str, start: int, end: int) -> Iterator[tuple[_HeadingPattern, int, int]]:
        """Yield the patterns that fit folded[start:end], each with the span of what X stands for (empty if no X)."""
        for pattern in self._whole.get(folded[start:end], ()):
            yield pattern, 0, 0
        for before in (*self._starts.get("", ()), *self._starts.get(folded[start : start + 1], ())):
            left = start + before
            prefix = folded[start:left]
            ends = self._parts.get(prefix) if left < end else None
            for after in self._ends[prefix] if ends else ():
                right = end - after
                patterns = (ends or {}).get(folded[right:end])
                if not patterns or not folded[left:right].strip():
                    continue
                if not (prefix.strip() and _GOES_ON.match(folded, left, right)):
                    for pattern in patterns:
                        yield pattern, left, right


def _ends_in_punctuation(zh: str) -> bool:
    return zh.translate(_FULL_WIDTH).rstrip().endswith(tuple(_END_PUNCTUATION))
