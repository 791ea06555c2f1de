"""What an article's text is under a glossary and some rules: its sections, findings, terms and marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from msgspec import structs

from review_tui.article import Article, Edit, Span
from review_tui.article.edit import carry
from review_tui.article.sections import Section
from review_tui.glossary.concept import Concept
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import ALWAYS_FEW, matcher_for
from review_tui.lint.check import check_reading
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.failure import Failure
from review_tui.lint.identity import section_key
from review_tui.lint.project import Project
from review_tui.lint.report import Item, items_of
from review_tui.lint.selection import Selection
from review_tui.lint.settings import selection_of
from review_tui.review.article.marks import Mark, marks_of
from review_tui.review.article.shifting import carry_span
from review_tui.rules.model import Finding, Fix
from review_tui.rules.options import Options
from review_tui.rules.reading import Reading
from review_tui.rules.severity import Severity


@dataclass(frozen=True, slots=True)
class Checking:
    """How an article is checked: the rules that run, and what they know of the site."""

    selection: Selection
    options: Options
    lowest: Severity = Severity.INFO
    """Findings below this are not shown."""


def checking_of(project: Project, found: Found) -> Checking:
    """Return how an article is checked where it lies."""
    folder = Path(found.folder)
    settings = project.settings(folder)
    selection = selection_of(settings, project.without(Path(found.file)))
    return Checking(selection, settings.options, project.config(folder).min_severity)


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a concept is named (`zh` is the rendering) or linked to with other words (`zh` is None)."""

    span: Span
    concept: Concept
    zh: str | None


@dataclass(frozen=True, eq=False)
class Analysis:
    """What was found out about one text. Spans are those of `article`.

    A stale one was carried over an edit without another look: its findings are those that the edit did not touch. An
    unseen one is of a text that nobody looked at yet.
    """

    article: Article
    glossary: Glossary
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    uses: tuple[Use, ...]
    marks: tuple[Mark, ...]
    failures: tuple[Failure, ...] = ()
    stale: bool = False
    unseen: bool = False

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return what each finding is known by in the decisions, in the order of the findings."""
        return tuple(item.identity.key for item in self.items)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return the findings as they are reported."""
        return items_of(self.article, self.findings)

    @cached_property
    def section_keys(self) -> tuple[str, ...]:
        """Return the hash that each section is known by in the decisions."""
        return tuple(section_key(section.span.cut(self.article.text)) for section in self.sections)

    def section_at(self, offset: int) -> Section:
        """Return the section that an offset lies in."""
        return self.sections[max(0, bisect_right(self._starts, offset) - 1)]

    @cached_property
    def _starts(self) -> list[int]:
        return [section.span.start for section in self.sections]


def analyse(article: Article, glossary: Glossary, checking: Checking) -> Analysis:
    """Look at an article thoroughly. A pure function: it may run in a thread."""
    reading = Reading(article, matcher_for(glossary, ALWAYS_FEW), checking.options)
    checked = check_reading(reading, checking.selection)
    findings = tuple(item for item in checked.findings if item.severity.rank >= checking.lowest.rank)
    return Analysis(article, glossary, article.sections, findings, _uses(reading), marks_of(article), checked.failures)


def blank(article: Article, glossary: Glossary) -> Analysis:
    """Return what is known of an article before anybody looked: nothing, and one section."""
    whole = Section(0, Span(0, len(article.text)), None)
    return Analysis(article, glossary, (whole,), (), (), (), stale=True, unseen=True)


def _uses(reading: Reading) -> tuple[Use, ...]:
    prose = reading.article.prose
    uses = [
        Use(prose.span(mention.start, mention.end), mention.concept, mention.rendering.zh)
        for mention in reading.mentions
        if mention.concept is not None and mention.rendering is not None
    ]
    named: dict[str, list[int]] = {}
    for use in uses:
        named.setdefault(use.concept.id, []).append(use.span.start)
    for run in reading.article.link_runs:
        concept = reading.concept(run.slug_key)
        if concept is not None:
            places = named.get(concept.id, [])
            following = bisect_left(places, run.span.start)
            if following == len(places) or places[following] >= run.span.end:
                uses.append(Use(run.span, concept, None))
    return tuple(sorted(uses, key=lambda use: use.span))


def carried(analysis: Analysis, article: Article, edits: Sequence[Edit]) -> Analysis:
    """Return what is still known after `edits` made `article` of the analysed one, without looking at it again."""
    ordered = sorted(edits)
    findings = []
    for finding in analysis.findings:
        span = carry_span(finding.span, ordered)
        if span is not None:
            fixes = tuple(moved for fix in finding.fixes if (moved := _carried_fix(fix, ordered)) is not None)
            findings.append(structs.replace(finding, span=span, fixes=fixes))
    sections = tuple(
        structs.replace(section, span=Span(carry(section.span.start, ordered), carry(section.span.end, ordered)))
        for section in analysis.sections
    )
    uses = tuple(
        replace(use, span=span) for use in analysis.uses if (span := carry_span(use.span, ordered)) is not None
    )
    marks = tuple(
        Mark(*span, mark.kind)
        for mark in analysis.marks
        if (span := carry_span(Span(mark.start, mark.end), ordered)) is not None
    )
    return replace(
        analysis, article=article, sections=sections, findings=tuple(findings), uses=uses, marks=marks, stale=True
    )


def _carried_fix(fix: Fix, edits: Sequence[Edit]) -> Fix | None:
    """Return the fix with its edits where their places are now; None where one of them was touched."""
    moved = []
    for edit in fix.edits:
        span = carry_span(edit.span, edits)
        if span is None:
            return None
        moved.append(Edit(span, edit.text))
    return structs.replace(fix, edits=tuple(moved))
