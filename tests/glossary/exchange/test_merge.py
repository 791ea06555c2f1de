"""Taking an import in: what is added, changed, conflicting and untouched."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from review_tui.glossary.concept import Concept, Kind, Rendering, Status
from review_tui.glossary.exchange import formats
from review_tui.glossary.exchange.formats import native
from review_tui.glossary.exchange.merge import IncomingRow, RowFate, merge
from review_tui.glossary.exchange.model import FormatError, Imported
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import dump_table, parse_table

TERMS = Path("terms.csv")
HEADER = "concept,en,zh,status,kind,pos,slugs,context,not_before,not_after,definition,note,origin,updated\n"


def glossary(*rows: str, header: str = "concept,en,zh,status,note\n") -> Glossary:
    return glossary_of([parse_table((header + "".join(f"{row}\n" for row in rows)).encode(), TERMS)])


def coming(concept: str, *renderings: Rendering, en: str = "", keyed: bool = False) -> Imported:
    return Imported((Concept(concept, (en,) if en else (), renderings=renderings),), keyed=keyed)


def said(lines: tuple[IncomingRow, ...]) -> list[tuple[str, str, str]]:
    return [(line.fate.value, line.concept, line.zh) for line in lines]


HERE = glossary("foreclosure,foreclosure,止赎,preferred,", "foreclosure,foreclosure,法拍,provisional,")


def test_a_new_concept_is_added_with_where_it_is_from() -> None:
    merged = merge(HERE, coming("loan", Rendering("贷款"), en="loan"), TERMS, origin="bank.csv", updated="2026-01-31")
    assert said(merged.lines) == [("added", "loan", "贷款")]
    concept = merged.glossary.by_id("loan")
    assert concept
    assert (concept.renderings[0].origin, concept.renderings[0].updated) == ("bank.csv", "2026-01-31")


def test_a_new_rendering_goes_to_the_concept_with_the_same_english_term() -> None:
    merged = merge(HERE, coming("any-id", Rendering("断供", Status.ADMITTED), en="Foreclosure"), TERMS)
    assert said(merged.lines) == [("added", "foreclosure", "断供")]
    concept = merged.glossary.by_id("foreclosure")
    assert concept
    assert concept.en == ("foreclosure",)


def test_what_a_concept_has_is_added_to_but_its_definition_stays_unless_told_otherwise() -> None:
    shared = "foreclosure,{},止赎,preferred,,,{},,,,{},,,"
    here = glossary(shared.format("foreclosure", "foreclosure", ""), header=HEADER)
    new = Concept(
        "foreclosure",
        ("Foreclosure", "repossession"),
        slugs=("repossession",),
        definition="拿走房屋",
        renderings=(Rendering("止赎", Status.PROVISIONAL),),
    )
    taken = merge(here, Imported((new,)), TERMS)
    assert [(line.fate, line.detail) for line in taken.lines] == [(RowFate.CHANGED, "en, slugs, definition")]
    wanted = shared.format("foreclosure|repossession", "foreclosure|repossession", "拿走房屋")
    assert dump_table(taken.glossary.tables[0]).decode() == f"{HEADER}{wanted}\n"
    other = Imported((replace(new, definition="别的话"),))
    for overwrite, definition in ((False, "拿走房屋"), (True, "别的话")):
        concept = merge(taken.glossary, other, TERMS, overwrite=overwrite).glossary.by_id("foreclosure")
        assert concept
        assert concept.definition == definition


def test_an_id_of_ours_goes_before_the_english_term() -> None:
    merged = merge(HERE, coming("to-foreclose", Rendering("止赎"), en="foreclosure", keyed=True), TERMS)
    assert said(merged.lines) == [("added", "to-foreclose", "止赎")]


def test_an_english_term_of_two_concepts_decides_nothing() -> None:
    here = glossary("bank,bank,银行,preferred,", "bank-river,bank,河岸,preferred,")
    merged = merge(here, coming("x", Rendering("岸"), en="bank"), TERMS)
    assert said(merged.lines) == [("conflicting", "x", "岸")]
    assert "'bank' and 'bank-river'" in merged.lines[0].detail
    assert merged.glossary.concepts == here.concepts


def test_what_is_there_already_is_untouched() -> None:
    merged = merge(HERE, coming("foreclosure", Rendering("止赎", Status.PREFERRED)), TERMS)
    assert said(merged.lines) == [("untouched", "foreclosure", "止赎")]
    assert merged.glossary.tables[0] is HERE.tables[0]


def test_a_provisional_row_says_nothing_against_a_decided_one() -> None:
    merged = merge(HERE, coming("foreclosure", Rendering("止赎", Status.PROVISIONAL)), TERMS)
    assert said(merged.lines) == [("untouched", "foreclosure", "止赎")]


def test_a_provisional_row_is_decided_and_an_empty_cell_filled() -> None:
    there = (Rendering("法拍", Status.ADMITTED), Rendering("止赎", Status.PREFERRED, note="house"))
    merged = merge(HERE, coming("foreclosure", *there), TERMS, updated="2026-01-31")
    assert said(merged.lines) == [("changed", "foreclosure", "法拍"), ("changed", "foreclosure", "止赎")]
    concept = merged.glossary.by_id("foreclosure")
    assert concept
    assert [(each.zh, each.status, each.note, each.updated) for each in concept.renderings] == [
        ("止赎", "preferred", "house", "2026-01-31"),
        ("法拍", "admitted", "", "2026-01-31"),
    ]


class TestConflicts:
    THERE = (Rendering("止赎", Status.FORBIDDEN), Rendering("断供", Status.PREFERRED))

    def test_they_leave_everything_as_it_is(self) -> None:
        merged = merge(HERE, coming("foreclosure", *self.THERE), TERMS)
        assert said(merged.lines) == [("conflicting", "foreclosure", "止赎"), ("conflicting", "foreclosure", "断供")]
        assert [line.detail for line in merged.lines] == ["preferred here, forbidden there", "preferred here is 止赎"]
        assert merged.glossary.concepts == HERE.concepts

    def test_they_give_way_where_that_is_asked_for(self) -> None:
        merged = merge(HERE, coming("foreclosure", *reversed(self.THERE)), TERMS, overwrite=True)
        concept = merged.glossary.by_id("foreclosure")
        assert concept
        assert {each.zh: each.status for each in concept.renderings} == {
            "断供": Status.PREFERRED,
            "止赎": Status.FORBIDDEN,
            "法拍": Status.PROVISIONAL,
        }
        assert not merged.glossary.problems


def test_a_status_that_is_asked_for_holds_for_all_and_only_one_is_preferred() -> None:
    there = coming("loan", Rendering("贷款"), Rendering("借款"), en="loan")
    merged = merge(HERE, there, TERMS, status=Status.PREFERRED)
    concept = merged.glossary.by_id("loan")
    assert concept
    assert [(each.zh, each.status) for each in concept.renderings] == [("贷款", "preferred"), ("借款", "admitted")]


def test_two_rows_of_a_file_that_are_one_concept_here_add_a_rendering_once() -> None:
    here = glossary("foreclosure,foreclosure|foreclosures,止赎,preferred,")
    pairs = Imported(
        (
            Concept("foreclosure", ("foreclosure",), renderings=(Rendering("法拍"),)),
            Concept("foreclosures", ("foreclosures",), renderings=(Rendering("法拍"),)),
        )
    )
    merged = merge(here, pairs, TERMS)
    assert said(merged.lines) == [("added", "foreclosure", "法拍")]
    assert not merged.glossary.problems


def test_a_new_english_term_goes_into_every_row_of_its_concept() -> None:
    there = coming("foreclosure", Rendering("止赎", Status.PREFERRED), en="repossession", keyed=True)
    merged = merge(HERE, there, TERMS)
    assert said(merged.lines) == [("changed", "foreclosure", "止赎")]
    assert not merged.glossary.problems
    assert dump_table(merged.glossary.tables[0]).decode().count("foreclosure|repossession") == 2


def test_a_row_that_was_not_understood_is_still_there_afterwards() -> None:
    here = glossary("foreclosure,foreclosure,止赎,prefered,", 'x,"broken', "lender,lender,贷款人,preferred,")
    merged = merge(here, coming("lender", Rendering("贷方"), en="lender"), TERMS)
    text = dump_table(merged.glossary.tables[0]).decode()
    assert "foreclosure,foreclosure,止赎,prefered," in text
    assert 'x,"broken' in text
    assert "lender,lender,贷方,admitted," in text


def test_a_file_that_could_not_be_read_takes_nothing() -> None:
    here = glossary_of([parse_table(b"\xff\xfe\x00", TERMS)])
    with pytest.raises(EditError, match=r"terms\.csv could not be read"):
        merge(here, coming("loan", Rendering("贷款"), en="loan"), TERMS)


def test_blockers_come_in_too() -> None:
    there = Imported((Concept("_blockers", kind=Kind.BLOCKER, renderings=(Rendering("修改者"),)),), keyed=True)
    merged = merge(HERE, there, TERMS)
    again = merge(merged.glossary, there, TERMS)
    assert said(again.lines) == [("untouched", "_blockers", "修改者")]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["甲", "乙", "丙"]),
        st.sampled_from(list(Status)),
        st.sampled_from(["", "x", "y"]),
    ),
    max_size=8,
)


def made(rows: list[tuple[str, str, Status, str]]) -> Imported:
    concepts: dict[str, Concept] = {}
    for name, zh, status, note in rows:
        concept = concepts.setdefault(name, Concept(name, (name,)))
        if concept.rendering(zh) or (status is Status.PREFERRED and concept.preferred):
            continue
        concepts[name] = replace(concept, renderings=(*concept.renderings, Rendering(zh, status, note=note)))
    return Imported(tuple(concept for concept in concepts.values() if concept.renderings), keyed=True)


@given(mine=ROWS, theirs=ROWS, overwrite=st.booleans())
def test_merging_loses_nothing_breaks_nothing_and_a_second_time_changes_nothing(
    mine: list[tuple[str, str, Status, str]], theirs: list[tuple[str, str, Status, str]], *, overwrite: bool
) -> None:
    here = glossary_of([native.table_of(made(mine).concepts, TERMS)])
    there = made(theirs)
    merged = merge(here, there, TERMS, overwrite=overwrite)
    assert not merged.glossary.problems
    for concept in here.concepts:
        after = merged.glossary.by_id(concept.id)
        assert after
        assert {each.zh for each in concept.renderings} <= {each.zh for each in after.renderings}
    assert len(merged.lines) == sum(len(concept.renderings) for concept in there.concepts)
    again = merge(merged.glossary, there, TERMS, overwrite=overwrite)
    assert again.glossary.concepts == merged.glossary.concepts
    assert again.count(RowFate.ADDED) == 0


MINED = (
    "concept,en,zh,status,note,origin,uses,articles,urgency\n"
    "loan,loan|loans,贷款,provisional,preferred in the glossary,mined: anchor ×2,2,2,0.50\n"
    "loan,loan|loans,借款,provisional,,mined: anchor ×1,1,1,0.50\n"
    "bond,bond,债券,provisional,,mined: anchor ×3,3,1,0.00\n"
)


def test_what_was_mined_adds_nothing_to_what_was_decided_and_stands_in_a_file_of_its_own() -> None:
    mine = parse_table("concept,en,zh,status\nloan,loan,贷款,preferred\n".encode(), Path("terms.csv"))
    mined = native.read(MINED.encode(), Path("candidates.csv"))
    merged = merge(glossary_of([mine]), mined, Path("mined.csv"), updated="2026-01-31")
    assert merged.glossary.tables[0] is mine
    assert [merged.count(outcome) for outcome in RowFate] == [2, 0, 0, 1]
    assert dump_table(merged.glossary.tables[1]).decode().splitlines()[1:] == [
        "bond,bond,债券,provisional,term,,,,,,,,mined: anchor ×3,2026-01-31,3,1,0.00",
        "loan,loan,借款,provisional,term,,,,,,,,mined: anchor ×1,2026-01-31,1,1,0.50",
    ]
    assert not merged.glossary.problems
    again = merge(merged.glossary, mined, Path("mined.csv"), updated="2026-02-01")
    assert again.count(RowFate.UNTOUCHED) == 3


CALLS = ("call,call (a bond),提前赎回,preferred,", "call-option,call option|call,看涨期权,preferred,")


def pairs(*rows: tuple[str, str], name: str = "deepl") -> Imported:
    text = "".join("\t".join(row) + "\n" for row in rows)
    return formats.reader(name).read(text.encode(), Path("pairs.tsv"))


class TestPairs:
    """Files without ids of ours: the English term tells which concept is meant, and never the id made from it."""

    def test_an_id_made_of_english_does_not_go_before_the_english_of_another_concept(self) -> None:
        here = glossary(*CALLS)
        merged = merge(here, pairs(("call", "看涨期权"), ("call (a bond)", "提前赎回")), TERMS)
        assert said(merged.lines) == [("untouched", "call-option", "看涨期权"), ("untouched", "call", "提前赎回")]
        assert merged.glossary.concepts == here.concepts

    def test_what_is_forbidden_is_forbidden_where_the_english_term_stands(self) -> None:
        merged = merge(glossary(*CALLS), pairs(("call", "买权")), TERMS, status=Status.FORBIDDEN)
        assert said(merged.lines) == [("added", "call-option", "买权")]

    def test_of_several_owners_the_one_with_the_rendering_is_meant(self) -> None:
        here = glossary("bank,bank,银行,preferred,", "bank-river,bank,河岸,preferred,")
        there = pairs(("bank", "银行"), ("bank", "河岸"), ("bank", "岸"))
        merged = merge(here, there, TERMS)
        assert said(merged.lines) == [
            ("conflicting", "bank", "岸"),
            ("untouched", "bank", "银行"),
            ("untouched", "bank-river", "河岸"),
        ]

    def test_a_further_english_term_decides_between_owners(self) -> None:
        here = glossary("bank,bank,银行,preferred,", "bank-river,bank|shore,河岸,preferred,")
        there = Imported((Concept("x", ("bank", "shore"), renderings=(Rendering("岸"),)),))
        assert said(merge(here, there, TERMS).lines) == [("added", "bank-river", "岸")]

    @pytest.mark.parametrize("terms", [("C", "C++"), ("APR", "apr"), ("R&D", "R-D")])
    def test_terms_that_give_the_same_id_stay_apart(self, terms: tuple[str, str]) -> None:
        there = pairs((terms[0], "甲"), (terms[1], "乙"))
        merged = merge(HERE, there, TERMS)
        assert [line.fate for line in merged.lines] == ["added", "added"]
        assert not merged.glossary.problems
        by_zh = {each.renderings[0].zh: each for each in merged.glossary.concepts}
        assert (by_zh["甲"].en, by_zh["乙"].en) == ((terms[0],), (terms[1],))
        again = merge(merged.glossary, there, TERMS)
        assert again.count(RowFate.UNTOUCHED) == 2

    def test_an_id_that_is_taken_by_another_term_gets_a_number(self) -> None:
        here = glossary("c,C,C 语言,preferred,", "apr,APR,年利率,preferred,")
        merged = merge(here, pairs(("C++", "C++ 语言"), ("APR", "年利率"), ("apr", "四月")), TERMS)
        assert said(merged.lines) == [
            ("added", "c-2", "C++ 语言"),
            ("untouched", "apr", "年利率"),
            ("added", "apr-2", "四月"),
        ]

    def test_an_id_is_enough_where_its_concept_has_no_english(self) -> None:
        merged = merge(glossary("loan,,贷款,preferred,"), pairs(("loan", "借款")), TERMS)
        assert said(merged.lines) == [("added", "loan", "借款")]

    def test_capitals_alone_make_no_new_concept(self) -> None:
        merged = merge(
            HERE, pairs(("Foreclosure", "法拍"), ("foreclosure ", "断供"), ("Loan", "贷款"), ("loan", "借")), TERMS
        )
        assert said(merged.lines) == [
            ("untouched", "foreclosure", "法拍"),
            ("added", "foreclosure", "断供"),
            ("added", "loan", "贷款"),
            ("added", "loan", "借"),
        ]


def entries(*rows: tuple[str, str]) -> Imported:
    """A TBX file of another tool: each row is an entry of its own."""
    term = '<langSec xml:lang="{}"><termSec><term>{}</term></termSec></langSec>'
    body = "".join(f"<conceptEntry>{term.format('en', en)}{term.format('zh-CN', zh)}</conceptEntry>" for en, zh in rows)
    return formats.reader("tbx").read(f"<tbx><text><body>{body}</body></text></tbx>".encode(), Path("terms.tbx"))


class TestEntriesOfOneTerm:
    """What a file keeps apart is not put together here, though the glossary has one concept of that term only."""

    HERE = glossary("put,put,看跌期权,preferred,", "put-2,shot put,铅球,preferred,")

    def test_the_one_with_the_rendering_is_meant_and_the_other_is_new(self) -> None:
        there = entries(("put", "放"), ("put", "看跌期权"))
        merged = merge(self.HERE, there, TERMS)
        assert said(merged.lines) == [("added", "put-3", "放"), ("untouched", "put", "看跌期权")]
        assert merge(merged.glossary, there, TERMS).count(RowFate.UNTOUCHED) == 2

    def test_where_none_has_it_nothing_is_decided(self) -> None:
        merged = merge(self.HERE, entries(("put", "放"), ("put", "搁")), TERMS)
        assert [line.fate for line in merged.lines] == ["conflicting", "conflicting"]
        assert merged.lines[0].detail == "the file has 2 concepts of the term 'put': which one 'put' is cannot be told"

    def test_different_terms_of_one_concept_still_come_together(self) -> None:
        here = glossary("fc,foreclosure|foreclosures,止赎,preferred,")
        merged = merge(here, entries(("foreclosure", "法拍"), ("foreclosures", "法拍")), TERMS)
        assert said(merged.lines) == [("added", "fc", "法拍")]


UTX = "#UTX 1.11; {}\n#src\ttgt\tterm status\tconcept ID\n"


def utx(*rows: str, languages: str = "en/zh-CN") -> Imported:
    return formats.reader("utx").read((UTX.format(languages) + "".join(f"{row}\n" for row in rows)).encode(), TERMS)


class TestIdsOfAFile:
    """Formats in which an id may stand that is ours, or another tool's."""

    HERE = glossary("fc,foreclosure,止赎,preferred,", "creditor,lender,贷方,preferred,")

    @pytest.mark.parametrize("ids", [("17", "18"), ("C-17", "C-18"), ("-", "18")])
    def test_an_id_that_is_not_known_gives_way_to_the_english_term(self, ids: tuple[str, str]) -> None:
        there = utx(f"foreclosure\t止赎\tapproved\t{ids[0]}", f"lender\t贷款人\tprovisional\t{ids[1]}")
        merged = merge(self.HERE, there, TERMS)
        assert said(merged.lines) == [("untouched", "fc", "止赎"), ("added", "creditor", "贷款人")]

    def test_a_number_names_no_new_concept_and_keeps_rows_together(self) -> None:
        there = utx("loan\t贷款\tapproved\t17", "credit\t借款\tnon-standard\t17", "bank\t银行\tapproved\t18")
        assert [(each.id, each.en) for each in there.concepts] == [("loan", ("loan", "credit")), ("bank", ("bank",))]

    def test_an_id_of_ours_names_its_concept_whatever_others_are_called(self) -> None:
        here = glossary("call,call (a bond)|call,提前赎回,preferred,")
        there = utx("call\t提前赎回\tapproved\tcall", "call\t看涨期权\tapproved\tcall-option")
        merged = merge(here, there, TERMS)
        assert said(merged.lines) == [("untouched", "call", "提前赎回"), ("added", "call-option", "看涨期权")]

    def test_two_ids_with_the_english_term_of_one_concept_are_two_new_ones(self) -> None:
        there = utx("lender\t借方\tapproved\tb-lender", "lender\t放款\tapproved\tc-lender")
        merged = merge(self.HERE, there, TERMS)
        assert said(merged.lines) == [("added", "b-lender", "借方"), ("added", "c-lender", "放款")]

    def test_what_the_file_cannot_tell_apart_is_no_contradiction(self) -> None:
        here = glossary("fc,foreclosure,止赎,preferred,", "fc,foreclosure,丧赎,deprecated,")
        merged = merge(here, utx("foreclosure\t丧赎\tforbidden\tfc"), TERMS, overwrite=True)
        assert said(merged.lines) == [("untouched", "fc", "丧赎")]
        merged = merge(here, utx("foreclosure\t丧赎\tapproved\tfc"), TERMS)
        assert said(merged.lines) == [("conflicting", "fc", "丧赎")]

    def test_a_dictionary_from_chinese_to_english_is_turned_around(self) -> None:
        merged = merge(self.HERE, utx("止赎\tforeclosure\tapproved\t17", languages="zh-CN/en; x"), TERMS)
        assert said(merged.lines) == [("untouched", "fc", "止赎")]

    def test_a_dictionary_of_other_languages_is_refused(self) -> None:
        with pytest.raises(FormatError, match="goes from en-US to de, not between English and Chinese"):
            utx("loan\tDarlehen\tapproved\t1", languages="en-US/de; x")


@pytest.fixture(scope="module")
def shipped_here(shipped_glossary: Glossary) -> Glossary:
    """Return the concepts of the shipped glossary that share an English term with others, and each fiftieth besides."""
    concepts = shipped_glossary.concepts
    owners = Counter(term.casefold() for concept in concepts for term in set(concept.en))
    shared = {concept.id for concept in concepts if any(owners[term.casefold()] > 1 for term in concept.en)}
    assert len(shared) > 20
    return Glossary(tuple(each for n, each in enumerate(concepts) if n % 50 == 0 or each.id in shared))


@pytest.mark.parametrize("name", ["deepl", "omegat", "google-sets", "lokalise", "weblate", "utx", "crowdin"])
def test_what_the_shipped_glossary_gives_to_others_comes_back_untouched(shipped_here: Glossary, name: str) -> None:
    back = formats.reader(name).read(formats.writer(name).write(shipped_here.concepts).data, Path("back"))
    assert not back.problems
    merged = merge(shipped_here, back, TERMS)
    assert not [line for line in merged.lines if line.fate is not RowFate.UNTOUCHED]
