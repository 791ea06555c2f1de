"""Open documents: which count, and how their text follows the client's edits."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from review_tui.article import Article
from review_tui.lsp.documents import Document, file_of, opened
from review_tui.lsp.positions import Encoding, point_at

FOLDER = Path("/site")
LETTERS = st.text(st.sampled_from("a\n\r\u2028止😀\ufeff"), max_size=12)


def item(uri: str, language: str = "markdown") -> types.TextDocumentItem:
    return types.TextDocumentItem(uri, language, 1, "止赎")


@pytest.mark.parametrize(
    ("uri", "file"),
    [
        ("file:///site/%E6%AD%A2.md", Path("/site/止.md")),
        ("untitled:Untitled-1", Path("/site/untitled.md")),
        ("git:/site/a.md?HEAD", None),
        ("https://example.org/a.md", None),
        ("file:///a%00.md", None),
        ("", None),
        ("::", None),
    ],
)
def test_files_of_addresses(uri: str, file: Path | None) -> None:
    assert file_of(uri, FOLDER) == file


def test_markdown_is_told_by_language_or_name() -> None:
    assert opened(item("file:///site/a.txt", "Markdown"), FOLDER) is not None
    assert opened(item("file:///site/a.MD", "plaintext"), FOLDER) is not None
    assert opened(item("file:///site/a.txt", "plaintext"), FOLDER) is None


@given(before=LETTERS, new=LETTERS, data=st.data(), encoding=st.sampled_from(Encoding))
@settings(max_examples=150)
def test_a_partial_change_is_made_where_the_client_means(
    before: str, new: str, data: st.DataObject, encoding: Encoding
) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(before))] * 2)))
    if "\r\n" in (before[start - 1 : start + 1], before[end - 1 : end + 1]):
        return  # between the two is no place to a client
    article = Article(before)
    places = [types.Position(*point_at(article, offset, encoding)) for offset in (start, end)]
    change = types.TextDocumentContentChangePartial(types.Range(*places), new)
    document = Document("file:///a.md", 1, before, Path("/a.md")).changed(2, [change], encoding)
    assert (document.text, document.version) == (before[:start] + new + before[end:], 2)


def test_a_byte_order_mark_stays_unless_it_is_replaced() -> None:
    document = Document("file:///a.md", 1, "\ufeff甲乙", Path("/a.md"))

    def changed(start: int, end: int) -> str:
        where = types.Range(types.Position(0, start), types.Position(0, end))
        change = types.TextDocumentContentChangePartial(where, "丙")
        return document.changed(2, [change], Encoding.UTF_16).text

    assert changed(1, 2) == "\ufeff丙乙"
    assert changed(1, 1) == "\ufeff丙甲乙"
    assert changed(0, 2) == "丙乙"
    assert changed(0, 1) == "丙甲乙"
    assert changed(0, 0) == "丙\ufeff甲乙"


def test_changes_are_made_one_after_the_other() -> None:
    where = types.Range(types.Position(0, 1), types.Position(0, 1))
    changes: list[types.TextDocumentContentChangeEvent] = [
        types.TextDocumentContentChangeWholeDocument("甲"),
        types.TextDocumentContentChangePartial(where, "乙"),
    ]
    document = Document("file:///a.md", 1, "", Path("/a.md"))
    assert document.changed(2, changes, Encoding.UTF_16).text == "甲乙"
