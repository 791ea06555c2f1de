"""The words that contexts ask for, looked for in a text all at once.

A glossary's contexts name thirteen thousand words, and the renderings of one article ask for hundreds of them, nearly
none of which stands in it. One pass of an automaton tells which do. The words of a context are added to it when that
comes up; since making the automaton takes time, a new one is made only when there are enough of them.
"""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from review_tui.glossary.context import Context
from review_tui.glossary.folding import fold

_FEW = 32  # contexts that are not worth an automaton
_GROWTH = 8  # an eighth more, and it is made anew


class StandingWords(NamedTuple):
    """Which words of the contexts that were looked for stand in a text.

    `known` holds, by the keys of these contexts, the words that decide whether there is anything left to ask: those of
    which the context asks for one, or all of its words where it only rules words out. Of other contexts nothing is
    known. `words` are all that may stand in the text: case and word edges are still to be looked at.
    """

    known: Mapping[str, frozenset[str]]
    words: frozenset[str]

    def narrowed(self, context: Context) -> Context | None:
        """Return a context without the words that do not stand in the text; unchanged where that is not known.

        None where none of its deciding words stands there: then it does not hold if it asks for a word, else it does.
        """
        deciding = self.known.get(context.key)
        if deciding is None:
            return context
        if deciding.isdisjoint(self.words):  # as mostly
            return None
        return Context(context.key, *[tuple([word for word in words if word in self.words]) for words in context.lists])


class _Ready(NamedTuple):
    """The automaton made last, and what it looks for."""

    automaton: AhoCorasick | None
    words: tuple[tuple[str, ...], ...]  # for each pattern of the automaton: they differ in case
    known: Mapping[str, frozenset[str]]  # see StandingWords


class ContextWords:
    """The words of the contexts that came up so far. Threads may share it."""

    def __init__(self) -> None:
        self._contexts: dict[str, Context] = {}
        self._ready = _Ready(None, (), {})

    def learn(self, context: Context) -> None:
        """Remember a context, so that later texts are searched for its words."""
        self._contexts[context.key] = context

    def standing_in(self, texts: Iterable[str]) -> StandingWords:
        """Return which words stand in some texts."""
        ready = self._ready
        if len(self._contexts) > _FEW + len(ready.known) + len(ready.known) // _GROWTH:
            ready = self._ready = _made_of(list(self._contexts.values()))
        if ready.automaton is None:
            return StandingWords(ready.known, frozenset())
        find = ready.automaton.find_matches_as_indexes
        numbers = {number for text in texts for number, _, _ in find(fold(text), overlapping=True)}
        return StandingWords(ready.known, frozenset([word for number in numbers for word in ready.words[number]]))


def _made_of(contexts: list[Context]) -> _Ready:
    patterns: dict[str, dict[str, None]] = {}
    for context in contexts:
        for word in chain.from_iterable(context.lists):
            patterns.setdefault(fold(word), {})[word] = None
    automaton = AhoCorasick(patterns, MatchKind.Standard, store_patterns=False) if patterns else None
    return _Ready(automaton, tuple(map(tuple, patterns.values())), {each.key: _deciding(each) for each in contexts})


def _deciding(context: Context) -> frozenset[str]:
    """Return the words of a context without which there is nothing to ask: see `StandingWords.known`."""
    return frozenset(context.asked_for or context.ruled_out)
