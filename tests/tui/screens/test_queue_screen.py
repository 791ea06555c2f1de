"""The list of articles, and the way between it and an article."""

import asyncio
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from review_tui.article import Edit, Span
from review_tui.lint.discovery.discovery import Found
from review_tui.review.article.analysis import Analysis, analyse
from review_tui.review.notice import Notice
from review_tui.review.queue.entry import ArticleState
from review_tui.review.queue.survey import Survey
from review_tui.tui.app import ReviewApp
from review_tui.tui.keys.action import ActionPlace
from review_tui.tui.keys.actions import ACTIONS
from review_tui.tui.screens.queue import QueueScreen
from review_tui.tui.screens.review import ReviewScreen
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.key_bar import KeyBar
from review_tui.tui.widgets.queue_list import HEAD, QueueList
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.status_bar import StatusBar
from tests.tui.driving import Burst, Listed, TakenDown, said, text


def at_list(app: ReviewApp) -> bool:
    return isinstance(app.screen, QueueScreen)


def picked(app: ReviewApp) -> str:
    assert app.list is not None
    entry = app.list.query_one(QueueList).picked
    return entry.name if entry else ""


def shown(app: ReviewApp) -> list[str]:
    return [entry.name for entry in app.queue.shown]


async def test_a_folder_opens_as_a_list_what_needs_most_work_first(listed: Listed) -> None:
    async with listed() as (app, _):
        assert at_list(app)
        assert shown(app) == ["a", "b", "c"]
        assert picked(app) == "a"


TICKS: dict[str, Callable[[ReviewApp], object]] = {
    "a look at the files": lambda app: app.watch_files(),
    "an offer": lambda app: app._offer(),
    "the journal": lambda app: app.journaling.drafts(),
    "a message": lambda app: app.desk_screen.say("Saving takes long: you may go on."),
    "news of a write": lambda app: app.desk_screen.tell_besides([Notice("Saved: terms.csv.")]),
    "a glossary": lambda app: app.desk_screen.show(),
    "a change": lambda app: app.desk_screen.after_change(app.desk_screen.place),
    "a change by others": lambda app: app.desk_screen.after_others(app.desk_screen.place, app.at.session.article.text),
    "a key": lambda app: app.post_message(events.Key("f8", None)),
    "a key on its way": lambda app: app.review.action_do("next_finding"),
    "the way back": lambda app: app.review.editing.leave(),
}


async def ticking(app: ReviewApp, tick: Callable[[ReviewApp], object]) -> None:
    """Let something tick as often as it can while the panes of an article are being made."""
    made: set[tuple[bool, bool]] = set()  # whether the last pane was there, and the editor, which lies deeper
    while not app.review.is_mounted:
        if app.front is app.review:
            made.add((bool(app.review.query(KeyBar)), bool(app.review.query(SectionEditor))))
            tick(app)
        await asyncio.sleep(0)
    assert {(False, False), (True, False), (True, True)} <= made


@pytest.mark.parametrize("tick", TICKS.values(), ids=TICKS)
async def test_what_happens_while_the_panes_of_an_article_are_being_made_waits_for_them(
    listed: Listed, tick: Callable[[ReviewApp], object]
) -> None:
    async with listed() as (app, pilot):
        ticks = asyncio.create_task(ticking(app, tick))
        await pilot.press("enter")
        await ticks
        await pilot.pause()
        assert app.screen is app.review
        assert app.review.query_one(FindingList).has_focus


async def test_a_message_that_comes_while_the_panes_are_being_made_is_shown_when_they_are(listed: Listed) -> None:
    async with listed() as (app, pilot):
        ticks = asyncio.create_task(ticking(app, TICKS["a message"]))
        await pilot.press("enter")
        await ticks
        await pilot.pause()
        assert said(app) == "Saving takes long: you may go on."


async def test_enter_opens_an_article_and_the_way_back_shows_what_was_done(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert app.at.session.name == "b.md"
        await pilot.press("enter", "ctrl+g")
        await pilot.pause()
        assert at_list(app)
        entry = app.queue.entry("b.md")
        assert entry is not None
        assert entry.counts == (0, 0, 0)
        assert picked(app) == "b"


async def test_keys_that_come_at_once_open_the_article_under_the_cursor_and_go_on_in_it(
    listed: Listed, burst: Burst
) -> None:
    async with listed() as (app, pilot):
        await burst(app, pilot, "down", "enter", "enter")
        assert isinstance(app.screen, ReviewScreen)
        assert app.at.session.name == "b.md"
        assert app.at.session.is_dirty


async def test_findings_lead_from_article_to_article_in_the_order_of_the_list(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        names = [app.at.session.name]
        for _ in range(4):
            await pilot.press("f8")
            names.append(app.at.session.name)
        assert names == ["a.md"] * 4 + ["b.md"]


async def test_the_list_is_filtered_at_every_key(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("slash", *"rule:t7")
        assert shown(app) == ["a"]
        await pilot.press("enter")
        assert isinstance(app.focused, QueueList)
        await pilot.press("escape")
        assert shown(app) == ["a", "b", "c"]


async def test_the_list_is_sorted_otherwise_and_the_cursor_stays_with_its_article(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("down")
        assert picked(app) == "b"
        await pilot.press("t", "t")
        assert shown(app) == ["c", "a", "b"]
        assert picked(app) == "b"


async def test_an_undo_from_the_list_takes_back_what_was_done_in_an_article(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter", "enter", "ctrl+g")
        await pilot.pause()
        assert app.desk.sessions.dirty
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not app.desk.sessions.dirty


async def test_all_unsaved_articles_are_saved_at_once(listed: Listed, desk_folder: Path) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter", "enter", "alt+right", "enter", "alt+s")
        await pilot.pause()
        assert not app.desk.sessions.dirty
        assert "## 甲" in (desk_folder / "a.md").read_text("utf-8")
        assert "## 丙" in (desk_folder / "b.md").read_text("utf-8")


async def test_the_article_under_the_cursor_is_saved_or_the_key_for_all_is_named(
    listed: Listed, desk_folder: Path
) -> None:
    async with listed() as (app, pilot):
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        assert said(app) == "There is nothing to save."
        await pilot.press("enter", "enter", "g", "down", "ctrl+s")
        await app.workers.wait_for_complete()
        assert said(app) == "b.md has nothing to save; Alt+s saves every article that is unsaved."
        assert "##甲的历史" in (desk_folder / "a.md").read_text("utf-8")
        await pilot.press("up", "ctrl+s")
        await app.workers.wait_for_complete()
        assert said(app) == "a.md is saved."
        assert "## 甲的历史" in (desk_folder / "a.md").read_text("utf-8")
        assert not app.desk.sessions.dirty


def row(app: ReviewApp, name: str) -> str:
    assert app.list is not None
    index = shown(app).index(name)
    return "".join(piece.text for piece in app.list.query_one(QueueList).row(index, 100))


async def test_large_counts_stand_apart_in_the_list(listed: Listed) -> None:
    async with listed() as (app, _):
        entry = app.queue.entry("a.md")
        assert entry is not None
        for counts, reviewed, sections, columns in (
            ((9999, 596, 35756), 0, 12, {"err": "9999", "warn": "596", "info": "35k", "done": "0/12"}),
            ((0, 9999, 1_234_567), 9, 99, {"err": ".", "warn": "9999", "info": "1M", "done": "9/99"}),
            ((0, 1, 10_000), 99, 100, {"err": ".", "warn": "1", "info": "10k", "done": "99%"}),
            ((0, 1, 2), 5, 1000, {"err": ".", "warn": "1", "info": "2", "done": "0%"}),
        ):
            entry.counts, entry.marks, entry.sections = counts, (reviewed, 0), ("",) * sections
            cells = row(app, "a").split()[:-2][-len(HEAD.split()) :]
            assert columns.items() <= dict(zip(HEAD.split(), cells, strict=True)).items()
            assert row(app, "a").index("甲") == len(HEAD)
        rows = app.desk_screen.query_one(QueueList)
        line = "".join(piece.text for piece in rows.row(0, rows.column - 1))
        head = str(app.desk_screen.query_one("#head", Static).content)
        assert head.index("slug") - 1 == cell_len(line.rpartition("a ")[0])


async def test_unsaved_articles_are_marked_in_the_list_and_can_be_asked_for(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("f2", "X", "escape", "g")
        await pilot.pause()
        assert [" * " in row(app, name) for name in "abc"] == [False, True, False]
        await pilot.press("slash", *"is:unsaved", "enter")
        assert shown(app) == ["b"]
        await pilot.press("alt+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert shown(app) == []
        await pilot.press("escape")
        assert [" * " in row(app, name) for name in "abc"] == [False, False, False]


async def test_a_filter_for_what_no_article_can_be_says_what_it_can_be(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("slash", *"is:x")
        assert shown(app) == []
        values = "error, warning, info, waiting, open, needs, done, unreadable, unsaved"
        assert said(app) == f"No article is x: after is: comes one of {values}."
        await pilot.press("backspace", "o")
        assert shown(app) == ["a", "b", "c"]
        assert said(app) == ""


async def test_where_the_filter_leaves_no_article_enter_says_so(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("slash", *"zzz", "enter")
        head = app.desk_screen.query_one("#head", Static)
        assert str(head.content) == " No article matches the filter; Esc takes it away."
        await pilot.press("enter")
        await pilot.pause()
        assert at_list(app)
        assert said(app) == "No article matches the filter; Esc takes it away."
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert "title" in str(head.content)
        assert not at_list(app)


async def test_a_term_whose_uses_are_not_counted_is_not_said_to_be_in_no_article(
    listed: Listed, desk_folder: Path
) -> None:
    (desk_folder / "review-tui.toml").write_text('select = ["T701", "T708"]\n', "utf-8")
    async with listed() as (app, pilot):
        await pilot.press("slash", *"uses:zzz", "enter")
        head = app.desk_screen.query_one("#head", Static)
        known = "uses: knows only terms with several renderings"
        assert str(head.content) == f" No article matches the filter: {known}; Esc takes it away."
        await pilot.press("escape", "slash", *"uses:workout", "enter")
        assert shown(app) == ["a"]
        await pilot.press("slash", *" is:done", "enter")
        assert str(head.content) == " No article matches the filter; Esc takes it away."


async def test_what_is_unsaved_counts_when_the_file_is_looked_at_again(listed: Listed, desk_folder: Path) -> None:
    async with listed() as (app, pilot):
        session, entry = app.at.session, app.queue.entry("a.md")
        assert entry is not None
        assert app.survey is not None
        for word, findings in (("##丁\n", 5), ("##戊\n", 6)):
            app.desk.edit(session, (Edit(Span(len(session.article.text), len(session.article.text)), word),), "type")
            if findings == 5:
                assert len(session.findings) == findings  # it is looked at before the file is
            os.utime(desk_folder / "a.md", (findings, findings))
            app.survey.look()
            app.take_news()
            await pilot.pause()
            assert entry.total == findings


async def test_the_card_leads_to_the_articles_of_a_term_whose_id_has_blanks_and_capitals_and_steers(
    listed: Listed, desk_folder: Path
) -> None:
    (desk_folder / "review-tui.toml").write_text('select = ["T701", "T708"]\n', "utf-8")
    terms = desk_folder / "glossary" / "terms.csv"
    terms.write_text(terms.read_text("utf-8").replace("\nworkout,", "\nWork \x1b\u202eOut,"), "utf-8")
    async with listed() as (app, pilot):
        await pilot.press("enter")
        app.review.glossary.card.focus()
        await pilot.press("end", "enter")
        assert at_list(app)
        assert app.desk_screen.query_one(Input).value == 'uses:"Work ␛<U+202E>Out"'
        assert shown(app) == ["a"]
        await pilot.press("down", "enter")
        assert text(app)[app.at.place :].startswith("锻炼")


async def test_the_list_does_not_wait_for_articles_that_were_changed_and_not_looked_at(
    listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[bool] = []

    def noted(*arguments: Any) -> Analysis:
        looks.append(threading.current_thread() is threading.main_thread())
        return analyse(*arguments)

    async with listed() as (app, pilot):
        await pilot.press("enter")
        other = app.desk.open(Found("b.md", str(Path("b.md").absolute())))
        app.desk.edit(other, [Edit(Span(0, 0), "##子\n\n")], "edit")
        monkeypatch.setattr("review_tui.review.article.session.analyse", noted)
        await pilot.press("ctrl+g")
        await app.workers.wait_for_complete()
        assert looks == [False]
        entry = app.queue.entry("b.md")
        assert entry is not None
        assert entry.total == 2


async def test_news_of_the_folder_are_shown(listed: Listed, desk_folder: Path) -> None:
    async with listed() as (app, _):
        (desk_folder / "d.md").write_text("##丁\n\n##戊\n", "utf-8")
        (desk_folder / "a.md").unlink()
        assert app.survey is not None
        app.survey.look()
        app.take_news()
        assert shown(app) == ["d", "b", "c"]


async def test_an_article_with_unsaved_work_stays_in_the_list_when_its_file_is_gone(
    listed: Listed, desk_folder: Path
) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter", "enter", "ctrl+g")
        (desk_folder / "a.md").unlink()
        assert app.survey is not None
        app.survey.look()
        app.take_news()
        assert "a" in shown(app)
        await pilot.press("slash", *"is:unsaved", "enter")
        assert shown(app) == ["a"]
        await pilot.press("enter")
        assert app.at.article.path == "a.md"
        await pilot.press("ctrl+z", "ctrl+g")
        app.take_news()
        assert not app.queue.entry("a.md")
        await pilot.press("escape", "escape")
        assert shown(app) == ["b", "c"]


async def test_the_list_counts_unsaved_work_whatever_stands_in_the_file_and_else_the_file_of_now(
    listed: Listed, desk_folder: Path
) -> None:
    async with listed() as (app, pilot):
        entry, survey = app.queue.entry("a.md"), app.survey
        assert entry is not None
        assert survey is not None
        before = entry.counts
        await pilot.press("enter", "enter", "ctrl+g")
        unsaved = entry.counts
        assert unsaved != before
        survey.look_again()
        survey.look()
        app.take_news()
        assert entry.counts == unsaved
        await pilot.press("ctrl+s", "down", "enter")
        assert app.at.article.path == "b.md"
        (desk_folder / "a.md").write_text("##他们的\n", "utf-8")
        survey.look()
        app.take_news()
        theirs = entry.counts
        await pilot.press("ctrl+g")
        assert entry.counts == theirs != unsaved  # though it is still open as it was


async def test_the_order_stays_while_an_article_is_open_and_is_made_anew_on_the_list(
    listed: Listed, desk_folder: Path
) -> None:
    def row() -> list[str]:
        return [found.path for found in app.at.articles]

    async with listed() as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter", "enter", "ctrl+s")
        await app.workers.wait_for_complete()
        (desk_folder / "c.md").unlink()
        (desk_folder / "d.md").write_text("##丁\n\n##戊\n", "utf-8")
        (desk_folder / "e.md").write_text("##己\n\n##庚\n\n##辛\n", "utf-8")
        assert app.survey is not None
        app.survey.look()
        app.take_news()
        assert row() == ["a.md", "b.md", "e.md", "d.md"]
        assert "article 1/4" in str(app.review.query_one(StatusBar).content)
        await pilot.press("alt+right")
        assert app.at.article.path == "b.md"
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert shown(app) == ["e", "d", "b", "a"]
        assert row() == ["e.md", "d.md", "b.md", "a.md"]


async def test_an_article_that_the_filter_no_longer_shows_is_gone_on_from(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("slash", *"is:error", "enter", "enter")
        await pilot.pause()
        await pilot.press("enter", "enter", "ctrl+s")
        await app.workers.wait_for_complete()
        assert app.survey is not None
        app.survey.look()
        app.take_news()
        assert [found.path for found in app.at.articles] == ["a.md", "b.md"]
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert [found.path for found in app.at.articles] == ["b.md"]


async def test_articles_are_gone_through_as_the_list_shows_them_after_a_change(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*["delete", "enter"] * 4, "ctrl+g")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert (
            [found.path for found in app.at.articles]
            == [f"{name}.md" for name in shown(app)]
            == ["b.md", "a.md", "c.md"]
        )


async def test_the_way_to_the_list_and_back_leads_to_the_place_that_was_left(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        for keys, index in ((("f8", "f8"), 2), (("f7",), 1)):
            await pilot.press(*keys, "g")
            await pilot.pause()
            assert picked(app) == "a"
            await pilot.press("enter")
            await pilot.pause()
            assert (app.at.article.path, app.at.index) == ("a.md", index)


async def test_the_list_stands_on_the_article_that_one_comes_from(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("alt+right", "g")
        await pilot.pause()
        assert picked(app) == "b"
        await pilot.press("t")
        assert picked(app) == "b"
        await pilot.press("up", "question_mark", "escape")  # a dialog is none to come from
        await pilot.pause()
        assert picked(app) == "a"
        await pilot.press("enter")
        await pilot.pause()
        assert app.at.article.path == "a.md"


async def test_the_list_stands_on_the_article_that_one_comes_from_though_another_was_the_last_time(
    listed: Listed, desk_folder: Path
) -> None:
    async with listed() as (app, pilot):
        assert app.list is not None
        app.list.query_one(QueueList).first = str(desk_folder / "b.md")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        assert picked(app) == "a"
        await pilot.press("t")
        assert picked(app) == "a"


async def test_the_list_stays_where_it_is_when_it_leaves_out_the_article_that_one_comes_from(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("down", "enter")
        await pilot.pause()
        app.queue.arrange("丙")
        await pilot.press("g")
        await pilot.pause()
        assert (shown(app), picked(app)) == (["c"], "c")


async def test_every_key_of_the_list_starts_its_action(listed: Listed, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(QueueScreen, "do", lambda _, name, *__: started.append(name))
    async with listed() as (_, pilot):
        for action in ACTIONS:
            if action.place.takes_in(ActionPlace.QUEUE):
                for key in action.every_key:
                    if key in ("ctrl+p", "ctrl+q", "enter"):
                        continue  # the app's own, and the list's
                    started.clear()
                    await pilot.press(key)
                    assert started == [action.name], key


async def test_letters_can_be_typed_into_the_filter(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("slash", *"gtquS", "question_mark")
        assert app.screen.query_one("#query", Input).value == "gtquS?"


async def test_quitting_asks_about_every_unsaved_article(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter", "enter", "ctrl+g", "q")
        await pilot.pause()
        assert not at_list(app)
        await pilot.press("d")
        await pilot.pause()
        assert app.return_code == 0


async def test_all_articles_are_looked_at_again_under_another_glossary(
    listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[bool] = []
    monkeypatch.setattr(Survey, "look_again", lambda _: again.append(True))
    async with listed() as (app, pilot):
        await pilot.press("enter", "f8")
        await pilot.pause()
        assert again == []
        await pilot.press("f9", "3", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert again


async def test_a_step_in_an_article_that_the_filter_leaves_out_is_undone_there_and_told(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert app.at.article.path == "a.md"
        await pilot.press("enter", "g", "slash", *"b.md", "enter", "enter")
        await pilot.pause()
        assert (app.at.article.path, shown(app)) == ("b.md", ["b"])
        before = app.at.session.article.text
        await pilot.press("end", "u")
        assert app.at.article.path == "a.md"
        assert app.at.finding is not None
        assert app.at.finding.rule.code == "H101"
        assert "##甲的历史" in app.at.session.article.text
        assert said(app) == "Undone: fix ##甲的历史 -> ## 甲的历史 in a.md"
        await pilot.press("U")
        assert said(app) == "Done again: fix ##甲的历史 -> ## 甲的历史"
        await pilot.press("alt+right")
        assert app.at.article.path == "b.md"
        assert app.at.session.article.text == before


async def test_a_step_that_is_undone_on_the_list_is_told_with_its_article(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter", "g", "u")
        assert at_list(app)
        assert said(app) == "Undone: fix ##甲的历史 -> ## 甲的历史 in a.md"


async def test_news_that_come_at_the_end_touch_no_pane(listed: Listed, taken_down: TakenDown) -> None:
    async with listed() as (app, _):
        had_panes = taken_down(app, app.take_news)
    assert had_panes == [False]


async def test_in_a_narrow_terminal_the_first_article_opens_at_its_findings(listed: Listed) -> None:
    async with listed(size=(80, 24)) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.focused, FindingList)
        assert app.review.board.front == "Article"


async def read_through(app: ReviewApp, pilot: Pilot[int]) -> None:
    """Mark every section of the article as reviewed."""
    for _ in app.at.session.sections:
        await pilot.press("space")
    await pilot.pause()
    assert "Every section" in said(app)


async def test_from_an_article_that_is_done_one_comes_back_to_the_next_that_is_not(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("down", "enter")
        await pilot.pause()
        await read_through(app, pilot)
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert shown(app) == ["a", "c", "b"]
        assert picked(app) == "c"
        await pilot.press("enter")
        await pilot.pause()
        await read_through(app, pilot)
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert picked(app) == "a"  # nothing comes after it, and this is left


async def test_from_an_article_that_is_not_done_one_comes_back_to_it(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("down", "enter")
        await pilot.pause()
        way = "Ctrl+g leads to the list of articles."
        await pilot.press("f8", "enter", "f8", "f8")
        assert said(app) == f"There is no finding after this one. {way}"
        await pilot.press("alt+left", "alt+left")
        assert said(app) == f"There is no article before this one. {way}"
        await pilot.press("alt+right", "ctrl+g")
        await pilot.pause()
        assert picked(app) == "b"


async def test_the_next_start_is_at_what_comes_after_an_article_that_is_done(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await read_through(app, pilot)
        await pilot.press("ctrl+q")
    async with listed() as (app, pilot):
        assert picked(app) == "b"


async def test_the_line_at_the_top_counts_what_is_shown(listed: Listed) -> None:
    async with listed() as (app, pilot):
        assert app.list is not None
        summary = app.list.query_one("#summary", Static)
        assert str(summary.content).startswith("3 articles   5 findings   0 done   most work first")
        await pilot.press("ctrl+t", "slash", "b")
        await pilot.pause()
        app.list.show_summary()
        assert str(summary.content).startswith("1 of 3 articles   1 finding   0 done   by path")


async def test_how_far_the_checking_is_stands_there_in_any_width(
    listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listed() as (app, pilot):
        assert app.list is not None
        for name, value in (("is_busy", True), ("done", 1), ("total", 3)):
            monkeypatch.setattr(app.list.survey, name, value)
        for columns, says in (
            (100, "3 articles   5 findings   0 done   most work first   checking [########................] 1/3"),
            (80, "3 articles   5 findings   0 done   most work first   checking 1/3"),
            (50, "3 articles   5 findings   0 done   checking 1/3"),
        ):
            await pilot.resize_terminal(columns, 24)
            app.list.show_summary()
            await pilot.pause()
            assert str(app.list.query_one("#summary", Static).content) == says


async def test_down_leads_from_the_filter_to_the_list(listed: Listed) -> None:
    async with listed() as (app, pilot):
        await pilot.press("slash", "down", "down")
        assert isinstance(app.focused, QueueList)
        assert picked(app) == "b"


async def test_a_folder_whose_configuration_is_wrong_leaves_the_desk_to_the_others(listed: Listed) -> None:
    folder = Path("z")
    folder.mkdir()
    (folder / "z.md").write_text("正文。\n", "utf-8")
    (folder / "review-tui.toml").write_text("selekt = []\n", "utf-8")
    async with listed() as (app, pilot):
        entry = app.queue.entry("z/z.md")
        assert entry is not None
        assert entry.state is ArticleState.UNREADABLE
        assert "selekt" in entry.problem
        assert app.list is not None
        app.list.open_article(entry.found)
        await pilot.pause()
        assert at_list(app)
        assert "selekt" in said(app)
        await pilot.press("home", "enter")
        assert not at_list(app)
