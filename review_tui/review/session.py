"""One article under review, with the glossary beside it: everything an editor does to it, without a screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from review_tui.article import Article, Edit, EncodingProblem, Span
from review_tui.article.sections import Section
from review_tui.files.atomic import write
from review_tui.files.stamp import FileProblem, Stamp, changed, read
from review_tui.glossary.concept import Concept
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.matcher import Matcher, matcher_for
from review_tui.lint.check import check_reading
from review_tui.lint.selection import Selection, select
from review_tui.review.history import History, Step, step
from review_tui.review.sectiontext import merged, shown
from review_tui.rules.model import Finding, Fix
from review_tui.rules.options import Options
from review_tui.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as it was read from the disk. `problem` says why it can only be looked at, or is empty."""

    article: Article
    stamp: Stamp | None
    problem: str = ""


def open_article(path: Path) -> Opened:
    """Read an article; what keeps it from being edited stands in `problem`, never raised."""
    try:
        data, stamp = read(path)
    except FileProblem as problem:
        return Opened(Article("", str(path)), None, str(problem))
    try:
        return Opened(Article.from_bytes(data, str(path)), stamp)
    except EncodingProblem as problem:
        return Opened(Article(data.decode("utf-8", "replace"), str(path)), None, f"{path}:{problem.line}: {problem}")


class Session:
    """The state of one article under review.

    Positions are offsets in code points of the text as it is now. The text always holds the very characters of the
    file, so that saving writes what was read but for the edits.
    """

    def __init__(
        self,
        path: Path,
        glossary: Glossary,
        selection: Selection | None = None,
        options: Options | None = None,
    ) -> None:
        opened = open_article(path)
        self.path = path
        self.problem = opened.problem
        self.stamp = opened.stamp
        self.glossary = glossary
        self.selection = selection or select()
        self.options = options or Options()
        self.history = History()
        self.ignored: frozenset[str] = frozenset()
        self.fixed = 0
        self._set(opened.article)

    def _set(self, article: Article) -> None:
        self.article = article
        self.reading = Reading(article, self.matcher, self.options)
        checked = check_reading(self.reading, self.selection)
        self.failures = checked.failures
        self.all_findings = () if self.problem and self.stamp is None else checked.findings

    @property
    def matcher(self) -> Matcher:
        """Return the glossary made ready for searching."""
        return matcher_for(self.glossary)

    @property
    def can_edit(self) -> bool:
        """Tell whether the article was read whole, so that it may be written back."""
        return self.stamp is not None

    @property
    def is_dirty(self) -> bool:
        """Tell whether there is something to save."""
        return self.history.is_dirty

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the open findings, in the order of the text."""
        if not self.ignored:
            return self.all_findings
        return tuple(finding for finding in self.all_findings if self.key(finding) not in self.ignored)

    def key(self, finding: Finding) -> str:
        """Return what tells a finding from the others of the article, whatever line it stands on."""
        text = self.article.text
        same = [item.span.start for item in self.all_findings if item.rule is finding.rule]
        words = finding.span.cut(text)
        alike = [start for start in same if text.startswith(words, start)]
        nth = alike.index(finding.span.start) if finding.span.start in alike else 0
        return f"{finding.rule.code}\t{finding.concept or ''}\t{words}\t{nth}"

    def findings_in(self, section: Section) -> list[Finding]:
        """Return the open findings that begin in a section."""
        return [item for item in self.findings if section.span.start <= item.span.start < section.span.end]

    def concepts_in(self, span: Span) -> list[Concept]:
        """Return the concepts that a stretch of the article mentions or links to, in order of appearance."""
        found: dict[str, Concept] = {}
        prose = self.article.prose
        for mention in self.reading.mentions:
            if mention.concept is not None and span.start <= prose.start(mention.start) < span.end:
                found.setdefault(mention.concept.id, mention.concept)
        for run in self.article.link_runs:
            concept = self.reading.concept(run.concept)
            if concept is not None and span.start <= run.span.start < span.end:
                found.setdefault(concept.id, concept)
        return list(found.values())

    def counts(self, concept: Concept) -> dict[str, int]:
        """Return how often each rendering of a concept stands in the article."""
        counts = {rendering.zh: 0 for rendering in concept.renderings}
        for mention in self.reading.mentions:
            if mention.concept is not None and mention.rendering and mention.concept.id == concept.id:
                counts[mention.rendering.zh] = counts.get(mention.rendering.zh, 0) + 1
        return counts

    # What an editor does

    def apply(self, finding: Finding, choice: int = 0) -> Fix | None:
        """Make one of a finding's fixes (the likeliest unless another is chosen); None where it has no such fix."""
        if not self.can_edit or choice >= len(finding.fixes):
            return None
        fix = finding.fixes[choice]
        self.edit(fix.edits, f"fix {finding.rule.code}", finding.span.start)
        self.fixed += 1
        return fix

    def edit(self, edits: Sequence[Edit], label: str, place: int | None = None) -> None:
        """Change the text, as one step; taking it back leads to `place`, or else to the first edit."""
        if not self.can_edit or not edits:
            return
        done, text = step(label, self.article.text, tuple(edits), place)
        self.history.add(done)
        self._set(self.article.with_text(text))

    def section_text(self, section: Section) -> str:
        """Return a section as an editor shows it."""
        return shown(section.span.cut(self.article.text))

    def edit_section(self, section: Section, edited: str) -> bool:
        """Take over a section as it came back from an editor; tell whether anything changed."""
        original = section.span.cut(self.article.text)
        text = merged(original, edited, self.article.newline)
        if text == original:
            return False
        self.edit([_smallest(section.span, original, text)], "edit section")
        return True

    def ignore(self, finding: Finding) -> None:
        """Take a finding off the list."""
        before, after = self.ignored, self.ignored | {self.key(finding)}
        self.history.add(Step("ignore", finding.span.start, ignored=(before, after)))
        self.ignored = after

    def set_glossary(self, glossary: Glossary, label: str, place: int = 0) -> None:
        """Go on with another glossary, as one step."""
        self.history.add(Step(label, place, glossary=(self.glossary, glossary)))
        self.use_glossary(glossary)

    def use_glossary(self, glossary: Glossary) -> None:
        """Go on with another glossary, which is no step of this article."""
        self.glossary = glossary
        self._set(self.article)

    def undo(self) -> Step | None:
        """Take back the last step and return it; None where there is none."""
        if not self.history.done:
            return None
        last = self.history.done.pop()
        self.history.undone.append(last)
        self._take(last, backwards=True)
        return last

    def redo(self) -> Step | None:
        """Do again the step taken back last, and return it; None where there is none."""
        if not self.history.undone:
            return None
        last = self.history.undone.pop()
        self.history.done.append(last)
        self._take(last, backwards=False)
        return last

    def _take(self, taken: Step, *, backwards: bool) -> None:
        if taken.ignored is not None:
            self.ignored = taken.ignored[0 if backwards else 1]
        if taken.glossary is not None:
            self.glossary = taken.glossary[0 if backwards else 1]
        article = self.article
        edits = taken.inverse if backwards else taken.edits
        if edits:
            _, text = step(taken.label, article.text, edits)
            article = article.with_text(text)
            self.fixed = max(0, self.fixed + (-1 if backwards else 1) * taken.label.startswith("fix"))
        self._set(article)

    # The disk

    def changed_on_disk(self) -> bool:
        """Tell whether another program changed the file since it was read or saved."""
        return self.stamp is not None and changed(self.path, self.stamp)

    def save(self, *, overwrite: bool = False) -> None:
        """Write the article to its file.

        Raises files.atomic.Changed where another program changed it meanwhile (unless `overwrite`), FileProblem where
        it cannot be written; nothing is lost in either case.
        """
        if self.stamp is None:
            raise FileProblem(self.path, self.problem or "it was never read")
        self.stamp = write(self.path, self.article.to_bytes(), None if overwrite else self.stamp)
        self.history.mark_saved()

    def reload(self) -> None:
        """Read the file again; the steps so far are gone."""
        opened = open_article(self.path)
        self.problem, self.stamp = opened.problem, opened.stamp
        self.history = History()
        self._set(opened.article)


def _smallest(span: Span, original: str, text: str) -> Edit:
    """Return the edit that makes `text` of a section, without what begins and ends alike."""
    start = 0
    limit = min(len(original), len(text))
    while start < limit and original[start] == text[start]:
        start += 1
    end = 0
    while end < limit - start and original[-1 - end] == text[-1 - end]:
        end += 1
    return Edit(Span(span.start + start, span.end - end), text[start : len(text) - end])
