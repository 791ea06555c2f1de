"""Lines and characters of the protocol: every line end, every encoding, there and back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind, Range

from review_tui.article import Article, Span
from review_tui.lsp.positions import offset_at, position_at, range_at, units

UTF_8, UTF_16, UTF_32 = PositionEncodingKind
# Every kind of line end, what only looks like one, and one, two, three and four bytes of UTF-8.
TEXTS = st.text(st.sampled_from("a\n\r\u2028\x0b\x85é止😀\t"), max_size=30)


@given(text=TEXTS, bom=st.booleans(), encoding=st.sampled_from(PositionEncodingKind))
def test_every_offset_comes_back(text: str, bom: bool, encoding: PositionEncodingKind) -> None:
    article = Article(text, bom=bom)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # between the two is no place to a client
        assert offset_at(article, position_at(article, offset, encoding), encoding) == offset


@given(text=TEXTS, encoding=st.sampled_from(PositionEncodingKind))
def test_characters_are_what_the_encoding_makes_of_the_line(text: str, encoding: PositionEncodingKind) -> None:
    article = Article(text)
    names = {
        UTF_8: ("utf-8", 1),
        UTF_16: ("utf-16-le", 2),
        UTF_32: ("utf-32-le", 4),
    }
    codec, width = names[encoding]
    for offset in range(len(text) + 1):
        line = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if text[offset - 1 : offset + 1] != "\r\n":
            expected = Position(len(line) - 1, len(line[-1].encode(codec)) // width)
            assert position_at(article, offset, encoding) == expected


@pytest.mark.parametrize(
    ("encoding", "width"),
    [(UTF_8, 3), (UTF_16, 1), (UTF_32, 1)],
)
def test_a_byte_order_mark_is_a_character_of_the_first_line_only(encoding: PositionEncodingKind, width: int) -> None:
    article = Article("ab\ncd", bom=True)
    assert range_at(article, Span(0, 4), encoding) == Range(Position(0, width), Position(1, 1))
    assert offset_at(article, Position(0, 0), encoding) == 0
    assert offset_at(article, Position(0, width + 1), encoding) == 1


class TestPlacesThatAreNone:
    ARTICLE = Article("😀止\r\n甲")

    def test_past_the_end_of_a_line_is_its_end(self) -> None:
        assert offset_at(self.ARTICLE, Position(0, 99), UTF_16) == 2
        assert offset_at(self.ARTICLE, Position(0, 99), UTF_32) == 2

    def test_past_the_last_line_is_the_end_of_the_text(self) -> None:
        assert offset_at(self.ARTICLE, Position(7, 0), UTF_16) == 5

    @pytest.mark.parametrize(("encoding", "character"), [(UTF_16, 1), (UTF_8, 3)])
    def test_inside_a_character_is_its_beginning(self, encoding: PositionEncodingKind, character: int) -> None:
        assert offset_at(self.ARTICLE, Position(0, character), encoding) == 0


@pytest.mark.parametrize("encoding", PositionEncodingKind)
def test_characters_of_a_long_line_are_counted_from_its_beginning(encoding: PositionEncodingKind) -> None:
    line = "止é😀a" * 800
    article = Article(f"止\n{line}")
    for offset in (0, 1, 999, 1000, 1001, 1999, 2000, 3200):
        assert position_at(article, offset + 2, encoding) == Position(1, units(line[:offset], encoding))


@pytest.mark.parametrize("there_and_back", [True, False])
def test_places_on_a_long_line_cost_the_same_as_on_a_short_one(*, there_and_back: bool) -> None:
    def taken(length: int) -> float:
        article = Article("止" * length)
        start = time.process_time()
        for offset in range(0, length, length // 1000):
            place = position_at(article, offset, UTF_16)
            if there_and_back:
                offset_at(article, place, UTF_16)
        return time.process_time() - start

    assert min(taken(400_000) for _ in range(3)) < 15 * min(taken(4000) for _ in range(3))  # counted anew it is 100
