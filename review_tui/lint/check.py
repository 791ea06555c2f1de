"""Runs the chosen rules over one article."""

from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from review_tui.article import Article
from review_tui.glossary.search.matcher import Matcher
from review_tui.lint.failure import Failure, of_error
from review_tui.lint.fixing.offering import offered
from review_tui.lint.settings import Checking
from review_tui.rules.model import Finding
from review_tui.rules.reading import Reading, RuleBroke
from review_tui.rules.suppressing import unsuppressed


class GivenUp(Exception):
    """A check was broken off, since nobody waits for its findings any more: `is_wanted` returned False."""


class CheckedArticle(NamedTuple):
    """An article as rules read it, what they find in it, in order, and the rules that broke on it."""

    reading: Reading
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]


def checked_article(
    article: Article, matcher: Matcher, checking: Checking, *, is_wanted: Callable[[], bool] = lambda: True
) -> CheckedArticle:
    """Check an article with the rules of `checking`. What comments in the article silence is left out.

    `is_wanted` is asked before each rule whether to go on; raises GivenUp where it says no.
    """
    reading = Reading(article, matcher, checking.options)
    findings: list[Finding] = []
    failures: list[Failure] = []
    for module in checking.selection.rules:
        if not is_wanted():
            raise GivenUp
        severity = checking.selection.severities.get(module.rule.code)
        try:
            found = reading.found_by(module.rule.code, module.check)
        except RuleBroke as broke:
            failures.append(of_error(article.path, broke.error, module.rule.code))
            continue
        findings += found if severity is None else [replace(finding, severity=severity) for finding in found]
    findings.sort(key=attrgetter("sort_key"))
    heard = unsuppressed(article, findings, lambda finding: (finding.rule.code, finding.span.start))
    return CheckedArticle(reading, tuple(offered(article, heard)), tuple(failures))
