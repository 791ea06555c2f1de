r"""Weblate: a CSV file with the columns of its documentation, read back by position where the header is missing.

Weblate keeps a row by source and context, so the context names the concept, and tells its renderings apart with
`#2`, `#3`, …. Approved or not is the `fuzzy` column. Weblate's CSV has no place for its flags, so a rendering that is
forbidden there would come in as one to use: such renderings are left out.

Weblate puts a `'` before a cell that a spreadsheet would run when it writes a CSV file, and leaves it there when it
reads one: so that is taken off here, and never put on, but before a `'` of ours that would look like it.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.exchange.choice import usable
from review_tui.glossary.exchange.delimited import DelimitedRow, column, header_of
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import flat, gather_table
from review_tui.glossary.exchange.model import Exported, FormatError, Imported, Losses
from review_tui.glossary.exchange.sheets import write_terms
from review_tui.glossary.exchange.spreadsheet import guard, is_guarded, unguard

HEADER = ("location", "source", "target", "ID", "fuzzy", "context", "translator_comments", "developer_comments")

_CONTEXT = re.compile(r"concept (?P<id>.+?)(?: #(?P<nth>[0-9]+))?")
_FUZZY = frozenset({"1", "true", "yes", "x", "fuzzy", "needs-editing"})
_LOST = ("pos", "context", "not_before", "not_after", "origin", "updated", "extra", "slugs", "kind")


def sniff(data: bytes) -> bool:
    """Tell whether the header has `source` and `target`, by one of the names that Weblate knows."""
    _, header = header_of(data)
    return _source(header) is not None and _target(header) is not None


def read(data: bytes, path: Path) -> Imported:
    """Read a file; contexts that this module wrote name concepts, others do not count. Raises FormatError."""
    separator, header = header_of(data)
    source, target = _source(header), _target(header)
    if source is None or target is None:
        if len(header) != len(HEADER):
            raise FormatError(f"the header has no columns source and target; it should be {','.join(HEADER)}")
        header, source, target, headed = HEADER, 1, 2, False
    else:
        headed = True
    fuzzy, context = column(header, "fuzzy", "state"), column(header, "context")
    note = column(header, "translator_comments", "notes")
    definition = column(header, "developer_comments")

    def row_of(line: DelimitedRow) -> ForeignRow:
        row = line._replace(cells=tuple(map(unguard, line.cells)))
        known = _CONTEXT.fullmatch(row.cell(context))
        return ForeignRow(
            (row.cell(source),),
            row.cell(target),
            row.number,
            known["id"] if known else "",
            _status(row.cell(fuzzy), known),
            definition=row.cell(definition),
            note=row.cell(note),
        )

    return gather_table(data, separator, path, row_of, headed=headed)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return a row for each English term with the best rendering, and rows for the others with the first term."""
    return write_terms(concepts, HEADER, _rows, _LOST, quote_all=True)


def _rows(concept: Concept, losses: Losses) -> Iterator[tuple[str, ...]]:
    renderings = usable(concept, losses, also=(Status.PROVISIONAL,))
    if not renderings:
        losses.add("concepts without a usable rendering", concept.id)
        return
    preferred = renderings[0].status is Status.PREFERRED
    for nth, rendering in enumerate(renderings, 1 if preferred else 2):
        context = f"concept {flat(concept.id)}" + (f" #{nth}" if nth > 1 else "")
        for term in concept.en if rendering is renderings[0] else concept.en[:1]:
            yield _row(concept, rendering, term, context)


def _row(concept: Concept, rendering: Rendering, term: str, context: str) -> tuple[str, ...]:
    fuzzy = "True" if rendering.status is Status.PROVISIONAL else ""
    cells = ("", flat(term), flat(rendering.zh), "", fuzzy, context, rendering.note, concept.definition)
    return tuple(guard(cell) if is_guarded(cell) else cell for cell in cells)


def _status(fuzzy: str, known: re.Match[str] | None) -> Status:
    if known is None or fuzzy.lower() in _FUZZY:
        return Status.PROVISIONAL
    return Status.ADMITTED if known["nth"] else Status.PREFERRED


def _source(header: Sequence[str]) -> int | None:
    return column(header, "source", "original", "untranslated")


def _target(header: Sequence[str]) -> int | None:
    return column(header, "target", "translated", "translation")
