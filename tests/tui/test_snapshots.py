"""The main screens as pictures: few, of articles that are known by heart, in legible Chinese.

Where a picture differs, the new one is left beside the test's temporary files. To take over new ones, run
`UPDATE_SNAPSHOTS=1 pytest tests/tui/test_snapshots.py` and look at the difference in a browser.
"""

import os
import re
from html import unescape
from importlib.metadata import version
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from review_tui.tui.app import ReviewApp
from tests.tui.driving import Listed, Opened
from tests.tui.pictures import picture_of

FOLDER = Path(__file__).parent / "snapshots"
MADE_WITH = "8.2.8"  # another Textual draws otherwise here and there, which says nothing about the desk

pytestmark = [
    pytest.mark.drawn,
    pytest.mark.skipif(version("textual") != MADE_WITH, reason=f"made with Textual {MADE_WITH}"),
]


def check(app: ReviewApp, name: str, tmp_path: Path) -> None:
    svg = re.sub(r"@font-face \{.*?\}\s*", "", picture_of(app, name), flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    kept = FOLDER / f"{name}.svg"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(svg, "utf-8")
    if not kept.exists() or kept.read_text("utf-8") != svg:
        (tmp_path / f"{name}.svg").write_text(svg, "utf-8")
        new = tmp_path / f"{name}.svg"
        pytest.fail(f"{name} is drawn otherwise: compare {kept} with {new}; UPDATE_SNAPSHOTS=1 takes it over")


@pytest.mark.parametrize(("name", "size"), [("article", (120, 36)), ("article-narrow", (80, 24))])
async def test_the_article(opened: Opened, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    async with opened("a.md", size=size) as (app, pilot):
        await pilot.press("f8")
        await pilot.pause()
        check(app, name, tmp_path)


async def test_settling_a_term(opened: Opened, tmp_path: Path) -> None:
    async with opened("a.md", size=(100, 30)) as (app, pilot):
        await pilot.press("f8", "f9")
        await pilot.pause()
        check(app, "settle", tmp_path)


async def test_a_field_that_one_types_in(opened: Opened, tmp_path: Path) -> None:
    async with opened("a.md", size=(60, 20)) as (app, pilot):
        await pilot.press("f8", "f10")
        field = app.review.query_one("#entry-note", Input)
        field.cursor_blink = False
        field.focus()
        await pilot.press(*"seen in 2026")
        await pilot.pause()
        check(app, "form", tmp_path)


async def test_the_list(listed: Listed, desk_folder: Path, tmp_path: Path) -> None:
    (desk_folder / "c.md").unlink()
    async with listed((100, 20)) as (app, _):
        check(app, "list", tmp_path)


@pytest.mark.parametrize("name", ["article", "article-narrow", "settle", "form", "list"])
def test_chinese_has_its_width_in_the_pictures(name: str) -> None:
    svg = (FOLDER / f"{name}.svg").read_text("utf-8")
    runs = re.findall(r'textLength="([\d.]+)"[^>]*>([^<]*)</text>', svg)
    cell = min(float(length) / cell_len(unescape(text)) for length, text in runs if cell_len(unescape(text)))
    wide = [(float(length), unescape(text)) for length, text in runs if "止" in text or "甲" in text]
    assert wide
    for length, text in wide:
        assert length == pytest.approx(cell * cell_len(text), rel=0.01)
