"""A text falls into what an editor changes as one, and nothing of it is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.review.article.paragraphs import fields, paragraphs, run_together


@pytest.mark.parametrize(
    "found",
    [
        ["## 一\n", "甲。\n还是甲。\n\n", "乙。"],
        ["\n\n甲。\n", "# 标题\n\n\n", "乙\n===\n", "丙。\n"],
        ["- 甲\n  还是甲\n", "- 乙\n\n", "1. 丙\n", "2.丁\n", "3、戊\n"],
        ["1.5倍的利息\n是\n"],
        ["| 甲 | 乙 |\n", "|---|---|\n", "| 丙 | 丁 |\n"],
        ["> 甲\n> 乙\n\n", "> 丙\n"],
        ["```c\n甲\n\n# 乙\n```\n", "丙。\n"],
        ["~~~\n甲\n```\n\n~~~\n\n", "丙。\n"],
        ["```甲```\n乙。\n\n", "丙。\n"],
        ["```\n甲\n\n乙。\n"],
        ["##没有空格\r\n\r\n", "甲。\r\n"],
        ["甲。\r\r", "乙。\r"],
        ["＃＃ 强调\n", "甲。\n---\n", "乙。\n"],
    ],
)
def test_what_a_paragraph_is(found: list[str]) -> None:
    assert paragraphs("".join(found)) == found


def test_what_a_field_is() -> None:
    yaml = ["---\n", "title: 甲\n", "description: >\n  乙\n\n  丙\n", "keywords:\n- 丁\n", '"日期": 1\n', "---\n\n"]
    assert fields("".join(yaml)) == yaml
    toml = ["+++\n", "title = '甲'\n", "[params]\n".join(["a = 1\n", ""]), "b = [\n  1\n]\n", "+++\n"]
    assert fields("".join(toml)) == toml


LOOSE = st.text("甲乙#-:>|`~*1. =\n\r", max_size=60)


@given(LOOSE)
def test_joined_they_are_the_text(text: str) -> None:
    assert "".join(paragraphs(text)) == "".join(fields(text)) == text


@given(LOOSE)
def test_no_paragraph_runs_together_with_the_next(text: str) -> None:
    found = paragraphs(text)
    assert not any(run_together(one, two) for one, two in pairwise(found))


def test_what_would_run_together() -> None:
    assert run_together("甲。\n", "乙。\n")
    assert run_together("甲。\n\n乙。\n", "丙。\n")
    assert not any(
        run_together(*pair) for pair in (("甲。\n\n", "乙。"), ("# 甲\n", "乙"), ("- 甲\n", "- 乙"), ("", "甲"))
    )
