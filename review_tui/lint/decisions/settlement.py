"""What becomes of a decisions file at the end of a run: what is stale in it, what moves, and what a baseline adds."""

from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from review_tui.files.stamp import read
from review_tui.lint.decisions.decisions import Accepted, Name
from review_tui.lint.decisions.index import DecisionIndex
from review_tui.lint.decisions.lines import decisions_about
from review_tui.lint.decisions.missing import Missed, lost_of, missed, renaming_of
from review_tui.lint.decisions.noted import Noted


class Stale(Struct, frozen=True, order=True):
    """A line (from 1) of the decisions file that matches nothing any more, and what it was about.

    `rule` is the rule's name, empty for a section. `is_gone` tells that the article is gone; `now` is then the name of
    the article that it became, empty where there is none.
    """

    line: int
    article: str
    rule: str = ""
    is_gone: bool = False
    now: str = ""


class Settlement(Struct, frozen=True):
    """What is to become of the decisions in a file.

    `missed` are the articles whose decisions match nothing. `stale` are the lines that match nothing, `gone` the
    decisions in them, by their names in the file. `new_articles` are the decisions that get another article, each with
    the name of that; empty where nothing is pruned. `new` are those that a baseline adds, None where there is no
    baseline.
    """

    missed: Missed
    stale: Sequence[Stale]
    gone: Set[Name]
    new_articles: Mapping[Name, str]
    new: Sequence[Accepted] | None


def settlement(index: DecisionIndex, noted: Noted, folders: Sequence[Path], *, pruning: bool) -> Settlement:
    """Return what is to become of a file's decisions; `folders` were searched as a whole in this run.

    Nothing is written. Raises FileProblem where the file cannot be read again.
    """
    found = missed(index, noted, folders)
    inherited = _inherited(index, noted) if noted.new else {}
    gone = _stale(index, noted, found, pruning=pruning)
    stale = sorted(each for several in gone.values() for each in several)
    new_articles = found.new_articles(index) if pruning else {}
    new = None
    if noted.new is not None:
        moved = {(name, key) for (_, key), name in new_articles.items()}
        left = [each for each in noted.new if (each.path, each.key) not in moved]
        new = [inherited.get((each.path, each.key), each) for each in left]
    return Settlement(found, stale, gone.keys(), new_articles, new)


def _stale(index: DecisionIndex, noted: Noted, found: Missed, *, pruning: bool) -> dict[Name, list[Stale]]:
    """Return the decisions that match nothing, each with its lines."""
    kept = found.kept()
    stale = {name: (what.article, what.rule, False, "") for name, what in noted.stale.items() if name not in kept}
    for name in found.gone:
        stale |= {(name, key): (name, "", True, "") for key in index.articles[name]}
    for name, match in found.renamed.items() if pruning else ():
        if found.lost[name] is None:
            stale |= {(name, key): (name, "", True, match.name) for key in match.stale}
    return {
        (name, key): [Stale(line, *what) for line in index.articles[name][key].lines]
        for (name, key), what in stale.items()
        if key in index.articles.get(name, {})
    }


def _inherited(index: DecisionIndex, noted: Noted) -> dict[Name, Accepted]:
    """Return the decisions under an old name of an article that a baseline repeats under the new one.

    They keep the reason that somebody gave, in the place of `baseline`. The old ones stay: without --prune nothing gets
    another article, as the new file may be a copy.
    """
    lost = lost_of(index, noted, lambda _: True)
    if not lost:
        return {}
    renaming = renaming_of(index, noted, lost)
    matches = {name: renaming.matches(name) for name in lost}
    found: dict[Name, Accepted] = {}
    for decision in decisions_about(matches, read(index.file)[0]) if any(matches.values()) else ():
        for match in matches[decision.path]:
            if isinstance(decision, Accepted) and decision.key in match.keys:
                found[match.name, decision.key] = replace(decision, path=match.name)
    return found
