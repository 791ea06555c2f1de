"""What is wrong with a glossary is told in every run, and one that is in order is read for it only once."""

from pathlib import Path

import pytest

from review_tui.glossary.glossary import Glossary
from review_tui.lint import settings
from review_tui.lint.run.cache import forget

SOUND = "concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "terms.csv"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return the glossaries that are read, as they are."""
    found: list[tuple[str, ...]] = []
    read = settings.glossary_of.__wrapped__

    def glossary_of(paths: tuple[str, ...]) -> Glossary:
        found.append(paths)
        return read(paths)

    monkeypatch.setattr(settings, "glossary_of", glossary_of)
    return found


def problems(file: Path, text: str) -> list[int]:
    """Return the lines of what a new process finds wrong with a glossary."""
    file.write_text(text, "utf-8")
    settings.glossary_digest.cache_clear()
    return [problem.line for problem in settings.problems_of((str(file),))]


def test_a_glossary_in_order_is_read_once_for_it(file: Path, reads: list[tuple[str, ...]]) -> None:
    assert [problems(file, SOUND) for _ in range(3)] == [[], [], []]
    assert len(reads) == 1


def test_another_glossary_is_read_and_so_is_one_that_is_not_in_order(file: Path, reads: list[tuple[str, ...]]) -> None:
    broken = f"{SOUND}a,a,甲,prefered\n"
    assert [problems(file, text) for text in (SOUND, broken, broken, SOUND)] == [[], [3], [3], []]
    assert len(reads) == 3


def test_one_that_changes_while_it_is_read_is_not_taken_for_in_order(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = settings.glossary_of.__wrapped__

    def mended(paths: tuple[str, ...]) -> Glossary:
        file.write_text(SOUND, "utf-8")
        return read(paths)

    broken = "concept,en,zh,status\na,a,甲,prefered\n"
    with monkeypatch.context() as patch:
        patch.setattr(settings, "glossary_of", mended)
        assert problems(file, broken) == []
    forget()
    assert problems(file, broken) == [2]


def test_where_nothing_can_be_kept_it_is_read(file: Path, reads: list[tuple[str, ...]]) -> None:
    (file.parent / "cache").write_text("in the way", "utf-8")
    assert [problems(file, SOUND) for _ in range(2)] == [[], []]
    assert len(reads) == 2
