"""What an editor does not change keeps its bytes, whatever it is made of."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from review_tui.review.article.section_text import apart, merged, shown

ENDS = st.sampled_from(["\n", "\r\n", "\r"])
CONTENT = st.text(st.sampled_from("甲乙 #*[]\t\x0b\x0c\x1b\x85\u2028\u200b\u202e\ufeff\0\U0010f800"), max_size=6)
LINES = st.lists(st.tuples(CONTENT, ENDS), min_size=1, max_size=8)


@given(LINES, CONTENT, ENDS)
def test_a_section_that_was_not_edited_keeps_every_byte(lines: list[tuple[str, str]], last: str, newline: str) -> None:
    text = "".join(content + end for content, end in lines) + last
    assert merged(text, shown(text), newline) == text


@given(LINES, st.integers(0, 7))
@example([("\U0010f800", "\r"), ("", "\n")], 0)
def test_lines_that_were_not_edited_keep_their_bytes(lines: list[tuple[str, str]], place: int) -> None:
    text = "".join(content + end for content, end in lines)
    edited = shown(text).split("\n")
    if len(edited) != len(lines) + 1:
        return  # a CR that ends a line and an LF that ends an empty one are one line end
    place %= len(lines)
    edited[place] = "改了"
    lines[place] = ("改了", lines[place][1])
    assert merged(text, "\n".join(edited), "\n") == "".join(content + end for content, end in lines)


@given(LINES, st.integers(0, 60), st.text(st.sampled_from("改\n"), max_size=3))
@example([("甲\U0010f800乙", "\n")], 3, "改")
@example([("\U0010f800\x00甲\x00\U0010f800", "\n")], 2, "改")
def test_what_stands_beside_what_was_typed_is_what_it_was(lines: list[tuple[str, str]], place: int, typed: str) -> None:
    text = "".join(f"{content}\n" for content, _ in lines)
    place = min(place, len(text))
    edited = shown(text)[:place] + typed + shown(text)[place:]
    assert merged(text, edited, "\n") == text[:place] + typed + text[place:]


def test_stand_ins_that_are_in_the_text_themselves_stay_between_two_changes() -> None:
    text = "甲乙\U0010f800丙\x07丁\n戊\n"
    edited = shown(text).replace("乙", "改").replace("丁", "了")
    assert merged(text, edited, "\n") == "甲改\U0010f800丙\x07了\n戊\n"


def test_what_is_pasted_with_stand_ins_is_what_they_stand_for() -> None:
    assert merged("甲\n", f"甲{shown(chr(7))}\n", "\n") == "甲\x07\n"


@given(LINES, st.text(st.sampled_from("甲乙\n \t#"), max_size=30))
def test_an_editor_finds_again_what_it_left(lines: list[tuple[str, str]], edited: str) -> None:
    text = "".join(content + end for content, end in lines)
    assert shown(merged(text, edited, "\r\n")) == edited


def test_nothing_that_steers_a_terminal_or_breaks_a_line_is_shown() -> None:
    text = shown("甲\x1b[31m\x07\u202e\u2028乙\x85\x0b\x0c\x7f")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", text)
    assert text.splitlines() == [text]


def test_new_lines_get_the_line_end_of_the_article() -> None:
    assert merged("甲\r\n乙\r\n", "甲\n新\n乙\n", "\r\n") == "甲\r\n新\r\n乙\r\n"


def test_a_long_section_that_changed_at_both_ends_is_merged_in_time() -> None:
    """Where blank lines are held against each other, this many of them take half a minute."""
    middle = "".join(f"第{number}段\r\n\n" for number in range(8_000))
    assert merged(f"头\n{middle}尾", shown(f"新的头\n{middle}新的尾"), "\n") == f"新的头\n{middle}新的尾"


def test_lines_that_are_gone_take_their_line_ends_with_them() -> None:
    assert merged("甲\r\n乙\n丙\r", "甲\n丙\n", "\n") == "甲\r\n丙\r"


def test_the_last_line_end_goes_and_comes_only_by_hand() -> None:
    assert merged("甲\r\n乙", "甲\n乙\n", "\r\n") == "甲\r\n乙\r\n"
    assert merged("甲\r\n乙\r\n", "甲\n乙", "\r\n") == "甲\r\n乙"


@pytest.mark.parametrize(
    ("original", "edited", "following", "whole"),
    [
        ("甲。\n\n", "甲。", "## 乙", "甲。\n\n"),
        ("甲。\n\n\n", "甲乙。", "## 乙", "甲乙。\n\n\n"),
        ("甲。\n", "甲。", "## 乙", "甲。\n\n"),  # the line end before it was taken away in a step of its own
        ("甲。\r\n\r\n", "甲", "## 乙", "甲\n\n"),
        ("---\n", "---", "\n正文", "---\n"),
        ("甲。\n\n", "甲。\n", "## 乙", "甲。\n"),
        ("甲。\n\n", "甲。\n", "乙\n===", "甲。\n\n"),
        ("## 甲\n", "## 甲\n正文。\n", "乙\n===", "## 甲\n正文。\n\n"),
        ("## 甲\n", "## 甲\n", "乙\n===", "## 甲\n"),
        ("---\n甲: 1\n---\n", "---\n甲: 2\n---\n", "乙\n===", "---\n甲: 2\n---\n"),
        ("甲。\n\n", "甲。\n  \n", "乙\n===", "甲。\n  \n"),
        ("甲。\n\n", "", "## 乙", ""),
        ("甲。\n\n", "甲。", "", "甲。"),
        ("甲", "甲乙", "丙", "甲乙"),  # no section, but a part of a line
    ],
)
def test_what_follows_a_section_stays_a_line_of_its_own(original: str, edited: str, following: str, whole: str) -> None:
    assert apart(original, edited, following) == whole
