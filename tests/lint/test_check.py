"""Running the rules over one article."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from review_tui.article import Article
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.lint.check import GivenUp, check_article, check_reading
from review_tui.lint.selection import Selection, select
from review_tui.rules.model import Finding, Severity
from review_tui.rules.reading import Reading

MATCHER = Matcher(glossary_of([]))


def test_findings_come_in_the_order_of_the_text() -> None:
    checked = check_article(Article("---\ntitle: a\n---\n甲 。\n\n##乙\n"), MATCHER, select(["H101", "P401", "F602"]))
    assert [finding.rule.code for finding in checked.findings] == ["F602", "P401", "H101"]


def test_a_severity_can_be_set() -> None:
    selection = select(["H101"], severities={"H101": Severity.INFO})
    assert [finding.severity for finding in check_article(Article("##甲"), MATCHER, selection).findings] == [
        Severity.INFO
    ]


def test_a_rule_that_breaks_is_named_and_the_others_still_run() -> None:
    def broken(reading: Reading) -> Iterator[Finding]:
        raise ZeroDivisionError(reading.article.path)

    rules = tuple(replace(item, check=broken) if item.rule.code == "H102" else item for item in select(["H1"]).rules)
    checked = check_article(Article("##甲", "a.md"), MATCHER, Selection(rules))
    assert [finding.rule.code for finding in checked.findings] == ["H101"]
    assert len(checked.failures) == 1
    assert checked.failures[0].path == "a.md"
    assert "H102" in checked.failures[0].message


@pytest.mark.parametrize("text", ["", "\n", "\0", "---\n---\n", "﻿", "\r", "| a |\n|---|", "[](", "<div"])
def test_odd_texts_break_no_rule(text: str) -> None:
    assert check_article(Article(text), MATCHER, select()).failures == ()


def test_a_check_that_nobody_waits_for_any_more_is_given_up_between_two_rules() -> None:
    ran: list[str] = []

    def noting(reading: Reading) -> Iterator[Finding]:
        ran.append(reading.article.path)
        return iter(())

    rules = tuple(replace(item, check=noting) for item in select(["H1"]).rules)
    with pytest.raises(GivenUp):
        check_reading(Reading(Article("##甲", "a.md"), MATCHER), Selection(rules), is_wanted=lambda: len(ran) < 2)
    assert ran == ["a.md", "a.md"]
