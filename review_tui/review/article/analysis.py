"""What an article's text is under a glossary and some rules: its sections, findings, terms and marks."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct, structs

from review_tui.article import Article, Edit, Span
from review_tui.article.edit import carry
from review_tui.article.sections import Section
from review_tui.article.shifting import carry_span
from review_tui.glossary.concept import Concept
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import ALWAYS_FEW, matcher_for
from review_tui.lint.check import checked_article
from review_tui.lint.failure import Failure
from review_tui.lint.identity import NEAR, section_key
from review_tui.lint.report import Item, items_of
from review_tui.lint.settings import Checking
from review_tui.review.article.carrying import Carried, CarriedRow, carried, composed
from review_tui.review.article.marks import TextMark, marks_of
from review_tui.rules.model import Finding, Fix
from review_tui.rules.reading import Reading


class Use(Struct, frozen=True):
    """A place where a concept is named (`zh` is the rendering) or linked to with other words (`zh` is None)."""

    span: Span
    concept: Concept
    zh: str | None


class Analysis(Struct, frozen=True, eq=False, dict=True):
    """What was found out about one text. Spans are those of `article`; findings, uses and marks are in its order.

    A stale one was carried over `edits` of the text of `origin` without another look: its findings are those that the
    edits did not touch. An unseen one is of a text that nobody looked at yet.
    """

    article: Article
    glossary: Glossary
    sections: tuple[Section, ...]
    findings: Sequence[Finding]
    uses: Sequence[Use]
    marks: Sequence[TextMark]
    failures: tuple[Failure, ...] = ()
    stale: bool = False
    unseen: bool = False
    origin: "Analysis | None" = None
    edits: tuple[Edit, ...] = ()

    @property
    def looked_at(self) -> "Analysis":
        """Return the analysis that this one was carried from: itself, where it was not."""
        return self.origin or self

    @cached_property
    def keys(self) -> Sequence[str]:
        """Return what each finding is known by in the decisions, in the order of the findings.

        Of a stale analysis, those that are alike in all but their number among each other keep that.
        """
        if self.origin is None or not isinstance(self.findings, Carried):
            return tuple(item.identity.key for item in self.items)
        keys = [self.origin.keys[index] for index in self.findings.indexes]
        new = Counter[tuple[str, ...]]()
        for number in self._near:
            keys[number] = self._key_of(number, self.findings.indexes[number], self.origin, new)
        return keys

    def _key_of(self, number: int, index: int, origin: "Analysis", new: Counter[tuple[str, ...]]) -> str:
        """Return the key of a finding that has an index in the origin, where other words may have been beside it.

        `new` counts the findings before it that are known by other words than in the origin, by those.
        """
        identity = self.known_items[number].identity
        if identity[:5] == origin.items[index].identity[:5]:
            return origin.keys[index]
        before, twins = new[identity[:5]], 0
        new[identity[:5]] += 1
        while places := origin.indexes_by_key.get(identity._replace(occurrence=twins + 1).key):
            twins += 1
            before += places[0] < index
        return identity._replace(occurrence=before + 1).key

    @cached_property
    def indexes_by_key(self) -> dict[str, list[int]]:
        """Return the indexes of the findings with each key; more than one only where the analysis is stale."""
        return _indexes_by(self.keys)

    @cached_property
    def _near(self) -> list[int]:
        """Return which findings have other words beside them, perhaps, than where they were carried from."""
        if self.origin is None or not isinstance(self.findings, Carried):
            return []
        row, indexes = self.origin.row_of_findings, self.findings.indexes
        near = sorted({index for edit in self.edits for index in row.touched(_around(edit))})
        numbers = ((bisect_left(indexes, index), index) for index in near)
        return [number for number, index in numbers if number < len(indexes) and indexes[number] == index]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return the findings as they are reported."""
        return items_of(self.article, self.findings)

    @cached_property
    def known_items(self) -> Sequence[Item]:
        """Return the findings as they are reported, or as they were before they were carried: who they are is right."""
        if self.origin is None or not isinstance(self.findings, Carried):
            return self.items
        items = [self.origin.items[index] for index in self.findings.indexes]
        for number in self._near:
            items[number] = items_of(self.article, (self.findings[number],))[0]
        return items

    @cached_property
    def section_keys(self) -> tuple[str, ...]:
        """Return the hash that each section is known by in the decisions."""
        if self.origin is None:
            return tuple(map(self._section_key, self.sections))
        keys = list(self.origin.section_keys)
        for edit in self.edits:
            first, last = (self.origin.section_at(offset).number for offset in edit.span)
            for section in self.sections[max(0, first - 1) : last + 1]:
                keys[section.number] = self._section_key(section)
        return tuple(keys)

    def _section_key(self, section: Section) -> str:
        return section_key(section.span.cut(self.article.text))

    def section_at(self, offset: int) -> Section:
        """Return the section that an offset lies in."""
        return self.sections[max(0, bisect_right(self._starts, offset) - 1)]

    @cached_property
    def _starts(self) -> list[int]:
        return [section.span.start for section in self.sections]

    def uses_of(self, concept: str) -> Sequence[Use]:
        """Return the uses of a concept, by its id."""
        indexes = self.looked_at._indexes_by_concept.get(concept, ())
        return self.uses.among(indexes) if isinstance(self.uses, Carried) else [self.uses[index] for index in indexes]

    @cached_property
    def _indexes_by_concept(self) -> dict[str, list[int]]:
        """Return the indexes of the uses of each concept, by its id."""
        return _indexes_by(use.concept.id for use in self.uses)

    # What it takes to carry them over edits

    @cached_property
    def row_of_findings(self) -> CarriedRow[Finding]:
        """Return the findings, to be carried."""
        return CarriedRow(self.findings, lambda finding: finding.span, _moved_finding)

    @cached_property
    def row_of_uses(self) -> CarriedRow[Use]:
        """Return the uses, to be carried."""
        return CarriedRow(
            self.uses, lambda use: use.span, lambda use, edits: Use(_moved(use.span, edits), use.concept, use.zh)
        )

    @cached_property
    def row_of_marks(self) -> CarriedRow[TextMark]:
        """Return the marks, to be carried."""
        return CarriedRow(self.marks, _span_of, lambda mark, edits: TextMark(*_moved(_span_of(mark), edits), mark.kind))

    def prepare(self, *, to_be_carried: bool) -> None:
        """Work out now what whoever shows the text, or edits it, would have to wait for."""
        _ = self.keys, self.section_keys
        if to_be_carried:
            _ = self._indexes_by_concept, self.row_of_findings, self.row_of_uses, self.row_of_marks


def _indexes_by(names: Iterable[str]) -> dict[str, list[int]]:
    """Return where each name stands in a row of them."""
    found: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        found.setdefault(name, []).append(index)
    return found


def analyse(article: Article, glossary: Glossary, checking: Checking) -> Analysis:
    """Look at an article thoroughly. A pure function: it may run in a thread."""
    checked = checked_article(article, matcher_for(glossary, ALWAYS_FEW), checking)
    findings = tuple(finding for finding in checked.findings if checking.shows(finding.severity))
    uses, marks = _uses(checked.reading), marks_of(article)
    return Analysis(article, glossary, article.sections, findings, uses, marks, checked.failures)


def unread(article: Article, glossary: Glossary, _: Checking) -> Analysis:
    """Return what is known of an article whose file could not be read: where its sections are, perhaps."""
    return Analysis(article, glossary, article.sections, (), (), marks_of(article))


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
            starts = named.get(concept.id, [])
            following = bisect_left(starts, run.span.start)
            if following == len(starts) or starts[following] >= run.span.end:
                uses.append(Use(run.span, concept, None))
    return tuple(sorted(uses, key=lambda use: use.span))


def after_edits(analysis: Analysis, article: Article, edits: Sequence[Edit]) -> Analysis:
    """Return what is still known after `edits` made `article` of the analysed one, without looking at it again."""
    origin = analysis.looked_at
    every = composed(analysis.edits, edits)
    return Analysis(
        article,
        analysis.glossary,
        _moved_sections(origin.sections, every),
        carried(origin.row_of_findings, every),
        carried(origin.row_of_uses, every),
        carried(origin.row_of_marks, every),
        origin.failures,
        stale=True,
        unseen=origin.unseen,
        origin=origin,
        edits=every,
    )


def _moved(span: Span, edits: Sequence[Edit]) -> Span:
    """Return where a span stands that no edit touches."""
    return carry_span(span, edits) or span


def _span_of(mark: TextMark) -> Span:
    return Span(mark.start, mark.end)


def _around(edit: Edit) -> Span:
    """Return the stretch in which an edit may change what stands beside a finding."""
    return Span(edit.span.start - NEAR, edit.span.end + NEAR)


def _moved_sections(sections: Sequence[Section], edits: Sequence[Edit]) -> tuple[Section, ...]:
    if not edits:
        return tuple(sections)
    first, last, growth = edits[0].span.start, edits[-1].span.end, sum(edit.growth for edit in edits)
    moved = []
    for section in sections:
        start, end = section.span
        if end < first:
            moved.append(section)
        else:
            there = (
                Span(start + growth, end + growth) if start >= last else Span(carry(start, edits), carry(end, edits))
            )
            moved.append(structs.replace(section, span=there))
    return tuple(moved)


def _moved_finding(finding: Finding, edits: Sequence[Edit]) -> Finding:
    fixes = tuple(moved for fix in finding.fixes if (moved := _carried_fix(fix, edits)) is not None)
    return structs.replace(finding, span=_moved(finding.span, edits), fixes=fixes)


def _carried_fix(fix: Fix, edits: Sequence[Edit]) -> Fix | None:
    """Return the fix with its edits where their places are now; None where one of them was touched."""
    moved = []
    for edit in fix.edits:
        span = carry_span(edit.span, edits)
        if span is None:
            return None
        moved.append(Edit(span, edit.text))
    return structs.replace(fix, edits=tuple(moved))
