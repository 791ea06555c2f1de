"""What can be the name of a term, and what is a piece of a sentence."""

import pytest

from review_tui.glossary.termlike import fault_of, tidied


@pytest.mark.parametrize(
    "text",
    [
        "止赎",
        "抵押贷款支持证券",
        "自动化",
        "标的",
        "对冲基金",
        "可调整利率抵押贷款 (ARM)",
        "80-20规则",
        "目的",
        "美国住房和城市发展部",
        "A股",
        "集中",
        "从众效应",
        "债务/股本",
        "或有负债",
        "和平红利",
        "碳中和",
        "战后",
    ],
)
def test_terms_pass(text: str) -> None:
    assert fault_of(text) == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("，但", "holds a clause"),
        ("，", "no Chinese"),
        ("MBS", "no Chinese"),
        ("货币政策，尽管", "holds a clause"),
        ("的次贷危机之后修复抵押贷款市场", "longer"),
        ("的次贷危机", "begins"),
        ("而", "begins"),
        ("在市场上", "begins"),
        ("抵押贷款的", "ends"),
        ("证券 (MBS", "half a bracket"),
        ("多德-弗兰克法案》", "half a bracket"),
        ("房地产泡沫的破裂", "a phrase with 的"),
        ("贷", "a single character"),
        ("贷款\n利率", "holds a clause"),
        ("<b>贷款</b>", "holds punctuation"),
    ],
)  # fmt: skip
def test_pieces_of_sentences_are_told_with_the_reason(text: str, fault: str) -> None:
    assert fault_of(text).startswith(fault)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("违约。", "违约"),
        ("和债务抵押债券", "债务抵押债券"),
        ("和解", "和解"),
        ("，", ""),
        ("而无需", "而无需"),
        ("止赎", "止赎"),
    ],
)
def test_what_a_link_took_along_is_taken_off(text: str, term: str) -> None:
    assert tidied(text) == term
