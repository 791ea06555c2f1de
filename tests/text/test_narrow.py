"""Full-width letters and digits."""

import pytest

from review_tui.text.narrow import narrowed


@pytest.mark.parametrize(
    ("text", "narrow"),
    [("Ｔ７０１ 止赎", "T701 止赎"), ("（ａｚＡＺ０９）：，", "（azAZ09）：，"), ("plain", "plain"), ("", "")],
)
def test_letters_and_digits_become_narrow_and_nothing_else(text: str, narrow: str) -> None:
    assert narrowed(text) == narrow
