"""Panes that something was loaded into while they were out of view: they have the room that there is, once they are."""

from pathlib import Path

import pytest

from review_tui.text.cells import width
from review_tui.tui.widgets.article_view import ArticleView
from review_tui.tui.widgets.concept_card import ConceptCard
from review_tui.tui.widgets.finding_detail import FindingDetail
from review_tui.tui.widgets.finding_list import FindingList
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.term_table import TermTable
from tests.tui.driving import Burst, Opened


async def test_why_a_finding_is_one_takes_the_width_there_is(opened: Opened, desk_folder: Path) -> None:
    article = "## 甲\n\n正文。\n\n## 乙\n\n止赎和锻炼。\n"
    (desk_folder / "a.md").write_text(article, "utf-8")
    async with opened("a.md", size=(80, 24)) as (app, pilot):
        await pilot.pause()
        detail = app.review.query_one(FindingDetail)
        seen = str(detail.content)
        assert max(map(width, seen.split("\n"))) > 40
        await pilot.press("alt+up", "f6", "down")
        await pilot.pause()
        assert not detail.region
        await pilot.press("escape")
        await pilot.pause()
        assert str(detail.content) == seen


async def test_a_definition_takes_the_width_there_is(opened: Opened, desk_folder: Path) -> None:
    head = "concept,en,zh,status,definition,slugs\n"
    meaning = "a change of the terms of a loan that its borrower cannot pay any more"
    rows = f"foreclosure,foreclosure,止赎,preferred,,\nworkout,workout,锻炼,forbidden,{meaning},\n"
    (desk_folder / "glossary" / "terms.csv").write_text(head + rows, "utf-8")
    async with opened("a.md", size=(80, 24)) as (app, pilot):
        card = app.review.query_one(ConceptCard)
        await pilot.press("f8")
        assert not card.region
        await pilot.press("f6", "f6")
        await pilot.pause()
        assert card.region
        assert card.held == "workout"
        lines = ["".join(piece.text for piece in card.row(row, 78)).strip() for row in range(1, 4)]
        assert meaning in lines


@pytest.mark.parametrize("size", [(40, 10), (80, 14), (80, 24), (160, 18)])
async def test_panes_that_were_made_as_large_as_can_be_leave_room_for_the_text_and_the_terms(
    opened: Opened, burst: Burst, size: tuple[int, int]
) -> None:
    async with opened("a.md", size=size) as (app, pilot):
        review = app.review
        for widget in (FindingList, ConceptCard):
            review.query_one(widget).focus()
            await burst(app, pilot, *["plus"] * 30)
        assert review.query_one(TermTable).size.height >= 2
        await pilot.press("escape")
        await pilot.pause()
        assert review.query_one(ArticleView).size.height >= 2
        await pilot.press("f2")
        await pilot.pause()
        assert review.query_one(SectionEditor).content_size.height >= 2
