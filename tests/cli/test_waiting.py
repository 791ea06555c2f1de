"""Reports that wait until the decisions are settled."""

import errno
import tempfile
from collections.abc import Iterator

import pytest

from review_tui.cli.linting.waiting import after
from review_tui.files import spool
from review_tui.lint.report import Report

REPORTS = [Report("a.md", accepted=2), Report("b.md", notes=("kept",)), Report("c.md", is_extra=True)]


def test_all_are_taken_then_settled_then_given_back() -> None:
    done: list[str] = []

    def coming() -> Iterator[Report]:
        for report in REPORTS:
            done.append(report.path)
            yield report

    given = after(lambda: done.append("settled"), coming())
    assert next(given).path == "a.md"
    assert done == ["a.md", "b.md", "c.md", "settled"]
    assert [report.path for report in given] == ["b.md", "c.md"]


def test_they_are_the_same_as_before() -> None:
    assert [report.accepted for report in after(lambda: None, REPORTS)] == [2, 0, 0]
    assert [report.notes for report in after(lambda: None, REPORTS)] == [(), ("kept",), ()]
    assert [report.is_extra for report in after(lambda: None, REPORTS)] == [False, False, True]


def test_a_full_temporary_folder_is_told_and_nothing_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    done: list[str] = []
    monkeypatch.setattr(spool, "_IN_MEMORY", 10)
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    (report,) = after(lambda: done.append("settled"), REPORTS)
    (failure,) = report.failures
    assert failure.message == (
        "the reports could not wait there until the decisions are settled: the disk is full; make room and try again"
    )
    assert done == []
