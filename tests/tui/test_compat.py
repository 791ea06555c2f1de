"""The private parts of Textual and Rich that are touched: these fail when they are no longer what they were."""

import asyncio
import errno
import inspect
import io
import os
import pty
import re
import signal
import subprocess
import sys
from html import unescape
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest
import textual._wrap
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from textual._compositor import Compositor
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message
from textual.scrollbar import ScrollBar
from textual.widgets import Input, Static

from review_tui.tui import compat
from review_tui.tui.compat import is_at_rest, prepare, stop_reading, with_alt, wrap_offsets
from tests.tui.pictures import mend_svg

SENTENCE = "该倡议于 2007 年启动，由来自美国政府、《二级抵押》贷款市场（MBS）“投资者”组成。Hope Now Alliance！"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual._wrap, "chunks", textual._wrap.chunks)
    monkeypatch.setattr(WrappedDocument, "height", WrappedDocument.height)
    monkeypatch.setattr(ScrollBar, "renderer", ScrollBar.renderer)
    monkeypatch.setattr(Compositor, "cuts", Compositor.cuts)
    monkeypatch.setattr(WriterThread, "run", WriterThread.run)
    monkeypatch.setattr(Input, "_value", Input._value)
    monkeypatch.setattr(Key, "is_printable", Key.is_printable)
    prepare()


def rows(width: int) -> list[str]:
    bounds = [0, *wrap_offsets(SENTENCE, width), len(SENTENCE)]
    return [SENTENCE[start:end] for start, end in pairwise(bounds)]


def test_rows_are_full_and_no_closing_mark_begins_one() -> None:
    for width in range(20, 70):
        made = rows(width)
        assert "".join(made) == SENTENCE
        for row in made:
            assert cell_len(row.rstrip()) <= width
            assert row[0] not in "，。、）》”！", width
            assert row.rstrip()[-1] not in "（《“", width
        # A row has room for nothing more: an unbreakable piece here is at most a Latin word and its marks.
        assert all(cell_len(row) > width - 12 for row in made[:-1]), width


def test_the_chunks_of_textual_are_what_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual._wrap, "chunks", lambda text: [(n, n + 2, text[n : n + 2]) for n in range(0, 6, 2)])
    assert wrap_offsets("abcdef", 3) == [2, 4]


def test_a_text_area_has_as_many_rows_as_it_draws() -> None:
    document = WrappedDocument(Document("甲乙丙丁\n\n戊"), width=4)
    assert document.height == 4


def test_textual_counts_rows_line_by_line() -> None:
    # When this fails, Textual no longer does, and `_height` can go.
    assert "for offsets in self._wrap_offsets" in inspect.getsource(WrappedDocument).split("def height")[1]


def test_scroll_bars_are_drawn_with_blanks() -> None:
    assert ScrollBar.renderer is compat.PlainScrollBar
    segments = compat.PlainScrollBar.render_bar(size=10, virtual_size=100, window_size=10, position=13.3, thickness=1)
    assert {segment.text.strip() for segment in segments.segments} == {""}


def test_what_is_in_a_field_does_not_steer_the_terminal() -> None:
    field = Input()
    field.set_reactive(Input.value, "甲\x9b2J")
    assert str(field._value) == "甲\N{REPLACEMENT CHARACTER}2J"


def test_all_that_shows_is_typed_and_nothing_that_steers_the_terminal() -> None:
    assert all(Key("", character).is_printable for character in "a止\u3000\xa0\ue863\U00031350")
    assert not any(Key("", character).is_printable for character in (None, "\t", "\x9b", "\u200b", "\u202e"))


def test_textual_asks_python_what_is_printable() -> None:
    # When this fails, Textual no longer does, and `_is_printable` can go.
    assert "self.character.isprintable()" in inspect.getsource(Key)


def test_terminals_are_not_asked_for_kitty_keys() -> None:
    # in a process of its own: a plugin of pytest may have imported Textual before any of our modules
    code = "import review_tui.tui, textual.constants as constants; assert constants.DISABLE_KITTY_KEY"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_wide_characters_take_two_cells_in_a_screenshot() -> None:
    console = Console(record=True, width=40, file=io.StringIO(), force_terminal=True)
    console.print(Text("a 止赎 <b>"))
    raw = console.export_svg()
    assert 'textLength="97.6" ' in raw  # eight characters: 12.2 for a cell, and as much for two
    svg = mend_svg(raw)
    runs = re.findall(r'x="([\d.]+)" y="[\d.]+" textLength="([\d.]+)" [^>]*>([^<]+)</text>', svg)
    shown = [(float(x), float(length), unescape(text)) for x, length, text in runs if text.strip()]
    assert [(round(x, 1), round(length, 1), text.replace("\xa0", " ")) for x, length, text in shown[:3]] == [
        (0.0, 24.4, "a "),
        (24.4, 48.8, "止赎"),
        (73.2, 48.8, " <b>"),
    ]


def test_keys_have_the_names_that_textual_gives_them() -> None:
    assert [compat.key_of(each) for each in "n[【/"] == [
        "n",
        "left_square_bracket",
        "left_black_lenticular_bracket",
        "slash",
    ]
    assert [compat.typed_by(each) for each in ("n", "slash", "space", "tab", "escape", "f8")] == [
        "n",
        "/",
        " ",
        "",
        "",
        "",
    ]


class Overlaid(App[None]):
    """Two panes with an odd edge between them, and a line over both."""

    CSS = """
    Screen { layers: base over; overflow: hidden; }
    #left { width: 5; } #over { layer: over; dock: bottom; width: 100%; height: 1; }
    #tip { layer: over; width: 3; height: 1; }
    """

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("左左左左\n" * 6, id="left")
            yield Static("右右右右\n" * 6)
        yield Static("止赎止赎止赎止赎", id="over")
        yield Static("xyz", id="tip")


async def test_a_line_over_panes_loses_no_wide_character() -> None:
    app = Overlaid()
    async with app.run_test(size=(20, 6)):
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
    assert lines[-1].rstrip() == "止赎止赎止赎止赎"
    assert lines[0].startswith("xyz ")
    assert lines[1].rstrip() == "左左 右右右右"


class Waiting(App[None]):
    """Waits in the middle of a message until it is told to go on."""

    class Ask(Message):
        pass

    def __init__(self) -> None:
        super().__init__()
        self.go_on = asyncio.Event()

    async def on_waiting_ask(self) -> None:
        await self.go_on.wait()


async def test_an_app_is_at_rest_when_it_has_no_message_and_is_at_none() -> None:
    app = Waiting()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert is_at_rest(app)
        app.post_message(Waiting.Ask())
        assert not is_at_rest(app)
        while app.message_queue_size:
            await asyncio.sleep(0)
        assert not is_at_rest(app)
        app.go_on.set()
        await pilot.pause()
        assert is_at_rest(app)


def test_a_terminal_sends_a_key_with_alt_as_textual_understands_it() -> None:
    parsers = {character: XTermParser() for character in map(chr, range(0x21, 0x7F)) if not character.isupper()}
    arrived: dict[str, list[Message]] = {
        character: list(parser.feed(f"\x1b{character}")) for character, parser in parsers.items()
    }
    for character, parser in parsers.items():
        if parser._timeout_time is not None:
            parser._timeout_time = 0.0  # as when nothing follows for a while
        arrived[character] += parser.tick()
    keys = {character: [each.key for each in those if isinstance(each, Key)] for character, those in arrived.items()}
    assert keys == {character: [with_alt(character)] for character in parsers}
    assert {character for character in parsers if with_alt(character) == f"alt+{character}"} == {
        *"acdeghijklmnopqrstuvwxyz"
    }


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("\x1b[1;3A", "alt+up"),
        ("\x1b[1;3B", "alt+down"),
        ("\x1b[1;3C", "alt+right"),
        ("\x1b[1;3D", "alt+left"),
        ("\x1b[1;9C", "alt+right"),
        ("\x1b[1;2A", "shift+up"),
        ("\x1b[1;5C", "ctrl+right"),
        ("\x1b[1;6C", "ctrl+shift+right"),
        ("\x1b[17;2~", "shift+f6"),
        ("\x1b[1;2P", "shift+f1"),
        ("\x1b[5;5~", "ctrl+pageup"),
        ("\x1b[C", "right"),
        ("\x1b[17~", "f6"),
        ("\x1b[Z", "shift+tab"),
    ],
)
def test_keys_with_alt_and_shift_are_what_they_are_without_the_kitty_protocol(
    monkeypatch: pytest.MonkeyPatch, sequence: str, key: str
) -> None:
    monkeypatch.setattr(XTermParser, "_sequence_to_key_events", XTermParser._sequence_to_key_events)
    monkeypatch.setattr("textual.constants.DISABLE_KITTY_KEY", True)
    prepare()
    assert [event.key for event in XTermParser().feed(sequence) if isinstance(event, Key)] == [key]


def test_a_terminal_that_tells_its_cursor_presses_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(XTermParser, "_sequence_to_key_events", XTermParser._sequence_to_key_events)
    prepare()
    assert [type(event).__name__ for event in XTermParser().feed("\x1b[1;5R")] == ["CursorPosition"]


class Driver(LinuxDriver):
    """One without a terminal, that tells what is done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[object] = []
        self._loop = asyncio.get_running_loop()
        self._auto_restart = True
        self._must_signal_resume = False
        monkeypatch.setattr("os.kill", lambda _, number: self.done.append(number))

    def suspend_application_mode(self) -> None:
        self.done.append("leave")

    def resume_application_mode(self) -> None:
        self.done.append("take")
        self._must_signal_resume = False


async def test_a_stop_and_its_end_wait_for_what_is_being_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal may come in the middle of a write, which holds the lock that another write would wait for."""
    driver = Driver(monkeypatch)
    for handle, then in (
        (driver._sigtstp_application, ["leave", signal.SIGSTOP]),
        (driver._sigcont_application, ["take"]),
        (driver._sigcont_application, ["leave", "take"]),  # after a stop that nobody announced
    ):
        driver.done.clear()
        handle()
        assert driver.done == []
        await asyncio.sleep(0)
        assert driver.done == then


async def test_a_stop_while_another_program_has_the_terminal_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = Driver(monkeypatch)
    with driver.no_automatic_restart():
        driver._sigtstp_application()
        assert driver.done == [signal.SIGSTOP]
        driver._sigcont_application()
        await asyncio.sleep(0)
        assert driver.done == [signal.SIGSTOP]


def test_what_reads_keys_ends_with_the_desk_whatever_became_of_the_terminal() -> None:
    """Textual does not stop its thread where the terminal goes away as the desk begins: it would read for ever."""
    ours, theirs = pty.openpty()

    async def read() -> bool:
        app: App[None] = App()
        app._driver = driver = LinuxDriver(app)
        driver.fileno = theirs
        os.close(ours)  # the window is closed: from now on there is something to read, and nothing comes
        reading = Thread(target=driver.run_input_thread, daemon=True)
        reading.start()
        await asyncio.sleep(0.2)
        was_reading = reading.is_alive()
        stop_reading(app)
        reading.join(10)
        return was_reading and not reading.is_alive()

    try:
        assert asyncio.run(read())
    finally:
        os.close(theirs)


def test_a_desk_without_a_terminal_has_nothing_that_reads() -> None:
    app: App[None] = App()
    stop_reading(app)


class Gone(io.StringIO):
    """A terminal that goes away after so many writes."""

    def __init__(self, writes: int) -> None:
        super().__init__()
        self.left = writes

    def write(self, text: str) -> int:
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.EIO, "Input/output error")
        return super().write(text)

    def flush(self) -> None:
        if self.left < 0:
            raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize("writes", [0, 5, 1000])
def test_nobody_waits_for_a_terminal_that_went_away(writes: int) -> None:
    file = Gone(writes)
    writer = WriterThread(file)
    writer.start()

    def draw() -> None:
        for number in range(MAX_QUEUED_WRITES * 4):
            writer.write(f"{number} ")
        writer.stop()

    drawing = Thread(target=draw, daemon=True)
    drawing.start()
    drawing.join(20)
    assert not drawing.is_alive()
    assert file.getvalue() == "".join(f"{number} " for number in range(min(writes, MAX_QUEUED_WRITES * 4)))
