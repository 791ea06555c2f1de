"""Makes fixes in an article, again and again until none is left."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from review_tui.article import Article, Edit, apply_edits
from review_tui.article.position import Span
from review_tui.lint.proof import keeps_page
from review_tui.rules.model import Finding, Fix, Safety

MAX_ROUNDS = 20  # fixes that free the way for others need a few; more means two rules undo each other


@dataclass(frozen=True, slots=True)
class Fixed:
    """An article after its fixes: how many findings they mended, and how many were left because unproven."""

    article: Article
    mended: int
    unproven: int = 0


def choose(findings: Iterable[Finding], safeties: frozenset[Safety]) -> list[Finding]:
    """Return the findings whose first fix may be made together: none touches what another touches.

    The earlier in the text wins; a fix that two findings share is taken once.
    """
    taken: list[Finding] = []
    spans: list[Span] = []
    seen: set[Fix] = set()
    for finding in findings:
        fix = finding.fix
        if fix is None or fix.safety not in safeties or fix in seen:
            continue
        if any(_clash(edit.span, span) for edit in fix.edits for span in spans):
            continue
        seen.add(fix)
        taken.append(finding)
        spans += (edit.span for edit in fix.edits)
    return taken


def _clash(left: Span, right: Span) -> bool:
    return left.overlaps(right) or left == right or (left.start == right.start)


def fix_article(
    article: Article,
    check: Callable[[Article], Sequence[Finding]],
    safeties: frozenset[Safety] = frozenset({Safety.SAFE}),
) -> Fixed:
    """Return the article with every fix of these safeties made.

    `check` gives the findings of an article. A safe fix is made only where rendering before and after proves that
    nothing else changes; one that fails the proof is left, and counted.
    """
    mended = unproven = 0
    for _ in range(MAX_ROUNDS):
        chosen = choose(check(article), safeties)
        after, made, unproven = _make(article, chosen)
        if after is article:
            break
        mended += made
        article = after
    return Fixed(article, mended, unproven)


def _make(article: Article, findings: list[Finding]) -> tuple[Article, int, int]:
    """Make the fixes together where that is proven, else one by one."""
    if not findings:
        return article, 0, 0
    after = _apply(article, findings)
    if _proven(article, after, findings):
        return after, len(findings), 0
    kept: list[Finding] = []
    for finding in findings:
        if _proven(article, _apply(article, [*kept, finding]), [*kept, finding]):
            kept.append(finding)
    return (_apply(article, kept) if kept else article), len(kept), len(findings) - len(kept)


def _edits(findings: Iterable[Finding]) -> list[Edit]:
    return [edit for finding in findings if finding.fix for edit in finding.fix.edits]


def _apply(article: Article, findings: Iterable[Finding]) -> Article:
    return article.with_text(apply_edits(article.text, _edits(findings)))


def _proven(before: Article, after: Article, findings: list[Finding]) -> bool:
    safe = [finding for finding in findings if finding.fix and finding.fix.safety is Safety.SAFE]
    if not safe:
        return True
    if len(safe) < len(findings):  # what a human takes may change the page: prove the safe ones by themselves
        return keeps_page(before, _apply(before, safe), _edits(safe))
    return keeps_page(before, after, _edits(safe))
