"""Runs the chosen rules over one article."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from review_tui.article import Article
from review_tui.glossary.matcher import Matcher
from review_tui.lint.failure import Failure
from review_tui.lint.selection import Selection
from review_tui.rules.model import Finding
from review_tui.rules.reading import Options, Reading

__all__ = ["Checked", "Failure", "check_article", "check_reading"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one article, in order, and the rules that broke on it."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...] = ()


def check_article(article: Article, matcher: Matcher, selection: Selection, options: Options | None = None) -> Checked:
    """Return everything the chosen rules find. A rule that breaks is a failure; the others still run."""
    return check_reading(Reading(article, matcher, options), selection)


def check_reading(reading: Reading, selection: Selection) -> Checked:
    """Return everything the chosen rules find in a reading."""
    findings: list[Finding] = []
    failures: list[Failure] = []
    for module in selection.rules:
        severity = selection.severities.get(module.rule.code)
        try:
            found: Iterable[Finding] = list(module.check(reading))
        except Exception as error:
            failures.append(_failure(reading.article, module.rule.code, error))
            continue
        findings += found if severity is None else [replace(finding, severity=severity) for finding in found]
    findings.sort(key=lambda finding: finding.sort_key)
    return Checked(tuple(findings), tuple(failures))


def _failure(article: Article, code: str, error: Exception) -> Failure:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({trace.tb_frame.f_code.co_name}, line {trace.tb_lineno})" if trace else ""
    message = f"internal error in rule {code}: {type(error).__name__}: {error}{where}; please report it"
    return Failure(article.path, 0, message, code)
