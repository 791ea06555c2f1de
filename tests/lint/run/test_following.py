"""Articles that are written after their decisions: some at a time, and nothing else waits for them."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from review_tui.files.stamp import ABSENT
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.lint.run import following
from review_tui.lint.run.decision_indexes import DecisionIndexes
from review_tui.lint.run.following import Following
from review_tui.lint.run.task import Task, Unwritten
from review_tui.lint.run.writing import ToWrite
from review_tui.lint.settings import Settings


@pytest.fixture
def nowhere(tmp_path: Path) -> Following:
    return Following(DecisionIndexes(Project(folder=tmp_path)), lambda _: None)


def test_a_file_of_decisions_that_takes_long_is_not_written_for_every_article(
    monkeypatch: pytest.MonkeyPatch, nowhere: Following
) -> None:
    clock, writes = [0.0], list[int]()

    def write(made: list[Report | ToWrite], *_: object) -> list[Report]:
        if made:
            writes.append(len(made))
            clock[0] += 1.0
        return [each if isinstance(each, Report) else each.report for each in made]

    def made() -> Iterator[Report | ToWrite]:
        for number in range(100):
            clock[0] += 0.5
            path = f"{number}.md"
            report = Report(path)
            yield report if number % 3 else ToWrite(Task(path, path, Settings()), report, Unwritten(ABSENT, b""))

    monkeypatch.setattr(following, "_written", write)
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    reports = following.followed(made(), nowhere)
    assert [report.path for report in reports] == [f"{number}.md" for number in range(100)]
    assert writes == [2, 19, 19, 19, 19, 13]


def test_what_has_nothing_to_wait_for_does_not_wait(nowhere: Following) -> None:
    asked: list[int] = []

    def made() -> Iterator[Report]:
        for number in range(5):
            asked.append(number)
            yield Report(f"{number}.md")

    next(following.followed(made(), nowhere))
    assert asked == [0]
