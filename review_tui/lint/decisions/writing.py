"""Writing a decisions file: sorted, each line once, and merged with what others wrote meanwhile."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from pathlib import Path

import msgspec

from review_tui.files.atomic import Changed, write
from review_tui.files.lock import locked
from review_tui.files.presence import is_absent
from review_tui.files.stamp import ABSENT, FileProblem, Stamp, read
from review_tui.lint.decisions.by_article import ByArticle
from review_tui.lint.decisions.decisions import Decision, Name, name_of
from review_tui.lint.decisions.index import DecisionIndex
from review_tui.lint.decisions.lines import (
    Adopted,
    decisions_in,
    decisions_of,
    encode_decisions,
    lines_in,
    lines_of,
)

_TRIES = 5  # to write while somebody else writes too
_OTHER_KIND = "it is no decisions file: no line of it is a decision; name another file, or empty this one"

Revision = Callable[[ByArticle], Mapping[Name, Decision | None]]
"""Is given the decisions of a file; returns those that change, with None for those that go."""


def change(file: Path, add: Iterable[Decision]) -> None:
    """Add decisions to a file, each in the place of one about the same thing. What is raised: see `rewrite`."""
    added = {name_of(decision): decision for decision in add}
    rewrite(file, lambda lines: _changed(lines, added))


def revise(file: Path, revision: Revision) -> None:
    """Change decisions in a file, by what stands in it at that moment. What is raised: see `rewrite`."""
    rewrite(file, lambda lines: _changed(lines, revision(ByArticle(lines))))


def _changed(lines: list[bytes], changed: Mapping[Name, Decision | None]) -> list[bytes] | None:
    if not changed:
        return None
    added = [decision for decision in changed.values() if decision]
    articles = {article for article, _ in changed}
    return _replaced(lines, articles, lambda each: None if name_of(each) in changed else each, added)


def _replaced(
    lines: Sequence[bytes],
    articles: Set[str],
    after: Callable[[Decision], Decision | None],
    added: Iterable[Decision] = (),
) -> list[bytes]:
    """Return lines in which decisions about some articles are as they are `after` a change; others are `added`.

    `after` returns None for a decision that goes. A line stays as it is where nothing in it changes; the lines of a
    baseline about one of the articles become one.
    """
    gone: set[int] = set()
    written = list(added)
    for number, line in lines_in(lines):
        if line.path in articles:
            before = list(decisions_of(line))
            now = [new for each in before if (new := after(each)) is not None]
            if now != before or isinstance(line, Adopted):
                gone.add(number)
                written += now
    return [line for number, line in enumerate(lines, 1) if number not in gone] + encode_decisions(written)


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


def prune(index: DecisionIndex, stale: Set[Name], new_articles: Mapping[Name, str]) -> None:
    """Take `stale` decisions out of the file that an index was made of, and give others their `new_articles`.

    Raises Changed where the file has changed since the index was made, FileProblem where it cannot be written.
    """

    def after(decision: Decision) -> Decision | None:
        name = name_of(decision)
        if name in stale:
            return None
        article = new_articles.get(name)
        return msgspec.structs.replace(decision, path=article) if article else decision

    data, _ = read(index.file)
    held = [line for line in lines_of(data) if line.strip()]
    articles = {article for names in (stale, new_articles) for article, _ in names} | {*new_articles.values()}
    write(index.file, _joined(_replaced(held, articles, after)), expect=index.stamp)


def _joined(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in sorted(set(lines)))
