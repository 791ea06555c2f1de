"""What changes while a dialog is open, or while something is being typed: the hand never acts on what is no more."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs
from msgspec.structs import replace

from review_tui.article import Edit, Span
from review_tui.glossary.concept import Status
from review_tui.lint.discovery.discovery import Found
from review_tui.review.article.session import Session
from review_tui.tui.screens.jump import Jump
from review_tui.tui.screens.merge import Merge
from review_tui.tui.screens.reason import Reason
from review_tui.tui.widgets.concept_card import ConceptCard
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.key_bar import KeyBar
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.status_bar import StatusBar
from tests.tui.driving import Opened, codes, editor, said, text

DECISIONS = "review-decisions.jsonl"


pytestmark = pytest.mark.usefixtures("typing_waits")


def look_again(session: Session) -> None:
    """Find the same again with other words about it, as a rule does that counts."""
    known = session.analysis
    findings = tuple(structs.replace(finding, message=f"{finding.message}, again") for finding in known.findings)
    assert session.take(replace(known, findings=findings))


# A finding, and a dialog about it


async def test_a_finding_told_in_other_words_by_now_is_ignored(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "x")
        assert isinstance(app.screen, Reason)
        look_again(app.at.session)
        await pilot.press("1")
        await pilot.pause()
        assert codes(app) == ["H101", "P401", "T702"]


async def test_a_finding_that_is_gone_by_now_is_not_ignored(opened: Opened, desk_folder: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "x")
        place = text(app).index("锻炼")
        app.desk.edit(app.at.session, (Edit(Span(place, place + 2), ""),), "type")
        await pilot.press("1")
        await pilot.pause()
        assert "is gone" in said(app)
        assert codes(app) == ["H101", "P401", "T702"]
    assert not (desk_folder / DECISIONS).exists()


async def test_one_jumps_to_a_finding_told_in_other_words_by_now(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("o")
        assert isinstance(app.screen, Jump)
        last = list(app.screen.targets)[-1]
        look_again(app.at.session)
        await pilot.press(last)
        await pilot.pause()
        assert app.at.finding is not None
        assert app.at.finding.rule.code == "T702"


async def test_what_was_typed_away_just_before_is_not_ignored(opened: Opened, desk_folder: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f2", "delete", "delete", "f6", "x")
        await pilot.pause()
        assert app.screen is app.review
        assert "no finding here" in said(app)
        assert codes(app) == ["H101", "P401", "T702"]


async def test_a_row_of_the_list_whose_finding_was_typed_away_leads_nowhere(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", "delete", "delete")
        await pilot.click(FindingList, offset=(10, 0))
        await pilot.pause()
        assert (text(app), codes(app)) == ("丙\n\n正文。\n", [])
        assert app.at.finding is None


# What others write, and the editor


async def test_what_is_being_typed_is_not_lost_when_another_program_writes(opened: Opened, desk_folder: Path) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2")
        (desk_folder / "a.md").write_text("##他们的\n", "utf-8")
        await pilot.press(*"QWE")
        app.watch_files()
        assert "QWE##甲的历史" in text(app)
        assert editor(app).text.startswith("QWE##甲的历史")
        assert app.at.session.is_dirty


async def test_a_change_of_the_file_is_told_while_one_types_and_leaves_the_editor_alone(
    opened: Opened, desk_folder: Path
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", *"QWE")
        (desk_folder / "a.md").write_text("##他们的\n", "utf-8")
        editor(app).move_cursor((1, 0), select=True)
        selected = editor(app).selection
        app.watch_files()
        await pilot.pause()
        assert "a.md was changed by another program" in said(app)
        assert "file changed" in str(app.review.query_one(StatusBar).content)
        assert editor(app).selection == selected  # the editor is not filled again
        app.review.query_one(MessageLine).clear()
        app.watch_files()
        await pilot.pause()
        assert said(app) == ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, Merge)


async def test_what_is_being_typed_and_the_caret_stay_when_another_program_writes_terms(
    opened: Opened, desk_folder: Path
) -> None:
    terms = desk_folder / "glossary" / "terms.csv"
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f2")
        terms.write_text(terms.read_text("utf-8").replace("债务重整,admitted", "债务重整,deprecated"), "utf-8")
        await pilot.press("Q")
        editor(app).move_cursor(editor(app).document.end)  # where the next section begins
        end = editor(app).cursor_location
        app.watch_files()
        assert "changed by another program" in said(app)
        assert editor(app).text == "##甲的历史\n\n止赎和Q锻炼。\n\n"
        assert editor(app).cursor_location == end


async def test_what_is_being_typed_is_not_lost_when_a_term_is_settled_with_the_mouse(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f2", "Q")
        concept = app.review.glossary.concept
        assert concept is not None
        app.review.post_message(ConceptCard.Settled(concept, concept.renderings[-1], Status.ADMITTED))
        await pilot.pause()
        assert codes(app) == ["H101", "P401", "T702"]
        assert "止赎和Q锻炼" in editor(app).text
        assert editor(app).cursor_location == (2, 4)


async def test_a_file_read_again_is_what_stands_in_the_editor(opened: Opened, desk_folder: Path) -> None:
    theirs = "---\ntitle: 甲\n---\n\n##甲的历史\n\n这一节比以前长得多。\n\n## 新的\n\n新的一节。\n\n## 乙\n\n乙说。\n"
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", *"XY")
        (desk_folder / "a.md").write_text(theirs, "utf-8")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, Merge)
        await pilot.press("r")
        await app.workers.wait_for_complete()
        assert editor(app).is_open
        assert editor(app).text == "##甲的历史\n\n这一节比以前长得多。\n\n"
        await pilot.press("escape")
        assert text(app) == theirs
        assert not app.at.session.is_dirty


async def test_after_a_merge_the_caret_is_where_it_was_in_the_text(opened: Opened, desk_folder: Path) -> None:
    file = desk_folder / "a.md"
    async with opened("a.md") as (app, pilot):
        await pilot.press("alt+down", "f2", *"XY")
        here = editor(app).cursor_location
        file.write_text(file.read_text("utf-8").replace("止赎和锻炼。", "他们的一句话长得多。"), "utf-8")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, Merge)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert "他们的" in text(app)
        assert editor(app).text == "## 乙\n\n乙说XY ，丧失抵押品赎回权。\n"
        assert editor(app).cursor_location == here


# A file that is not there


async def test_nothing_is_decided_about_a_file_that_was_never_read(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_bytes("##甲乙\n\n".encode() + "锻炼。".encode("gb18030"))
    async with opened("a.md") as (app, pilot):
        for key in ("space", "w"):
            app.review.query_one(MessageLine).clear()
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is app.review, key
            assert "not UTF-8" in said(app), key
            assert "Nothing was decided" in said(app), key
    assert not (desk_folder / DECISIONS).exists()


async def test_a_file_that_is_gone_for_a_moment_stays_on_the_screen(opened: Opened, desk_folder: Path) -> None:
    away = desk_folder / "a.bak"
    async with opened("a.md") as (app, pilot):
        (desk_folder / "a.md").rename(away)
        app.watch_files()
        assert "no such file" in said(app)
        assert "file not readable" in str(app.review.query_one(StatusBar).content)
        assert codes(app) == ["H101", "T701", "P401", "T702"]
        away.rename(desk_folder / "a.md")
        app.watch_files()
        assert "there again" in said(app)
        assert "file not readable" not in str(app.review.query_one(StatusBar).content)
        await pilot.press("enter", "ctrl+s")
        await app.workers.wait_for_complete()
        assert "## 甲的历史" in (desk_folder / "a.md").read_text("utf-8")


async def test_the_status_counts_ignored_findings_that_are_there(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("x", "1")
        await pilot.pause()
        assert "1 ignored" in str(app.review.query_one(StatusBar).content)
        await pilot.press("f7", "f2")
        editor(app).move_cursor((0, 0))
        await pilot.press("delete", "delete", "escape")
        assert codes(app) == ["T701", "P401", "T702"]
        assert "ignored" not in str(app.review.query_one(StatusBar).content)


async def test_an_article_that_is_read_late_leaves_an_open_editor_alone(
    opened: Opened, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    from review_tui.review.desk import Desk
    from review_tui.tui.background import work

    before, read = (desk_folder / "b.md").read_text("utf-8"), Event()
    reading = Desk.reading

    def slow(desk: Desk, found: Found) -> Callable[[], object]:
        job = reading(desk, found)
        return lambda: (read.wait(10), job())[1]

    async with opened("a.md", "b.md") as (app, pilot):
        monkeypatch.setattr(Desk, "reading", slow)
        monkeypatch.setattr(work, "SHORT", 0.01)
        await pilot.press("greater_than_sign", "f2", "x")
        read.set()
        await app.workers.wait_for_complete()
        await pilot.press("y", "escape")
        await pilot.pause()
        assert app.at.article.path == "a.md"
        assert "xy" in text(app)
        assert (desk_folder / "b.md").read_text("utf-8") == before


async def test_a_click_on_the_digits_says_what_to_do(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        app.review.query_one(KeyBar).post_message(KeyBar.Pressed("choose"))
        await pilot.pause()
        assert "Press a digit" in str(app.review.query_one(MessageLine).render())
