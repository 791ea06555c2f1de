"""Telling git how to merge a decisions file: the lines of both sides count."""

import re
from codecs import BOM_UTF8
from pathlib import Path

from review_tui.files.atomic import write
from review_tui.files.lock import locked
from review_tui.files.naming import quoted
from review_tui.files.presence import repository_of
from review_tui.files.stamp import ABSENT, FileProblem, read

_UNION = "merge=union"
_WILD = re.compile(r"[\\*?\[]")
_ENDING = re.compile(r'[\s"\x00-\x1f\x7f]')


def is_begun(file: Path) -> bool:
    """Tell whether a decisions file holds something already. How git merges such a file is left to people."""
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def merge_by_union(file: Path) -> Path | None:
    """Tell git to merge a decisions file by keeping the lines of both sides.

    Return the `.gitattributes` that was changed for this; None where nothing had to be, or could be, and outside of a
    git repository.
    """
    if repository_of(file.parent) is None:
        return None
    attributes = file.parent / ".gitattributes"
    try:
        with locked(attributes):
            data, stamp = read(attributes) if attributes.exists() else (b"", ABSENT)
            text = data.removeprefix(BOM_UTF8).decode("utf-8", "surrogateescape")
            if any(_says_it(line, file.name) for line in text.split("\n")):
                return None
            end = b"\n" if text and not text.endswith("\n") else b""
            line = f"{_pattern(f'/{file.name}')} {_UNION}\n"
            write(attributes, data + end + line.encode("utf-8", "surrogateescape"), stamp)
    except (FileProblem, OSError):
        return None  # a convenience, nothing more
    return attributes


def _pattern(path: str) -> str:
    """Return what stands for a path in `.gitattributes`: nothing in it is a wildcard, or ends it early."""
    escaped = _WILD.sub(r"\\\g<0>", path)
    return quoted(escaped) if _ENDING.search(escaped) else escaped


def _says_it(line: str, name: str) -> bool:
    """Tell whether a line of `.gitattributes` is about the file of that name, and has it merged by union."""
    line = line.strip()
    rests = (line.removeprefix(_pattern(path)) for path in (f"/{name}", name))
    return not line.startswith("#") and any(
        rest != line and rest[:1].isspace() and _UNION in rest.split() for rest in rests
    )
