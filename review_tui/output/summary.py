"""What stands under a report for people, and the statistics."""

from collections.abc import Iterator, Sequence

from review_tui.lint.tally import RuleTally, Tally
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
    """Yield the counts by rule and by concept, most first: in how many articles, how bad, and what mends them."""
    if not tally.findings:
        return
    rules = [
        (_number(each.findings), _number(each.files), each.worst.value, *map(_number, _by_safety(each).values()), name)
        for name, each in ((" ".join(key), each) for key, each in _rules(tally))
    ]
    yield from _table(("count", "articles", "severity", "--fix", "--unsafe-fixes", "rule"), rules, style)
    if tally.concepts:
        yield "\n"
        concepts = [(_number(count), _number(tally.concept_files[name]), name) for name, count in _concepts(tally)]
        yield from _table(("count", "articles", "concept"), concepts, style)


def _rules(tally: Tally) -> list[tuple[tuple[str, str], RuleTally]]:
    """Return the rules by code and name, those with most findings first."""
    return sorted(tally.rules.items(), key=lambda pair: (-pair[1].findings, pair[0]))


def _concepts(tally: Tally) -> list[tuple[str, int]]:
    """Return the concepts with their counts, those with most findings first."""
    return sorted(tally.concepts.items(), key=lambda pair: (-pair[1], pair[0]))


def _by_safety(rule: RuleTally) -> dict[str, int]:
    """Return how many findings of a rule have a safe fix, and how many another."""
    return {safety.value: rule.fixes.get(safety, 0) for safety in (Safety.SAFE, Safety.SUGGESTED)}


def _number(number: int) -> str:
    return f"{number:,}"


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], style: Style) -> Iterator[str]:
    """Yield a table whose last column are names, and all others but words numbers, which end in one line."""
    widths = [max(map(len, column)) for column in zip(heads[:-1], *(row[:-1] for row in rows), strict=True)]
    room = max(20, style.columns - sum(widths) - 2 * len(widths))
    for row in (heads, *rows):
        cells = [
            cell.ljust(width) if head == "severity" else cell.rjust(width)
            for head, cell, width in zip(heads, row, widths, strict=False)
        ]
        line = "  ".join([*cells, clip(visible(row[-1]), room)])
        yield (style.paint(line, "bold") if row is heads else line) + "\n"


def as_json(tally: Tally) -> dict[str, object]:
    """Return the statistics as the JSON formats have them."""
    return {
        "rules": [
            {
                "code": code,
                "rule": name,
                "severity": each.worst,
                "count": each.findings,
                "articles": each.files,
                "fixes": _by_safety(each),
            }
            for (code, name), each in _rules(tally)
        ],
        "concepts": [
            {"concept": concept, "count": number, "articles": tally.concept_files[concept]}
            for concept, number in _concepts(tally)
        ],
    }
