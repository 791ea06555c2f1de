"""`review-tui rule`."""

import re

import pytest

from review_tui.output.manual import page
from review_tui.output.style import Style
from review_tui.rules.registry import all_rules
from review_tui.text.cells import width
from tests.cli.running import Command


def test_lists_every_rule(review_tui: Command) -> None:
    out = review_tui("rule").out
    for module in all_rules():
        assert f"{module.rule.code}  {module.rule.name}" in out


def test_a_page_says_what_why_and_shows_cases(review_tui: Command) -> None:
    ran = review_tui("rule", "H101")
    assert ran.code == 0
    assert ran.out.startswith("H101 heading-missing-space\nerror, safe fix, family: headings\n")
    assert "Left alone:\n  ## 什么是止赎？\n" in ran.out
    assert "    found  ##什么是止赎？\n    fixed  ## 什么是止赎？\n" in ran.out


def test_a_page_shows_each_glossary_once_and_says_which_goes_with_an_example(review_tui: Command) -> None:
    out = review_tui("rule", "T703").out
    first, second = "mbs,mortgage-backed security,MBS,admitted,abbr\n", "r,recession,经济衰退,admitted\n"
    assert (out.count(first), out.count(second)) == (1, 1)
    assert "Glossary 1:\n  concept,en,zh,status,pos\n" in out
    assert "  (glossary 3)\n  衰退之后，经济衰退又来了。\n" in out
    assert "(glossary 1)" not in review_tui("rule", "T701").out


def test_examples_of_several_lines_are_set_apart(review_tui: Command) -> None:
    out = review_tui("rule", "T708").out
    assert (
        "(another article: 又是止赎。)\n  止赎和丧失抵押品赎回权。\n\n  丧失抵押品赎回权。\n\n  (another article: "
        in out
    )
    assert "  ## 什么是止赎？\n\n  ```c\n  #define 甲 1\n  ```\n\n" in review_tui("rule", "H101").out


def test_by_name_and_by_the_beginning_of_a_code(review_tui: Command) -> None:
    assert review_tui("rule", "heading-missing-space").out == review_tui("rule", "H101").out
    assert review_tui("rule", "H10").out.count("family: headings") > 5


def test_several_with_commas_as_select_has_them(review_tui: Command) -> None:
    assert review_tui("rule", "H101,T701").out == review_tui("rule", "H101", "T701").out
    assert review_tui("rule", "H101, E902").out == review_tui("rule", "E902", "H101").out


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [("E901", "internal-error", "a defect of review-tui"), ("E902", "file-error", "kept something from being checked")],
)
def test_what_reports_call_failures_has_a_page_too(review_tui: Command, code: str, name: str, words: str) -> None:
    ran = review_tui("rule", code)
    assert ran.code == 0
    assert ran.out.startswith(f"{code} {name}\nerror, no rule: it cannot be ignored\n")
    assert words in " ".join(ran.out.split())
    assert review_tui("rule", name).out == review_tui("rule", code.lower()).out == ran.out
    assert ran.out in review_tui("rule", "E").out
    assert all(width(line) <= 100 for line in ran.out.splitlines())


def test_the_list_is_cut_for_a_terminal_only(review_tui: Command) -> None:
    out = review_tui("rule").out
    assert "…" not in out
    for module in all_rules():
        assert f"  {module.summary}\n" in f"{out}\n"


def test_an_unknown_one_is_refused(review_tui: Command) -> None:
    ran = review_tui("rule", "H999")
    assert ran.code == 2
    assert "there is no rule 'H999'" in ran.err
    for other in ("H101,H999", ",", ""):
        assert review_tui("rule", other).code == 2


def test_prose_is_wrapped(review_tui: Command) -> None:
    for module in all_rules():
        prose = review_tui("rule", module.rule.code).out.partition("\nLeft alone:")[0]
        assert [line for line in prose.splitlines() if width(line) > 100] == []


@pytest.mark.parametrize("cells", [50, 60, 80])
def test_code_stands_on_one_line(cells: int) -> None:
    for module in all_rules():
        lines = list(page(module, Style(columns=cells)))
        codes = re.findall("`[^`]+`", " ".join(module.doc.split()))
        assert [code for code in codes if width(code) <= cells and not any(code in line for line in lines)] == []
