"""Verdicts on candidates for the glossary: carrying each out at once, and taking it back."""

from review_tui.files.stamp import FileProblem
from review_tui.glossary.problem import EditError
from review_tui.glossary.today import today
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk, StaleStepError
from review_tui.review.notice import Notice
from review_tui.review.terms.candidates import WaitingCandidate, accept, fresh, reject
from review_tui.review.terms.changing import GlossaryEdit
from review_tui.tui.background.changing import Changing


class VerdictError(ValueError):
    """A verdict that cannot be carried out or taken back; the message says why, for the editor."""


class Verdicts:
    """Carries out the verdicts that are given in a row, at a `place` of the article at hand.

    `notices` are what there is to tell of all of them.
    """

    def __init__(self, desk: Desk, session: Session, changing: Changing, place: int) -> None:
        self._desk = desk
        self._session = session
        self._changing = changing
        self._place = place
        self.notices: list[Notice] = []

    def fresh(self, item: WaitingCandidate) -> WaitingCandidate:
        """Return a candidate with the renderings that its concept has by now."""
        return fresh(item, self._session.terms.glossary)

    async def accept(self, item: WaitingCandidate, zh: str) -> bool:
        """Accept a candidate, as `zh` where an editor changed the words; tell whether that is a step of the history.

        Raises VerdictError.
        """
        return await self._change(lambda glossary: accept(glossary, item, zh, today()), f"accept {zh}")

    async def reject(self, item: WaitingCandidate) -> bool:
        """Reject a candidate: in the glossary, or by a decision where only an article suggests it. As `accept`."""
        if item.is_row:
            return await self._change(lambda glossary: reject(glossary, item), f"reject {item.zh}")
        try:
            self.notices += self._desk.reject(self._session, *item.name, self._place)
        except FileProblem as problem:
            raise VerdictError(f"{problem}. Nothing was decided.") from problem
        return True

    async def _change(self, edit: GlossaryEdit, label: str) -> bool:
        before = self._desk.history.done[-1:]
        try:
            self.notices += await self._changing.change(self._session, edit, label, self._place)
        except EditError as problem:
            raise VerdictError(str(problem)) from problem
        return self._desk.history.done[-1:] != before

    def travel(self, *, back: bool) -> None:
        """Take the last step of the history back, or make it again. Raises VerdictError."""
        try:
            travelled = self._desk.undo() if back else self._desk.redo()
        except (StaleStepError, FileProblem) as problem:
            raise VerdictError(str(problem)) from problem
        self.notices += travelled[1] if travelled is not None else ()
