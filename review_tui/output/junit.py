"""Findings as JUnit's XML: a suite for each file, a case for each finding, one that passed for a clean file.

A case fails where its finding makes the run fail: who reads the XML then says what the exit code says. JUnit knows no
warnings, so what is less bad stands in the output of a case that passed.
"""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from review_tui.lint.report import Item, Report
from review_tui.output.entries import entries, is_failure
from review_tui.output.style import Style
from review_tui.text.visible import visible

# What XML 1.0 has no place for, and `visible` leaves alone.
_NOT_XML = re.compile("[\ufffe\uffff]")

_ERROR, _FAILURE, _PASSED = "error", "failure", "system-out"


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield the document, suite by suite."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="review-tui">\n'
    for report in reports:
        yield from _suite(report)
    yield "</testsuites>\n"


def _suite(report: Report) -> Iterator[str]:
    items = list(entries(report))
    if report.is_extra and not items:
        return
    outcomes = [_outcome(report, item) for item in items]
    name = _attribute(report.path)
    counts = f'tests="{max(1, len(items))}" failures="{outcomes.count(_FAILURE)}" errors="{outcomes.count(_ERROR)}"'
    yield f"  <testsuite name={name} {counts}>\n"
    if not items:
        yield f'    <testcase name="no findings" classname={name} time="0"/>\n'
    for item, outcome in zip(items, outcomes, strict=True):
        yield from _case(report.path, item, outcome)
    yield "  </testsuite>\n"


def _outcome(report: Report, item: Item) -> str:
    """Return the element that says what a finding comes to."""
    if is_failure(item):
        return _ERROR
    return _PASSED if item.severity in report.passing else _FAILURE


def _case(path: str, item: Item, outcome: str) -> Iterator[str]:
    place = f"{item.start.line}:{item.start.column}"
    where = f"{path}:{place}: {item.before}{item.text}{item.after}"
    if outcome == _PASSED:  # that element has no attributes
        said = f"<{_PASSED}>{escape(_plain(f'{item.severity}: {item.message}'))}\n{escape(_plain(where))}</{_PASSED}>"
    else:
        how = f"type={_attribute(item.severity)} message={_attribute(item.message)}"
        said = f"<{outcome} {how}>{escape(_plain(where))}</{outcome}>"
    yield (
        f"    <testcase name={_attribute(f'{item.code} {item.rule} ({place})')} "
        f'classname={_attribute(path)} time="0">\n'
        f"      {said}\n"
        "    </testcase>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_plain(text))


def _plain(text: str) -> str:
    return _NOT_XML.sub("\ufffd", visible(text))
