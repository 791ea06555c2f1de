"""Looking a glossary over: everything that an editor would want to mend in it, with the line it stands on.

What keeps a row from counting is an error, what is very likely a slip a warning, what is only good to know a piece of
information. A flaw is fixable where there is one way to mend it that changes nothing anybody meant.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from review_tui.article.han import HAN_RANGE
from review_tui.glossary.concept import NO_TERMS, Kind
from review_tui.glossary.context import parse_context
from review_tui.glossary.exchange.spreadsheet import runs
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.inspection.conflicts import (
    banned_renderings_in_use,
    contexts_that_never_hold,
    renderings_inside_others,
    shared_renderings,
    unused_concepts,
)
from review_tui.glossary.inspection.flaw import EXAMPLES, Flaw
from review_tui.glossary.problem import EditError
from review_tui.glossary.search.headings import is_pattern
from review_tui.glossary.search.places import places_of
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.columns import HEADER
from review_tui.glossary.storage.row import Row
from review_tui.glossary.storage.table import Table, make_row
from review_tui.severity import Severity
from review_tui.text.count import first_few
from review_tui.text.visible import hidden

_CELL = 40  # code points of a cell that a message shows


# A line end may stand in a longer text. Also what changes other characters or fills their place, and no article has in
# a term: grapheme joiner, Hangul fillers, Khmer vowels, Mongolian and other selectors of variants, object replacement.
_UNSEEN = re.compile(
    hidden(
        without="\n",
        more="\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\ufffc",
    )
)
_LINE_END = re.compile(r"[\r\n]")
_MULTILINE = ("definition", "note")
_FULL_WIDTH = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ENGLISH = ("concept", "en", "slugs")
_UNASKED = {Kind.BLOCKER: ("context",), Kind.HEADING: ("not_before", "not_after")}
"""The conditions that a kind cannot have: a blocker shields wherever it stands, and a heading is compared whole."""
_NO_SLUG = re.compile(r"[\s：，。]")
_JOINED = re.compile(rf"[{HAN_RANGE}]\s*[/／;；|]\s*[{HAN_RANGE}]")


def inspect_glossary(glossary: Glossary, used: Collection[str] | None = None) -> list[Flaw]:
    """Return all flaws of a glossary, by file and line.

    `used` are the ids of the concepts that some articles speak of: those that are not among them are named as well.
    """
    flaws = [*_of_rows(glossary), *shared_renderings(glossary)]
    flaws += banned_renderings_in_use(glossary)
    flaws += contexts_that_never_hold(glossary)
    flaws += renderings_inside_others(glossary)
    if used is not None:
        flaws += unused_concepts(glossary, used)
    return sorted(flaws, key=lambda flaw: (str(flaw.path), flaw.line, -flaw.severity.rank, flaw.code, flaw.message))


def mend(glossary: Glossary) -> tuple[Glossary, int]:
    """Return the glossary with what is fixable fixed, and how many flaws that took away."""
    before = sum(flaw.fixable for flaw in _of_rows(glossary))
    if not before:
        return glossary, 0
    tables = [_mended(table) for table in glossary.tables]
    after = glossary_of(_without_twins(tables), glossary.problems_beside(tables))
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
    named = {problem.column for problem in table.problems}
    unknown = [name for name in dict.fromkeys(table.header) if name and name not in HEADER and name not in named]
    if unknown:
        names = first_few(list(map(_shown, unknown)), EXAMPLES, " and ")
        message = f"the header has {names}, which this program does not know: what stands there is only kept"
        yield Flaw("column-unknown", Severity.INFO, table.path, 1, message)
    for row in table.rows:
        if row.rendering is None or row.concept is None:
            continue
        about = (table.path, row.line)
        concept, zh = row.concept.id, row.rendering.zh
        for name, cell in _named(table, row):
            for code, severity, message, fixable in _in_cell(name, cell):
                yield Flaw(code, severity, *about, message, concept, zh, fixable)
        for name in _UNASKED.get(row.concept.kind, ()):
            if getattr(row.rendering, name):
                message = f"the {name} of the {row.concept.kind} {_shown(zh)} counts for nothing: empty the cell"
                yield Flaw("condition-unasked", Severity.WARNING, *about, message, concept, zh)
        if row.concept.kind is Kind.HEADING and not is_pattern(zh):
            message = f"the heading {_shown(zh)} counts for nothing: a heading has at most one X, and words"
            yield Flaw("heading-malformed", Severity.WARNING, *about, message, concept, zh)
        if row.concept.kind not in NO_TERMS:
            for code, severity, message in _of_context(row.rendering.context, zh):
                yield Flaw(code, severity, *about, message, concept, zh)
        if not row.concept.en and row.concept.kind not in NO_TERMS:
            message = f"the en cell of {concept!r} is empty: no other tool can take a concept without an English term"
            yield Flaw("english-missing", Severity.WARNING, *about, message, concept, zh)


def _of_context(cell: str, zh: str) -> Iterator[tuple[str, Severity, str]]:
    """Yield what a context has of the rendering's own words, which stand wherever that does."""
    if not cell:
        return
    context = parse_context(cell)
    if own := _standing_in(zh, context.ruled_out):
        message = f"the context of {zh!r} rules out {own} in it: outside links the row never counts"
        yield "context-never", Severity.WARNING, message
    if own := _standing_in(zh, context.asked_for):
        message = f"the context of {zh!r} asks for {own} in it: the row counts whatever else is there"
        yield "context-always", Severity.INFO, message


def _standing_in(zh: str, words: tuple[str, ...]) -> str:
    """Return which of these words stand in a rendering, for a message; nothing if none do."""
    own = [word for word in words if places_of(word, zh)]
    return f"{' and '.join(own)}, which {'stands' if len(own) == 1 else 'stand'}" if own else ""


@lru_cache(maxsize=1 << 12)  # the rows of a concept, which stand together, say most cells again
def _in_cell(name: str, cell: str) -> tuple[tuple[str, Severity, str, bool], ...]:
    return tuple(
        (code, severity, f"the {name} cell {_shown(cell)} {fault}", fixable)
        for code, severity, fault, fixable in _faults_of(name, cell)
    )


def _faults_of(name: str, cell: str) -> Iterator[tuple[str, Severity, str, bool]]:
    if cell != cell.strip():
        yield "edge-whitespace", Severity.WARNING, "begins or ends with a blank", True
    invisible = _UNSEEN.search(cell)
    if invisible:
        yield "invisible-character", Severity.WARNING, f"holds the invisible U+{ord(invisible[0]):04X}", True
    if name not in _MULTILINE and _LINE_END.search(cell.strip()):
        yield "line-end", Severity.WARNING, "holds a line end", False
    if name in (*_ENGLISH, "zh") and _FULL_WIDTH.search(cell):
        yield "full-width", Severity.WARNING, "has full-width Latin letters or digits", name in _ENGLISH
    if name in HEADER and runs(cell):
        fault = "begins like a formula: export it for people with --spreadsheet-safe"
        yield "formula", Severity.INFO, fault, False
    if name == "slugs" and (wrong := _NO_SLUG.search(cell.strip())):
        yield "slug-malformed", Severity.WARNING, f"holds {wrong[0]!r}, which no link's slug does", False
    if name == "zh" and _JOINED.search(cell):
        fault = "seems to hold several renderings: give each a row of its own"
        yield "renderings-joined", Severity.WARNING, fault, False


def _named(table: Table, row: Row) -> Collection[tuple[str, str]]:
    """Return the cells that hold something, with their columns; of two columns of one name, the first counts."""
    cells = [(name, cell) for name, cell in zip(table.header, row.cells, strict=False) if cell]
    return cells if len(dict(cells)) == len(cells) else dict(reversed(cells)).items()


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
    except EditError:  # nothing was left of a cell that must not be empty: it stays
        return make_row(table, {name: cells[name] or cell for name, cell in _named(table, row)}, row)


def _clean(name: str, cell: str) -> str:
    clean = _UNSEEN.sub("", cell).strip()
    return _FULL_WIDTH.sub(lambda match: match[0].translate(_HALF), clean) if name in _ENGLISH else clean


def _without_twins(tables: Sequence[Table]) -> Iterator[Table]:
    """Yield the tables without rows that stand somewhere before."""
    twins = _twins(tables)
    for table in tables:
        kept = tuple(row for row in table.rows if id(row) not in twins)
        yield table if len(kept) == len(table.rows) else replace(table, rows=kept)


def _twins(tables: Iterable[Table]) -> set[int]:
    """Return which rows (by `id`) stand somewhere before, cell for cell, in these tables."""
    seen: set[tuple[tuple[str, str], ...]] = set()
    twins: set[int] = set()
    for table in tables:
        for row in table.rows:
            if row.rendering is not None:
                content = tuple(sorted(_named(table, row)))
                if content in seen:
                    twins.add(id(row))
                seen.add(content)
    return twins


# Problems that loading the glossary found


def _of_problems(glossary: Glossary) -> Iterator[Flaw]:
    if not glossary.problems:
        return
    rows: dict[tuple[Path | None, int], Row] = {
        (table.path, row.line): row for table in glossary.tables for row in table.rows
    }
    has_twins = any(problem.code == "row-duplicate" for problem in glossary.problems)
    twins = _twins(glossary.tables) if has_twins else set()
    for problem in glossary.problems:
        about = (problem.path, problem.line)
        found = rows.get(about)
        concept = found.concept.id if found is not None and found.concept is not None else ""
        zh = found.rendering.zh if found is not None and found.rendering is not None else ""
        fixable = problem.code == "row-duplicate" and id(found) in twins
        yield Flaw(problem.code, problem.severity, *about, problem.message, concept, zh, fixable)


def _shown(cell: str) -> str:
    short = cell if len(cell) <= _CELL else cell[: _CELL - 1] + "…"
    return _written_out(repr(short))


def _written_out(text: str) -> str:
    """Return a repr with its invisible characters written out, which Python leaves as they are."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
