"""Which fixes can be made together: those that do not touch what another one touches. The earlier one wins."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from review_tui.article import Edit, Span
from review_tui.rules.model import Finding, Fix, Safety


def choose(findings: Iterable[Finding], safeties: frozenset[Safety]) -> list[Finding]:
    """Return the findings whose first fix may be made together: none touches what another touches.

    The earlier in the text wins; a fix that two findings share is taken once.
    """
    taken: list[Finding] = []
    spans: list[Span] = []  # sorted; none overlaps another
    seen: set[Fix] = set()
    for finding in findings:
        fix = finding.fix
        if fix is None or fix.safety not in safeties or fix in seen:
            continue
        if any(_clashes(edit.span, spans) for edit in fix.edits):
            continue
        seen.add(fix)
        taken.append(finding)
        for edit in fix.edits:
            insort(spans, edit.span)
    return taken


def made_together(fixes: Iterable[Fix]) -> tuple[list[Edit], int]:
    """Return the edits, in order, of those of some fixes that can be made together, and how many fixes those are.

    What two of them do alike is done once, and both are made.
    """
    edits: set[Edit] = set()
    spans: list[Span] = []  # of these, in order
    made = 0
    for fix in fixes:
        new = set(fix.edits) - edits
        if not any(_clashes(edit.span, spans) for edit in new):
            edits |= new
            made += 1
            for edit in new:
                insort(spans, edit.span)
    return sorted(edits), made


def _clashes(span: Span, spans: list[Span]) -> bool:
    """Tell whether a span overlaps one of some others, or begins where it begins; these are in order, and apart."""
    index = bisect_left(spans, (span.start, span.start))
    following = spans[index] if index < len(spans) else None
    if following is not None and (following.start == span.start or following.start < span.end):
        return True
    return index > 0 and spans[index - 1].end > span.start
