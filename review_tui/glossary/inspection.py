"""Looking a glossary over: everything that an editor would want to mend in it, with the line it stands on.

What keeps a row from counting is an error, what is very likely a slip a warning, what is only good to know a piece of
information. A flaw is fixable where there is one way to mend it that changes nothing anybody meant.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from review_tui.glossary.columns import HEADER
from review_tui.glossary.concept import ACCEPTED, BANNED, Concept, Kind, Rendering, Status
from review_tui.glossary.context import on_edges
from review_tui.glossary.exchange.spreadsheet import runs
from review_tui.glossary.glossary import Glossary, glossary_of
from review_tui.glossary.problem import Problem
from review_tui.glossary.problem import Severity as ProblemSeverity
from review_tui.glossary.row import Row
from review_tui.glossary.table import Table, make_row

EXAMPLES = 3
_CELL = 40  # code points of a cell that a message shows


class Level(StrEnum):
    """How bad a flaw is. The names are those of `lint`."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Return the place in the order, from 0 for the least bad."""
        return tuple(Level).index(self)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing to look at. The line counts from 1; 0 is the file as a whole."""

    code: str
    level: Level
    path: Path | None
    line: int
    message: str
    concept: str = ""
    zh: str = ""
    fixable: bool = False


# Zero-width and direction marks, soft hyphens, and control characters; a line end may stand in a longer text.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc]"
)
_LINE_END = re.compile(r"[\r\n]")
_MULTILINE = ("definition", "note")
_FULL_WIDTH = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ENGLISH = ("concept", "en", "slugs")
_HAN = r"[\u3400-\u9fff]"
_NO_SLUG = re.compile(rf"[\s{_HAN[1:-1]}：，。]")
_JOINED = re.compile(rf"{_HAN}\s*[/／;；|]\s*{_HAN}")


def inspect_glossary(glossary: Glossary, used: Collection[str] | None = None) -> list[Flaw]:
    """Return all flaws of a glossary, by file and line.

    `used` are the ids of the concepts that some articles speak of: those that are not among them are named as well.
    """
    flaws = [*_of_rows(glossary), *_shared(glossary)]
    flaws += _banned_and_preferred(glossary)
    flaws += _inside_others(glossary)
    if used is not None:
        flaws += _unused(glossary, used)
    return sorted(flaws, key=lambda flaw: (str(flaw.path), flaw.line, -flaw.level.rank, flaw.code, flaw.message))


def mend(glossary: Glossary) -> tuple[Glossary, int]:
    """Return the glossary with what is fixable fixed, and how many flaws that took away."""
    before = sum(flaw.fixable for flaw in _of_rows(glossary))
    if not before:
        return glossary, 0
    tables = [_mended(table) for table in glossary.tables]
    after = glossary_of(_without_twins(tables), _elsewhere(glossary))
    return after, before - sum(flaw.fixable for flaw in _of_rows(after))


def _of_rows(glossary: Glossary) -> Iterator[Flaw]:
    """Yield what is wrong with single rows and files: all that is fixable is among it."""
    yield from _of_problems(glossary)
    for table in glossary.tables:
        yield from _in_table(table)


# Cells


def _in_table(table: Table) -> Iterator[Flaw]:
    if table.unread is not None:
        return
    named = {problem.message.split("'")[1] for problem in table.problems if problem.code == "column-unknown"}
    unknown = [name for name in dict.fromkeys(table.header) if name and name not in HEADER and name not in named]
    if unknown:
        names = " and ".join(map(_shown, unknown[:EXAMPLES]))
        rest = f" and {len(unknown) - EXAMPLES:,} more" if len(unknown) > EXAMPLES else ""
        message = f"the header has {names}{rest}, which this program does not know: what stands there is only kept"
        yield Flaw("column-unknown", Level.INFO, table.path, 1, message)
    for row in table.rows:
        if row.rendering is None or row.concept is None:
            continue
        about = (table.path, row.line)
        concept, zh = row.concept.id, row.rendering.zh
        for name, cell in _named(table, row):
            for code, level, message, fixable in _in_cell(name, cell):
                yield Flaw(code, level, *about, message, concept, zh, fixable)
        if not row.concept.en and row.concept.kind in (Kind.TERM, Kind.NAME, Kind.KEEP):
            message = f"the en cell of {concept!r} is empty: no other tool can take a concept without an English term"
            yield Flaw("english-missing", Level.WARNING, *about, message, concept, zh)


def _in_cell(name: str, cell: str) -> Iterator[tuple[str, Level, str, bool]]:
    shown = _shown(cell)
    if cell != cell.strip():
        yield "edge-whitespace", Level.WARNING, f"the {name} cell {shown} begins or ends with a blank", True
    invisible = _INVISIBLE.search(cell)
    if invisible:
        code = f"U+{ord(invisible[0]):04X}"
        yield "invisible-character", Level.WARNING, f"the {name} cell {shown} holds the invisible {code}", True
    if name not in _MULTILINE and _LINE_END.search(cell.strip()):
        yield "line-end", Level.WARNING, f"the {name} cell {shown} holds a line end", False
    if name in (*_ENGLISH, "zh") and _FULL_WIDTH.search(cell):
        message = f"the {name} cell {shown} has full-width Latin letters or digits"
        yield "full-width", Level.WARNING, message, name in _ENGLISH
    if name in HEADER and runs(cell):
        message = f"the {name} cell {shown} begins like a formula: export it for people with --spreadsheet-safe"
        yield "formula", Level.INFO, message, False
    if name == "slugs" and (wrong := _NO_SLUG.search(cell.strip())):
        message = f"the {name} cell {shown} holds {wrong[0]!r}, which no link's slug does"
        yield "slug-malformed", Level.WARNING, message, False
    if name == "zh" and _JOINED.search(cell):
        message = f"the zh cell {shown} seems to hold several renderings: give each a row of its own"
        yield "renderings-joined", Level.WARNING, message, False


def _named(table: Table, row: Row) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for name, cell in zip(table.header, row.cells, strict=False):
        if cell and name not in seen:
            seen.add(name)
            yield name, cell


def _mended(table: Table) -> Table:
    """Return the table with its cells cleaned; the same object if there was nothing to do."""
    if table.unread is not None:
        return table
    rows = tuple(_clean_row(table, row) for row in table.rows)
    return table if all(old is new for old, new in zip(table.rows, rows, strict=True)) else replace(table, rows=rows)


def _clean_row(table: Table, row: Row) -> Row:
    if row.rendering is None:
        return row
    cells = {name: _clean(name, cell) for name, cell in _named(table, row)}
    if all(cells[name] == cell for name, cell in _named(table, row)):
        return row
    try:
        return make_row(table, cells, row)
    except ValueError:  # nothing was left of a cell that must not be empty: it stays
        return make_row(table, {name: cells[name] or cell for name, cell in _named(table, row)}, row)


def _clean(name: str, cell: str) -> str:
    clean = _INVISIBLE.sub("", cell).strip()
    return _FULL_WIDTH.sub(lambda match: match[0].translate(_HALF), clean) if name in _ENGLISH else clean


def _without_twins(tables: Iterable[Table]) -> Iterator[Table]:
    """Yield the tables without rows that stand somewhere before, cell for cell."""
    seen: set[tuple[tuple[str, str], ...]] = set()
    for table in tables:
        kept = []
        for row in table.rows:
            content = _content(table, row)
            if content is None or content not in seen:
                kept.append(row)
            if content is not None:
                seen.add(content)
        yield table if len(kept) == len(table.rows) else replace(table, rows=tuple(kept))


def _content(table: Table, row: Row) -> tuple[tuple[str, str], ...] | None:
    return tuple(sorted(_named(table, row))) if row.rendering is not None else None


# Problems that loading the glossary found


def _of_problems(glossary: Glossary) -> Iterator[Flaw]:
    rows: dict[tuple[Path | None, int], Row] = {}
    seen: set[tuple[tuple[str, str], ...]] = set()
    twins: set[tuple[Path | None, int]] = set()
    for table in glossary.tables:
        for row in table.rows:
            rows[table.path, row.line] = row
            content = _content(table, row)
            if content is not None and content in seen:
                twins.add((table.path, row.line))
            elif content is not None:
                seen.add(content)
    for problem in glossary.problems:
        place = (problem.path, problem.line)
        found = rows.get(place)
        concept = found.concept.id if found is not None and found.concept is not None else ""
        zh = found.rendering.zh if found is not None and found.rendering is not None else ""
        level = Level.ERROR if problem.severity is ProblemSeverity.ERROR else Level.WARNING
        fixable = problem.code == "row-duplicate" and place in twins
        yield Flaw(problem.code, level, *place, problem.message, concept, zh, fixable)


# Renderings of several concepts


def _shared(glossary: Glossary) -> Iterator[Flaw]:
    """Name renderings that two concepts accept, where no context tells them apart."""
    for zh, claims in _claims(glossary, ACCEPTED).items():
        if len({concept.id for concept, _ in claims}) < 2:
            continue
        open_claims = [rendering for _, rendering in claims if not rendering.context]
        level = Level.WARNING if len(open_claims) > 1 and _both_preferred(claims) else Level.INFO
        concept, rendering = claims[-1]
        ids = tuple(dict.fromkeys(repr(each.id) for each, _ in claims))
        names = " and ".join(ids[:EXAMPLES]) + (f" and {len(ids) - EXAMPLES:,} more" if len(ids) > EXAMPLES else "")
        message = f"{zh!r} is a rendering of {names}: where no link or context decides, it is taken for neither"
        yield Flaw("rendering-shared", level, rendering.path, rendering.line, message, concept.id, zh)


def _both_preferred(claims: list[tuple[Concept, Rendering]]) -> bool:
    return sum(rendering.status is Status.PREFERRED and not rendering.context for _, rendering in claims) > 1


def _banned_and_preferred(glossary: Glossary) -> Iterator[Flaw]:
    """Name forbidden renderings that are another concept's preferred one, or stand inside their own."""
    preferred = _claims(glossary, (Status.PREFERRED,))
    for concept in _terms(glossary):
        own = concept.preferred
        for rendering in concept.renderings:
            if rendering.status not in BANNED:
                continue
            about = (rendering.path, rendering.line)
            zh = rendering.zh
            for other, _ in preferred.get(zh, ()):
                if not rendering.context:
                    message = (
                        f"{zh!r} is {rendering.status} here and preferred for {other.id!r}: without a context that "
                        "tells the two apart, neither counts"
                    )
                    yield Flaw("banned-preferred", Level.WARNING, *about, message, concept.id, zh)
            if own is not None and zh in own.zh:
                message = (
                    f"{zh!r} is {rendering.status} and stands inside the preferred {own.zh!r}: it never shows there"
                )
                yield Flaw("banned-inside", Level.INFO, *about, message, concept.id, zh)


def _inside_others(glossary: Glossary) -> Iterator[Flaw]:
    """Name renderings that stand inside those of other concepts: there the longer one wins."""
    owners: dict[str, dict[str, Rendering]] = {}
    for concept in _terms(glossary):
        for rendering in concept.renderings:
            if rendering.status in ACCEPTED:
                owners.setdefault(rendering.zh, {})[concept.id] = rendering
    if not owners:
        return
    words = tuple(owners)
    automaton = AhoCorasick(words, MatchKind.Standard)
    longer: dict[str, list[str]] = {}
    for word in words:
        for index, start, end in automaton.find_matches_as_indexes(word, overlapping=True):
            inner = words[index]
            if (
                end - start < len(word)
                and on_edges(word, start, end)
                and not owners[inner].keys() & owners[word].keys()
            ):
                several = longer.setdefault(inner, [])
                if several[-1:] != [word]:
                    several.append(word)
    for inner, several in longer.items():
        concept_id, rendering = next(iter(owners[inner].items()))
        named = "、".join(several[:EXAMPLES]) + ("、…" if len(several) > EXAMPLES else "")
        count = "a rendering" if len(several) == 1 else f"{len(several):,} renderings"
        message = f"{inner!r} stands inside {count} of other concepts ({named}): there the longer one counts"
        yield Flaw("term-inside", Level.INFO, rendering.path, rendering.line, message, concept_id, inner)


def _unused(glossary: Glossary, used: Collection[str]) -> Iterator[Flaw]:
    for concept in _terms(glossary):
        if concept.id not in used and concept.renderings:
            first = min(concept.renderings, key=lambda rendering: (str(rendering.path), rendering.line))
            message = f"{concept.id!r} does not come up in the articles"
            yield Flaw("concept-unused", Level.INFO, first.path, first.line, message, concept.id)


def _claims(glossary: Glossary, statuses: tuple[Status, ...]) -> dict[str, list[tuple[Concept, Rendering]]]:
    claims: dict[str, list[tuple[Concept, Rendering]]] = {}
    for concept in _terms(glossary):
        for rendering in concept.renderings:
            if rendering.status in statuses:
                claims.setdefault(rendering.zh, []).append((concept, rendering))
    return claims


def _terms(glossary: Glossary) -> Iterator[Concept]:
    return (concept for concept in glossary.concepts if concept.kind not in (Kind.BLOCKER, Kind.HEADING))


def _elsewhere(glossary: Glossary) -> list[Problem]:
    paths = {table.path for table in glossary.tables}
    return [problem for problem in glossary.problems if problem.path not in paths]


def _shown(cell: str) -> str:
    short = cell if len(cell) <= _CELL else cell[: _CELL - 1] + "…"
    return _written_out(repr(short))


def _written_out(text: str) -> str:
    """Return a repr with its invisible characters written out, which Python leaves as they are."""
    return _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
