"""A change of a glossary that takes long: it is told, keys go on, and nothing of it is lost."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from review_tui.files.own import cache_folder
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.compiled import load_compiled
from review_tui.review.article.session import LARGE
from review_tui.review.terms import glossary_reading
from review_tui.review.terms.changing import GlossaryEdit, GlossaryWork, worked_out
from review_tui.review.terms.glossary_files import GlossaryFiles
from review_tui.tui.background import work
from review_tui.tui.screens.alike import Alike
from review_tui.tui.screens.candidates import Candidates
from review_tui.tui.screens.waiting import Waiting
from tests.tui.driving import Opened, until, wait_for


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let changes take until this is set."""
    event = threading.Event()

    def late(terms: GlossaryFiles, edit: GlossaryEdit) -> GlossaryWork:
        change = worked_out(terms, edit)
        event.wait(60)
        return change

    monkeypatch.setattr(work, "SHORT", 0.01)
    monkeypatch.setattr("review_tui.tui.background.changing.worked_out", late)
    yield event
    event.set()


def rows(folder: Path) -> str:
    return (folder / "glossary" / "terms.csv").read_text("utf-8")


async def test_keys_go_on_while_a_glossary_is_changed(
    opened: Opened, desk_folder: Path, said: list[str], go: threading.Event
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter")
        await until(pilot, lambda: "Changing terms.csv takes long: you may go on." in said)
        assert "锻炼,forbidden" in rows(desk_folder)
        await pilot.press("f8", "f2", "X")
        assert app.review.is_typing
        go.set()
        await until(pilot, lambda: "锻炼,preferred" in rows(desk_folder))
        await until(pilot, lambda: not app.writing.names)
        assert app.review.is_typing
        assert app.at.session.article.text.count("X") == 1
        await pilot.press("Y")
        app.review.commit_editor()
        assert "XY" in app.at.session.article.text
        assert [step.label for step in app.desk.history.done if step.glossary] == ["settle workout"]


async def test_a_large_glossary_from_its_kept_form_is_changed_in_its_rows(
    opened: Opened, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    monkeypatch.setattr(glossary_reading, "_LARGE", 1)
    load_compiled([file], cache_folder())
    async with opened("a.md") as (app, pilot):
        terms = app.at.session.terms
        assert terms.glossary.tables == ()
        await pilot.press("f8", "f9", "1", "enter")
        await until(pilot, lambda: "锻炼,preferred" in rows(desk_folder))
        assert terms.is_editable
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "锻炼,forbidden" in rows(desk_folder))


async def test_of_a_glossary_in_several_files_none_is_named_before_it_is_known_which_change(
    opened: Opened, desk_folder: Path, said: list[str], go: threading.Event
) -> None:
    (desk_folder / "glossary" / "more.csv").write_text("concept,en,zh,status\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter")
        await until(pilot, lambda: "Changing the glossary takes long: you may go on." in said)
        assert app.writing.names == ["the glossary"]
        go.set()
        await until(pilot, lambda: not app.writing.names)


@pytest.mark.parametrize("is_long", [False, True])
async def test_a_fix_waits_for_a_change_of_the_glossary_and_is_the_new_one(
    opened: Opened, desk_folder: Path, said: list[str], go: threading.Event, *, is_long: bool
) -> None:
    if is_long:  # it is looked at beside the screen: what its findings are under the new glossary takes another while
        file = desk_folder / "a.md"
        file.write_text(file.read_text("utf-8") + "字" * LARGE, "utf-8")
    async with opened("a.md") as (app, pilot):
        await until(pilot, lambda: not app.at.session.is_behind)
        await pilot.press("home", "f8", "f9", "3", "enter")  # 债务重整
        await until(pilot, lambda: "Changing terms.csv takes long: you may go on." in said)
        await pilot.press("enter")
        assert said[-1] == "The glossary is being changed: this finding is fixed when that is done."
        assert "锻炼" in app.at.session.article.text
        go.set()
        await until(pilot, lambda: "锻炼" not in app.at.session.article.text)
        assert "止赎和债务重整。" in app.at.session.article.text


async def test_a_finding_that_no_glossary_is_about_is_fixed_while_one_is_changed(
    opened: Opened, desk_folder: Path, said: list[str], go: threading.Event
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "3", "enter")
        await until(pilot, lambda: "Changing terms.csv takes long: you may go on." in said)
        await pilot.press("f7", "enter")
        assert "## 甲的历史" in app.at.session.article.text


async def test_a_digit_of_choices_that_a_change_of_the_glossary_makes_others_fixes_nothing(
    opened: Opened, desk_folder: Path, said: list[str], go: threading.Event
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "3", "enter")
        await until(pilot, lambda: "Changing terms.csv takes long: you may go on." in said)
        assert [fix.label for fix in app.at.session.findings[1].fixes] == ["债务重组", "债务重整"]
        await pilot.press("2")
        go.set()
        await until(pilot, lambda: "The choices are others now: choose again." in said)
        assert [fix.label for fix in app.at.session.findings[1].fixes] == ["债务重整", "债务重组"]
        assert "锻炼" in app.at.session.article.text
        await pilot.press("2")
        assert "止赎和债务重组。" in app.at.session.article.text


@pytest.mark.parametrize(
    ("settling", "keys", "message"),
    [
        (("1",), (), "锻炼: it is no finding any more."),
        (("3",), ("f8",), "锻炼: you went on before the glossary was changed, so it is not fixed."),
        (("3",), ("f2",), "锻炼: you went on before the glossary was changed, so it is not fixed."),
    ],
)
async def test_a_fix_that_waited_in_vain_says_so(
    opened: Opened,
    desk_folder: Path,
    said: list[str],
    go: threading.Event,
    settling: tuple[str, ...],
    keys: tuple[str, ...],
    message: str,
) -> None:
    async with opened("a.md") as (app, pilot):
        text = app.at.session.article.text
        await pilot.press("f8", "f9", *settling, "enter")
        await until(pilot, lambda: "Changing terms.csv takes long: you may go on." in said)
        await pilot.press("enter", *keys)
        go.set()
        await until(pilot, lambda: message in said)
        assert app.at.session.article.text == text


async def test_all_alike_are_fixed_as_the_glossary_is_after_its_change(
    opened: Opened, desk_folder: Path, said: list[str], go: threading.Event
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "3", "enter")
        await until(pilot, lambda: "Changing terms.csv takes long: you may go on." in said)
        await pilot.press("ctrl+r")
        assert app.screen is app.review
        go.set()
        await wait_for(pilot, app, Alike)
        await pilot.press("enter")
        await until(pilot, lambda: "止赎和债务重整。" in app.at.session.article.text)


async def test_what_is_changed_meanwhile_is_changed_too(
    opened: Opened, desk_folder: Path, said: list[str], go: threading.Event
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter")
        await until(pilot, lambda: "Changing terms.csv takes long: you may go on." in said)
        file = desk_folder / "glossary" / "terms.csv"
        file.write_text(rows(desk_folder) + "lender,lender,贷款人,preferred,\n", "utf-8")
        app.watch_files()
        await until(pilot, lambda: all(look.done() for look in app.file_watch._looks.values()))
        app.watch_files()
        assert app.at.session.terms.glossary.by_id("lender") is not None
        go.set()
        await until(pilot, lambda: "锻炼,preferred" in rows(desk_folder))
        assert "贷款人" in rows(desk_folder)
        assert app.at.session.terms.glossary.by_id("lender") is not None


async def test_a_form_that_is_taken_over_twice_at_once_is_taken_over_once(
    opened: Opened, desk_folder: Path, said: list[str], go: threading.Event
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f10", "X")
        await pilot.press("enter", "enter")
        assert said[-1] == "What stands in the form is still being taken over."
        go.set()
        await app.workers.wait_for_complete()
        assert "X" in rows(desk_folder)
        assert len(app.desk.history.done) == 1
        assert not app.review.glossary.form.is_open
        assert "already" not in "".join(said)
        await pilot.press("f10", "Y", "enter")
        await until(pilot, lambda: "Y" in rows(desk_folder))


async def test_quitting_waits_for_a_change_of_the_glossary(
    opened: Opened, desk_folder: Path, go: threading.Event
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter")
        await until(pilot, lambda: app.writing.names == ["terms.csv"])
        await pilot.press("ctrl+q")
        await wait_for(pilot, app, Waiting)
        go.set()
        await until(pilot, lambda: app.return_code == 0)
    assert "锻炼,preferred" in rows(desk_folder)


async def test_a_verdict_on_a_candidate_is_over_before_the_next_one(
    opened: Opened, desk_folder: Path, go: threading.Event
) -> None:
    (desk_folder / "glossary" / "terms.csv").write_text(
        "concept,en,zh,status\nworkout,workout,债务重整,provisional\nworkout,workout,债务重组,provisional\n", "utf-8"
    )
    async with opened("a.md") as (app, pilot):
        await pilot.press("alt+c")
        await wait_for(pilot, app, Candidates)
        await pilot.press("enter")
        await until(pilot, lambda: app.writing.names == ["terms.csv"])
        await pilot.press("enter", "escape")
        assert isinstance(app.screen, Candidates)
        assert "preferred" not in rows(desk_folder)
        go.set()
        await until(pilot, lambda: "preferred" in rows(desk_folder))
        assert "provisional" in rows(desk_folder)
        await pilot.press("enter")
        await until(pilot, lambda: "provisional" not in rows(desk_folder))


async def test_undo_takes_back_no_older_step_while_a_glossary_is_changed(
    opened: Opened, desk_folder: Path, said: list[str], go: threading.Event
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("enter")
        fixed = app.at.session.article.text
        await pilot.press("f9", "1", "enter")
        await until(pilot, lambda: "Changing terms.csv takes long: you may go on." in said)
        await pilot.press("ctrl+z")
        assert said[-1] == "The glossary is still being changed: press it again when that is done."
        assert app.at.session.article.text == fixed
        await pilot.press("ctrl+y")
        assert said[-1] == "The glossary is still being changed: press it again when that is done."
        go.set()
        await until(pilot, lambda: "锻炼,preferred" in rows(desk_folder))
        await until(pilot, lambda: not app.writing.names)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "锻炼,forbidden" in rows(desk_folder))
        assert app.at.session.article.text == fixed


@pytest.mark.parametrize("goes_on", [False, True])
async def test_undo_of_a_settled_term_is_worked_out_beside_the_screen(
    opened: Opened, desk_folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch, *, goes_on: bool
) -> None:
    go, real = threading.Event(), Glossary.prepare

    def slow(glossary: Glossary) -> None:
        assert threading.current_thread() is not threading.main_thread()
        go.wait(60)
        real(glossary)

    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter")
        await until(pilot, lambda: "锻炼,preferred" in rows(desk_folder) and not app.writing.names)
        monkeypatch.setattr(Glossary, "prepare", slow)
        monkeypatch.setattr(work, "SHORT", 0.01)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Changing terms.csv takes long: you may go on." in said)
        await pilot.press("ctrl+z")
        assert "still being changed" in said[-1]
        await pilot.press("f7", *(("enter",) if goes_on else ()))
        assert ("## 甲的历史" in app.at.session.article.text) is goes_on
        go.set()
        await until(pilot, lambda: not app.changing.names)
        await pilot.pause()
        if goes_on:
            assert "锻炼,preferred" in rows(desk_folder)
            assert said[-1] == "You went on before the glossary was changed, so nothing was undone."
        else:
            await until(pilot, lambda: "锻炼,forbidden" in rows(desk_folder))
            await pilot.press("ctrl+y")
            await until(pilot, lambda: "锻炼,preferred" in rows(desk_folder))
