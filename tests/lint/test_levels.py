"""Which findings are shown, and which make a run fail."""

import pytest

from review_tui.article import Article, Span
from review_tui.lint.config.model import Config
from review_tui.lint.levels import levels_of
from review_tui.lint.report import Report, items_of
from review_tui.rules.model import Rule, Severity

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR


def report(*severities: Severity) -> Report:
    findings = [Rule(f"X{n}", "made-up", each).finding(Span(0, 1), "m") for n, each in enumerate(severities)]
    return Report("a.md", items_of(Article("甲"), findings))


def shown(config: Config, lowest: Severity | None = None) -> list[Severity]:
    return [item.severity for item in levels_of(config, lowest).shown(report(INFO, WARNING, ERROR)).items]


def test_what_is_below_the_lowest_is_not_shown() -> None:
    assert shown(Config()) == [INFO, WARNING, ERROR]
    assert shown(Config(min_severity=WARNING)) == [WARNING, ERROR]


def test_what_is_asked_for_counts_before_what_is_configured() -> None:
    assert shown(Config(min_severity=WARNING), ERROR) == [ERROR]
    assert shown(Config(min_severity=WARNING), INFO) == [INFO, WARNING, ERROR]
    assert not levels_of(Config(fail_on=INFO), fail_on=ERROR).fail(report(WARNING))


def test_a_report_of_which_all_is_shown_is_the_same() -> None:
    whole = report(WARNING)
    assert levels_of(Config(min_severity=WARNING)).shown(whole) is whole


@pytest.mark.parametrize(("worst", "fails"), [(INFO, False), (WARNING, True), (ERROR, True)])
def test_what_is_as_bad_as_that_makes_a_run_fail(worst: Severity, *, fails: bool) -> None:
    assert levels_of(Config()).fail(report(INFO, worst)) is fails
    assert not levels_of(Config()).fail(report())
