"""Bytes to text and back, and what is said of bytes that are no UTF-8."""

import codecs
import re

import pytest

from review_tui.article.source import EncodingProblem, Source, decode

CHINESE = "贷款修改是贷款人与借款人之间的协议。\n" * 4


@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("text", ["", "甲", "甲\r\n乙\r", "\ufeff甲", "a\0b", "\u2028\x85\f"])
def test_decodes_and_encodes_byte_for_byte(text: str, bom: bool) -> None:
    data = (codecs.BOM_UTF8 if bom else b"") + text.encode()
    source = decode(data)
    assert source.encode() == data
    assert source == (Source(text, bom) if bom or not text.startswith("\ufeff") else Source(text[1:], True))


@pytest.mark.parametrize(
    ("text", "newline"),
    [("", "\n"), ("甲", "\n"), ("a\nb\r\n", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb\rc\n", "\r"), ("a\n\rb\r", "\r")],
)
def test_the_newline_is_the_one_used_most(text: str, newline: str) -> None:
    assert Source(text).newline == newline


@pytest.mark.parametrize(
    ("data", "offset", "line", "guess"),
    [
        (CHINESE.encode("gb18030"), 0, 1, "GB18030"),
        (b"# Title\n\n" + CHINESE.encode("gb18030"), 9, 3, "GB18030"),
        (codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"), 0, 1, "UTF-16"),
        (codecs.BOM_UTF16_BE + "abcdef".encode("utf-16-be"), 0, 1, "UTF-16"),
        ((CHINESE + "\n").encode("utf-16-le"), 37, 2, "UTF-16LE"),
        (("# " + CHINESE).encode("utf-16-be"), 0, 1, "UTF-16BE"),
        ("abcdef\n".encode("utf-16-le"), 1, 1, "UTF-16LE"),
        (codecs.BOM_UTF32_LE + "abc".encode("utf-32-le"), 0, 1, "UTF-32"),
        ("甲\n".encode() + b"\xff\xfe", 4, 2, None),
        (codecs.BOM_UTF8 + b"a\xff", 4, 1, None),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 0, 1, None),
        (b"line\n" + b"\x00" * 20, 5, 2, None),
    ],
)
def test_says_where_bytes_are_no_text(data: bytes, offset: int, line: int, guess: str | None) -> None:
    with pytest.raises(EncodingProblem) as caught:
        decode(data)
    problem = caught.value
    assert (problem.offset, problem.line) == (offset, line)
    assert str(problem.offset) in str(problem)
    assert re.findall(r"iconv -f (\S+) -t UTF-8", str(problem)) == ([guess] if guess else [])


def test_big5_is_named() -> None:
    data = "止贖是貸方在借款人違約之後收回房屋的法律程序，各州的規定不同。這是一篇文章。\n".encode("big5") * 3
    with pytest.raises(EncodingProblem) as caught:
        decode(data)
    assert "iconv -f BIG5 -t UTF-8" in str(caught.value)


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    data = CHINESE.encode()
    with pytest.raises(EncodingProblem) as caught:
        decode(data[:198] + b"\xff" + data[198:])
    assert str(caught.value) == "damaged UTF-8: byte 0xFF at offset 198 belongs to no UTF-8 text"


def test_a_few_nul_characters_are_text() -> None:
    assert decode(b"a\0b\0").text == "a\0b\0"
