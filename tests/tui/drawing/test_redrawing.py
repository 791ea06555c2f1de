"""What the terminal is sent: all that is new of the screen, and little else."""

import pyte
import pytest
from rich.console import RenderableType
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen

from review_tui.tui.app import ReviewApp
from review_tui.tui.drawing.redrawing import Terminal
from tests.tui.driving import Opened

pytestmark = pytest.mark.drawn

SIZE = 80, 18


class Line:
    """A terminal at the end of a line that counts what it is sent, in characters."""

    def __init__(self) -> None:
        self.sent = 0
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self._screen)

    def feed(self, data: str) -> None:
        self.sent += len(data)
        self._stream.feed(data.replace("\n", "\r\n"))

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        return [[self._screen.buffer[row][column] for column in range(SIZE[0])] for row in range(SIZE[1])]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    line = Line()

    def draw(app: App[int], screen: Screen[object], update: RenderableType | None) -> None:
        if update is not None and not app._batch_count:
            line.feed(update.render_segments(app.console))  # type: ignore[union-attr]

    monkeypatch.setattr(App, "_display", draw)
    return line


def whole(app: ReviewApp) -> Line:
    """Return a terminal that was sent all of the screen as it is."""
    other = Line()
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    other.feed(update.render_segments(app.console))  # type: ignore[union-attr]
    return other


async def press(app: ReviewApp, pilot: Pilot[int], line: Line, *keys: str) -> int:
    """Press keys; return how many characters the terminal was sent. It shows the screen as it is then."""
    before = line.sent
    await pilot.press(*keys)
    await pilot.pause()
    now = whole(app)
    assert line.cells == now.cells, keys
    return line.sent - before


async def test_the_terminal_shows_the_screen_whatever_changed_on_it(opened: Opened, line: Line) -> None:
    async with opened(size=SIZE) as (app, pilot):
        for key in ("f8", "enter", "f6", "f1", "escape"):
            await press(app, pilot, line, key)
        await press(app, pilot, line, "f2")
        typed = await press(app, pilot, line, "字")
        app.app_resume_signal.publish(app)  # another program had the terminal
        assert 2 * typed < await press(app, pilot, line, "字")
        await press(app, pilot, line, "f3", "escape", "f5", "escape", "alt+right", "alt+left", "ctrl+l")


def test_what_was_drawn_over_is_new_again() -> None:
    terminal = Terminal()
    assert terminal.take(0, 2, 10, "甲乙丙丁")
    assert terminal.take(1, 2, 10, "甲乙丙丁")
    assert not terminal.take(0, 2, 10, "甲乙丙丁")
    assert terminal.take(0, 10, 12, "戊")
    for start, end in ((0, 4), (4, 6), (8, 12), (0, 12)):
        assert terminal.take(0, start, end, " ")
        assert terminal.take(0, 2, 10, "甲乙丙丁")
    assert not terminal.take(1, 2, 10, "甲乙丙丁")
    terminal.only_new(LayoutUpdate([], Region()))  # all of it
    assert terminal.take(1, 2, 10, "甲乙丙丁")
