import os
from pathlib import Path

import pytest

from review_tui.files.upward import Upward
from review_tui.glossary.storage import location
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.glossary.storage.location import GlossaryPlace, GlossarySource, glossary_in, shipped


def locate(folder: Path) -> GlossaryPlace:
    return Upward(glossary_in).of(folder) or shipped()


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
    assert locate(folder) == (GlossarySource.NEAREST, near, (near / "a.CSV", near / "b.csv"))
    assert locate(folder / "mbs.md") == locate(folder)
    assert locate(tmp_path / "site") == locate(folder)
    assert locate(tmp_path).folder == tmp_path / "glossary"


def test_otherwise_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "lib" / "review_tui"
    monkeypatch.setattr(location, "PACKAGE", package)
    make(tmp_path / "lib" / "glossary", "somebody-elses.csv")
    assert shipped() == (GlossarySource.NONE, None, ())
    make(tmp_path / "lib", "pyproject.toml")
    assert shipped().folder == tmp_path / "lib" / "glossary"
    make(package / "shipped_glossary", "finance.csv")
    assert shipped() == (
        GlossarySource.SHIPPED,
        package / "shipped_glossary",
        (package / "shipped_glossary" / "finance.csv",),
    )
    make(tmp_path / "articles")
    assert locate(tmp_path / "articles") == shipped()


def dangling(folder: Path) -> None:
    (folder / "glossary").symlink_to("gone")


def circling(folder: Path) -> None:
    (folder / "glossary").symlink_to("glossary")


def submodule(folder: Path) -> None:
    (folder / "glossary").mkdir()
    (folder.parent / ".gitmodules").write_text(
        '[submodule "terms"]\n\tpath = "site/glossary"\n\turl = ../terms\n', encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("make_it", "message"),
    [
        (dangling, "this symbolic link leads nowhere"),
        (circling, "its symbolic links lead round in a circle"),
        (submodule, "this git submodule is not checked out: `git submodule update --init`"),
    ],
)
def test_one_that_is_there_and_cannot_be_read_is_not_passed_over(tmp_path: Path, make_it: object, message: str) -> None:
    make(tmp_path / "glossary", "far.csv")
    site = tmp_path / "site"
    (site / "articles").mkdir(parents=True)
    assert callable(make_it)
    make_it(site)
    assert locate(site / "articles") == (GlossarySource.NEAREST, site / "glossary", (site / "glossary",))
    (problem,) = load_glossary(locate(site).paths).problems
    assert problem.of_file
    assert problem.message.startswith(message)


def test_nor_is_one_that_must_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "glossary", "terms.csv")
    listed = os.listdir

    def refusing(path: str) -> list[str]:
        if str(path).endswith("glossary"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "listdir", refusing)
    assert locate(tmp_path).paths == (tmp_path / "glossary",)
    (problem,) = load_glossary(locate(tmp_path).paths).problems
    assert problem.of_file
    assert problem.message.startswith("this folder cannot be read: permission denied")


def test_a_link_to_a_file_that_is_gone_counts_as_one(tmp_path: Path) -> None:
    make(tmp_path / "glossary")
    (tmp_path / "glossary" / "terms.csv").symlink_to("gone.csv")
    (tmp_path / "glossary" / "folder.csv").mkdir()
    assert locate(tmp_path).paths == (tmp_path / "glossary" / "terms.csv",)
    (problem,) = load_glossary(locate(tmp_path).paths).problems
    assert (problem.of_file, problem.message) == (True, "this symbolic link leads nowhere")


@pytest.mark.parametrize("modules", ["", '[submodule "a"]\n\tpath = other\n'])
def test_an_empty_folder_and_a_file_of_that_name_are_none(tmp_path: Path, modules: str) -> None:
    make(tmp_path / "glossary", "far.csv")
    (tmp_path / ".gitmodules").write_text(modules, encoding="utf-8")
    make(tmp_path / "a" / "glossary")
    make(tmp_path / "b")
    (tmp_path / "b" / "glossary").write_text("words", encoding="utf-8")
    for name in ("a", "b"):
        assert locate(tmp_path / name).folder == tmp_path / "glossary"
