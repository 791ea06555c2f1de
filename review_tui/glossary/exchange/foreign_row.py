"""A row of another tool's file, its cells under the names of ours."""

import re
from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from review_tui.glossary.concept import Kind, Status

_NO_NAME = re.compile(r"[\W_]+")


class ForeignRow(Struct, frozen=True):
    """One row: an English term (or several) and one rendering; `line` is where it stands in the file (from 1).

    `id` is that of a concept of ours; where it is empty, the first English term makes one. `group` is what the other
    tool has for an id: rows of one concept share it, and others with the same English term do not have it.
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


def free_id(name: str, is_taken: Callable[[str], bool], numbers: Counter[str]) -> str:
    """Return a name as the id of a concept of its own: with a number behind it, where it is taken.

    `numbers` are the last ones that were put behind names, and are added to: of many alike, none is tried again. What
    is empty stays so.
    """
    made = name
    while name and is_taken(made):
        numbers[name] += 1
        made = f"{name}-{numbers[name] + 1}"
    return made


def term_key(term: str) -> str:
    """Return what two spellings of an English term share: APR is not apr, but Loan is loan."""
    term = " ".join(term.split())
    return term if term.isupper() else term.casefold()


def own_id(cell: str) -> str:
    """Return a cell as the id of a concept of ours; empty where it has no letter, since then it is another tool's."""
    return cell if any(map(str.isalpha, cell)) else ""
