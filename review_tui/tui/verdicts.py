"""Verdicts on candidates for the glossary: carrying each out at once, and taking it back."""

from collections.abc import Callable

from review_tui.files.stamp import FileProblem
from review_tui.glossary.problem import EditError
from review_tui.glossary.today import today
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk, StaleStepError
from review_tui.review.history import Step
from review_tui.review.notice import Notice
from review_tui.review.terms.candidates import WaitingCandidate, accept, fresh, reject
from review_tui.review.terms.changing import GlossaryEdit
from review_tui.tui.changing import Changing


class Verdicts:
    """Carries out the verdicts that are given in a row, at a `place` of the article at hand.

    What carries one out returns what went wrong, or nothing. `notices` are what else there is to tell of all of them.
    """

    def __init__(self, desk: Desk, session: Session, changing: Changing, place: int) -> None:
        self._desk = desk
        self._session = session
        self._changing = changing
        self._place = place
        self.notices: list[Notice] = []
        self._given: list[bool] = []  # for each verdict, whether it is a step of the history
        self._undone: list[bool] = []  # the same for those that were taken back

    def fresh(self, item: WaitingCandidate) -> WaitingCandidate:
        """Return a candidate with the renderings that its concept has by now."""
        return fresh(item, self._session.terms.glossary)

    async def accept(self, item: WaitingCandidate, zh: str) -> str:
        """Accept a candidate, as `zh` where an editor changed the words."""
        return await self._change(lambda glossary: accept(glossary, item, zh, today()), f"accept {zh}")

    async def reject(self, item: WaitingCandidate) -> str:
        """Reject a candidate: in the glossary, or by a decision where only an article suggests it."""
        if item.is_row:
            return await self._change(lambda glossary: reject(glossary, item), f"reject {item.zh}")
        try:
            self.notices += self._desk.reject(self._session, *item.name, self._place)
        except FileProblem as problem:
            return f"{problem}. Nothing was decided."
        self._give(is_step=True)
        return ""

    async def _change(self, edit: GlossaryEdit, label: str) -> str:
        before = self._desk.history.done[-1:]
        try:
            self.notices += await self._changing.change(self._session, edit, label, self._place)
        except EditError as problem:
            return str(problem)
        self._give(is_step=self._desk.history.done[-1:] != before)
        return ""

    def _give(self, *, is_step: bool) -> None:
        self._given.append(is_step)
        self._undone.clear()

    def undo(self) -> str:
        """Take the last verdict back."""
        return self._travel(self._given, self._undone, self._desk.undo)

    def redo(self) -> str:
        """Give the verdict again that was taken back last."""
        return self._travel(self._undone, self._given, self._desk.redo)

    def _travel(self, here: list[bool], there: list[bool], step: Callable[[], tuple[Step, list[Notice]] | None]) -> str:
        is_step = here.pop()
        if is_step:
            try:
                travelled = step()
            except (StaleStepError, FileProblem) as problem:
                here.append(False)
                return str(problem)
            self.notices += travelled[1] if travelled is not None else ()
        there.append(is_step)
        return ""
