"""Pictures of the desk: `python -m tests.tui.pictures` makes that in the README anew."""

import asyncio
import os
import re
import shutil
import tempfile
from html import escape, unescape
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.review.desk import Desk
from review_tui.tui.app import ReviewApp

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "hopenowalliance.md"

_FAMILIES = 'font-family: "Fira Code", "Noto Sans Mono CJK SC", "Sarasa Mono SC", monospace'
_SVG_TEXT = re.compile(r'<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" ([^>]*)>([^<]*)</text>')


def picture_of(app: ReviewApp, title: str) -> str:
    """Return the screen as an SVG in which Chinese has its width."""
    return mend_svg(app.export_screenshot(title=title))


def mend_svg(svg: str) -> str:
    """Return a screenshot in which wide characters take two cells.

    Rich gives every stretch of text the length of its characters in single cells (rich#2742), so that Chinese is
    squeezed to half its width. Each stretch is cut into wide and narrow runs, and each run gets its place and length.
    """
    return _SVG_TEXT.sub(_svg_runs, svg.replace("font-family: Fira Code, monospace", _FAMILIES))


def _svg_runs(match: re.Match[str]) -> str:
    style, left, y, length, rest, content = match.groups()
    text = unescape(content)
    if not text or cell_len(text) == len(text):
        return match[0]
    cell, x = float(length) / len(text), float(left)
    runs = []
    for _, group in groupby(text, key=cell_len):
        run = "".join(group)
        width = cell_len(run) * cell
        shown = escape(run, quote=False).replace(" ", "&#160;")
        runs.append(f'<text class="{style}" x="{x:g}" y="{y}" textLength="{width:g}" {rest}>{shown}</text>')
        x += width
    return "".join(runs)


async def of_the_seed() -> str:
    """Return the desk on the seed, at the finding of a wrong sense."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        os.chdir(folder)
        article = Path(shutil.copy(SEED, folder))
        shutil.copytree(ROOT / "glossary", Path(folder) / "glossary")
        app = ReviewApp(Desk(Project()), [Found(article.name, str(article))])
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            while app.at.finding is not None and app.at.finding.span.cut(app.at.session.article.text) != "锻炼":
                await pilot.press("f8")
            await pilot.pause()
            return picture_of(app, "review-tui")


if __name__ == "__main__":
    (ROOT / ".github" / "screen.svg").write_text(asyncio.run(of_the_seed()), encoding="utf-8")
