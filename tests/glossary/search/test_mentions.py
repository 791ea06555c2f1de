"""Whose the words are that several concepts share."""

import pytest

from review_tui.article import Article
from review_tui.glossary.search.matcher import matcher_for
from review_tui.glossary.search.mentions import mentions_of
from tests.checking import glossary_from

ROWS = """\
concept,en,zh,status
direct-deposit,direct deposit,直接存款,preferred
direct-deposit,direct deposit,直接转存,admitted
direct-rollover,direct rollover,直接转存,preferred
direct-rollover,direct rollover,直接展期,admitted
bust,bust,萧条,preferred
depression,depression,大萧条,preferred
depression,depression,萧条,admitted
lender,lender,贷方,admitted
credit,credit side,贷方,deprecated
"""


RELATED = """\
concept,en,zh,status,pos
leverage,leverage,杠杆,preferred,
leverage,leverage,杠杆率,admitted,related2
leverage-ratio,leverage ratio,杠杆率,preferred,
leverage-ratio,leverage ratio,杠杆比率,admitted,
"""


def meant(text: str, words: str, path: str = "article.md", rows: str = ROWS) -> list[str]:
    """Return the ids of the concepts that words stand for, empty where nothing decides."""
    article = Article(text, path)
    found = mentions_of(article, matcher_for(glossary_from(rows)))
    return [
        mention.concept.id if mention.concept else ""
        for mention in found
        if article.prose.text[mention.start : mention.end] == words
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("直接展期与直接转存。", "article.md"),
        ("直接转存，见[此处](/direct-rollover)。", "article.md"),
        ("直接转存。", "direct-rollover.md"),
    ],
)
def test_words_are_of_the_only_concept_that_the_article_has_otherwise(text: str, path: str) -> None:
    assert meant(text, "直接转存", path) == ["direct-rollover"]


@pytest.mark.parametrize("text", ["直接转存。", "直接存款、直接展期与直接转存。"])
def test_where_the_article_has_none_or_both_nothing_decides(text: str) -> None:
    assert meant(text, "直接转存") == [""]


def test_of_two_that_the_article_has_the_words_are_of_the_one_that_they_name() -> None:
    """杠杆率 may stand beside 杠杆 without being another word for it."""
    assert meant("杠杆很高。杠杆比率就是杠杆率。", "杠杆率", rows=RELATED) == ["leverage-ratio"]


def test_what_another_concept_is_best_called_may_be_that() -> None:
    """The article may speak of both, and have no other word for the second."""
    assert meant("直接存款与直接转存。", "直接转存") == [""]
    assert meant("大萧条之后的萧条。", "萧条") == [""]


def test_what_another_concept_should_not_be_called_is_left_alone() -> None:
    assert meant("见[此处](/lender)：贷方。", "贷方") == [""]


LABELS = """\
concept,en,zh,status,kind
note-debt,note,票据,preferred,term
note-debt,note,笔记,forbidden,term
note-debt,note,注意,forbidden,term
note-debt,note,纸,forbidden,term
heading-note,Note,注,preferred,heading
heading-note,Note,笔记,deprecated,heading
heading-note,Note,票据,admitted,heading
heading-important,Important,注意,admitted,heading
"""


@pytest.mark.parametrize(
    ("text", "words", "is_meant"),
    [
        ("> **笔记**\n>\n> 甲。", "笔记", False),
        ("> **笔记：** 甲。", "笔记", False),
        ("- **注意**: 甲。", "注意", False),
        ("## 笔记", "笔记", False),
        ("## 这些笔记", "笔记", True),
        ("笔记到期。", "笔记", True),
        ("发行笔记：", "笔记", True),
        ("[笔记](/note-debt)", "笔记", True),
        ("**纸**", "纸", True),  # no word of a heading
        ("**票据**", "票据", True),  # it is right
    ],
)
def test_a_label_that_is_a_word_of_headings_is_no_wrong_term(text: str, words: str, *, is_meant: bool) -> None:
    assert meant(text, words, rows=LABELS) == ["note-debt"] * is_meant
