"""What the keys do, seen in the state of the desk."""

import gc
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual import events
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from review_tui.article import Edit, Span
from review_tui.article.position import Lines
from review_tui.lint.decisions.decisions import Accepted
from review_tui.review.article.analysis import Analysis
from review_tui.review.article.session import Session
from review_tui.review.decisions.reasons import USUAL
from review_tui.review.decisions.section_state import SectionState
from review_tui.text.cells import width
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.question import Question
from review_tui.tui.screens.reason import Reason
from review_tui.tui.screens.review import ReviewScreen
from review_tui.tui.screens.settle import Settle
from review_tui.tui.widgets.article_view import ArticleView
from review_tui.tui.widgets.entry_form import EntryForm
from review_tui.tui.widgets.finding_detail import FindingDetail
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.rows import RowList
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.status_bar import StatusBar
from review_tui.tui.widgets.term_table import TermTable
from tests.tui.driving import Opened, code, codes, said, text


def name(app: ReviewApp) -> str:
    return app.review.at.session.name


def terms(folder: Path) -> str:
    return (folder / "glossary" / "terms.csv").read_text("utf-8")


def has_focus(app: ReviewApp, kind: type[Widget]) -> bool:
    return isinstance(app.focused, kind)


def shows(app: ReviewApp, kind: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, kind)


async def test_the_desk_begins_with_what_is_seen_and_shows_it_once(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[ReviewScreen] = []
    show = ReviewScreen.show

    def counted(screen: ReviewScreen) -> None:
        times.append(screen)
        show(screen)

    monkeypatch.setattr(ReviewScreen, "show", counted)
    async with opened("a.md") as (app, _):
        assert len(times) <= 2  # mounted, resized, come to the front: twice where a machine is busy in between
        assert not app.review.query_one(EntryForm).children


async def test_it_opens_at_the_first_finding(opened: Opened) -> None:
    async with opened() as (app, _):
        assert code(app) == "H101"
        assert app.review.at.section.title == "甲的历史"
        assert has_focus(app, FindingList)


async def test_findings_are_walked_through_across_articles(opened: Opened) -> None:
    async with opened() as (app, pilot):
        seen = [code(app)]
        for _ in range(4):
            await pilot.press("f8")
            seen.append(code(app))
        assert seen == ["H101", "T701", "P401", "T702", "H101"]
        assert name(app) == "b.md"
        await pilot.press("f8")
        assert name(app) == "b.md"
        assert said(app) == "There is no finding after this one."
        await pilot.press("f7")
        assert (name(app), code(app)) == ("a.md", "T702")


async def test_sections_are_walked_through(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("alt+down")
        assert (app.review.at.section.title, code(app)) == ("乙", "P401")
        await pilot.press("left_square_bracket", "【", "【")
        assert app.review.at.section.is_front_matter


async def test_articles_are_walked_through(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("alt+right")
        assert name(app) == "b.md"
        await pilot.press("alt+left")
        assert name(app) == "a.md"


async def test_a_fix_goes_on_to_the_next_finding_and_keeps_the_focus(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("enter")
        assert "## 甲的历史" in text(app)
        assert code(app) == "T701"
        assert has_focus(app, FindingList)
        await pilot.press("2")
        assert "止赎和债务重整。" in text(app)
        assert code(app) == "P401"


async def test_a_choice_that_is_not_there_is_told(opened: Opened) -> None:
    async with opened() as (app, pilot):
        before = text(app)
        await pilot.press("9")
        assert text(app) == before
        assert "1 choice" in said(app)


async def test_a_finding_is_ignored_with_a_reason(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("delete")
        assert shows(app, Reason)
        await pilot.press("2")
        await pilot.pause()
        assert code(app) == "T701"
        assert "##甲的历史" in text(app)
        await pilot.press("x", *"quote", "enter")
        await pilot.pause()
        assert app.desk.offered_reasons(app.review.at.session) == (*USUAL, "quote")
        assert app.desk.reasons.latest == "quote"
        assert codes(app) == ["P401", "T702"]


async def test_no_reason_no_decision(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("delete", "escape")
        await pilot.pause()
        assert code(app) == "H101"


async def test_undo_and_redo(opened: Opened) -> None:
    async with opened() as (app, pilot):
        before = text(app)
        await pilot.press("enter", "delete", "1", "ctrl+z", "ctrl+z")
        await pilot.pause()
        assert (text(app), code(app)) == (before, "H101")
        await pilot.press("ctrl+y")
        assert (text(app) != before, code(app)) == (True, "T701")


async def test_a_step_in_another_article_is_undone_there(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("enter", "alt+right", "ctrl+z")
        assert (name(app), code(app)) == ("a.md", "H101")


async def test_an_article_that_the_list_leaves_out_has_no_number_in_it(opened: Opened) -> None:
    async with opened("a.md", "b.md") as (app, _):
        assert "article 1/2" in str(app.review.query_one(StatusBar).content)
        app.at.articles = [*app.at.articles[1:]] * 2
        app.review.show()
        assert "article" not in str(app.review.query_one(StatusBar).content)


# Editing


async def test_a_section_is_edited_and_checked_again(opened: Opened) -> None:
    async with opened() as (app, pilot):
        before = text(app)
        await pilot.press("f8", "f2")
        editor = app.review.query_one(SectionEditor)
        assert app.focused is editor
        assert editor.cursor_location == (2, 3)  # at the current finding
        await pilot.press(*"en", "delete", "escape")
        assert text(app) == before.replace("和锻炼", "和en炼")
        assert codes(app) == ["H101", "P401", "T702"]
        assert not editor.is_open
        await pilot.press("ctrl+z", "ctrl+z")  # deleting is another step than typing
        assert text(app) == before


async def test_what_is_typed_is_taken_over_and_looked_at_after_a_pause(opened: Opened, typing_waits: None) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f8", "f2", "delete")
        assert codes(app) == ["H101", "T701", "P401", "T702"]
        app.review.editing.take_typing()
        assert codes(app) == ["H101", "P401", "T702"]
        assert app.review.query_one(SectionEditor).is_open


async def test_undo_in_the_editor_goes_back_over_typing_and_fixes(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("enter", "f2", "x")
        editor = app.review.query_one(SectionEditor)
        assert editor.text.startswith("## 甲的历史\n\n止赎和x锻炼")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert editor.text.startswith("## 甲的历史\n\n止赎和锻炼")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert editor.text.startswith("##甲的历史")
        await pilot.press("ctrl+y", "ctrl+y")
        await pilot.pause()
        assert editor.text.startswith("## 甲的历史\n\n止赎和x锻炼")


@pytest.mark.parametrize("keys", [("backspace", "backspace"), ("backspace", "backspace", "Q", "backspace")])
async def test_the_next_section_stays_one_where_the_end_of_this_one_is_typed_away(
    opened: Opened, desk_folder: Path, keys: tuple[str, ...]
) -> None:
    async with opened("a.md") as (app, pilot):
        before = text(app)
        await pilot.press("f2", *["down"] * 5)
        for key in keys:
            await pilot.press(key)
            app.review.editing.take_typing()  # a pause
        assert text(app) == before
        await pilot.press("escape")
        assert text(app) == before
        assert len(app.at.session.sections) == 3
        await pilot.press("f2")
        app.review.query_one(SectionEditor).select_all()
        app.post_message(events.Paste("## 甲的历史\n\n新的译文。"))
        await pilot.pause()
        await pilot.press("ctrl+s")  # while it is still being edited
        await app.workers.wait_for_complete()
        assert (desk_folder / "a.md").read_text("utf-8") == before.replace(
            "##甲的历史\n\n止赎和锻炼。", "## 甲的历史\n\n新的译文。"
        )


async def test_esc_without_a_change_changes_nothing(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f2", "escape")
        assert not app.desk.history.done


async def test_saving_while_editing_takes_the_edit_along(opened: Opened, desk_folder: Path) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f2", *"en", "ctrl+s")
        await pilot.pause()
        assert "en##甲的历史" in (desk_folder / "a.md").read_text(encoding="utf-8")
        assert not app.review.at.session.is_dirty
        assert app.review.query_one(SectionEditor).is_open


async def test_the_next_finding_ends_editing(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f2", "x", "f8")
        assert not app.review.query_one(SectionEditor).is_open
        assert "x##甲" in text(app)


async def test_letters_are_typed_while_editing(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f2", *"nfxeqws", "space", "question_mark", "escape")
        assert "nfxeqws ?##甲" in text(app)


async def test_a_long_paste_of_chinese_with_all_line_ends_is_one_step(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2")
        app.review.query_one(SectionEditor).insert("止赎，\r\n贷款。\n")
        await pilot.press("escape")
        assert text(app) == "止赎，\n贷款。\n##丙\n\n正文。\n"
        assert len(app.desk.history.done) == 1


# Panes


async def test_panes_take_turns(opened: Opened) -> None:
    async with opened(size=(80, 24)) as (app, pilot):
        shown = []
        for _ in range(6):
            shown += [
                pane for pane in ("middle", "sections", "glossary") if app.review.query_one(f"#{pane}").size.width
            ]
            await pilot.press("f6")
        assert shown == ["middle", "sections", "glossary", "glossary", "middle", "middle"]


async def test_wide_enough_shows_all_panes(opened: Opened) -> None:
    async with opened(size=(120, 36)) as (app, _):
        assert all(app.review.query_one(f"#{pane}").size.width for pane in ("middle", "sections", "glossary"))


async def test_sections_are_marked_as_reviewed_one_after_the_other(opened: Opened) -> None:
    async with opened() as (app, pilot):
        at = app.review.at
        await pilot.press("space", "space", "space")
        assert [app.desk.state(at.session, section) for section in at.session.sections] == [SectionState.REVIEWED] * 3
        assert said(app) == "Every section of this article is reviewed; 4 of its findings are open."
        await pilot.press("space")
        assert said(app) == "This section is now open."
        await pilot.press("space")
        assert "; 4 of its findings are open." in said(app)
        await pilot.press("w")
        assert app.desk.state(at.session, at.section) is SectionState.NEEDS_WORK
        assert said(app) == "This section is now in need of work."
        await pilot.press("ctrl+z")
        assert said(app) == "Undone: mark as in need of work"


async def test_one_section_is_no_sections(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("alt+r")
        assert said(app) == "Every section of this article is reviewed; 1 of its findings is open."
        await pilot.press("alt+r")
        assert said(app) == "1 section is open again."


async def test_the_whole_article_is_marked_as_reviewed_in_one_step(opened: Opened) -> None:
    async with opened() as (app, pilot):

        def states() -> list[str]:
            return [state.value for state in app.desk.states(app.at.session)]

        place = app.at.place
        await pilot.press("alt+r")
        assert states() == ["reviewed"] * 3
        assert said(app) == "Every section of this article is reviewed; 4 of its findings are open."
        assert app.at.place == place
        await pilot.press("alt+r")
        assert states() == ["open"] * 3
        assert said(app) == "3 sections are open again."
        await pilot.press("ctrl+z", "ctrl+z")
        assert states() == ["open"] * 3
        assert said(app) == "Undone: mark 3 sections as reviewed"
        await pilot.press("w", "alt+r")
        assert sorted(states()) == ["needs work", "reviewed", "reviewed"]
        assert said(app) == "1 of 3 sections is still in need of work."


async def test_an_article_that_is_reviewed_and_has_no_finding_left_is_said_to_be_reviewed(
    opened: Opened, desk_folder: Path
) -> None:
    (desk_folder / "a.md").write_text("正文。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("space")
        assert said(app) == "Every section of this article is reviewed."


async def test_where_no_mark_can_be_made_none_is_told(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_bytes("正文。\n".encode("gb18030"))
    async with opened("a.md") as (app, pilot):
        await pilot.press("space")
        assert "Nothing was decided." in said(app)
        assert "This section is now" not in said(app)


# The glossary


async def test_a_term_is_settled_and_the_findings_change(opened: Opened, desk_folder: Path) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f8", "f9")
        assert shows(app, Settle)
        await pilot.press("1", "enter")  # 锻炼, the one in use
        await pilot.pause()
        assert codes(app) == ["H101", "P401", "T702"]
        assert "workout,workout,锻炼,preferred" in terms(desk_folder)
        assert "workout,workout,债务重组,admitted" in terms(desk_folder)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "workout,workout,锻炼,forbidden" in terms(desk_folder)


async def test_a_digit_chooses_which_rendering_is_preferred_and_enter_applies_it_and_fixes_nothing(
    opened: Opened, desk_folder: Path
) -> None:
    def statuses(app: ReviewApp) -> list[str]:
        rows = app.screen.query_one("#renderings", RowList)
        return [rows.row(index, 100)[4].text.strip() for index in range(rows.count)]

    async with opened("a.md") as (app, pilot):
        before, text = terms(desk_folder), app.at.session.article.text
        await pilot.press("f8", "f9")
        assert statuses(app) == ["forbidden", "preferred", "admitted"]  # 锻炼, 债务重组, 债务重整
        for key, wanted in (
            ("3", ["forbidden", "admitted", "preferred"]),
            ("1", ["preferred", "admitted", "admitted"]),
            ("right", ["admitted", "preferred", "admitted"]),  # the next status: nothing is preferred instead any more
            ("2", ["admitted", "preferred", "admitted"]),
            ("3", ["admitted", "admitted", "preferred"]),
            ("9", ["admitted", "admitted", "preferred"]),
            ("delete", ["admitted", "preferred", "deleted"]),
            ("1", ["preferred", "admitted", "deleted"]),
            ("down", ["preferred", "admitted", "deleted"]),
            ("delete", ["preferred", "deleted", "deleted"]),
            ("delete", ["preferred", "admitted", "deleted"]),  # as it was, but for the one that is preferred now
            ("1", ["preferred", "admitted", "deleted"]),
            ("equals_sign", ["admitted", "preferred", "deleted"]),
            ("3", ["admitted", "admitted", "preferred"]),
        ):
            await pilot.press(key)
            assert shows(app, Settle)
            assert statuses(app) == wanted, key
        assert terms(desk_folder) == before
        await pilot.press("enter")
        await pilot.pause()
        assert said(app) == "锻炼 is admitted now, 债务重组 is admitted now, 债务重整 is preferred now."
        assert app.at.session.article.text == text
        assert "workout,workout,债务重整,preferred" in terms(desk_folder)


async def test_settling_shows_the_term_once_and_what_else_is_known_of_it(opened: Opened, desk_folder: Path) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    for en, known in (("workout", []), ("workout|debt workout", ["debt workout"])):
        file.write_text(file.read_text("utf-8").replace("workout,workout,", f"workout,{en},"), "utf-8")
        async with opened() as (app, pilot):
            await pilot.press("f8", "f9")
            box = app.screen.query_one("#box")
            assert box.border_title == " workout "
            assert [str(line.content).strip() for line in box.query(Static)] == known


async def test_several_renderings_are_settled_at_once(opened: Opened, desk_folder: Path) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f8", "f9", "equals_sign", "down", "minus", "enter")
        await pilot.pause()
        assert "workout,workout,锻炼,admitted" in terms(desk_folder)
        assert "workout,workout,债务重组,deprecated" in terms(desk_folder)
        assert len(app.desk.history.done) == 1


async def test_settling_can_be_left(opened: Opened, desk_folder: Path) -> None:
    before = terms(desk_folder)
    async with opened() as (app, pilot):
        await pilot.press("f8", "f9", "right", "escape")
        await pilot.pause()
        assert not shows(app, Settle)
    assert terms(desk_folder) == before


async def test_a_rendering_is_added_to_the_term_of_the_finding(opened: Opened, desk_folder: Path) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f8", "f10")
        assert app.review.query_one(EntryForm).is_open
        assert app.review.query_one("#entry-concept", Input).value == "workout"
        app.review.query_one("#entry-chinese", Input).value = "重整方案"
        await pilot.press("enter")
        await pilot.pause()
        assert "workout,workout,重整方案,admitted" in terms(desk_folder)
        assert not app.review.query_one(EntryForm).is_open
        assert has_focus(app, FindingList)


async def test_a_new_term_is_added_from_the_selection(opened: Opened, desk_folder: Path) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f2")
        editor = app.review.query_one(SectionEditor)
        editor.move_cursor((0, 4))
        await pilot.press("shift+right", "shift+right", "f10")
        assert app.review.query_one("#entry-chinese", Input).value == "历史"
        app.review.query_one("#entry-concept", Input).value = "history"
        app.review.query_one("#entry-english", Input).value = "history|past"
        await pilot.press("enter")
        await pilot.pause()
        assert "history,history|past,历史,admitted" in terms(desk_folder)


async def test_a_form_that_lacks_something_stays_open(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f10")
        app.review.query_one("#entry-chinese", Input).value = ""
        await pilot.press("enter")
        await pilot.pause()
        assert app.review.query_one(EntryForm).is_open
        assert "needed" in said(app)
        await pilot.press("escape")
        assert not app.review.query_one(EntryForm).is_open


async def test_the_cursor_goes_to_the_first_that_is_found_wherever_it_was(opened: Opened, desk_folder: Path) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    file.write_text(file.read_text("utf-8") + "\n".join(f"a{n},a{n},止赎{n},preferred," for n in range(9)), "utf-8")
    async with opened() as (app, pilot):
        table = app.review.query_one(TermTable)

        def picked() -> str:
            return table.picked.id if table.picked is not None else ""

        await pilot.press("ctrl+f", *"a", "enter", "down", "down", "down", "slash")
        assert picked() == "a3"
        await pilot.press("backspace", *"止赎")
        assert picked() == "foreclosure"
        await pilot.press("enter", "down", "down", "slash", "1")
        assert picked() == "a1"
        await pilot.press("f10")
        assert app.review.query_one("#entry-concept", Input).value == "a1"
        await pilot.press("escape", "escape")
        assert app.review.query_one("#filter", Input).value == ""


async def test_the_filter_finds_terms_of_the_whole_glossary(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("ctrl+f", *"work", "enter")
        picked = app.review.query_one(TermTable).picked
        assert picked is not None
        assert picked.id == "workout"
        assert has_focus(app, TermTable)
        await pilot.press("escape")
        assert has_focus(app, FindingList)


# Pages, saving, quitting


async def test_pages_open_and_close(opened: Opened) -> None:
    async with opened() as (app, pilot):
        for key in ("f1", "f12", "f5"):
            await pilot.press(key)
            await pilot.pause()
            assert shows(app, Page), key
            await pilot.press("escape")
            await pilot.pause()
            assert shows(app, ReviewScreen), key


async def test_what_a_reader_sees_fills_its_lines_whatever_room_there_is(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text(f"希望 {'很多字' * 60} HOPE {'很多字' * 60}。\n", "utf-8")
    async with opened("a.md", size=(60, 24)) as (app, pilot):
        await pilot.press("f5")
        for columns in (60, 120):
            await pilot.resize_terminal(columns, 24)
            shown = app.screen.query_one("#page-text", Static)
            lines = str(shown.content).split("\n")
            assert all(shown.size.width - 3 < width(line) <= shown.size.width for line in lines[:-1])


async def test_quitting_asks_only_when_something_is_unsaved(opened: Opened, desk_folder: Path) -> None:
    async with opened() as (app, pilot):
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0

    async with opened() as (app, pilot):
        await pilot.press("enter", "q")
        await pilot.pause()
        assert shows(app, Question)
        await pilot.press("escape")
        await pilot.pause()
        assert shows(app, ReviewScreen)
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert "## 甲的历史" in (desk_folder / "a.md").read_text(encoding="utf-8")
        assert app.return_code == 0


async def test_quitting_a_second_time_asks_no_second_question(opened: Opened, desk_folder: Path) -> None:
    async with opened() as (app, pilot):
        await pilot.press("enter", "ctrl+q", "ctrl+q")
        await pilot.pause()
        assert len(app.screen_stack) == 2
        assert shows(app, Question)
        await pilot.press("escape")
        await pilot.pause()
        assert shows(app, ReviewScreen)
        assert app.return_code is None
        await pilot.press("ctrl+q", "ctrl+q", "s")
        await pilot.pause()
        assert "## 甲的历史" in (desk_folder / "a.md").read_text(encoding="utf-8")
        assert app.return_code == 0


async def test_quitting_while_editing_asks_too(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f2", "x", "ctrl+q")
        await pilot.pause()
        assert shows(app, Question)


async def test_what_another_program_wrote_is_shown(opened: Opened, desk_folder: Path) -> None:
    async with opened() as (app, _):
        (desk_folder / "a.md").write_text("##他们的\n", encoding="utf-8")
        (desk_folder / "glossary" / "terms.csv").write_text("concept,en,zh,status\na,a,甲,preferred\n", "utf-8")
        app.watch_files()
        assert text(app) == "##他们的\n"
        assert app.review.at.session.terms.glossary.by_id("a") is not None


async def test_what_cannot_be_read_is_shown_and_told(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_bytes("##止赎和锻炼。".encode("gb18030"))
    async with opened("a.md") as (app, pilot):
        await pilot.pause()
        assert "GB18030" in said(app)
        await pilot.press("enter", "f2", "ctrl+s")
        await pilot.pause()
        assert not app.review.query_one(SectionEditor).is_open
    assert (desk_folder / "a.md").read_bytes() == "##止赎和锻炼。".encode("gb18030")


async def test_a_broken_glossary_is_told(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "glossary" / "terms.csv").write_text("concept,en,zh,status\na,a,,preferred\n", "utf-8")
    async with opened() as (app, pilot):
        await pilot.pause()
        assert "terms.csv:2" in said(app)


async def test_a_click_on_a_finding_makes_it_the_current_one(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.click(FindingList, offset=(10, 2))
        assert code(app) == "P401"


async def test_a_click_on_marked_words_makes_theirs_the_current_finding(opened: Opened) -> None:
    async with opened() as (app, pilot):
        article = app.review.query_one("#article")
        await pilot.click(article, offset=(6 + 2 * 3 + 1, 1 + 6))  # the right half of 锻 on line 7, under the title
        assert code(app) == "T701"


async def test_a_click_on_a_key_does_what_it_says(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.click("#keys", offset=(3, 0))
        assert code(app) == "T701"


async def test_of_a_file_in_another_encoding_it_is_said_why_and_no_mark_of_it_is_a_finding(
    opened: Opened, desk_folder: Path
) -> None:
    (desk_folder / "a.md").write_bytes("##止赎和锻炼。\n\n正文 ，正文。\n".encode("gb18030"))
    async with opened() as (app, pilot):
        assert codes(app) == []
        detail = str(app.review.query_one(FindingDetail).content)
        assert "a.md:1: not UTF-8" in detail
        assert "GB18030" in detail
        await pilot.press("f8")  # which does not stop at it
        assert name(app) == "b.md"


async def test_resizing_down_to_nothing_and_back_keeps_everything(opened: Opened) -> None:
    async with opened() as (app, pilot):
        for size in ((1, 1), (30, 5), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert code(app) == "H101"


async def test_a_long_article_is_looked_at_once_and_no_garbage_is_collected_meanwhile(
    opened: Opened, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk_folder / "a.md").write_text("止赎，锻炼。\n\n" * 4_000, "utf-8")
    collecting: list[bool] = []
    go_on = threading.Event()
    real = Session.look

    def look(session: Session) -> Analysis:
        collecting.append(gc.isenabled())
        analysis = real(session)
        assert go_on.wait(20)
        return analysis

    monkeypatch.setattr(Session, "look", look)
    async with opened("a.md") as (app, pilot):
        await pilot.press("right_square_bracket", "f8", "left_square_bracket")  # each shows the article
        assert collecting == [False]  # one look is enough
        app.desk.edit(app.at.session, (Edit(Span(0, 0), "锻炼"),), "type")
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert not app.at.session.is_behind
        assert "items" in app.at.session.analysis.__dict__  # nobody waits for them now
    assert collecting == [False, False]  # and one at the text after the edit
    assert gc.isenabled()


async def test_a_long_article_is_laid_out_once_before_it_is_looked_at_and_once_after(
    opened: Opened, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk_folder / "a.md").write_text("[止赎](/foreclosure)，锻炼。\n\n" * 2_000, "utf-8")
    go_on = threading.Event()
    real = Session.look

    def look(session: Session) -> Analysis:
        assert go_on.wait(20)
        return real(session)

    monkeypatch.setattr(Session, "look", look)
    async with opened("a.md") as (app, pilot):
        laid_out: list[int] = []
        lay_out = ArticleView._lay_out

        def counted(view: ArticleView) -> None:
            laid_out.append(1)
            lay_out(view)

        monkeypatch.setattr(ArticleView, "_lay_out", counted)
        await pilot.press("right_square_bracket", "f8")
        assert laid_out == []
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.press("f8", "f8")
        assert laid_out == [1]  # without the targets of links, which are known now


@pytest.mark.parametrize("size", [(40, 12), (60, 15), (80, 17), (80, 18), (120, 34)])
async def test_the_article_has_room_in_every_terminal(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("a.md", size=size) as (app, _):
        assert app.screen.query_one(ArticleView).size.height >= 4
        assert app.screen.query_one(FindingList).size.height >= 2


@pytest.mark.parametrize(("message", "is_cut"), [("短。", False), ("很长的理由，" * 60, True)])
async def test_a_reason_that_is_cut_short_says_so(opened: Opened, message: str, is_cut: bool) -> None:
    async with opened("a.md") as (app, _):
        detail = app.screen.query_one(FindingDetail)
        detail.load(app.at.session, replace(app.at.session.findings[0], message=message), 0)
        lines = str(detail.content).split("\n")
        assert len(lines) <= detail.size.height
        assert lines[-1].endswith("...") is is_cut


async def test_the_text_under_the_editor_is_laid_out_when_that_is_left_and_then_once(
    opened: Opened, desk_folder: Path, typing_waits: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraphs = "".join(
        f"第{number}段，没有问题的一段文字，长得要折成几行才能在这里放得下，所以说得多一些。\n\n"
        for number in range(60)
    )
    (desk_folder / "a.md").write_text(f"{paragraphs}## 节\n\n锻炼。\n\n{paragraphs}", "utf-8")
    async with opened("a.md") as (app, pilot):
        view = app.review.query_one(ArticleView)
        laid_out: list[str] = []
        set_content = ArticleView.set_content

        def noted(view: ArticleView, text: str, lines: Lines, hidden: Sequence[Span] = ()) -> None:
            laid_out.append(text)
            set_content(view, text, lines, hidden)

        monkeypatch.setattr(ArticleView, "set_content", noted)
        await pilot.press("f8", "f2", "up", "up", *"ab")
        app.review.editing.take_typing()
        await pilot.press("enter", *"cd")
        app.review.editing.take_typing()
        assert laid_out == []
        await pilot.press("escape")
        await pilot.pause()
        assert laid_out == [app.at.session.article.text]
        assert view.content == app.at.session.article.text
        rows = [view.rows[index] for index in range(len(view.rows))]
        widest = max(width(view.content[row.start : row.end]) for row in rows)
        assert view.column - view.left - 2 <= widest <= view.column - view.left
        assert view.cell_of(app.at.place) is not None


async def test_the_digit_of_a_reason_stays_the_same(opened: Opened) -> None:
    async with opened() as (app, pilot):
        for _ in range(2):
            await pilot.press("x", "2")
            await pilot.pause()
        await pilot.press("x", "enter")
        await pilot.pause()
        session = app.at.session
        decided = app.desk.shelf.decisions(session.file.parent).about(session.file).values()
        assert [each.reason for each in decided if isinstance(each, Accepted)] == [USUAL[1]] * 3


async def test_a_reason_may_begin_with_a_digit(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("x", "space", *"2008", "enter")
        await pilot.pause()
        assert app.desk.reasons.latest == "2008"


async def test_where_links_lead_is_shown_and_said(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text("## 甲\n\n[止赎](/foreclosure)。\n", "utf-8")
    async with opened("a.md", "b.md") as (app, pilot):
        await pilot.press("ctrl+l")
        assert said(app) == "Where links lead is shown."
        await pilot.press("ctrl+l")
        assert said(app) == "Where links lead is hidden."
        await pilot.press("alt+right", "ctrl+l")
        assert said(app) == "There is no link in this article."
