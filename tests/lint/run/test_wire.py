"""A report that has travelled is the report that was sent."""

import json

import pytest
from msgspec.structs import replace

from review_tui.lint.finding_json import named
from review_tui.lint.report import Report
from review_tui.lint.run import wire
from review_tui.lint.run.job import check_bytes
from review_tui.lint.run.task import Task
from review_tui.lint.settings import Settings
from review_tui.lint.tally import sums_in, sums_of

ARTICLE = "# 甲\n\n##乙 ，\n\n＃＃ 丙\u202e\n\n据**“丁”**道 。\n"


@pytest.fixture
def report() -> Report:
    task = Task("zh/a.md", "zh/a.md", Settings())
    return check_bytes(ARTICLE.encode(), task)[0]


def test_nothing_is_lost_on_the_way(report: Report) -> None:
    assert len(report.items) > 3
    arrived = wire.decode(wire.encode(report))
    assert len(arrived.items) == len(report.items)
    assert arrived.items == report.items
    assert arrived.items[0] == report.items[0]
    assert arrived.items[1:3] == report.items[1:3]
    assert replace(arrived, items=report.items) == report


def test_sums_and_lines_are_those_of_the_findings(report: Report) -> None:
    arrived = wire.decode(wire.encode(report))
    assert sums_in(arrived) == sums_in(report) == sums_of(report.items)
    assert wire.lines_in(arrived) == wire.lines_in(report)


def test_a_line_of_json_tells_the_finding_under_the_name_of_this_run(report: Report) -> None:
    lines = named(wire.lines_in(report), "else\u202ewhere.md", "\n").split("\n")
    for line, item in zip(lines, report.items, strict=True):
        assert line.isprintable()
        finding = json.loads(line)
        assert finding["path"] == "else\u202ewhere.md"
        told = (finding["code"], finding["text"], finding["start"]["offset"])
        assert told == (item.code, item.text, item.start.offset)


def test_findings_that_are_only_counted_are_not_opened(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    arrived = wire.decode(wire.encode(report))
    monkeypatch.setattr(wire.PackedItems, "_opened", lambda _: pytest.fail("opened"))
    assert arrived.items
    assert sums_in(arrived).findings == len(report.items)
    assert len(wire.lines_in(arrived).split("\n")) == len(report.items)


def test_a_report_of_bytes_that_are_none_is_refused() -> None:
    with pytest.raises((ValueError, TypeError)):
        wire.decode(b"\x93\x01\x02")
