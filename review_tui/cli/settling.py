"""What becomes of a decisions file at the end of a run: what is stale in it, what moves, and what a baseline adds."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from review_tui.cli.adopting import write_baseline
from review_tui.cli.messages import note, warn
from review_tui.cli.missing import Missed, Noted, lost_of, missed, renaming_of, tell
from review_tui.files.stamp import read
from review_tui.lint.decisions.decisions import Accepted, DecisionIndex, Name, all_decisions
from review_tui.lint.decisions.writing import prune
from review_tui.text.count import count

SHOWN = 10  # stale decisions that are named one by one


def settle(
    index: DecisionIndex, noted: Noted, folders: Sequence[Path], shown: Callable[[Path], str], *, pruning: bool
) -> None:
    """Write what was adopted, and name or take away what is stale; `folders` were gone through as a whole.

    `shown` is how messages name a file. Raises FileProblem where one cannot be written.
    """
    file = shown(index.file)
    found = missed(index, noted, folders)
    inherited = _inherited(index, noted) if noted.new else {}
    stale = _stale_lines(index, noted, found, pruning=pruning)
    moving = found.moving(index) if pruning else {}
    if pruning and (stale or moving):
        prune(index, {line for line, _ in stale}, moving)
    tell(file, index, found, pruning=pruning)
    if pruning and stale:
        note(f"Took {count(len(stale), 'stale decision')} out of {file}.")
    elif stale:
        _name(file, stale)
    if noted.new is not None:
        moved = {(name, key) for (_, key), name in moving.items()}
        new = [each for each in noted.new if (each.path, each.key) not in moved]
        write_baseline(index.file, [inherited.get((each.path, each.key), each) for each in new], shown)


def _stale_lines(index: DecisionIndex, noted: Noted, found: Missed, *, pruning: bool) -> list[tuple[int, str]]:
    kept = found.kept()
    stale = {name: what for name, what in noted.stale.items() if name not in kept}
    for name in found.gone:
        stale |= {(name, key): f"{name}, which is gone" for key in index.articles[name]}
    for name, match in found.renamed.items() if pruning else ():
        if found.lost[name] is None:
            stale |= {(name, key): f"{name}, which is {match.name} now" for key in match.stale}
    lines = (
        (line, what)
        for (name, key), what in stale.items()
        if key in index.articles.get(name, {})
        for line in index.articles[name][key].lines
    )
    return sorted(set(lines))


def _inherited(index: DecisionIndex, noted: Noted) -> dict[Name, Accepted]:
    """Return what was decided about findings that a baseline adopts, where their article had another name.

    Nothing moves without --prune, as it may be a copy: it is said of both, for the reason that somebody gave.
    """
    lost = lost_of(index, noted, lambda _: True)
    if not lost:
        return {}
    renaming = renaming_of(index, noted, lost)
    matches = {name: renaming.matches(name) for name in lost}
    found: dict[Name, Accepted] = {}
    for decision in all_decisions(read(index.file)[0]) if any(matches.values()) else ():
        for match in matches.get(decision.path, ()):
            if isinstance(decision, Accepted) and decision.key in match.keys:
                found[match.name, decision.key] = replace(decision, path=match.name)
    return found


def _name(file: str, stale: list[tuple[int, str]]) -> None:
    for line, what in stale[:SHOWN]:
        warn(f"{file}:{line}: stale decision: {what}")
    more = f" ({len(stale) - SHOWN:,} more are)" if len(stale) > SHOWN else ""
    note(f"Stale decisions match nothing any more{more}: `review-tui lint --prune` takes them out.")
