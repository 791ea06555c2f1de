"""Writing a decisions file: sorted, each line once, and merged with what others wrote meanwhile."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from review_tui.files.atomic import Changed, write
from review_tui.files.lock import locked
from review_tui.files.presence import is_absent
from review_tui.files.stamp import ABSENT, FileProblem, Stamp, read
from review_tui.lint.decisions.decisions import (
    Decision,
    DecisionIndex,
    Name,
    Rejected,
    decisions_in,
    encode_decision,
    lines_of,
    name_of,
)

_TRIES = 5  # to write while somebody else writes too
_OTHER_KIND = "it is no decisions file: no line of it is a decision; name another file, or empty this one"

Revision = Callable[[Mapping[Name, Decision]], Mapping[Name, Decision | None]]
"""Is given the decisions of a file; returns those that change, with None for those that go."""


def change(file: Path, add: Iterable[Decision]) -> None:
    """Add decisions to a file, each in the place of one about the same thing. What is raised: see `rewrite`."""
    added = {name_of(decision): decision for decision in add}
    revise(file, lambda _: added)


def revise(file: Path, revision: Revision) -> None:
    """Change decisions in a file, by what stands in it at that moment. What is raised: see `rewrite`."""
    rewrite(file, lambda lines: _revised(lines, revision))


def _revised(lines: list[bytes], revision: Revision) -> list[bytes] | None:
    found = [(number, name_of(each), each) for number, each in decisions_in(lines)]
    changed = revision({name: decision for _, name, decision in found})
    if not changed:
        return None
    gone = {number for number, name, _ in found if name in changed}
    kept = [line for number, line in enumerate(lines, 1) if number not in gone]
    return [*kept, *(encode_decision(decision) for decision in changed.values() if decision)]


def rewrite(file: Path, change: Callable[[list[bytes]], list[bytes] | None]) -> tuple[Stamp, Stamp]:
    """Change the lines of a file, so that nobody who writes to it meanwhile loses a line.

    `change` is given the lines that are not blank, and returns the new ones, or None to leave the file as it is. It is
    called again where another program was faster. Return the stamps of the file before and after. Raises FileProblem
    where the file cannot be read or written, or is of another kind (an article that was named by mistake would be
    sorted), Changed where other programs were faster _TRIES times.
    """
    tries = _TRIES
    while True:
        try:
            with locked(file):
                data, stamp = (b"", ABSENT) if is_absent(file) else read(file)
                held = [line for line in lines_of(data) if line.strip()]
                if held and next(decisions_in(held), None) is None:
                    raise FileProblem(file, _OTHER_KIND)
                lines = change(held)
                return stamp, stamp if lines is None else write(file, _joined(lines), expect=stamp)
        except Changed:  # by a program that asks for no lock
            tries -= 1
            if not tries:
                raise


def prune(index: DecisionIndex, lines: Collection[int], new_articles: Mapping[Name, str]) -> None:
    """Take `lines` (from 1) out of the file that an index was made of, and give decisions their `new_articles`.

    Raises Changed where the file has changed since the index was made, FileProblem where it cannot be written.
    """
    data, _ = read(index.file)
    numbered = dict(enumerate(lines_of(data), 1))
    for number, decision in decisions_in(numbered.values()) if new_articles else ():
        article = new_articles.get(name_of(decision))
        if article and not isinstance(decision, Rejected):
            numbered[number] = encode_decision(msgspec.structs.replace(decision, path=article))
    kept = [line for number, line in numbered.items() if line.strip() and number not in lines]
    write(index.file, _joined(kept), expect=index.stamp)


def _joined(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in sorted(set(lines)))
