"""The review desk as a program: how it starts, what it watches, and how it ends."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from textual import work
from textual.app import App, SystemCommand
from textual.screen import Screen

from review_tui.lint.discovery import Exclusions, Found, discover
from review_tui.lint.project import Choices, Project
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.tui.actions import ACTIONS, shown_keys
from review_tui.tui.commands.text import save_session
from review_tui.tui.compat import prepare
from review_tui.tui.safety import Safety
from review_tui.tui.screens.question import Choice, Question
from review_tui.tui.screens.review import ReviewScreen

WATCH = 1.0  # seconds between two looks at the files


class ReviewApp(App[int]):
    """The desk on the screen."""

    TITLE = "review-tui"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, desk: Desk, articles: Sequence[Found]) -> None:
        prepare()
        super().__init__()
        self.animation_level = "none"
        self.desk = desk
        self.review = ReviewScreen(desk, Focus(desk, articles))
        self.safety = Safety(self)

    def get_default_screen(self) -> Screen[None]:
        """Begin with the article."""
        return self.review

    def on_mount(self) -> None:
        """Say what is wrong with the glossary, and start watching the files."""
        self.set_interval(WATCH, self.watch_files)
        self.safety.start()
        self.call_after_refresh(self._say_problems)
        self.call_after_refresh(lambda: self.run_worker(self.safety.offer(), group="offer"))

    def _say_problems(self) -> None:
        session = self.review.at.session
        problems = [str(problem) for problem in session.terms.glossary.problems]
        if session.problem:
            self.review.say(session.problem, bad=True)
        elif problems:
            more = f" (and {len(problems) - 1} more: `review-tui glossary lint`)" if len(problems) > 1 else ""
            self.review.say(f"Glossary: {problems[0]}{more}", bad=True)

    def watch_files(self) -> None:
        """Notice what other programs do to the article and the glossary."""
        if self.screen is not self.review:
            return
        self.run_worker(self.safety.offer(), group="offer")
        notices = self.desk.take_in(self.review.at.session)
        if notices:
            self.review.after_change(self.review.at.place)
            self.review.tell(notices)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action in the command palette."""
        if screen is self.review:
            for action in ACTIONS:
                if not action.numbered:
                    yield SystemCommand(
                        action.description, f"key {shown_keys(action)}", lambda name=action.name: self.review.do(name)
                    )
        yield SystemCommand("Change the theme", "colours, also those of the terminal", self.action_change_theme)

    async def action_quit(self) -> None:
        """Quit; ask first when something is unsaved."""
        self._leave()

    @work(exclusive=True, group="quit")
    async def _leave(self) -> None:
        self.review.commit_editor()
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
            if answer == "save" and not all([await save_session(self.review, session) for session in dirty]):
                return
        self.safety.forget()
        self.exit(0)


def run(paths: Sequence[Path | str], choices: Choices | None = None, source: Path | None = None) -> int:
    """Open the desk on files and folders; return the exit code: 0, or 2 where there is no article.

    `source` is the folder with the English articles, before the one that the configuration names.

    Raises ConfigError where the configuration is wrong.
    """
    import sys

    project = Project(choices or Choices())
    exclusions = Exclusions(
        lambda folder: project.exclude(Path(folder)), lambda folder: project.config(Path(folder)).gitignore
    )
    articles: list[Found] = []
    for found in discover([str(path) for path in paths], exclusions):
        if isinstance(found, Found):
            articles.append(found)
        else:
            print(f"{found.path}: {found.message}", file=sys.stderr)  # noqa: T201
    if not articles:
        return 2
    return ReviewApp(Desk(project, source), articles).run() or 0
