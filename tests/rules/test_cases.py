"""Every rule's own cases: whole lists compared, so that one finding too many fails."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

from review_tui.article import Article, Edit, Span, apply_edits
from review_tui.article.position import LINE_END
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import parse_table
from review_tui.lint.across.numbering import Numbering
from review_tui.lint.fixing.proof import keeps_page
from review_tui.rules.model import Case, Finding, Safety
from review_tui.rules.options import Options
from review_tui.rules.reading import Reading
from review_tui.rules.registry import RuleModule, all_rules

ALL = all_rules()
MENDING = [module for module in ALL if any(case.fixed is not None for case in module.cases)]
ABOUT_CONCEPTS = {"H105", *(f"L30{n}" for n in range(1, 6)), *(f"T70{n}" for n in range(1, 9)), "T710"}
TOLD_IN_WORDS = ("M205", "P404", "S801", "T709")  # what readers see, how far it goes, that something is taken out


def for_each(modules: Sequence[RuleModule]) -> pytest.MarkDecorator:
    """Make one test a rule, that goes through all its cases: a test a case took longer to set up than to run."""
    return pytest.mark.parametrize("module", modules, ids=lambda module: module.rule.code)


@cache
def matcher_of(glossary: str) -> Matcher:
    table = parse_table((glossary or "concept,en,zh,status\n").encode(), Path("cases.csv"))
    made: Glossary = glossary_of([table])
    assert [problem for problem in made.problems if problem.severity == "error"] == []
    return Matcher(made)


def read(case: Case) -> Reading:
    return Reading(Article(case.text, case.path), matcher_of(case.glossary), Options(**dict(case.options)))


def find(module: RuleModule, case: Case) -> list[Finding]:
    reading = read(case)
    found = [*module.check(reading), *find_across(module, reading, case.others)]
    return sorted(found, key=lambda finding: finding.sort_key)


def find_across(module: RuleModule, reading: Reading, others: tuple[str, ...]) -> Iterator[Finding]:
    if module.contribution is None or module.across is None or not others:
        return
    marks, *more = (
        list(module.contribution(each))
        for each in (reading, *(Reading(Article(text), reading.matcher, reading.options) for text in others))
    )
    numbering = Numbering()
    numbers = numbering.count([mark.key for mark in marks], [mark.count for mark in marks])
    for each in more:
        numbering.count([mark.key for mark in each], [mark.count for mark in each])
    judge = module.across(numbering.whole())
    for start, end, message, concept in judge(numbers, [(mark.start, mark.end) for mark in marks]):
        yield module.rule.finding(Span(start, end), message, concept=concept or None)


def edits_of(findings: list[Finding]) -> list[Edit]:
    return list(dict.fromkeys(edit for finding in findings if finding.fix for edit in finding.fix.edits))


def mended(module: RuleModule) -> list[Case]:
    """Return the cases that say what a fix makes of them."""
    return [case for case in module.cases if case.fixed is not None]


@for_each(ALL)
def test_finds_exactly_what_its_cases_say_and_offers_a_fix_exactly_where_it_says_so(module: RuleModule) -> None:
    found = [(case, find(module, case)) for case in module.cases]
    assert [(case, tuple(each.span.cut(case.text) for each in findings)) for case, findings in found] == [
        (case, case.found) for case in module.cases
    ]
    assert [case for case, findings in found if any(each.fix for each in findings) != (case.fixed is not None)] == []
    told = [finding for _, findings in found for finding in findings]
    assert [finding.message for finding in told if len(finding.message.splitlines()) != 1] == []
    assert {bool(finding.concept) for finding in told} == {module.rule.code in ABOUT_CONCEPTS}
    offered = {fix.safety for finding in told for fix in finding.fixes}
    assert offered == ({module.rule.safety} if module.rule.safety else set())


@for_each(MENDING)
def test_fixes_what_it_finds_and_is_content_then(module: RuleModule) -> None:
    for case in mended(module):
        fixed = apply_edits(case.text, edits_of(find(module, case)))
        assert fixed == case.fixed, case
        again = Case(fixed, glossary=case.glossary, path=case.path, options=case.options, others=case.others)
        assert [finding for finding in find(module, again) if finding.fix] == [], case


@for_each([module for module in MENDING if module.rule.code not in TOLD_IN_WORDS])
def test_the_label_of_a_fix_is_what_stands_there_afterwards(module: RuleModule) -> None:
    for case in mended(module):
        for finding in find(module, case):
            fix, span = finding.fix, finding.span
            if fix is None or any(edit.span.start < span.start or edit.span.end > span.end for edit in fix.edits):
                continue  # it says what happens elsewhere
            if fix.label == "(removed)" or fix.label.endswith(("…", ", no quote", ", no link")):
                continue
            moved = [Edit(Span(e.span.start - span.start, e.span.end - span.start), e.text) for e in fix.edits]
            made = apply_edits(span.cut(case.text), moved).strip()
            assert made == fix.label, (case, "where a label says something else, its rule is TOLD_IN_WORDS")


@for_each([module for module in MENDING if module.rule.code == "M202"])
def test_a_label_that_goes_on_is_the_beginning_of_what_stands_there_afterwards(module: RuleModule) -> None:
    for case in mended(module):
        for finding in find(module, case):
            span, edits = finding.span, finding.fix.edits if finding.fix else ()
            here = [edit for edit in edits if span.start <= edit.span.start <= edit.span.end <= span.end]
            moved = [Edit(Span(e.span.start - span.start, e.span.end - span.start), e.text) for e in here]
            beginning = finding.fix.label.removesuffix("…").rstrip() if finding.fix else ""
            assert apply_edits(span.cut(case.text), moved).startswith(beginning), case


@for_each([module for module in MENDING if module.rule.safety is Safety.SAFE])
def test_safe_fixes_are_proven_by_rendering(module: RuleModule) -> None:
    for case in mended(module):
        edits = edits_of(find(module, case))
        before = Article(case.text)
        assert keeps_page(before, before.with_text(apply_edits(case.text, edits)), edits), case


def told(module: RuleModule, case: Case) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return what is found and how it is mended, in words, with a line feed for every line end."""

    def plain(text: str) -> str:
        return LINE_END.sub("\n", text)

    return [
        (
            plain(finding.span.cut(case.text)),
            plain(finding.message),
            [(plain(edit.span.cut(case.text)), edit.text) for fix in finding.fixes for edit in fix.edits],
        )
        for finding in find(module, case)
    ]


@for_each(ALL)
def test_finds_the_same_whatever_ends_the_lines(module: RuleModule) -> None:
    for case, below in product(module.cases, ("", "\n", "\n\n后来如何。\n")):  # as it stands, and with more below it

        def ended_by(newline: str, case: Case = case, below: str = below) -> Case:
            text, *others = (LINE_END.sub(newline, each) for each in (case.text + below, *case.others))
            return replace(case, text=text, others=tuple(others))

        plain = ended_by("\n")
        if plain == ended_by("\r\n"):
            continue  # a single line, and nothing ends it
        expected = told(module, plain)
        assert told(module, ended_by("\r\n")) == expected, (case, below)
        assert told(module, ended_by("\r")) == expected, (case, below)


@for_each([module for module in ALL if module.rule.code != "F602"])  # which is about the beginning of the text
def test_what_stands_above_moves_what_is_found_and_code_and_comments_hide_it(module: RuleModule) -> None:
    above = "𠀀😀\n\n"
    for case in module.cases:
        if case.text.startswith(("---", "+++", "{")) or not case.found:
            continue
        moved = find(module, replace(case, text=above + case.text))
        assert [(each.span.start - len(above), bool(each.fixes)) for each in moved] == [
            (each.span.start, bool(each.fixes)) for each in find(module, case)
        ], case
        if "```" in case.text or "~~~" in case.text or "--" in case.text:
            continue  # code or a comment ends there
        hidden = f"````\n{case.text}\n````\n\n<!--\n{case.text}\n-->\n"
        if len(case.text.splitlines()) == 1:
            hidden += f"\n甲 <!-- {case.text} --> 乙\n"
        assert find(module, replace(case, text=hidden)) == [], case


@for_each(ALL)
def test_is_documented_and_has_cases_of_both_kinds(module: RuleModule) -> None:
    assert module.summary.endswith("."), "the first line of the docstring is a sentence: what the table of rules says"
    assert len(module.doc) > 120, "the docstring is the rule's page: what it finds, why that matters, an example"
    assert "review_tui" not in module.doc, "the page is for editors"
    assert {bool(case.found) for case in module.cases} == {True, False}, "it takes cases of `valid` and of `invalid`"


def test_no_code_and_no_name_is_given_twice() -> None:
    keys = [key for module in ALL for key in (module.rule.code, module.rule.name)]
    assert len(keys) == len(set(keys))
