"""The glossary as the rules and the screen see it: all concepts of one or several files, looked up in a moment."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from review_tui.article.slug import folded, joined, normal_slug
from review_tui.glossary.concept import Concept, Kind, Rendering, concept_key
from review_tui.glossary.folding import fold
from review_tui.glossary.problem import Problem
from review_tui.glossary.word_index import WordIndex, word_index_of

if TYPE_CHECKING:
    from review_tui.glossary.storage.table import Table

_MOST_OWNERS = 10_000  # renderings whose concepts are remembered
_MOST_SLUGS = 10_000  # slugs whose concepts are


class Glossary(Struct, frozen=True, eq=False, dict=True):
    """Concepts sorted by id, what is wrong with them, and the files they came from. Compare two by their concepts.

    Immutable: the functions of `review_tui.glossary.edit` return another one. Concepts are looked up by their index in
    `concepts`, renderings by a number that counts through all concepts from 0: see `renderings`.
    """

    concepts: Sequence[Concept] = ()
    problems: tuple[Problem, ...] = ()
    tables: "tuple[Table, ...]" = ()

    def __len__(self) -> int:
        """Return the number of concepts, the blockers left out."""
        return len(self.concepts) - any(concept.kind is Kind.BLOCKER for concept in self.concepts)

    def problems_beside(self, tables: "Iterable[Table]") -> list[Problem]:
        """Return the problems that are in none of these files: putting those together again does not find them."""
        paths = {table.path for table in tables}
        return [problem for problem in self.problems if problem.path not in paths]

    def slim(self) -> None:
        """Drop most of what was worked out of the rows; it is worked out again when it is asked for.

        The desk's history keeps many glossaries that are nearly alike: each would take twenty megabytes.
        """
        if self.tables:  # else it was read from its kept form, and is not the glossary of an editor
            for name in ("word_index", "starts", "_owners", "_named"):
                vars(self).pop(name, None)

    def prepare(self) -> None:
        """Work out what the first article would have to wait for; it may be done in a thread."""
        _ = self.word_index, self.starts, self.ids, self.joined_slugs, self.openers, self.headings

    def by_id(self, concept_id: str) -> Concept | None:
        """Return the concept with this id, `_`, `-` and case folded."""
        index = self.ids.get(concept_key(concept_id))
        return None if index is None else self.concepts[index]

    def by_slug(self, slug: str) -> Concept | None:
        """Return the concept that a slug names, or None. `slug` is no link's target: `named` takes those.

        That is a concept that lists the slug, else one whose id it is. Sites also write slugs without hyphens
        (`monetarypolicy`): so it may also be a slug, or an English term of several words, but for the hyphens or
        blanks, if only one concept has it.
        """
        try:
            return self._named[slug]
        except KeyError:
            concept = self._with_slug(slug)
        if len(self._named) >= _MOST_SLUGS:
            self._named.clear()
        self._named[slug] = concept
        return concept

    def _with_slug(self, slug: str) -> Concept | None:
        plain = folded(slug)
        index = self.slugs.get(plain)
        if index is None:
            index = self.joined_slugs.get(joined(plain))
        return None if index is None else self.concepts[index]

    @cached_property
    def _named(self) -> dict[str, Concept | None]:
        """The answers of `by_slug`, by slug: many articles link to the same ones."""
        return {}

    def named(self, name: str) -> Concept | None:
        """Return the concept that is meant by an id, a slug or a link's target, the first before the others."""
        return (self.by_id(name) or self.by_slug(name) or self.by_slug(normal_slug(name))) if name else None

    def concepts_of(self, zh: str) -> tuple[Concept, ...]:
        """Return the concepts that have exactly this rendering, whatever its status; no blockers."""
        owners = self._owners.get(zh)
        if owners is None:
            words = fold(zh)
            found = (
                concept
                for concept, rendering in self.renderings(self.word_index.numbers_of(words))
                if rendering.zh == zh and concept.kind is not Kind.BLOCKER
            )
            owners = tuple({concept.id: concept for concept in found}.values())
            if len(self._owners) >= _MOST_OWNERS:
                self._owners.clear()
            self._owners[zh] = owners
        return owners

    @cached_property
    def _owners(self) -> dict[str, tuple[Concept, ...]]:
        """The answers of `concepts_of`, by words: many articles have the same anchors."""
        return {}

    @cached_property
    def word_index(self) -> WordIndex:
        """The numbers of the renderings by their words, folded."""
        return word_index_of(fold(rendering.zh) for concept in self.concepts for rendering in concept.renderings)

    @cached_property
    def headings(self) -> list[int]:
        """The indexes of the concepts that are headings."""
        return [index for index, concept in enumerate(self.concepts) if concept.kind is Kind.HEADING]

    @cached_property
    def openers(self) -> Mapping[str, list[int]]:
        """The indexes of concepts by the first words of their English terms, case folded."""
        indexes: dict[str, list[int]] = {}
        for index, concept in enumerate(self.concepts):
            for word in dict.fromkeys(word for term in concept.en for word in term.casefold().split()[:1]):
                indexes.setdefault(word, []).append(index)
        return indexes

    def renderings(self, numbers: Iterable[int]) -> Iterator[tuple[Concept, Rendering]]:
        """Yield the renderings with these numbers, with their concepts."""
        starts = self.starts
        for number in numbers:
            index = bisect_right(starts, number) - 1
            concept = self.concepts[index]
            yield concept, concept.renderings[number - starts[index]]

    @cached_property
    def starts(self) -> list[int]:
        """The number of the first rendering of each concept, and at the end that of all renderings."""
        return list(accumulate((len(concept.renderings) for concept in self.concepts), initial=0))

    @cached_property
    def ids(self) -> Mapping[str, int]:
        """The indexes of concepts by their ids, folded."""
        return {concept_key(concept.id): index for index, concept in reversed(tuple(enumerate(self.concepts)))}

    @cached_property
    def slugs(self) -> Mapping[str, int]:
        """The indexes of concepts by their slugs and ids, folded."""
        slugs: dict[str, int] = {}
        for index, concept in enumerate(self.concepts):
            for slug in concept.slugs:
                slugs.setdefault(normal_slug(slug), index)
        for index, concept in enumerate(self.concepts):
            slugs.setdefault(folded(concept.id), index)
        slugs.pop("", None)
        return slugs

    @cached_property
    def joined_slugs(self) -> Mapping[str, int | None]:
        """The indexes of concepts by slugs and English terms without hyphens and blanks; None for one of several."""
        slugs: dict[str, int | None] = {}
        for slug, index in self.slugs.items():
            _claim(slugs, joined(slug), index)
        terms: dict[str, int | None] = {}
        for index, concept in enumerate(self.concepts):
            for term in concept.en:
                if " " in term:
                    _claim(terms, joined(term), index)
        return terms | slugs


def _claim(owners: dict[str, int | None], key: str, index: int) -> None:
    """Note that the concept with an index has a key; None where another has it too."""
    if key and owners.setdefault(key, index) != index:
        owners[key] = None
