"""The heads of columns."""

import pytest

from review_tui.article import Article
from review_tui.article.tables import column_heads


def heads(text: str) -> list[tuple[str, str]]:
    """Return the cells of an article that have a head, each with that."""
    article = Article(text)
    blocks = article.blocks
    return [
        (blocks[cell].span.cut(text).strip(), blocks[head].span.cut(text).strip())
        for cell, head in column_heads(blocks).items()
    ]


TABLE = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"
FOUND = [("1", "甲"), ("2", "乙"), ("3", "甲"), ("4", "乙")]


@pytest.mark.parametrize("between", ["\n", "\n段\n\n", "\n# 题\n", "\n***\n"])
def test_each_table_has_heads_of_its_own(between: str) -> None:
    other = TABLE.replace("甲", "丙").replace("乙", "丁")
    assert heads(TABLE + between + other) == FOUND + [(cell, {"甲": "丙", "乙": "丁"}[head]) for cell, head in FOUND]


def test_a_table_may_be_but_a_head() -> None:
    assert heads("| 丙 | 丁 |\n|---|---|\n\n" + TABLE) == FOUND


def test_a_row_may_lack_cells() -> None:
    assert heads("甲|乙\n-|-\n1\n3|4\n") == [("1", "甲"), ("", "乙"), ("3", "甲"), ("4", "乙")]


def test_one_in_a_quote_and_one_in_a_list() -> None:
    quote = "".join(f"> {line}\n" for line in TABLE.splitlines())
    item = "- 项\n\n" + "".join(f"  {line}\n" for line in TABLE.splitlines())
    assert heads(quote) == heads(item) == FOUND


def test_where_no_table_is_there_is_no_head() -> None:
    assert heads("段\n\n# 题\n") == []
