"""A row of another tool's file, in terms of ours."""

import re
from dataclasses import dataclass

from review_tui.glossary.concept import Kind, Status

_NO_NAME = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """One row: an English term (or several) and one rendering.

    Without an `id` of ours, the first English term makes one. `group` is what keeps the rows of a concept together in
    another tool's file, and them apart from others with the same English term.
    """

    en: tuple[str, ...]
    zh: str
    line: int = 0
    id: str = ""
    status: Status = Status.PROVISIONAL
    kind: Kind = Kind.TERM
    pos: str = ""
    definition: str = ""
    note: str = ""
    origin: str = ""
    updated: str = ""
    group: str = ""


def id_of(term: str) -> str:
    """Return the id that an English term gives: `Loan Modification` gives `loan-modification`. Empty if none."""
    return _NO_NAME.sub("-", term.casefold()).strip("-")


def own_id(cell: str) -> str:
    """Return the id that a cell may name a concept of ours by: a number is another tool's, and names nothing here."""
    return cell if any(map(str.isalpha, cell)) else ""
