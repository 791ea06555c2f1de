"""Where the words of contexts stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.glossary.search.places import Lookup, places_of


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


@given(
    st.text("贷款aM ", max_size=12), st.text("贷款aM", min_size=1, max_size=2), st.integers(0, 12), st.integers(0, 12)
)
def test_a_word_is_known_to_stand_where_its_places_are(text: str, word: str, start: int, end: int) -> None:
    lookup, places = Lookup(text), places_of(word, text)
    assert [lookup[word] for _ in range(2)] == [bool(places)] * 2
    assert lookup.within(word, start, end) is any(start <= place <= end - len(word) for place in places)
    assert [lookup.stands_times(word, times) for times in (1, 2, 3)] == [len(places) >= times for times in (1, 2, 3)]
