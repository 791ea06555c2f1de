"""`review-tui glossary stats`."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import Command


@pytest.fixture(autouse=True)
def terms(folder: Path) -> Path:
    file = folder / "glossary" / "terms.csv"
    file.parent.mkdir()
    file.write_text(
        "concept,en,zh,status\n"
        "foreclosure,foreclosure,止赎,preferred\n"
        "foreclosure,foreclosure,丧失抵押品赎回权,admitted\n"
        "lender,lender,贷方,admitted\n"
        "lender,lender,贷款人,preferred\n",
        "utf-8",
    )
    return file


def test_the_table_of_the_seed(review_tui: Command, seed: Path) -> None:
    ran = review_tui("glossary", "stats", seed.name)
    assert ran.code == 0
    lines = ran.out.splitlines()
    at = lines.index("foreclosure")
    assert lines[at + 1] == "  10 uses in 1 article   HHI 0.52   effective 1.9   LTCR 0.47   preferred 0.60"
    assert lines[at + 2] == "  █████████▋        止赎                  ×6  preferred"
    assert lines[at + 3] == "  ██████▍           丧失抵押品赎回权      ×4  admitted"
    assert "6 uses in 1 article   HHI 0.72   effective 1.4" in ran.out
    assert "1 article, 14 slugs, " in ran.out
    assert "LTCR –" in ran.out


def test_json_has_every_figure_and_null_where_there_is_none(review_tui: Command, seed: Path) -> None:
    ran = review_tui("glossary", "stats", seed.name, "-f", "json")
    figures = json.loads(ran.out)
    concepts = {each["id"]: each for each in figures["concepts"]}
    assert round(concepts["foreclosure"]["ltcr"], 2) == 0.47
    assert concepts["economy"]["ltcr"] is None
    assert concepts["economy"]["linked"] is True
    assert figures["success"] is None


def test_csv_has_a_row_for_each_rendering(review_tui: Command, folder: Path, seed: Path) -> None:
    assert review_tui("glossary", "stats", seed.name, "-f", "csv", "-o", "out.csv").code == 0
    rows = list(csv.DictReader(io.StringIO((folder / "out.csv").read_text("utf-8"))))
    assert [(row["zh"], row["zh_uses"], row["hhi"]) for row in rows if row["concept"] == "foreclosure"] == [
        ("止赎", "6", "0.5200"),
        ("丧失抵押品赎回权", "4", "0.5200"),
    ]


def test_an_original_adds_the_success_rate(review_tui: Command, folder: Path) -> None:
    (folder / "zh").mkdir()
    (folder / "en").mkdir()
    (folder / "zh" / "a.md").write_text("止赎。", "utf-8")
    (folder / "zh" / "b.md").write_text("止赎。", "utf-8")
    (folder / "en" / "a.md").write_text("A foreclosure, foreclosures.", "utf-8")
    ran = review_tui("glossary", "stats", "zh", "--source", "en")
    assert "success 0.50" in ran.out
    assert "2 articles, 0 slugs, 1 concept, 2 uses, 1 original" in ran.out
    assert "success against the originals 0.50" in ran.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere.md",), "nowhere.md: there is no such file"),
        (("empty",), "no article to look at"),
        ((".", "--source", "nowhere"), "nowhere: there is no such folder of originals"),
        ((".", "--substrings"), "name their folder with --source"),
    ],
)
def test_what_cannot_be_measured_is_trouble(
    review_tui: Command, folder: Path, arguments: tuple[str, ...], says: str
) -> None:
    (folder / "empty").mkdir()
    ran = review_tui("glossary", "stats", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_an_article_that_cannot_be_read_is_named_and_the_rest_is_measured(
    review_tui: Command, folder: Path, seed: Path
) -> None:
    (folder / "bad.md").write_bytes("贷款".encode("gbk") * 20)
    ran = review_tui("glossary", "stats", ".")
    assert ran.code == 2
    assert "bad.md: not UTF-8" in ran.err
    assert "1 article, 14 slugs" in ran.out
