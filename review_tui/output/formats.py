"""The formats by name, and what the command has to know of each.

What a format looks like is in a module of its own with a function `render`, which is loaded when it is needed. One that
is not for a person lists `entries`: what kept files from being checked stands among the findings.
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

    - `has_counts`: whether `--statistics` works with it although only a program reads it.
    - `from_root`: whether paths count from the root of the repository, wherever the run was.
    - `takes_any_name`: whether it can hold any name of a file, even one that is not valid text.
    - `most`: how many findings of a run those take who read it; 0 where nothing is known of a limit.
    """

    module: str
    reader: Reader = Reader.PROGRAM
    has_counts: bool = False
    from_root: bool = False
    takes_any_name: bool = False
    most: int = 0


FORMATS = {
    "text": Format("text", Reader.PERSON),
    "concise": Format("concise", Reader.PERSON),
    "json": Format("json_array", has_counts=True),
    "json-lines": Format("json_lines", has_counts=True),
    "github": Format("github", Reader.LOG, from_root=True),
    "gitlab": Format("gitlab", from_root=True),
    "junit": Format("junit"),
    "sarif": Format("sarif", from_root=True, takes_any_name=True, most=25_000),  # GitHub's limit
    "rdjson": Format("rdjson"),  # reviewdog adds the way from the root itself
}
NAMES = tuple(FORMATS)
PATCHING = frozenset(name for name, each in FORMATS.items() if each.reader is not Reader.PROGRAM)
"""The formats that --diff works with: people read them, and a patch may stand in their place."""
COUNTING = PATCHING | {name for name, each in FORMATS.items() if each.has_counts}
"""The formats that --statistics works with."""


def renderer(name: str) -> Render:
    """Return what renders reports in the format of that name."""
    module = import_module(f"review_tui.output.{FORMATS[name].module}")
    render: Render = module.render
    return render
