"""Opening the desk: on which articles, and what is told before the screen is taken."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from review_tui.files.stamp import FileProblem
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.failure import Failure, internal_error
from review_tui.lint.project import Overrides, Project
from review_tui.review.desk import Desk
from review_tui.review.queue.survey import Survey, articles_in
from review_tui.text.visible import visible
from review_tui.tui.app import ReviewApp
from review_tui.tui.background.work import begin
from review_tui.tui.compat import stop_reading

SHORT = 0.3
"""Seconds for which articles are looked for before the screen is taken; the survey finds those that are left."""

PATIENCE = 0.7
"""Seconds after which it is said that a glossary is being read."""


def run(paths: Sequence[Path | str], choices: Overrides | None = None, source: Path | None = None) -> int:
    """Open the desk on files and folders; return the exit code: 0, or 2 where there is no article or after a crash.

    `source` is the folder with the English articles, before the one that the configuration names.

    Raises ConfigError where the configuration is wrong.
    """
    project = Project(choices or Overrides())
    named = [str(path) for path in paths]
    articles: list[Found] = []
    end = time.monotonic() + SHORT
    for found in articles_in(project, named):
        if isinstance(found, Failure):
            _tell(str(found))
            continue
        articles.append(found)
        if len(articles) > 1 and time.monotonic() > end:
            break  # the survey finds the others
    if not articles:
        return 2
    project.settings(Path(articles[0].folder))  # a broken configuration is told before the screen is taken
    survey = Survey(project, named) if len(articles) > 1 else None
    desk = Desk(project, source)
    if survey is None:  # an article is shown once its glossary is read; the list does not wait
        _read_glossary(desk, Path(articles[0].folder))
    app = ReviewApp(desk, articles, survey)
    if survey is not None:
        survey.start()
    try:
        code = app.run()
    finally:
        stop_reading(app)
    return _broken_off(app) if app.return_code or code is None else code  # what reads the keys breaks with no code


def _read_glossary(desk: Desk, folder: Path) -> None:
    """Read the glossary of an article; where that takes long, say so as long as it does."""
    reading = begin(lambda: desk.shelf.terms(folder))
    with suppress(TimeoutError):
        reading.result(PATIENCE)
        return
    words = "Reading the glossary .."
    print(words, end="\r", file=sys.stderr, flush=True)  # noqa: T201
    try:
        with _unechoed():
            reading.result()
    finally:
        print(" " * len(words), end="\r", file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def _unechoed() -> Iterator[None]:
    """Keep the terminal from showing what is typed meanwhile, which the desk reads once it is there."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        yield
        return
    import termios

    before = termios.tcgetattr(sys.stdin)
    quiet = before.copy()
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(sys.stdin, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSANOW, before)


def _broken_off(app: ReviewApp) -> int:
    """Say after a crash, which Textual has shown, what becomes of unsaved work; return the exit code."""
    _tell(internal_error(is_traced=True))
    try:
        names = app.journaling.keep_after_crash()
    except FileProblem as problem:
        _tell(str(problem))
    else:
        if names:
            folder = app.journaling.journal.folder
            _tell(f"Unsaved work on {', '.join(names)} is kept in {folder}: it is offered when you open it again.")
    return 2


def _tell(message: str) -> None:
    print(visible(message), file=sys.stderr)  # noqa: T201
