"""`review-tui glossary`."""

import csv
import io
import re
from pathlib import Path

import pytest

from review_tui.glossary.storage.columns import HEADER
from tests.cli.running import Command


@pytest.fixture
def glossary(folder: Path) -> Path:
    file = folder / "glossary" / "a.csv"
    file.parent.mkdir()
    file.write_text("concept,en,zh,status,note,mine\nyield,yield,收益率,preferred,=1+1,甲\n", "utf-8")
    (folder / "glossary" / "b.csv").write_text("concept,en,zh,status\nask,ask,卖价,preferred\n", "utf-8")
    return file


@pytest.mark.usefixtures("glossary")
def test_export_writes_all_files_as_one(review_tui: Command, folder: Path) -> None:
    ran = review_tui("glossary", "export", "-o", "out.csv")
    assert ran.code == 0
    assert "Wrote 2 concepts with 2 renderings to out.csv." in ran.err
    data = (folder / "out.csv").read_bytes()
    assert b"\r" not in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"))))
    assert rows[0] == [*HEADER, "mine"]
    assert [(row[0], row[2], row[11], row[-1]) for row in rows[1:]] == [
        ("ask", "卖价", "", ""),
        ("yield", "收益率", "=1+1", "甲"),
    ]


@pytest.mark.usefixtures("glossary")
def test_export_without_a_file_goes_to_stdout(review_tui: Command) -> None:
    assert review_tui("glossary", "export").out.startswith("concept,en,zh")


def test_export_spares_the_glossary_and_adds_nothing_to_it(review_tui: Command, folder: Path, glossary: Path) -> None:
    for name, harm in ((glossary.name, "would be lost"), ("out.csv", "would be read as part of it")):
        ran = review_tui("glossary", "export", "-o", f"glossary/{name}")
        assert (ran.code, harm in ran.err) == (2, True)
    assert sorted(each.name for each in glossary.parent.iterdir()) == ["a.csv", "b.csv"]
    assert review_tui("glossary", "export", "-f", "tbx", "-o", "glossary/out.tbx").code == 0


@pytest.mark.usefixtures("glossary")
def test_export_for_spreadsheets_has_a_mark_and_runs_nothing(review_tui: Command, folder: Path) -> None:
    review_tui("glossary", "export", "-o", "out.csv", "--spreadsheet-safe")
    data = (folder / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert "'=1+1" in data.decode("utf-8-sig")


def test_what_is_wrong_with_the_glossary_is_said(review_tui: Command, glossary: Path) -> None:
    glossary.write_text("concept,en,zh,status\nyield,yield,,preferred\n", "utf-8")
    ran = review_tui("glossary", "export")
    assert ran.code == 0
    assert f"{glossary}:2: the zh cell is empty" in ran.err


def test_a_glossary_that_is_not_there_is_trouble(review_tui: Command) -> None:
    ran = review_tui("glossary", "export", "-g", "nowhere.csv")
    assert ran.code == 2
    assert "nowhere.csv: there is no such file" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "-o", "out.csv"),
        ("export", "-f", "deepl"),
        ("lint",),
        ("lint", "--fix"),
        ("import", "in.tsv"),
        ("import", "in.tsv", "--into", "glossary/new.csv"),
        ("stats", "a.md"),
        ("mine", "a.md"),
    ],
)
@pytest.mark.parametrize("place", ["glossary", "glossary/terms.csv"])
def test_a_glossary_that_a_link_leads_to_no_more_is_trouble_for_every_command(
    review_tui: Command, folder: Path, arguments: tuple[str, ...], place: str
) -> None:
    (folder / "a.md").write_text("# 甲\n", "utf-8")
    (folder / "in.tsv").write_text("loan\t贷款\n", "utf-8")
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).symlink_to("gone")
    before = sorted(folder.rglob("*"))
    ran = review_tui("glossary", *arguments)
    assert ran.code == 2
    assert re.search(rf"{place}: (error file-unreadable: )?this symbolic link leads nowhere", ran.out + ran.err)
    assert sorted(folder.rglob("*")) == before


def test_init_copies_the_shipped_one_and_never_over_another(
    review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from review_tui.glossary.storage.location import GlossaryPlace, GlossarySource

    source = tmp_path / "shipped.csv"
    source.write_text("concept,en,zh,status\nask,ask,卖价,preferred\n", "utf-8")
    place = GlossaryPlace(GlossarySource.SHIPPED, source.parent, (source,))
    monkeypatch.setattr("review_tui.cli.glossary.init.shipped", lambda: place)
    assert review_tui("glossary", "init").code == 0
    copy = folder / "glossary" / "shipped.csv"
    assert copy.read_bytes() == source.read_bytes()
    copy.write_text("mine", "utf-8")
    ran = review_tui("glossary", "init")
    assert (ran.code, copy.read_text("utf-8")) == (2, "mine")
    assert "there is a glossary already" in ran.err


def test_init_leaves_no_half_glossary_and_says_plainly_what_is_wrong(
    review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from review_tui.glossary.storage.location import GlossaryPlace, GlossarySource

    source = tmp_path / "shipped.csv"
    source.write_text("concept,en,zh,status\nask,ask,卖价,preferred\n", "utf-8")
    place = GlossaryPlace(GlossarySource.SHIPPED, tmp_path, (source, tmp_path / "gone.csv"))
    monkeypatch.setattr("review_tui.cli.glossary.init.shipped", lambda: place)
    ran = review_tui("glossary", "init", "mine")
    assert (ran.code, ran.err) == (2, f"error: {tmp_path / 'gone.csv'}: there is no such file\n")
    assert list((folder / "mine").iterdir()) == []
    (folder / "file").touch()
    ran = review_tui("glossary", "init", "file/mine")
    assert (ran.code, ran.err) == (2, "error: file/mine: a part of the path is a file, not a folder\n")
