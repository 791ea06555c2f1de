"""`review-tui glossary lint`."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Command

GOOD = "concept,en,zh,status\nloan,loan,贷款,preferred\nbond,bond,债券,preferred\n"


@pytest.fixture
def terms(folder: Path) -> Path:
    file = folder / "glossary" / "terms.csv"
    file.parent.mkdir()
    file.write_text(GOOD, "utf-8")
    return file


@pytest.mark.usefixtures("terms")
def test_a_good_glossary_is_clean(review_tui: Command) -> None:
    ran = review_tui("glossary", "lint")
    assert (ran.code, ran.out) == (0, "")
    assert "2 concepts; error: 0, warning: 0, info: 0." in ran.err


def test_flaws_have_a_place_and_make_the_exit_code(review_tui: Command, terms: Path) -> None:
    terms.write_text(GOOD + "mbs,MBS, 证券,preferred\n", "utf-8")
    ran = review_tui("glossary", "lint", str(terms))
    assert ran.code == 1
    assert ran.out == f"{terms}:4: warning edge-whitespace: the zh cell ' 证券' begins or ends with a blank\n"
    assert "1 can be mended with --fix" in ran.err
    assert review_tui("glossary", "lint", "--exit-zero").code == 0
    assert review_tui("glossary", "lint", "--fail-on", "error").code == 0


def test_json_has_everything(review_tui: Command, terms: Path) -> None:
    terms.write_text(GOOD + "mortgage,mortgage,抵押贷款,preferred\n", "utf-8")
    ran = review_tui("glossary", "lint", "-f", "json")
    assert ran.code == 0
    assert json.loads(ran.out) == [
        {
            "path": str(terms),
            "line": 2,
            "code": "term-inside",
            "severity": "info",
            "message": "'贷款' stands inside a rendering of other concepts (抵押贷款): there the longer one counts",
            "concept": "loan",
            "zh": "贷款",
            "fixable": False,
        }
    ]
    assert review_tui("glossary", "lint").out == ""


def test_fix_mends_the_file_and_then_it_is_clean(review_tui: Command, terms: Path) -> None:
    terms.write_text(GOOD + "mbs,MBS, 证券,preferred\n", "utf-8")
    ran = review_tui("glossary", "lint", "--fix")
    assert ran.code == 0
    assert "Mended: 1." in ran.err
    assert "mbs,MBS,证券,preferred\n" in terms.read_text("utf-8")


def test_concepts_that_the_articles_never_use_are_named(review_tui: Command, folder: Path, terms: Path) -> None:
    (folder / "a.md").write_text("贷款。", "utf-8")
    ran = review_tui("glossary", "lint", "--articles", "a.md")
    assert ran.code == 0
    assert ran.out == f"{terms}:3: info concept-unused: 'bond' does not come up in the articles\n"


def test_a_file_that_is_not_there_or_no_glossary_is_trouble(review_tui: Command, folder: Path) -> None:
    ran = review_tui("glossary", "lint", "nowhere.csv")
    assert ran.code == 2
    assert "nowhere.csv: error file-unreadable: there is no such file" in ran.out
    (folder / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    ran = review_tui("glossary", "lint", "other.csv", "--fix")
    assert ran.code == 2
    assert "other.csv:1: error column-missing: the header is missing" in ran.out
    assert (folder / "other.csv").read_text("utf-8") == "a,b\n1,2\n"
