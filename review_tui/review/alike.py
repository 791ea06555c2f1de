"""Findings to be fixed together: what is alike, the same rule about the same term and words, or all safe fixes."""

from collections.abc import Generator, Iterable
from pathlib import Path

from msgspec import Struct

from review_tui.article import Article
from review_tui.glossary.glossary import Glossary
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.decisions.leaving import Accepting, left_by
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.fixing.fixing import provable
from review_tui.lint.fixing.together import choose, made_together
from review_tui.lint.settings import Checking
from review_tui.review.article.analysis import Analysis, analyse
from review_tui.review.article.opening import Opened
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.following import mend
from review_tui.review.history import TextChange, TextHash, hash_of
from review_tui.review.queue.entry import QueueEntry
from review_tui.review.queue.queue import Queue
from review_tui.rules.model import Finding, Fix, Safety
from review_tui.rules.registry import all_rules
from review_tui.text.count import count

_AROUND = 16  # code points of its line that an occurrence carries on each side


class Model(Struct, frozen=True):
    """The pattern of findings that are fixed together.

    Of a term (`concept` is not None), findings match that have the same rule, concept and `words`, and a fix with the
    label of `fix`. Otherwise all findings of the rule match, and of each the fix number `choice` (from 0) is taken.
    """

    rule: str
    concept: str | None
    words: str
    fix: Fix
    choice: int = 0

    def fix_of(self, finding: Finding, text: str) -> Fix | None:
        """Return the finding's fix that matches the model's; `text` is the article's.

        None if the rule or the concept differs, if a term has other words, or if it offers no such fix.
        """
        if finding.rule.code != self.rule or finding.concept != self.concept:
            return None
        if finding.concept is None:
            return finding.fixes[self.choice] if self.choice < len(finding.fixes) else None
        if finding.span.cut(text) != self.words:
            return None
        return next((fix for fix in finding.fixes if fix.label == self.fix.label), None)

    def chosen(self, article: Article, findings: Iterable[Finding]) -> list[tuple[Finding, Fix]]:
        """Return which findings of an article match, each with its fix."""
        fixes = ((finding, self.fix_of(finding, article.text)) for finding in findings)
        return [(finding, fix) for finding, fix in fixes if fix is not None]

    def may_be_in(self, queue: Queue) -> list[QueueEntry]:
        """Return the articles that may have findings that match, by what the queue knows of them."""
        return queue.that_may_have(self.rule, self.concept or "")


class SafeModel(Struct, frozen=True):
    """The pattern of all findings whose first fix is safe, and proven to be so in their article."""

    def chosen(self, article: Article, findings: Iterable[Finding]) -> list[tuple[Finding, Fix]]:
        """Return which findings of an article match, each with its fix; one that several share comes once."""
        kept = provable(article, choose(findings, frozenset({Safety.SAFE})))
        return [(finding, finding.fix) for finding in kept if finding.fix is not None]

    def may_be_in(self, queue: Queue) -> list[QueueEntry]:
        """Return the articles that may have findings that match, by what the queue knows of them."""
        codes = (module.rule.code for module in all_rules() if module.rule.safety is Safety.SAFE)
        found = {entry.found.path: entry for code in codes for entry in queue.that_may_have(code, "")}
        return [found[path] for path in sorted(found)]


Place = tuple[str, int]
"""Where an occurrence stands: the path of its article, and the code point at which it starts there."""


class Occurrence(Struct, frozen=True):
    """A finding that is alike: its words, those `before` and `after` them in their line, and the line's number, from 1.

    It starts at the code point `start` of the text with `text_hash`: in any other its fix must not be made.
    """

    found: Found
    start: int
    line: int
    before: str
    words: str
    after: str
    fix: Fix
    text_hash: TextHash

    @property
    def place(self) -> Place:
        """Return where it stands, whatever the fix."""
        return self.found.path, self.start


def model_of(finding: Finding, text: str, choice: int = 0) -> Model:
    """Return the model of a finding and its fix number `choice`; `text` is that of its article."""
    return Model(finding.rule.code, finding.concept, finding.span.cut(text), finding.fixes[choice], choice)


def like(finding: Finding, session: Session) -> list[Finding]:
    """Return the findings of an article with this one's rule, concept and words, itself included, in order."""
    text = session.article.text
    words = finding.span.cut(text)
    return [
        other
        for other in session.findings
        if other.rule is finding.rule and other.concept == finding.concept and other.span.cut(text) == words
    ]


def articles_with(model: Model | SafeModel, queue: Queue, opened: Iterable[Session]) -> list[Found]:
    """Return the articles that may have findings that match the model, by what the queue knows of them.

    Those that are `opened` are always included: their findings may have changed since the queue looked at them.
    """
    found = {entry.found.path: entry.found for entry in model.may_be_in(queue)}
    for session in opened:
        entry = queue.entry(session.name)
        if entry is not None:
            found[session.name] = entry.found
    return list(found.values())


def occurrences(found: Found, analysis: Analysis, accepted: Accepting, model: Model | SafeModel) -> list[Occurrence]:
    """Return the findings of an analysed article that match the model, without those that were accepted."""
    article = analysis.article
    text, lines = article.text, article.lines
    left = left_by(analysis.items, accepted, analysis.keys) if accepted else {}
    open_ones = (finding for index, finding in enumerate(analysis.findings) if index not in left)
    alike = []
    for finding, fix in model.chosen(article, open_ones):
        span = finding.span
        number = lines.index_at(span.start)
        whole = lines.span(number)
        before = text[max(whole.start, span.start - _AROUND) : span.start]
        after = text[span.end : max(span.end, min(whole.end, span.end + _AROUND))]
        alike.append(Occurrence(found, span.start, number + 1, before, span.cut(text), after, fix, hash_of(text)))
    return alike


class Sheet(Struct, frozen=True):
    """An article and everything needed to check it, so that a thread can do so without touching the desk."""

    found: Found
    article: Article
    glossary: Glossary
    checking: Checking
    accepted: Accepting


def sheet_of(desk: Desk, found: Found, read: Opened | None) -> Sheet | None:
    """Return the sheet of an article that is open on the desk, or else of what was `read`.

    None if it is not open and was not read, could not be read, or its configuration is wrong.
    """
    session = desk.sessions.get(found.path)
    if session is not None:
        return Sheet(found, session.article, session.terms.glossary, session.checking, session.accepted)
    if read is None or read.problem:
        return None
    try:
        checking = desk.project.checking(Path(found.file))
    except ConfigError:  # whoever opens it is told
        return None
    glossary = desk.shelf.terms(Path(found.folder)).glossary
    return Sheet(found, read.article, glossary, checking, desk.accepted(found))


def occurrences_on(sheet: Sheet, model: Model | SafeModel) -> list[Occurrence]:
    """Check the article of a sheet, and return its findings that match the model."""
    analysis = analyse(sheet.article, sheet.glossary, sheet.checking)
    return occurrences(sheet.found, analysis, sheet.accepted, model)


class FixCount(Struct):
    """How many findings were fixed (`made`), and how many were not (`left`).

    A finding is left if its fix overlaps another one, or if the text of its article has changed or cannot be edited.
    """

    made: int = 0
    left: int = 0


def fixing(desk: Desk, chosen: Iterable[Occurrence], outcome: FixCount) -> Generator[int, None, None]:
    """Make the fixes, and yield the number of articles done after each article; the counts go into `outcome`.

    When the generator ends or is closed, all fixes that were made become one step of the history.
    """
    groups: dict[str, list[Occurrence]] = {}
    for each in chosen:
        groups.setdefault(each.found.path, []).append(each)
    changes: list[TextChange] = []
    try:
        for done, group in enumerate(groups.values(), 1):
            session = desk.open(group[0].found)
            if not session.can_edit or hash_of(session.article.text) != group[0].text_hash:
                outcome.left += len(group)
                yield done
                continue
            edits, made = made_together(each.fix for each in group)
            changes.append(mend(session, desk.shelf, edits, made))
            outcome.made += made
            outcome.left += len(group) - made
            yield done
    finally:
        desk.record(changes, f"fix {count(outcome.made, 'place')}")
