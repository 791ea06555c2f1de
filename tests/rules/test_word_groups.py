"""The words that stand for each other inside longer terms."""

from collections import Counter
from pathlib import Path

from review_tui.rules.terms.shared import word_groups


def test_each_group_has_words_to_choose_from_each_once() -> None:
    for group in word_groups.groups():
        assert len(group.words) > 1, group
        assert max(Counter(group.words).values()) == 1, group
        assert all(word.isalnum() for word in group.words), group


def test_the_mark_of_a_verb_is_no_part_of_a_word() -> None:
    (selling,) = (group for group in word_groups.groups() if "收购" in group.words and "并购" in group.words)
    assert selling.verbal
    assert selling.words[0] == "收购"


def test_what_the_file_says_of_itself_is_no_group() -> None:
    lines = Path(word_groups.__file__).with_suffix(".txt").read_text("utf-8").splitlines()
    assert any(line.startswith("#") for line in lines)
    assert "#" not in "".join(word_groups.words())
