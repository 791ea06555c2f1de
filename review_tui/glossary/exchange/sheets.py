"""Writing a glossary as a header with rows below it, and telling what they have no place for."""

from collections.abc import Callable, Collection, Iterable, Sequence

from review_tui.glossary.concept import Concept
from review_tui.glossary.exchange.choice import Pair, pairs, terms
from review_tui.glossary.exchange.delimited import write_rows
from review_tui.glossary.exchange.model import Exported, Losses, note_lost_fields


def write_pairs(
    concepts: Sequence[Concept],
    header: Sequence[str],
    row_of: Callable[[Pair], Sequence[str]],
    lost: Collection[str],
    separator: str = ",",
) -> Exported:
    """Return a row for each English term with the rendering that is to be used; `lost` are fields without a column."""
    losses = Losses()
    lines = [header, *map(row_of, pairs(concepts, losses))]
    note_lost_fields(concepts, lost, losses)
    return Exported(write_rows(lines, separator), losses.lines())


def write_terms(
    concepts: Sequence[Concept],
    header: Sequence[str],
    rows_of: Callable[[Concept, Losses], Iterable[Sequence[str]]],
    lost: Collection[str],
    *,
    quote_all: bool = False,
) -> Exported:
    """Return the rows of each concept that is a term; `lost` are fields without a column."""
    losses = Losses()
    lines = [header, *(row for concept in terms(concepts, losses) for row in rows_of(concept, losses))]
    note_lost_fields(concepts, lost, losses)
    return Exported(write_rows(lines, quote_all=quote_all), losses.lines())
