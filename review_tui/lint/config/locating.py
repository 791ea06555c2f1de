"""Where a configuration is."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from pathlib import Path

from review_tui.files.presence import is_absent, is_file, is_taken
from review_tui.files.stamp import FileProblem, read
from review_tui.text.lazy import lazy
from review_tui.text.nearest import nearest

OWN_NAME = "review-tui.toml"
SHARED_NAME = "pyproject.toml"
NAME = "review-tui"

_BARE = "reviewtui"
_SEPARATOR = lazy(r"[-_. ]")
_ALIKE = 0.85  # a letter or two may be wrong, and other tools are called otherwise

# What a file must have somewhere before it is worth parsing.
_TOOL = rb"(?:tool|\"tool\"|'tool')"
_TABLE = lazy(rb"^[ \t]*\[\[?\s*" + _TOOL + rb"\s*\.\s*[\"']?review-tui[\"']?\s*[.\]]", re.MULTILINE)
_MAY_HAVE_TABLE = lazy(
    rb"^[ \t]*(?:\[\[?\s*%b\s*\.\s*[\"']?[rR][eE]|\[\s*%b\s*\]|%b\s*[.=])" % (_TOOL, _TOOL, _TOOL), re.MULTILINE
)


def config_in(folder: Path) -> Path | None:
    """Return the configuration file that a folder itself holds; None where it holds none.

    Files that may be meant but cannot be used are returned, too, so that whoever reads one tells what is wrong: one of
    our name that is no file, a pyproject.toml that cannot be read, or one whose table has nearly our name.
    """
    own = folder / OWN_NAME
    if is_taken(own):
        return own
    shared = folder / SHARED_NAME
    return shared if is_file(shared) and _has_table(shared) else None


def _has_table(path: Path) -> bool:
    try:
        data = read(path)[0].removeprefix(BOM_UTF8)
    except FileProblem:
        return not is_absent(path)
    if not _MAY_HAVE_TABLE.search(data):
        return False
    import tomllib

    try:
        tool = tomllib.loads(data.decode()).get("tool")
    except (ValueError, RecursionError):
        return _TABLE.search(data) is not None  # then reading it says what is wrong
    return isinstance(tool, dict) and (NAME in tool or bool(misnamed(tool)))


def misnamed(tool: Iterable[str]) -> list[str]:
    """Return the tools, by what their tables are called, that are probably meant to be this one."""
    return [name for name in tool if name != NAME and nearest(_SEPARATOR.sub("", name.lower()), (_BARE,), _ALIKE)]
