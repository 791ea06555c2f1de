"""Matching the concepts of an import with those of the glossary: by an id of ours, else by their English term."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from review_tui.glossary.concept import ACCEPTED, BLOCKERS, NO_TERMS, Concept, Kind, Rendering, Status, concept_key
from review_tui.glossary.exchange.foreign_row import free_id
from review_tui.glossary.exchange.model import Imported
from review_tui.glossary.glossary import Glossary

_NAMED = 3  # concepts in a message
_MOST_OWNERS = 100  # concepts of one English term that are looked through


class Meaning(Struct, frozen=True):
    """An imported concept, or some of its renderings, matched to the `known` concept of the glossary.

    `known` is None if it is new, or if the match is ambiguous: then `fault` says why.
    """

    known: Concept | None
    coming: Concept
    fault: str = ""


def meanings(glossary: Glossary, imported: Imported) -> Iterator[Meaning]:
    """Yield each imported concept with its match, in several parts if its renderings belong to several concepts.

    A new one gets an id that no other concept has.
    """
    terms = _EnglishTerms(glossary)
    known = [_named(glossary, coming, imported) for coming in imported.concepts]
    named = {here.id for here in known if here}
    exact = [
        # What another one names by its id is not meant by one whose own id is not known here.
        [] if here else terms.exact(coming.en, named if coming.id in imported.given else ())
        for here, coming in zip(known, imported.concepts, strict=True)
    ]
    # `apr` is not APR where the file has APR as well.
    claimed = named | {owners[0].id for owners in exact if len(owners) == 1}
    taken = {concept_key(coming.id) for coming in imported.concepts}
    twins = Counter(map(_term, imported.concepts))
    found = [
        [] if here else owners or terms.folded(coming.en, claimed)
        for here, owners, coming in zip(known, exact, imported.concepts, strict=True)
    ]
    met = {_term(coming) for owners, coming in zip(found, imported.concepts, strict=True) if _shares(owners, coming)}
    for here, owners, coming in zip(known, found, imported.concepts, strict=True):
        if here is not None or _is_ours(coming, imported):
            yield Meaning(here, coming)
            continue
        given = coming.id in imported.given
        meant = _among(owners, coming, twins[_term(coming)], met=_term(coming) in met, given=given)
        if meant:
            yield from meant
        else:
            yield Meaning(None, coming) if given else _without_english(glossary, coming, taken)


def _term(coming: Concept) -> str:
    return _flat(coming.en[0]) if coming.en else coming.id


def _shares(owners: Sequence[Concept], coming: Concept) -> bool:
    """Tell whether one of the concepts has a rendering that comes in."""
    there = {each.zh for owner in owners for each in owner.renderings}
    return not there.isdisjoint(each.zh.strip() for each in coming.renderings)


def _is_ours(coming: Concept, imported: Imported) -> bool:
    return (imported.keyed and coming.id not in imported.made) or coming.kind is Kind.BLOCKER


def _named(glossary: Glossary, coming: Concept, imported: Imported) -> Concept | None:
    if not (_is_ours(coming, imported) or coming.id in imported.given):
        return None
    return glossary.by_id(BLOCKERS if coming.kind is Kind.BLOCKER else coming.id)


def _without_english(glossary: Glossary, coming: Concept, taken: set[str]) -> Meaning:
    """Match an imported concept whose English term the glossary does not have.

    It is the concept with its id, if one of the two has no English. Else it is new; if the glossary has its id, it gets
    another one, which is added to `taken`.
    """
    known = glossary.by_id(coming.id)
    if known is None:
        return Meaning(None, coming)
    if not coming.en or not (known.en or known.kind is Kind.BLOCKER):
        return Meaning(known, coming)
    new = free_id(coming.id, lambda made: concept_key(made) in taken or glossary.by_id(made) is not None, Counter())
    taken.add(concept_key(new))
    return Meaning(None, replace(coming, id=new))


def _among(owners: Sequence[Concept], coming: Concept, twins: int, *, met: bool, given: bool) -> Sequence[Meaning]:
    """Match an imported concept with the `owners` of its English term; empty if it is a concept of its own.

    `twins` is how many concepts of that term the file has: those are not put together. `met` tells whether one of them
    shares a rendering with the owners, `given` whether this one has an id in the file.
    """
    if owners and not _shares(owners, coming):
        if (given and max(len(owners), twins) > 1) or (twins > 1 and met):
            return ()
        if twins > 1:
            fault = f"the file has {twins} concepts of the term {coming.en[0]!r}"
            return (Meaning(None, coming, f"{fault}: which one {_names(owners)} is cannot be told"),)
    return tuple(_split(owners, coming)) if len(owners) > 1 else [Meaning(owner, coming) for owner in owners]


def _split(owners: Sequence[Concept], coming: Concept) -> Iterator[Meaning]:
    """Split an imported concept whose English term several have: each rendering goes to the owner that has it.

    Renderings that none has, or several alike, are yielded with a fault.
    """
    parts: dict[str, list[Rendering]] = {}
    untold: list[Rendering] = []
    for rendering in coming.renderings:
        owner = _owner(owners, rendering)
        (untold if owner is None else parts.setdefault(owner.id, [])).append(rendering)
    if untold:
        fault = f"{coming.en[0]!r} is a term of {_names(owners)}: which one is meant cannot be told"
        yield Meaning(None, replace(coming, renderings=tuple(untold)), fault)
    for owner in owners:
        if owner.id in parts:
            mine = {_folded(term) for term in owner.en}
            en = tuple(term for term in coming.en if _folded(term) in mine)
            yield Meaning(owner, replace(coming, en=en, renderings=tuple(parts[owner.id])))


def _names(owners: Sequence[Concept]) -> str:
    return " and ".join(repr(owner.id) for owner in owners[:_NAMED])


def _owner(owners: Sequence[Concept], coming: Rendering) -> Concept | None:
    """Return the concept that a rendering belongs to: the only owner that has it, accepts it, or prefers it.

    If several are left and all agree with its status, the one with the first status is returned; else None.
    """
    zh = coming.zh.strip()
    having = [(owner, rendering.status) for owner in owners if (rendering := owner.rendering(zh)) is not None]
    for statuses in (Status, ACCEPTED, (Status.PREFERRED,)):
        fitting = [owner for owner, status in having if status in statuses]
        if len(fitting) == 1:
            return fitting[0]
    if having and all(coming.status in (status, Status.PROVISIONAL) for _, status in having):
        return min(having, key=lambda pair: pair[1].order)[0]
    return None


class _EnglishTerms:
    """The English terms of a glossary, and the concepts that have them."""

    def __init__(self, glossary: Glossary) -> None:
        self._exact: dict[str, list[Concept]] = {}
        self._folded: dict[str, list[Concept]] = {}
        for concept in glossary.concepts:
            if concept.kind not in NO_TERMS:
                for owners, spelt in ((self._exact, _flat), (self._folded, _folded)):
                    for term in dict.fromkeys(map(spelt, concept.en)):
                        having = owners.setdefault(term, [])
                        if len(having) < _MOST_OWNERS:
                            having.append(concept)

    def exact(self, en: Iterable[str], claimed: Collection[str]) -> list[Concept]:
        """Return the concepts with one of the English terms, case counting, except those whose id is `claimed`."""
        return _having(self._exact, map(_flat, en), claimed)

    def folded(self, en: Iterable[str], claimed: Collection[str]) -> list[Concept]:
        """Return the concepts with one of the English terms, in any case, except those whose id is `claimed`."""
        return _having(self._folded, map(_folded, en), claimed)


def _having(owners: Mapping[str, list[Concept]], terms: Iterable[str], claimed: Collection[str]) -> list[Concept]:
    """Return the owners of the first term that has any; if several, those that own the terms after it as well."""
    found: list[Concept] = []
    for term in terms:
        here = {concept.id: concept for concept in owners.get(term, ()) if concept.id not in claimed}
        found = [concept for concept in found if concept.id in here] or found or list(here.values())
    return found


def _flat(term: str) -> str:
    return " ".join(term.split())


def _folded(term: str) -> str:
    return _flat(term).casefold()
