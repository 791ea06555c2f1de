"""Fixing one article, for tasks with Mode.FIX and Mode.DIFF: in its text only, nothing is written to the file."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from review_tui.article import Article
from review_tui.lint.check import CheckedArticle
from review_tui.lint.decisions.index import OtherDecisions
from review_tui.lint.decisions.leaving import left_by
from review_tui.lint.decisions.moves import moves_of, moves_of_unchecked
from review_tui.lint.fixing.fixing import fix_article
from review_tui.lint.report import Item, Report, items_of
from review_tui.lint.run.checking import checked_by, report_on
from review_tui.lint.run.task import Mode, Task
from review_tui.lint.settings import selection_of
from review_tui.rules.model import Finding
from review_tui.rules.safety import Safety

Check = Callable[[Task, bytes | None], Report]
"""Returns the report of a task: on the bytes given, or on what its file holds."""


def mend(article: Article, data: bytes, task: Task, check: Check) -> tuple[Report, bytes]:
    """Make the fixes that a task asks for in an article, which its file holds as `data`.

    With Mode.FIX, return the report on the fixed article, and its bytes. With Mode.DIFF, return the report on the
    article as it is, with the difference, and `data`. An article that must not be fixed yet is reported as it is;
    `check` finds out whether it must not.
    """
    checks = _LastCheck(task)
    if task.other_decisions is not None:
        report = report_on(checks.of(article), task, data)
        why = _why_unfixed(task, task.other_decisions, report, data, check)
        if why:
            return replace(report, notes=(*report.notes, why)), data
    left: dict[int, str] = {}

    def staying(findings: Sequence[Finding]) -> list[Finding]:
        if task.accepted:
            left.update(left_by(items_of(article, findings), task.accepted))
        return [finding for index, finding in enumerate(findings) if index in left]

    safeties = frozenset(Safety) if task.unsafe else frozenset({Safety.SAFE})
    fixed = fix_article(article, lambda text: checks.of(text).findings, safeties, staying)
    if task.mode is Mode.DIFF:
        report = report_on(checks.of(article), task, data)
        diff = _difference(article, fixed.article, task)
        return replace(report, mended=fixed.mended, unproven=fixed.unproven, diff=diff), data
    after = fixed.article.to_bytes()
    report = report_on(checks.of(fixed.article), task, after)
    if fixed.rounds:
        moves = moves_of(left, fixed.stayed, report.items)
        moves += moves_of_unchecked(
            article, fixed.article, task.unchecked, fixed.rounds, lambda text, rules: _items(task, text, rules)
        )
        report = replace(report, moves=tuple(moves))
    return replace(report, mended=fixed.mended, unproven=fixed.unproven), after


class _LastCheck:
    """Checks articles for a task, and remembers the last one: the same text is often asked for again at once."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._last: CheckedArticle | None = None

    def of(self, article: Article) -> CheckedArticle:
        """Return an article with what the task's rules find in it."""
        if self._last is None or self._last.reading.article.text != article.text:
            self._last = checked_by(self._task, article)
        return self._last


def _difference(before: Article, after: Article, task: Task) -> str:
    from review_tui.lint.fixing.difference import difference

    mark = "\ufeff" if before.bom else ""  # else the first line is not the file's, and no patch applies
    return difference(mark + before.text, mark + after.text, task.patched or task.path)


def _items(task: Task, article: Article, rules: frozenset[str]) -> Sequence[Item]:
    """Return what the rules with some names find in an article."""
    return items_of(article, checked_by(_with_rules(task, rules), article).findings)


def _with_rules(task: Task, rules: frozenset[str]) -> Task:
    """Return a task that checks with the rules of some names, and no others."""
    settings = replace(task.settings, select=tuple(sorted(rules)), ignore=(), extend_select=())
    return replace(task, mode=Mode.CHECK, settings=settings)


def _why_unfixed(task: Task, others: OtherDecisions, report: Report, data: bytes, check: Check) -> str:
    """Return why the article of a report must not be fixed yet, empty where it may be."""
    from review_tui.lint.run.former_names import why_unfixed

    def found(rules: frozenset[str], file: str) -> Report:
        checking = replace(_with_rules(task, rules), path=file, file=file)
        return check(checking, data if file == task.file else None)

    return why_unfixed(others, task.file, report, selection_of(task.settings, task.ignored_rules).alone, found)
