"""The actions and what they do, seen in the state of the desk."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.entry import Entry
from review_tui.tui.screens.pages import Page
from review_tui.tui.screens.question import Question
from review_tui.tui.screens.settle import Settle
from review_tui.tui.widgets.findings import Findings
from review_tui.tui.widgets.glossarytable import GlossaryTable
from review_tui.tui.widgets.sectioneditor import SectionEditor

# The rows of the fixture's first article: H101, T701 in section 1; P401, T702 in section 2. The second article: H101.

Desk = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]


def text(app: ReviewApp) -> str:
    return app.session.article.text


def code(app: ReviewApp) -> str:
    return app.finding.rule.code if app.finding else ""


def is_asked(app: ReviewApp) -> bool:
    return isinstance(app.screen, Question)


async def test_it_opens_at_the_first_finding(desk: Desk) -> None:
    async with desk() as (app, _):
        assert code(app) == "H101"
        assert app.here.title == "甲的历史"
        assert isinstance(app.focused, Findings)


async def test_findings_are_walked_through_across_articles(desk: Desk) -> None:
    async with desk() as (app, pilot):
        seen = [code(app)]
        for _ in range(4):
            await pilot.press("f8")
            seen.append(code(app))
        assert seen == ["H101", "T701", "P401", "T702", "H101"]
        assert app.session.path.name == "b.md"
        await pilot.press("f8")
        assert app.session.path.name == "b.md"
        await pilot.press("f7")
        assert (app.session.path.name, code(app)) == ("a.md", "T702")


async def test_sections_are_walked_through(desk: Desk) -> None:
    async with desk() as (app, pilot):
        await pilot.press("alt+down")
        assert (app.here.title, code(app)) == ("乙", "P401")
        await pilot.press("alt+up", "alt+up", "alt+up")
        assert app.here.is_front_matter


async def test_articles_are_walked_through(desk: Desk) -> None:
    async with desk() as (app, pilot):
        await pilot.press("alt+right")
        assert app.session.path.name == "b.md"
        await pilot.press("alt+left")
        assert app.session.path.name == "a.md"


async def test_a_fix_goes_on_to_the_next_finding_and_keeps_the_focus(desk: Desk) -> None:
    async with desk() as (app, pilot):
        await pilot.press("enter")
        assert "## 甲的历史" in text(app)
        assert code(app) == "T701"
        assert isinstance(app.focused, Findings)
        await pilot.press("2")
        assert "止赎和债务重整。" in text(app)
        assert code(app) == "P401"


async def test_an_ignored_finding_leaves_the_list(desk: Desk) -> None:
    async with desk() as (app, pilot):
        await pilot.press("delete")
        assert code(app) == "T701"
        assert "##甲的历史" in text(app)


async def test_undo_and_redo(desk: Desk) -> None:
    async with desk() as (app, pilot):
        before = text(app)
        await pilot.press("enter", "delete", "ctrl+z", "ctrl+z")
        assert (text(app), code(app)) == (before, "H101")
        await pilot.press("ctrl+y")
        assert (text(app) != before, code(app)) == (True, "T701")


async def test_a_section_is_edited_and_checked_again(desk: Desk) -> None:
    async with desk() as (app, pilot):
        before = text(app)
        await pilot.press("f8", "f2")
        editor = app.query_one(SectionEditor)
        assert app.focused is editor
        assert editor.cursor_location == (2, 3)  # at the current finding
        await pilot.press(*"en", "delete", "escape")
        assert text(app) == before.replace("和锻炼", "和en炼")
        assert [item.rule.code for item in app.session.findings] == ["H101", "P401", "T702"]
        assert not app.is_editing
        await pilot.press("ctrl+z")
        assert text(app) == before


async def test_esc_without_a_change_changes_nothing(desk: Desk) -> None:
    async with desk() as (app, pilot):
        await pilot.press("f2", "escape")
        assert not app.session.history.done


async def test_saving_while_editing_takes_the_edit_along(desk: Desk, folder: Path) -> None:
    async with desk() as (app, pilot):
        await pilot.press("f2", *"en", "ctrl+s")
        assert "en##甲的历史" in (folder / "a.md").read_text(encoding="utf-8")
        assert not app.session.is_dirty


async def test_the_next_finding_ends_editing(desk: Desk) -> None:
    async with desk() as (app, pilot):
        await pilot.press("f2", "x", "f8")
        assert not app.is_editing
        assert "x##甲" in text(app)


async def test_panes_take_turns(desk: Desk) -> None:
    async with desk(size=(80, 24)) as (app, pilot):
        shown = []
        for _ in range(4):
            visible = [name for name in ("middle", "sections", "glossary") if app.query_one(f"#{name}").size.width]
            shown += visible
            await pilot.press("f6")
        assert shown == ["middle", "sections", "glossary", "middle"]


async def test_a_term_is_settled_and_the_findings_change(desk: Desk, folder: Path) -> None:
    async with desk() as (app, pilot):
        await pilot.press("f8", "f9")
        assert isinstance(app.screen, Settle)
        await pilot.press("1")  # 锻炼, the one in use
        await pilot.pause()
        assert [item.rule.code for item in app.session.findings] == ["H101", "P401", "T702"]
        rows = (folder / "glossary" / "terms.csv").read_text(encoding="utf-8")
        assert "workout,workout,锻炼,preferred" in rows
        assert "workout,workout,债务重组,admitted" in rows
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "workout,workout,锻炼,forbidden" in (folder / "glossary" / "terms.csv").read_text(encoding="utf-8")


async def test_settling_can_be_left(desk: Desk, folder: Path) -> None:
    before = (folder / "glossary" / "terms.csv").read_bytes()
    async with desk() as (app, pilot):
        await pilot.press("f8", "f9", "right", "escape")
        assert not isinstance(app.screen, Settle)
    assert (folder / "glossary" / "terms.csv").read_bytes() == before


async def test_a_rendering_is_added_to_the_term_of_the_finding(desk: Desk, folder: Path) -> None:
    async with desk() as (app, pilot):
        await pilot.press("f8", "f10")
        assert isinstance(app.screen, Entry)
        field = app.screen.query_one("#chinese", Input)
        field.value = "重整方案"
        await pilot.press("enter")
        await pilot.pause()
        assert "workout,workout,重整方案,admitted" in (folder / "glossary" / "terms.csv").read_text(encoding="utf-8")


async def test_the_filter_finds_terms_of_the_whole_glossary(desk: Desk) -> None:
    async with desk() as (app, pilot):
        await pilot.press("ctrl+f", *"work", "enter")
        picked = app.query_one(GlossaryTable).picked
        assert picked is not None
        assert picked.id == "workout"
        assert isinstance(app.focused, GlossaryTable)
        await pilot.press("escape")
        assert isinstance(app.focused, Findings)


async def test_pages_open_and_close(desk: Desk) -> None:
    async with desk() as (app, pilot):
        for key in ("f1", "f5", "f12"):
            await pilot.press(key)
            assert isinstance(app.screen, Page), key
            await pilot.press("escape")
            assert not isinstance(app.screen, Page), key


async def test_quitting_asks_only_when_something_is_unsaved(desk: Desk, folder: Path) -> None:
    async with desk() as (app, pilot):
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0

    async with desk() as (app, pilot):
        await pilot.press("enter", "ctrl+q")
        await pilot.pause()
        assert is_asked(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not is_asked(app)
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert "## 甲的历史" in (folder / "a.md").read_text(encoding="utf-8")
        assert app.return_code == 0


async def test_quitting_while_editing_asks_too(desk: Desk) -> None:
    async with desk() as (app, pilot):
        await pilot.press("f2", "x", "ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, Question)


async def test_a_file_that_another_program_changed_is_asked_about(desk: Desk, folder: Path) -> None:
    async with desk() as (app, pilot):
        await pilot.press("enter")
        (folder / "a.md").write_text("theirs\n")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, Question)
        assert (folder / "a.md").read_text() == "theirs\n"
        await pilot.press("r")
        await pilot.pause()
        assert text(app) == "theirs\n"


async def test_what_another_program_wrote_is_shown(desk: Desk, folder: Path) -> None:
    async with desk() as (app, _):
        (folder / "a.md").write_text("##他们的\n", encoding="utf-8")
        (folder / "glossary" / "terms.csv").write_text("concept,en,zh,status\na,a,甲,preferred\n", encoding="utf-8")
        app.watch_disk()
        assert text(app) == "##他们的\n"
        assert app.session.glossary.by_id("a") is not None
