"""A finding is known by its words and those around it, so that only edits of its own sentence make it another."""

from review_tui.article import Article, Span
from review_tui.lint.report import items_of
from review_tui.rules.model import Rule, Severity

RULE = Rule("X100", "made-up", Severity.WARNING)


def keys(text: str, words: str = "锻炼") -> list[str]:
    found = []
    position = text.find(words)
    while position >= 0:
        found.append(RULE.finding(Span(position, position + len(words)), "message", concept="workout"))
        position = text.find(words, position + 1)
    return [item.identity.key for item in items_of(Article(text), found)]


TEXT = "# 题\n\n第一句。银行进行锻炼，以免止赎。末句。\n"


def test_stays_the_same_when_something_else_changes() -> None:
    (key,) = keys(TEXT)
    assert keys("新的一段。\n\n" + TEXT) == [key]
    assert keys(TEXT.replace("第一句", "另外一句")) == [key]
    assert keys(TEXT.replace("末句", "最后")) == [key]
    assert keys(TEXT.replace("\n", "\r\n")) == [key]
    assert keys(TEXT.replace("题", "题目")) == [key]


def test_changes_with_its_own_words_and_those_around_them() -> None:
    (key,) = keys(TEXT)
    assert keys(TEXT.replace("银行进行", "客户进行")) != [key]
    assert keys(TEXT.replace("以免", "防止")) != [key]
    assert keys(TEXT.replace("锻炼", "健身"), "健身") != [key]


def test_alike_findings_are_told_apart_by_their_order() -> None:
    first, second = keys(TEXT + TEXT)
    assert first == keys(TEXT)[0]
    assert second != first


def test_a_long_text_is_known_by_all_of_it() -> None:
    words = "字" * 200
    assert keys(words, words) != keys(words[:-1] + "词", words[:-1] + "词")
