"""The line at the top: what stands there where not all of it has room."""

import os
from pathlib import Path

import pytest
from textual.widgets import Static

from review_tui.review.article.session import Session
from review_tui.text.cells import width
from review_tui.tui.app import ReviewApp
from review_tui.tui.background.looking import BackgroundLook
from review_tui.tui.widgets import status_bar
from review_tui.tui.widgets.status_bar import StatusBar
from tests.tui.driving import Opened

LONG = "us-department-housing-urban-development-hud-programs.md"


def header(app: ReviewApp) -> str:
    return str(app.review.query_one(StatusBar).content)


@pytest.fixture
def long_name(desk_folder: Path) -> str:
    (desk_folder / "z.md").write_text("锻炼。\n", "utf-8")
    (desk_folder / LONG).write_text("锻炼甲。\n\n锻炼乙。\n\n锻炼丙。\n", "utf-8")
    return LONG


async def test_where_there_is_room_all_of_it_stands_there(opened: Opened, long_name: str) -> None:
    async with opened(long_name, "z.md", size=(140, 36)) as (app, pilot):
        await pilot.press("enter")
        assert header(app).startswith(f"{LONG} *modified   article 1/2   section 1/1   2 findings, 1 fixed   ")
        assert header(app).endswith("UTF-8 LF")


async def test_a_long_name_is_cut_inside_and_the_state_of_the_article_is_not(opened: Opened, long_name: str) -> None:
    async with opened(long_name, "z.md") as (app, pilot):
        await pilot.press("enter")
        for columns in (60, 80, 100):
            await pilot.resize_terminal(columns, 24)
            line = header(app)
            assert width(line) <= columns - 2
            assert line.startswith("us-d")
            assert ".md *modified" in line
            assert "2 findings" in line
            assert ("article" in line) == (columns > 60)


async def test_what_else_is_unsaved_is_counted_where_there_is_room(opened: Opened, long_name: str) -> None:
    async with opened("a.md", long_name, size=(120, 36)) as (app, pilot):
        assert "unsaved" not in header(app)
        await pilot.press("enter")
        assert "unsaved" not in header(app)  # this one is modified
        await pilot.press("alt+right")
        assert "1 more unsaved" in header(app)


async def test_a_file_that_cannot_be_written_says_so_before_it_is_worked_on(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as locked:
        locked.setattr(os, "access", lambda _, mode, **__: mode != os.W_OK)
        async with opened("a.md") as (app, pilot):
            assert "file not writable" in header(app)
            locked.undo()
            await pilot.press("f8", "enter", "ctrl+s")
            await app.workers.wait_for_complete()
            assert "file not writable" not in header(app)


async def test_one_finding_is_no_findings(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "b.md").write_text("锻炼甲。\n", "utf-8")
    async with opened("b.md") as (app, _):
        assert "   1 finding " in header(app)
        assert isinstance(app.review.query_one(StatusBar), Static)


async def test_how_long_an_article_is_being_checked_is_counted(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened("a.md") as (app, _):
        bar = app.review.query_one(StatusBar)
        now = 100.0
        monkeypatch.setattr(status_bar, "monotonic", lambda: now)
        is_behind = True
        monkeypatch.setattr(Session, "is_behind", property(lambda _: is_behind))
        monkeypatch.setattr(BackgroundLook, "catch_up", lambda *_: None)  # nobody looks
        bar.load(app.at)
        assert "   checking.. " in header(app)
        now += 12.4
        bar.count()
        assert "   checking.. 12 s" in header(app)
        bar.load(app.at)  # the hand moves on in it
        assert "   checking.. 12 s" in header(app)
        is_behind = False
        bar.load(app.at)
        assert "checking" not in header(app)
        bar.count()
        assert "checking" not in header(app)
