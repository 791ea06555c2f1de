import pytest

from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.context import Context, context_of, parse_context


def test_marks_sort_the_words() -> None:
    assert parse_context("贷款 | ~抵押|!健身|!~跑步| ! ~ 游泳") == Context(
        "贷款 | ~抵押|!健身|!~跑步| ! ~ 游泳", ("贷款",), ("抵押",), ("健身",), ("跑步", "游泳")
    )
    assert parse_context("^银行| ^ 存款|!^尝试|! ^ 努力") == Context(
        "^银行| ^ 存款|!^尝试|! ^ 努力", in_clause=("银行", "存款"), not_in_clause=("尝试", "努力")
    )


@pytest.mark.parametrize("cell", ["", " ", "|", "!", "~", "!~", "^", "!^", "| ! |~"])
def test_marks_without_words_ask_for_nothing(cell: str) -> None:
    assert parse_context(cell).empty


def test_a_star_stands_for_what_else_the_concept_accepts() -> None:
    wrong = Rendering("政策", Status.FORBIDDEN, context="*|~保费|!~货币")
    concept = Concept(
        "policy",
        renderings=(
            Rendering("保单"),
            Rendering("保险单", Status.ADMITTED),
            Rendering("保险政策", Status.ADMITTED),  # holds the words themselves
            Rendering("单", Status.ADMITTED),  # stands everywhere
            Rendering("合同", Status.ADMITTED, context="~保险"),  # not always meant
            Rendering("险单", Status.DEPRECATED),
            wrong,
        ),
    )
    context = context_of(concept, wrong)
    assert context is not None
    assert context.in_article == ("保单", "保险单")
    assert context.in_paragraph == ("保费",)
    assert context.not_in_paragraph == ("货币",)


def test_a_star_asks_for_what_cannot_be_where_nothing_else_is_accepted() -> None:
    wrong = Rendering("政策", Status.FORBIDDEN, context="~*")
    context = context_of(Concept("policy", renderings=(wrong,)), wrong)
    assert context is not None and context.positive
    assert context.in_paragraph == ("\uffff",)


def test_contexts_of_two_concepts_with_the_same_cell_are_two() -> None:
    wrong = Rendering("政策", Status.FORBIDDEN, context="*")
    one, two = (context_of(Concept("c", renderings=(Rendering(zh), wrong)), wrong) for zh in ("保单", "方针"))
    assert one is not None and two is not None and one.key != two.key
