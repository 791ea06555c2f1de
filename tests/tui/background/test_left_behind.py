"""Work that an earlier session left unsaved, seen from the list of articles."""

from pathlib import Path

import pytest

from review_tui.review.safety.journal import Draft, DraftKind, Journal
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.merge import Merge
from review_tui.tui.widgets.queue_list import QueueList
from tests.tui.driving import Listed, until, wait_for


def leave(file: Path, kind: DraftKind = DraftKind.ARTICLE) -> None:
    """Leave a draft behind, as a process does that was killed."""
    text = file.read_text("utf-8")
    journal = Journal()
    journal.keep([Draft(file, text.replace("正文", "我的话"), "", text, kind)])
    for sign in journal.folder.glob("*.alive"):
        sign.unlink()


def marked(app: ReviewApp) -> list[str]:
    """Return the names of the articles that the list marks."""
    assert app.list is not None
    rows = app.list.query_one(QueueList)
    shown = enumerate(entry.name for entry in app.queue.shown)
    return [name for index, name in shown if any(piece.text == " * " for piece in rows.row(index, 100))]


def summary(app: ReviewApp) -> str:
    assert app.list is not None
    return app.list._said


@pytest.mark.parametrize("name", ["a", "b"])  # the hand is at the first of the list, which is not opened by that
async def test_every_article_with_such_work_is_named_and_marked_until_it_is_offered(
    listed: Listed, desk_folder: Path, said: list[str], name: str
) -> None:
    (desk_folder / "a.md").write_text("##丙\n\n正文。\n", "utf-8")
    leave(desk_folder / f"{name}.md")
    async with listed() as (app, pilot):
        await until(pilot, lambda: any(f"waits in {name}.md: it is offered when you open it" in each for each in said))
        assert marked(app) == [name]
        assert summary(app).endswith("1 left unsaved")
        await pilot.press("slash", *"is:unsaved", "enter")
        assert [entry.name for entry in app.queue.shown] == [name]
        await pilot.press("ctrl+s")
        assert said[-1] == f"Unsaved work of an earlier session waits in {name}.md: it is offered when you open it."
        await pilot.press("enter")
        app.watch_files()
        await wait_for(pilot, app, Merge)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.press("g")
        await pilot.pause()
        assert marked(app) == [name]  # it is unsaved work of this one now
        assert summary(app).endswith("1 unsaved")
        await pilot.press("alt+s")
        await app.workers.wait_for_complete()
        await pilot.press("escape")
        assert marked(app) == []


async def test_an_article_that_is_reached_by_a_link_is_marked(listed: Listed, desk_folder: Path) -> None:
    folder = desk_folder.with_name("elsewhere")
    folder.mkdir()
    (desk_folder / "b.md").rename(folder / "b.md")
    (desk_folder / "b.md").symlink_to(folder / "b.md")
    leave(desk_folder / "b.md")
    async with listed() as (app, _):
        assert marked(app) == ["b"]


async def test_articles_that_come_to_light_later_are_marked_as_well(listed: Listed, desk_folder: Path) -> None:
    later = desk_folder / "sub" / "d.md"
    later.parent.mkdir()
    later.write_text("正文\n", "utf-8")
    leave(later)
    later.rename(desk_folder.with_name("d.md"))
    async with listed() as (app, _):
        assert marked(app) == []
        desk_folder.with_name("d.md").rename(later)
        assert app.survey is not None
        app.survey.look()
        app.take_news()
        assert marked(app) == ["d"]


async def test_what_is_no_article_is_named_as_such_and_beside_what_is_wrong_with_the_glossary(
    listed: Listed, desk_folder: Path, said: list[str]
) -> None:
    terms = desk_folder / "glossary" / "terms.csv"
    leave(terms, DraftKind.GLOSSARY)
    terms.write_text(terms.read_text("utf-8") + "x,x\n", "utf-8")
    leave(desk_folder / "b.md")
    async with listed() as (_, pilot):
        await until(pilot, lambda: any("Glossary: " in each for each in said))
        assert "waits in b.md: it is offered when you open it." in said[-1]
        assert "waits in glossary/terms.csv: it is offered when you open an article." in said[-1]
