"""Going on to findings in other articles: those that are not looked at yet, and those that are not there."""

import threading
from pathlib import Path

import pytest

from review_tui.review.article.analysis import Analysis
from review_tui.review.article.session import LARGE, Session
from review_tui.review.decisions.section_state import SectionState
from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.finding_detail import FindingDetail
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.status_bar import StatusBar
from tests.tui.driving import Opened, said


def place(app: ReviewApp) -> tuple[str, str]:
    finding = app.at.finding
    return app.at.article.path, finding.rule.code if finding is not None else ""


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Return what lets the look at long articles come to its end."""
    event = threading.Event()
    real = Session.look

    def look(session: Session) -> Analysis:
        assert len(session.article.text) <= LARGE or event.wait(20)
        return real(session)

    monkeypatch.setattr(Session, "look", look)
    return event


LONG = "##丙\n\n" + "正文。\n\n" * (LARGE // 4) + "锻炼。\n"


@pytest.mark.parametrize(
    ("first", "key", "codes"), [("a.md", "f8", ("H101", "T701")), ("c.md", "f7", ("T701", "H101"))]
)
async def test_an_article_that_was_not_looked_at_yet_is_not_skipped(
    opened: Opened, desk_folder: Path, go_on: threading.Event, first: str, key: str, codes: tuple[str, str]
) -> None:
    (desk_folder / "b.md").write_text(LONG, "utf-8")
    (desk_folder / "c.md").write_text("##丁\n\n正文。\n", "utf-8")
    async with opened("a.md", "b.md", "c.md") as (app, pilot):
        app.at.go_to_article(next(found for found in app.at.articles if found.path == first))
        await pilot.press(*[key] * len(app.at.session.findings))
        assert place(app) == ("b.md", "")
        assert said(app) == "b.md is long and still being looked at."
        await pilot.press(key, key)
        assert place(app) == ("b.md", "")
        assert said(app) == "b.md is long and still being looked at. Go on in a moment."
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert place(app) == ("b.md", codes[0])
        assert said(app) == ""
        await pilot.press(key)
        assert place(app) == ("b.md", codes[1])
        await pilot.press(key)
        assert app.at.article.path == ("c.md" if key == "f8" else "a.md")


async def test_a_long_article_without_a_finding_is_told_and_gone_on_from(
    opened: Opened, desk_folder: Path, go_on: threading.Event
) -> None:
    (desk_folder / "b.md").write_text("正文。\n\n" * (LARGE // 4), "utf-8")
    (desk_folder / "c.md").write_text("##丁\n\n正文。\n", "utf-8")
    async with opened("a.md", "b.md", "c.md") as (app, pilot):
        await pilot.press(*["f8"] * 4)
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert place(app) == ("b.md", "")
        assert said(app) == "b.md has no findings."
        await pilot.press("f8")
        assert place(app) == ("c.md", "H101")


@pytest.mark.parametrize(("key", "ends"), [("f8", "T702"), ("f7", "H101")])
async def test_without_another_finding_the_hand_stays(opened: Opened, desk_folder: Path, key: str, ends: str) -> None:
    others = [f"{number}.md" for number in range(12)]  # more than stay open
    for name in others:
        (desk_folder / name).write_text("## 丙\n\n正文。\n", "utf-8")
    names = ("a.md", *others) if key == "f8" else (*others, "a.md")
    async with opened(*names) as (app, pilot):
        app.at.go_to_article(next(found for found in app.at.articles if found.path == "a.md"), last=key == "f8")
        app.review.show()
        session = app.at.session
        await pilot.press(key)
        await app.workers.wait_for_complete()
        assert place(app) == ("a.md", ends)
        assert app.at.session is session
        assert said(app).startswith("There is no finding")


def detail(app: ReviewApp) -> str:
    return str(app.review.query_one(FindingDetail).content)


def header(app: ReviewApp) -> str:
    return str(app.review.query_one(StatusBar).content)


@pytest.mark.parametrize("has_findings", [False, True])
async def test_nothing_is_said_of_the_findings_of_an_article_before_it_was_looked_at(
    opened: Opened, desk_folder: Path, go_on: threading.Event, *, has_findings: bool
) -> None:
    (desk_folder / "b.md").write_text(LONG if has_findings else "正文。\n\n" * (LARGE // 4), "utf-8")
    async with opened("b.md") as (app, pilot):
        assert detail(app) == "Still being checked."
        assert app.review.query_one(FindingDetail).border_title == " Finding "
        assert "checking.." in header(app)
        assert "finding" not in header(app)
        assert "section" not in header(app)
        for key in ("enter", "2", "ctrl+r", "delete", "f12"):
            await pilot.press(key)
            assert said(app) == "b.md is long and still being looked at. Go on in a moment.", key
            app.review.query_one(MessageLine).clear()
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "checking.." not in header(app)
        assert ("2 findings" if has_findings else "0 findings") in header(app)
        assert ("space" in detail(app)) is has_findings
        assert detail(app).startswith("No findings in this article.") is not has_findings


async def test_what_is_about_a_section_waits_until_the_sections_are_known(
    opened: Opened, desk_folder: Path, go_on: threading.Event
) -> None:
    (desk_folder / "b.md").write_text(LONG + "\n## 丁\n\n正文。\n", "utf-8")
    async with opened("a.md", "b.md") as (app, pilot):
        await pilot.press("alt+right")
        for key in ("space", "ctrl+w", "f2", "f4", "alt+down", "alt+up"):
            app.review.say("")
            await pilot.press(key)
            assert said(app) == "b.md is long and still being looked at. Go on in a moment.", key
            assert app.desk.history.done == []
            assert not app.review.is_typing
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert place(app) == ("b.md", "H101")
        await pilot.press("space")
        assert app.desk.states(app.at.session)[0] is SectionState.REVIEWED
        assert app.at.section.title == "丁"


async def test_a_section_stays_reviewed_while_a_long_article_is_looked_at_again(
    opened: Opened, desk_folder: Path, go_on: threading.Event
) -> None:
    (desk_folder / "a.md").write_text("## 乙\n\n正文。\n\n" + LONG.replace("##", "## "), "utf-8")
    go_on.set()
    async with opened("a.md") as (app, pilot):
        await app.workers.wait_for_complete()
        app.at.go_to_section(0)
        await pilot.press("space")
        go_on.clear()
        await pilot.press("alt+down", "f2", "x", "escape")
        session = app.at.session
        assert session.is_behind
        assert app.desk.states(session) == [SectionState.REVIEWED, SectionState.OPEN]
        await pilot.press("alt+up", "space")  # which takes the mark away
        assert app.desk.states(session) == [SectionState.OPEN, SectionState.OPEN]
        go_on.set()
        await app.workers.wait_for_complete()
        assert app.desk.states(session) == [SectionState.OPEN, SectionState.OPEN]


async def test_what_others_change_does_not_keep_the_hand_from_arriving(
    opened: Opened, desk_folder: Path, go_on: threading.Event
) -> None:
    (desk_folder / "b.md").write_text(LONG, "utf-8")
    (desk_folder / "c.md").write_text("##丁\n\n正文。\n", "utf-8")
    async with opened("a.md", "b.md", "c.md") as (app, pilot):
        await pilot.press("alt+right", "alt+right", "f7")
        before = app.at.session.article.text
        app.review.after_others(app.review.place, before)  # as when the glossary was changed
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert place(app) == ("b.md", "T701")


@pytest.mark.parametrize(("key", "end"), [("alt+down", "last"), ("alt+up", "first")])
async def test_where_there_is_no_other_section_the_editor_stays_open(opened: Opened, key: str, end: str) -> None:
    async with opened("a.md") as (app, pilot):
        app.at.go_to_section(len(app.at.session.sections) - 1 if end == "last" else 0)
        here = app.at.place
        await pilot.press("f2", key)
        assert said(app) == f"This is the {end} section of the article."
        assert app.review.is_typing
        await pilot.press("escape", key)
        assert said(app) == f"This is the {end} section of the article."
        assert app.at.place == here


async def test_the_finding_beside_which_one_types_is_the_current_one_after_a_look(
    opened: Opened, desk_folder: Path, go_on: threading.Event, typing_waits: None
) -> None:
    (desk_folder / "a.md").write_text("锻炼一。\n\n" + LONG, "utf-8")
    go_on.set()
    async with opened("a.md") as (app, pilot):
        await app.workers.wait_for_complete()
        assert place(app) == ("a.md", "T701")
        await pilot.press("f2", "字")
        app.review.commit_editor()  # as the journal does
        app.review.look.catch_up(app.at.session)
        await app.workers.wait_for_complete()
        assert not app.at.session.is_behind
        assert place(app) == ("a.md", "T701")


async def test_another_article_is_told_by_name_and_how_the_one_before_is_left(
    opened: Opened, desk_folder: Path
) -> None:
    async with opened("a.md", "b.md") as (app, pilot):
        app.at.go_to_article(app.at.article, last=True)
        await pilot.press("f8")
        assert place(app)[0] == "b.md"
        assert said(app) == "This is b.md; a.md is left with 4 findings."
        await pilot.press("f7", "enter", "f8")
        assert said(app) == "This is b.md; a.md is left unsaved, with 3 findings."
        await pilot.press("enter", "f7")
        assert place(app)[0] == "a.md"
        assert said(app) == "This is a.md; b.md is left unsaved."
