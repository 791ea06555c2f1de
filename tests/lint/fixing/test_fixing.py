"""Fixes: made together, proven by rendering, and made once."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Article, Edit, Span
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.lint.fixing import fixing
from review_tui.lint.fixing.fixing import fix_article
from review_tui.lint.fixing.proof import keeps_page
from review_tui.lint.selection import select
from review_tui.rules.model import Finding, Fix, Rule, Safety, Severity
from tests.checking import check_article

MATCHER = Matcher(glossary_of([]))
SELECTION = select()
SEED = Path(__file__).parents[3] / "seeds" / "hopenowalliance.md"
RULE = Rule("X100", "made-up", Severity.ERROR, Safety.SAFE)


def findings(article: Article) -> tuple[Finding, ...]:
    return check_article(article, MATCHER, SELECTION).findings


def finding(start: int, end: int, text: str, safety: Safety = Safety.SAFE) -> Finding:
    span = Span(start, end)
    return Finding(RULE, span, "", Severity.ERROR, (Fix((Edit(span, text),), safety),))


def test_the_seed_changes_on_four_lines_and_nowhere_else() -> None:
    data = SEED.read_bytes()
    fixed = fix_article(Article.from_bytes(data), findings).article.to_bytes()
    before, after = data.split(b"\n"), fixed.split(b"\n")
    assert len(before) == len(after)
    changed = {n + 1: line.decode() for n, (old, line) in enumerate(zip(before, after, strict=True)) if old != line}
    assert changed == {
        12: "## 现在理解希望联盟",
        30: "",
        32: "## 现在希望联盟的批评",
        42: "## 强调",
    }


def test_a_second_run_changes_nothing() -> None:
    once = fix_article(Article.from_bytes(SEED.read_bytes()), findings)
    twice = fix_article(once.article, findings)
    assert once.mended == 4
    assert twice.mended == 0
    assert twice.article.text == once.article.text


def test_a_safe_fix_that_would_change_the_page_elsewhere_is_left() -> None:
    article = Article("甲\n\n乙\n")
    result = fix_article(article, lambda _: [finding(0, 1, "```")])
    assert result.article is article
    assert (result.mended, result.unproven) == (0, 1)


@pytest.mark.parametrize("most", [12, 7])  # one by one, and in a huge article halves of what fails
def test_beside_a_fix_that_would_change_the_page_elsewhere_all_others_are_made(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fixing, "_FEWEST_PROOFS", most)
    monkeypatch.setattr(fixing, "_MOST_PROVEN", 0)

    def check(article: Article) -> list[Finding]:
        return [
            finding(found.end(), found.end(), "```" if found[0] == "\n\n" else " ")
            for found in re.finditer("\n\n(?=丙)|##(?! )", article.text)
        ]

    result = fix_article(
        Article("\n\n".join(["##甲", "##乙", "丙", "丁", "##戊", "##己", "##庚", "##辛", "##壬"])), check
    )
    assert result.article.text.split("\n\n") == [
        "## 甲",
        "## 乙",
        "丙",
        "丁",
        "## 戊",
        "## 己",
        "## 庚",
        "## 辛",
        "## 壬",
    ]
    assert (result.mended, result.unproven) == (7, 1)


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    def flip(article: Article) -> list[Finding]:
        return [finding(0, 1, "#" if article.text[0] == "＃" else "＃")]

    assert fix_article(Article("＃ 甲"), flip).mended > 0


@pytest.mark.parametrize(
    ("before", "edit", "kept"),
    [
        ("##甲\n\n乙", Edit(Span(2, 2), " "), True),
        ("##甲\n\n乙", Edit(Span(2, 3), " 丙"), False),
        ("甲\n\n乙", Edit(Span(0, 0), "> "), True),
        ("甲\n乙\n\n丙", Edit(Span(0, 0), "<div>"), False),
        ("甲\n\n- 乙", Edit(Span(1, 2), ""), False),
        ("1.甲\n\n| a | b |\n|---|---|\n| c | d |", Edit(Span(2, 2), " "), True),
        ("1. 甲\n\n2.乙", Edit(Span(8, 8), " "), True),
        ("1. 甲\n\n3.乙", Edit(Span(8, 8), " "), False),  # the list would show a 2
        ("1. 甲\n\n1.乙\n\n1. 丙", Edit(Span(8, 8), " "), True),  # who writes ones alone leaves the counting to it
        ("3. 甲\n\n1.乙", Edit(Span(8, 8), " "), False),
        ("1. 甲\n2. 乙\n\n1.丙", Edit(Span(13, 13), " "), False),
        ("1. 甲\n2.乙\n3. 丙", Edit(Span(7, 7), " "), True),  # 丙 was shown with a 2
        ("1. 甲\n2.乙\n3.丙\n4. 丁", Edit(Span(7, 7), " "), True),  # 丁 comes nearer to its 4
        ("1.甲\n2. 乙", Edit(Span(2, 2), " "), True),  # 乙 becomes the item that it says it is
        ("-甲\n- 乙", Edit(Span(1, 1), " "), True),
        ("-甲\n    - 乙", Edit(Span(1, 1), " "), True),  # 乙 becomes an item of an item
        ("1.甲\n2. 乙**丙\n3. 丁**", Edit(Span(2, 2), " "), False),  # bold comes undone below
        ("-甲\n-REITs", Edit(Span(1, 1), " "), False),  # which is an item as well
        ("1.甲\n续行\n2.HUD", Edit(Span(2, 2), " "), False),
        ("1.甲\n2.5 倍", Edit(Span(2, 2), " "), True),
        ("-甲\n*乙", Edit(Span(1, 1), " "), True),  # a note
        ("5.甲\n2. 乙", Edit(Span(2, 2), " "), False),  # with a 6
        ("甲\n\n\u200b    乙", Edit(Span(3, 4), ""), False),  # code
        ("甲**乙**", Edit(Span(3, 3), " "), False),  # bold comes undone
        ("甲** 乙**", Edit(Span(3, 4), ""), True),
        ("甲`乙`", Edit(Span(2, 3), "> "), False),
        ("\u200b---\ntitle: 甲\n", Edit(Span(0, 1), ""), False),  # front matter that is never closed
    ],
)
def test_the_proof_sees_what_a_reader_sees(before: str, edit: Edit, kept: bool) -> None:
    article = Article(before)
    after = article.with_text(before[: edit.span.start] + edit.text + before[edit.span.end :])
    assert keeps_page(article, after, [edit]) is kept


PIECES = st.sampled_from(
    [
        "##",
        "＃＃",
        "甲",
        "乙。",
        " ",
        "\n",
        "\n\n",
        "> ",
        ">",
        "- ",
        "-",
        "1.",
        "**",
        "“",
        "”：",
        "[甲](/a)",
        "`",
        "，",
        "\u200b",
        "    ",
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_fixing_is_idempotent_and_brings_no_new_error(text: str) -> None:
    article = Article(text)
    fixed = fix_article(article, findings)
    again = fix_article(fixed.article, findings)
    assert again.article.text == fixed.article.text
    # an invisible character hides a `##` from its rule and from the page alike; what comes to light is not new
    plain = Article(text.replace("\u200b", ""))
    codes = {item.rule.code for each in (article, plain) for item in findings(each)}
    new = [item for item in findings(fixed.article) if item.severity is Severity.ERROR and item.rule.code not in codes]
    assert [item.rule.code for item in new if item.rule.code not in ("M201", "H107")] == []


@pytest.mark.parametrize(
    ("place", "fixed"),
    [
        (0, "他说 ，银行没收了房子。\n\n他说，银行没收了房子。"),
        (1, "他说，银行没收了房子 。\n\n他说，银行没收了房子。"),
        (2, "他说，银行没收了房子。\n\n他说 ，银行没收了房子。"),
        (3, "他说，银行没收了房子。\n\n他说，银行没收了房子 。"),
    ],
)
def test_what_is_to_stay_stays_though_what_stands_beside_it_is_mended(place: int, fixed: str) -> None:
    def spaces(article: Article) -> list[Finding]:
        return [finding for finding in findings(article) if finding.rule.code == "P401"]

    text = "他说 ，银行没收了房子 。\n\n他说 ，银行没收了房子 。"
    result = fix_article(Article(text), spaces, frozenset({Safety.SAFE}), lambda found: [found[place]])
    assert result.article.text == fixed
    assert result.mended == 3


@pytest.mark.parametrize("text", ["  甲乙", "甲乙", "甲 乙", "甲  乙"])
def test_where_rules_undo_each_other_fixing_again_ends_with_the_same(text: str) -> None:
    def check(article: Article) -> list[Finding]:
        if article.text.startswith(" "):
            return [finding(0, 1, "")]
        space = article.text.count(" ")
        return [finding(1, 1 + space, "" if space == 2 else " " * (space + 1))]

    once = fix_article(Article(text), check)
    again = fix_article(once.article, check)
    assert once.article.text == again.article.text == "甲乙"
    assert (again.mended, again.rounds) == (0, ())
    assert len(once.rounds) == once.mended


def test_a_fix_that_takes_away_what_is_to_stay_is_not_made_and_others_are() -> None:
    def check(article: Article) -> list[Finding]:
        text = article.text
        spans = [(found.start(), found.end()) for found in re.finditer("甲+", text)]
        wide = [finding(text.index("乙"), text.index("乙") + 2, "", taken)] if "乙甲" in text else []
        return [*wide, *(finding(*span, "丙", taken) for span in spans)]

    taken = Safety.SUGGESTED
    result = fix_article(Article("乙甲，甲甲"), check, frozenset(Safety), lambda found: [found[1]])
    assert result.article.text == "乙甲，丙"
    assert (result.mended, result.stayed) == (1, ((1,),))
    assert fix_article(result.article, check, frozenset(Safety), lambda found: [found[1]]).rounds == ()
