"""The desk on an article that is known by heart, driven without a terminal."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from review_tui.lint.selection import select
from review_tui.review.glossarydesk import GlossaryDesk
from review_tui.review.queue import Queue, find_articles
from review_tui.tui.app import ReviewApp

GLOSSARY = """\
concept,en,zh,status,slugs
foreclosure,foreclosure,止赎,preferred,
foreclosure,foreclosure,丧失抵押品赎回权,deprecated,
workout,workout,债务重组,preferred,
workout,workout,债务重整,admitted,
workout,workout,锻炼,forbidden,
"""
ARTICLE = """\
---
title: 甲
---

##甲的历史

止赎和锻炼。

## 乙

乙说 ，丧失抵押品赎回权。
"""

Desk = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two articles and a glossary."""
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "terms.csv").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.md").write_text("##丙\n\n正文。\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def desk(folder: Path) -> Desk:
    """Return a function that opens the desk on the folder, or on other paths, with four rules."""

    @asynccontextmanager
    async def opened(
        *paths: Path, size: tuple[int, int] = (120, 36), rules: bool = True
    ) -> AsyncIterator[tuple[ReviewApp, Pilot[int]]]:
        glossary = GlossaryDesk(folder)
        selection = select(("H101", "P401", "T701", "T702")) if rules else None
        app = ReviewApp(Queue(find_articles(paths or [folder]), glossary.glossary, selection), glossary)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot

    return opened
