"""Words are found by their beginnings as they would be one by one."""

from hypothesis import given
from hypothesis import strategies as st

from review_tui.glossary.word_index import word_index_of

WORDS = st.lists(st.text("止赎权贷款a ", max_size=8), max_size=30)


@given(WORDS, st.text("止赎权贷款a ", max_size=40))
def test_the_words_that_stand_in_a_text_are_found(words: list[str], text: str) -> None:
    numbers: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        if word:
            numbers.setdefault(word, []).append(number)
    index = word_index_of(words)
    assert index.found_in(text) == {word: those for word, those in numbers.items() if word in text}
    assert {word: those for group in index.values() for word, those in group.items()} == numbers
    assert len(index) == len(set(index)) == len({word[:2] for word in numbers})
    for word in [*words, text]:
        assert index.numbers_of(word) == numbers.get(word, [])


def test_a_group_has_the_words_that_begin_alike() -> None:
    index = word_index_of(["止赎", "止损单", "止损", "赎"])
    assert index["止损"] == {"止损单": [1], "止损": [2]}
    assert list(index) == ["止赎", "止损", "赎"]
