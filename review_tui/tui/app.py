"""The review desk as a program: its screens, and what goes on beside them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rich.console import RenderableType
from textual import events, on, work
from textual.app import App
from textual.screen import Screen

from review_tui.lint.discovery.discovery import Found
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.home import home_of
from review_tui.review.notice import Notice
from review_tui.review.queue.queue import Queue
from review_tui.review.queue.survey import Survey
from review_tui.review.remembered import Memory
from review_tui.tui import remembering
from review_tui.tui.background.changing import Changing
from review_tui.tui.background.file_watch import WATCH, FileWatch
from review_tui.tui.background.journaling import Journaling
from review_tui.tui.background.restoring import Restoring
from review_tui.tui.background.survey_intake import SurveyIntake
from review_tui.tui.background.work import begin, finished
from review_tui.tui.background.writing import Writing
from review_tui.tui.compat import prepare
from review_tui.tui.drawing.caret import caret_of
from review_tui.tui.drawing.clipboard import for_clipboard
from review_tui.tui.drawing.legible import legible
from review_tui.tui.drawing.redrawing import Terminal
from review_tui.tui.keys.help import dialog_help
from review_tui.tui.keys.input_turns import InputTurns
from review_tui.tui.keys.keymap import actions_of
from review_tui.tui.keys.palette import Palette
from review_tui.tui.keys.pasting import PasteError, fitted
from review_tui.tui.keys.stray_words import StrayWords
from review_tui.tui.quitting import quit_app
from review_tui.tui.screens.desk_screen import DeskScreen
from review_tui.tui.screens.dialog import Dialog
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.queue import QueueScreen
from review_tui.tui.screens.review import ReviewScreen
from review_tui.tui.widgets.glossary_pane import GlossaryPane

NEWS = 0.1  # seconds between two looks at what the survey found


class ReviewApp(App[int]):
    """The desk on the screen: one article, or a list of them and the one under the hand."""

    TITLE = "review-tui"
    COMMANDS = {Palette}
    CSS = "CommandPalette SearchIcon { display: none; }"

    def __init__(self, desk: Desk, articles: Sequence[Found], survey: Survey | None = None) -> None:
        """Take the first articles; with a `survey`, there may be more, and a list of them is shown.

        Raises ConfigError where the configuration is wrong.
        """
        prepare()
        super().__init__()
        self.animation_level = "none"
        self._terminal = Terminal()
        self.desk = desk
        self.survey = survey
        self.queue = Queue()
        for article in articles:
            self.queue.add(article)
        self.at = Focus(desk, articles)
        actions = actions_of(desk.project.config_file(Path(articles[0].folder)))
        self.review = ReviewScreen(desk, self.at, actions)
        self.list: QueueScreen | None = None
        self.intake: SurveyIntake | None = None
        if survey is not None:
            self.list = QueueScreen(desk, self.at, self.queue, survey, actions)
            self.intake = SurveyIntake(self.list)
        self.in_turn = InputTurns(self)
        self.stray = StrayWords()
        self.journaling = Journaling(self)
        self.restoring = Restoring(self, self.journaling)
        if self.list is not None:
            self.list.left_in = self.restoring.left_behind.among
        self.writing = Writing(self)
        self.changing = Changing(self)
        desk.write = self.writing.write
        self.memory = Memory(home_of(Path(articles[0].folder)))
        self._remembered = self.memory.recall()
        remembering.put_back(self, self._remembered)
        self.file_watch = FileWatch(self)

    def get_css_variables(self) -> dict[str, str]:
        """Take the colours of the theme, so that they can be read."""
        self.theme_variables = legible(super().get_css_variables())
        return self.theme_variables

    def get_default_screen(self) -> Screen[None]:
        """Begin with the list where there is one."""
        return self.list or self.review

    def on_mount(self) -> None:
        """Say what is wrong with the glossary, and start watching the files."""
        if self.list is not None:
            self.review.queue = self.queue
            self.install_screen(self.review, "review")
            self.queue.arrange()
            self.set_interval(NEWS, self.take_news)
        self.set_interval(WATCH, self.watch_files)
        self.app_resume_signal.subscribe(self, lambda _: self._terminal.forget())
        self.journaling.start()
        self.call_after_refresh(self.restoring.say_what_waits)
        self.call_after_refresh(self._say_problems)
        self.call_after_refresh(self._offer)

    def remember(self) -> None:
        """Keep for the next start where the hand is and how the screen is set up."""
        self.memory.keep(remembering.snapshot(self, self._remembered))

    def on_unmount(self) -> None:
        """End the work in the background."""
        if self.survey is not None:
            self.survey.stop()

    @work(group="problems")
    async def _say_problems(self) -> None:
        """Say what is wrong with the article or its glossary. From the list, no key waits until that is read."""
        folder = Path(self.at.article.folder)
        if self.list is not None:
            await finished(begin(lambda: self.desk.shelf.terms(folder)))
        elif self.at.session.problem:
            self.desk_screen.tell_besides([Notice(self.at.session.problem, bad=True)])
            return
        problems = [each for each in self.desk.shelf.terms(folder).glossary.problems if not each.is_meant]
        if problems:
            is_lost = any(each.of_file or each.of_row for each in problems)  # not a row that contradicts another
            first, file = str(problems[0]), problems[0].path
            if file is not None:
                first = first.replace(str(file), self.desk.project.display(file), 1)
            more = f" (and {len(problems) - 1} more: `review-tui glossary lint`)" if len(problems) > 1 else ""
            self.desk_screen.tell_besides([Notice(f"Glossary: {first}{more}", bad=is_lost)])

    @property
    def front(self) -> Screen[object] | None:
        """Return the screen in front; None while the app ends, when screens lose their panes one by one."""
        return self.screen_stack[-1] if self.is_running and self.screen_stack else None

    @property
    def desk_screen(self) -> DeskScreen:
        """Return the screen under whatever dialogs there are."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, DeskScreen):
                return screen
        return self.review

    @work(group="offer")
    async def _offer(self) -> None:
        """Offer what was left unsaved."""
        await self.restoring.offer()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Draw what is new of an update of the screen, and leave the terminal's own cursor at the caret."""
        self.cursor_position = caret_of(self.focused) or self.cursor_position
        super()._display(screen, self._terminal.only_new(renderable))

    def copy_to_clipboard(self, text: str) -> None:
        """Hand a text to the terminal's clipboard, without what would steer it: everything that copies comes by."""
        super().copy_to_clipboard(for_clipboard(text))

    async def on_event(self, event: events.Event) -> None:
        """Take what the hand does in turn; let nothing be pasted by halves, nor what the screen would choke on."""
        if isinstance(event, events.AppBlur | events.AppFocus):
            return  # Textual lets go of the focus while another window has it: the hand would be elsewhere after that
        if isinstance(event, events.Resize):
            self._terminal.forget()
        by_hand = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        if by_hand and not self.in_turn.lets_in(event):
            return
        if by_hand and isinstance(self.front, DeskScreen) and self.stray.takes(event, self.focused):
            self.front.say_nothing_is_open()
            return
        if isinstance(event, events.Paste) and not event.is_forwarded:
            try:
                event.text = fitted(self.focused, event.text)
            except PasteError as problem:
                if isinstance(self.front, Dialog):
                    self.front.say(str(problem))
                else:
                    self.desk_screen.say(str(problem), bad=True)
                return
        await super().on_event(event)

    # What happens elsewhere

    def watch_files(self) -> None:
        """Notice what other programs do to the article and the glossary."""
        if self.front is not self.review or not self.review.has_panes:
            return
        self._offer()
        self.file_watch.look()

    @on(GlossaryPane.ListWanted)
    def _show_list(self, event: GlossaryPane.ListWanted) -> None:
        if self.list is not None:
            self.review.editing.leave()
            self.list.filter.value = event.query_text
            self.pop_screen()

    def take_news(self) -> None:
        """Take in what the survey found out."""
        if self.intake is not None:
            self.intake.take()

    # Help, the palette, and the end

    @on(Dialog.HelpWanted)
    def _help_on_dialog(self, event: Dialog.HelpWanted) -> None:
        self.push_screen(Page("Keys here", partial(dialog_help, event.about, event.keys)))

    async def action_quit(self) -> None:
        """Quit; ask first when something is unsaved."""
        self._leave()

    @work(group="quit")  # not exclusive: whoever ends a worker that asks leaves a question that nobody hears
    async def _leave(self) -> None:
        await quit_app(self)
