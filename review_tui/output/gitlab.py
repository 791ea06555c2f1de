"""Findings as GitLab's Code Quality report: an array of issues, each with a fingerprint that outlasts moved lines."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from review_tui.lint.finding_json import encoded
from review_tui.lint.report import Item, Report
from review_tui.output.entries import entries, is_failure
from review_tui.output.json_array import array
from review_tui.output.style import Style
from review_tui.severity import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield an array, one issue a line."""
    return array(encoded(_issue(report.path, item)) for report in reports for item in entries(report))


def _issue(path: str, item: Item) -> dict[str, Any]:
    return {
        "description": f"{item.code} {item.rule}: {item.message}",
        "check_name": item.rule,
        "fingerprint": fingerprint(path, item),
        "severity": _SEVERITIES[item.severity],
        "location": {"path": path, "lines": {"begin": item.start.line, "end": item.end.line}},
    }


def fingerprint(path: str, item: Item) -> str:
    """Return what tells an issue from all others of a run: 32 hexadecimal digits. A finding's stay when lines move."""
    said = f"{item.start.line}:{item.message}" if is_failure(item) else "" if item.text else item.message
    known_by = f"{path}\0{item.identity.key}\0{said}"
    return hashlib.blake2b(known_by.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
