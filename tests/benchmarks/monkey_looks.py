"""What has to hold at a desk whatever was done there: what is known and shown is held against a fresh look."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from review_tui.article import Article
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.lint.decisions.leaving import left_by
from review_tui.review.article.analysis import Analysis, analyse
from review_tui.review.article.session import Session
from review_tui.review.decisions.decision_file import DecisionFile
from review_tui.tui.app import ReviewApp
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.status_bar import StatusBar

ROOM = 60  # columns in which the line above an article is not cut off
HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


class Wrong(AssertionError):
    """Something does not hold; the message says what, up to the first colon in the same words each time."""


class Looks:
    """Looks at the desks on a folder. Files that others wrote since a desk knew them are `meddled` with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.meddled = set[str]()
        self._fresh: dict[str, Analysis] = {}  # the last fresh look at each article

    def at_saved(self, app: ReviewApp) -> None:
        """Hold the file that is said to be saved against the article."""
        said = app.desk_screen.query_one(MessageLine).message
        for session in app.desk.sessions.all:
            if said.startswith(f"{session.file.name} is saved."):
                self.meddled.discard(session.file.name)
                hold("what is saved is on the disk", session.file.read_bytes(), session.article.to_bytes())

    def at_all(self, app: ReviewApp) -> None:
        """Hold what the desk knows, and what it shows, against what is so."""
        for session in app.desk.sessions.all:
            self._at_session(session)
        strips = app.screen._compositor.render_strips()
        hidden = {char for strip in strips for char in strip.text if unicodedata.category(char) in HIDDEN}
        hold("no control character is on the screen", hidden, set())
        if app.front is app.review:
            self._at_review(app)
        elif app.list is not None and app.front is app.list:
            self._at_list(app)
        if app.desk.shelf.unsaved or self.meddled & {"terms.csv", "review-decisions.jsonl"}:
            return
        there, decided = load_glossary([self.folder / "glossary"]), DecisionFile(self.folder / "review-decisions.jsonl")
        for glossary in app.desk.shelf.glossaries:
            hold("the glossary is on the disk", [*glossary.concepts], [*there.concepts])
        for session in app.desk.sessions.all:
            if not session.is_dirty:
                hold("the decisions are on the disk", session.accepted, decided.accepted(session.file))

    def _fresh_look(self, session: Session) -> Analysis:
        text, glossary = session.article.text, session.terms.glossary
        known = self._fresh.get(session.name)
        if known is None or known.article.text != text or known.glossary is not glossary:
            known = self._fresh[session.name] = analyse(Article(text, session.name), glossary, session.checking)
        return known

    def _at_session(self, session: Session) -> None:
        """Hold what is known of an article against its file and a fresh look at its text."""
        if session.file.name not in self.meddled and session.can_edit:
            data = session.file.read_bytes()
            hold("what differs from the disk is unsaved", session.is_dirty, data != session.article.to_bytes())
        if not session.is_looked_at or not session.can_edit:
            return
        known, fresh = session.analysis, self._fresh_look(session)
        hold("no rule breaks", fresh.failures, ())
        hold("what is known of the text is so", told(known), told(fresh))
        left = left_by(fresh.items, session.accepted)
        open_ = [finding.span for index, finding in enumerate(fresh.findings) if index not in left]
        hold("what is open is so", [finding.span for finding in session.findings], open_)

    def _at_review(self, app: ReviewApp) -> None:
        """Hold the line above the article, the list of findings and the editor against what is so."""
        session, paths = app.at.session, [article.path for article in app.at.articles]
        line = app.review.query_one(StatusBar).render_line(0).text
        fresh, findings = self._fresh_look(session), len(session.findings)
        numbers = {
            r"article (\d+)/": paths.index(session.name) + 1 if session.name in paths else 0,
            r"article \d+/(\d+)": len(paths),
            r"section (\d+)/": fresh.section_at(app.at.place).number + 1,
            r"section \d+/(\d+)": len(fresh.sections),
            r"([\d,]+) findings?": findings,
            r"(\d+) ignored": len(fresh.findings) - findings if session.can_edit else 0,
            r"(\d+) more unsaved": len([each for each in unsaved(app) if each is not session]),
        }
        if app.size.width >= ROOM:
            hold_numbers(line, numbers)
            hold("the mark of what is unsaved", "*modified" in line, session.is_dirty)
        hold("the rows of findings", app.review.board.findings.count, findings)
        hold("the hand is in the text", 0 <= app.at.place <= len(session.article.text), True)
        if app.review.is_typing:
            section, editor = app.review.editing.section.span, app.review.board.editor
            hold("the editor has the section", session.retyped(section, editor.text), None)

    def _at_list(self, app: ReviewApp) -> None:
        """Hold the line above the list and its rows against what is so."""
        assert app.list is not None
        hold_numbers(app.list.query_one("#summary").render_line(0).text, {r"(\d+) unsaved": len(unsaved(app))})
        for session in app.desk.sessions.all:
            entry = app.queue.entry(session.name)
            if entry is not None and session.is_looked_at and session.file.name not in self.meddled:
                hold("the findings in the list", entry.total, len(session.findings))


def unsaved(app: ReviewApp) -> Collection[Session]:
    """Return the articles on the desk that are not as they were read or saved."""
    return [each for each in app.desk.sessions.all if each.article.text != each.disk.text]


def told(analysis: Analysis) -> list[object]:
    """Return all that is known of a text, as it can be compared."""
    findings = [(each.rule.code, each.span, each.message, each.fixes) for each in analysis.findings]
    uses = [(use.span, use.concept.id, use.zh) for use in analysis.uses]
    sections = [each.span for each in analysis.sections]
    return [*findings, *uses, *analysis.marks, *sections, *analysis.keys, *analysis.section_keys]


def hold(what: str, shown: object, so: object) -> None:
    """Raise Wrong where something is not so."""
    if shown != so:
        if isinstance(shown, list) and isinstance(so, list):
            shown, so = [x for x in shown if x not in so], [x for x in so if x not in shown]
        elif isinstance(shown, dict) and isinstance(so, dict):
            shown, so = dict(shown.items() - so.items()), dict(so.items() - shown.items())
        raise Wrong(f"{what}: {str(shown)[:600]} but {str(so)[:600]}")


def hold_numbers(line: str, numbers: dict[str, int]) -> None:
    """Raise Wrong where a number in a line is not the right one; where there is no room, it may be left out."""
    for pattern, number in numbers.items():
        match = re.search(pattern, line)
        if match is not None and int(match[1].replace(",", "")) != number:
            raise Wrong(f"the numbers in a line: {pattern} is {number} in {line}")
