"""Which glossaries nothing is wrong with: noted beside their kept forms.

A run of unchanged articles asks for nothing else of its glossary, and opening the kept form would be a tenth of it.
"""

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

import review_tui
from review_tui.files.presence import is_file

MEANING = 14  # another number where a kept form means something else, or something else is wrong with a glossary
PREFIX = "glossary-"
"""How the files begin that are kept about glossaries."""


def is_sound(paths: Sequence[str], digest: str, folder: Path) -> bool:
    """Tell whether nothing is wrong with the glossary of CSV files, as far as is noted; `digest` is a hash of these."""
    return is_file(_mark(paths, digest, folder))


def note_sound(paths: Sequence[str], digest: str, folder: Path) -> None:
    """Note that nothing is wrong with the glossary of CSV files, if that can be."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _mark(paths, digest, folder).touch()


def _mark(paths: Sequence[str], digest: str, folder: Path) -> Path:
    parts = repr((review_tui.__version__, MEANING, tuple(paths), digest)).encode("utf-8", "surrogatepass")
    return folder / f"{PREFIX}{hashlib.blake2b(parts, digest_size=16).hexdigest()}.sound"
