"""TBX: what we write is valid, what others write is read, and what is hostile is refused."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from review_tui.glossary.concept import Concept, Kind, Rendering, Status
from review_tui.glossary.exchange import formats, tbx_categories
from review_tui.glossary.exchange.formats import tbx
from review_tui.glossary.exchange.model import FormatError

HERE = Path("terms.tbx")
SCHEMA = Path(__file__).with_name("tbx_basic_dca.rng")

FORECLOSURE = Concept(
    "foreclosure & co",
    ("foreclosure", "foreclosures"),
    slugs=("foreclosure",),
    definition="taking <the> house",
    renderings=(
        Rendering("止赎", Status.PREFERRED, "noun", note="short & good", origin="bank", updated="2026-01-31"),
        Rendering("法拍", Status.ADMITTED),
        Rendering("没收", Status.DEPRECATED),
        Rendering("强制平仓", Status.FORBIDDEN),
        Rendering("断供", Status.PROVISIONAL),
    ),
)


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(SCHEMA)))


def parse(data: bytes) -> "etree._ElementTree":
    return etree.parse(BytesIO(data))


def test_what_is_written_is_valid(schema: etree.RelaxNG) -> None:
    written = tbx.write((FORECLOSURE, Concept("401-k", ("401(k)",), Kind.KEEP, renderings=(Rendering("401(k)"),))))
    assert schema.validate(parse(written.data)), schema.error_log
    assert "concepts lose their slugs: 1 (foreclosure & co)" in written.dropped
    assert "concepts are no longer marked as keep: 1 (401-k)" in written.dropped


@given(
    st.text(min_size=1, max_size=8).filter(str.strip),
    st.text(max_size=8),
    st.sampled_from(list(Status)),
    st.sampled_from(["", "noun", "vb"]),
    st.sampled_from(["", "2026-01-31", "2026-13-01", "today"]),
)
def test_it_is_valid_whatever_stands_in_the_cells(
    schema: etree.RelaxNG, zh: str, note: str, status: Status, pos: str, updated: str
) -> None:
    rendering = Rendering(zh, status, pos, note=note, origin=note, updated=updated)
    written = tbx.write((Concept(zh, (zh,), definition=note, renderings=(rendering,)),))
    assert schema.validate(parse(written.data)), schema.error_log


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("preferredTerm-admn-sts", "preferred"),
        ('id="concept.foreclosure_20__26__20_co"', 'id="1"'),
        ("<date>2026-01-31</date>", "<date>today</date>"),
        ('<termNote type="partOfSpeech">noun</termNote>', '<descrip type="definition">x</descrip>'),
        ('xml:lang="zh-CN"', ""),
    ],
)
def test_the_schema_refuses_what_the_standard_does(schema: etree.RelaxNG, good: str, bad: str) -> None:
    text = tbx.write((FORECLOSURE,)).data.decode()
    assert text.count(good) >= 1
    assert not schema.validate(parse(text.replace(good, bad, 1).encode()))


@pytest.mark.parametrize("concept_id", ["401-k", "a b", "贷款", "a_b", "_20_", "_d800_", "x" * 300])
def test_an_id_comes_back_as_it_was(concept_id: str) -> None:
    assert tbx_categories.concept_id(tbx_categories.xml_id(concept_id)) == concept_id


def test_an_id_with_half_a_character_is_no_id_of_ours() -> None:
    assert tbx_categories.concept_id("concept.a_d800_b_110000_") == "a_d800_b_110000_"


DCA = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed:3.0">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1">
  <descrip type="subjectField">Finance</descrip>
  <langSec xml:lang="en-US">
    <descripGrp><descrip type="definition">A sale of the
      house.</descrip><admin type="source">Book</admin></descripGrp>
    <termSec><term>short sale</term><termNote type="partOfSpeech">noun</termNote></termSec>
  </langSec>
  <langSec xml:lang="zh-TW"><termSec><term>賣空</term></termSec></langSec>
  <langSec xml:lang="zh-Hans">
    <termSec><term>短<hi>售</hi>房</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <termNote type="partOfSpeech">noun</termNote><note>first</note><note>second</note></termSec>
    <termSec><term>卖空</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
  </langSec>
</conceptEntry></body></text></tbx>
"""

DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1">
  <min:subjectField>Finance</min:subjectField>
  <langSec xml:lang="en">
    <descripGrp><basic:definition>A sale of the house.</basic:definition></descripGrp>
    <termSec><term>short sale</term></termSec>
  </langSec>
  <langSec xml:lang="zh">
    <termSec><term>短售房</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
      <min:partOfSpeech>noun</min:partOfSpeech><note>first</note></termSec>
    <termSec><term>卖空</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
  </langSec>
</conceptEntry></body></text></tbx>
"""

V2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry id="1">
  <descrip type="definition">A sale of the house.</descrip>
  <langSet xml:lang="en"><ntig><termGrp><term>short sale</term></termGrp></ntig></langSet>
  <langSet xml:lang="zh_CN">
    <ntig><termGrp><term>短售房</term><termNote type="normativeAuthorization">preferredTerm</termNote>
      <termNote type="partOfSpeech">noun</termNote></termGrp><note>first</note></ntig>
    <tig><term>卖空</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet>
</termEntry></body></text></martif>
"""


@pytest.mark.parametrize("text", [DCA, DCT, V2], ids=["v3 dca", "v3 dct", "v2"])
def test_every_version_and_style_is_read(text: str) -> None:
    assert formats.guess(text.encode()) == "tbx"
    back = tbx.read(text.encode(), HERE)
    assert not back.problems
    assert not back.keyed
    (concept,) = back.concepts
    assert (concept.id, concept.en, concept.definition) == ("short-sale", ("short sale",), "A sale of the house.")
    assert [(each.zh, each.status, each.pos, each.note) for each in concept.renderings] == [
        ("短售房", "preferred", "noun", "first"),
        ("卖空", "forbidden", "", ""),
    ]


def test_two_entries_of_one_english_term_stay_two_concepts() -> None:
    def entry(name: str, zh: str) -> str:
        sections = (("en", "put"), ("zh-CN", zh))
        inside = "".join(
            f'<langSec xml:lang="{code}"><termSec><term>{term}</term></termSec></langSec>' for code, term in sections
        )
        return f'<conceptEntry id="{name}">{inside}</conceptEntry>'

    back = tbx.read(f"<tbx><text><body>{entry('c2', '看跌期权')}{entry('c3', '放')}</body></text></tbx>".encode(), HERE)
    assert [(each.id, each.en, each.renderings[0].zh) for each in back.concepts] == [
        ("put", ("put",), "看跌期权"),
        ("put-2", ("put",), "放"),
    ]


@pytest.mark.parametrize("empty", ["", "<termSec><term/></termSec>", "<termSec><term> </term></termSec>"])
def test_a_chinese_language_without_terms_gives_way_to_another(empty: str) -> None:
    changed = DCA.replace('xml:lang="zh-Hans">', f'xml:lang="zh-CN">{empty}</langSec><langSec xml:lang="fr">')
    back = tbx.read(changed.encode(), HERE)
    assert [[each.zh for each in concept.renderings] for concept in back.concepts] == [["賣空"]]
    without = tbx.read(changed.replace("賣空", "").encode(), HERE)
    assert [problem.message for problem in without.problems] == [
        "the entry 'c1' has no Chinese term, so it is passed over"
    ]


def test_an_entry_without_chinese_is_named_and_the_rest_is_read() -> None:
    entry = '<conceptEntry id="c0"><langSec xml:lang="en"><termSec><term>loan</term></termSec></langSec></conceptEntry>'
    back = tbx.read(DCA.replace("<body>", f"<body>\n{entry}").encode(), HERE)
    assert [concept.id for concept in back.concepts] == ["short-sale"]
    assert [(problem.line, problem.message) for problem in back.problems] == [
        (5, "the entry 'c0' has no Chinese term, so it is passed over")
    ]


def test_an_entry_without_id_and_english_is_named_by_what_it_has() -> None:
    section = '<langSec xml:lang="{}"><termSec><term>{}</term></termSec></langSec>'
    entries = "".join(f"<conceptEntry>{text}</conceptEntry>" for text in (section.format("zh", "贷款"), ""))
    back = tbx.read(DCA.replace("<body>", f"<body>{entries}").encode(), HERE)
    assert [concept.id for concept in back.concepts] == ["short-sale"]
    assert [problem.message for problem in back.problems] == [
        "the entry '贷款' has no English term, so it is passed over",
        "the entry '' has no English term, so it is passed over",
    ]


ENTITIES = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
BOMB = f'<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]><tbx>&j;</tbx>'


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>',
        '<!DOCTYPE tbx [<!ENTITY % x SYSTEM "http://localhost/x.dtd"> %x;]><tbx/>',
    ],
    ids=["bomb", "file", "parameter"],
)
def test_a_file_that_declares_entities_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match="declares the entity"):
        tbx.read(text.encode(), HERE)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<tbx>", "line 1 is not well-formed XML"),
        (b"<tbx>\n<a>\x00</a></tbx>", "line 2 is not well-formed"),
        (b"<tbx>" * 100_000, "nested more than 64 deep"),
        (b'<?xml version="1.0" encoding="no-such"?><tbx/>', "names an encoding that cannot be read"),
    ],
    ids=["open", "NUL", "deep", "encoding"],
)
def test_what_is_no_tbx_gives_a_message(data: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        tbx.read(data, HERE)


def test_a_term_of_ten_megabytes_is_a_problem_and_no_more() -> None:
    data = DCA.replace("賣空", "x" * 10).replace("卖空", "卖" * 5_000_000).encode()
    back = tbx.read(data, HERE)
    assert [[each.zh for each in concept.renderings] for concept in back.concepts] == [["短售房"]]
    assert len(back.problems) == 1
    assert len(back.problems[0].message) < 200
