"""Open documents: which count."""

from pathlib import Path

import pytest
from lsprotocol import types

from review_tui.lsp.documents import file_of, opened

FOLDER = Path("/site")


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
