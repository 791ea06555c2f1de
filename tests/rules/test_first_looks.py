"""What rules look at first, since it is quickly done, rules nothing out that their patterns find."""

from hypothesis import given
from hypothesis import strategies as st

from review_tui.rules.headings import missing_space
from review_tui.rules.links.shared import sentence
from review_tui.rules.paragraphs import truncated
from review_tui.rules.punctuation import halfwidth
from review_tui.rules.terms.shared import second_names


@given(st.from_regex(sentence._AFTER.pattern, fullmatch=True))
def test_what_goes_on_with_a_sentence_begins_with_one_of_few_characters(rest: str) -> None:
    assert sentence.goes_on(rest)


@given(st.from_regex(sentence._BEGINS.pattern, fullmatch=True))
def test_a_word_that_begins_no_name_begins_with_one_of_few_characters(text: str) -> None:
    assert text[0] in sentence._FIRST


@given(st.from_regex(sentence._ENDS.pattern.replace("(?<!", "(?:")))
def test_a_word_that_ends_no_name_ends_with_one_of_few_characters(text: str) -> None:
    assert text[-1] in sentence._LAST


@given(st.from_regex(truncated._BEGINNINGS.pattern, fullmatch=True))
def test_what_has_lost_its_beginning_begins_with_one_of_few_characters(content: str) -> None:
    assert content[0] in truncated._FIRST


@given(st.from_regex(second_names._ALSO.pattern, fullmatch=True))
def test_what_leads_to_a_second_name_has_one_of_few_characters(text: str) -> None:
    assert not second_names._CALLS.isdisjoint(text)


@given(st.text("甲。？A# \t", max_size=12))
def test_a_heading_behind_a_sentence_is_seen(text: str) -> None:
    assert missing_space._LIKELY.search(text) or not missing_space._WITHIN.search(text)


@given(st.text('甲在，。,;!?.1aB /%)）]”"’》」】*[“(（!α \n'))
def test_a_half_width_mark_is_seen(text: str) -> None:
    seen = {match.start() for match in halfwidth._ANY.finditer(text)}
    assert seen.issuperset(match.start() for match in halfwidth._MARK.finditer(text))


def test_what_happened_to_a_term_is_left_out() -> None:
    assert sentence.before_event("法案取消") == "法案"
    assert sentence.before_event("取消法案") == ""
