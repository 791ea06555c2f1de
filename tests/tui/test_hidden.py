"""Panes that something was loaded into while they were out of view: they have the room that there is, once they are."""

from pathlib import Path

from review_tui.output.cells import width
from review_tui.tui.widgets.conceptcard import ConceptCard
from review_tui.tui.widgets.findingdetail import FindingDetail
from tests.tui.driving import Opened


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
