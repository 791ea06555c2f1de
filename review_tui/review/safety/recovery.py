"""From what is unsaved on a desk to drafts of the journal, and from those that were left behind back to the desk."""

from collections.abc import Callable, Sequence
from pathlib import Path

from review_tui.article import Article, Edit, apply_edits
from review_tui.article.shifting import smallest
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import Table, dump_table, parse_table
from review_tui.lint.decisions.lines import all_decisions, encode_decision
from review_tui.review.article.merging import MergePiece, merge
from review_tui.review.article.session import Session
from review_tui.review.decisions.decision_file import DecisionChange, DecisionFile
from review_tui.review.desk import Desk
from review_tui.review.history import Step, TextChange, hash_of
from review_tui.review.safety.journal import Draft, DraftKind, Past
from review_tui.review.terms.glossary_files import Unsaved
from review_tui.review.terms.row_merge import merge_glossaries

STEPS = 300
"""Steps of an article's history that a draft holds, the latest ones."""


class Drafting:
    """Makes drafts of what is unsaved on a desk, again and again: each time only of what is another one by then.

    An article's draft has its part of the history, which is followed step by step: thousands of articles may be
    unsaved, each changed by steps that changed them all, and the screen waits meanwhile.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._done = _Followed()
        self._undone = _Followed()
        self._drafts: dict[str, Draft] = {}

    def job(self) -> Callable[[], list[Draft]]:
        """Return the job that makes the drafts of what is unsaved now: articles, glossaries and decisions.

        It may run in a thread; of a large glossary it takes a moment.
        """
        history = self._desk.history
        touched = self._done.follow(history.done) | self._undone.follow(history.undone)
        old, self._drafts = self._drafts, {}
        for session in self._desk.sessions.dirty:
            draft = old.get(session.name)
            if draft is None or session.name in touched or not _is_of(draft, session):
                draft = self._draft(session)
            self._drafts[session.name] = draft
        articles, kept = list(self._drafts.values()), kept_drafting(self._desk)
        return lambda: [*articles, *kept()]

    def _draft(self, session: Session) -> Draft:
        return Draft(
            session.file,
            session.article.text,
            session.disk.sha256,
            session.disk.text,
            done=self._done.last(session.name),
            undone=self._undone.last(session.name),
            bom=session.article.bom,
        )


class _Followed:
    """One side of the history, by the articles that its steps changed."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._pasts: dict[str, list[Past]] = {}

    def follow(self, steps: Sequence[Step]) -> set[str]:
        """Take over what became of the steps since the last time; return the names of the articles it is about."""
        pairs = enumerate(zip(self._steps, steps, strict=False))
        same = next((place for place, (then, now) in pairs if then is not now), min(len(self._steps), len(steps)))
        touched = set()
        for step in self._steps[same:]:
            for change in step.texts:
                self._pasts[change.path].pop()
                touched.add(change.path)
        for step in steps[same:]:
            for change in step.texts:
                past = Past(step.label, step.place, change.fixes, change.edits, change.inverse)
                self._pasts.setdefault(change.path, []).append(past)
                touched.add(change.path)
        self._steps[same:] = steps[same:]
        return touched

    def last(self, name: str) -> tuple[Past, ...]:
        """Return the latest steps of an article, in order."""
        return tuple(self._pasts.get(name, ())[-STEPS:])


def _is_of(draft: Draft, session: Session) -> bool:
    """Tell whether a draft is of the text that an article has now, against the same text of its file."""
    disk = session.disk
    return draft.text is session.article.text and draft.base_text is disk.text and draft.base == disk.sha256


def kept_drafting(desk: Desk) -> Callable[[], list[Draft]]:
    """Return the job that makes the drafts of the glossaries and the decisions on a desk that are not written yet."""
    terms = [each.unsaved() for each in desk.shelf.unsaved_terms]
    decisions = [decisions_draft(each) for each in desk.shelf.unsaved_decisions]
    return lambda: [*(draft for unsaved in terms for draft in glossary_drafts(unsaved())), *decisions]


def pieces_of(draft: Draft, session: Session) -> tuple[MergePiece, ...]:
    """Return the merge of a draft with the file as it is today, piece by piece."""
    base, mine = (Article(text, session.name) for text in (draft.base_text, draft.text))
    return merge(base, mine, session.article)


def written_again(draft: Draft) -> bytes:
    """Return what the file of an article that went away is to hold, by its draft."""
    return Article(draft.text, str(draft.file), bom=draft.bom).to_bytes()


def restore(desk: Desk, session: Session, draft: Draft, text: str) -> None:
    """Make `text`, which was put together from a draft and the file, the text of an article.

    Where the file is still the one that the draft was made of, the steps that led to it come back as well; else this is
    one step.
    """
    done = _steps(draft.done, session.name, draft.text, back=True)
    is_the_same = draft.base == session.disk.sha256 and text == draft.text and not session.is_dirty
    if is_the_same and done and text != session.article.text:
        session.edit((smallest(0, session.article.text, text),))
        desk.history.done += done
        desk.history.undone[:] = _steps(draft.undone, session.name, draft.text, back=False)
    elif text != session.article.text:
        desk.edit(session, (smallest(0, session.article.text, text),), "restore unsaved work")


def _steps(pasts: Sequence[Past], path: str, text: str, *, back: bool) -> list[Step]:
    """Return the steps, in order, that led to a text (`back`) or lead on from it, as far as they fit together."""
    found: list[Step] = []
    for past in reversed(pasts):
        there, here = (past.inverse, past.edits) if back else (past.edits, past.inverse)
        other = _edited(text, there)
        if other is None or _edited(other, here) != text:
            break
        before, after = (other, text) if back else (text, other)
        change = TextChange(path, past.edits, past.inverse, hash_of(before), hash_of(after), past.fixes)
        found.append(Step(past.label, path, past.place, (change,)))
        text = other
    return found[::-1]


def _edited(text: str, edits: tuple[Edit, ...]) -> str | None:
    try:
        return apply_edits(text, edits)
    except ValueError:
        return None


# Glossaries


def glossary_drafts(unsaved: Unsaved) -> list[Draft]:
    """Return the drafts of the glossary files that the disk does not have as they are."""
    return [
        Draft(table.path, _text(table), "", _text(before) if before else "", DraftKind.GLOSSARY)
        for table, before in unsaved
    ]


def with_rows(draft: Draft, glossary: Glossary) -> Glossary:
    """Return a glossary with the rows of a draft merged into its file; the glossary itself where they are all there."""
    path = next((table.path for table in glossary.tables if _is(table.path, draft.file)), draft.file)
    base, mine = (parse_table(text.encode("utf-8", "surrogatepass"), path) for text in (draft.base_text, draft.text))
    if all(table.path != path for table in glossary.tables):
        tables = (*glossary.tables, Table(path, mine.header, bom=mine.bom))
        theirs = glossary_of(tables, glossary.problems_beside(tables))
    else:
        theirs = glossary
    merged, _ = merge_glossaries(glossary_of([base]), glossary_of([mine]), theirs)
    pairs = zip(theirs.tables, merged.tables, strict=True)
    return glossary if all(now is after or dump_table(now) == dump_table(after) for now, after in pairs) else merged


def glossary_piece(draft: Draft, before: Glossary, after: Glossary) -> MergePiece:
    """Return what a draft changes in its file, to be shown."""
    texts = [
        "".join(_text(table) for table in glossary.tables if _is(table.path, draft.file))
        for glossary in (before, after)
    ]
    return MergePiece(draft.file.name, texts[0], texts[1], texts[0])


def _is(path: Path, file: Path) -> bool:
    return path == file or path.resolve() == file.resolve()


def _text(table: Table) -> str:
    return dump_table(table).decode("utf-8", "surrogatepass")


# Decisions


def decisions_draft(decisions: DecisionFile) -> Draft:
    """Return the draft of a decisions file."""
    removed, added = (b"\n".join(map(encode_decision, each)).decode("utf-8") for each in decisions.unsaved)
    return Draft(decisions.file, added, "", removed, DraftKind.DECISIONS)


def decisions_of(draft: Draft, decisions: DecisionFile) -> DecisionChange:
    """Return the decisions of a draft, without those that the file holds already."""
    removed, added = (tuple(all_decisions(text.encode())) for text in (draft.base_text, draft.text))
    return DecisionChange(
        decisions,
        tuple(each for each in removed if decisions.holds(each)),
        tuple(each for each in added if not decisions.holds(each)),
    )
