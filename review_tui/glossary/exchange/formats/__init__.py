"""The formats of glossaries, one module each, and which one a file is in.

A format to read has `sniff(data)` (whether the beginning of a file looks like it) and `read(data, path)`, one to write
has `write(concepts)`. A format's name is that of its module with `-` for `_`; its module is loaded when it is needed.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from review_tui.glossary.concept import Concept
from review_tui.glossary.exchange.delimited import SAMPLE, decode
from review_tui.glossary.exchange.model import Exported, FormatError, Imported

GUESSED = (
    "xlsx", "tbx", "native", "utx", "terms-json", "lokalise", "phrase", "crowdin", "weblate", "google-sets", "columns",
    "omegat", "deepl", "google",
)  # fmt: skip
"""The formats to read, in the order in which they are tried on a file: the surer ones first.

A glossary of ours has the columns `en` and `zh`, so that `columns` would take it, and its ids and contexts be lost:
`native` is asked before. `tbx-v2` is only written, since `tbx` reads all versions.
"""

WRITTEN = (
    "native", "deepl", "google", "google-sets", "omegat", "weblate", "crowdin", "lokalise", "phrase", "utx", "tbx",
    "tbx-v2", "xlsx",
)  # fmt: skip
"""The formats to export, in the order in which help names them."""


class Reader(Protocol):
    """A module that reads a format."""

    def sniff(self, data: bytes) -> bool:
        """Tell whether the beginning of a file looks like it."""
        ...

    def read(self, data: bytes, path: Path) -> Imported:
        """Return what a file holds; raise FormatError where it cannot be read at all."""
        ...


class Writer(Protocol):
    """A module that writes a format."""

    def write(self, concepts: Sequence[Concept]) -> Exported:
        """Return a file with the concepts; raise FormatError where that cannot be."""
        ...


def reader(name: str) -> Reader:
    """Return the module of one of the formats in GUESSED."""
    return cast(Reader, _module(name))


def writer(name: str) -> Writer:
    """Return the module of one of the formats in WRITTEN."""
    return cast(Writer, _module(name))


def _module(name: str) -> ModuleType:
    return import_module(f"review_tui.glossary.exchange.formats.{name.replace('-', '_')}")


def guess(data: bytes) -> str:
    """Return the name of the format that a file seems to be in; raise FormatError where it seems to be none."""
    if not data.strip():
        raise FormatError("the file is empty")
    for name in GUESSED:
        if reader(name).sniff(data):
            return name
    if b"\0" not in data[:SAMPLE]:
        decode(data)  # says so where it is text in another encoding
    raise FormatError(f"its format cannot be told: name it with --format ({', '.join(GUESSED)})")
