"""Sections: an editor's, from the intended headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Article


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("", ["beginning"]),
        ("甲", ["beginning"]),
        ("# 甲\n文", ["甲"]),
        ("前\n\n# 甲\n文", ["beginning", "甲"]),
        ("\n\n# 甲\n", ["甲"]),
        ("---\ntitle: x\n---\n# 甲\n", ["front matter", "甲"]),
        ("---\ntitle: x\n---\n前\n# 甲\n", ["front matter", "beginning", "甲"]),
        ("---\ntitle: x\n---\n", ["front matter"]),
        ("---\ntitle: x\n---\n\n\n", ["front matter"]),
        ("##甲\n文\n＃＃ 乙\n丙\n===\n", ["甲", "乙"]),
        ("> # 甲\n\n- # 乙\n", ["beginning"]),
        ("# 甲\n```\n# 码\n```\n", ["甲"]),
        ("上一段\n##甲\n下一段", ["beginning", "甲"]),
        ("- 项\n##甲\n", ["beginning", "甲"]),
        ("#\n##\n", ["", ""]),
    ],
)
def test_the_titles_of_sections(text: str, titles: list[str]) -> None:
    assert [section.title for section in Article(text).sections] == titles


@given(
    st.lists(
        st.sampled_from(["# 甲\n", "##乙\n", "文\n", "\n", "---\n", "a: b\n", "> # 丙\n", "=\n", "```\n"]), max_size=9
    )
)
def test_sections_joined_are_the_text_and_begin_with_lines(parts: list[str]) -> None:
    article = Article("".join(parts))
    assert "".join(section.span.cut(article.text) for section in article.sections) == article.text
    for section in article.sections:
        assert article.place(section.span.start).column == 1
        if section.heading:
            assert article.lines.starts[section.heading.line] == section.span.start or section.number == 0


def test_only_the_first_section_is_the_front_matter() -> None:
    sections = Article("---\ntitle: 甲\n---\n# 乙\n").sections
    assert [(section.is_front_matter, section.heading is None) for section in sections] == [
        (True, True),
        (False, False),
    ]
