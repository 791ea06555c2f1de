"""Runs the chosen rules over one article."""

from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from review_tui.article import Article
from review_tui.glossary.search.matcher import Matcher
from review_tui.lint.failure import Failure, of_error
from review_tui.lint.fixing.offering import offered
from review_tui.lint.selection import Selection
from review_tui.lint.settings import Checking
from review_tui.rules.model import Finding
from review_tui.rules.reading import Reading, RuleBroke
from review_tui.rules.suppressing import unsuppressed


class GivenUp(Exception):
    """A check was broken off, since nobody waits for its findings any more: `is_wanted` returned False."""


class Checked(Struct, frozen=True):
    """The findings of one article, in order, and the rules that broke on it."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...] = ()


class CheckedArticle(NamedTuple):
    """An article as rules read it, and what they find in it."""

    reading: Reading
    found: Checked


def checked_article(
    article: Article, matcher: Matcher, checking: Checking, *, is_wanted: Callable[[], bool] = lambda: True
) -> CheckedArticle:
    """Read an article, and check it with the rules of `checking`.

    `is_wanted` is asked before each rule whether to go on; raises GivenUp where it says no.
    """
    reading = Reading(article, matcher, checking.options)
    return CheckedArticle(reading, check_reading(reading, checking.selection, is_wanted=is_wanted))


def check_reading(reading: Reading, selection: Selection, *, is_wanted: Callable[[], bool] = lambda: True) -> Checked:
    """Return everything the chosen rules find in a reading, but for what comments in the article silence.

    Before each rule, `is_wanted` is asked whether to go on; raises GivenUp where it says no.
    """
    findings: list[Finding] = []
    failures: list[Failure] = []
    for module in selection.rules:
        if not is_wanted():
            raise GivenUp
        severity = selection.severities.get(module.rule.code)
        try:
            found = reading.found_by(module.rule.code, module.check)
        except RuleBroke as broke:
            failures.append(of_error(reading.article.path, broke.error, module.rule.code))
            continue
        findings += found if severity is None else [replace(finding, severity=severity) for finding in found]
    findings.sort(key=attrgetter("sort_key"))
    heard = unsuppressed(reading.article, findings, lambda finding: (finding.rule.code, finding.span.start))
    reported = offered(reading.article, heard)
    return Checked(tuple(reported), tuple(failures))
