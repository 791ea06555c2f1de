"""Words looked for all at once decide contexts as words looked for one by one do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.glossary.context import parse_context
from review_tui.glossary.search import context_words
from review_tui.glossary.search.context_words import ContextWords
from review_tui.glossary.search.surroundings import Surroundings

WORDS = ("贷款", "抵押", "抵押贷款", "款", "MBS", "mbs", "Mortgage", "mortgage", "ARM", "arms")
TEXTS = st.lists(st.sampled_from((*WORDS, "的", " ", "s", "。")), max_size=12).map("".join)
CELLS = st.lists(
    st.tuples(st.sampled_from(("", "~", "!", "!~")), st.sampled_from(WORDS)).map("".join), min_size=1, max_size=4
).map("|".join)


@given(st.lists(CELLS, min_size=1, max_size=8), st.lists(st.tuples(TEXTS, TEXTS), max_size=5), st.booleans())
def test_they_change_no_answer(cells: list[str], articles: list[tuple[str, str]], apart: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(context_words, "_FEW", 1)
        words = ContextWords()
        contexts = [parse_context(cell) for cell in cells]
        for text, topic in articles:
            half = len(text) // 2

            def paragraph_of(offset: int, half: int = half, text: str = text) -> tuple[int, int]:
                return (0, half) if offset < half else (half, len(text))

            part = text[:half] if apart else text
            plain = Surroundings(part, paragraph_of, text, topic)
            quick = Surroundings(part, paragraph_of, text, topic, words=words)
            for context in contexts:
                for offset in (0, half):
                    assert quick.hold(context, offset) == plain.hold(context, offset)


def test_what_came_up_often_enough_is_looked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context_words, "_FEW", 1)
    words = ContextWords()
    known, new = parse_context("贷款|Mortgage"), parse_context("!抵押")
    for context in (known, parse_context("款")):
        words.learn(context)
    standing = words.standing_in(["抵押", "a mortgage"])
    assert standing.words == {"Mortgage"}
    narrowed = standing.narrowed(known)
    assert narrowed is not None
    assert narrowed.in_article == ("Mortgage",)
    assert standing.narrowed(new) == new
    assert words.standing_in(["抵押"]).narrowed(known) is None
