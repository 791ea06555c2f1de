"""Keeping a renamed article from being fixed while the decisions about it still have its former name.

Nothing is decided under the new name: a fix would change what editors decided to leave, and no decision would move.
"""

from collections.abc import Callable, Set
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import path_in
from review_tui.lint.decisions.index import DecisionIndex, OtherDecisions, read_index
from review_tui.lint.decisions.leaving import parted
from review_tui.lint.decisions.renaming import RenameMatch, Renaming, file_of, is_gone
from review_tui.lint.report import Report
from review_tui.rules.registry import rules_by_key


class FormerNames(Struct, frozen=True):
    """The articles of a decisions file, any of which may be the former name of one that is to be fixed.

    `gone` are the names whose file is not there. `rules` are the names of the rules that something was decided about in
    these, but for rules that compare articles, which find nothing in one alone.
    """

    index: DecisionIndex
    renaming: Renaming
    gone: Set[str]
    rules: Set[str]


@lru_cache(maxsize=4)
def former_names_in(others: OtherDecisions) -> FormerNames:
    """Read the articles of a decisions file, once in a process. Raises FileProblem where it cannot be read."""
    index = read_index(Path(others.file))
    gone = {name for name in index.articles if is_gone(file_of(index, name), name)}
    rules = {each.rule for name in gone for each in index.articles[name].values()}
    known = rules_by_key()
    lost = {name: None if name in gone else about.keys() for name, about in index.articles.items()}
    alone = {name for name in rules if name in known and known[name].across is None}
    return FormerNames(index, Renaming(index, lost), gone, alone)


def why_unfixed(
    others: OtherDecisions,
    file: str,
    report: Report,
    ran: frozenset[str],
    check: Callable[[frozenset[str], str], Report],
) -> str:
    """Return why an article must not be fixed yet, empty where it may be.

    `file` is its path, `report` the report on it by the rules that `ran` (their names). Decisions about other rules may
    tell of a renamed article, too: `check` gives the report of any rules on any file.
    """
    try:
        names = former_names_in(others)
    except FileProblem as problem:
        return f"not fixed: {problem}"
    if not names.rules <= ran:
        ran |= names.rules
        report = check(ran, file)
    undecided = parted(report, names.index.of(file)).undecided()
    for name, match in names.renaming.matching(path_in(names.index.file, file), undecided, ran).items():
        if name in names.gone:
            return _unfixed(names.index, name, match, "is gone")
        other = check(ran, file_of(names.index, name))
        about = {key: names.index.articles[name][key] for key in match.keys}
        if not other.failures and not parted(other, about).used:
            return _unfixed(names.index, name, match, "has them no more")
    return ""


def _unfixed(index: DecisionIndex, name: str, match: RenameMatch, what: str) -> str:
    return (
        f"not fixed: it has {len(match.keys)} of the {len(index.articles[name])} things decided about {name}, which "
        f"{what}: `review-tui lint --prune` over its folder moves the decisions first, or says what to do"
    )
