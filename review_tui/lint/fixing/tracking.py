"""Finding the same findings again after an article was edited."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from review_tui.article import Edit, Span
from review_tui.article.edit import carrier
from review_tui.rules.model import Finding

_Kind = tuple[str, str | None]


def tracked(
    watched: Collection[int], before: Sequence[Finding], after: Sequence[Finding], edits: Iterable[Edit]
) -> dict[int, tuple[int, ...]]:
    """Return where the watched findings are after `edits`: indexes in `before`, each with the indexes in `after`.

    The same finding has the same rule and concept, and stands where the edits moved its span. Where there is none such,
    all that overlap that span are taken, unless they are another finding of `before`; the tuple may be empty. The edits
    are made at once: all are in positions of the text before.
    """
    if not watched:
        return {}
    carried = carrier(edits)
    there: defaultdict[tuple[_Kind, Span], list[int]] = defaultdict(list)
    for index in reversed(range(len(after))):
        there[_kind(after[index]), after[index].span].append(index)
    found: dict[int, tuple[int, ...]] = {}
    known: set[int] = set()
    lost: list[tuple[int, Span]] = []
    for index, finding in enumerate(before):
        span = carried(finding.span)
        same = there.get((_kind(finding), span))
        if same:
            known.add(same[-1])
            found[index] = (same.pop(),)
        elif index in watched:
            lost.append((index, span))
    for index, span in lost:
        near = [each for each in _overlapping(after, _kind(before[index]), span) if each not in known]
        known.update(near)
        found[index] = tuple(near)
    return {index: indexes for index, indexes in found.items() if index in watched}


def _kind(finding: Finding) -> _Kind:
    return finding.rule.code, finding.concept


def _overlapping(findings: Sequence[Finding], kind: _Kind, span: Span) -> list[int]:
    return [index for index, finding in enumerate(findings) if finding.span.overlaps(span) and _kind(finding) == kind]
