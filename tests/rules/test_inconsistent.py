"""What T703 says beside where."""

from pathlib import Path

import pytest

from review_tui.article import Article, apply_edits
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.storage.compiled import load_compiled
from review_tui.rules.model import Finding
from review_tui.rules.reading import Reading
from review_tui.rules.terms.inconsistent import check
from tests.checking import glossary_from

ROWS = (
    "concept,en,zh,status\n"
    "foreclosure,foreclosure,止赎,preferred\n"
    "foreclosure,foreclosure,丧失抵押品赎回权,admitted\n"
    "filing,foreclosure filing,止赎申请,preferred\n"
    "auction,foreclosure auction,止赎拍卖,preferred\n"
    "auction,foreclosure auction,丧失抵押品赎回权拍卖,admitted\n"
)


def found(text: str, rows: str) -> list[Finding]:
    matcher = Matcher(glossary_from(rows))
    return list(check(Reading(Article(text), matcher)))


def said(text: str) -> list[str]:
    return [finding.message for finding in found(text, ROWS)]


def test_a_rendering_that_stands_nowhere_alone_is_told_with_the_term_that_has_it() -> None:
    assert said("丧失抵押品赎回权。止赎申请，止赎申请。") == [
        "“foreclosure” has 2 renderings here: 止赎 ×2 (in 止赎申请)、丧失抵押品赎回权 ×1"
    ]
    assert said("丧失抵押品赎回权。止赎。止赎申请。") == [
        "“foreclosure” has 2 renderings here: 止赎 ×2、丧失抵押品赎回权 ×1"
    ]


def test_where_the_article_goes_another_way_than_the_glossary_it_is_said() -> None:
    (message,) = said("止赎。" + "丧失抵押品赎回权。" * 3)
    assert message.endswith("止赎 ×1; 丧失抵押品赎回权 is this article's choice, though 止赎 is preferred")


def test_of_a_longer_term_that_is_inconsistent_itself_only_that_is_told() -> None:
    assert said("止赎。止赎拍卖，丧失抵押品赎回权拍卖。") == [
        "“foreclosure auction” has 2 renderings here: 止赎拍卖 ×1、丧失抵押品赎回权拍卖 ×1"
    ]


PARTS = (
    "concept,en,zh,status\n"
    "mortgage,mortgage,抵押贷款,preferred\n"
    "mortgage,mortgage,按揭贷款,admitted\n"
    "mortgage,mortgage,按揭,admitted\n"
    "application,mortgage application,抵押贷款申请,preferred\n"
    "application,mortgage application,按揭贷款申请,admitted\n"
    "fed,Federal Reserve,美联储,preferred\n"
    "fed,Federal Reserve,美国联邦储备,admitted\n"
    "chair,Federal Reserve chair,美联储主席,preferred\n"
    "chair,Federal Reserve chair,美国联邦储备委员会主席,admitted\n"
    "knife,falling knife,下坠的刀子,preferred\n"
    "knife,falling knife,飞刀,admitted\n"
    "knife,catch a falling knife,接飞刀,admitted\n"
    "secured,secured rate,有担保利率,preferred\n"
    "secured,secured rate,担保利率,admitted\n"
    "new,new secured rate,新有担保利率,preferred\n"
    "deed,mortgage deed,抵押贷款契据,preferred\n"
    "deed,mortgage deed,按揭贷款书,admitted\n"
    "deed,mortgage deed,抵押贷款书,admitted\n"
    "prime,prime mortgage,抵押贷款优等,preferred\n"
    "prime,prime mortgage,优等按揭贷款,admitted\n"
    "prime,prime mortgage,优等抵押贷款,admitted\n"
    "note,mortgage note,抵押贷款本票,preferred\n"
    "note,mortgage note,原按揭贷款,admitted\n"
    "note,mortgage note,原抵押贷款,forbidden\n"
)


def mended(text: str) -> str:
    return apply_edits(text, [edit for finding in found(text, PARTS) if finding.fix for edit in finding.fix.edits])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("抵押贷款很多。这是按揭贷款申请，", "抵押贷款很多。这是抵押贷款申请，"),
        ("美联储很多。这是美国联邦储备委员会主席，", "美联储很多。这是美联储主席，"),
        ("下坠的刀子很多。这是接飞刀，", "下坠的刀子很多。这是下坠的刀子，"),
        ("抵押贷款很多。这是按揭贷款书，", "抵押贷款很多。这是抵押贷款书，"),
        ("抵押贷款很多。这是优等按揭贷款，", "抵押贷款很多。这是优等抵押贷款，"),
        ("抵押贷款很多。这是原按揭贷款，", "抵押贷款很多。这是抵押贷款本票，"),
        ("新有担保利率很高。有担保利率。", "新有担保利率很高。有担保利率。"),
    ],
)
def test_a_fix_inside_a_longer_term_makes_a_rendering_of_that(text: str, meant: str) -> None:
    assert mended(text) == meant


SECOND = (
    "concept,en,zh,status\n"
    "f,foreclosure,止赎,preferred\n"
    "f,foreclosure,丧失抵押品赎回权,admitted\n"
    "f,foreclosure,法拍,admitted\n"
)


def reported(text: str, rows: str = SECOND) -> list[str]:
    """Return what is reported, with what stands before it."""
    return [text[max(0, each.span.start - 1) : each.span.end] for each in found(text, rows)]


@pytest.mark.parametrize(
    "text",
    [
        "止赎，也称为丧失抵押品赎回权，是一种法律程序。止赎由贷方发起。",
        "止赎，也被称为**丧失抵押品赎回权**，是程序。止赎。",
        "止赎（也叫丧失抵押品赎回权）是程序。止赎。",
        "止赎 (foreclosure)，又称“丧失抵押品赎回权”，是程序。",
        "止赎有时也被称为法拍或丧失抵押品赎回权。",
        "止赎，俗称法拍，是程序。它也可称为丧失抵押品赎回权。",
        "止赎，即丧失抵押品赎回权，是程序。",
        "止赎（或丧失抵押品赎回权）是程序。",
        "止赎或“丧失抵押品赎回权”是程序。",
        "“丧失抵押品赎回权”是止赎的另一种说法。",
        "止赎很常见。丧失抵押品赎回权只是它的别称。",
        "丧失抵押品赎回权，也称为止赎，是程序。止赎由贷方发起。",
        "丧失抵押品赎回权，也称为法拍或止赎，是程序。",
        "[止赎](/f)，也称为[丧失抵押品赎回权](/f)，是程序。",
        "止赎是一种丧失抵押品赎回权。",
        "止赎（foreclosure）是指丧失抵押品赎回权。",
        "止赎就是“丧失抵押品赎回权”。",
    ],
)
def test_a_name_that_is_stated_to_be_a_second_one_is_none_too_many(text: str) -> None:
    assert reported(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("止赎，也称为丧失抵押品赎回权，是程序。当丧失抵押品赎回权发生时，止赎。", ["当丧失抵押品赎回权"]),
        ("丧失抵押品赎回权，也称为止赎。在丧失抵押品赎回权后，止赎。", ["在丧失抵押品赎回权"]),
        ("法拍，也称为丧失抵押品赎回权，是程序。止赎。", ["法拍"]),
        ("止赎很多。\n\n这也称为丧失抵押品赎回权。", ["为丧失抵押品赎回权"]),
        ("止赎或丧失抵押品赎回权", ["或丧失抵押品赎回权"]),
        ("止赎很多，贷款即丧失抵押品赎回权。", ["即丧失抵押品赎回权"]),
        ("止赎的贷款称为丧失抵押品赎回权。", ["为丧失抵押品赎回权"]),
        ("止赎是一种程序。丧失抵押品赎回权很常见。", ["。丧失抵押品赎回权"]),
        ("止赎是由丧失抵押品赎回权引起的。", ["由丧失抵押品赎回权"]),
        ("止赎就是丧失抵押品赎回权的程序。", ["是丧失抵押品赎回权"]),
    ],
)
def test_a_second_name_that_goes_on_being_used_is_told_where_it_does(text: str, places: list[str]) -> None:
    assert reported(text) == places


def test_no_fix_makes_a_thing_its_own_second_name() -> None:
    (finding,) = found("法拍，也称为丧失抵押品赎回权，是程序。止赎。", SECOND)
    assert [fix.label for fix in finding.fixes] == ["止赎"]


def test_a_second_name_is_none_too_many_for_links_either() -> None:
    assert reported("[信贷互换](/x)，也称为[信用掉期](/x)，是合约。") == []
    assert reported("[信贷互换](/x)，也称为[信用掉期](/x)，是合约。[信用掉期](/x)。") == []
    assert reported("[信贷互换](/x)是合约。见[信用掉期](/x)。") == ["[信用掉期"]


def test_links_to_a_category_are_no_rivals() -> None:
    assert reported("[工资](/x)很高。[股息](/x)很低。") == []
    assert reported("[股票基金](/x)、[债券基金](/x)和[货币基金](/x)。") == []
    assert reported("[股票基金](/x)很多。[基金产品](/x)。") == ["[基金产品"]
    known = "concept,en,zh,status\np,P/E ratio,市盈率,preferred\nb,P/B ratio,市净率,preferred\n"
    assert reported("[市盈率](/x)很高。[市净率](/x)。", known) == []


def test_a_glossary_that_is_kept_is_not_read_whole_for_terms_that_stand_inside_longer_ones_alone(
    tmp_path: Path,
) -> None:
    table = tmp_path / "terms.csv"
    table.write_text(ROWS + "".join(f"c{number},c{number},乙{number}词,preferred\n" for number in range(99)), "utf-8")
    load_compiled([table], tmp_path / "kept")
    glossary = load_compiled([table], tmp_path / "kept")
    (finding,) = check(Reading(Article("止赎申请。丧失抵押品赎回权拍卖。"), Matcher(glossary)))
    assert finding.concept == "foreclosure"
    assert len(vars(glossary.concepts)["_made"]) < 20
