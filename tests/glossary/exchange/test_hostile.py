"""Files that were made to break a reader: each gives a message or a result, soon and in little memory."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.glossary.exchange import formats
from review_tui.glossary.exchange.gathering import Entry, gather
from review_tui.glossary.exchange.model import FormatError, Imported

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


def test_two_hundred_thousand_rows_are_read() -> None:
    data = ("source,target\n" + "".join(f"term {number},词{number}\n" for number in range(200_000))).encode()
    back = formats.reader("weblate").read(data, HERE)
    assert len(back.concepts) == 200_000


def test_rows_that_are_all_broken_are_not_tried_for_ever() -> None:
    data = ("source,target\n" + '"a"b,c\n' * 200_000).encode()
    back = formats.reader("weblate").read(data, HERE)
    assert not back.concepts
    assert 0 < len(back.problems) <= 1_001


@pytest.mark.parametrize("bad", ["\0", "\x1b", "\x07", "\x9b"])
def test_control_characters_are_named_and_never_printed(bad: str) -> None:
    back = gather([Entry(("loan",), f"贷{bad}款", 3), Entry(("ok",), "好", 4)], HERE)
    assert [concept.id for concept in back.concepts] == ["ok"]
    (problem,) = back.problems
    assert "control character" in problem.message
    assert bad not in problem.message


@pytest.mark.parametrize("name", [name for name in formats.GUESSED if name != "xlsx"])
@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"\xef\xbb\xbf", b'"', b"source,", b"\t\t\t", b"#UTX", b"{", b"[" * 50_000, b"<", b"\xe2\x80\xa8,"],
    ids=repr,
)  # fmt: skip
def test_scraps_give_a_message_or_nothing(name: str, data: bytes) -> None:
    module = formats.reader(name)
    module.sniff(data)
    try:
        back = module.read(data, HERE)
    except FormatError as error:
        assert str(error)
    else:
        assert not back.concepts


def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as part:
        for _ in range(100):
            part.write(b" " * MIB)
    with pytest.raises(FormatError, match="unpacks to more than 64 MiB"):
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
