"""Writing glossaries, decisions and exports in threads beside the screen, never two writes of one at a time."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from review_tui.review.kept import Kept, TakeOver, names_of
from review_tui.review.notice import Notice
from review_tui.review.terms.glossary_files import GlossaryFiles
from review_tui.tui.background.work import begin, finished, is_done, outcome

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp

Result = TypeVar("Result")


class Writing:
    """Writes glossaries and decisions, and knows which are being written."""

    def __init__(self, app: "ReviewApp") -> None:
        self._app = app
        self._under_way: dict[Kept, bool] = {}  # what is being written, and whether to write it once more then
        self._others: list[str] = []  # names of files that are being written and are none of the desk's own

    @property
    def names(self) -> list[str]:
        """Return the names of what is being written, or changed to be written then, articles included."""
        kept = (name for each in self._under_way for name in names_of(each))
        articles = sorted(Path(name).name for name in self._app.desk.saving)
        return [*dict.fromkeys((*kept, *self._app.changing.names)), *articles, *self._others]

    def write(self, kept: Kept) -> list[Notice]:
        """Write a glossary or decisions as they are now, and return what there is to tell.

        Where the disk is slow, that is only that it is; what came of it is told when it is done. What is being written
        already is written once more after that, if it changed meanwhile.
        """
        if kept in self._under_way:
            self._under_way[kept] = True
            return []
        names = names_of(kept)
        future = begin(kept.writing())
        if is_done(future):
            told, problems = self._app.desk.take_written(kept, future.result())
            self._look_again(kept)
            return [*told, *problems]
        self._under_way[kept] = False
        slow = _slow(", ".join(names))
        self._app.run_worker(self._finish(kept, future, names, slow), group="writing")
        return [Notice(slow)]

    async def other(self, path: Path, write: Callable[[], Result]) -> Result:
        """Write a file that is none of the desk's own, such as an export; return or raise as that does."""
        self._others.append(path.name)
        try:
            return await outcome(write, lambda: self._app.desk_screen.say(_slow(path.name)))
        finally:
            self._others.remove(path.name)

    async def _finish(self, kept: Kept, future: "Future[TakeOver]", names: tuple[str, ...], slow: str) -> None:
        """Wait until a write is done, write again as long as that is wanted, and tell what came of it."""
        desk = self._app.desk
        glossaries, told = desk.shelf.glossaries, list[Notice]()
        try:
            while True:
                others, problems = desk.take_written(kept, await finished(future))
                told += others
                is_wanted = self._under_way[kept]
                self._under_way[kept] = False
                if kept.is_saved or (problems and not is_wanted):
                    break
                names += kept.unsaved_names
                future = begin(kept.writing())
        finally:
            del self._under_way[kept]
        if self._app.front is None:
            return  # the desk is gone
        self._look_again(kept)
        if any(now is not then for now, then in zip(desk.shelf.glossaries, glossaries, strict=False)):
            self._app.desk_screen.show()
        saved = Notice(f"Saved: {', '.join(dict.fromkeys(names))}.")
        self._app.desk_screen.tell_besides([*told, *problems] or [saved], instead_of=slow)

    def _look_again(self, kept: Kept) -> None:
        """Have all articles of the list checked again at once, where it was a glossary that was written."""
        if self._app.survey is not None and isinstance(kept, GlossaryFiles):
            self._app.survey.look_again()


def _slow(names: str) -> str:
    return f"Saving {names} takes long: you may go on."
