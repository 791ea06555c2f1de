"""Running the rules over one article."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from review_tui.article import Article
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import parse_table
from review_tui.lint.check import GivenUp, checked_article
from review_tui.lint.selection import Selection, select
from review_tui.lint.settings import Checking
from review_tui.rules.model import Finding, Severity
from review_tui.rules.options import Options
from review_tui.rules.reading import Reading
from review_tui.rules.registry import rules_by_key
from tests.checking import check_article

MATCHER = Matcher(glossary_of([]))
TERMS = Matcher(
    glossary_of([parse_table("concept,en,zh,status\ntranche,tranche,份额,preferred\n".encode(), Path("terms.csv"))])
)


def test_findings_come_in_the_order_of_the_text() -> None:
    checked = check_article(Article("---\ntitle: a\n---\n甲 。\n\n##乙\n"), MATCHER, select(["H101", "P401", "F602"]))
    assert [finding.rule.code for finding in checked.findings] == ["F602", "P401", "H101"]


def test_a_severity_can_be_set() -> None:
    selection = replace(select(["H101"]), severities={"H101": Severity.INFO})
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
        checking = Checking(Selection(rules), Options())
        checked_article(Article("##甲", "a.md"), MATCHER, checking, is_wanted=lambda: len(ran) < 2)
    assert ran == ["a.md", "a.md"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("P401", "乙 。<!-- review-tui: ignore-line P401, H101 -->"),
        ("T702", "乙。<!-- review-tui: ignore-line T702 -->"),
        ("D503", "份额。甲 tranche 乙。\n\nThis whole sentence on a tranche was left in English.\n"),
    ],
)
def test_each_rule_runs_once_whichever_others_ask_what_it_found(
    monkeypatch: pytest.MonkeyPatch, code: str, text: str
) -> None:
    ran: list[str] = []
    real = rules_by_key()[code]

    def noting(reading: Reading) -> Iterator[Finding]:
        ran.append(code)
        return real.check(reading)

    noted = replace(real, check=noting)
    monkeypatch.setitem(rules_by_key(), code, noted)
    monkeypatch.setattr(importlib.import_module(real.module), "check", noting)
    selection = select()
    rules = tuple(noted if item.rule.code == code else item for item in selection.rules)
    assert check_article(Article(text), TERMS, Selection(rules)).failures == ()
    assert ran == [code]


def test_a_comment_for_a_rule_that_broke_is_left_alone_and_the_rule_runs_and_is_named_once() -> None:
    runs: list[str] = []

    def broken(reading: Reading) -> Iterator[Finding]:
        runs.append(reading.article.path)
        raise ZeroDivisionError

    rules = tuple(replace(item, check=broken) if item.rule.code == "P401" else item for item in select().rules)
    text = "乙。<!-- review-tui: ignore-line P401 -->"
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(rules_by_key(), "P401", next(item for item in rules if item.rule.code == "P401"))
        checked = check_article(Article(text, "a.md"), MATCHER, Selection(rules))
    assert runs == ["a.md"]
    assert [failure.rule for failure in checked.failures] == ["P401"]
    assert "ZeroDivisionError" in checked.failures[0].message
    assert "broken, line " in checked.failures[0].message
    assert "S801" not in [finding.rule.code for finding in checked.findings]
