"""The formats by name, and all that differs between them but what they look like.

Each is a module with a `render`, loaded when it is asked for.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from importlib import import_module

from msgspec import Struct

from review_tui.lint.report import Report
from review_tui.output.style import Style

Render = Callable[[Iterable[Report], Style], Iterator[str]]


class Reader(Enum):
    """Who reads a format."""

    PERSON = "person"
    """A summary follows, and what could not be checked is said on stderr alone."""
    LOG = "log"
    """A program that reads the log of a job, in which people see the rest."""
    PROGRAM = "program"


class Format(Struct, frozen=True):
    """A format of `lint`: its module in this folder, and what the command has to know of it.

    `has_counts`: `--statistics` has a form in it, though only a program reads it. `from_root`: its reader looks for
    files from the root of the repository, wherever the run was. `takes_any_name`: its addresses hold every name of a
    file, also one that is no text.
    """

    module: str
    reader: Reader = Reader.PROGRAM
    has_counts: bool = False
    from_root: bool = False
    takes_any_name: bool = False


FORMATS = {
    "text": Format("text", Reader.PERSON),
    "concise": Format("concise", Reader.PERSON),
    "json": Format("json_array", has_counts=True),
    "json-lines": Format("json_lines", has_counts=True),
    "github": Format("github", Reader.LOG, from_root=True),
    "gitlab": Format("gitlab", from_root=True),
    "junit": Format("junit"),
    "sarif": Format("sarif", from_root=True, takes_any_name=True),
    "rdjson": Format("rdjson"),  # reviewdog adds the way from the root itself
}
NAMES = tuple(FORMATS)
PATCHING = frozenset(name for name, each in FORMATS.items() if each.reader is not Reader.PROGRAM)
"""Those in whose place a patch may stand, which only people and git read."""
COUNTING = PATCHING | {name for name, each in FORMATS.items() if each.has_counts}
"""Those that have a form for counts."""


def renderer(name: str) -> Render:
    """Return what renders reports in the format of that name."""
    module = import_module(f"review_tui.output.{FORMATS[name].module}")
    render: Render = module.render
    return render
