"""The documents that are open in the client, as it has sent them."""

from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path, uri_scheme

from review_tui.article.slug import SUFFIXES

UNSAVED = "untitled"
"""The scheme of documents that are in no file yet."""


@dataclass(frozen=True, slots=True)
class Document:
    """One version of an open document; `text` is as the client sent it, a byte order mark included."""

    uri: str
    version: int
    text: str
    file: Path


def opened(item: types.TextDocumentItem, folder: Path) -> Document | None:
    """Return a document that a client opened, None where it is no Markdown, or at an address that is no file's.

    One that was never saved counts as a file in `folder`.
    """
    file = file_of(item.uri, folder)
    if file is None or not (item.language_id.lower() == "markdown" or file.name.lower().endswith(SUFFIXES)):
        return None
    return Document(item.uri, item.version, item.text, file)


def file_of(uri: str, folder: Path) -> Path | None:
    """Return the file of a document, None where its address is that of something else.

    A document that was never saved counts as a file in `folder`.
    """
    scheme = uri_scheme(uri)
    if scheme == UNSAVED:
        return folder / "untitled.md"
    path = to_fs_path(uri) if scheme == "file" else None
    if not path or "\0" in path:
        return None
    return Path(path).absolute()
