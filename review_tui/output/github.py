"""Findings as GitHub's workflow commands, which show them beside the lines of a pull request.

The log of a job shows of a command only its message, so the message says where and what, too.
"""

from collections.abc import Iterable, Iterator

from review_tui.lint.report import Item, Report
from review_tui.output.entries import entries
from review_tui.output.style import Style
from review_tui.severity import Severity
from review_tui.text.visible import visible

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield a command for each finding."""
    for report in reports:
        for item in entries(report):
            yield _command(report.path, item)


def _command(path: str, item: Item) -> str:
    properties = {
        "file": path,
        "line": str(item.start.line),
        "col": str(item.start.column),
        "endLine": str(item.end.line),
        "endColumn": str(item.end.column),
        "title": f"{item.code} {item.rule}",
    }
    listed = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    said = f"{path}:{item.start.line}:{item.start.column}: {item.code} {item.rule}: {item.message}"
    return f"::{_LEVELS[item.severity]} {listed}::{_escaped(said)}\n"


def _escaped(text: str, further: str = "") -> str:
    for character in f"%\r\n{further}":
        text = text.replace(character, f"%{ord(character):02X}")
    return visible(text)
