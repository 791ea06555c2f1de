"""From the rows of another tool's file to concepts: by id where there is one, else by English term."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from review_tui.glossary.concept import BLOCKERS, Concept, Kind, Rendering, Status, concept_key
from review_tui.glossary.exchange.delimited import DelimitedRow, decode, rows
from review_tui.glossary.exchange.foreign_row import ForeignRow, free_id, id_of, term_key
from review_tui.glossary.exchange.model import Imported, shortened
from review_tui.glossary.exchange.sides import right_way
from review_tui.glossary.problem import Problem
from review_tui.severity import Severity

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # the last are halves of characters
_LONGEST = 2_000  # code points of a term; what is longer is a text that got into the wrong column


class _ForeignConcept(Struct):
    """A concept while its rows come in; `given` tells that its id stands in the file.

    `preferred` is the preferred one of its renderings, empty while there is none.
    """

    id: str
    kind: Kind
    given: bool = False
    en: dict[str, None] = {}
    definition: str = ""
    preferred: str = ""
    renderings: dict[str, Rendering] = {}


def gather_table(
    data: bytes,
    separator: str,
    path: Path,
    row_of: Callable[[DelimitedRow], ForeignRow | None],
    *,
    problems: list[Problem] | None = None,
    headed: bool = True,
) -> Imported:
    """Return the concepts in a quoted file, below its header if it is `headed`.

    `row_of` returns what a row means, None for one to pass over; it may add to the `problems`. Raises FormatError where
    the file is no text.
    """
    found = [] if problems is None else problems
    lines = rows(decode(data), separator, path, found, headed=headed)
    return gather([row for line in lines if (row := row_of(line)) is not None], path, found)


def gather(foreign: Iterable[ForeignRow], path: Path, problems: Iterable[Problem] = ()) -> Imported:
    """Return the concepts that the rows make, in the order in which they begin. Bad rows become problems."""
    found = list(problems)
    drafts: dict[tuple[str, str], _ForeignConcept] = {}
    for row in right_way(list(foreign), path, found):
        fault = _fault(row)
        if fault:
            found.append(Problem(path, row.line, fault))
            continue
        en = tuple(dict.fromkeys(flat(term) for term in row.en if term.strip()))
        given = flat(row.id)
        draft = drafts.setdefault(_key(row, en), _ForeignConcept(given or id_of(en[0]), row.kind, bool(given)))
        draft.en.update(dict.fromkeys(en))
        draft.definition = draft.definition or row.definition.strip()
        problem = _take(draft, row, path)
        if problem is not None:
            found.append(problem)
    _tell_apart(drafts.values())
    concepts = tuple(
        Concept(
            draft.id,
            tuple(draft.en),
            draft.kind,
            (),
            draft.definition,
            tuple(sorted(draft.renderings.values(), key=lambda rendering: rendering.status.order)),
        )
        for draft in drafts.values()
    )
    return Imported(concepts, tuple(found), given=frozenset(draft.id for draft in drafts.values() if draft.given))


def _key(row: ForeignRow, en: Sequence[str]) -> tuple[str, str]:
    """Return what the rows of one concept share: its id, what the other tool has instead, or the English term."""
    if row.id.strip():
        return "id", concept_key(flat(row.id))
    if row.group:
        return "group", row.group
    return "en", term_key(en[0])


def _tell_apart(drafts: Collection[_ForeignConcept]) -> None:
    """Put a number after the made ids that another concept has: C and C++ are two."""
    taken = {concept_key(draft.id) for draft in drafts if draft.given}
    numbers: Counter[str] = Counter()
    for draft in drafts:
        if draft.given:
            continue
        draft.id = free_id(draft.id, lambda made: concept_key(made) in taken, numbers)
        taken.add(concept_key(draft.id))


def flat(text: str) -> str:
    """Return a text on one line, without blanks around it."""
    return " ".join(text.split()) if "\n" in text or "\r" in text or "\t" in text else text.strip()


def _take(draft: _ForeignConcept, row: ForeignRow, path: Path) -> Problem | None:
    """Add the rendering of a row to its concept; return what is wrong where it does not count, or not as it stands."""
    zh = flat(row.zh)
    status = row.status
    known = draft.renderings.get(zh)
    if known is not None:
        if known.status is status or status is Status.PROVISIONAL:
            return None
        message = f"{zh!r} stands on line {known.line} as {known.status} already; this row does not count"
        return Problem(path, row.line, message, Severity.WARNING)
    problem = None
    if status is Status.PREFERRED and draft.preferred:
        message = (
            f"{draft.id!r} has the preferred rendering {draft.preferred!r} already, so {zh!r} is taken as admitted"
        )
        problem = Problem(path, row.line, message, Severity.WARNING)
        status = Status.ADMITTED
    elif status is Status.PREFERRED:
        draft.preferred = zh
    draft.renderings[zh] = Rendering(
        zh,
        status,
        row.pos.strip(),
        note=row.note.strip(),
        origin=row.origin.strip(),
        updated=row.updated.strip(),
        path=path,
        line=row.line,
    )
    return problem


def _fault(row: ForeignRow) -> str:
    """Return what is wrong with a row, or nothing."""
    en = [term for term in row.en if term.strip()]
    zh = row.zh.strip()
    if not zh:
        return f"there is no Chinese rendering for {shortened(en[0])!r}" if en else "the row has no terms"
    if not en and not row.id.strip():
        return f"there is no English term for {shortened(zh)!r}"
    if any(len(text) > _LONGEST for text in (*en, zh, row.id)):
        return f"the term {shortened(zh)!r} is longer than {_LONGEST:,} characters: this is no term"
    said = (row.id, row.pos, row.definition, row.note, row.origin, row.updated)
    if any(map(_CONTROL.search, (*en, zh, *said))):
        return f"the row of {shortened(_CONTROL.sub('', zh))!r} holds a control character, or half of one: delete it"
    if not row.id.strip() and not id_of(en[0]):
        return f"{shortened(en[0])!r} has no letter or digit that a concept could be named after"
    if flat(row.id) == BLOCKERS and row.kind is not Kind.BLOCKER:
        return f"the id {BLOCKERS!r} is reserved"
    return ""
