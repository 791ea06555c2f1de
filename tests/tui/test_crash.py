"""A defect that ends the desk: the exit code tells, and so does a sentence that says where unsaved work is."""

import asyncio
import json
from pathlib import Path

import pytest
from textual.app import App

from review_tui.article import Edit, Span
from review_tui.files.stamp import FileProblem
from review_tui.review.queue.survey import Survey
from review_tui.review.safety.journal import Journal
from review_tui.tui import starting
from review_tui.tui.app import ReviewApp


@pytest.fixture(autouse=True)
def headless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReviewApp, "run", lambda app: App.run(app, headless=True, size=(80, 24)))


def ends_with(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """Let the desk break as soon as it is there, after `word` was typed."""

    def end(app: ReviewApp) -> None:
        if word:
            app.desk.edit(app.at.session, (Edit(Span(0, 0), word),), "type")
        raise ValueError("a defect")

    monkeypatch.setattr(ReviewApp, "_say_problems", end)


def kept() -> list[str]:
    return [json.loads(place.read_bytes())["text"][:3] for place in Journal().folder.glob("*.json")]


def test_a_crash_ends_with_2_and_keeps_what_is_unsaved(
    desk_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ends_with(monkeypatch, "没有丢")
    assert starting.run(["a.md"]) == 2
    told = capsys.readouterr().err
    assert "internal error" in told
    assert f"Unsaved work on a.md is kept in {Journal().folder}" in told
    assert kept() == ["没有丢"]


def test_a_crash_of_what_reads_the_keys_ends_with_2(desk_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReviewApp, "_say_problems", lambda app: app.panic("a defect"))
    assert starting.run(["a.md"]) == 2


def test_a_crash_with_everything_saved_ends_with_2_as_well(
    desk_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ends_with(monkeypatch, "")
    assert starting.run(["a.md"]) == 2
    told = capsys.readouterr().err
    assert "internal error" in told
    assert "Unsaved" not in told
    assert kept() == []


def test_a_crash_after_which_nothing_can_be_kept_says_so(
    desk_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(path: Path, *_: object, **__: object) -> object:
        raise FileProblem(path, "it cannot be written: the disk is full; make room and try again")

    ends_with(monkeypatch, "没有丢")
    monkeypatch.setattr("review_tui.review.safety.journal.write", full)
    assert starting.run(["a.md"]) == 2
    assert "the disk is full" in capsys.readouterr().err


@pytest.mark.parametrize("names", [["b.md"], ["a.md", "b.md"]])  # an article, and a list of them
@pytest.mark.parametrize("turns", [0, 1, 2, 5, 10, 20])
def test_a_desk_that_is_ended_while_its_panes_are_being_made_has_not_crashed(
    desk_folder: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], turns: int
) -> None:
    async def end(app: ReviewApp) -> None:
        for _ in range(turns):
            await asyncio.sleep(0)
        app.exit(143)

    def run(app: ReviewApp) -> int | None:
        app.call_later(lambda: app.run_worker(end(app)))
        return App.run(app, headless=True, size=(80, 24))

    monkeypatch.setattr(Survey, "start", lambda _: None)
    monkeypatch.setattr(ReviewApp, "run", run)
    assert starting.run(names) == 143
