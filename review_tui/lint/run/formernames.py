"""Keeping an article from being fixed while what was decided about it stands under another name of it.

Not before the decisions have its name is it known what is to stay in it, and can they follow what is fixed.
"""

from collections.abc import Callable, Set
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import DecisionIndex, Elsewhere, path_in, read_index
from review_tui.lint.decisions.leaving import parted
from review_tui.lint.decisions.renaming import RenameMatch, Renaming, file_of, is_gone
from review_tui.lint.report import Report
from review_tui.rules.registry import rules_by_key


class Names(Struct, frozen=True):
    """What a file says about all articles; `rules` are those of decisions about the ones that are `gone`.

    None is a rule across articles, which finds nothing in one alone.
    """

    index: DecisionIndex
    renaming: Renaming
    gone: Set[str]
    rules: Set[str]


@lru_cache(maxsize=4)
def names_in(elsewhere: Elsewhere) -> Names:
    """Return what a decisions file says about all articles. It is read once in a process. Raises FileProblem."""
    index = read_index(Path(elsewhere.file))
    gone = {name for name in index.articles if is_gone(file_of(index, name), name)}
    rules = {each.rule for name in gone for each in index.articles[name].values()}
    known = rules_by_key()
    lost = {name: None if name in gone else about.keys() for name, about in index.articles.items()}
    alone = {name for name in rules if name in known and known[name].across is None}
    return Names(index, Renaming(index, lost), gone, alone)


def why_unfixed(
    elsewhere: Elsewhere, file: str, report: Report, ran: frozenset[str], check: Callable[[frozenset[str], str], Report]
) -> str:
    """Return why an article is not to be fixed yet, empty where it may be; the report is of the rules that `ran`.

    Decisions of rules that did not run tell of a renamed article as well, and their findings are to stay: `check` gives
    the report of such rules on a file, be it the article's own or another.
    """
    try:
        names = names_in(elsewhere)
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
