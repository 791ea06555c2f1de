"""The desk: the articles under review, their glossary, what was decided, and one history over all of it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from review_tui.article import Edit, Span
from review_tui.article.sections import Section
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.decisions.leaving import Accepting
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.review.article.opening import Opened, open_article
from review_tui.review.article.session import Session
from review_tui.review.decision_changes import leaving, marking, rejecting
from review_tui.review.decisions.decision_file import DecisionChange, DecisionFile
from review_tui.review.decisions.reasons import Reasons
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.following import mend, redo
from review_tui.review.history import GlossaryChange, History, Step, TextChange
from review_tui.review.kept import Kept, TakeOver
from review_tui.review.notice import Notice, bad_news
from review_tui.review.open_articles import OpenArticles
from review_tui.review.remembered import name_of
from review_tui.review.shelf import Shelf
from review_tui.review.terms.changing import GlossaryWork
from review_tui.review.terms.glossary_files import GlossaryFiles
from review_tui.rules.model import Finding, Fix


class StaleStepError(ValueError):
    """A step that cannot be taken back, since the text is another one now; the message says which."""


class Desk:
    """Everything an editor works on, and the ways to change it. Each change is one step of the history."""

    def __init__(self, project: Project, source: Path | None = None) -> None:
        self.project = project
        self.source = source  # the folder with the English articles, where the configuration is not to say so
        self.shelf = Shelf(project)
        self.history = History()
        self.sessions = OpenArticles()  # of the articles that lie open
        # The files of the articles that were open, by name: a name may be no path, as of one that is no text.
        self._files: dict[str, str] = {}
        self.reasons = Reasons()
        self.saving: set[str] = set()  # the names of articles that are being written now
        # Writes a glossary or decisions, and returns what went wrong; the app has one instead that does not block.
        self.write: Callable[[Kept], list[Notice]] = self.write_now

    # What lies on it

    def reading(self, found: Found) -> Callable[[], Opened]:
        """Return the job that reads an article for `open`, and its glossary; it may run in a thread."""

        def read() -> Opened:
            file, folder = Path(found.file), Path(found.folder)
            with suppress(ConfigError):  # whoever opens it is told
                self.project.settings(folder)
                self.project.decisions(folder)
                self.shelf.terms(folder)
            name_of(file)
            return open_article(file, found.path)

        return read

    def open(self, found: Found, opened: Opened | None = None) -> Session:
        """Return the session of an article, and make it the latest.

        If there is none yet, it is made of what was `opened`, or else the article is read now.
        """
        session = self.sessions.get(found.path)
        if session is None:
            terms = self.shelf.terms(Path(found.folder))
            file = Path(found.file)
            session = Session(file, found.path, terms, self.project.checking(file), opened)
            session.accepted = self.accepted(found)
            self._files[found.path] = found.file
        self.sessions.take(session)
        return session

    def accepted(self, found: Found) -> Accepting:
        """Return the accepted findings of an article."""
        return self.shelf.decisions(Path(found.folder)).accepted(Path(found.file))

    # The text

    def apply(self, session: Session, finding: Finding, choice: int = 0, words: str = "") -> Fix | None:
        """Make the fix number `choice` (from 0) of a finding, and return it; None if it has no such fix.

        `words` are what the step is called by, in the place of the rule.
        """
        if not session.can_edit or choice >= len(finding.fixes):
            return None
        fix = finding.fixes[choice]
        self.edit(session, fix.edits, f"fix {words or finding.rule.name}", place=finding.span.start, fixes=1)
        return fix

    def edit(
        self, session: Session, edits: Sequence[Edit], label: str, *, place: int | None = None, fixes: int = 0
    ) -> Step:
        """Change the text of an article, as one step; undo returns to the offset `place`, or else to the first edit."""
        change = mend(session, self.shelf, edits, fixes)
        first = min(edit.span.start for edit in edits)
        step = Step(label, session.name, first if place is None else place, (change,))
        self.history.add(step)
        return step

    def record(self, changes: Sequence[TextChange], label: str) -> None:
        """Make one step of changes that were made to the texts of several articles, where there are any."""
        if changes:
            place = min(edit.span.start for edit in changes[0].edits)
            self.history.add(Step(label, changes[0].path, place, tuple(changes)))

    def type(self, session: Session, span: Span, shown: str, *, goes_on: bool = False) -> Edit | None:
        """Replace a span of the text with what the editor shows now; return the edit, or None if nothing changed.

        If the typing `goes_on`, it is joined with the last step.
        """
        edit = session.retyped(span, shown)
        if edit is not None:
            before = session.article.text
            change = session.edit((edit,))
            self.history.add_typing(change, before, session.article.text, goes_on=goes_on)
        return edit

    # The glossary

    def take_glossary(self, session: Session, work: GlossaryWork, label: str, place: int) -> list[Notice]:
        """Take over the outcome of an edit of the glossary, as one step, and have it written.

        The glossary must still be the one that the edit was worked out on.
        """
        terms, notices = session.terms, list[Notice]()
        if work.is_idle:
            return notices
        folder = terms.take_editable(work.editable) if work.editable is not None else None
        if folder is not None:
            notices.append(Notice(f"The glossary that comes with review-tui is copied to {folder}: changes go there."))
        terms.glossary = work.after
        self.history.add(Step(label, session.name, place, glossary=GlossaryChange(terms, work.before, work.after)))
        return [*notices, *self.write(terms)]

    # Decisions

    def offered_reasons(self, session: Session) -> tuple[str, ...]:
        """Return the reasons to offer for an article."""
        return self.reasons.offered(self.shelf.decisions(session.file.parent).reasons())

    def ignore(self, session: Session, findings: Sequence[Finding], reason: str, words: str = "") -> list[Notice]:
        """Decide that findings that are alike may stay, as one step, and have it written.

        `words` are what the step is called by, in the place of the rule. Raises FileProblem where no decision can be
        made; nothing is decided then.
        """
        change = leaving(self.shelf.decisions(session.file.parent), session, findings, reason)
        label = f"ignore {words or findings[0].rule.name}" + (f" {len(findings)} times" if len(findings) > 1 else "")
        notices = self.decide(Step(label, session.name, findings[0].span.start), change)
        self.reasons.give(reason)
        return notices

    def mark(self, session: Session, sections: Sequence[Section], state: SectionState) -> list[Notice]:
        """Give some sections of an article, one at least, a state, as one step. Raises as `ignore` does."""
        change = marking(self.shelf.decisions(session.file.parent), session, sections, state)
        label = f"mark {f'{len(sections):,} sections ' if len(sections) > 1 else ''}as {state.told}"
        return self.decide(Step(label, session.name, sections[0].span.start), change)

    def reject(self, session: Session, concept: str, zh: str, place: int) -> list[Notice]:
        """Decide that a candidate for the glossary is none, as one step. Raises as `ignore` does."""
        change = rejecting(self.shelf.decisions(session.file.parent), concept, zh)
        return self.decide(Step(f"reject {zh}", session.name, place), change)

    def decide(self, step: Step, change: DecisionChange) -> list[Notice]:
        """Make decisions, as one step, and have them written. Raises as `ignore` does."""
        told = change.make()
        self.history.add(replace(step, decisions=change))
        self.take_decisions()
        return [*bad_news(told), *self.write(change.decisions)]

    def take_decisions(self) -> None:
        """Update the accepted findings of the open articles."""
        for session in self.sessions.all:
            accepted = self.shelf.decisions(session.file.parent).accepted(session.file)
            if accepted != session.accepted:
                session.accepted = accepted

    def state(self, session: Session, section: Section) -> SectionState:
        """Return the state of a section."""
        return self.states(session, (section,))[0]

    def states(self, session: Session, sections: Sequence[Section] | None = None) -> list[SectionState]:
        """Return the states of some sections, by default of all."""
        chosen = session.sections if sections is None else sections
        if session.is_unseen:
            return [SectionState.OPEN] * len(chosen)
        decisions, keys = self.shelf.decisions(session.file.parent), session.analysis.section_keys
        return [decisions.state(session.file, keys[section.number]) for section in chosen]

    # Back and forth

    def undo(self) -> tuple[Step, list[Notice]] | None:
        """Undo the last step; return it with notices, or None if there is none.

        Decisions that somebody else made meanwhile stay, and so do texts that have changed since the step: the notices
        say so. Raises StaleStepError, and drops the step, if no text is left that it fits. Raises FileProblem, and
        keeps the step, if the decisions file cannot be used.
        """
        return self._travel(self.history.done, self.history.undone, back=True)

    def redo(self) -> tuple[Step, list[Notice]] | None:
        """Redo the step that was undone last; return and raise as `undo` does."""
        return self._travel(self.history.undone, self.history.done, back=False)

    def _travel(self, here: list[Step], there: list[Step], *, back: bool) -> tuple[Step, list[Notice]] | None:
        if not here:
            return None
        step = here[-1].reversed if back else here[-1]
        stale = [change.path for change in step.texts if not self.at(change.path).fits(change)]
        last = here[-1].without(stale)
        if last is None:
            here.pop()
            raise StaleStepError(f"{step.label}: the text of {stale[0]} is another one now")
        here[-1], step = last, last.reversed if back else last
        notices = bad_news([f"The text of {', '.join(stale)} is another one now, and stays as it is."] if stale else ())
        if step.decisions is not None:  # before anything else, as it may be refused
            notices += bad_news(step.decisions.make(gives_way=True))
            self.take_decisions()
            notices += self.write(step.decisions.decisions)
        there.append(here.pop())
        for change in step.texts:
            redo(self.at(change.path), self.shelf, change)
        if step.glossary is not None:
            terms = step.glossary.files
            notices += bad_news(terms.travel(step.glossary.before, step.glossary.after))
            notices += self.write(terms)
        return last, notices

    def at(self, name: str) -> Session:
        """Return the session of an article that was open before."""
        file = self._files.get(name) or str((self.project.folder / name).absolute())
        return self.sessions.get(name) or self.open(Found(name, file))

    # The disk

    def save_kept(self) -> list[Notice]:
        """Write glossaries and decisions that could not be written before."""
        return [notice for kept in self.shelf.unsaved for notice in self.write(kept)]

    def write_now(self, kept: Kept) -> list[Notice]:
        """Write a glossary or decisions, and wait until that is done; return what there is to tell."""
        told, problems = self.take_written(kept, kept.writing()())
        return [*told, *problems]

    def take_written(self, kept: Kept, take_over: TakeOver) -> tuple[list[Notice], list[Notice]]:
        """Take over the outcome of writing a glossary or decisions.

        Return what there is to tell of what others did, and what kept it from being written, if anything.
        """
        told, problem, _ = take_over()
        if isinstance(kept, DecisionFile):
            self.take_decisions()
        elif isinstance(kept, GlossaryFiles):
            self.shelf.take_place(kept)
            if kept.met is not None:
                self.history.meet(kept.met)
        problems = (
            [f"{problem}. The change counts here, and is tried again when you save."] if problem is not None else []
        )
        return bad_news(told), bad_news(problems)
