"""What `glossary lint` finds, and what it mends."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from review_tui.glossary.glossary import Glossary
from review_tui.glossary.inspection.inspection import inspect_glossary, mend
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import dump_table, parse_table
from review_tui.severity import Severity

TERMS = Path("terms.csv")
CELL = st.text(st.sampled_from("ab贷款Ａ \u200b\u00ad"), max_size=4)
HEADER = "concept,en,zh,status,kind,context,note\n"


def glossary(*rows: str, header: str = HEADER) -> Glossary:
    return glossary_of([parse_table((header + "".join(f"{row}\n" for row in rows)).encode(), TERMS)])


def found(*rows: str, header: str = HEADER) -> list[tuple[str, str, int]]:
    return [(flaw.code, flaw.severity.value, flaw.line) for flaw in inspect_glossary(glossary(*rows, header=header))]


def test_a_good_glossary_has_no_flaws() -> None:
    assert (
        found("loan,loan,贷款,preferred,,,", "_blockers,,修改者,,blocker,,", "x,Highlights,要点,preferred,heading,,")
        == []
    )


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("_blockers,,甲乙丙,,blocker,房,,", "the context of the blocker '甲乙丙' counts for nothing"),
        ("h,Cons,罪犯,forbidden,heading,优点,者,", "the not_before of the heading '罪犯' counts for nothing"),
        ("_blockers,,甲乙丙,,blocker,,者,", ""),
        ("h,Cons,罪犯,forbidden,heading,优点,,", ""),
    ],
)
def test_a_condition_that_is_never_asked_is_named(row: str, says: str) -> None:
    flaws = inspect_glossary(glossary(row, header="concept,en,zh,status,kind,context,not_before,note\n"))
    assert [(flaw.code, flaw.severity) for flaw in flaws] == ([("condition-unasked", Severity.WARNING)] if says else [])
    assert all(flaw.message.startswith(says) for flaw in flaws)


@pytest.mark.parametrize(
    ("zh", "says"),
    [
        ("X与X的区别", "the heading 'X与X的区别' counts for nothing: a heading has at most one X, and words"),
        ("X", "the heading 'X' counts for nothing: a heading has at most one X, and words"),
        ("X之间的区别", ""),
        ("XX 公司", ""),
    ],
)
def test_a_heading_that_can_stand_nowhere_is_named(zh: str, says: str) -> None:
    flaws = inspect_glossary(glossary(f"h,X vs. X,{zh},preferred,heading,,"))
    assert [(flaw.code, flaw.severity, flaw.message) for flaw in flaws] == (
        [("heading-malformed", Severity.WARNING, says)] if says else []
    )


@pytest.mark.parametrize(
    ("zh", "context", "words"),
    [
        ("收集贷款", "~贷款|~债务|!~信息", "贷款"),
        ("收集贷款", "^债务|~催收", ""),
        ("收集贷款", "!~收款", ""),
        ("ETF 份额", "ETF|份额", "ETF and 份额"),
    ],
)
def test_a_context_that_its_own_rendering_meets_is_named(zh: str, context: str, words: str) -> None:
    flaws = inspect_glossary(glossary(f"l,loan,{zh},forbidden,term,{context},"))
    assert [(flaw.code, flaw.severity) for flaw in flaws] == ([("context-always", Severity.INFO)] if words else [])
    assert all(f"asks for {words}, which" in flaw.message for flaw in flaws)


@pytest.mark.parametrize(
    ("zh", "context", "words"),
    [
        ("首选股票", "~股东|!~选股|!~选择", "选股"),
        ("数据 ETF", "!ETF|!~数据", "ETF and 数据"),
        ("首选股票", "~股东|~优先股|!~选择", ""),
        ("首选 ETFs", "!ETF", ""),
    ],
)
def test_a_context_that_rules_its_own_rendering_out_is_named(zh: str, context: str, words: str) -> None:
    row = f"s,preferred stock,{zh},forbidden,term,{context},,"
    flaws = inspect_glossary(glossary(row, header="concept,en,zh,status,kind,context,not_before,note\n"))
    assert [(flaw.code, flaw.severity) for flaw in flaws] == ([("context-never", Severity.WARNING)] if words else [])
    assert all(f"rules out {words}, which" in flaw.message for flaw in flaws)


@pytest.mark.parametrize("context", ["*", "~*|!货币"])
@pytest.mark.parametrize(("other", "named"), [("保单", False), ("保险政策", True), ("单", True)])
def test_a_star_that_stands_for_nothing_is_named(context: str, other: str, named: bool) -> None:
    rows = (f"p,policy,{other},preferred,term,,,", f"p,policy,政策,forbidden,term,{context},,")
    flaws = inspect_glossary(glossary(*rows, header="concept,en,zh,status,kind,context,not_before,note\n"))
    assert [flaw.line for flaw in flaws if flaw.code == "context-never"] == ([3] if named else [])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("loan,loan,,preferred,,,",), ("cell-empty", "error", 2)),
        ((",loan,贷款,preferred,,,",), ("cell-empty", "error", 2)),
        (("loan,loan,贷款,prefered,,,",), ("value-unknown", "error", 2)),
        (("loan,loan,贷款,the cell is empty,,,",), ("value-unknown", "error", 2)),
        (("loan,loan,贷款",), ("row-broken", "error", 2)),
        (("loan,loan,贷\0款,preferred,,,",), ("row-broken", "error", 2)),
        (("loan,,贷款,preferred,,,",), ("english-missing", "warning", 2)),
        (("loan,loan , 贷款,preferred,,,",), ("edge-whitespace", "warning", 2)),
        (("loan,loan,贷\u200b款,preferred,,,",), ("invisible-character", "warning", 2)),
        (("loan,loan,贷款,preferred,,,a\x07b",), ("invisible-character", "warning", 2)),
        (('loan,loan,"贷\n款",preferred,,,',), ("line-end", "warning", 2)),
        (("loan,loan,贷款/借款,preferred,,,",), ("renderings-joined", "warning", 2)),
        (("loan,=loan,贷款,preferred,,,",), ("formula", "info", 2)),
        (("loan,loan,＝贷款,preferred,,,",), ("formula", "info", 2)),
        (("mbs,ＭＢＳ,证券,preferred,,,",), ("full-width", "warning", 2)),
        (("mbs,MBS,ＭＢＳ,preferred,,,",), ("full-width", "warning", 2)),
        (("loan,loan,贷款,preferred,,,", "loan,loan,贷款,admitted,,,"), ("row-duplicate", "error", 3)),
        (("loan,loan,贷款,preferred,,,", "loan,loan,借款,preferred,,,"), ("preferred-twice", "error", 3)),
        (("loan,loan,贷款,preferred,,,", "loan,credit,借款,admitted,,,"), ("concept-differs", "warning", 3)),
        (("a,a,贷款,preferred,,,", "b,b,贷款,preferred,,,"), ("rendering-shared", "warning", 3)),
        (("a,a,贷款,preferred,,,", "b,b,贷款,admitted,,,"), ("rendering-shared", "info", 3)),
        (("a,a,贷款,preferred,,,", "b,b,贷款,preferred,,抵押,"), ("rendering-shared", "info", 3)),
        (("a,a,锻炼,preferred,,,", "b,b,锻炼,forbidden,,,"), ("banned-preferred", "warning", 3)),
        (("a,a,区块链,preferred,,,", "a,a,块链,forbidden,,,"), ("banned-inside", "info", 3)),
        (("a,a,贷款,preferred,,,", "b,b,抵押贷款,preferred,,,"), ("term-inside", "info", 2)),
    ],
)
def test_one_flaw_is_found_and_nothing_else(rows: tuple[str, ...], expected: tuple[str, str, int]) -> None:
    assert set(found(*rows)) == {expected}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("concept,en,status\n", ("column-missing", "error", 1)),
        ("concept,en,zh,status,notes\n", ("column-unknown", "warning", 1)),
        ("concept,en,zh,zh,status\n", ("column-unknown", "warning", 1)),
        ("concept,en,zh,status,editor's,editor's\n", ("column-unknown", "warning", 1)),
        ("concept,en,zh,status,note's\n", ("column-unknown", "warning", 1)),
    ],
)
def test_the_header_is_looked_at(header: str, expected: tuple[str, str, int]) -> None:
    assert found(header=header) == [expected]


def test_a_forbidden_word_with_a_context_is_told_apart() -> None:
    assert found("a,a,锻炼,preferred,,,", "b,b,锻炼,forbidden,,抵押,") == []


def test_latin_words_inside_others_are_not_terms_inside() -> None:
    assert found("agi,AGI,AGI,preferred,,,", "magi,MAGI,MAGI,preferred,,,") == []


def test_serial_commas_join_no_renderings() -> None:
    assert found("cares,CARES Act,援助、救济和经济安全法,preferred,name,,") == []


def test_concepts_that_no_article_speaks_of_are_named_once() -> None:
    here = glossary("loan,loan,贷款,preferred,,,", "bond,bond,债券,preferred,,,", "bond,bond,债,admitted,,,")
    flaws = [(flaw.code, flaw.concept, flaw.line) for flaw in inspect_glossary(here, {"loan"})]
    assert ("concept-unused", "bond", 3) in flaws
    assert sum(code == "concept-unused" for code, _, _ in flaws) == 1


def test_messages_show_invisible_characters_written_out() -> None:
    (flaw,) = inspect_glossary(glossary("loan,loan,贷\u202e款,preferred,,,"))
    assert flaw.message == r"the zh cell '贷\u202e款' holds the invisible U+202E"


class TestMending:
    def test_what_is_safe_is_mended_and_the_rest_stays(self) -> None:
        here = glossary(
            "loan, ＬＯＡＮ ,贷\u200b款 ,preferred,,,",
            "lender,lender,贷方,admitted,,,",
            "lender,lender,贷方,admitted,,,",
            "mbs,MBS,ＭＢＳ,preferred,,,",
            "odd,odd,怪,prefered,,,",
        )
        after, count = mend(here)
        assert count == 5
        assert dump_table(after.tables[0]).decode() == HEADER + (
            "lender,lender,贷方,admitted,,,\nloan,LOAN,贷款,preferred,,,\n"
            "mbs,MBS,ＭＢＳ,preferred,,,\nodd,odd,怪,prefered,,,\n"
        )

    def test_rows_that_differ_anywhere_are_no_twins(self) -> None:
        here = glossary("loan,loan,贷款,preferred,,,", "loan,loan,贷款,preferred,,,another note")
        after, count = mend(here)
        assert (count, after) == (0, here)

    def test_a_cell_of_which_nothing_would_be_left_stays(self) -> None:
        here = glossary("loan,loan,\u200b,preferred,,,")
        after, _ = mend(here)
        assert dump_table(after.tables[0]) == dump_table(here.tables[0])

    @given(st.lists(st.tuples(CELL, CELL, CELL, st.sampled_from(["preferred", "x"])), max_size=5))
    @example([("a\xad", "", "a", "preferred"), ("a\xad", "", "\xad", "preferred")])
    def test_mending_twice_changes_nothing_more_and_loses_no_rendering(
        self, rows: list[tuple[str, str, str, str]]
    ) -> None:
        here = glossary(*(",".join(row) for row in rows), header="concept,en,zh,status\n")
        after, _ = mend(here)
        again, count = mend(after)
        assert count == 0
        assert [dump_table(table) for table in again.tables] == [dump_table(table) for table in after.tables]
        before = sum(row.rendering is not None for row in here.tables[0].rows)
        kept = sum(row.rendering is not None for row in after.tables[0].rows)
        assert kept <= before
        assert len(after.concepts) <= len(here.concepts)


def test_ten_thousand_rows_are_looked_over() -> None:
    rows = "".join(f"c{number},term {number},词{number}号,preferred\n" for number in range(5_000)) * 2
    here = glossary(header="concept,en,zh,status\n" + rows)
    flaws = inspect_glossary(here)
    assert sum(flaw.code == "row-duplicate" and flaw.fixable for flaw in flaws) == 5_000


def test_a_rendering_of_very_many_concepts_is_named_in_one_short_line() -> None:
    rows = [f"c{number:03},t{number},同一,preferred,,," for number in range(200)]
    (flaw,) = [flaw for flaw in inspect_glossary(glossary(*rows)) if flaw.code == "rendering-shared"]
    assert "'c000' and 'c001' and 'c002' and 197 more" in flaw.message


def test_columns_that_are_not_known_are_named_once() -> None:
    names = ",".join(f"k{number}" for number in range(20))
    (flaw,) = inspect_glossary(
        glossary(f"loan,loan,贷款,preferred{',' * 20}", header=f"concept,en,zh,status,{names}\n")
    )
    assert (flaw.code, flaw.severity, flaw.line) == ("column-unknown", Severity.INFO, 1)
    assert "has 'k0' and 'k1' and 'k2' and 17 more, which" in flaw.message


def test_a_slug_that_no_link_can_have_is_named() -> None:
    header = "concept,en,zh,status,slugs\n"
    assert found("loan,loan,贷款,preferred,loan|bank_loan|loan2", header=header) == []
    assert found("loan,loan,贷款,preferred,贷款|%E8%B4%B7", header=header) == []  # as sites in Chinese have them
    assert found("loan,loan,贷款,preferred,loan|the loan is 贷款", header=header) == [("slug-malformed", "warning", 2)]
