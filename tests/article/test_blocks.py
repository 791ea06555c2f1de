"""Blocks and containers: their kinds, their lines, and where each character of their content stands."""

import pytest

from review_tui.article import Article
from review_tui.article.blocks import Block, BlockKind


def blocks(text: str) -> tuple[Block, ...]:
    return Article(text).blocks


def contents(text: str) -> list[tuple[str, str | None, str]]:
    """Return of each block its kind, its content, and what the article has where the content stands."""
    return [
        (
            str(block.kind),
            block.inline.content if block.inline else None,
            (block.inline.span(0, len(block.inline.content)) if block.inline else block.span).cut(text),
        )
        for block in blocks(text)
    ]


def test_the_kinds_of_blocks() -> None:
    text = "# 甲\n\n乙\n\n- 丙\n\n> 丁\n\n```\n码\n```\n\n    码\n\n<div>\n戊\n</div>\n\n---\n\n己\n===\n"
    assert [(block.kind, block.level, block.quotes, block.lists, block.lines) for block in blocks(text)] == [
        (BlockKind.HEADING, 1, 0, 0, (0, 1)),
        (BlockKind.PARAGRAPH, 0, 0, 0, (2, 3)),
        (BlockKind.PARAGRAPH, 0, 0, 1, (4, 5)),
        (BlockKind.PARAGRAPH, 0, 1, 0, (6, 7)),
        (BlockKind.CODE, 0, 0, 0, (8, 11)),
        (BlockKind.CODE, 0, 0, 0, (12, 13)),
        (BlockKind.HTML, 0, 0, 0, (14, 17)),
        (BlockKind.RULE, 0, 0, 0, (18, 19)),
        (BlockKind.HEADING, 1, 0, 0, (20, 22)),
    ]
    assert [block.span.cut(text) for block in blocks(text)][-3:] == ["<div>\n戊\n</div>", "---", "己\n==="]


def test_code_between_fences_is_told_from_indented_code_wherever_it_stands() -> None:
    text = "~~~\n码\n~~~\n\n> - ```\n>   码\n\n1.     码\n\n乙\n\n    ```\n\n---\n"
    assert [(block.kind, block.fenced) for block in blocks(text)] == [
        (BlockKind.CODE, True),
        (BlockKind.CODE, True),
        (BlockKind.CODE, False),
        (BlockKind.PARAGRAPH, False),
        (BlockKind.CODE, False),
        (BlockKind.RULE, False),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_from_the_top_of_the_article(newline: str) -> None:
    text = newline.join(["---", "title: 甲", "---", "", "乙", "丙", "", "# 丁"])
    paragraph, heading = blocks(text)
    assert paragraph.lines == (4, 6)
    assert paragraph.span.cut(text) == f"乙{newline}丙"
    assert paragraph.inline is not None
    assert paragraph.inline.content == "乙\n丙"
    assert paragraph.inline.span(1, 2).cut(text) == newline
    assert paragraph.inline.span(0, 3).cut(text) == f"乙{newline}丙"
    assert heading.hashes is not None
    assert heading.hashes.cut(text) == "#"


@pytest.mark.parametrize(
    ("text", "content", "written"),
    [
        ("> 甲\n> 乙", "甲\n乙", "甲\n> 乙"),
        ("> 甲\n乙", "甲\n乙", "甲\n乙"),
        ("1. 甲\n   乙", "甲\n乙", "甲\n   乙"),
        ("   甲  ", "甲", "甲"),
        ("　　甲", "甲", "甲"),
        ("　\n甲", "甲", "甲"),
        ("- 　\n  甲\n  乙", "甲\n乙", "甲\n  乙"),
        ("甲　\n　", "甲", "甲"),
        ("甲\n　　乙", "甲\n　　乙", "甲\n　　乙"),
        ("甲  \n乙", "甲  \n乙", "甲  \n乙"),
        ("甲\n\t乙", "甲\n\t乙", "甲\n\t乙"),
        ("a\0b", "a\ufffdb", "a\0b"),
        ("#   甲 ##  ", "甲", "甲"),
        ("## 二 # 二", "二 # 二", "二 # 二"),
        ("- ## 甲", "甲", "甲"),
        ("> ## 甲 \\#", "甲 \\#", "甲 \\#"),
        ("a # b\n===", "a # b", "a # b"),
        ("甲\n乙\n---", "甲\n乙", "甲\n乙"),
        ("##", "", ""),
        ("## ##", "", ""),
    ],
)
def test_content_is_what_stands_there(text: str, content: str, written: str) -> None:
    found = contents(text)
    assert len(found) == 1
    assert found[0][1:] == (content, written)


def test_a_tab_that_reaches_into_the_content_stands_for_its_spaces() -> None:
    text = "- 甲\n\n\t\t乙\n\tx\n"
    last = blocks(text)[-1]
    assert last.span.end <= len(text)
    text = "> 甲\n>\t\t乙"
    (block,) = blocks(text)
    assert block.inline is not None
    place = block.inline.content.index("乙")
    assert block.inline.span(place, place + 1).cut(text) == "乙"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("|甲|乙|\n|-|-|\n|丙|丁|", ["甲", "乙", "丙", "丁"]),
        ("甲 | 乙\n-|-\n丙 | 丁", ["甲", "乙", "丙", "丁"]),
        ("> |甲|乙|\n> |-|-|\n> |丙|丁|", ["甲", "乙", "丙", "丁"]),
        ("- |甲|乙|\n  |-|-|\n  |丙|丁|", ["甲", "乙", "丙", "丁"]),
        ("1. > 甲|乙\n   > -|-\n   > 丙|丁", ["甲", "乙", "丙", "丁"]),
        ("| a\\|b | c\\\\|d |\n|-|\n| \\| |", ["a\\|b", "c\\\\|d"]),
        ("| a\\|b | c\\\\d |\n|-|-|\n| \\| | ` \\| ` |", ["a\\|b", "c\\\\d", "\\|", "` \\| `"]),
        ("|甲|乙|\n|-|-|\n|丙|", ["甲", "乙", "丙", ""]),
        ("|甲|\n|-|\n|丙|丁|戊|", ["甲", "丙"]),
        ("|甲| |\n|-|-|\n| |丁|", ["甲", "", "", "丁"]),
        ("　|甲|乙|　\n|-|-|\n　丙|丁　", ["甲", "乙", "丙", "丁"]),
    ],
)
def test_table_cells_are_what_stands_between_the_pipes(text: str, cells: list[str]) -> None:
    found = [(content, written) for kind, content, written in contents(text) if kind == "cell"]
    if "|-|\n| \\|" in text and "c\\\\|d" in text:
        assert found == []  # two cells over one column: no table
        return
    assert [written for _, written in found] == cells
    assert [content for content, _ in found] == [cell.replace("\\|", "|") for cell in cells]


def test_the_span_of_a_cell_lies_between_its_pipes() -> None:
    text = "| 甲 | 乙 |\n|-|-|\n"
    assert [block.span.cut(text) for block in blocks(text)] == [" 甲 ", " 乙 "]


def test_containers_know_what_they_hold() -> None:
    text = "> 甲\n\n>\n\n- 乙\n-\n- > 丙\n\n> [r]: /u\n"
    found = [(item.kind, item.span.cut(text), item.quotes, item.lists, item.empty) for item in Article(text).containers]
    assert found == [
        ("quote", "> 甲", 0, 0, False),
        ("quote", ">", 0, 0, True),
        ("item", "- 乙", 0, 0, False),
        ("item", "-", 0, 0, True),
        ("item", "- > 丙", 0, 0, False),
        ("quote", "- > 丙", 0, 1, False),
        ("quote", "> [r]: /u", 0, 0, True),
    ]


def test_code_and_html_leave_blank_lines_at_their_end_out() -> None:
    text = "    甲\n\n    乙\n\n\n<div>\n\n```\n未完\n\n"
    assert [block.span.cut(text) for block in blocks(text)] == ["    甲\n\n    乙", "<div>", "```\n未完"]
