"""How messages, reports and decisions name a file."""

import os
import re
from pathlib import Path

_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\]')
_LETTERS = dict(zip('\a\b\t\n\v\f\r"\\', 'abtnvfr"\\', strict=True))  # as C has them; others are octal


def slashed(path: str) -> str:
    """Return a path as reports have it: with `/`, and with escapes for bytes that are no text."""
    return path.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def quoted(path: str) -> str:
    """Return a path in quotes as git has it where it stands in a line of a text; what is no ASCII stays."""
    return f'"{_ESCAPED.sub(_escape, path)}"'


def _escape(match: re.Match[str]) -> str:
    return f"\\{_LETTERS.get(match[0]) or format(ord(match[0]), '03o')}"


def collapsed(path: str) -> str:
    """Return a path without `.`, doubled slashes, and what `..` takes back.

    A symbolic link stays with the `..` after it: that leads to the folder above what the link stands for.
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
    """Return where a path leads from a folder, without a `..`: the links before one are followed."""
    whole = Path(collapsed(str(folder / path)))
    parts = whole.parts
    if os.pardir not in parts:
        return whole
    last = len(parts) - parts[::-1].index(os.pardir)
    return Path(*parts[:last]).resolve().joinpath(*parts[last:])
