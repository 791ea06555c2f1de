"""Findings as JUnit's XML: a suite for each file, a failed case for each finding, one that passed for a clean file."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from review_tui.lint.report import Item, Report
from review_tui.output.entries import entries, is_failure
from review_tui.output.style import Style
from review_tui.text.visible import visible

# What XML 1.0 has no place for, and `visible` leaves alone.
_NOT_XML = re.compile("[\ufffe\uffff]")


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
    errors = sum(map(is_failure, items))
    name = _attribute(report.path)
    counts = f'tests="{max(1, len(items))}" failures="{len(items) - errors}" errors="{errors}"'
    yield f"  <testsuite name={name} {counts}>\n"
    if not items:
        yield f'    <testcase name="no findings" classname={name} time="0"/>\n'
    for item in items:
        yield from _case(report.path, item)
    yield "  </testsuite>\n"


def _case(path: str, item: Item) -> Iterator[str]:
    place = f"{item.start.line}:{item.start.column}"
    element = "error" if is_failure(item) else "failure"
    yield (
        f"    <testcase name={_attribute(f'{item.code} {item.rule} ({place})')} "
        f'classname={_attribute(path)} time="0">\n'
        f"      <{element} type={_attribute(item.severity)} message={_attribute(item.message)}>"
        f"{escape(_plain(f'{path}:{place}: {item.before}{item.text}{item.after}'))}</{element}>\n"
        "    </testcase>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_plain(text))


def _plain(text: str) -> str:
    return _NOT_XML.sub("\ufffd", visible(text))
