"""Typing as steps of the history, and where the caret is after going back and forth over them."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.geometry import Size
from textual.pilot import Pilot

from review_tui.review.article.analysis import Use
from review_tui.review.decisions.section_state import SectionState
from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.concept_card import ConceptCard
from tests.tui.driving import Burst, Opened, cell_of, editor, text


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, typing_waits: None) -> Clock:
    """Let what is typed be taken over by nothing but what is under test, and no time pass by itself."""
    clock = Clock()
    monkeypatch.setattr("review_tui.tui.widgets.section_editor.monotonic", clock)
    return clock


async def undone(app: ReviewApp, pilot: Pilot[int]) -> list[str]:
    """Take everything back; return the first line of the editor after each step."""
    app.review.commit_editor()
    lines = []
    while app.desk.history.done:
        await pilot.press("ctrl+z")
        await pilot.pause()
        lines.append(editor(app).text.split("\n")[0])
    return lines


async def test_typing_without_a_pause_is_one_step_however_often_it_is_taken_over(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", *"ab")
        app.review.commit_editor()
        app.review.commit_editor()
        await pilot.press("c")
        assert await undone(app, pilot) == ["##丙"]


async def test_what_is_pasted_is_a_step_of_its_own(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", *"ab")
        app.post_message(Paste("粘贴"))
        await pilot.pause()
        await pilot.press(*"cd")
        app.post_message(Paste("又"))
        app.post_message(Paste("再"))
        await pilot.pause()
        assert await undone(app, pilot) == [
            "ab粘贴cd又##丙",
            "ab粘贴cd##丙",
            "ab粘贴##丙",
            "ab##丙",
            "##丙",
        ]


async def test_a_pause_ends_a_step(opened: Opened, clock: Clock) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", *"ab")
        clock.now += 0.9
        await pilot.press("c")
        clock.now += 1.1
        await pilot.press("d")
        assert await undone(app, pilot) == ["abc##丙", "##丙"]


async def test_saving_ends_a_step(opened: Opened, desk_folder: Path) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", *"ab", "ctrl+s")
        await app.workers.wait_for_complete()
        assert (desk_folder / "b.md").read_text("utf-8").startswith("ab##丙")
        await pilot.press(*"cd")
        assert await undone(app, pilot) == ["ab##丙", "##丙"]


async def test_a_jump_of_the_caret_ends_a_step(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", *"ab", "end", *"cd", "left", "right", "e")
        assert await undone(app, pilot) == ["ab##丙", "##丙"]


async def test_going_over_to_deleting_or_back_ends_a_step(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", *"abc", "backspace", "backspace", *"de", "delete", "delete")
        assert editor(app).text.startswith("ade丙")
        assert await undone(app, pilot) == ["ade##丙", "a##丙", "abc##丙", "##丙"]


async def test_typing_over_what_is_selected_begins_a_step(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", *"ab", "shift+left", *"cd")
        assert await undone(app, pilot) == ["ab##丙", "##丙"]


async def test_what_is_typed_after_going_back_is_a_step_of_its_own(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", *"ab", "end", "c", "ctrl+z")
        await pilot.pause()
        await pilot.press("d")
        assert await undone(app, pilot) == ["ab##丙", "##丙"]


async def test_the_caret_is_at_the_change_after_undo_and_redo(opened: Opened) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", "down", "down", *"ab", "end", "backspace")
        places = []
        for key in ("ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y"):
            await pilot.press(key)
            await pilot.pause()
            places.append((editor(app).text.split("\n")[2], editor(app).cursor_location))
        assert places == [
            ("ab正文。", (2, 5)),
            ("正文。", (2, 0)),
            ("ab正文。", (2, 2)),
            ("ab正文", (2, 4)),
        ]


async def test_undo_at_the_end_of_a_section_stays_in_the_section(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2")
        editor(app).move_cursor(editor(app).document.end)
        await pilot.press("a", "enter", "ctrl+z")
        await pilot.pause()
        assert editor(app).text == "##甲的历史\n\n止赎和锻炼。\n\n"
        assert editor(app).cursor_location == (4, 0)


async def test_undo_of_what_was_typed_in_another_article_leaves_the_editor_first(opened: Opened) -> None:
    async with opened() as (app, pilot):
        await pilot.press("f2", *"abc", "escape", "alt+right", "f2")
        assert editor(app).text.startswith("##丙")
        await pilot.press("ctrl+z")
        assert app.at.article.path == "b.md"
        assert not editor(app).is_open
        await pilot.press("ctrl+z")
        assert app.at.article.path == "a.md"
        assert not app.at.session.is_dirty


async def test_the_editor_does_not_stay_on_a_section_that_was_left(opened: Opened) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", *"abc", "f6", "space")  # which goes on to the next section
        assert not editor(app).is_open
        assert app.at.section.title == "乙"
        assert app.desk.states(app.at.session)[1] is SectionState.REVIEWED
        await pilot.press("f7", "f2", *["f6"] * 4, "end")
        picked = app.review.query_one(ConceptCard).picked
        assert isinstance(picked, Use)
        await pilot.press("enter")
        assert not editor(app).is_open
        assert app.at.place == picked.span.start


async def test_what_was_typed_is_shown_where_it_is_when_it_goes_and_comes_back(
    opened: Opened, desk_folder: Path
) -> None:
    (desk_folder / "a.md").write_text("##甲\n\n止赎。\n\n## 乙\n\n正文。\n\n## 丙\n\n末。\n", "utf-8")
    async with opened() as (app, pilot):
        await pilot.press("ctrl+end", "f2", "ctrl+end", *"ab", "escape")
        await pilot.pause()
        section = app.at.section.number
        for key in ("ctrl+z", "ctrl+y"):
            await pilot.press(key)
            await pilot.pause()
            assert (app.at.section.number, app.at.finding) == (section, None)
        assert app.at.section.number == 2


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_an_input_method_finds_the_caret_as_soon_as_the_editor_is_open(
    opened: Opened, desk_folder: Path, size: tuple[int, int]
) -> None:
    (desk_folder / "a.md").write_text(f"## 甲\n\n{'短' * 60}\n\n止赎和锻炼。\n", "utf-8")
    async with opened("a.md", size=size) as (app, pilot):
        for _ in range(2):
            await pilot.press("f8", "f2")
            await pilot.pause()
            assert app.cursor_position == cell_of(app, "锻炼。")
            await pilot.resize_terminal(size[0] - 9, size[1])
            await pilot.pause()
            assert app.cursor_position == cell_of(app, "锻炼。")
            await pilot.press("escape")


RARE = "甲\u3000乙\xa0\ue863\U00031350𠮷é\u0301❤\ufe0f"  # also what is no printable character to Python


async def test_what_an_input_method_commits_is_taken_whole(opened: Opened, burst: Burst) -> None:
    async with opened("b.md") as (app, pilot):
        await pilot.press("f2", "home")
        await burst(app, pilot, *RARE, *"👩\u200d👧", "\x9b")
        await pilot.press("escape")
        assert text(app).startswith(f"{RARE}👩\u200d👧##丙\n")
        await pilot.press("ctrl+z", "slash")
        await burst(app, pilot, *RARE, "\u202e")
        assert app.review.glossary.filter.value == RARE


@pytest.mark.parametrize("line", ["短。", "止赎和锻炼。" * 100])  # which needs a scroll bar
async def test_the_editor_is_drawn_with_its_lines_broken_from_the_first(
    opened: Opened, desk_folder: Path, line: str
) -> None:
    (desk_folder / "a.md").write_text(f"## 甲\n\n{line}\n\n短。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        for _ in range(2):
            app.review.editing.open()
            heights = [editor(app).wrapped_document.height]  # before it has a size
            await pilot.pause()
            heights.append(editor(app).wrapped_document.height)
            assert heights[0] == heights[1]
            app.review.editing.leave()
            await pilot.pause()


async def test_the_caret_is_in_view_before_anything_is_drawn(opened: Opened) -> None:
    async with opened("b.md") as (app, _):
        editor(app).open("文\n" * 99, 1, 60, 0, Size(40, 20))
        assert editor(app).scroll_y == 41
        editor(app).close()
        editor(app).open("文\n", 1, 0, 0, Size(40, 20))
        assert editor(app).scroll_y == 0
