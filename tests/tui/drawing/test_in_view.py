"""The finding in hand is in view with the sentence around it."""

from pathlib import Path

import pytest

from review_tui.tui.widgets.article_view import ArticleView
from tests.tui.driving import Opened

LINES = "\n\n".join(f"第{n}行锻炼，" + "这句话后面还有很多字" * 8 for n in range(20))


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 36)])
async def test_rows_before_and_after_a_finding_are_in_view_with_it(
    opened: Opened, desk_folder: Path, size: tuple[int, int]
) -> None:
    (desk_folder / "b.md").write_text(LINES + "\n", "utf-8")
    async with opened("b.md", size=size) as (app, pilot):
        view = app.review.query_one(ArticleView)
        for key in ("f8",) * 18 + ("f7",) * 18:
            finding = app.at.finding
            assert finding is not None
            row = view.row_of(finding.span.start) - view.top
            assert row >= min(2, view.top)
            assert view.size.height - 1 - row >= 2
            await pilot.press(key)


async def test_a_finding_in_view_moves_the_text_no_further_than_is_needed(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "b.md").write_text("\n".join(f"第{n}锻炼" for n in range(40)) + "\n", "utf-8")
    async with opened("b.md") as (app, pilot):
        view = app.review.query_one(ArticleView)
        tops = [view.top]
        for _ in range(view.size.height):
            await pilot.press("f8")
            tops.append(view.top)
        assert tops[: view.size.height - 2] == [0] * (view.size.height - 2)
        assert tops[-3:] == [1, 2, 3]


async def test_a_finding_stays_in_view_where_there_is_less_room(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "b.md").write_text(LINES + "\n", "utf-8")
    (desk_folder / "en").mkdir()
    (desk_folder / "en" / "b.md").write_text("Some line.\n", "utf-8")
    with (desk_folder / "review-tui.toml").open("a") as file:
        file.write('source = "en"\n')
    async with opened("b.md", size=(80, 24)) as (app, pilot):
        view = app.review.query_one(ArticleView)

        def row() -> int:
            finding = app.at.finding
            assert finding is not None
            return view.row_of(finding.span.start) - view.top

        await pilot.press("f8", "f8", "f8", "f8")
        await pilot.press("f3")
        await pilot.pause()
        assert 0 <= row() < view.size.height < 10
        await pilot.press("f3")
        await pilot.resize_terminal(50, 18)
        await pilot.pause()
        assert 0 <= row() < view.size.height


async def test_the_terms_are_at_their_beginning_when_they_come_into_view(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "b.md").write_text("## 甲\n\n止赎，丧失抵押品赎回权，债务重组，锻炼。\n", "utf-8")
    async with opened("b.md", size=(80, 24)) as (app, pilot):
        app.at.step(1)
        await pilot.press("f8", "f6", "f6")
        await pilot.pause()
        table = app.review.glossary.table
        assert app.focused is table
        assert table.top == 0


async def test_there_are_rows_for_the_text_and_for_the_editor_in_a_low_window(opened: Opened) -> None:
    async with opened("a.md", size=(80, 8)) as (app, pilot):
        board = app.review.board
        assert board.article.content_size.height == 1
        await pilot.press("f2")
        assert board.editor.content_size.height == 3
        assert board.findings.size.height == 1
        await pilot.resize_terminal(80, 24)
        assert board.detail.display
        assert board.findings.size.height == 5
        await pilot.resize_terminal(80, 8)
        await pilot.press("escape")
        assert board.detail.display
        assert board.article.content_size.height == 1
