"""What the reports of a run come to."""

from review_tui.article import Article, Edit, Span
from review_tui.lint.failure import Failure
from review_tui.lint.report import Report, items_of
from review_tui.lint.tally import RuleTally, Tally, counted
from review_tui.rules.model import Rule
from review_tui.rules.safety import Safety
from review_tui.severity import Severity

RULE = Rule("H199", "heading-wrong", Severity.ERROR, Safety.SAFE)
OTHER = Rule("T799", "term-wrong", Severity.INFO)


def report(path: str, *rules: Rule, is_extra: bool = False) -> Report:
    fix = RULE.mend(Edit(Span(0, 1), "乙"))
    found = [
        rule.finding(Span(0, 1), "it is wrong", fix if rule.safety else None, concept=None if rule.safety else "c")
        for rule in rules
    ]
    return Report(path, items_of(Article("甲", path), found), is_extra=is_extra)


def tally_of(*reports: Report) -> Tally:
    tally = Tally()
    assert tuple(counted(reports, tally)) == reports
    return tally


def test_findings_are_counted_by_what_people_ask() -> None:
    tally = tally_of(report("a.md", RULE, OTHER, OTHER), report("b.md"), report("c.md", OTHER))
    assert (tally.files, tally.files_with_findings, tally.findings) == (3, 2, 4)
    assert tally.severities == {Severity.ERROR: 1, Severity.INFO: 3}
    assert tally.rules == {
        ("H199", "heading-wrong"): RuleTally(1, 1, Severity.ERROR, {Safety.SAFE: 1}),
        ("T799", "term-wrong"): RuleTally(3, 2, Severity.INFO, {}),
    }
    assert (tally.concepts, tally.concept_files, tally.fixes) == ({"c": 3}, {"c": 2}, {Safety.SAFE: 1})


def test_a_rule_of_several_severities_has_the_worst() -> None:
    milder = Rule(RULE.code, RULE.name, Severity.WARNING)
    for rules in ((milder, RULE), (RULE, milder)):
        assert tally_of(report("a.md", *rules)).rules[RULE.code, RULE.name].worst is Severity.ERROR
        assert tally_of(*(report("a.md", rule) for rule in rules)).rules[RULE.code, RULE.name].worst is Severity.ERROR


def test_an_extra_report_is_about_no_further_file() -> None:
    tally = tally_of(report("a.md", RULE), report("b.md"), report("a.md", OTHER, is_extra=True))
    assert (tally.files, tally.files_with_findings, tally.findings) == (2, 1, 2)
    assert tally_of(report("a.md"), report("a.md", OTHER, is_extra=True)).files_with_findings == 1


def test_what_is_wrong_beside_the_articles_keeps_no_file_from_being_checked() -> None:
    failure = (Failure("x", 0, "it is broken"),)
    tally = tally_of(Report("a.md", failures=failure), Report("terms.csv", failures=failure, is_extra=True))
    assert (tally.files, tally.failures, tally.errors) == (1, 1, 2)
    tally = tally_of(Report("a.md", failures=failure * 2), report("b.md"))
    assert (tally.files, tally.failures, tally.errors) == (2, 1, 2)
