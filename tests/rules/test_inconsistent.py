"""What T703 says beside where."""

from pathlib import Path

from review_tui.article import Article
from review_tui.glossary.assembly import glossary_of
from review_tui.glossary.matcher import Matcher
from review_tui.glossary.table import parse_table
from review_tui.rules.reading import Reading
from review_tui.rules.terms.inconsistent import check

ROWS = (
    "concept,en,zh,status\n"
    "foreclosure,foreclosure,止赎,preferred\n"
    "foreclosure,foreclosure,丧失抵押品赎回权,admitted\n"
    "filing,foreclosure filing,止赎申请,preferred\n"
    "auction,foreclosure auction,止赎拍卖,preferred\n"
    "auction,foreclosure auction,丧失抵押品赎回权拍卖,admitted\n"
)


def said(text: str) -> list[str]:
    matcher = Matcher(glossary_of([parse_table(ROWS.encode(), Path("terms.csv"))]))
    return [finding.message for finding in check(Reading(Article(text), matcher))]


def test_a_rendering_that_stands_nowhere_alone_is_told_with_the_term_that_has_it() -> None:
    assert said("丧失抵押品赎回权。止赎申请，止赎申请。") == [
        "“foreclosure” has 2 renderings here: 止赎 ×2 (in 止赎申请)、丧失抵押品赎回权 ×1"
    ]
    assert said("丧失抵押品赎回权。止赎。止赎申请。") == [
        "“foreclosure” has 2 renderings here: 止赎 ×2、丧失抵押品赎回权 ×1"
    ]


def test_of_a_longer_term_that_is_inconsistent_itself_only_that_is_told() -> None:
    assert said("止赎。止赎拍卖，丧失抵押品赎回权拍卖。") == [
        "“foreclosure auction” has 2 renderings here: 止赎拍卖 ×1、丧失抵押品赎回权拍卖 ×1"
    ]
