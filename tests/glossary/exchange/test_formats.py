"""Every format: what it holds comes back identical, and what it cannot hold is said."""

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from review_tui.glossary.concept import BLOCKERS, Concept, Kind, Rendering, Status
from review_tui.glossary.exchange import formats
from review_tui.glossary.exchange.delimited import header_of
from review_tui.glossary.exchange.formats import guess, native, reader
from review_tui.glossary.exchange.model import Exported, FormatError, Imported

HERE = Path("terms.csv")

# Letters that files of terms are made of, and those that break them.
ENGLISH = st.text(st.sampled_from("abcXYZ09 -/'\"(),;|#=+@é"), min_size=1, max_size=12)
CHINESE = st.text(st.sampled_from("止赎贷款人利率Ａ，（）\"',;|=+#-ab1 "), max_size=8).map(lambda text: f"{text}词")
COMMENT = st.text(st.sampled_from("ab止 ,;\"'<&>#=-1"), max_size=10)


def clean(text: str) -> str:
    return " ".join(text.split())


@st.composite
def concepts(draw: st.DrawFn) -> tuple[Concept, ...]:
    made: dict[str, Concept] = {}
    terms: set[str] = set()
    for _ in range(draw(st.integers(1, 4))):
        english = {clean(draw(ENGLISH).replace("|", "")) for _ in range(draw(st.integers(1, 2)))}
        english = {term for term in english if any(map(str.isalnum, term)) and term.casefold() not in terms}
        chinese = {clean(draw(CHINESE)) for _ in range(draw(st.integers(1, 3)))} - {""}
        name = f"c-{len(made)}"
        if not english or not chinese:
            continue
        terms |= {term.casefold() for term in english}
        statuses = draw(st.permutations([Status.PREFERRED, Status.ADMITTED, Status.FORBIDDEN, Status.PROVISIONAL]))
        renderings = [
            Rendering(zh, status, pos=draw(st.sampled_from(["", "noun"])), note=clean(draw(COMMENT)))
            for zh, status in zip(sorted(chinese), statuses, strict=False)
        ]
        renderings.sort(key=lambda rendering: (rendering.status.order, rendering.zh))
        made[name] = Concept(
            name, tuple(sorted(english)), definition=clean(draw(COMMENT)), renderings=tuple(renderings)
        )
    return tuple(made.values())


PLAIN = st.text(st.sampled_from('ab止 ,;"<&>=-1'), max_size=6).map(clean)


@st.composite
def whole_concepts(draw: st.DrawFn) -> tuple[Concept, ...]:
    """Draw concepts in which every field may say something, as a glossary holds them: without a ' before a formula."""
    made = []
    for concept in map(unmarked, draw(concepts())):
        renderings = tuple(
            replace(
                each,
                context=draw(PLAIN),
                not_before=draw(PLAIN),
                not_after=draw(PLAIN),
                origin=draw(PLAIN),
                updated=draw(PLAIN),
                extra=draw(st.sampled_from([(), (("reviewer", "甲"),), (("reviewer", "乙"), ("seen", "=1"))])),
            )
            for each in concept.renderings
        )
        made.append(
            replace(
                concept,
                kind=draw(st.sampled_from([kind for kind in Kind if kind is not Kind.BLOCKER])),
                slugs=draw(st.sampled_from([(), (f"{concept.id}-of",), (f"{concept.id}_2", f"the-{concept.id}")])),
                renderings=tuple(sorted(renderings, key=lambda each: (each.status.order, each.zh))),
            )
        )
    if draw(st.booleans()):
        made.append(Concept(BLOCKERS, kind=Kind.BLOCKER, renderings=(Rendering("修改者", context=draw(PLAIN)),)))
    return tuple(made)


def there_and_back(name: str, given: tuple[Concept, ...]) -> tuple[Exported, Imported]:
    written = formats.writer(name).write(given)
    module = formats.reader(name.removesuffix("-v2"))
    assert module.sniff(written.data) or not written.data.strip()
    return written, module.read(written.data, HERE)


def comparable(concept: Concept) -> tuple[object, ...]:
    rows = {
        (rendering.zh, rendering.status, rendering.pos, rendering.note, rendering.origin, rendering.updated)
        for rendering in concept.renderings
    }
    return concept.id, tuple(sorted(concept.en)), concept.definition, frozenset(rows)


def unmarked(concept: Concept) -> Concept:
    renderings = {
        zh: replace(each, zh=zh, note=each.note.lstrip("' "))
        for each in concept.renderings
        if (zh := each.zh.lstrip("' "))
    }
    return replace(
        concept,
        en=tuple(term.lstrip("' ") for term in concept.en),
        definition=concept.definition.lstrip("' "),
        renderings=tuple(renderings.values()) or (Rendering("止赎"),),
    )


@pytest.mark.parametrize("name", ["native", "xlsx"])
@given(whole_concepts())
def test_our_own_table_holds_everything(name: str, given: tuple[Concept, ...]) -> None:
    written, back = there_and_back(name, given)
    assert {concept.id: concept for concept in back.concepts} == {concept.id: concept for concept in given}
    assert not written.dropped
    assert not back.problems
    assert back.keyed or not given


@pytest.mark.parametrize("name", ["native", "xlsx"])
def test_our_own_table_loses_no_column(name: str, filled: Concept) -> None:
    _, back = there_and_back(name, (filled,))
    assert back.concepts == (filled,)


@pytest.mark.parametrize("name", ["tbx", "tbx-v2"])
@given(concepts().filter(bool))
def test_tbx_holds_concepts_statuses_and_notes(name: str, given: tuple[Concept, ...]) -> None:
    _, back = there_and_back(name, given)
    assert {comparable(concept) for concept in back.concepts} == {comparable(concept) for concept in given}
    assert not back.problems


def without_hash(concepts: tuple[Concept, ...]) -> tuple[Concept, ...]:
    return tuple(concept for concept in concepts if not any(term.startswith("#") for term in concept.en))


@given(concepts())
def test_utx_holds_concepts_statuses_and_comments(given: tuple[Concept, ...]) -> None:
    given = tuple(
        concept
        for concept in without_hash(given)
        if "-" not in (*concept.en, concept.definition, *(each.zh for each in concept.renderings))
        and all(each.note != "-" for each in concept.renderings)
    )
    _, back = there_and_back("utx", given)
    assert {comparable(concept) for concept in back.concepts} == {comparable(concept) for concept in given}


@given(concepts())
def test_weblate_holds_concepts_and_what_may_be_used(given: tuple[Concept, ...]) -> None:
    held = []
    for concept in given:
        usable = [replace(each, pos="") for each in concept.renderings if each.status is not Status.FORBIDDEN]
        if usable:
            held.append(replace(concept, renderings=tuple(usable)))
    _, back = there_and_back("weblate", given)
    assert {comparable(concept) for concept in back.concepts} == {comparable(concept) for concept in held}


@given(concepts())
def test_crowdin_holds_concepts_statuses_and_notes_and_one_english_term(given: tuple[Concept, ...]) -> None:
    given = tuple(replace(concept, en=concept.en[:1]) for concept in given)
    _, back = there_and_back("crowdin", given)
    assert {comparable(concept) for concept in back.concepts} == {comparable(concept) for concept in given}


@pytest.mark.parametrize(
    ("name", "id_is_lost"), [("weblate", 0), ("crowdin", 0), ("utx", 0), ("tbx", 0), ("omegat", 1)]
)
def test_kinds_and_ids_that_are_lost_are_named(name: str, id_is_lost: int) -> None:
    given = (
        Concept("plan", ("401(k)",), Kind.KEEP, renderings=(Rendering("401(k)", Status.PREFERRED),)),
        Concept("fannie-mae", ("Fannie Mae",), Kind.NAME, renderings=(Rendering("房利美", Status.PREFERRED),)),
    )
    dropped = formats.writer(name).write(given).dropped
    assert "concepts are no longer marked as keep: 1 (plan)" in dropped
    assert "concepts are no longer marked as name: 1 (fannie-mae)" in dropped
    assert ("concepts lose their id: 1 (plan)" in dropped) == bool(id_is_lost)


def test_crowdin_tells_concepts_apart_by_id_and_numbers_are_its_own() -> None:
    given = (
        Concept("up", ("APR",), renderings=(Rendering("年利率", Status.PREFERRED),)),
        Concept("lo", ("apr",), renderings=(Rendering("四月", Status.PREFERRED),)),
        Concept("a;b", ("semi",), renderings=(Rendering("甲", Status.PREFERRED),)),
    )
    _, back = there_and_back("crowdin", given)
    assert back.concepts == given
    other = "Concept ID,Term [en],Term [zh-CN]\n7,loan,贷款\n7,credit,借款\n8,loan,借\n".encode()
    found = formats.reader("crowdin").read(other, HERE).concepts
    assert [(each.id, each.en) for each in found] == [("loan", ("loan", "credit")), ("loan-2", ("loan",))]


@pytest.mark.parametrize("name", ["deepl", "google", "lokalise", "phrase"])
@given(concepts())
def test_pairs_hold_the_rendering_to_use_for_each_term(name: str, given: tuple[Concept, ...]) -> None:
    _, back = there_and_back(name, given)
    pairs = {(term, concept.renderings[0].zh) for concept in back.concepts for term in concept.en}
    expected = {
        (term, chosen[0].zh)
        for concept in given
        if (chosen := [each for each in concept.renderings if each.status in (Status.PREFERRED, Status.ADMITTED)])
        for term in concept.en
    }
    assert pairs == expected


FINANCE = (
    Concept(
        "foreclosure",
        ("foreclosure", "foreclosures"),
        slugs=("foreclosure",),
        definition="taking the house",
        renderings=(
            Rendering("止赎", Status.PREFERRED, note="short"),
            Rendering("丧失抵押品赎回权", Status.ADMITTED),
            Rendering("强制平仓", Status.FORBIDDEN),
        ),
    ),
    Concept(
        "workout",
        ("workout",),
        renderings=(Rendering("锻炼", Status.FORBIDDEN), Rendering("重组", Status.PROVISIONAL)),
    ),
    Concept("highlights", ("Highlights",), Kind.HEADING, renderings=(Rendering("要点", Status.PREFERRED),)),
    Concept("_blockers", (), Kind.BLOCKER, renderings=(Rendering("修改者"),)),
)

EXPECTED = {
    "deepl": "foreclosure\t止赎\nforeclosures\t止赎\n",
    "google": "foreclosure,止赎\nforeclosures,止赎\n",
    "google-sets": "en,zh-CN,pos,description\nforeclosure,止赎,,taking the house\n",
    "omegat": (
        "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"
        "foreclosure\t止赎\tshort\nforeclosure\t丧失抵押品赎回权\ttaking the house\n"
        "foreclosures\t止赎\tshort\nforeclosures\t丧失抵押品赎回权\ttaking the house\n"
    ),
    "weblate": (
        '"location","source","target","ID","fuzzy","context","translator_comments","developer_comments"\n'
        '"","foreclosure","止赎","","","concept foreclosure","short","taking the house"\n'
        '"","foreclosures","止赎","","","concept foreclosure","short","taking the house"\n'
        '"","foreclosure","丧失抵押品赎回权","","","concept foreclosure #2","","taking the house"\n'
        '"","workout","重组","","True","concept workout #2","",""\n'
    ),
    "crowdin": (
        "Term [en],Description [en],Part of Speech [en],Status [en],"
        "Term [zh-CN],Description [zh-CN],Part of Speech [zh-CN],Status [zh-CN],Concept ID\n"
        "foreclosure,taking the house,,,止赎,short,,preferred,foreclosure\n"
        "foreclosure,taking the house,,,丧失抵押品赎回权,,,admitted,foreclosure\n"
        "foreclosure,taking the house,,,强制平仓,,,not recommended,foreclosure\n"
        "workout,,,,锻炼,,,not recommended,workout\n"
        "workout,,,,重组,,,draft,workout\n"
    ),
    "lokalise": (
        "term;description;casesensitive;translatable;forbidden;tags;en;en_description;zh_CN;zh_CN_description\n"
        "foreclosure;taking the house;no;yes;no;;foreclosure;;止赎;short\n"
        "foreclosures;taking the house;no;yes;no;;foreclosures;;止赎;short\n"
    ),
    "phrase": (
        "term,case sensitive,translatable,description,zh-CN\n"
        "foreclosure,false,true,taking the house,止赎\nforeclosures,false,true,taking the house,止赎\n"
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_tool_gets_exactly_what_it_takes(name: str) -> None:
    written = formats.writer(name).write(FINANCE)
    assert written.data.decode("utf-8") == EXPECTED[name]
    assert any("blockers: 1 (修改者)" in line for line in written.dropped)
    assert any("whole headings: 1 (要点)" in line for line in written.dropped)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("weblate", "location,source,target,ID,fuzzy,context,translator_comments,developer_comments"),
        ("omegat", "# Glossary in tab-separated format -*- coding: utf-8 -*-"),
        ("deepl", "foreclosure\t止赎"),
        ("google", "foreclosure,止赎"),
        ("google-sets", "en,zh-CN,pos,description"),
        (
            "lokalise",
            "term;description;casesensitive;translatable;forbidden;tags;en;en_description;zh_CN;zh_CN_description",
        ),
    ],
)
def test_the_first_line_is_as_the_documentation_of_the_tool_has_it(name: str, first: str) -> None:
    """DeepL and Google's pairs have no header: there a first line that is none is a term."""
    data = formats.writer(name).write(FINANCE).data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8").splitlines()[0].replace('"', "") == first


@pytest.mark.parametrize("name", ["deepl", "google", "google-sets", "omegat", "weblate", "lokalise", "phrase"])
def test_forbidden_renderings_never_reach_a_machine_and_that_is_said(name: str) -> None:
    written = formats.writer(name).write(FINANCE)
    assert "强制平仓" not in written.data.decode()
    assert "锻炼" not in written.data.decode()
    assert any(line.startswith("forbidden renderings: 2 (") for line in written.dropped)


def test_utx_has_its_two_header_lines_and_line_ends() -> None:
    written = formats.writer("utx").write(
        (replace(FINANCE[0], renderings=(Rendering("止赎", Status.PREFERRED, updated="2026-01-31"),)),)
    )
    lines = written.data.decode("utf-8").split("\r\n")
    assert lines[0] == "#UTX 1.11; en/zh-CN; 2026-01-31T00:00:00Z; copyright: unspecified; license: unspecified"
    assert lines[1] == "#src\ttgt\tsrc:pos\ttgt:pos\tterm status\tsrc:comment\ttgt:comment\tconcept ID"
    assert lines[2] == "foreclosure\t止赎\t-\t-\tapproved\ttaking the house\t-\tforeclosure"
    assert lines[-1] == ""


class TestDeepL:
    def test_a_term_that_is_too_long_for_it_is_left_out(self) -> None:
        fits = Concept("fits", ("a" * 1024,), renderings=(Rendering("甲", Status.PREFERRED),))
        long = Concept("long", ("long",), renderings=(Rendering("甲" * 342, Status.PREFERRED),))
        written = formats.writer("deepl").write((fits, long))
        assert written.data.decode() == "a" * 1024 + "\t甲\n"
        assert written.dropped == ("terms longer than 1,024 bytes: 1 (long)",)

    def test_no_source_stands_in_it_twice(self) -> None:
        twin = Concept("twin", ("foreclosure",), renderings=(Rendering("法拍", Status.PREFERRED),))
        written = formats.writer("deepl").write((FINANCE[0], twin))
        assert "法拍" not in written.data.decode()
        assert "English terms that another concept has already: 1 (foreclosure of twin)" in written.dropped

    def test_no_source_stands_in_it_twice_for_its_blanks(self) -> None:
        zh = (Rendering("利率", Status.PREFERRED),)
        rate = Concept("rate", ("interest  rate", "interest rate"), renderings=zh)
        other = Concept("other", (" interest\u00a0rate",), renderings=zh)
        written = formats.writer("deepl").write((rate, other))
        assert written.data.decode() == "interest rate\t利率\n"
        assert written.dropped == ("English terms that another concept has already: 1 (interest rate of other)",)

    def test_a_file_that_it_would_refuse_is_not_written(self) -> None:
        many = tuple(
            Concept(f"c{number}", (f"{number} " + "a" * 1000,), renderings=(Rendering("甲", Status.PREFERRED),))
            for number in range(10_500)
        )
        with pytest.raises(FormatError, match="10,485,760 at most"):
            formats.writer("deepl").write(many)

    @pytest.mark.parametrize("codes", ["en,zh", "EN,ZH", "EN-US,ZH-HANS", "en_US,zh_CN", "en,zh,0.9"])
    def test_its_csv_files_name_their_languages_and_lose_no_row(self, codes: str) -> None:
        data = f"foreclosure,止赎,{codes}\nlender,贷方,{codes}\n".encode()
        assert formats.guess(data) == "google"
        for name in ("google", "deepl"):
            back = formats.reader(name).read(data, HERE)
            assert [(each.id, each.renderings[0].zh) for each in back.concepts] == [
                ("foreclosure", "止赎"),
                ("lender", "贷方"),
            ]
            assert not back.problems

    def test_of_its_csv_files_the_rows_between_english_and_chinese_count(self) -> None:
        data = "Kreditgeber,lender,de,en\nlender,Kreditgeber,en,de\n止赎,foreclosure,zh,en\nUK,英国,en,zh\n".encode()
        assert formats.guess(data) == "google"
        back = formats.reader("google").read(data, HERE)
        assert [(each.en, each.renderings[0].zh) for each in back.concepts] == [
            (("foreclosure",), "止赎"),
            (("UK",), "英国"),
        ]
        assert [(each.line, each.message) for each in back.problems] == [
            (1, "the row goes from de to en, not between English and Chinese: passed over"),
            (2, "the row goes from en to de, not between English and Chinese: passed over"),
        ]

    @pytest.mark.parametrize("header", ["id,note,en,zh", "no.,备注,EN,ZH"])
    def test_a_header_with_codes_in_its_last_cells_stays_a_header(self, header: str) -> None:
        data = f"{header}\n1,x,loan,贷款\n2,y,lender,贷方\n".encode()
        assert formats.guess(data) == "columns"
        assert len(formats.reader("columns").read(data, HERE).concepts) == 2

    def test_a_term_with_a_line_end_is_left_out(self) -> None:
        broken = Concept("b", ("a\nb",), renderings=(Rendering("甲", Status.PREFERRED),))
        assert formats.writer("deepl").write((broken,)).data == b""


@pytest.mark.parametrize("name", formats.WRITTEN)
def test_a_file_is_known_by_its_content(name: str) -> None:
    guessed = formats.guess(formats.writer(name).write(FINANCE).data)
    assert guessed == ("tbx" if name == "tbx-v2" else name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("English,Chinese\nloan,贷款\n", "columns"),
        ("中文;英文;备注\n贷款;loan;常用\n", "columns"),
        ("en,zh-TW\nloan,貸款\n", "google-sets"),
        ("source,target\nloan,贷款\n", "weblate"),
        ("loan\t贷款\n", "deepl"),
        ("loan\t贷款\t常用\n", "omegat"),
        ("loan,贷款\n", "google"),
        ('{"loan": ["贷款"]}', "terms-json"),
        ('\ufeffconcept,zh,status\nloan,贷款,preferred\n', "native"),
    ],
)  # fmt: skip
def test_what_others_write_is_told_apart_and_read(text: str, name: str) -> None:
    data = text.encode()
    assert formats.guess(data) == name
    (concept,) = formats.reader(name).read(data, HERE).concepts
    assert concept.renderings[0].zh in ("贷款", "貸款")
    assert concept.id == "loan"


@pytest.mark.parametrize(
    ("data", "says"), [(b"", "empty"), (b"\x00\x01\x02", "cannot be told"), ("贷款".encode(), "--format")]
)
def test_a_file_of_no_format_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        formats.guess(data)


def test_a_language_code_decides_between_chinese_columns() -> None:
    data = "en,zh-TW,zh-CN\nloan,貸款,贷款\n".encode()
    (concept,) = formats.reader("google-sets").read(data, HERE).concepts
    assert [rendering.zh for rendering in concept.renderings] == ["贷款"]


def test_weblate_contexts_of_others_name_no_concept() -> None:
    data = "source,target,context\nbank,银行,noun\nloan,贷款,noun\n".encode()
    back = formats.reader("weblate").read(data, HERE)
    assert [concept.id for concept in back.concepts] == ["bank", "loan"]
    assert not back.keyed


def test_a_weblate_file_without_a_header_is_read_by_position() -> None:
    data = '"","loan","贷款","","","","",""\n'.encode()
    (concept,) = formats.reader("weblate").read(data, HERE).concepts
    assert (concept.en, concept.renderings[0].zh) == (("loan",), "贷款")


def test_rows_that_make_no_sense_are_named_with_their_line() -> None:
    back = formats.reader("google").read(b"loan,\n,\xe8\xb4\xb7\nok,\xe5\xa5\xbd\n", HERE)
    assert [concept.id for concept in back.concepts] == ["ok"]
    assert [(problem.line, problem.message.split(" for")[0]) for problem in back.problems] == [
        (1, "there is no Chinese rendering"),
        (2, "there is no English term"),
    ]


def test_utf_16_of_a_spreadsheet_is_read() -> None:
    data = "en\tzh\nloan\t贷款\n".encode("utf-16")
    name = formats.guess(data)
    assert name == "columns"
    assert formats.reader(name).read(data, HERE).concepts[0].renderings[0].zh == "贷款"


@pytest.mark.parametrize(
    ("data", "named"),
    [("loan,贷款\n".encode("gbk"), r"GB18030 \(GBK, GB2312\)"), ("loan,貸款\n".encode("big5"), "Big5")],
)
def test_other_encodings_are_refused_with_what_to_do(data: bytes, named: str) -> None:
    with pytest.raises(FormatError, match=f"{named}.*UTF-8"):
        formats.reader("google").read(data, HERE)


def test_a_line_of_json_may_hold_line_ends_of_other_kinds() -> None:
    lines = '{"terms": {"loan": ["贷\u2028款"]}}\r\n{"terms": {"bond": ["债券"]}}\n'
    back = formats.reader("terms-json").read(lines.encode(), HERE)
    assert [concept.id for concept in back.concepts] == ["loan", "bond"]
    assert back.problems == ()


def test_the_terms_of_a_shared_task_are_read_once_each() -> None:
    line = '{"en": "A loan.", "proper": {"loan": ["貸款"], "lender": ["貸方", "貸款人"]}}\n'
    back = formats.reader("terms-json").read((line * 3).encode(), HERE)
    assert {concept.id: [each.zh for each in concept.renderings] for concept in back.concepts} == {
        "loan": ["貸款"],
        "lender": ["貸方", "貸款人"],
    }


class TestChineseColumns:
    """Of several Chinese columns the simplified one is read, in whatever order they stand."""

    @pytest.mark.parametrize("codes", [("zh-TW", "zh-CN"), ("zh-HK", "zh-Hans"), ("zh_Hant", "zh"), ("zh-CN", "zh-TW")])
    @pytest.mark.parametrize(
        ("name", "header", "row"),
        [
            ("phrase", "term,case_sensitive,translatable,description,{},{}", "loan,false,true,,{},{}"),
            ("crowdin", "Term [en],Term [{}],Term [{}]", "loan,{},{}"),
            ("crowdin", "term_en,term_{},term_{}", "loan,{},{}"),
            ("lokalise", "term;description;casesensitive;translatable;forbidden;{};{}", "loan;;no;yes;no;{};{}"),
            ("google-sets", "en,{},{}", "loan,{},{}"),
            ("columns", "English,{},{},note", "loan,{},{},x"),
        ],
    )
    def test_the_simplified_one_is_read(self, name: str, header: str, row: str, codes: tuple[str, str]) -> None:
        simplified = next(code for code in codes if code in ("zh-CN", "zh-Hans", "zh"))
        cells = ["贷款" if code == simplified else "貸款" for code in codes]
        data = f"{header.format(*codes)}\n{row.format(*cells)}\n".encode()
        assert formats.guess(data) == name
        (concept,) = formats.reader(name).read(data, HERE).concepts
        assert [each.zh for each in concept.renderings] == ["贷款"]


LOKALISE = """term;description;casesensitive;translatable;forbidden;tags;en;en_description;zh_CN;zh_CN_description
Fannie Mae;agency;yes;no;no;;;;;
lender;;no;yes;no;;;;;
"""
PHRASE = """term,case_sensitive,translatable,description,en,zh-CN
Fannie Mae,true,false,agency,,
lender,no,true,,,
"""


@pytest.mark.parametrize(("name", "text"), [("lokalise", LOKALISE), ("phrase", PHRASE)])
def test_a_term_that_is_not_to_be_translated_needs_no_rendering(name: str, text: str) -> None:
    back = formats.reader(name).read(text.encode(), HERE)
    assert [(each.id, each.kind, each.renderings[0].zh, each.definition) for each in back.concepts] == [
        ("fannie-mae", "keep", "Fannie Mae", "agency")
    ]
    assert [problem.message for problem in back.problems] == ["there is no Chinese rendering for 'lender'"]


class TestSides:
    """Which side is Chinese is seen, not believed."""

    ROWS = (("止赎", "foreclosure"), ("C 语言", "C"), ("MBS", "MBS"), ("贷方", "lender"))

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("deepl", "{}\t{}\n"),
            ("google", "{},{}\n"),
            ("omegat", "{}\t{}\t\n"),
            ("weblate", "{},{}\n"),
            ("columns", "{};{};\n"),
        ],
    )
    def test_a_file_from_chinese_to_english_is_turned_around_and_that_is_said(self, name: str, text: str) -> None:
        header = {"weblate": "source,target\n", "columns": "English;Chinese;\n"}.get(name, "")
        back = formats.reader(name).read((header + "".join(text.format(*row) for row in self.ROWS)).encode(), HERE)
        assert [(each.en, each.renderings[0].zh) for each in back.concepts] == [((en,), zh) for zh, en in self.ROWS]
        assert [(each.line, each.message) for each in back.problems] == [
            (0, "most rows run from Chinese to English: the two sides are read the other way round")
        ]

    def test_alternatives_of_such_a_file_become_renderings(self) -> None:
        back = formats.reader("columns").read("English,Chinese\n止赎|法拍,foreclosure\n".encode(), HERE)
        (concept,) = back.concepts
        assert (concept.en, [each.zh for each in concept.renderings]) == (("foreclosure",), ["止赎", "法拍"])

    @pytest.mark.parametrize(
        "row", ["Source Term\tTarget Term", "English\tDeutsch", "lender\tKreditgeber", "贷方\tlender", "rank\t12"]
    )
    def test_a_row_whose_chinese_side_is_in_another_language_is_named(self, row: str) -> None:
        back = formats.reader("deepl").read(f"{row}\nloan\t贷款\nfee\t费用\nrate\t利率\n".encode(), HERE)
        assert [each.id for each in back.concepts] == ["loan", "fee", "rate"]
        assert [(each.line, each.message) for each in back.problems] == [
            (1, f"{row.split(chr(9))[1]!r} is not Chinese: this row does not count")
        ]

    @pytest.mark.parametrize(
        "row",
        [
            "mortgage-backed security\tMBS",
            "401(k) plan\t401(k)",
            "Fannie Mae\tFannie Mae",
            "Regulation D\tReg D",
            "conditional value at risk\tCVaR",
            "Pinduoduo (拼多多)\t拼多多",
            "80/20\t80/20",
            "529 plan\t529",
            "lambda (options)\tLambda\nleverage factor\tLambda",
        ],
    )
    def test_letters_that_chinese_texts_use_are_taken(self, row: str) -> None:
        back = formats.reader("deepl").read(f"{row}\nloan\t贷款\n".encode(), HERE)
        assert len(back.concepts) == len(row.splitlines()) + 1
        assert not back.problems


class TestSpreadsheet:
    SAVED = (
        "concept,en,zh,status,slugs,context,not_after,note\n"
        'workout-agreement,workout,锻炼,forbidden,workout,贷款|抵押,者,"a;b\tc, ""d"""\n'
        "\n"
        "loan,loan,贷款,preferred,,,,\n"
    )

    @pytest.mark.parametrize("separator", [";", "\t", "|"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_our_own_table_may_have_been_saved_with_other_separators(self, separator: str, encoding: str) -> None:
        rows = csv.reader(io.StringIO(self.SAVED, newline=""))
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=separator).writerows(rows)
        data = out.getvalue().encode(encoding)
        assert formats.guess(data) == "native"
        back = native.read(data, HERE)
        assert back.concepts == native.read(self.SAVED.encode(), HERE).concepts
        assert [each.renderings[0].line for each in back.concepts] == [4, 2]
        assert not back.problems

    def test_a_broken_row_of_such_a_table_is_named_with_its_line(self) -> None:
        data = 'concept;zh;status\nloan;贷款;preferred\nx;"甲" y;preferred\nlender;贷方\n"b;乙;preferred\n'.encode()
        back = native.read(data, HERE)
        assert [each.id for each in back.concepts] == ["loan"]
        assert [problem.line for problem in back.problems] == [3, 5, 4]

    def test_columns_that_are_not_read_are_named(self) -> None:
        data = "English;中文;zh-TW;Owner;;备注\nloan;贷款;貸款;bank;;x\n".encode()
        back = formats.reader("columns").read(data, HERE)
        assert [(each.line, each.message, each.severity) for each in back.problems] == [
            (1, "nothing is read from these columns: 'zh-TW', 'Owner'", "warning")
        ]

    def test_a_status_that_is_none_is_named(self) -> None:
        data = "en,zh,status\nloan,贷款,Preferred\nlender,贷方,do not use\nbank,银行,\n".encode()
        back = formats.reader("columns").read(data, HERE)
        assert [each.renderings[0].status for each in back.concepts] == ["preferred", "provisional", "provisional"]
        ((line, said, severity),) = [(each.line, each.message, each.severity) for each in back.problems]
        assert (line, severity) == (3, "warning")
        assert said.startswith("'do not use' is no status (preferred, ")

    RISKY = (
        Concept(
            "c", ("=1+1",), renderings=(Rendering("＝止赎", Status.PREFERRED, note="@x"), Rendering("-止", note="'=a"))
        ),
    )

    def test_dates_flags_and_numbers_of_a_workbook_are_read_as_they_look(self) -> None:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.append(["concept", "zh", "status", "updated", "uses", "checked", "urgency", "seen"])
        noon = datetime(2026, 1, 2, 12, 30)
        sheet.append(["loan", "贷款", "preferred", datetime(2026, 1, 2), 3.0, True, 0.5, noon])
        out = io.BytesIO()
        book.save(out)
        (concept,) = formats.reader("xlsx").read(out.getvalue(), HERE).concepts
        (rendering,) = concept.renderings
        assert rendering.updated == "2026-01-02"
        assert dict(rendering.extra) == {
            "uses": "3",
            "checked": "TRUE",
            "urgency": "0.5",
            "seen": "2026-01-02 12:30:00",
        }

    def test_what_no_workbook_can_hold_is_left_out_and_told(self) -> None:
        note = "甲\ufffe\uffff乙\x07" + "x" * 40_000
        written, back = there_and_back("xlsx", (Concept("c", renderings=(Rendering("止", note=note),)),))
        assert back.concepts[0].renderings[0].note == "甲乙" + "x" * 32_765
        assert written.dropped == (
            f"cells are cut after 32,767 characters, as many as Excel takes: 1 (甲乙{'x' * 37}…)",
        )

    def test_a_workbook_is_written_so_that_it_is_read_soon(self) -> None:
        """Readers look for its size first, and openpyxl makes several objects of a text that stands as rich text."""
        concept = Concept("c", ("loan",), renderings=(Rendering("止", note=" 甲\n"), Rendering("赎", note="乙")))
        written, back = there_and_back("xlsx", (concept,))
        assert [rendering.note for rendering in back.concepts[0].renderings] == ["甲", "乙"]
        with zipfile.ZipFile(io.BytesIO(written.data)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b'<dimension ref="A1:N3"' in sheet
        assert sheet.count(b"<is>") == 1  # where blanks have to stay, which a plain cell may lose
        assert sheet.count(b"<f>") == 0

    def test_a_workbook_runs_nothing(self) -> None:
        data = formats.writer("xlsx").write(self.RISKY).data
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert kinds <= {"s", "inlineStr"}

    def test_the_mark_of_a_safe_export_is_taken_off_again(self) -> None:
        from review_tui.glossary.storage.assembly import glossary_of

        glossary = glossary_of([native.table_of(self.RISKY)])
        data = native.export_csv(glossary, spreadsheet_safe=True)
        assert b"'=1+1" in data
        assert b"'\xef\xbc\x9d" in data
        back = native.read(data, HERE)
        assert {comparable(concept) for concept in back.concepts} == {comparable(concept) for concept in self.RISKY}


@pytest.mark.parametrize(
    ("mark", "newline", "codec"),
    [("sep={}", "\r\n", "utf-8-sig"), ("SEP={}", "\n", "utf-8"), ('"sep={}"', "\r", "utf-16")],
)
@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("columns", ["English,中文", "ask,卖价", '"a, b",']),
        ("native", ["concept,en,zh,status", "ask,ask,卖价,preferred", "x,x,,preferred"]),
        ("weblate", ["source,target", "ask,卖价", "x,"]),
        ("phrase", ["Term,Case sensitive,Translatable,zh-CN", "ask,,,卖价", "x,,,"]),
    ],
)
def test_a_line_for_excel_that_names_the_separator_is_no_row(
    mark: str, newline: str, codec: str, name: str, lines: list[str]
) -> None:
    for separator in ",;\t|^":
        text = newline.join([mark.format(separator), *(line.replace(",", separator) for line in lines), ""])
        data = text.encode(codec)
        assert (separator, guess(data)) == (separator, name)
        imported = reader(name).read(data, Path("in.csv"))
        assert [(each.en, each.renderings[0].zh) for each in imported.concepts] == [(("ask",), "卖价")], separator
        assert {problem.line for problem in imported.problems if "empty" in problem.message} <= {4}


def test_words_that_begin_alike_are_rows() -> None:
    for text in ("sep=a b;x\nask;卖价\n", "sep;zh\nask;卖价\n"):
        assert header_of(text.encode())[1][0] == text.partition(";")[0]


@pytest.mark.parametrize("name", ["native", "xlsx", "weblate", "crowdin", "lokalise", "tbx"])
def test_a_line_end_in_a_note_ends_no_row(name: str) -> None:
    given = Concept("c", ("loan",), renderings=(Rendering("止", Status.PREFERRED, note="甲\r乙"),))
    _, back = there_and_back(name, (given,))
    assert not back.problems
    assert " ".join(back.concepts[0].renderings[0].note.split()) == "甲 乙"


@pytest.mark.parametrize("header", ['en,"zh" ', '"en" ,zh'])
def test_the_row_below_a_header_with_broken_quotes_is_read(header: str) -> None:
    back = formats.reader("columns").read(f"{header}\nloan,贷款\nlender,贷方\n".encode(), HERE)
    assert [concept.id for concept in back.concepts] == ["loan", "lender"]
    assert not back.problems
