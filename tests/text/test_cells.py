"""Widths in terminal cells, and cutting and wrapping by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.text.cells import around, clip, clip_inside, head, pad, tail, unbroken, width, wrap

TEXTS = st.text(st.sampled_from("ab ，。（）止赎\u0301é“”🙂"), max_size=60)


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("止赎", 4), ("a止b", 4), ("", 0), ("e\u0301", 1), ("＃＃ 强", 7), ("ﾊﾝｶｸ", 4), ("“x”", 3), ("🙂", 2)],
)
def test_widths(text: str, cells: int) -> None:
    assert width(text) == cells


def test_what_is_no_character_yet_takes_what_those_around_it_do() -> None:
    assert width("\u0379\u05fa\U000e2000") == 3  # Python calls them wide: what was decoded wrongly is full of them
    assert width("\U0001faea\U00033479\ufaff") == 6


@pytest.mark.parametrize(
    "characters",
    [
        ("c", "e\u0301", "x"),
        ("葛\U000e0100", "止\ufe00", "赎"),
        ("a\u0323\u0302", "\u304b\u3099", "1\ufe0f\u20e3", "\u0915\u0903"),
        ("👨\u200d👩\u200d👧", "👍🏽", "❤️\u200d🔥", "🙂"),
        ("止", "\u200b", "赎", "\u200d", "权", "\u200d", "🙂", "\u200d"),  # they join nothing, and are shown apart
        ("🇨🇳", "🇺🇸", "🇬", "x", "🇬🇧", "🇺"),
        ("\u0301", "a", "\n", "\u0301", "b"),  # on nothing
    ],
)
def test_a_character_has_with_it_what_stands_on_it(characters: tuple[str, ...]) -> None:
    text = "".join(characters)
    found = {around(text, offset) for offset in range(len(text))}
    assert tuple(text[start:end] for start, end in sorted(found)) == characters


def test_behind_the_text_there_is_no_character_to_go_on() -> None:
    assert around("止", 1) == (1, 2)
    assert around("", 0) == (0, 1)


@given(st.text(st.sampled_from("ab止\u0301\ufe0f\u200d👩🏽\n"), max_size=20))
def test_characters_are_the_whole_text(text: str) -> None:
    place = 0
    while place < len(text):
        start, end = around(text, place)
        assert start == place < end
        assert {around(text, offset) for offset in range(start, end)} == {(start, end)}
        place = end


def test_a_double_width_character_is_not_halved() -> None:
    assert head("止赎", 3) == "止"
    assert tail("止赎", 3) == "赎"
    assert clip("止赎止赎", 7) == "止赎..."
    assert pad("止", 4) == "止  "


def test_lines_break_at_spaces_and_between_han_characters_but_not_before_punctuation() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("银行取消抵押品。", 12) == ["银行取消抵押", "品。"]
    assert wrap("贷款（MBS）", 8) == ["贷款", "（MBS）"]


@given(TEXTS, st.integers(8, 30))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        words = line.split(" ")
        assert width(line) <= cells or len(words) == 1


@given(TEXTS, st.integers(0, 30))
def test_clipping_keeps_to_the_width(text: str, cells: int) -> None:
    assert width(clip(text, cells)) <= cells
    assert width(clip_inside(text, cells)) <= cells


def test_the_end_of_a_text_begins_with_a_character_and_not_with_what_stands_on_another() -> None:
    assert tail("止e\u0301", 1) == "e\u0301"
    assert tail("ab止\u0301c", 2) == "c"


@given(TEXTS, st.integers(8, 30))
def test_what_is_clipped_inside_keeps_both_ends(text: str, cells: int) -> None:
    clipped = clip_inside(text, cells)
    assert width(clipped) <= cells
    if width(text) <= cells:
        assert clipped == text
    else:
        first, _, last = clipped.partition("...")
        assert text.startswith(first)
        assert text.endswith(last)
        assert first
        assert last


def test_a_name_clipped_inside() -> None:
    assert clip_inside("us-department-housing-urban.md", 16) == "us-depa...ban.md"


@given(st.text("甲，。（《》） a/b[](){}\n\u3000。é½", max_size=40))
def test_what_is_not_torn_is_the_whole_text(text: str) -> None:
    made = list(unbroken(text))
    assert "".join(piece for _, _, piece in made) == text
    assert all(start < end and text[start:end] == piece for start, end, piece in made)
