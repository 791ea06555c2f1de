"""The desk on a folder that is known by heart (see `desk_folder`), driven without a terminal."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import textual
from textual import events
from textual._compositor import Compositor
from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.widget import Widget

from review_tui.lint.discovery.discovery import Found, discover
from review_tui.lint.project import Project
from review_tui.review.desk import Desk
from review_tui.review.queue.survey import Survey, articles_in
from review_tui.tui.app import ReviewApp
from review_tui.tui.background import work
from review_tui.tui.compat import key_of, typed_by
from review_tui.tui.widgets.message_line import MessageLine
from tests.tui.driving import Burst, Listed, Opened, TakenDown, until_idle

_VERSION = textual.__version__  # which Textual looks up anew each time


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the screen wait for a disk that is busy with other tests, so that what is done is done.

    Files are looked at when a test says so: where a second passes in it, depends on what else the machine does.
    """
    monkeypatch.setattr(work, "SHORT", 10.0)
    monkeypatch.setattr("review_tui.tui.app.WATCH", 3600)


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let the desk send nothing to a terminal that is not there: drawing took a third of the time of these tests.

    Tests marked `drawn`, and those in a terminal of their own, draw.
    """
    if request.node.get_closest_marker("drawn"):
        return

    def nothing(compositor: Compositor, *_: object, **__: object) -> None:
        compositor._dirty_regions.clear()

    def later(stylesheet: Stylesheet, node: DOMNode) -> None:
        if node._get_component_classes():
            node._component_styles = StylesWhenAsked(stylesheet, node)

    monkeypatch.setattr(Compositor, "render_update", nothing)
    monkeypatch.setattr(Stylesheet, "_process_component_classes", later)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests go on when the desk is at rest, and Textual do nothing twice (see `quicker`).

    Its own wait sleeps at least a fiftieth of a second, after each key: two thirds of the time of these tests.
    """
    for module in ("textual.pilot", "textual.app"):
        monkeypatch.setattr(f"{module}.wait_for_idle", until_idle)
    if _VERSION == "8.2.8":
        from tests.tui.quicker import make_quicker

        make_quicker(monkeypatch)


class StylesWhenAsked(dict[str, RenderStyles]):
    """The styles of a widget's parts (its cursor, a heading in it), worked out when something is drawn with them.

    Textual works out all of them whenever a widget's own may have changed: a quarter of the time of these tests.
    """

    def __init__(self, stylesheet: Stylesheet, node: DOMNode) -> None:
        super().__init__()
        self._stylesheet, self._node = stylesheet, node

    def __contains__(self, name: object) -> bool:
        return name in self._node._get_component_classes()

    def __missing__(self, name: str) -> RenderStyles:
        part = DOMNode(classes=name)
        part._attach(self._node)
        self._stylesheet.apply(part, animate=False)
        self[name] = part.styles
        return part.styles


@pytest.fixture
def typing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is typed be taken over by nothing but what is under test: neither after a pause nor for the journal."""
    monkeypatch.setattr("review_tui.tui.editing.section_editing.PAUSE", 3600)
    monkeypatch.setattr("review_tui.tui.background.journaling.EVERY", 3600)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is said at the bottom of a screen, the latest last: what was shown for a moment, too."""
    messages: list[str] = []
    say = MessageLine.say

    def noted(line: MessageLine, message: str, *, bad: bool = False) -> None:
        messages.append(message)
        say(line, message, bad=bad)

    monkeypatch.setattr(MessageLine, "say", noted)
    return messages


@pytest.fixture
def opened(desk_folder: Path) -> Opened:
    """Return a function that opens the desk on the articles of the folder, or on those that are named."""

    @asynccontextmanager
    async def on(*names: str, size: tuple[int, int] = (120, 36)) -> AsyncIterator[tuple[ReviewApp, Pilot[int]]]:
        articles = [found for found in discover(names or ("a.md", "b.md")) if isinstance(found, Found)]
        app = ReviewApp(Desk(Project()), articles)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot

    return on


@pytest.fixture
def listed(desk_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Listed:
    """Return a function that opens the list of three articles, or of those in `path`, all of them looked at."""
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(tmp_path / "cache"))
    (desk_folder / "c.md").write_text("---\ntitle: 丙\n---\n\n正文。\n", encoding="utf-8")

    @asynccontextmanager
    async def on(size: tuple[int, int] = (120, 36), path: str = ".") -> AsyncIterator[tuple[ReviewApp, Pilot[int]]]:
        project = Project()
        articles = [found for found in articles_in(project, [path]) if isinstance(found, Found)]
        survey = Survey(project, [path], jobs=1)
        survey.look()
        app = ReviewApp(Desk(Project()), articles[:2], survey)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            app.take_news()
            await pilot.pause()
            yield app, pilot

    return on


@pytest.fixture
def burst() -> Burst:
    """Return a function that sends keys as when the terminal has all of them at once, and waits for what they do."""

    async def send(app: ReviewApp, pilot: Pilot[int], *keys: str | events.Event) -> None:
        for key in keys:
            if isinstance(key, str):
                character = key if len(key) == 1 else typed_by(key) or key_to_character(key)
                key = events.Key(key_of(key) if len(key) == 1 else key, character)
            app.post_message(key)
        await pilot.pause()
        while app.in_turn.is_busy:
            await pilot.pause()

    return send


@pytest.fixture
def taken_down(monkeypatch: pytest.MonkeyPatch) -> TakenDown:
    """Return a function that lets something tick once the screens of the desk have lost their panes, at its end.

    What it returns holds, after that, whether a screen in front still had some.
    """

    def prepare(app: ReviewApp, tick: Callable[[], object]) -> list[bool]:
        had_panes: list[bool] = []
        prune = app._prune

        async def then_tick(*nodes: Widget, parent: Widget | None = None) -> None:
            await prune(*nodes, parent=parent)
            had_panes.append(bool(app.screen.children))
            tick()

        monkeypatch.setattr(app, "_prune", then_tick)
        return had_panes

    return prepare
