"""The form under the glossary beside an open editor: how one gets in, round and out, and what one comes back to."""

from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.concept_card import ConceptCard
from review_tui.tui.widgets.entry_form import EntryForm
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.status_choice import StatusChoice
from review_tui.tui.widgets.term_table import TermTable
from tests.tui.driving import Opened

CARET = (2, 3)


def form_is_open(app: ReviewApp) -> bool:
    return app.review.query_one(EntryForm).is_open


def form_has_focus(app: ReviewApp) -> bool:
    return app.review.query_one(EntryForm).has_focus_within


def focus(app: ReviewApp) -> str | None:
    return app.focused.id if app.focused else None


def editor_is_open(app: ReviewApp) -> bool:
    return app.review.query_one(SectionEditor).is_open


async def write(app: ReviewApp, pilot: Pilot[int]) -> SectionEditor:
    """Type a letter into the editor, and have the caret behind it."""
    await pilot.press("f2")
    editor = app.review.query_one(SectionEditor)
    editor.move_cursor((CARET[0], CARET[1] - 1))
    await pilot.press("Q")
    assert editor.cursor_location == CARET
    return editor


@pytest.mark.parametrize("size", [(120, 36), (60, 20)])
async def test_esc_leaves_the_form_and_leads_back_to_the_caret(opened: Opened, size: tuple[int, int]) -> None:
    async with opened("a.md", size=size) as (app, pilot):
        editor = await write(app, pilot)
        await pilot.press("f10", *"abc", "escape")
        assert not form_is_open(app)
        assert app.review.query_one(ConceptCard).display
        assert editor_is_open(app)
        assert focus(app) == "editor"
        assert editor.region
        assert editor.cursor_location == CARET
        await pilot.press("R", "escape")
        assert not editor_is_open(app)
        assert focus(app) == "findings"
        assert "QR" in app.at.session.article.text


async def test_a_rendering_that_is_taken_over_leads_back_to_the_caret(opened: Opened, desk_folder: Path) -> None:
    async with opened("a.md") as (app, pilot):
        editor = await write(app, pilot)
        await pilot.press("f10", *"workout")
        app.review.query_one("#entry-chinese", Input).value = "健身"
        await pilot.press("enter")
        assert "健身" in (desk_folder / "glossary" / "terms.csv").read_text("utf-8")
        assert focus(app) == "editor"
        assert editor.cursor_location == CARET
        await pilot.press("R")
        assert "QR" in editor.text


async def test_esc_in_the_filter_leads_back_to_the_caret(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        editor = await write(app, pilot)
        app.review.query_one(TermTable).focus()
        await pilot.press("slash", *"work", "escape")
        assert focus(app) == "editor"
        assert editor.cursor_location == CARET


async def test_esc_anywhere_else_leaves_the_editor(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await write(app, pilot)
        app.review.query_one(TermTable).focus()
        await pilot.press("escape")
        assert not editor_is_open(app)
        assert focus(app) == "findings"


async def test_without_an_editor_the_form_leads_back_to_the_findings(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f10", "escape")
        assert not form_is_open(app)
        assert focus(app) == "findings"


async def test_tab_goes_round_in_the_form(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f10")
        app.review.query_one("#entry-concept").focus()
        await pilot.pause()
        seen = []
        for _ in range(8):
            seen.append(focus(app))
            await pilot.press("tab")
        names = ("concept", "english", "definition", "chinese", "status", "context", "note", "concept")
        assert seen == [f"entry-{name}" for name in names]
        await pilot.press("shift+tab", "shift+tab")
        assert focus(app) == "entry-note"


async def test_another_pane_is_reached_from_the_form_and_the_form_from_it(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f10", *"abc", "f6")
        assert form_is_open(app)
        assert not form_has_focus(app)
        for _ in range(5):
            await pilot.press("f6")
            if form_has_focus(app):
                break
        assert form_has_focus(app)
        assert focus(app) == "entry-concept"
        await pilot.press("d")
        assert app.review.query_one("#entry-concept", Input).value.endswith("d")


def value(app: ReviewApp, name: str) -> str:
    return app.review.query_one(f"#entry-{name}", Input).value


async def test_a_finding_without_a_term_gives_no_slug(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        assert app.at.finding is not None
        assert not app.at.finding.concept
        assert app.review.query_one(TermTable).picked is not None
        await pilot.press("f10")
        assert value(app, "concept") == ""
        await pilot.press("escape", "f8", "f10")  # T701
        assert value(app, "concept") == "workout"
        await pilot.press("escape", "f7", "f6", "f6", "f10")
        picked = app.review.query_one(TermTable).picked
        assert picked is not None
        assert value(app, "concept") == picked.id


@pytest.mark.parametrize("number", [0, 1, 3])  # of the finding: H101, of no term, T701 of workout, T702 of foreclosure
async def test_a_term_that_was_looked_up_is_offered_no_words_of_a_finding_of_another(
    opened: Opened, desk_folder: Path, number: int
) -> None:
    before = (desk_folder / "glossary" / "terms.csv").read_text("utf-8")
    async with opened("a.md") as (app, pilot):
        app.at.go_to_finding(app.at.session.findings[number])
        app.review.show()
        looked_up = "foreclosure" if number == 1 else "workout"
        await pilot.press("ctrl+f", *looked_up, "enter", "f10")
        assert (value(app, "concept"), value(app, "chinese")) == (looked_up, "")
        await pilot.press("enter")
        await pilot.pause()
        assert form_is_open(app)
        await pilot.press("escape", "ctrl+f", *"zzz", "enter", "f10")
        assert (value(app, "concept"), value(app, "chinese")) == ("", "")
    assert (desk_folder / "glossary" / "terms.csv").read_text("utf-8") == before


async def test_a_term_that_was_looked_up_is_offered_the_words_that_are_selected_and_those_of_its_own_finding(
    opened: Opened, desk_folder: Path
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2")
        app.review.query_one(SectionEditor).move_cursor((0, 4))
        await pilot.press("shift+right", "shift+right", "ctrl+f", *"workout", "enter", "f10")
        assert (value(app, "concept"), value(app, "chinese")) == ("workout", "历史")
    (desk_folder / "a.md").write_text("[止赎](/workout)\n", "utf-8")
    (desk_folder / "review-tui.toml").write_text('select = ["T704"]\n', "utf-8")
    async with opened("a.md") as (app, pilot):
        assert [each.concept for each in app.at.session.findings] == ["workout"]
        await pilot.press("ctrl+f", *"workout", "enter", "f10")
        assert (value(app, "concept"), value(app, "chinese")) == ("workout", "止赎")


async def test_no_word_of_a_finding_is_offered_for_a_shield_from_another_term(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "ctrl+f", *"foreclosure", "enter", "alt+w")
        await pilot.pause()
        assert app.screen.query_one("#word", Input).value == ""


async def test_editing_a_rendering_renames_it(opened: Opened, desk_folder: Path) -> None:
    file = desk_folder / "glossary" / "terms.csv"
    before = file.read_text("utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6", "f6")
        card = app.review.query_one(ConceptCard)
        assert card.in_hand is not None
        zh, status = card.in_hand.zh, card.in_hand.status
        await pilot.press("f10")
        assert value(app, "chinese") == zh
        await pilot.press("X", "enter")
        assert not form_is_open(app)
        assert f"workout,workout,{zh}X,{status.value}," in file.read_text("utf-8")
        assert f",{zh}," not in file.read_text("utf-8")
        await pilot.press("ctrl+z")
        assert [line.rstrip(",") for line in file.read_text("utf-8").splitlines()] == [
            line.rstrip(",") for line in before.splitlines()
        ]


async def test_a_letter_on_the_status_takes_a_status_and_is_no_key_of_the_desk(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "enter", "f10")
        status = app.review.query_one(StatusChoice)
        status.focus()
        fixed = app.at.session.article.text
        taken = []
        for key in ("f", "d", "p", "p", "p", "a", "plus", "minus", "!", "x", "u", "q", "b", "1"):
            await pilot.press(key)
            taken.append(status.status.value)
        assert taken[:6] == ["forbidden", "deprecated", "preferred", "provisional", "preferred", "admitted"]
        assert taken[6:9] == ["preferred", "deprecated", "forbidden"]
        assert set(taken[9:]) == {"forbidden"}
        assert status.has_focus
        assert app.screen is app.review
        assert app.at.session.article.text == fixed
        await pilot.press("space")
        taken.append(status.status.value)
        assert taken[-1] == "provisional"
        status.post_message(Key("fullwidth_equals_sign", "＝"))  # by an input method
        await pilot.pause()
        assert status.status.value == "admitted"


@pytest.mark.parametrize(
    ("line", "columns", "about"),
    [(0, (4, 6), ""), (2, (3, 5), "workout"), (2, (2, 5), "workout"), (2, (0, 2), "foreclosure")],
)
async def test_a_selection_elsewhere_is_no_rendering_of_the_term_of_the_finding(
    opened: Opened, line: int, columns: tuple[int, int], about: str
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f2")  # 锻炼, in the third line
        editor = app.review.query_one(SectionEditor)
        editor.move_cursor((line, columns[0]))
        editor.move_cursor((line, columns[1]), select=True)
        await pilot.press("f10")
        assert value(app, "concept") == about
        if not about:
            assert value(app, "chinese") == "历史"
            assert focus(app) == "entry-concept"


async def test_a_new_term_needs_no_slug_where_it_has_english(opened: Opened, desk_folder: Path) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", "shift+end", "f10", "tab", *"main part")
        app.review.query_one("#entry-chinese", Input).value = "正文"
        await pilot.press("enter")
        await pilot.pause()
        assert not form_is_open(app)
    assert "main-part,main part,正文,admitted" in (desk_folder / "glossary" / "terms.csv").read_text("utf-8")
