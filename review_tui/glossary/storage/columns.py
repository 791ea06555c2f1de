"""The columns of a native glossary, and what can be wrong with a header."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from review_tui.glossary.problem import Problem
from review_tui.severity import Severity
from review_tui.text.nearest import nearest

HEADER = (
    "concept",
    "en",
    "zh",
    "status",
    "kind",
    "pos",
    "slugs",
    "context",
    "not_before",
    "not_after",
    "definition",
    "note",
    "origin",
    "updated",
)
"""The columns of a native glossary, in the order a new file has them."""
# Besides the fields in `concept`, a column is known to `row` (`understood`, `cells_of`, `ConceptCells`), `assembly`
# (what rows of a concept share), `compiled` (`_bare`), `edit` (`describe`), `inspection` (what a cell may hold),
# `exchange` (`merge`, `model`, `_LOST` of each format) and `review.terms.term_form` (what an editor fills in).

REQUIRED = ("concept", "zh", "status")

MOST_LIKENED = 100
"""So many columns with unknown names are compared with the known ones; a header with more was not typed."""


class Layout(NamedTuple):
    """Where a header has its columns. `pick` takes the cells of a row, and an empty one, into the order of HEADER."""

    header: tuple[str, ...]
    columns: dict[str, int]
    pick: Callable[[Sequence[str]], tuple[str, ...]]
    extra: tuple[tuple[int, str], ...]


@lru_cache(maxsize=16)
def layout_of(header: tuple[str, ...]) -> Layout:
    """Return where a header has its columns."""
    columns: dict[str, int] = {}
    for index, name in enumerate(header):
        columns.setdefault(name, index)
    pick = itemgetter(*(columns.get(name, -1) for name in HEADER))
    extra = tuple((index, name) for index, name in enumerate(header) if name not in HEADER)
    return Layout(header, columns, pick, extra)


def header_fault(header: tuple[str, ...]) -> str:
    """Return why nothing can be read under a header; empty where something can."""
    missing = [name for name in REQUIRED if name not in header]
    if not missing:
        return ""
    for separator, called in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and {"concept", "zh"} <= set(header[0].replace('"', "").split(separator)):
            return (
                f"the cells are separated by {called}: save the file as CSV with commas, in UTF-8; or move it out of "
                "here, and `review-tui glossary import` reads it as it is"
            )
    if len(missing) == len(REQUIRED):
        return f"the header is missing: the first line has to be {','.join(HEADER)}"
    parts = []
    for name in missing:
        near = nearest(name, header, 0.6)
        parts.append(f"{name!r}" + (f" (is {near!r} meant to be it?)" if near else ""))
    return f"the header has no column {' and no column '.join(parts)}; it has to have {', '.join(REQUIRED)}"


def header_warnings(header: tuple[str, ...], path: Path, line: int) -> list[Problem]:
    """Return what looks like a slip in a header that can be read under."""
    problems = []
    unknown = 0
    for name, times in Counter(filter(None, header)).items():
        if times > 1:
            message = f"the header has the column {name!r} {times} times; only the first one counts"
            problems.append(Problem(path, line, message, Severity.WARNING, "column-unknown", name))
        elif name not in HEADER and (unknown := unknown + 1) <= MOST_LIKENED:
            near = nearest(name, set(HEADER) - set(header), 0.8)
            if near:
                message = f"the column {name!r} is not known and only kept; is it meant to be {near!r}?"
                problems.append(Problem(path, line, message, Severity.WARNING, "column-unknown", name))
    return problems
