import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.glossary.context import Context, Surroundings, fold, parse_context, stands_in


def test_marks_sort_the_words() -> None:
    assert parse_context("贷款 | ~抵押|!健身|!~跑步| ! ~ 游泳") == Context(
        "贷款 | ~抵押|!健身|!~跑步| ! ~ 游泳", ("贷款",), ("抵押",), ("健身",), ("跑步", "游泳")
    )


@pytest.mark.parametrize("cell", ["", " ", "|", "!", "~", "!~", "| ! |~"])
def test_marks_without_words_ask_for_nothing(cell: str) -> None:
    assert parse_context(cell).empty


TEXT = "债务人与贷款人商议。\n他去健身。"
PARAGRAPHS = [(0, 10), (11, 16)]


@pytest.mark.parametrize(
    ("cell", "in_first", "in_second"),
    [
        ("", True, True),
        ("贷款", True, True),
        ("抵押", False, False),
        ("抵押|贷款", True, True),
        ("~贷款", True, False),
        ("抵押|~贷款", True, False),
        ("!健身", False, False),
        ("!抵押", True, True),
        ("!~健身", True, False),
        ("~贷款|!~健身", True, False),
        ("贷款|!~健身", True, False),
        ("贷款|!抵押|!健身", False, False),
        ("!抵押|!~跑步", True, True),
    ],
)
def test_contexts(cell: str, in_first: bool, in_second: bool) -> None:
    surroundings = Surroundings(TEXT, lambda offset: PARAGRAPHS[offset > 10])
    for _ in range(2):
        assert surroundings.hold(parse_context(cell), 0) is in_first
        assert surroundings.hold(parse_context(cell), 12) is in_second


def test_article_wide_words_are_looked_for_in_the_article_when_the_text_is_a_part_of_it() -> None:
    part = Surroundings("锻炼", article="贷款与锻炼")
    assert part.hold(parse_context("贷款"), 0)
    assert not part.hold(parse_context("~贷款"), 0)


@pytest.mark.parametrize(
    ("word", "text", "stands"),
    [
        ("ARM", "一笔ARM贷款", True),
        ("ARM", "alarm ALARM ARMs arm", False),
        ("ARM", "ALARM然后ARM", True),
        ("mortgage", "a Mortgage!", True),
        ("mortgage", "mortgages", False),
        ("贷款", "抵押贷款", True),
    ],
)
def test_context_words_stand_as_renderings_do(word: str, text: str, stands: bool) -> None:
    assert stands_in(word, text) is stands


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
