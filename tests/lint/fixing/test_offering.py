"""Fixes leave alone the syntax that they stand in: YAML, and the names of references."""

from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Article
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import parse_table
from review_tui.lint.fixing.fixing import fix_article
from review_tui.lint.selection import select
from review_tui.rules.model import Finding, Safety
from tests.checking import check_article

GLOSSARY = """\
concept,en,zh,status
f,foreclosure,止赎,preferred
f,foreclosure,没收,forbidden
c,colon,甲: 乙,preferred
c,colon,甲乙丙,forbidden
p,pipe,止|赎,preferred
p,pipe,管子,forbidden
"""
MATCHER = Matcher(glossary_of([parse_table(GLOSSARY.encode(), Path("g.csv"))]))


def findings(article: Article, *rules: str) -> tuple[Finding, ...]:
    return check_article(article, MATCHER, select(list(rules))).findings


def fixed(text: str, *rules: str) -> Article:
    return fix_article(Article(text), lambda article: findings(article, *rules), frozenset(Safety)).article


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("穆迪&#39;s", "穆迪's"),
        ("'穆迪&#39;s'", "'穆迪&#39;s'"),  # the value would end there
        ('"穆迪&#39;s"', '"穆迪\'s"'),
        ('"穆迪&quot;s"', '"穆迪&quot;s"'),
        ("甲 &#35;1 乙", "甲 &#35;1 乙"),  # a comment
        ("甲&#58; 乙", "甲&#58; 乙"),  # another key
        ("A &amp; B", "A & B"),
        ("&#42;甲", "&#42;甲"),  # an alias
        ("甲\u200b乙", "甲乙"),
    ],
)
def test_front_matter_reads_as_it_is_meant_or_stays(value: str, after: str) -> None:
    text = f"---\ntitle: {value}\nauthor: 丁\n---\n\n正文。\n"
    assert fixed(text, "M205", "M206").text == text.replace(value, after)


def test_what_shows_nothing_goes_out_of_lists_too() -> None:
    text = "---\nkeywords: [止\u200b赎, 2024]\ntags:\n  - 抵押\u200b贷款\nauthor: {name: 甲\u200b乙}\n---\n"
    assert fixed(text, "M206").text == text.replace("\u200b", "")


def test_in_huge_front_matter_what_would_take_long_to_try_is_not_offered() -> None:
    text = "---\n" + "".join(f'title{number}: "&quot;甲&quot;"\n' for number in range(2000)) + "---\n"
    offered = [finding for finding in findings(Article(text), "M205") if finding.fixes]
    assert len(offered) <= 500_000 // len(text) + 1


def test_what_breaks_a_value_is_not_offered_although_it_is_found() -> None:
    (finding,) = findings(Article("---\ntitle: '甲&#39;乙'\n---\n"), "M205")
    assert finding.fixes == ()


def test_terms_with_marks_of_yaml_are_not_put_into_front_matter() -> None:
    text = "---\ntitle: 甲乙丙\n---\n\n甲乙丙\n"
    assert fixed(text, "T701").text == "---\ntitle: 甲乙丙\n---\n\n甲: 乙\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("见[没收]后的[没收][]。\n\n[没收]: /f\n", None),
        ("见[没收][x]。\n\n[x]: /f\n", "见[止赎][x]。\n\n[x]: /f\n"),
        ("见[没收](/f)后的没收。\n", "见[止赎](/f)后的止赎。\n"),
        ("见[没收]后的没收。\n\n[没收]: /f\n", "见[没收]后的止赎。\n\n[没收]: /f\n"),
        ("[没收]没有地址\n", "[止赎]没有地址\n"),
    ],
)
def test_the_name_of_a_reference_stays(text: str, after: str | None) -> None:
    assert fixed(text, "T701").text == (after or text)


def test_a_rendering_with_marks_is_not_put_into_an_article() -> None:
    assert fixed("| 管子 |\n|---|\n", "T701").text == "| 管子 |\n|---|\n"


STYLES = st.sampled_from(["{}", "'{}'", '"{}"', ">-\n  {}", "|-\n  {}"])
PIECES = st.sampled_from(
    ["甲", "s", " ", "&#39;", "&quot;", "&#35;", "&#58;", "&amp;", "&#91;", "&#45;", "没收", "甲乙丙"]
)


@given(STYLES, st.lists(PIECES, min_size=1, max_size=6).map("".join))
def test_no_fix_breaks_front_matter(style: str, value: str) -> None:
    article = Article(f"---\ntitle: {style.format(value)}\nauthor: 丁\n---\n\n正文。\n")
    title = article.front_matter.text("title")
    if title is None:
        return
    after = fixed(article.text, "M205", "T701").front_matter
    assert after.problem is None
    assert after.values["author"] == "丁"
    wanted = unescape(title.replace("没收", "止赎").replace("甲乙丙", "甲: 乙"))
    made = unescape(str(after.values["title"])).replace("没收", "止赎").replace("甲乙丙", "甲: 乙")
    assert made == wanted


@pytest.mark.parametrize(("text", "rule"), [("a\n\r>\n\nb", "M203"), ("甲\n\r\u200b\n乙", "M206")])
def test_a_lone_carriage_return_and_a_line_feed_stay_two_line_ends(text: str, rule: str) -> None:
    (finding,) = findings(Article(text), rule)
    assert finding.fixes == ()


@pytest.mark.parametrize(("text", "rule"), [("a\r\n\r\n>\r\n\r\nb", "M203"), ("a\r\r>\r\rb", "M203")])
def test_other_line_ends_are_no_hindrance(text: str, rule: str) -> None:
    assert fixed(text, rule).text == text.replace(">", "")
