"""The review desk as a program: how it starts, what it watches, and how it ends."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

from textual import events, on, work
from textual.app import App, SystemCommand
from textual.screen import Screen

from review_tui.files.visible import visible
from review_tui.lint.discovery import Found
from review_tui.lint.failure import Failure
from review_tui.lint.project import Choices, Project
from review_tui.lint.report import Report
from review_tui.review.desk import Desk, Notice, home_of
from review_tui.review.focus import Focus
from review_tui.review.queue import Queue
from review_tui.review.remembered import Memory
from review_tui.review.session import Session
from review_tui.review.survey import Gone, News, Settled, Survey, articles_in
from review_tui.tui import remembering
from review_tui.tui.actions import Place, shown_keys
from review_tui.tui.background import begin, is_done
from review_tui.tui.clipboard import for_clipboard
from review_tui.tui.commands.text import save_many
from review_tui.tui.compat import mend_svg, prepare
from review_tui.tui.keymap import actions_of
from review_tui.tui.pasting import PasteError, fitted
from review_tui.tui.safety import Safety
from review_tui.tui.screens.desktop import Desktop
from review_tui.tui.screens.dialog import Dialog
from review_tui.tui.screens.question import Choice, Question
from review_tui.tui.screens.queue import QueueScreen
from review_tui.tui.screens.review import ReviewScreen
from review_tui.tui.screens.waiting import Waiting
from review_tui.tui.writing import Writing

WATCH = 1.0  # seconds between two looks at the files at hand
NEWS = 0.1  # seconds between two looks at what the survey found
SORT = 10  # looks at the survey between two times the list is sorted, while it grows
AT_ONCE = 0.02  # seconds for which news are taken in at one time, so that keys are never kept waiting
FEW = 4  # pieces of news that are taken in between two looks at the clock


class ReviewApp(App[int]):
    """The desk on the screen: one article, or a list of them and the one under the hand."""

    TITLE = "review-tui"

    def __init__(self, desk: Desk, articles: Sequence[Found], survey: Survey | None = None) -> None:
        """Take the first articles; with a `survey`, there may be more, and a list of them is shown.

        Raises ConfigError where the configuration is wrong.
        """
        prepare()
        super().__init__()
        self.animation_level = "none"
        self.desk = desk
        self.survey = survey
        self.queue = Queue()
        for article in articles:
            self.queue.add(article)
        self.at = Focus(desk, articles)
        actions = actions_of(desk.project.config_file(Path(articles[0].folder)))
        self.review = ReviewScreen(desk, self.at, actions)
        self.list = QueueScreen(desk, self.at, self.queue, survey, actions) if survey is not None else None
        self.safety = Safety(self)
        self.writing = Writing(self)
        desk.put = self.writing.put
        self.memory = Memory(home_of(Path(articles[0].folder)))
        self._remembered = self.memory.recall()
        remembering.put_back(self, self._remembered)
        self._looks = 0
        self._look: Future[Callable[[], list[Notice]]] | None = None

    def get_default_screen(self) -> Screen[None]:
        """Begin with the list where there is one."""
        return self.list or self.review

    def on_mount(self) -> None:
        """Say what is wrong with the glossary, and start watching the files."""
        if self.list is not None and self.survey is not None:
            self.review.queue = self.queue
            self.install_screen(self.review, "review")
            self.queue.arrange()
            self.set_interval(NEWS, self.take_news)
        self.set_interval(WATCH, self.watch_files)
        self.safety.start()
        self.call_after_refresh(self._say_problems)
        self.call_after_refresh(self._offer)

    def remember(self) -> None:
        """Keep for the next start where the hand is and how the screen is set up."""
        self.memory.keep(remembering.of(self, self._remembered))

    def on_unmount(self) -> None:
        """End the work in the background."""
        if self.survey is not None:
            self.survey.stop()

    def _say_problems(self) -> None:
        session = self.at.session
        problems = [str(problem) for problem in session.terms.glossary.problems]
        if session.problem and self.list is None:
            self.desktop.say(session.problem, bad=True)
        elif problems:
            more = f" (and {len(problems) - 1} more: `review-tui glossary lint`)" if len(problems) > 1 else ""
            self.desktop.say(f"Glossary: {problems[0]}{more}", bad=True)

    @property
    def front(self) -> Screen[object] | None:
        """Return the screen in front; None while the app ends."""
        return self.screen_stack[-1] if self.screen_stack else None

    @property
    def desktop(self) -> Desktop:
        """Return the screen under whatever dialogs there are."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Desktop):
                return screen
        return self.review

    @work(group="offer")
    async def _offer(self) -> None:
        """Offer what was left unsaved."""
        await self.safety.offer()

    def copy_to_clipboard(self, text: str) -> None:
        """Hand a text to the terminal's clipboard, without what would steer it: everything that copies comes by."""
        super().copy_to_clipboard(for_clipboard(text))

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Return the screen as an SVG in which Chinese has its width."""
        return mend_svg(super().export_screenshot(title=title, simplify=simplify))

    async def on_event(self, event: events.Event) -> None:
        """Let nothing be pasted by halves, nor anything that the screen would choke on."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            try:
                event.text = fitted(self.focused, event.text)
            except PasteError as problem:
                if isinstance(self.front, Dialog):
                    self.front.say(str(problem))
                else:
                    self.desktop.say(str(problem), bad=True)
                return
        await super().on_event(event)

    # What happens elsewhere

    def watch_files(self) -> None:
        """Notice what other programs do to the article and the glossary."""
        if self.front is not self.review:
            return
        self._offer()
        if self._look is None:
            self._look = begin(self.desk.watching(self.at.session))
            is_done(self._look)
        if not self._look.done():
            return  # the disk does not answer: its answer is taken the next time
        look, self._look = self._look, None
        notices = look.result()()
        if notices:
            self.review.after_change(self.at.place)
            self.review.tell(notices)

    @on(ReviewScreen.ListWanted)
    def _show_list(self, event: ReviewScreen.ListWanted) -> None:
        if self.list is not None:
            self.review.leave_editor()
            self.list.ask(event.query_text)
            self.pop_screen()

    def take_news(self) -> None:
        """Take in what the survey found out, and show it now and then."""
        if self.survey is None or self.list is None:
            return
        settled = False
        for news in self._news():
            if isinstance(news, Found):
                self.queue.add(news)
            elif isinstance(news, Report):
                self._take_report(news)
            elif isinstance(news, Gone):
                self.queue.remove(news.path)
            settled = settled or isinstance(news, Settled)
        self._looks += 1
        if (self.survey.is_busy and self._looks % SORT == 0) or settled:
            self.queue.arrange()
            self.at.articles = self.queue.articles or self.at.articles
            self.list.show()
        else:
            self.list.show_summary()

    def _news(self) -> Iterator[News]:
        """Yield what the survey found out, for as long as keys may be kept waiting."""
        end = time.monotonic() + AT_ONCE
        while self.survey is not None and time.monotonic() < end:
            few = self.survey.drain(FEW)
            if not few:
                return
            yield from few

    def _take_report(self, report: Report) -> None:
        folder = (self.desk.project.folder / report.path).parent
        self.queue.take(report, self.desk.decisions(folder), self.desk.project.config(folder).min_severity)

    # The palette, and the end

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action in the command palette."""
        if isinstance(screen, Desktop):
            place = Place.REVIEW if screen is self.review else Place.QUEUE
            for action in screen.actions:
                if not action.numbered and action.place.takes_in(place):
                    run = _Run(screen, action.name)
                    yield SystemCommand(action.description, f"key {shown_keys(action)}", run)
        yield SystemCommand("Change the theme", "colours, also those of the terminal", self.action_change_theme)

    async def action_quit(self) -> None:
        """Quit; ask first when something is unsaved."""
        self._leave()

    @work(exclusive=True, group="quit")
    async def _leave(self) -> None:
        if self.review.is_mounted:
            self.review.commit_editor()
        if not await self._is_over():
            return
        dirty = self.desk.dirty
        if dirty:
            names = ", ".join(session.file.name for session in dirty[:3]) + (" .." if len(dirty) > 3 else "")
            question = Question(
                "Unsaved changes",
                f"{len(dirty)} article{'s' if len(dirty) > 1 else ''} with unsaved changes: {names}",
                (
                    Choice("s", "save", "save and quit"),
                    Choice("d", "discard", "quit without saving"),
                ),
            )
            answer = await self.push_screen_wait(question)
            if answer is None:
                return
            if answer == "save" and not await self._saved(dirty):
                return
        if not await self._may_leave_kept():
            return
        self._end()

    def _end(self) -> None:
        self.remember()
        self.exit(0)

    async def _saved(self, sessions: Sequence[Session]) -> bool:
        """Save some articles; tell whether all of them are saved."""
        saved, notices = await save_many(self.desktop, sessions)
        self.desktop.tell(notices)
        return saved == len(sessions)

    async def _is_over(self) -> bool:
        """Wait until nothing is being written any more; tell whether the editor waited for that."""
        if not self.writing.names:
            return True
        answer = await self.push_screen_wait(Waiting(lambda: self.writing.names))
        if answer == "now" and self.safety.keep_and_end():
            self._end()
        return answer == "over"

    async def _may_leave_kept(self) -> bool:
        """Save glossaries and decisions that could not be written before; where they still cannot, ask.

        Tell whether to end.
        """
        problems = [notice.message for notice in self.desk.save_kept() if notice.bad]
        if not await self._is_over():
            return False
        if not self.desk.unsaved_kept:
            self.safety.forget()
            return True
        question = Question(
            "Not everything is saved",
            "\n".join(problems) or f"{', '.join(kept.name for kept in self.desk.unsaved_kept)} could not be written.",
            (
                Choice("k", "keep", "quit, and be offered what is not saved at the next start"),
                Choice("d", "discard", "quit without it"),
            ),
        )
        answer = await self.push_screen_wait(question)
        if answer == "keep":
            return self.safety.keep_kept()
        if answer == "discard":
            self.safety.forget()
        return answer is not None


class _Run:
    """Carries out an action of a screen: what the command palette calls."""

    def __init__(self, screen: Desktop, name: str) -> None:
        self._screen, self._name = screen, name

    def __call__(self) -> None:
        self._screen.do(self._name)


def run(paths: Sequence[Path | str], choices: Choices | None = None, source: Path | None = None) -> int:
    """Open the desk on files and folders; return the exit code: 0, or 2 where there is no article.

    `source` is the folder with the English articles, before the one that the configuration names.

    Raises ConfigError where the configuration is wrong.
    """
    project = Project(choices or Choices())
    named = [str(path) for path in paths]
    articles: list[Found] = []
    for found in articles_in(project, named):
        if isinstance(found, Failure):
            print(visible(str(found)), file=sys.stderr)  # noqa: T201
            continue
        articles.append(found)
        if len(articles) == 2:
            break  # the survey finds the others
    if not articles:
        return 2
    project.settings(Path(articles[0].folder))  # a broken configuration is told before the screen is taken
    survey = Survey(project, named) if len(articles) > 1 else None
    app = ReviewApp(Desk(project, source), articles, survey)
    if survey is not None:
        survey.start()
    return app.run() or 0
