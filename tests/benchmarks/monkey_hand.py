"""The hand of the monkey at a desk in this process: what its steps come to, and undoing them all in the end."""

import asyncio
import gc
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import resource_tracker
from pathlib import Path

import pytest
from textual import events
from textual._compositor import Compositor
from textual.keys import key_to_character
from textual.pilot import Pilot

from review_tui.glossary.storage.assembly import load_glossary
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.review.desk import Desk
from review_tui.review.queue.survey import Survey, articles_in
from review_tui.tui.app import ReviewApp
from review_tui.tui.background.work import NAME
from review_tui.tui.compat import key_of, typed_by
from review_tui.tui.screens.desk_screen import DeskScreen
from review_tui.tui.widgets.message_line import MessageLine
from tests.benchmarks.monkey_looks import Looks, Wrong, hold
from tests.benchmarks.monkey_steps import meddle
from tests.tui.driving import until_idle
from tests.tui.quicker import make_quicker

PATIENCE = 60  # seconds after which a desk that is not at rest never will be
NOTHING_LEFT = {"ctrl+z": "There is nothing to undo.", "ctrl+y": "There is nothing to do again."}


class Hand:
    """The hand at a desk in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.first = {path.name: path.read_bytes() for path in folder.glob("*.md")}
        self.first_terms = [*load_glossary([folder / "glossary"]).concepts]
        self.is_alone = True  # no other program wrote here, and no earlier desk
        self.looks = Looks(folder)
        self.app: ReviewApp
        self.pilot: Pilot[int]

    async def play(self, steps: Sequence[str], every: int) -> None:
        """Take the steps; where one of them quits, the desk is started again."""
        left = list(steps)
        while left:
            project = Project()
            survey = Survey(project, ["."], jobs=1)
            survey.look()
            found = [each for each in articles_in(project, ["."]) if isinstance(each, Found)]
            self.app = ReviewApp(Desk(project), found[:2], survey)
            async with self.app.run_test(size=(120, 36)) as self.pilot:
                await self.settle()
                while left and self.app.is_running:
                    await self.take(left.pop(0))
                    if len(left) % every == 0:
                        await self.look()
                if self.app.is_running:
                    await self.go_back_and_forth()
            self.is_alone = False

    async def settle(self) -> None:
        """Wait until the desk is at rest: nothing is on its way, or done beside the screen."""
        end = time.monotonic() + PATIENCE
        await self.pilot.pause()
        while self.app.is_running and (busy := self._busy()):
            if time.monotonic() > end:
                raise Wrong(f"the desk is never at rest: {busy}")
            await self.pilot.pause(0.002)

    def _busy(self) -> list[object]:
        app = self.app
        written = app.writing.names[: -len(app.desk.saving) or None]  # a save may wait for an answer
        beside = [thread for thread in threading.enumerate() if thread.name == NAME]
        behind = [app.at.article] if app.front is app.review and app.at.session.is_behind else []
        return [*(["keys"] if app.in_turn.is_busy else []), *written, *app.changing.names, *beside, *behind]

    async def press(self, *keys: str) -> None:
        """Press keys, or type characters, in one breath."""
        for key in keys:
            is_typed = len(key) == 1
            character = key if is_typed else typed_by(key) or key_to_character(key)
            self.app.post_message(events.Key(key_of(key) if is_typed else key, character))
        await self.settle()

    async def take(self, step: str) -> None:
        """Take a step."""
        app, (verb, _, rest) = self.app, step.partition(" ")
        if step.startswith("="):
            await self.press(*step[1:].replace("\n", "\r"))
        elif verb == "paste":
            app.post_message(events.Paste(rest))
        elif verb == "size":
            await self.pilot.resize_terminal(*map(int, rest.split()))
        elif verb == "they":
            self.looks.meddled.add(meddle(self.folder, *rest.split()))
            self.is_alone = False
        elif verb == "tick":
            await self.tick(rest)
        else:
            await self.press(*step.split())
        await self.settle()
        if app.is_running and "ctrl+s" in step.split():
            self.looks.at_saved(app)

    async def tick(self, what: str) -> None:
        """Begin what a clock would: what is typed is taken over, files are looked at, drafts are written."""
        app = self.app
        if what == "typing":
            app.review.editing.take_typing()
        elif what == "watch":
            app.watch_files()
        elif what == "journal":
            await app.journaling.keep()
        elif app.survey is not None:
            app.survey.look()
            app.take_news()

    async def look(self) -> None:
        """Hold what the desk knows and shows, once what is typed is taken over, against what is so."""
        await self.tick("typing")
        await self.settle()
        if self.app.is_running:
            self.looks.at_all(self.app)

    async def go_back_and_forth(self) -> None:
        """Undo all, and do it again; the files' first bytes come back, and then what was there before."""
        app = self.app
        for _ in range(9):
            if app.is_running and (not isinstance(app.front, DeskScreen) or app.front.is_typing):
                await self.press("escape")
        if not isinstance(app.front, DeskScreen):
            return  # it asks again and again: of files that others go on changing
        await self.press("escape", "escape")
        await self.travel("ctrl+y")
        before = self.texts()
        await self.travel("ctrl+z")
        if self.is_alone:
            hold("undo gives back what was read", self.texts(), self.first)
            terms, decisions = load_glossary([self.folder / "glossary"]), self.folder / "review-decisions.jsonl"
            hold("undo gives back the glossary", [*terms.concepts], self.first_terms)
            hold("undo takes back decisions", decisions.read_bytes() if decisions.exists() else b"", b"")
        await self.travel("ctrl+y")
        if self.is_alone:
            hold("what was undone is done again", self.texts(), before)

    async def travel(self, key: str) -> None:
        """Press a key until it is said that there is nothing left for it to do."""
        history = self.app.desk.history
        for _ in range(3 * len(history.done + history.undone) + 9):
            await self.press(key)
            if self.app.desk_screen.query_one(MessageLine).message == NOTHING_LEFT[key]:
                return await self.look()
        raise Wrong(f"{key} has an end: {self.app.desk_screen.query_one(MessageLine).message}")

    def texts(self) -> dict[str, bytes]:
        """Return the articles as they are on the desk, and else in their files."""
        on_desk = {each.file.name: each.article.to_bytes() for each in self.app.desk.sessions.all if each.can_edit}
        return {path.name: path.read_bytes() for path in self.folder.glob("*.md")} | on_desk


@contextmanager
def quiet() -> Iterator[None]:
    """Let nothing happen by the clock, so that a run can be repeated, and wait for the disk; draw only what is seen."""
    resource_tracker.ensure_running()  # as the survey does, before a desk takes sys.stderr away
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("review_tui.tui.background.work.SHORT", 10.0)
        patch.setattr("review_tui.review.queue.survey.FEW", 1000)  # no processes
        for name in ("section_editing.PAUSE", "journaling.EVERY", "app.WATCH", "app.NEWS"):
            patch.setattr(f"review_tui.tui.{name}", 3600)
        for module in ("textual.pilot", "textual.app"):
            patch.setattr(f"{module}.wait_for_idle", until_idle)
        patch.setattr(Compositor, "render_update", lambda self, **_: self._dirty_regions.clear())
        make_quicker(patch)
        yield


def play_here(folder: Path, steps: Sequence[str], every: int) -> None:
    """Take steps at a desk in this process."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        asyncio.run(Hand(folder).play(steps, every))
    finally:
        os.chdir(here)
        gc.collect()
