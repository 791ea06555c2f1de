import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.glossary.context import Context, fold, parse_context


def test_marks_sort_the_words() -> None:
    assert parse_context("贷款 | ~抵押|!健身|!~跑步| ! ~ 游泳") == Context(
        "贷款 | ~抵押|!健身|!~跑步| ! ~ 游泳", ("贷款",), ("抵押",), ("健身",), ("跑步", "游泳")
    )


@pytest.mark.parametrize("cell", ["", " ", "|", "!", "~", "!~", "| ! |~"])
def test_marks_without_words_ask_for_nothing(cell: str) -> None:
    assert parse_context(cell).empty


@given(st.text(st.characters(exclude_categories=())))
def test_folding_moves_no_offset_and_touches_ascii_capitals_only(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    for before, after in zip(text, folded, strict=True):
        if "A" <= before <= "Z":
            assert after == before.lower()
        elif "\ud800" <= before <= "\udfff":
            assert after == "?"
        else:
            assert after == before
