"""Words that the shipped glossary calls wrong are plain Chinese where programs are explained."""

import pytest

from review_tui.article import Article
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.search.mentions import mentions_of
from tests.checking import glossary_from

ROWS = """concept,en,zh,status,origin,slugs
delisting,delisting,退市,preferred,review-tui,
delisting,delisting,删除列表,forbidden,review-tui,delisting
account,account,账号,preferred,editor,
account,account,帐号,forbidden,editor,
"""
FENCED = "```py\na\n```\n\n"
PROSE = "这个函数的参数是字符串。\n\n"


def words(text: str) -> list[str]:
    matcher = Matcher(glossary_from(ROWS))
    article = Article(text)
    return [article.prose.text[each.start : each.end] for each in mentions_of(article, matcher)]


@pytest.mark.parametrize("text", [f"{FENCED}这个函数删除列表的元素。", f"{PROSE}它删除列表的元素。"])
def test_finance_is_not_looked_for_where_programs_are_explained(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "公司被删除列表。",
        f"{FENCED}公司的股票被删除列表。",
        f"{FENCED}代码之后，公司的股票被删除列表，投资者受损，价格下跌。",
        "开发者的股票被删除列表。",
        f"{PROSE}公司的股票被删除列表。",
    ],
)
def test_finance_is_looked_for_in_articles_about_money(text: str) -> None:
    assert words(text) == ["删除列表"]


def test_a_link_says_what_is_meant() -> None:
    assert words(f"{FENCED}{PROSE}[删除列表](/delisting)与删除列表。") == ["删除列表"]


def test_words_that_others_call_wrong_are_wrong_everywhere() -> None:
    assert words(f"{FENCED}{PROSE}函数返回帐号。") == ["帐号"]
