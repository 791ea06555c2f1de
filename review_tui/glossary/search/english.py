"""Counting the English terms of concepts in an original: leftmost and longest first, on word edges, without case."""

import re
from collections import Counter
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from review_tui.glossary.concept import NO_TERMS, Concept
from review_tui.glossary.folding import fold, folds, on_edges
from review_tui.glossary.glossary import Glossary


class EnglishMatcher:
    """The English terms of a glossary, made ready to be looked for in a text."""

    def __init__(self, glossary: Glossary) -> None:
        owners: dict[str, list[tuple[Concept, str]]] = {}
        for concept in glossary.concepts:
            if concept.kind not in NO_TERMS:
                for term in concept.en:
                    for form in _forms(term):
                        owners.setdefault(fold(form), []).append((concept, form))
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(owners, MatchKind.LeftmostLongest) if owners else None

    def count(self, text: str) -> Counter[str]:
        """Return how often each concept's terms stand in a text, by concept id; terms of two concepts do not count."""
        found: Counter[str] = Counter()
        if self._automaton is None:
            return found
        for index, start, end in self._automaton.find_matches_as_indexes(fold(text)):
            if not on_edges(text, start, end):
                continue
            written = text[start:end]
            # A short word is told from an acronym by its capitals: ARM, arm.
            owners = {concept.id: concept for concept, form in self._owners[index] if folds(form) or form == written}
            if len(owners) == 1:
                found[next(iter(owners))] += 1
        return found


@lru_cache(maxsize=4)
def english_matcher_for(glossary: Glossary) -> EnglishMatcher:
    """Return the matcher of a glossary's English terms, made once as long as it is in use."""
    return EnglishMatcher(glossary)


_PLURAL = re.compile(r"(?:s|x|z|ch|sh)$")


def _forms(term: str) -> tuple[str, ...]:
    """Return a term, with a capital first letter too, and the plural of both."""
    plural = term[:-1] + "ies" if term.endswith("y") and term[-2:-1] not in "aeiou" else term + "s"
    if _PLURAL.search(term):
        plural = term + "es"
    several = (term, plural)
    return tuple(dict.fromkeys(form for each in several for form in (each, each[:1].upper() + each[1:]) if form))
