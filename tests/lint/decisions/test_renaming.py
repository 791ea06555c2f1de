"""Telling where an article is that decisions know under a name that is gone: by evidence, and never by a guess."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from review_tui.lint.decisions.decisions import Accepted, Decision, Reviewed
from review_tui.lint.decisions.index import read_index
from review_tui.lint.decisions.renaming import Renaming
from review_tui.lint.decisions.writing import change

WORDS = ["银行同意把贷款重新安排", "借款人三个月后恢复还款", "评级机构没有看到其风险", "投资者要求更高的回报率"]
RULES = frozenset({"r"})


def about(path: str, *words: str, rule: str = "r") -> list[Decision]:
    return [Accepted(path=path, rule=rule, text="锻炼", before=each, after=each) for each in words]


def keys(*words: str) -> set[str]:
    return {decision.key for decision in about("", *words)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "d.jsonl"


def renaming(file: Path, decisions: Sequence[Decision], *gone: str) -> Renaming:
    change(file, decisions)
    return Renaming(read_index(file), dict.fromkeys(gone or ("old.md",)))


def names(found: Renaming, gone: str = "old.md") -> list[str]:
    return [match.name for match in found.matches(gone)]


def test_an_article_with_most_of_what_was_decided_is_it(file: Path) -> None:
    found = renaming(file, about("old.md", *WORDS))
    found.meet("new.md", keys(*WORDS[:3], "别的"), RULES)
    (match,) = found.matches("old.md")
    assert (match.name, match.keys) == ("new.md", keys(*WORDS[:3]))
    assert found.renamed("old.md") == match


@pytest.mark.parametrize("words", [WORDS[:2], WORDS[:1]])
def test_one_with_half_of_it_or_less_may_be_it(file: Path, words: list[str]) -> None:
    found = renaming(file, about("old.md", *WORDS))
    found.meet("new.md", keys(*words), RULES)
    assert names(found) == ["new.md"]
    assert found.renamed("old.md") is None
    found.meet("most.md", keys(*WORDS[:3]), RULES)
    assert found.renamed("old.md") == found.matches("old.md")[1]


def test_one_with_nothing_of_it_is_not(file: Path) -> None:
    found = renaming(file, about("old.md", *WORDS))
    found.meet("new.md", set(), RULES)
    assert names(found) == []


def test_an_article_that_is_there_lost_what_another_has(file: Path) -> None:
    change(file, about("old.md", *WORDS))
    lost = keys(*WORDS[:3])
    found = Renaming(read_index(file), {"old.md": lost})
    found.meet("one.md", keys(*WORDS[1:]), RULES)  # the last of which is decided where it is
    assert names(found) == []
    found.meet("new.md", keys(*WORDS), RULES)
    match = found.renamed("old.md")
    assert match is not None
    assert (match.name, match.keys) == ("new.md", lost)


def test_a_single_sentence_that_is_changed_may_still_be_another_article_s(file: Path) -> None:
    change(file, about("old.md", WORDS[0]))
    found = Renaming(read_index(file), {"old.md": keys(WORDS[0])})
    found.meet("there.md", keys(WORDS[0]), RULES)
    assert names(found) == ["there.md"]
    assert found.renamed("old.md") is None


def test_what_others_write_since_the_index_was_made_does_not_count(file: Path) -> None:
    change(file, about("old.md", *WORDS))
    index = read_index(file)
    change(file, about("old.md", "后来才决定的另一件事情"))
    found = Renaming(index, {"old.md": None})
    for name in ("new.md", "sub/old.md"):
        found.meet(name, keys(*WORDS, "后来才决定的另一件事情"), RULES)
    assert [match.keys for match in found.matches("old.md")] == [keys(*WORDS)] * 2


def test_between_two_nothing_is_guessed(file: Path) -> None:
    found = renaming(file, about("old.md", *WORDS))
    for name in ("one.md", "two.md"):
        found.meet(name, keys(*WORDS), RULES)
    assert names(found) == ["one.md", "two.md"]
    assert found.renamed("old.md") is None


def test_nor_where_one_article_may_be_two_that_are_gone(file: Path) -> None:
    decisions = about("old.md", *WORDS[:2]) + about("other.md", *WORDS[2:])
    found = renaming(file, decisions, "old.md", "other.md")
    found.meet("new.md", keys(*WORDS), RULES)
    assert names(found) == names(found, "other.md") == ["new.md"]
    assert found.renamed("old.md") is None
    assert found.renamed("other.md") is None


def test_what_was_decided_about_other_articles_as_well_tells_nothing(file: Path) -> None:
    found = renaming(file, about("old.md", *WORDS) + about("there.md", *WORDS[:3]))
    found.meet("new.md", keys(*WORDS[:3]), RULES)
    assert names(found) == []
    found.meet("other.md", keys(WORDS[3]), RULES)
    assert names(found) == ["other.md"]


def test_a_few_characters_tell_nothing(file: Path) -> None:
    found = renaming(file, [Accepted(path="old.md", rule="r", text="##概述")])
    found.meet("new.md", {Accepted(path="", rule="r", text="##概述").key}, RULES)
    assert names(found) == []


def test_of_one_that_has_its_file_name_a_few_characters_tell(file: Path) -> None:
    short = [Accepted(path=name, rule="r", text="##概述") for name in ("a/old.md", "a/there.md")]
    found = renaming(file, short, "a/old.md")
    found.meet("b/old.md", {short[0].key}, RULES)
    found.meet("b/new.md", {short[0].key}, RULES)
    assert names(found, "a/old.md") == ["b/old.md"]
    found.meet("c/old.md", {"other"}, RULES)
    assert names(found, "a/old.md") == ["b/old.md"]


def test_a_file_name_that_many_have_tells_nothing(file: Path) -> None:
    short = [Accepted(path=f"{folder}/index.md", rule="r", text="##概述") for folder in "ab"]
    found = renaming(file, short, "a/index.md")
    found.meet("c/index.md", {short[0].key}, RULES)
    assert names(found, "a/index.md") == []


def test_sections_tell_too(file: Path) -> None:
    found = renaming(file, [Reviewed(path="old.md", hash=each) for each in "abc"])
    found.meet("new.md", {"a", "b", "x"}, frozenset())
    assert names(found) == ["new.md"]
    found.meet("other.md", {"c"}, frozenset())
    assert names(found) == ["new.md"]


def test_only_the_rules_that_ran_have_to_agree(file: Path) -> None:
    found = renaming(file, about("old.md", WORDS[0]) + about("old.md", *WORDS[1:], rule="other"))
    found.meet("new.md", keys(WORDS[0]), RULES)
    assert names(found) == ["new.md"]


@pytest.mark.parametrize(
    ("rules", "can"), [(frozenset({"r"}), True), (frozenset({"other"}), False), (frozenset({"r", "other"}), True)]
)
def test_it_says_whether_the_rules_that_ran_could_tell(file: Path, rules: frozenset[str], *, can: bool) -> None:
    found = renaming(file, about("old.md", *WORDS))
    assert found.can_tell("old.md")  # nothing was met that it could be
    found.meet("new.md", set(), rules)
    assert found.can_tell("old.md") is can


def test_of_what_tells_nothing_anyway_it_can_tell(file: Path) -> None:
    found = renaming(file, [Accepted(path="old.md", rule="r", text="##概述")])
    found.meet("new.md", set(), frozenset())
    assert found.can_tell("old.md")
