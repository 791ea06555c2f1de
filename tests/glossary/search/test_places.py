"""Where the words of contexts stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.glossary.search.places import Places, places_of


@pytest.mark.parametrize(
    ("word", "text", "places"),
    [
        ("ARM", "一笔ARM贷款", [2]),
        ("ARM", "alarm ALARM ARMs arm", []),
        ("ARM", "ALARM然后ARM", [7]),
        ("mortgage", "a Mortgage!", [2]),
        ("mortgage", "mortgages", []),
        ("贷款", "抵押贷款，贷款", [2, 5]),
        ("啊啊", "啊啊啊", [0, 1]),
    ],
)
def test_words_stand_as_renderings_do(word: str, text: str, places: list[int]) -> None:
    assert places_of(word, text) == places


@given(st.text("贷款a ", max_size=12), st.text("贷款", min_size=1, max_size=2), st.integers(0, 12), st.integers(0, 12))
def test_a_word_stands_within_a_span_if_it_stands_in_its_text(text: str, word: str, start: int, end: int) -> None:
    assert Places(text).within(word, start, end) is (word in text[start:end])
