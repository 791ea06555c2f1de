"""Files that were made to break a reader: each gives a message or a result, soon and in little memory."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from review_tui.glossary.concept import Concept, Rendering
from review_tui.glossary.exchange import formats
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather
from review_tui.glossary.exchange.merge import RowFate, merge
from review_tui.glossary.exchange.model import FormatError, Imported
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import Table

HERE = Path("terms.csv")
MIB = 1024 * 1024


def bounded(read: Callable[[], Imported], most: int) -> Imported:
    tracemalloc.start()
    try:
        back = read()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < most
    return back


@pytest.mark.parametrize("name", ["native", "weblate", "columns", "google", "google-sets", "lokalise", "crowdin"])
def test_a_cell_of_ten_megabytes_costs_its_own_row_only(name: str) -> None:
    headers = {
        "native": ("concept,en,zh,status", "a,a,{},admitted", "b,b,乙,admitted"),
        "weblate": ("source,target", "a,{}", "b,乙"),
        "columns": ("English,Chinese", "a,{}", "b,乙"),
        "google": ("c,丙", "a,{}", "b,乙"),
        "google-sets": ("en,zh", "a,{}", "b,乙"),
        "lokalise": ("term;description;casesensitive;translatable;zh_CN", "a;;no;yes;{}", "b;;no;yes;乙"),
        "crowdin": ("Term [en],Term [zh-CN]", "a,{}", "b,乙"),
    }
    first, long, good = headers[name]
    data = "\n".join((first, long.format("甲" * 3_500_000), good)).encode()
    back = bounded(lambda: formats.reader(name).read(data, HERE), 100 * MIB)
    assert "b" in [concept.id for concept in back.concepts]
    assert [problem.line for problem in back.problems] == [2]
    assert all(len(problem.message) < 300 for problem in back.problems)


@pytest.mark.parametrize("field", ["id", "zh", "pos", "definition", "note", "origin", "updated"])
@pytest.mark.parametrize("sign", ["\0", "\x01", "\x9b", "\ud800"])
def test_a_control_character_in_any_cell_costs_its_own_row_only(field: str, sign: str) -> None:
    row = ForeignRow(("mortgage",), "抵押贷款", 2)
    spoilt: dict[str, Any] = {field: f"{getattr(row, field)}a{sign}b"}
    rows = [replace(row, **spoilt), ForeignRow(("bond",), "债券", 3)]
    back = gather(rows, HERE, [])
    assert [concept.id for concept in back.concepts] == ["bond"]
    assert [(problem.line, "control character" in problem.message) for problem in back.problems] == [(2, True)]


def test_twenty_thousand_rows_are_read() -> None:
    data = ("source,target\n" + "".join(f"term {number},词{number}\n" for number in range(20_000))).encode()
    back = formats.reader("weblate").read(data, HERE)
    assert len(back.concepts) == 20_000


def test_ten_thousand_terms_that_give_one_id_get_ids_of_their_own_in_time() -> None:
    rows = "".join(f",C {'!' * (number % 100)}{'?' * (number // 100)},词{number},\n" for number in range(10_000))
    back = formats.reader("native").read(f"concept,en,zh,status\n{rows}".encode(), HERE)
    assert len({concept.id for concept in back.concepts}) == 10_000


def test_thirty_thousand_renderings_of_one_term_are_taken_in_and_met_again_in_time() -> None:
    data = ("en,zh\n" + "".join(f"loan,贷款{number}\n" for number in range(30_000))).encode()
    back = formats.reader("google-sets").read(data, HERE)
    first = merge(glossary_of([Table(HERE)]), back, HERE)
    assert first.count(RowFate.ADDED) == 30_000
    assert merge(first.glossary, back, HERE).count(RowFate.UNTOUCHED) == 30_000


def test_rows_that_are_all_broken_are_not_tried_for_ever() -> None:
    data = ("source,target\n" + '"a"b,c\n' * 200_000).encode()
    back = formats.reader("weblate").read(data, HERE)
    assert not back.concepts
    assert 0 < len(back.problems) <= 1_001


@pytest.mark.parametrize("bad", ["\0", "\x1b", "\x07", "\x9b", "\udfff"])
def test_control_characters_are_named_and_never_printed(bad: str) -> None:
    back = gather([ForeignRow(("loan",), f"贷{bad}款", 3), ForeignRow(("ok",), "好", 4)], HERE)
    assert [concept.id for concept in back.concepts] == ["ok"]
    (problem,) = back.problems
    assert "control character" in problem.message
    assert bad not in problem.message


@pytest.mark.parametrize("name", [name for name in formats.GUESSED if name != "xlsx"])
def test_scraps_give_a_message_or_nothing(name: str) -> None:
    module = formats.reader(name)
    for scrap in ("", "\n\n", "\ufeff", '"', "source,", "\t\t\t", "#UTX", "{", "[" * 50_000, "<", "\u2028,"):
        data = scrap.encode()
        module.sniff(data)
        try:
            back = module.read(data, HERE)
        except FormatError as error:
            assert str(error)
        else:
            assert not back.concepts, scrap


def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b" " * MIB)
    with pytest.raises(FormatError, match="unpacks to more than 256 MiB"):
        formats.reader("xlsx").read(out.getvalue(), HERE)


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100])
def test_an_archive_that_is_no_workbook_gives_a_message(data: bytes) -> None:
    with pytest.raises(FormatError, match="no workbook"):
        formats.reader("xlsx").read(data, HERE)


def test_a_workbook_with_a_document_type_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>')
    with pytest.raises(FormatError, match="document type"):
        formats.reader("xlsx").read(out.getvalue(), HERE)


TBX = '<?xml version="1.0"?>\n{}<tbx type="TBX-Basic" style="dca" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>{}'
END = "</body></text></tbx>"


def an_entry(number: int, en: str = "", zh: str = "") -> str:
    english = f'<langSec xml:lang="en"><termSec><term>{en or f"term {number}"}</term></termSec></langSec>'
    chinese = f'<langSec xml:lang="zh-CN"><termSec><term>{zh or f"词{number}"}</term></termSec></langSec>'
    return f'<conceptEntry id="c{number}">{english}{chinese}</conceptEntry>'


def tbx(*entries: str, doctype: str = "") -> bytes:
    return (TBX.format(f"<!DOCTYPE tbx [{doctype}]>\n" if doctype else "", "".join(entries)) + END).encode()


@pytest.mark.parametrize(
    "doctype",
    [
        '<!ENTITY a "x">' + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9)),
        '<!ENTITY a "' + "x" * 50_000 + '">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;',
    ],
    ids=["billion laughs", "quadratic", "external", "parameter"],
)
def test_a_file_that_declares_entities_is_refused_whatever_they_are(doctype: str) -> None:
    data = tbx(an_entry(1, "&a;" * 10_000), doctype=doctype)
    tracemalloc.start()
    try:
        with pytest.raises(FormatError, match="declares the entity"):
            formats.reader("tbx").read(data, HERE)
        assert tracemalloc.get_traced_memory()[1] < 10 * MIB
    finally:
        tracemalloc.stop()


def test_a_text_with_an_entity_that_nobody_explains_is_left_out_and_that_is_said() -> None:
    data = tbx(an_entry(1, zh="贷&what;款"), an_entry(2)).replace(b"<tbx", b'<!DOCTYPE tbx SYSTEM "no.dtd">\n<tbx', 1)
    back = formats.reader("tbx").read(data, HERE)
    assert [concept.id for concept in back.concepts] == ["term-2"]
    assert "&what;" in back.problems[0].message


def test_tbx_on_one_long_line_is_known_for_what_it_is() -> None:
    data = tbx(*map(an_entry, range(2_000)))
    assert formats.guess(data) == "tbx"
    assert len(formats.reader("tbx").read(data, HERE).concepts) == 2_000


def test_a_term_of_ten_megabytes_costs_its_own_entry_only() -> None:
    data = tbx(an_entry(1), an_entry(2, zh="甲" * 3_500_000), an_entry(3))
    back = bounded(lambda: formats.reader("tbx").read(data, HERE), 100 * MIB)
    assert [concept.id for concept in back.concepts] == ["term-1", "term-3"]
    (problem,) = back.problems
    assert "is longer than 2,000 characters" in problem.message


def test_an_entry_with_a_hundred_thousand_terms_is_no_concept() -> None:
    english = "".join(f"<termSec><term>t{n}</term></termSec>" for n in range(50_000))
    chinese = "".join(f"<termSec><term>词{n}</term></termSec>" for n in range(50_000))
    sections = f'<langSec xml:lang="en">{english}</langSec><langSec xml:lang="zh">{chinese}</langSec>'
    many = f'<conceptEntry id="c1">{sections}</conceptEntry>'
    back = formats.reader("tbx").read(tbx(many, an_entry(2)), HERE)
    assert [concept.id for concept in back.concepts] == ["term-2"]
    assert "has 100,000 terms" in back.problems[0].message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (tbx(an_entry(1, "a\0b")), "line 2 is not well-formed XML"),
        (tbx("<a>" * 10_000), "nested more than 64 deep"),
        (tbx(an_entry(1))[:-30], "line 2 is not well-formed XML"),
        (tbx(an_entry(1)).replace(b'"1.0"', b'"1.0" encoding="utf-7"'), "encoding that cannot be read"),
    ],
    ids=["NUL", "deep", "cut off", "encoding"],
)
def test_what_is_no_xml_gives_a_message_with_its_place(data: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        formats.reader("tbx").read(data, HERE)


def test_five_thousand_entries_are_read() -> None:
    assert len(formats.reader("tbx").read(tbx(*map(an_entry, range(5_000))), HERE).concepts) == 5_000


def test_a_header_of_twenty_thousand_columns_is_looked_at_once() -> None:
    names = ",".join(f"k{number}" for number in range(20_000))
    data = f"concept,zh,status,{names}\nloan,贷款,preferred{',' * 20_000}\n".encode()
    back = formats.reader("native").read(data, HERE)
    assert [concept.id for concept in back.concepts] == ["loan"]


def test_text_in_another_encoding_is_told_from_no_text() -> None:
    with pytest.raises(FormatError, match=r"line 3 is not UTF-8 \(it looks like GB18030"):
        formats.guess("term,译文\nloan,贷款\n".encode("ascii", "ignore") + "b,贷款\n".encode("gbk"))


HOSTILE_ROWS = (
    b"c1,a,\xe8\xaf\x8d,admitted\n",
    b"c2,a,\xe8\xaf\x8d\0,admitted\n",
    b"c3,a," + "甲".encode() * 200_000 + b",admitted\n",
    b'c4,"a,\xe8\xaf\x8d,admitted\n',
    b'c5,a"b,"\xe8\xaf\x8d"c,admitted\n',
    b"c6,=1+1,=cmd|' /C calc'!A0,admitted\n",
    b"c7,a\n",
    b"c8,a,\xe8\xaf\x8d,wat\n",
)


def test_no_row_is_lost_when_a_file_with_hostile_ones_is_saved() -> None:
    from review_tui.glossary.exchange.merge import merge
    from review_tui.glossary.storage.assembly import glossary_of
    from review_tui.glossary.storage.table import dump_table, parse_table

    table = parse_table(b"concept,en,zh,status\n" + b"".join(HOSTILE_ROWS), HERE)
    coming = formats.reader("deepl").read("loan\t贷款\n".encode(), Path("in.tsv"))
    saved = dump_table(merge(glossary_of([table]), coming, HERE).glossary.tables[0])
    for row in HOSTILE_ROWS:
        assert saved.count(row.rstrip(b"\n")) == 1
    assert b"loan,loan,\xe8\xb4\xb7\xe6\xac\xbe,provisional" in saved
    again = parse_table(saved, HERE)
    assert dump_table(again) == saved


@pytest.mark.parametrize("place", ["XFD20000", "IU20000", "A20000"])
def test_one_cell_far_out_in_a_small_workbook_costs_little(place: str) -> None:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cell = f'<c r="{place}" t="inlineStr"><is><t>x</t></is></c>'
    name = "xl/worksheets/sheet1.xml"
    written = formats.writer("xlsx").write((Concept("loan", ("loan",), renderings=(Rendering("贷款"),)),)).data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            part = old.read(each)
            if each == name:
                assert b"</sheetData>" in part
                part = part.replace(b"</sheetData>", f'<row r="{row}">{cell}</row></sheetData>'.encode())
                part = part.replace(b"<sheetData>", b'<dimension ref="A1:XFD20000"/><sheetData>')
            new.writestr(each, part)

    def read() -> Imported:
        try:
            return formats.reader("xlsx").read(out.getvalue(), HERE)
        except FormatError as problem:
            assert "more than 256 columns" in str(problem)
            return Imported(())

    bounded(read, 50 * MIB)


def test_cells_of_very_many_words_are_not_compared_word_by_word() -> None:
    words = [f"ab{chr(97 + n % 26)}" + "".join(chr(97 + int(digit)) for digit in str(n)) for n in range(40_000)]
    started = time.process_time()
    text = f"{' '.join(words)}\t{' '.join(reversed(words))}\nok\t好\n"
    back = formats.reader("deepl").read(text.encode(), HERE)
    assert time.process_time() - started < 5
    assert [concept.id for concept in back.concepts] == ["ok"]
    assert len(back.problems) == 1
