"""Whether a context holds where a match stands."""

import re

import pytest

from review_tui.glossary.context import parse_context
from review_tui.glossary.search.surroundings import Surroundings

TEXT = "债务人与贷款人商议。\n他去健身。"
PARAGRAPHS = [(0, 10), (11, 16)]


@pytest.mark.parametrize(
    ("cell", "in_first", "in_second"),
    [
        ("", True, True),
        ("贷款", True, True),
        ("抵押", False, False),
        ("抵押|贷款", True, True),
        ("~贷款", True, False),
        ("抵押|~贷款", True, False),
        ("!健身", False, False),
        ("!抵押", True, True),
        ("!~健身", True, False),
        ("~贷款|!~健身", True, False),
        ("贷款|!~健身", True, False),
        ("贷款|!抵押|!健身", False, False),
        ("!抵押|!~跑步", True, True),
    ],
)
def test_contexts(cell: str, in_first: bool, in_second: bool) -> None:
    surroundings = Surroundings(TEXT, lambda offset: PARAGRAPHS[offset > 10])
    for _ in range(2):
        assert surroundings.hold(parse_context(cell), 0) is in_first
        assert surroundings.hold(parse_context(cell), 12) is in_second


CLAUSES = "银行失败了，他的尝试也失败。存款人担心；失败的银行：一家。银行业\n失败"


@pytest.mark.parametrize(
    ("cell", "holds"),
    [
        ("^银行", [True, False, True, False]),
        ("^银行|~尝试", [True, True, True, True]),
        ("!^尝试", [True, False, True, True]),
        ("^银行|!^一家", [True, False, True, False]),
        ("~银行|!^的", [True, False, False, True]),
        ("^抵押", [False, False, False, False]),
        ("!^抵押", [True, True, True, True]),
        ("^银行|贷款", [True, False, True, False]),
        ("^银行|存款", [True, True, True, True]),
    ],
)
def test_words_of_the_clause(cell: str, holds: list[bool]) -> None:
    surroundings = Surroundings(CLAUSES)
    offsets = [match.start() for match in re.finditer("失败", CLAUSES)]
    assert [surroundings.hold(parse_context(cell), offset) for offset in offsets] == holds


def test_what_an_article_is_about_says_nothing_of_a_clause() -> None:
    often = Surroundings("银行，银行，银行，失败", topic="银行")
    assert not often.hold(parse_context("^银行"), 9)


def test_article_wide_words_are_looked_for_in_the_article_when_the_text_is_a_part_of_it() -> None:
    part = Surroundings("锻炼", article="贷款与锻炼")
    assert part.hold(parse_context("贷款"), 0)
    assert not part.hold(parse_context("~贷款"), 0)
    assert Surroundings("锻炼", article="贷款，贷款，贷款").hold(parse_context("~贷款"), 0)
