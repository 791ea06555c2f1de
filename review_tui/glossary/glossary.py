"""The glossary as the rules and the screen see it: all concepts of one or several files, looked up in a moment."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from review_tui.article.slug import folded, joined, normal_slug
from review_tui.glossary.concept import Concept, Kind, Rendering, concept_key
from review_tui.glossary.folding import fold
from review_tui.glossary.heads import Heads, heads_of
from review_tui.glossary.problem import Problem

if TYPE_CHECKING:
    from review_tui.glossary.storage.table import Table

_MOST_OWNERS = 10_000  # renderings whose concepts are remembered
_MOST_SLUGS = 10_000  # slugs whose concepts are


@dataclass(frozen=True, eq=False)
class Glossary:
    """Concepts sorted by id, what is wrong with them, and the files they came from. Compare two by their concepts.

    Immutable: the functions of `review_tui.glossary.edit` return another one.
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
        """Let go of the most of what was worked out of the rows: it is worked out again where somebody asks for it.

        A history that holds many glossaries, nearly alike, would need twenty megabytes for each.
        """
        if self.tables:  # else it was read from its kept form, and is not the glossary of an editor
            for name in ("heads", "starts", "_owners", "_named"):
                vars(self).pop(name, None)

    def prepare(self) -> None:
        """Work out what the first article would have to wait for; it may be done in a thread."""
        _ = self.heads, self.starts, self.ids, self.joined_slugs, self.openers, self.headings

    def by_id(self, concept_id: str) -> Concept | None:
        """Return the concept with this id, `_`, `-` and case folded."""
        number = self.ids.get(concept_key(concept_id))
        return None if number is None else self.concepts[number]

    def by_slug(self, slug: str) -> Concept | None:
        """Return the concept that links with this slug name: one that lists it, or else one whose id it is.

        It is a slug itself, as articles and their links have it, and no link's target: `named` takes those.
        Sites also write slugs without hyphens (`monetarypolicy`): what nothing else fits may be such a one, or an
        English term of several words, if only one concept has it.
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
        number = self.slugs.get(plain)
        if number is None:
            number = self.joined_slugs.get(joined(plain))
        return None if number is None else self.concepts[number]

    @cached_property
    def _named(self) -> dict[str, Concept | None]:
        """What `by_slug` was asked for: many articles link to the same ones, and each is asked for several times."""
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
                for concept, rendering in self.renderings(self.heads.numbers(words))
                if rendering.zh == zh and concept.kind is not Kind.BLOCKER
            )
            owners = tuple({concept.id: concept for concept in found}.values())
            if len(self._owners) >= _MOST_OWNERS:
                self._owners.clear()
            self._owners[zh] = owners
        return owners

    @cached_property
    def _owners(self) -> dict[str, tuple[Concept, ...]]:
        """What `concepts_of` was asked for: the anchors of links, which are the same in many articles."""
        return {}

    @cached_property
    def heads(self) -> Heads:
        """The numbers of the renderings by their words, folded, and these by their first two characters.

        Renderings are numbered through all concepts, in order: see `renderings`.
        """
        return heads_of(fold(rendering.zh) for concept in self.concepts for rendering in concept.renderings)

    @cached_property
    def headings(self) -> list[int]:
        """The numbers of the concepts that are headings, from 0 in order."""
        return [number for number, concept in enumerate(self.concepts) if concept.kind is Kind.HEADING]

    @cached_property
    def openers(self) -> Mapping[str, list[int]]:
        """The numbers of the concepts, from 0 in order, by the first words of their English terms, case folded."""
        numbers: dict[str, list[int]] = {}
        for number, concept in enumerate(self.concepts):
            for word in dict.fromkeys(word for term in concept.en for word in term.casefold().split()[:1]):
                numbers.setdefault(word, []).append(number)
        return numbers

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
        """The numbers of the concepts, from 0 in order, by their ids, folded."""
        return {concept_key(concept.id): number for number, concept in reversed(tuple(enumerate(self.concepts)))}

    @cached_property
    def slugs(self) -> Mapping[str, int]:
        """The numbers of the concepts, from 0 in order, by their slugs and ids."""
        slugs: dict[str, int] = {}
        for number, concept in enumerate(self.concepts):
            for slug in concept.slugs:
                slugs.setdefault(normal_slug(slug), number)
        for number, concept in enumerate(self.concepts):
            slugs.setdefault(folded(concept.id), number)
        slugs.pop("", None)
        return slugs

    @cached_property
    def joined_slugs(self) -> Mapping[str, int | None]:
        """The numbers of the concepts by slugs and English terms without hyphens; None where several share one."""
        slugs: dict[str, int | None] = {}
        for slug, number in self.slugs.items():
            _claim(slugs, joined(slug), number)
        terms: dict[str, int | None] = {}
        for number, concept in enumerate(self.concepts):
            for term in concept.en:
                if " " in term:
                    _claim(terms, joined(term), number)
        return terms | slugs


def _claim(owners: dict[str, int | None], key: str, number: int) -> None:
    """Note that a concept has a key; None where another has it too."""
    if key and owners.setdefault(key, number) != number:
        owners[key] = None
