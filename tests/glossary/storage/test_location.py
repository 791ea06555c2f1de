from pathlib import Path

import pytest

from review_tui.glossary.storage import location
from review_tui.glossary.storage.location import Origin, locate, shipped


def make(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("concept,zh,status\n", encoding="utf-8")


def test_the_nearest_folder_above_that_holds_a_csv(tmp_path: Path) -> None:
    make(tmp_path / "glossary", "far.csv")
    make(tmp_path / "site" / "glossary", "b.csv", "a.CSV", ".~lock.a.csv", "~$a.csv", "notes.txt")
    make(tmp_path / "site" / "articles" / "glossary", "notes.txt")
    folder = tmp_path / "site" / "articles"
    near = tmp_path / "site" / "glossary"
    assert locate(folder) == (Origin.NEAREST, near, (near / "a.CSV", near / "b.csv"))
    assert locate(folder / "mbs.md") == locate(folder)
    assert locate(tmp_path / "site") == locate(folder)
    assert locate(tmp_path).folder == tmp_path / "glossary"


def test_otherwise_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "lib" / "review_tui"
    monkeypatch.setattr(location, "PACKAGE", package)
    make(tmp_path / "lib" / "glossary", "somebody-elses.csv")
    assert shipped() == (Origin.NOWHERE, None, ())
    make(tmp_path / "lib", "pyproject.toml")
    assert shipped().folder == tmp_path / "lib" / "glossary"
    make(package / "shipped_glossary", "finance.csv")
    assert shipped() == (Origin.SHIPPED, package / "shipped_glossary", (package / "shipped_glossary" / "finance.csv",))
    make(tmp_path / "articles")
    assert locate(tmp_path / "articles") == shipped()
