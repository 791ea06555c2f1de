"""The formats by name. Each is a module with a `render`, loaded when it is asked for."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from review_tui.lint.report import Report
from review_tui.output.style import Style

Render = Callable[[Iterable[Report], Style], Iterator[str]]

_MODULES = {
    "text": "text",
    "concise": "concise",
    "json": "json_array",
    "json-lines": "json_lines",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
    "rdjson": "rdjson",
}
NAMES = tuple(_MODULES)
FOR_PEOPLE = frozenset({"text", "concise"})  # those that a summary follows, and that say nothing of failures themselves

PATCHING = FOR_PEOPLE | {"github"}  # those in whose place a patch may stand, which only people and git read
COUNTING = PATCHING | {"json", "json-lines"}  # those that have a form for counts


def renderer(name: str) -> Render:
    """Return what renders reports in the format of that name."""
    module = import_module(f"review_tui.output.{_MODULES[name]}")
    render: Render = module.render
    return render
