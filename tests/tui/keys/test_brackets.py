"""What is pasted with escapes in it stays one paste, however it comes in."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from review_tui.tui.compat import prepare
from review_tui.tui.keys.brackets import Brackets

BEGIN, END = "\x1b[200~", "\x1b[201~"
PASTED = "红\x1b[31m字\x1bq\x1b\x1b[20\x1b[D"
PLAIN = "红[31m字q[20[D"


def pieces(text: str, cuts: list[int]) -> Iterator[str]:
    places = sorted({0, len(text), *(cut % len(text) for cut in cuts)})
    return (text[start:end] for start, end in pairwise(places))


@given(st.lists(st.integers(0, 100), max_size=8))
def test_escapes_in_a_paste_go_and_keys_around_it_stay(cuts: list[int]) -> None:
    sent = f"\x1b[A甲\x1b{BEGIN}{PASTED}{END}\x1b[B{BEGIN}{PASTED}{END}\x1b"
    brackets = Brackets()
    passed = "".join(map(brackets.without_escapes, pieces(sent, cuts)))
    assert passed == f"\x1b[A甲\x1b{BEGIN}{PLAIN}{END}\x1b[B{BEGIN}{PLAIN}{END}\x1b"


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_the_parser_of_keys_hands_on_one_paste(size: int) -> None:
    prepare()
    parser = XTermParser()
    sent = f"a{BEGIN}{PASTED}{END}b"
    found = [event for start in range(0, len(sent), size) for event in parser.feed(sent[start : start + size])]
    keys = [event.key for event in found if isinstance(event, events.Key)]
    assert [event.text for event in found if isinstance(event, events.Paste)] == [PLAIN]
    assert keys == ["a", "b"]
    assert list(parser.feed("")) == []
