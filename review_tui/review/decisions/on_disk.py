"""A decisions file as the desk reads it: every decision, by article and key."""

from pathlib import Path
from typing import NamedTuple

from review_tui.files.stamp import FileProblem, Stamp, read
from review_tui.lint.decisions.decisions import Decision, all_decisions, is_missing


class DecisionsOnDisk(NamedTuple):
    """A file as it was read last; `problem` says what kept it from being read."""

    articles: dict[str, dict[str, Decision]]
    stamp: Stamp | None = None
    problem: str = ""


def read_decisions(file: Path) -> DecisionsOnDisk:
    """Return what is in a file: nothing where it is not there, or cannot be read."""
    articles: dict[str, dict[str, Decision]] = {}
    try:
        if is_missing(file):
            return DecisionsOnDisk(articles)
        data, stamp = read(file)
    except FileProblem as problem:
        return DecisionsOnDisk(articles, None, str(problem))
    for decision in all_decisions(data):
        articles.setdefault(decision.path, {})[decision.key] = decision
    return DecisionsOnDisk(articles, stamp)
