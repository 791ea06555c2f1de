"""Fixes of links: readers get a link, and all else as it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Article, apply_edits
from review_tui.glossary.search.matcher import Matcher
from review_tui.rules.links import misplaced, overrun, punctuation, split, underrun
from review_tui.rules.reading import Reading
from tests.checking import glossary_from

ROWS = (
    "concept,en,zh,status,kind\n"
    "score,credit score,信用评分,preferred,\n"
    "score,credit score,信用分数,forbidden,\n"
    "gdp,gross domestic product,国内生产总值,preferred,\n"
    "crisis,credit crisis,信贷危机,preferred,\n"
    "crunch,credit crunch,信贷紧缩,preferred,\n"
    "credit,credit,信贷,preferred,\n"
    "default,default,违约,preferred,\n"
    "damages,liquidated damages,违约金,preferred,\n"
    "mbs,mortgage-backed security,MBS 证券,preferred,\n"
    "history,history,历史背景,preferred,heading\n"
)
MATCHER = Matcher(glossary_from(ROWS))
RULES = (punctuation, misplaced, overrun, underrun, split)


def outcomes(text: str) -> set[str]:
    """Return what the fixes of the link rules make of a text, each by itself."""
    reading = Reading(Article(text), MATCHER)
    findings = [finding for rule in RULES for finding in rule.check(reading)]
    return {apply_edits(text, fix.edits) for finding in findings for fix in finding.fixes}


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize(
    "text",
    [
        "甲。\n" * 1000 + "\n[信用评分的可能性](/score)**很低**。",  # a long way from the beginning
        "信用评分很好\n情况很低[，](/score)请小心。",  # a term in another line
    ],
    ids=["long", "lines"],
)
def test_a_fix_is_offered_whatever_ends_the_lines(text: str, newline: str) -> None:
    written = outcomes(text.replace("\n", newline))
    assert written == {outcome.replace("\n", newline) for outcome in outcomes(text)}


@pytest.mark.parametrize(("sentences", "fixes"), [(10, 1), (800, 0)])
def test_beside_a_mark_none_is_offered_in_a_block_that_takes_long_to_parse(sentences: int, fixes: int) -> None:
    assert len(outcomes("甲。" * sentences + "信用评分*很低*[，](/score)请小心。")) == fixes


@pytest.mark.parametrize(
    "text",
    [
        "这是**信用评分**很低[，](/score)请小心。",
        "注意!信用评分很低[，](/score)请小心。",
        "注意!国内[生产总值](/gdp)下降。",
        "情况[太好了的爆发!信贷危机](/crisis)",
        "_国内_[生产总值](/gdp)下降。",
        "[国内生产](/gdp)_总值_，",
        "[-](/score) 信用评分很低。",
        "[1.](/score) 信用评分很低。",
        "违约金很低[，](/default)",
        "信用分数很低[，](/score)",
        "历史背景很低[，](/history)",
    ],
)
def test_where_something_else_would_change_there_is_no_fix(text: str) -> None:
    assert outcomes(text) == set()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("见 https://example.com/信用评分/a 页[，](/score)", "见 https://example.com/[信用评分](/score)/a 页，"),
        (r"信用评分\[很低[，](/score)", r"[信用评分](/score)\[很低，"),
    ],
)
def test_beside_marks_that_stay_as_they_are_there_is_one(text: str, after: str) -> None:
    assert outcomes(text) == {after}


def _without_links(article: Article) -> str:
    return re.sub(r"</?a\b[^>]*>", "", article.render())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("[信贷危机, see ](/crisis)below。", "[信贷危机](/crisis), see below。"),
        ("[MBS 证券来](/mbs)自", "[MBS 证券](/mbs)来自"),
        ("[mbs证券来](/mbs)自", "[mbs证券](/mbs)来自"),
        ('[信用](/score "标题")[评分](/score)', '[信用评分](/score "标题")'),
        ("[信用](</a(b>)[评分](</a(b>)", "[信用评分](</a(b>)"),
        ("**[信用](/score)[评分](/score)**很低", "**[信用评分](/score)**很低"),
    ],
)
def test_words_and_target_stay_as_they_are_written(text: str, meant: str) -> None:
    assert meant in outcomes(text)


@pytest.mark.parametrize("text", ["[信贷收紧](/crunch)", "[公司倒闭](/score)", "[全部取消](/zzz)"])
def test_a_link_is_not_cut_down_to_what_is_no_name_of_its_term(text: str) -> None:
    reading = Reading(Article(text), MATCHER)
    assert not [finding.fixes for rule in RULES for finding in rule.check(reading) if finding.fixes]


def test_a_term_that_is_linked_does_not_stand_unlinked() -> None:
    reading = Reading(Article("[信用评分](/score)的[价格](/score)很高。"), MATCHER)
    assert not list(misplaced.check(reading))


@given(
    st.lists(
        st.sampled_from(
            [
                *"**_!\\`-#> \n，。的上",
                "信用评分",
                "国内",
                "总值",
                "[",
                "](/score)",
                "[，](/score)",
                "[生产](/gdp)",
                "](/gdp)",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_no_fix_changes_what_is_no_link(text: str) -> None:
    reading = Reading(Article(text), MATCHER)
    before = _words(text)
    for rule in RULES:
        for finding in rule.check(reading):
            for fix in finding.fixes:
                assert _words(apply_edits(text, fix.edits)) == before, (rule.RULE.code, fix)


def _words(text: str) -> str:
    """Return the page without its links, and without blanks: a joined link has none of those between its pieces."""
    return "".join(_without_links(Article(text)).split())
