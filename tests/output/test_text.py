"""The report for people: the mark stands under the words, cell for cell, however the line is cut."""

import re

from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Article, Span
from review_tui.lint.report import Report, items_of
from review_tui.output.style import Style
from review_tui.output.text import render
from review_tui.rules.model import Rule, Severity
from review_tui.text.cells import width

RULE = Rule("X100", "made-up", Severity.WARNING)
TEXTS = st.text(st.sampled_from("ab 止赎，。\t\u200b"), max_size=90)


def excerpt(text: str, start: int, end: int, columns: int = 100) -> list[str]:
    items = items_of(Article(text), [RULE.finding(Span(start, end), "message")])
    return "".join(render([Report("a.md", items)], Style(columns=columns))).splitlines()


@given(TEXTS, st.text("止赎x", min_size=1, max_size=30), TEXTS, st.integers(60, 120))
def test_the_mark_stands_under_the_words(before: str, words: str, after: str, columns: int) -> None:
    text = before.lstrip("\t") + words + after
    start = len(before.lstrip("\t"))
    _, _, source, marks, *_ = excerpt(text, start, start + len(words), columns)
    carets = re.search(r"\^+", marks)
    assert carets is not None
    cells = [character for character in source for _ in range(width(character))]
    shown = uncover(cells[carets.start() : carets.end()])
    assert shown == words or (shown.endswith("...") and words.startswith(shown[:-3]))
    assert width(source) <= columns


def uncover(cells: list[str]) -> str:
    """Return the text that some cells show, each double-width character once."""
    text = ""
    position = 0
    while position < len(cells):
        text += cells[position]
        position += width(cells[position])
    return text


def test_a_finding_over_several_lines_shows_its_first_and_counts_the_rest() -> None:
    lines = excerpt("甲乙\n丙\n丁戊\n", 1, 7)
    assert lines[2:4] == ["1 | 甲乙", "  |   ^^ and 2 more lines"]


def test_an_empty_finding_has_one_mark() -> None:
    assert excerpt("甲乙\n", 1, 1)[3] == "  |   ^"


def test_colour_only_where_it_is_asked_for() -> None:
    items = items_of(Article("甲"), [RULE.finding(Span(0, 1), "message")])
    assert "\x1b[" not in "".join(render([Report("a.md", items)], Style()))
    assert "\x1b[1;33m" in "".join(render([Report("a.md", items)], Style(colour=True)))
