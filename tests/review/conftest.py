"""The desk on a folder that is known by heart: see `desk_folder`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.glossary.storage import location
from review_tui.glossary.storage.location import GlossaryPlace, csv_files
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus


@pytest.fixture
def desk(desk_folder: Path) -> Desk:
    return Desk(Project())


@pytest.fixture
def articles(desk_folder: Path) -> list[Found]:
    return [Found(name, str(desk_folder / name)) for name in ("a.md", "b.md")]


@pytest.fixture
def session(desk: Desk, articles: list[Found]) -> Session:
    return desk.open(articles[0])


@pytest.fixture
def session_on(desk: Desk, desk_folder: Path) -> Callable[[str | bytes], Session]:
    """Return a function that opens a session on some text or bytes."""

    def opened(data: str | bytes) -> Session:
        file = desk_folder / "some.md"
        file.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        return desk.open(Found(file.name, str(file)))

    return opened


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Let the glossary that comes with review-tui be a small one of two files, and return them."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "headings.csv").write_text("concept,en,zh,status,kind\nresult,Result,结果,preferred,heading\n", "utf-8")
    (folder / "terms.csv").write_text("concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\n", "utf-8")
    place = GlossaryPlace(location.GlossarySource.SHIPPED, folder, csv_files(folder))
    monkeypatch.setattr("review_tui.lint.project.shipped", lambda: place)
    return place.paths


@pytest.fixture
def focus(desk: Desk, articles: list[Found]) -> Focus:
    return Focus(desk, articles)
