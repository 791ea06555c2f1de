"""Nothing that steers a terminal, or hides, gets through."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from review_tui.text.visible import HIDDEN, HIDDEN_RANGES, hidden, visible


def test_shows_what_would_steer_the_terminal() -> None:
    assert visible("\x1b[31m红\x1b[0m") == "␛[31m红␛[0m"
    assert visible("a\x00b\x7fc\x9bd") == "a␀b␡c<9B>d"
    assert visible("\u202eabc\u200b\ufeff") == "<U+202E>abc<U+200B><U+FEFF>"
    assert visible("\ud800") == "<U+D800>"


def test_keeps_lines_only_when_asked() -> None:
    assert visible("甲\n乙\t丙") == "甲␊乙␉丙"
    assert visible("甲\n乙\t丙\r", lines=True) == "甲\n乙\t丙␍"


@given(st.text())
def test_lets_nothing_through(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    assert not any(
        unicodedata.bidirectional(character) in ("RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI")
        for character in shown
    )
    assert visible(shown) == shown


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"])))
def test_leaves_ordinary_text_alone(text: str) -> None:
    assert visible(text) == text


def test_lists_that_differ_are_written_as_the_difference() -> None:
    pattern = re.compile(f"{hidden(without=chr(9) + chr(10), more='xy')}+")
    assert pattern.fullmatch("\u200b\x00\ufeffxy\U000e0041")
    assert not pattern.search("\t\nz甲")
    assert re.compile(hidden()).findall("a\u202eb\n") == ["\u202e", "\n"]


def test_the_ranges_are_those_of_the_class() -> None:
    every = [chr(code) for first, last in HIDDEN_RANGES for code in range(first, last + 1)]
    assert re.findall(f"[{HIDDEN}]", "".join(map(chr, range(0x110000)))) == every


def test_names_of_another_locale_are_read_and_what_is_no_text_stays_a_placeholder() -> None:
    name = "文章/甲".encode().decode("ascii", "surrogateescape")
    assert visible(f"{name}.md: gone") == "文章/甲.md: gone"
    assert visible("a\udcff\udce6\udc96\udc87") == "a<U+DCFF>文"
    assert visible("\u202e".encode().decode("ascii", "surrogateescape")) == "<U+202E>"
    assert len(visible(name, keep_length=True)) == len(name)
