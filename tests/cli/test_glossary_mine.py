"""`review-tui glossary mine`."""

import csv
import io
import sys
from pathlib import Path

import pytest

from review_tui.glossary.storage.assembly import load_glossary
from tests.cli.running import Command


@pytest.fixture(autouse=True)
def terms(folder: Path) -> Path:
    file = folder / "glossary" / "terms.csv"
    file.parent.mkdir()
    file.write_text("concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\n", "utf-8")
    return file


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_candidates_are_a_glossary_file_and_the_rejected_stand_beside_it(
    review_tui: Command, folder: Path, seed: Path
) -> None:
    ran = review_tui("glossary", "mine", seed.name, "-o", "candidates.csv")
    assert ran.code == 0
    assert "Wrote " in ran.err
    assert "Rejected: joined from a split link: " in ran.err
    glossary = load_glossary([folder / "candidates.csv"])
    assert not [problem for problem in glossary.problems if problem.code != "column-unknown"]
    assert {rendering.status for concept in glossary.concepts for rendering in concept.renderings} == {"provisional"}
    known = {row["zh"]: row for row in rows((folder / "candidates.csv").read_text("utf-8"))}
    assert known["止赎"]["note"] == "preferred in the glossary"
    assert (known["止赎"]["uses"], known["止赎"]["articles"], known["止赎"]["slugs"]) == ("1", "1", "foreclosure")
    rejected = {row["zh"]: row for row in rows((folder / "candidates-rejected.csv").read_text("utf-8"))}
    assert rejected["修改贷款"]["rejected"] == "joined from a split link"


def test_they_can_be_imported_and_make_no_findings(review_tui: Command, seed: Path) -> None:
    before = review_tui("lint", seed.name, "--select", "T", "-f", "json", "--no-cache").out
    review_tui("glossary", "mine", seed.name, "--new", "-o", "candidates.csv")
    ran = review_tui("glossary", "import", "candidates.csv")
    assert ran.code == 0
    assert " 0 conflicting" in ran.out
    assert not ran.out.startswith("0 added")
    assert review_tui("lint", seed.name, "--select", "T", "-f", "json", "--no-cache").out == before


def test_new_leaves_out_what_the_glossary_has(review_tui: Command, seed: Path) -> None:
    assert "止赎" in [row["zh"] for row in rows(review_tui("glossary", "mine", seed.name).out)]
    assert "止赎" not in [row["zh"] for row in rows(review_tui("glossary", "mine", seed.name, "--new").out)]


def test_a_glossary_that_is_not_there_is_trouble_and_nothing_is_written(
    review_tui: Command, folder: Path, seed: Path
) -> None:
    ran = review_tui("glossary", "mine", seed.name, "-g", "nope.csv", "-o", "candidates.csv")
    assert ran.code == 2
    assert "error: nope.csv: there is no such file" in ran.err
    assert not (folder / "candidates.csv").exists()


def test_without_articles_there_is_nothing_to_mine(review_tui: Command, folder: Path) -> None:
    (folder / "empty").mkdir()
    ran = review_tui("glossary", "mine", "empty")
    assert (ran.code, ran.out) == (2, "")


def test_a_long_run_shows_how_far_it_is_and_takes_that_away(
    review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (folder / f"{number}.md").write_text(f"[止赎](/foreclosure) {number}\n", "utf-8")
    monkeypatch.setattr("review_tui.cli.progress.PATIENCE", 0)
    monkeypatch.setattr("review_tui.cli.progress.EVERY", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = review_tui("glossary", "mine", ".")
    assert "] 3 of 3 articles, 1 slugs" in ran.err
    assert ran.err.rpartition("articles")[2].count("\r\x1b[K") == 1
