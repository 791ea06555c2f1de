"""The private parts of Textual and Rich that are touched: these fail when they are no longer what they were."""

import io
import re
from html import unescape
from itertools import pairwise

import pytest
import textual._wrap
from rich.console import Console
from rich.text import Text
from textual import constants

from review_tui.tui.compat import cell_width, svg_for_chinese, wrap_for_chinese, wrap_offsets

SENTENCE = "该倡议于 2007 年启动，由来自美国政府、《二级抵押》贷款市场（MBS）“投资者”组成。Hope Now Alliance！"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual._wrap, "re_chunk", textual._wrap.re_chunk)
    wrap_for_chinese()


def rows(width: int) -> list[str]:
    bounds = [0, *wrap_offsets(SENTENCE, width), len(SENTENCE)]
    return [SENTENCE[start:end] for start, end in pairwise(bounds)]


@pytest.mark.parametrize("width", range(20, 70))
def test_rows_are_full_and_no_closing_mark_begins_one(width: int) -> None:
    made = rows(width)
    assert "".join(made) == SENTENCE
    for row in made:
        assert cell_width(row.rstrip()) <= width
        assert row[0] not in "，。、）》”！"
        assert row.rstrip()[-1] not in "（《“"
    # A row has room for nothing more: an unbreakable piece here is at most a Latin word and its marks.
    assert all(cell_width(row) > width - 12 for row in made[:-1])


def test_the_chunks_of_textual_are_what_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual._wrap, "re_chunk", re.compile("."))
    assert wrap_offsets("abcdef", 3) == [3]
    monkeypatch.setattr(textual._wrap, "re_chunk", re.compile("ab|cd|ef"))
    assert wrap_offsets("abcdef", 3) == [2, 4]


def test_terminals_are_not_asked_for_kitty_keys() -> None:
    assert constants.DISABLE_KITTY_KEY


def test_wide_characters_take_two_cells_in_a_screenshot() -> None:
    console = Console(record=True, width=40, file=io.StringIO(), force_terminal=True)
    console.print(Text("a 止赎 <b>"))
    raw = console.export_svg()
    assert 'textLength="97.6" ' in raw  # eight characters: 12.2 for a cell, and as much for two
    svg = svg_for_chinese(raw)
    runs = re.findall(r'x="([\d.]+)" y="[\d.]+" textLength="([\d.]+)" [^>]*>([^<]+)</text>', svg)
    shown = [(float(x), float(length), unescape(text)) for x, length, text in runs if text.strip()]
    assert [(round(x, 1), round(length, 1), text.replace("\xa0", " ")) for x, length, text in shown[:3]] == [
        (0.0, 24.4, "a "),
        (24.4, 48.8, "止赎"),
        (73.2, 48.8, " <b>"),
    ]
