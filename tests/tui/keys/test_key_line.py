"""The line at the bottom names the keys of what has the focus, and none that means something else there."""

from pathlib import Path

import pytest
from textual.widgets import Input

from review_tui.lint.discovery.discovery import Found, discover
from review_tui.lint.project import Project
from review_tui.review.desk import Desk
from review_tui.review.queue.survey import Survey
from review_tui.text.cells import width
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.desk_screen import DeskScreen
from review_tui.tui.screens.reason import Reason
from review_tui.tui.screens.settle import Settle
from review_tui.tui.widgets.concept_card import ConceptCard
from review_tui.tui.widgets.entry_form import EntryForm
from review_tui.tui.widgets.key_bar import Hint, KeyBar, fitting
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.queue_list import QueueList
from review_tui.tui.widgets.term_table import TermTable
from tests.tui.driving import Listed, Opened, said, until, wait_for


def keys(screen: DeskScreen) -> list[str]:
    return str(screen.query_one(KeyBar).content).split("   ")


def test_hints_fit_whose_keys_are_wide() -> None:
    hints = (Hint("／", "find", "find"), Hint("甲", "save", "save"), Hint("F1", "help", "help"))
    cells = sum(map(width, ("／ find   ", "甲 save   ", "F1 help")))
    assert fitting(hints, cells) == hints
    assert fitting(hints, cells - 1) == (hints[0], hints[2])
    assert fitting(hints, 1) == hints[2:]


async def test_on_a_rendering_of_the_card_its_keys_come_first(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8")
        assert keys(app.review)[-1] == "F1 help"
        assert {"Enter fix", "1-9 choose", "Del ignore"} <= set(keys(app.review))
        await pilot.press("f6", "f6", "f6")
        await pilot.pause()
        assert app.review.query_one(ConceptCard).has_focus
        assert keys(app.review)[:6] == [
            "Del delete",
            "+ preferred",
            "= admitted",
            "- deprecated",
            "! forbidden",
            "Enter settle",
        ]
        assert not {"Enter fix", "Del ignore"} & set(keys(app.review))
        assert keys(app.review)[-1] == "F1 help"
        await pilot.press("f6")
        await pilot.pause()
        assert "Del ignore" in keys(app.review)


@pytest.mark.parametrize("columns", [80, 120])
async def test_the_key_that_saves_is_seen_while_there_is_something_to_save(opened: Opened, columns: int) -> None:
    async with opened("a.md", size=(columns, 30)) as (app, pilot):
        assert "Ctrl+s save" not in keys(app.review)
        await pilot.press("enter")
        assert "Ctrl+s save" in keys(app.review)
        assert keys(app.review)[:2] == ["F8 next", "F6 pane"]
        await pilot.press("f2")
        assert keys(app.review)[2] == "Ctrl+s save"
        await pilot.press("escape", "ctrl+z")
        assert "Ctrl+s save" not in keys(app.review)


async def test_on_a_place_of_the_card_nothing_is_deleted(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6", "f6", "end")
        await pilot.pause()
        assert keys(app.review)[0] == "Enter go there"
        assert not {"Del delete", "Del ignore", "Enter fix", "Enter settle"} & set(keys(app.review))
        await pilot.press("home")
        await pilot.pause()
        assert keys(app.review)[0] == "Del delete"


async def test_where_the_glossary_is_listed_enter_settles(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6")
        await pilot.pause()
        assert app.review.query_one(TermTable).has_focus
        assert keys(app.review)[:2] == ["Enter settle", "F10 add"]
        assert "Enter fix" not in keys(app.review)
        assert "Del ignore" in keys(app.review)  # which is what it does there
        await pilot.press("delete")
        await wait_for(pilot, app, Reason)
        await pilot.press("escape", "enter")
        await wait_for(pilot, app, Settle)


async def test_in_fields_no_key_is_named_that_is_typed(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        typed = {"Enter fix", "1-9 choose", "Del ignore", "Space reviewed"}
        await pilot.press("f8", "ctrl+f")
        await pilot.pause()
        assert keys(app.review)[:2] == ["Enter terms", "Esc back"]
        assert not typed & set(keys(app.review))
        assert "F8 next" in keys(app.review)
        await pilot.press("f10")
        await pilot.pause()
        assert app.review.query_one(EntryForm).has_focus_within
        assert keys(app.review)[:3] == ["Enter take over", "Tab next field", "Esc back"]
        assert not typed & set(keys(app.review))
        app.review.query_one("#entry-status").focus()
        await pilot.pause()
        assert keys(app.review)[:3] == ["Enter take over", "Tab next field", "Esc back"]
        await pilot.press("escape")
        await pilot.pause()
        assert "Enter fix" in keys(app.review)


async def test_in_the_filter_of_the_list_enter_opens_nothing(
    desk_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(tmp_path / "cache"))
    articles = [found for found in discover(("a.md", "b.md")) if isinstance(found, Found)]
    app = ReviewApp(Desk(Project()), articles, Survey(Project(), ["."], jobs=1))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert app.list is not None
        assert keys(app.list)[0] == "Enter open"
        await pilot.press("ctrl+f")
        await pilot.pause()
        assert app.list.query_one("#query", Input).has_focus
        assert keys(app.list)[:2] == ["Enter list", "Esc back"]
        assert "Enter open" not in keys(app.list)
        await pilot.press("enter")
        await pilot.pause()
        assert keys(app.list)[0] == "Enter open"


async def test_a_key_of_the_pane_can_be_clicked_and_what_del_deleted_comes_back(
    opened: Opened, desk_folder: Path
) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    before = file.read_text("utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6", "f6", "down", "down")
        await pilot.pause()
        assert app.review.query_one(ConceptCard).has_focus
        bar = app.review.query_one(KeyBar)
        await pilot.click(bar, offset=(1 + str(bar.content).index("Del"), 0))
        await until(pilot, lambda: "债务重整" not in file.read_text("utf-8"))
        await pilot.pause()
        assert app.review.query_one(MessageLine).message == "债务重整 is deleted. Ctrl+z takes it back."
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert file.read_text("utf-8") == before
        assert app.review.query_one(MessageLine).message == "Undone: delete 债务重整"


async def test_a_key_that_works_only_on_the_other_screen_says_so(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("f8")
        assert said(app).startswith("F8 works at an article, and Enter leads there: go to the next finding, ")
        await pilot.press("x")
        assert said(app).startswith("x works at an article, and Enter leads there: ignore the finding")
        await pilot.press("ctrl+g")
        assert said(app) == "This is the list of articles."
        rows = app.desk_screen.query_one(QueueList)
        await pilot.press("ctrl+end")
        assert rows.cursor == 2
        await pilot.press("ctrl+home")
        assert rows.cursor == 0
        for key in ("tab", "f6"):  # there are two stops
            await pilot.press(key)
            assert not rows.has_focus
            await pilot.press(f"shift+{key}")
            assert rows.has_focus
        await pilot.press("slash", "x", "ctrl+w")  # in the field they are typed, or its own
        assert app.desk_screen.query_one("#query", Input).value == ""
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert app.screen is app.review
        await pilot.press("ctrl+t")
        assert said(app).startswith("Ctrl+t works in the list of articles, and Ctrl+g leads there: sort the list")
