"""How messages, reports and decisions name a file."""

import os
import re
from pathlib import Path

_ESCAPED = r'[\x00-\x1f\x7f"\\\udc80-\udcff]'  # the last are bytes that are not UTF-8
_LETTERS = dict(zip('\a\b\t\n\v\f\r"\\', 'abtnvfr"\\', strict=True))  # as C has them; others are octal


def slashed(path: str) -> str:
    """Return a path as reports write it: with `/`, and with escapes for bytes that are not UTF-8."""
    return path.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def as_text(path: str) -> str:
    """Return a path as it is written in files: its bytes as UTF-8, even where the locale is another; others stay."""
    if path.isprintable():  # as nearly always
        return path
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def quoted(path: str) -> str:
    """Return a path in double quotes, escaped as git does in diffs; characters beyond ASCII are kept."""
    return f'"{re.sub(_ESCAPED, _escape, path)}"'


def _escape(match: re.Match[str]) -> str:
    return f"\\{_LETTERS.get(match[0]) or format(ord(match[0]) & 0xFF, '03o')}"


def collapsed(path: str) -> str:
    """Return a path without `.`, doubled slashes, and folders that a `..` leaves again.

    A symbolic link and the `..` after it are kept: together they mean the folder above the target of the link.
    """
    whole = Path(path)
    if os.pardir not in whole.parts:
        return str(whole)
    here = Path(whole.anchor)
    for part in whole.relative_to(here).parts:
        is_back = part == os.pardir and here.name not in ("", os.pardir) and not os.path.islink(here)  # noqa: PTH114
        here = here.parent if is_back else here / part
    return str(here)


def absolute(path: str, folder: Path) -> Path:
    """Return the absolute path of `path`, taken from `folder`, without `..`.

    Symbolic links that stand before a `..` are resolved, others are kept.
    """
    whole = Path(collapsed(str(folder / path)))
    parts = whole.parts
    if os.pardir not in parts:
        return whole
    last = len(parts) - parts[::-1].index(os.pardir)
    return Path(*parts[:last]).resolve().joinpath(*parts[last:])
