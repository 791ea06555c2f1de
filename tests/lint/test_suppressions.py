"""Comments in the text that keep rules quiet."""

import pytest

from review_tui.article import Article
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.lint.fixing.fixing import fix_article
from review_tui.lint.selection import select
from tests.checking import check_article

MATCHER = Matcher(glossary_of([]))


def found(text: str, *rules: str) -> list[tuple[str, int]]:
    """Return the codes of the findings, and the lines on which they begin, from 1."""
    article = Article(text)
    checked = check_article(article, MATCHER, select(rules or ["H101", "P401", "S8"]))
    assert checked.failures == ()
    return [(finding.rule.code, article.place(finding.span.start).line) for finding in checked.findings]


def test_the_next_line_that_is_not_blank() -> None:
    assert found("<!-- review-tui: ignore-next-line H101 -->\n##甲\n\n##乙\n") == [("H101", 4)]
    assert found("<!-- review-tui: ignore-next-line H101 -->\n\n\n##甲\n\n##乙\n") == [("H101", 6)]


def test_the_line_it_stands_on() -> None:
    assert found("甲 。<!-- review-tui: ignore-line P401 -->\n乙 。\n") == [("P401", 2)]


@pytest.mark.parametrize("mark", ["review-tui：", "review-tui :", "review-tui　：", "Review-TUI:", "REVIEW-TUI："])
def test_the_mark_may_be_written_in_any_case_and_with_either_colon(mark: str) -> None:
    assert found(f"<!-- {mark}ignore-next-line P401 -->\n甲 。\n\n乙 。\n") == [("P401", 4)]
    assert found(f"甲 。<!--{mark} IGNORE-line P401：原文如此 -->\n") == []
    assert found(f"<!-- {mark} ignore-file P401 -->\n\n甲。\n") == [("S801", 1)]
    front_matter = f"---\nkeywords: 甲 # {mark} ignore-file F602\n---\n"
    assert found(front_matter, "F602", "S8") == []


@pytest.mark.parametrize("mark", ["review-tui ", "Review-TUI\t", "review-tui-", "review-tui; ", "review-tui；"])
def test_one_without_a_colon_is_reported(mark: str) -> None:
    assert found(f"<!-- {mark}ignore-next-line P401 -->\n甲 。\n") == [("S802", 1), ("P401", 2)]
    assert found(f"甲 。<!-- {mark}ignore-line P401 -->\n") == [("P401", 1), ("S802", 1)]
    assert found(f"---\ntitle: 甲 # {mark}ignore-line P401\n---\n") == [("S802", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- review-tui finds this, but we ignore it -->\n",
        "<!-- review-tui -->\n<i>ignore</i> -->\n",
        "<!-- preview-tui: ignore-line P401 -->\n",
        "---\ntitle: 甲 # review-tui\nignore: x\n---\n",
        "---\ntitle: 甲 # review-tui\n: x\n---\n",
        "---\n#\nreview-tui: ignore-line P401\n---\n",
    ],
)
def test_one_that_only_speaks_of_the_program_is_none(text: str) -> None:
    assert found(text, "S8") == []


def test_a_stretch_of_lines() -> None:
    text = "##甲\n\n<!-- review-tui: ignore-start H101 -->\n\n##乙\n\n<!-- review-tui: ignore-end H101 -->\n\n##丙\n"
    assert found(text) == [("H101", 1), ("H101", 9)]


def test_a_stretch_that_is_never_ended_reaches_to_the_end_and_is_reported() -> None:
    assert found("<!-- review-tui: ignore-start H101 -->\n\n##乙\n\n##丙\n") == [("S802", 1)]


def test_the_whole_file_from_anywhere_in_it() -> None:
    assert found("##甲\n\n##乙\n\n<!-- review-tui: ignore-file heading-missing-space -->\n") == []


def test_only_the_rules_it_names() -> None:
    assert found("##甲 ，乙<!-- review-tui: ignore-line H101 -->") == [("P401", 1)]


def test_in_front_matter_as_a_comment_of_yaml() -> None:
    text = "---\n# review-tui: ignore-file F602: the title is made elsewhere\nkeywords: 甲\n---\n"
    assert found(text, "F602", "S8") == []
    assert found("---\ntitle: 甲 # review-tui: ignore-line H101\n---\n") == [("S801", 2)]


@pytest.mark.parametrize("value", ["'甲 # review-tui: ignore-file H101'", "|\n  甲\n  # review-tui: ignore-file H101"])
def test_in_a_text_of_front_matter_it_is_none(value: str) -> None:
    assert [code for code, _ in found(f"---\ntitle: {value}\n---\n\n##甲\n")] == ["H101"]
    assert found("---\nkeywords:\n  - 甲 # review-tui: ignore-file H101\n---\n\n##甲\n") == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_whatever_the_line_ends(newline: str) -> None:
    text = "<!-- review-tui: ignore-next-line H101 -->\n##甲\n\n##乙\n".replace("\n", newline)
    assert found(text) == [("H101", 4)]


def test_one_in_code_is_an_example() -> None:
    text = "```\n<!-- review-tui: ignore-file H101 -->\n```\n\n##甲\n"
    assert found(text) == [("H101", 5)]


def test_one_that_does_nothing_is_reported_even_if_its_rule_does_not_run() -> None:
    assert found("<!-- review-tui: ignore-file H101 -->\n", "S8") == [("S801", 1)]
    assert found("<!-- review-tui: ignore-file H101 -->\n\n##甲\n", "S8") == []


def test_one_with_an_unknown_rule_is_reported_and_names_the_nearest() -> None:
    checked = check_article(Article("<!-- review-tui: ignore-file heading-missing-spac -->"), MATCHER, select(["S8"]))
    assert "did you mean heading-missing-space?" in checked.findings[0].message


def test_what_is_kept_quiet_is_not_fixed() -> None:
    text = "<!-- review-tui: ignore-next-line H101 -->\n##甲\n\n##乙\n"
    selection = select(["H101"])
    fixed = fix_article(Article(text), lambda article: check_article(article, MATCHER, selection).findings)
    assert fixed.article.text == text.replace("##乙", "## 乙")


def test_several_above_one_line_hold_for_it_all() -> None:
    above = "<!-- review-tui: ignore-next-line P401: 引文 -->\n<!-- review-tui: ignore-next-line H101: 标签 -->\n"
    assert found(f"{above}##甲 ，乙\n") == []
    assert found(f"{above}\n\n##甲 ，乙\n\n##乙\n") == [("H101", 7)]
    assert (
        found("<!-- review-tui: ignore-next-line P401 --> <!-- review-tui: ignore-next-line H101 -->\n##甲 ，乙") == []
    )
    assert found(f"<!-- 别的 -->\n{above}甲\n\n甲 。\n") == [("S801", 2), ("S801", 3), ("P401", 6)]


def test_several_above_one_line_whatever_they_say_and_however_long_they_are() -> None:
    first = "<!-- review-tui: ignore-next-line P401: 引文 -->\n"
    assert (
        found(f"{first}<!-- review-tui: ignore-start H101 -->\n甲 。\n\n##乙\n\n<!-- review-tui: ignore-end -->") == []
    )
    assert found(f"{first}<!-- review-tui: ignore-next-line H101:\n标\n签 -->\n##甲 ，乙\n") == []
    assert found(f"{first}<!-- review-tui: ignore-lin H101 -->\n甲 。\n") == [("S802", 2)]
    assert found(f"{first}<!-- 别的 -->\n甲 。\n") == [("S801", 1), ("P401", 3)]
    assert found("<!-- review-tui: ignore-next-line S802 -->\n<!-- review-tui: ignore-lin H101 -->\n甲\n") == []


def test_several_above_one_line_in_a_text_that_is_made_of_them() -> None:
    text = "<!-- review-tui: ignore-next-line P401 -->\n\n" * 3000
    assert found(f"{text}甲 。\n") == []


def test_in_a_quote_its_marks_alone_are_a_blank_line() -> None:
    for blank in ("> >", ">>\n> >", ">", ""):
        assert found(f"> > <!-- review-tui: ignore-next-line P401 -->\n{blank}\n> > 甲 。\n") == []
    assert found("- > <!-- review-tui: ignore-next-line P401 -->\n  >\n  > 甲 。\n") == []
    assert found("> <!-- review-tui: ignore-next-line M203 -->\n\n>\n\n乙\n", "M203", "S8") == []
    assert found("<!-- review-tui: ignore-next-line M203 -->\n\n>\n\n乙\n", "M203", "S8") == []
    assert found("<!-- review-tui: ignore-next-line P401 -->\n\n>\n\n乙 。\n") == [("S801", 1), ("P401", 5)]


def test_in_front_matter_comments_are_passed_over() -> None:
    above = "# review-tui: ignore-next-line D504\n# 注释\n\n  # review-tui: ignore-next-line T701\n"
    assert found(f"---\n{above}title: 显着\n---\n", "D504", "S8") == [("S801", 5)]


@pytest.mark.parametrize("value", [">\n  甲\n  显着\n  显着", "|\n  甲\n\n  显着", "甲\n  显着", '"甲\n\n  显着"'])
def test_in_front_matter_for_a_value_of_several_lines(value: str) -> None:
    comment = "# review-tui: ignore-next-line D504\n"
    assert found(f"---\ndescription: {value}\n---\n", "D504") != []
    assert found(f"---\n{comment}description: {value}\ntitle: 甲\n---\n", "D504", "S8") == []
    after = found(f"---\n{comment}description: {value}\ntitle: 显着\n---\n", "D504", "S8")
    assert after == [("D504", 4 + value.count("\n"))]


def test_in_front_matter_of_toml() -> None:
    text = '+++\n# review-tui: ignore-next-line D504\n# 注释\ntitle = "显着"\ndescription = "显着"\n+++\n'
    assert found(text, "D504", "S8") == [("D504", 5)]


TABLE = "| a | b |\n|---|---|\n| 甲 | 乙 | {}\n| 丙 | 丁 |\n"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- review-tui: ignore-line P401 -->",
        "<!-- review-tui: ignore-lin P401 -->",
        "<!-- review-tui: ignore-line P401 --> |",
        "丙 | <!-- review-tui: ignore-line P401 --> |",
        "<!--- review-tui: ignore-line P401 --->",
        "<!-- review-tui: ignore-line P401",
    ],
)
@pytest.mark.parametrize("lead", ["", "> ", "  "])
def test_one_behind_the_last_bar_of_a_table_is_reported(comment: str, lead: str) -> None:
    text = "".join(f"{lead}{line}" for line in TABLE.format(comment).splitlines(keepends=True))
    assert found(text) == [("S802", 3)]
    checked = check_article(Article(text), MATCHER, select(["S8"]))
    assert "behind the last bar" in checked.findings[0].message
    span = checked.findings[0].span
    assert text[span.start : span.end] == comment.removeprefix("丙 | ").removesuffix(" |")


def test_one_in_a_table_counts_before_its_last_bar() -> None:
    comment = "<!-- review-tui: ignore-line P401 -->"
    assert found(TABLE.format("").replace("甲 |", f"甲 。{comment} |")) == []
    assert found(TABLE.format("").replace("| 丙 |", f"| 丙 。{comment} |")) == []
    assert found(f"| a | b |\n|---|---|\n| 甲 。{comment}\n| 甲 。 | 乙 {comment}\n") == []
    assert found(f"| a | b |\n|---|---|\n| 甲 | 乙 | `x` <!-- 别的 -->\n\n{comment}\n") == [("S801", 5)]
