"""What a Chinese character is: one answer for patterns, for tests of one character, and for whoever asks Unicode."""

import re
import sys
import unicodedata

import pytest

from review_tui.article.han import HAN, HAN_RANGE, is_han


@pytest.fixture(scope="module")
def characters() -> list[str]:
    return [chr(code) for code in range(sys.maxunicode + 1)]


def test_patterns_and_tests_of_one_character_say_the_same(characters: list[str]) -> None:
    in_pattern = set(HAN.findall("".join(characters)))
    assert {character for character in characters if is_han(character)} == in_pattern


def test_every_character_that_unicode_calls_an_ideograph_is_one(characters: list[str]) -> None:
    names = ("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH", "IDEOGRAPHIC NUMBER ZERO")
    assert [each for each in characters if unicodedata.name(each, "").startswith(names) and not is_han(each)] == []


@pytest.mark.parametrize("character", ["", "a", "1", "，", "　", "か", "가", "é", "🙂", "ㄅ", "\ue000"])
def test_others_are_none(character: str) -> None:
    assert not is_han(character)


def test_the_range_stands_in_a_class_with_others() -> None:
    assert re.fullmatch(f"[{HAN_RANGE}，-]+", "止，𠮷-〇")
