"""What rules look at first, since it is quickly done, rules nothing out that their patterns find."""

from hypothesis import given
from hypothesis import strategies as st

from review_tui.rules.links.shared import excess, sentence
from review_tui.rules.punctuation import halfwidth


@given(st.from_regex(sentence._AFTER.pattern, fullmatch=True))
def test_what_goes_on_with_a_sentence_begins_with_one_of_few_characters(rest: str) -> None:
    assert sentence.goes_on(rest)


@given(st.from_regex(excess._BEGINS.pattern))
def test_a_word_of_the_sentence_begins_with_one_of_few_characters(text: str) -> None:
    assert text[0] in excess._BEGIN


@given(st.text('甲在，。,;!?.1aB /%)）]”"’》」】*[“(（!α \n'))
def test_a_half_width_mark_is_seen(text: str) -> None:
    seen = {match.start() for match in halfwidth._ANY.finditer(text)}
    assert seen.issuperset(match.start() for match in halfwidth._MARK.finditer(text))


def test_what_happened_to_a_term_is_left_out() -> None:
    assert sentence.before_event("法案取消") == "法案"
    assert sentence.before_event("取消法案") == ""
