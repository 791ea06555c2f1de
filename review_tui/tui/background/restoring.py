"""Offering work that an earlier session left unsaved: the text of an article, rows of the glossary, decisions."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.files.atomic import write
from review_tui.files.stamp import ABSENT, FileProblem
from review_tui.review.article.merging import ChangedBy, MergePiece
from review_tui.review.article.session import Session
from review_tui.review.history import Step
from review_tui.review.notice import Notice, of_passages
from review_tui.review.safety.journal import Draft
from review_tui.review.safety.left_behind import LeftBehind
from review_tui.review.safety.recovery import decisions_of, glossary_piece, pieces_of, restore, with_rows, written_again
from review_tui.text.count import count
from review_tui.tui.background.journaling import Journaling

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp
    from review_tui.tui.screens.merge import MergeAnswer


class Restoring:
    """What was left behind, and asking about it where the editor comes to the file that it is of.

    A draft is dropped from the journal once it was answered, and what was taken of it is kept as work of this session.
    """

    def __init__(self, app: "ReviewApp", journaling: Journaling) -> None:
        self._app = app
        self._journaling = journaling
        self.left_behind = LeftBehind(*journaling.journal.left_behind())

    def say_what_waits(self) -> None:
        """Name the files with work that was left unsaved, but for those at hand, of which it is offered now.

        And name what of such work cannot be read.
        """
        self._app.desk_screen.tell_besides(self.left_behind.unreadable_notices())
        if not self.left_behind:
            return
        file = Path(self._app.at.article.file)
        at_hand = list[Path]()
        if self._app.desk_screen is self._app.review:  # and not the list, from which no article is opened yet
            at_hand += (file, self._app.desk.project.decisions(file.parent), *self._app.at.session.terms.own_paths)
        self._app.desk_screen.tell_besides(self.left_behind.notices(file.parent, at_hand))

    async def offer(self) -> None:
        """Ask what to do with work on the article at hand, or on its glossary, that was left unsaved before."""
        if not self.left_behind or self._app.front is not self._app.review or not self._app.review.has_panes:
            return
        session = self._app.at.session
        self._app.review.commit_editor()
        left, decisions = self.left_behind, self._app.desk.shelf.decisions(session.file.parent)
        on_article = self._offer_text if session.can_edit else self._offer_file
        for draft, offer in (
            *((draft, self._offer_rows) for path in session.terms.own_paths for draft in left.take(path)),
            *((draft, self._offer_decisions) for draft in left.take(decisions.file)),
            *((draft, on_article) for draft in left.take(session.file)),
        ):
            if await offer(session, draft):
                self._journaling.journal.drop(draft)

    async def _offer_text(self, session: Session, draft: Draft) -> bool:
        """Offer work on the text; tell whether its draft is needed no longer, as do the other offers."""
        pieces = pieces_of(draft, session)
        if not any(piece.change in (ChangedBy.MINE, ChangedBy.CONFLICT) for piece in pieces):
            return True  # it stands in the file already
        others = " The file was changed since." if draft.base != session.disk.sha256 else ""
        text = f"Work on {session.file.name} was left unsaved at {_moment(draft)}.{others}"
        answer = await self._answer(text, pieces, session.article.newline)
        if answer is not None and answer.name == "take":
            place, before = self._app.desk_screen.place, session.article.text
            restore(self._app.desk, session, draft, answer.text)
            self._app.desk_screen.after_others(place, before)
            taken = f"What was left unsaved is in the text again; {self._app.desk_screen.key_for('save')} saves it."
            self._app.desk_screen.tell([Notice(taken), *of_passages(answer.twice)])
            return self._journaling.keep_now()  # else this draft is all there is
        return answer is not None

    async def _offer_rows(self, session: Session, draft: Draft) -> bool:
        try:
            await self._app.changing.make_editable(session.terms)  # in memory: its file may be one that was to be made
        except FileProblem as problem:
            told = f"{problem}. Rows that were left unsaved are kept until it can be read."
            self._app.desk_screen.say(told, bad=True)
            return False
        before = session.terms.glossary
        after = with_rows(draft, before)
        if after is before:
            return True
        text = f"Rows of the glossary could not be saved when review-tui ended at {_moment(draft)}."
        piece = glossary_piece(draft, before, after)
        answer = await self._answer(text, (piece,))
        if answer is not None and answer.name == "take" and answer.text == piece.mine:
            notices = await self._app.changing.change(session, partial(with_rows, draft), "restore unsaved rows")
            self._app.desk_screen.after_change(self._app.desk_screen.place)
            self._app.desk_screen.tell(notices)
            return self._journaling.keep_now()
        return answer is not None

    async def _offer_decisions(self, session: Session, draft: Draft) -> bool:
        from review_tui.tui.screens.question import Choice, Question

        change = decisions_of(draft, self._app.desk.shelf.decisions(session.file.parent))
        many = len(change.removed) + len(change.added)
        text = f"{count(many, 'decision')} could not be written when review-tui ended at {_moment(draft)}."
        choices = (Choice("t", "take", "take them now"), Choice("d", "delete", "delete them"))
        answer = await self._app.push_screen_wait(Question("Unsaved work", text, choices)) if many else "delete"
        if answer == "take":
            step = Step("restore decisions", session.name, self._app.at.place)
            try:
                notices = self._app.desk.decide(step, change)
            except FileProblem as problem:
                self._app.desk_screen.say(f"{problem}. Nothing was decided.", bad=True)
                return False
            self._app.desk_screen.after_change(self._app.desk_screen.place)
            self._app.desk_screen.tell(notices)
            return self._journaling.keep_now()
        return answer is not None

    async def _answer(self, text: str, pieces: Sequence[MergePiece], newline: str = "\n") -> "MergeAnswer | None":
        from review_tui.tui.screens.merge import Merge
        from review_tui.tui.screens.question import Choice

        delete = Choice("d", "delete", "delete what was left unsaved")
        return await self._app.push_screen_wait(Merge("Unsaved work", text, pieces, (delete,), newline))

    async def _offer_file(self, session: Session, draft: Draft) -> bool:
        """Offer the work on a file that is gone; where it is only unreadable, the work waits until it no longer is."""
        from review_tui.tui.screens.question import Choice, Question

        if session.file.exists():
            return False
        text = f"Work on {session.file.name} was left unsaved at {_moment(draft)}, and the file is gone."
        choices = (
            Choice("w", "write", "write the file again, with that work"),
            Choice("d", "delete", "delete what was left unsaved"),
        )
        answer = await self._app.push_screen_wait(Question("Unsaved work", text, choices))
        if answer == "write":
            try:
                write(session.file, written_again(draft), ABSENT)
                session.reload()
            except FileProblem as problem:
                self._app.desk_screen.say(str(problem), bad=True)
                return False
            self._app.desk_screen.after_change(0)
        return answer is not None


def _moment(draft: Draft) -> str:
    return draft.at.replace("T", " ")[:16]
