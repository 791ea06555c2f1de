"""Sheets with nothing but text in them are read without openpyxl, and just as it reads them."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from review_tui.glossary.exchange.formats import xlsx
from review_tui.glossary.exchange.plain_sheet import plain_sheet

SHARED = "xl/sharedStrings.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROWS: list[list[Any]] = [
    ["concept", "en", "zh"],
    ["甲", None, " 止赎 "],
    [],
    [None, "a&b <c>\n第二行", 7, 7.0, 0.25, 1e20, -3, -12345678901234567890, True, False],
    [None, None],
    ["", "x", CellRichText("粗", TextBlock(InlineFont(b=True), "体"), "字")],
    [None] * 30 + ["远"],
]


def workbook(rows: list[list[Any]], *, shared: bool = False) -> bytes:
    """Return a workbook whose first sheet has some rows; texts are in the cells or, as Excel has them, `shared`."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("terms")
    for row in rows:
        sheet.append(row)
    book.create_sheet("other").append(["别的"])
    out = io.BytesIO()
    book.save(out)
    return with_shared_texts(out.getvalue()) if shared else out.getvalue()


def with_shared_texts(data: bytes) -> bytes:
    texts: list[str] = []

    def told(match: re.Match[str]) -> str:
        texts.append(f'<si>{match[2]}<rPh sb="0" eb="1"><t>读音</t></rPh></si>')
        return f'{match[1]}t="s"><v>{len(texts) - 1}</v></c>'

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as other:
        for name in archive.namelist():
            part = archive.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                part = re.sub(r'(<c [^>]*?)t="inlineStr"><is>(.*?)</is></c>', told, part, flags=re.DOTALL)
            elif name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
                override = f'<Override PartName="/{SHARED}" ContentType="{kind}"/>'
                part = re.sub(r'<Override PartName="/xl/sharedStrings[^>]*>', "", part).replace(
                    "</Types>", f"{override}</Types>"
                )
            if name != SHARED:
                other.writestr(name, part)
        other.writestr(SHARED, f'<sst xmlns="{SPACE}">{"".join(texts)}</sst>')
    return out.getvalue()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return a workbook with something replaced in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as other:
        for each in archive.infolist():
            part = archive.read(each).decode()
            assert each.filename != name or old in part
            other.writestr(each, part.replace(old, new) if each.filename == name else part)
    return out.getvalue()


@pytest.mark.parametrize("options", [{"shared": True}, {}])
def test_it_is_read_as_openpyxl_reads_it(options: dict[str, bool]) -> None:
    data = workbook(ROWS, **options)
    lines = plain_sheet(data, 1_000, 100)
    assert lines is not None
    assert lines == xlsx.lines_by_openpyxl(data, 1_000, 100)
    assert lines[5] == ["", "x", "粗体字"]


def test_no_more_is_read_than_is_asked_for() -> None:
    data = workbook(ROWS)
    assert plain_sheet(data, 2, 2) == [["concept", "en"], ["甲"]] == xlsx.lines_by_openpyxl(data, 2, 2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<row r="4"', '<row r="6"'),
        ('<row r="4"', "<row"),
        ('<c r="A2"', "<c"),
        ('<c r="C2"', '<c r="D2"'),
        ('<row r="1"', '<row hidden="1" r="1"'),
    ],
)
def test_rows_and_cells_stand_where_they_say(old: str, new: str) -> None:
    data = changed(workbook(ROWS[:4]), "xl/worksheets/sheet1.xml", old, new)
    assert plain_sheet(data, 1_000, 100) == xlsx.lines_by_openpyxl(data, 1_000, 100)


@pytest.mark.parametrize(
    "cell", ["=A1", date(2026, 1, 2)], ids=["a formula", "a date, which only its style tells from a number"]
)
def test_what_is_more_than_text_is_left_to_openpyxl(cell: object) -> None:
    data = workbook([["en", "zh"], ["a", cell]])
    assert plain_sheet(data, 1_000, 100) is None
    assert len(xlsx.lines_by_openpyxl(data, 1_000, 100)) == 2


def test_what_is_no_workbook_is_left_to_openpyxl() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert plain_sheet(out.getvalue(), 1_000, 100) is None
    data = workbook(ROWS, shared=True)
    assert plain_sheet(changed(data, SHARED, "<si>", "<si"), 1_000, 100) is None
    assert plain_sheet(changed(data, "xl/worksheets/sheet1.xml", '<c r="A2"', '<c r="?"'), 1_000, 100) is None
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    for part in ("xl/worksheets/sheet1.xml", SHARED):
        assert plain_sheet(changed(data, part, SPACE, strict), 1_000, 100) is None
