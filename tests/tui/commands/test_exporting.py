"""The glossary goes out from the desk, as it is by then, and over nothing that lies there unasked."""

from functools import partial
from pathlib import Path

from textual.widgets import Input, Static

from review_tui.glossary.exchange.exporting import GOALS
from review_tui.glossary.exchange.formats import WRITTEN
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.question import Question
from review_tui.tui.screens.word import Word
from tests.tui.driving import Listed, Opened, said, until, wait_for


def test_each_format_that_is_written_can_be_chosen() -> None:
    assert {goal.format for goal in GOALS} == set(WRITTEN)
    assert len({goal.file for goal in GOALS}) == len(GOALS)


async def test_the_glossary_is_exported_for_a_spreadsheet_and_over_nothing_unasked(
    opened: Opened, desk_folder: Path
) -> None:
    file = desk_folder / "glossary.csv"
    file.write_text("mine", "utf-8")
    async with opened() as (app, pilot):
        await pilot.press("alt+e", "1")
        await wait_for(pilot, app, Word)
        assert app.screen.query_one(Input).value == "glossary.csv"
        await pilot.press("enter")
        await wait_for(pilot, app, Question)
        await pilot.press("enter")  # another name
        await wait_for(pilot, app, Word)
        assert file.read_text("utf-8") == "mine"
        await pilot.press("enter")
        await wait_for(pilot, app, Question)
        await pilot.press("o")
        await app.workers.wait_for_complete()
        exported = file.read_bytes()
        assert exported.startswith(b"\xef\xbb\xbfconcept,en,zh")
        assert exported.count(b"\n") == (desk_folder / "glossary" / "terms.csv").read_bytes().count(b"\n")
        assert said(app) == "The glossary is in glossary.csv now, for a spreadsheet."
        assert app.writing.names == []


async def test_an_export_spares_the_glossary_and_says_what_it_leaves_out(listed: Listed, desk_folder: Path) -> None:
    before = (desk_folder / "glossary" / "terms.csv").read_bytes()
    async with listed() as (app, pilot):
        await pilot.press("alt+e", "4")
        for name, why in (
            ("glossary/terms.csv", "would be lost"),
            ("glossary/more.csv", "as part of it"),
            ("gone/more.tsv", "its folder is gone"),
        ):
            await wait_for(pilot, app, Word)
            await pilot.press("ctrl+u", *name, "enter")
            await until(pilot, partial(is_asked_again, app, why))
        await pilot.press("ctrl+u", *"out.tsv", "enter")
        await app.workers.wait_for_complete()
        assert (desk_folder / "out.tsv").read_text("utf-8") == "foreclosure\t止赎\nworkout\t债务重组\n"
        assert said(app).startswith("The glossary is in out.tsv now, for DeepL.\nNot in it: ")
    assert (desk_folder / "glossary" / "terms.csv").read_bytes() == before
    assert len(list((desk_folder / "glossary").iterdir())) == 1


def is_asked_again(app: ReviewApp, why: str) -> bool:
    return isinstance(app.screen, Word) and why in str(app.screen.query_one(Static).content)
