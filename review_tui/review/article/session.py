"""One article under review: its text as it is now, and what was found out about it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from review_tui.article import Article, Edit, Span, apply_edits
from review_tui.article.sections import Section
from review_tui.article.shifting import inverse, smallest
from review_tui.glossary.concept import Concept
from review_tui.glossary.glossary import Glossary
from review_tui.lint.decisions.leaving import Accepting, left_by
from review_tui.lint.settings import Checking
from review_tui.review.article.analysis import Analysis, after_edits, analyse, blank, unread
from review_tui.review.article.article_file import ArticleFile
from review_tui.review.article.carrying import chosen, originals
from review_tui.review.article.opening import Opened, open_article
from review_tui.review.article.placed import index_of
from review_tui.review.article.section_text import apart, merged, shown
from review_tui.review.history import TextChange, hash_of
from review_tui.review.terms.glossary_files import GlossaryFiles
from review_tui.rules.model import Finding

LARGE = 20_000
"""Code points above which an article is not looked at at once: see `Session.is_behind`."""


class _Comparison(NamedTuple):
    """Two texts, and whether they differ: kept, as that is asked of thousands of articles again and again."""

    text: str
    saved: str
    differ: bool


class _Parted(NamedTuple):
    """The findings of an analysis that are open, and those that were `left`, after some were accepted."""

    analysis: Analysis
    accepted: Accepting
    findings: Sequence[Finding]
    left: dict[int, str]


class Session:
    """An article under review.

    Positions are offsets in code points of the text as it is now. That text holds the very characters of the file, so
    that saving writes what was read but for the edits. `name` is what messages and decisions call the article, `disk`
    what was read from its `file`, or saved to it, last.
    """

    def __init__(self, file: Path, name: str, terms: GlossaryFiles, checking: Checking, opened: Opened | None) -> None:
        """Take the article as it was `opened` just before, or read it now."""
        self.file = file
        self.name = name
        self.terms = terms
        self.checking = checking
        self.accepted: Accepting = {}
        self._compared = _Comparison("", "", differ=False)
        read = opened if opened is not None else open_article(file, name)
        self.disk = ArticleFile(file, name, read)
        self.take_file(read)

    def take_file(self, opened: Opened) -> None:
        """Review what was read from the file just now; what was not saved is gone."""
        self.disk.take(opened)
        self.article: Article = opened.article
        self._analysis: Analysis | None = None
        self._parted: _Parted | None = None

    @property
    def problem(self) -> str:
        """Return what keeps the file from being read; of one that was read before, the text stays."""
        return self.disk.problem

    @property
    def can_edit(self) -> bool:
        """Tell whether the article was read whole, so that it may be written back."""
        return self.disk.stamp is not None

    @property
    def is_dirty(self) -> bool:
        """Tell whether the text differs from the file as it was read or saved."""
        text, saved = self.article.text, self.disk.text
        known = self._compared
        if known.text is not text or known.saved is not saved:
            known = self._compared = _Comparison(text, saved, text != saved)
        return known.differ

    # What is known of the text

    @property
    def basis(self) -> tuple[Article, Glossary, Accepting]:
        """Return what everything follows from that is shown of the article: each is another object once it changed."""
        return self.article, self.terms.glossary, self.accepted

    @property
    def analysis(self) -> Analysis:
        """Return what is known of the text; worked out now if need be, but see `is_behind`."""
        known = self._analysis
        if known is None or self._is_outdated(known):
            if len(self.article.text) <= LARGE:
                known = self._analysis = self.look()
            elif known is None:
                known = self._analysis = blank(self.article, self.terms.glossary)
        return known

    def _is_outdated(self, known: Analysis) -> bool:
        return known.stale or known.article is not self.article or known.glossary is not self.terms.glossary

    @property
    def is_looked_at(self) -> bool:
        """Tell whether what there is to know of the text as it is now is known already; nothing is worked out."""
        return self._analysis is not None and not self._is_outdated(self._analysis)

    @property
    def is_behind(self) -> bool:
        """Tell whether a long article was opened, edited or given another glossary, and not looked at since."""
        return self._is_outdated(self.analysis)

    @property
    def is_unseen(self) -> bool:
        """Tell whether a long article was not looked at since it was opened: its one section stands for all of them."""
        return self.analysis.unseen

    def look(self) -> Analysis:
        """Work out what the text is now, and return it for `take`. Nothing is changed: it may run in a thread.

        Nothing is found in what stands for a file that could not be read: none of it stands in the file.
        """
        found_in = analyse if self.can_edit else unread
        analysis = found_in(self.article, self.terms.glossary, self.checking)
        analysis.prepare(to_be_carried=len(self.article.text) > LARGE)
        return analysis

    def take(self, analysis: Analysis) -> bool:
        """Accept what `look` found out, unless text or glossary changed meanwhile; tell whether it was."""
        if analysis.article is not self.article or analysis.glossary is not self.terms.glossary:
            return False
        self._analysis = analysis
        return True

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections; there is always one."""
        return self.analysis.sections

    @property
    def findings(self) -> Sequence[Finding]:
        """Return the findings that nobody decided to leave, in the order of the text."""
        return self._parting.findings

    @property
    def left(self) -> dict[int, str]:
        """Return the indexes among all findings of those that somebody decided to leave, with that decision's key."""
        return self._parting.left

    @property
    def _parting(self) -> _Parted:
        analysis, accepted, known = self.analysis, self.accepted, self._parted
        if known is None or known.analysis is not analysis or known.accepted is not accepted:
            left = left_by(analysis.known_items, accepted, analysis.keys) if accepted else {}
            are_open = [index not in left for index in range(len(analysis.findings))]
            findings = chosen(analysis.findings, are_open) if left else analysis.findings
            known = self._parted = _Parted(analysis, accepted, findings, left)
        return known

    def key(self, finding: Finding) -> str:
        """Return what the decisions know a finding by: one that stands here now.

        Whoever waits for something keeps the key and asks for its `finding` after that: another look may tell it in
        other words, or not find it any more.
        """
        index = index_of(self.analysis.findings, finding)
        if index is None:
            raise ValueError("the finding does not stand here any more")
        return self.analysis.keys[index]

    def finding(self, key: str) -> Finding | None:
        """Return the finding with a key that nobody decided to leave; None where there is none, or no longer."""
        analysis, left = self.analysis, self.left
        indexes = analysis.indexes_by_key.get(key, ())
        return next((analysis.findings[index] for index in indexes if index not in left), None)

    def counts(self, concept: Concept) -> dict[str, int]:
        """Return how often each rendering of a concept stands in the article, those that do not with 0."""
        uses = originals(self.analysis.uses_of(concept.id))
        used = Counter(use.zh for use in uses if use.zh is not None)
        return {**{rendering.zh: 0 for rendering in concept.renderings}, **used}

    # Changing the text

    def edit(self, edits: Sequence[Edit], *, fixes: int = 0) -> TextChange:
        """Change the text, to mend so many findings, and return the change.

        Raises ValueError where the article cannot be edited, or an edit lies outside; OverlapError where two overlap.
        """
        if not self.can_edit:
            raise ValueError(self.problem)
        before = self.article.text
        after = apply_edits(before, edits)
        change = TextChange(self.name, tuple(edits), inverse(before, edits), hash_of(before), hash_of(after), fixes)
        self._set_text(after, edits)
        return change

    def fits(self, change: TextChange) -> bool:
        """Tell whether a change was made to the very text that the article has now."""
        return self.can_edit and hash_of(self.article.text) == change.hash_before

    def redo(self, change: TextChange) -> None:
        """Make a change that `fits`."""
        self._set_text(apply_edits(self.article.text, change.edits), change.edits)

    def _set_text(self, text: str, edits: Sequence[Edit]) -> None:
        article = self.article.with_text(text)
        if self._analysis is not None:
            self._analysis = after_edits(self._analysis, article, edits) if len(text) > LARGE else None
        self.article = article

    def shown(self, span: Span) -> str:
        """Return a stretch of the text as an editor shows it."""
        return shown(span.cut(self.article.text))

    def retyped(self, span: Span, edited: str) -> Edit | None:
        """Return the edit that makes of a stretch what came back from an editor; None where nothing changed.

        `edited` is what `shown` gave, after editing. What follows the stretch stays a line of its own.
        """
        text = self.article.text
        before = span.cut(text)
        after = merged(before, apart(before, edited, text[span.end : span.end + 1]), self.article.newline)
        return smallest(span.start, before, after) if after != before else None

    # The file

    def save(self, *, overwrite: bool = False) -> int:
        """Write the article to its file; return how many other names (hard links) of the file keep the old text.

        Raises files.atomic.Changed where another program changed it meanwhile (unless `overwrite`), FileProblem where
        it cannot be written; nothing is lost in either case. It may be edited while it is written in another thread.
        """
        return self.disk.save(self.article, overwrite=overwrite)

    @property
    def as_read(self) -> Opened:
        """Return the article as it was read or saved last."""
        return Opened(self.article.with_text(self.disk.text), self.disk.stamp)

    def rebase(self, theirs: Opened) -> None:
        """Compare the text from now on with `theirs`, the file as it was read again; the text itself stays.

        Where the two differ, the article has something to save. Raises FileProblem where the file could not be read
        whole.
        """
        self.disk.take_whole(theirs)
        self.article = theirs.article.with_text(self.article.text)
        self._analysis = None

    def reload(self) -> None:
        """Take the file as it is now; what was not saved is gone. Raises FileProblem where it cannot be read whole."""
        theirs = self.disk.read()
        self.disk.take_whole(theirs)
        self.take_file(theirs)
