"""The desk on a folder that is known by heart (see `desk_folder`), driven without a terminal."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from review_tui.lint.discovery import Found, discover
from review_tui.lint.project import Project
from review_tui.review.desk import Desk
from review_tui.tui import background
from review_tui.tui.app import ReviewApp


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the screen wait for a disk that is busy with other tests, so that what is done is done."""
    monkeypatch.setattr(background, "SHORT", 10.0)


Opened = Callable[..., AbstractAsyncContextManager[tuple[ReviewApp, Pilot[int]]]]


@pytest.fixture
def opened(desk_folder: Path) -> Opened:
    """Return a function that opens the desk on the articles of the folder, or on those that are named."""

    @asynccontextmanager
    async def on(*names: str, size: tuple[int, int] = (120, 36)) -> AsyncIterator[tuple[ReviewApp, Pilot[int]]]:
        articles = [found for found in discover(names or ("a.md", "b.md")) if isinstance(found, Found)]
        app = ReviewApp(Desk(Project()), articles)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot

    return on
