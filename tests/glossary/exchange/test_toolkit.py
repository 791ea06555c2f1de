"""translate-toolkit, on which Weblate stands, reads what we write for it, and we read what it writes."""

import importlib
from io import BytesIO
from pathlib import Path

import pytest

from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.exchange import formats

csvl10n = importlib.import_module("translate.storage.csvl10n")
toolkit_tbx = importlib.import_module("translate.storage.tbx")

TERMS = (
    Concept(
        "foreclosure & co",
        ("foreclosure", 'a "b", c', "-x", "\\n"),
        definition="=SUM(1), <b>",
        renderings=(
            Rendering("止赎", Status.PREFERRED, "noun", note="\\ back 'x'"),
            Rendering("法，“拍”", Status.ADMITTED),
            Rendering("没收", Status.DEPRECATED),
            Rendering("强制平仓", Status.FORBIDDEN),
            Rendering("断供", Status.PROVISIONAL),
        ),
    ),
    Concept("b", ("b<&>",), renderings=(Rendering("<乙>&", Status.PREFERRED),)),
)


def test_it_reads_our_weblate_file_cell_for_cell() -> None:
    store = csvl10n.csvfile()
    store.parse(formats.writer("weblate").write(TERMS).data)
    rows = [(unit.source, unit.target, unit.isfuzzy(), unit.getcontext()) for unit in store.units]
    name = "concept foreclosure & co"
    assert rows == [
        ("foreclosure", "止赎", False, name),
        ('a "b", c', "止赎", False, name),
        ("-x", "止赎", False, name),
        ("\\n", "止赎", False, name),
        ("foreclosure", "法，“拍”", False, f"{name} #2"),
        ("foreclosure", "断供", True, f"{name} #3"),
        ("b<&>", "<乙>&", False, "concept b"),
    ]
    first = store.units[0]
    assert (first.getnotes("translator"), first.getnotes("developer")) == ("\\ back 'x'", "=SUM(1), <b>")


def test_it_reads_our_tbx_version_2_the_first_term_of_each_concept() -> None:
    store = toolkit_tbx.tbxfile.parsestring(formats.writer("tbx-v2").write(TERMS).data)
    assert [(unit.source, unit.target) for unit in store.units] == [("foreclosure", "止赎"), ("b<&>", "<乙>&")]
    assert store.units[0].getnotes() == "\\ back 'x'"


def test_it_does_not_read_version_3_which_is_why_there_is_a_version_2() -> None:
    with pytest.raises(AssertionError):
        toolkit_tbx.tbxfile.parsestring(formats.writer("tbx").write(TERMS).data)


def test_its_tbx_is_read() -> None:
    store = toolkit_tbx.tbxfile(sourcelanguage="en", targetlanguage="zh-CN")
    unit = store.addsourceunit("loan")
    unit.target = "贷款"
    unit.addnote("of money")
    out = BytesIO()
    store.serialize(out)
    assert formats.guess(out.getvalue()) == "tbx"
    (concept,) = formats.reader("tbx").read(out.getvalue(), Path("terms.tbx")).concepts
    assert (concept.id, concept.en) == ("loan", ("loan",))
    assert [(each.zh, each.status, each.note) for each in concept.renderings] == [("贷款", "provisional", "of money")]


def test_its_csv_is_read() -> None:
    store = csvl10n.csvfile()
    unit = store.addsourceunit("loan, secured")
    unit.target = "贷款"
    data = bytes(store)
    assert formats.guess(data) == "weblate"
    (concept,) = formats.reader("weblate").read(data, Path("terms.csv")).concepts
    assert (concept.id, concept.renderings[0].zh) == ("loan-secured", "贷款")


def test_the_mark_that_weblate_puts_before_a_formula_is_taken_off() -> None:
    data = "source,target,context\n'-ism,'＝主义,x\n'twas,'乙,y\n".encode()
    back = formats.reader("weblate").read(data, Path("terms.csv"))
    assert [(concept.en[0], concept.renderings[0].zh) for concept in back.concepts] == [
        ("-ism", "＝主义"),
        ("'twas", "'乙"),
    ]
