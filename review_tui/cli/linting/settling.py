"""What is said and done about a decisions file at the end of a run: what is stale in it, moves, and is new."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from review_tui.cli.messages import note, warn
from review_tui.lint.decisions.decisions import Accepted, Name
from review_tui.lint.decisions.index import DecisionIndex
from review_tui.lint.decisions.missing import Missed
from review_tui.lint.decisions.noted import Noted
from review_tui.lint.decisions.settlement import Stale, settlement
from review_tui.lint.decisions.union import is_begun, merge_by_union
from review_tui.lint.decisions.writing import change, prune
from review_tui.text.count import count, first_few

SHOWN = 10  # articles, and kinds of stale decisions, that are named one by one
_FEW = 3  # articles that are named for one that may be any of them


def settle(
    index: DecisionIndex, noted: Noted, folders: Sequence[Path], display: Callable[[Path], str], *, pruning: bool
) -> Mapping[Name, str]:
    """Write the baseline to a decisions file, and name what is stale in it or, when `pruning`, delete it.

    `folders` were searched as a whole in this run; `display` returns how messages name a file. Return the decisions
    that got another article, each with its new name. Raises FileProblem where the file cannot be written.
    """
    file = display(index.file)
    due = settlement(index, noted, folders, pruning=pruning)
    if pruning and (due.stale or due.new_articles):
        prune(index, due.gone, due.new_articles)
    _tell_missed(file, index, due.missed, pruning=pruning)
    if pruning and due.stale:
        note(f"Took {count(len(due.stale), 'stale decision')} out of {file}.")
    elif due.stale:
        _name(file, due.stale)
    if due.new is not None:
        _write_baseline(index.file, due.new, display)
    return due.new_articles


def _write_baseline(file: Path, decisions: Sequence[Accepted], display: Callable[[Path], str]) -> None:
    """Add decisions to a file, and say so; `display` returns how messages name a file.

    Raises FileProblem where it cannot be written.
    """
    if not decisions:
        note("There is no finding that is not decided already.")
        return
    is_new = not is_begun(file)
    change(file, decisions)
    written = f"Wrote {count(len(decisions), 'decision')} to {display(file)}"
    note(f"{written}: from now on, only new findings are reported.")
    attributes = merge_by_union(file) if is_new else None
    if attributes:
        note(f"Told git in {display(attributes)} to merge that file line by line.")


def _name(file: str, stale: Sequence[Stale]) -> None:
    """Warn of stale decisions: once of all that are about the same, with the first of their lines."""
    alike: dict[str, list[int]] = {}
    for each in stale:
        alike.setdefault(_what(each), []).append(each.line)
    for what, lines in list(alike.items())[:SHOWN]:
        stales = "stale decision" if len(lines) == 1 else count(len(lines), "stale decision")
        warn(f"{file}:{lines[0]}: {stales}: {what}")
    unnamed = sum(map(len, list(alike.values())[SHOWN:]))
    more = f" ({unnamed:,} more are)" if unnamed else ""
    note(f"Stale decisions match nothing any more{more}: `review-tui lint --prune` takes them out.")


def _what(stale: Stale) -> str:
    if stale.is_gone:
        return f"{stale.article}, which is {f'{stale.now} now' if stale.now else 'gone'}"
    from review_tui.rules.registry import rules_by_key

    unknown = " (no rule is called so)" if stale.rule and stale.rule not in rules_by_key() else ""
    return f"{stale.rule or 'the review of a section'} in {stale.article}{unknown}"


def _tell_missed(file: str, index: DecisionIndex, missed: Missed, *, pruning: bool) -> None:
    """Say what became of articles; `file` is how messages name the one with the decisions."""
    moved = []
    moved_from = Counter(name for name, _ in missed.new_articles(index))
    for name, match in missed.renamed.items():
        about = index.articles[name]
        if pruning:
            moved.append(f"Moved {count(moved_from[name], 'decision')} about {name} to {match.name}.")
        else:
            moved.append(
                f"{file}: {_loss(name, missed)}, and {match.name} has {len(match.keys)} of the {len(about)} decided "
                "things of it: where it is the same article, `review-tui lint --prune` moves the decisions"
            )
    _some(moved, note if pruning else warn, "Moved the decisions about {}." if pruning else "the same holds of {}")
    unsure = []
    for name, matches in missed.others.items():
        if matches:
            them = first_few([match.name for match in matches], _FEW, " and ")
            unsure.append(
                f"{file}: {_loss(name, missed)}, and {them} may be it: nothing is moved or taken "
                "out; put the right name into its lines, or delete them"
            )
        else:
            unsure.append(f"{file}: {name} is gone; whether another article is it, the rules that ran cannot tell")
    _some(unsure, warn, "the same holds of {}")


def _loss(name: str, missed: Missed) -> str:
    return f"{name} is gone" if missed.lost[name] is None else f"{name} has not any more what was decided about it"


def _some(lines: list[str], say: Callable[[str], None], rest: str) -> None:
    for line in lines[:SHOWN]:
        say(line)
    if len(lines) > SHOWN:
        say(rest.format(count(len(lines) - SHOWN, "more article")))
