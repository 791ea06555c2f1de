"""Makes the picture in the README: python .github/picture.py makes it anew."""

import asyncio
import os
import shutil
import tempfile
from pathlib import Path

from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.review.desk import Desk
from review_tui.tui.app import ReviewApp

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "hopenowalliance.md"


async def picture() -> str:
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
            return app.export_screenshot(title="review-tui")


if __name__ == "__main__":
    (ROOT / ".github" / "screen.svg").write_text(asyncio.run(picture()), encoding="utf-8")
