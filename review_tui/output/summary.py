"""What stands under a report for people, and the statistics."""

from collections import Counter
from collections.abc import Iterator

from review_tui.lint.tally import Tally
from review_tui.output.style import Style
from review_tui.rules.safety import Safety
from review_tui.severity import Severity
from review_tui.text.cells import clip
from review_tui.text.count import count
from review_tui.text.visible import visible


def summary(tally: Tally, *, fixing: bool = False) -> str:
    """Say in a line or two what a run found, and what could be done about it."""
    lines = []
    if fixing and tally.mended:
        lines.append(f"Fixed {count(tally.mended, 'finding')} in {count(tally.mended_files, 'file')}.")
    if fixing and tally.unproven:
        were = "1 fix was" if tally.unproven == 1 else f"{tally.unproven:,} fixes were"
        lines.append(f"{were} not made: the page would change elsewhere, too.")
    if tally.followed:
        follow, they = ("follows", "it") if tally.followed == 1 else ("follow", "them")
        followed = count(tally.followed, "decision")
        lines.append(f"{followed} {follow} what was fixed beside {they}; the file with the decisions is changed, too.")
    if tally.findings:
        parts = [count(tally.severities[each], each.value) for each in Severity if tally.severities[each]]
        where = count(tally.files_with_findings, "file")
        lines.append(f"Found {count(tally.findings, 'finding')} ({', '.join(parts)}) in {where}.")
        lines += _fixable(tally)
    elif tally.files > tally.failures:
        lines.append(f"Nothing {'left ' if lines else ''}to report in {count(tally.files - tally.failures, 'file')}.")
    if tally.accepted:
        lines.append(f"{count(tally.accepted, 'finding')} left out by decision (--no-decisions shows them).")
    if tally.errors and lines:  # which may have scrolled by
        done = "checked or fixed" if fixing else "checked"
        lines.append(f"{count(tally.errors, 'error')} (said above) kept something from being {done}.")
    return "".join(f"{line}\n" for line in lines)


def _fixable(tally: Tally) -> Iterator[str]:
    safe, suggested = tally.fixes[Safety.SAFE], tally.fixes[Safety.SUGGESTED]
    offers = []
    if safe:
        offers.append(f"{safe:,} can be fixed with --fix")
    if suggested:
        more = "more" if safe else "can be fixed"
        offers.append(f"{suggested:,} {more} with --fix --unsafe-fixes, for you to check afterwards")
    if offers:
        yield ", ".join(offers) + "."


def statistics(tally: Tally, style: Style) -> Iterator[str]:
    """Yield the counts by rule and by concept, most first."""
    if not tally.findings:
        return
    yield from _table("rule", Counter({f"{code} {name}": n for (code, name), n in tally.rules.items()}), style)
    if tally.concepts:
        yield "\n"
        yield from _table("concept", tally.concepts, style)


def _table(title: str, counts: Counter[str], style: Style) -> Iterator[str]:
    digits = max(len("count"), *(len(f"{number:,}") for number in counts.values()))
    room = max(20, style.columns - digits - 2)
    yield style.paint(f"{'count':>{digits}}  {title}", "bold") + "\n"
    for name, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{number:>{digits},}  {clip(visible(name), room)}\n"


def as_json(tally: Tally) -> dict[str, object]:
    """Return the statistics as the JSON formats have them."""
    rules = sorted(tally.rules.items(), key=lambda pair: (-pair[1], pair[0]))
    concepts = sorted(tally.concepts.items(), key=lambda pair: (-pair[1], pair[0]))
    return {
        "rules": [{"code": code, "rule": name, "count": number} for (code, name), number in rules],
        "concepts": [{"concept": concept, "count": number} for concept, number in concepts],
    }
