"""Every part of Textual that is private, or mended: each has a test that fails when Textual changes it."""

import contextlib
import os
import re
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import textual._wrap
from rich.text import Text
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._compositor import Compositor
from textual._wrap import compute_wrap_offsets
from textual._xterm_parser import XTermParser
from textual.binding import Binding, BindingsMap
from textual.document._wrapped_document import WrappedDocument
from textual.dom import DOMNode
from textual.drivers._writer_thread import WriterThread
from textual.events import Key
from textual.keys import _character_to_key, key_to_character
from textual.message import Message
from textual.message_pump import MessagePump
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets import Input, OptionList

from review_tui.text.cells import unbroken
from review_tui.text.visible import visible
from review_tui.tui.keys.brackets import Brackets

if TYPE_CHECKING:
    from textual.app import App
    from textual.drivers.linux_driver import LinuxDriver

TAB = 4  # cells


def prepare() -> None:
    """Mend Textual: wrapping Chinese, keys with Alt and Shift, scroll bars of sure width, paging in undrawn lists.

    And let it not outlive its terminal, read what that sends, whatever it is, take all that is typed, and not steer the
    terminal by what is in a field.
    """
    textual._wrap.chunks = unbroken
    WrappedDocument.height = property(_height)  # type: ignore[assignment, method-assign]
    ScrollBar.renderer = PlainScrollBar
    OptionList._move_page = _move_page  # type: ignore[method-assign]
    Key.is_printable = property(_is_printable)  # type: ignore[assignment, method-assign]
    Input._value = property(_in_field)  # type: ignore[assignment, method-assign]
    Compositor.cuts = property(_cuts)  # type: ignore[assignment, method-assign]
    XTermParser._sequence_to_key_events = _key_events  # type: ignore[method-assign]
    XTermParser.feed = _feed  # type: ignore[method-assign]
    WriterThread.run = _write  # type: ignore[method-assign]
    if sys.platform != "win32":
        from textual.drivers import linux_driver
        from textual.drivers.linux_driver import LinuxDriver

        # Textual expects UTF-8 of every terminal, and ends at any other byte.
        reader = partial(getincrementaldecoder(getattr(sys.__stdin__, "encoding", None) or "utf-8"), "replace")
        linux_driver.getincrementaldecoder = lambda _: reader  # type: ignore[attr-defined]
        LinuxDriver._sigtstp_application = _on_stop  # type: ignore[method-assign]
        LinuxDriver._sigcont_application = _on_end_of_stop  # type: ignore[method-assign]


_KEY_EVENTS = XTermParser._sequence_to_key_events
# Arrows, function keys and their like with Shift, Alt or Ctrl, as xterm has sent them since long before the Kitty
# protocol. With R it would be F3, but so does a terminal tell where its cursor is.
_MODIFIED = re.compile(r"\x1b\[(?:1;[2-9][A-DFHPQS]|\d{1,2};[2-9]~)")
_META, _ALT = ";9", ";3"  # some terminals send Alt as Meta


def _key_events(self: XTermParser, sequence: str, alt: bool = False) -> Iterable[Key]:
    """Return the keys of a sequence. Without the Kitty protocol, Textual takes Alt+Right for Escape and Right."""
    keys = self._parse_extended_key(sequence.replace(_META, _ALT)) if _MODIFIED.fullmatch(sequence) else None
    return _KEY_EVENTS(self, sequence, alt) if keys is None else [key.copy() for key in keys]


_FEED = XTermParser.feed


def _feed(self: XTermParser, data: str) -> Iterable[Message]:
    """Return what a piece of what the terminal sends comes to, without the escapes that were pasted."""
    brackets = self.__dict__.setdefault("_brackets", Brackets())
    passed = brackets.without_escapes(data)
    return () if data and not passed else _FEED(self, passed)  # nothing at all would be the end


def _write(self: WriterThread) -> None:
    """Write what is drawn; once the terminal is gone, let go of it.

    Textual's own thread ends there, and who draws then waits for ever for room in the queue, deaf to all signals.
    """
    is_gone = False
    while (text := self._queue.get()) is not None:
        if is_gone:
            continue
        try:
            self._file.write(text)
            if not self._queue.qsize():
                self._file.flush()
        except (OSError, ValueError):  # it is closed
            is_gone = True
    with contextlib.suppress(OSError, ValueError):
        self._file.flush()


_MOVE_PAGE = OptionList._move_page


def _move_page(self: OptionList, direction: int) -> None:
    """Move by a page, but not in a list that was not drawn yet: Textual looks for its rows then, and fails."""
    if self.scrollable_content_region.height and self._lines:
        _MOVE_PAGE(self, direction)  # type: ignore[arg-type]


def _is_printable(self: Key) -> bool:
    """Tell whether a key types something that shows.

    Textual asks Python, to which blanks of other scripts, such as the full-width one of a Chinese input method, and
    rare characters that it does not know yet are not printable: it dropped them.
    """
    return self.character is not None and visible(self.character) == self.character


def _in_field(self: Input) -> Text:
    """Return what a field shows of what is in it: Textual draws even what steers the terminal, as it was pasted."""
    return Text(visible(self.value, keep_length=True), no_wrap=True, overflow="ignore", end="")


def _on_stop(self: "LinuxDriver", *_: object) -> None:
    """Stop (SIGTSTP), but first leave the terminal as it was found.

    Textual leaves it in the middle of whatever the signal interrupts: of a write, it waits for its own lock for ever.
    """
    if self._auto_restart:
        self._loop.call_soon_threadsafe(_stop, self)
    else:  # another program has the terminal, and stops as well
        _stop_here()


def _stop(self: "LinuxDriver") -> None:
    self.suspend_application_mode()
    self._must_signal_resume = True
    _stop_here()


def _stop_here() -> None:
    if sys.platform != "win32":
        os.kill(os.getpid(), signal.SIGSTOP)


def _on_end_of_stop(self: "LinuxDriver", *_: object) -> None:
    """Take the terminal again after a stop (SIGCONT): not in the middle of a write, as with the stop."""
    if self._auto_restart:  # else another program has it
        self._loop.call_soon_threadsafe(_go_on, self)


def _go_on(self: "LinuxDriver") -> None:
    """Take the terminal again. Of a stop that nobody could announce (SIGSTOP), Textual knows nothing.

    It would start a second thread that reads the keys, so that each gets half of them, and take the terminal's state of
    now for the one to leave behind at the end.
    """
    if not self._must_signal_resume:
        self.suspend_application_mode()
        self._must_signal_resume = True
    self.resume_application_mode()


def _cuts(self: Compositor) -> list[list[int]]:
    """Return where each line of the screen is cut: at the edges of widgets, but for those under one that fills it.

    Textual cuts at the edges of all of them, which takes away a wide character that lies over the edge of another.
    """
    if self._cuts is None:
        width, height = self.size
        cuts = [{0, width} for _ in range(height)]
        is_open = [True] * height
        for region, clip in self.visible_widgets.values():  # from the front to the back
            x, y, columns, rows = region.intersection(clip)
            for line in range(y, min(y + rows, height) if columns else y):
                if is_open[line]:
                    cuts[line].update((x, x + columns))
                    is_open[line] = not (x <= 0 and x + columns >= width)
        self._cuts = [sorted(line) for line in cuts]
    return self._cuts


def _height(self: WrappedDocument) -> int:
    """Return the number of rows. Textual counts them line by line, for every row it draws."""
    return len(self._offset_to_line_info)


def is_at_rest(pump: MessagePump) -> bool:
    """Tell whether a widget, a screen or an app is at no message, and has none before it."""
    ready: Any = pump._message_queue.ready_event
    return not pump._pending_message and not ready.is_set() and any(not each.done() for each in ready._waiters)


def bind(node: DOMNode, bindings: Iterable[Binding]) -> None:
    """Give a screen or widget keys of its own, before those of its class. Textual knows keys of classes only."""
    own = BindingsMap(bindings)
    node._bindings = BindingsMap.from_keys({**node._bindings.key_to_bindings, **own.key_to_bindings})


def is_bound(node: DOMNode, key: str) -> bool:
    """Tell whether a screen or widget, or its class, has a binding of a key."""
    return key in node._bindings.key_to_bindings


def key_of(character: str) -> str:
    """Return what Textual calls the key that types a character."""
    return str(_character_to_key(character))


_ASCII = {key_of(character): character for character in map(chr, range(0x21, 0x7F))}


def typed_by(key: str) -> str:
    """Return the character that a key types; empty where it types none. Textual has one for Tab, and none for slash."""
    character = _ASCII.get(key) or key_to_character(key) or ""
    return character if character.isprintable() else ""


def with_alt(character: str) -> str:
    """Return as which key a character with Alt arrives from a terminal without the Kitty protocol.

    Such a terminal sends Escape and the character. Textual takes some of that for other keys, and a sign for itself.
    """
    known = ANSI_SEQUENCES_KEYS.get(f"\x1b{character}")
    if isinstance(known, tuple):
        return str(known[0].value)
    return key_of(known) if isinstance(known, str) else f"alt+{character}" if character.isalnum() else key_of(character)


class PlainScrollBar(ScrollBarRender):
    """A scroll bar of blanks on a coloured ground."""

    VERTICAL_BARS = [" "]
    HORIZONTAL_BARS = [" "]


def wrap_offsets(text: str, width: int) -> list[int]:
    """Return the positions (code points) at which a line is broken to fit `width` cells."""
    return compute_wrap_offsets(text, width, TAB)


def stop_reading(app: "App[Any]") -> None:
    """Let what reads the keys of an app that is over end.

    Textual stops that thread itself, but not where the terminal goes away just as the screen is taken: the thread reads
    nothing for ever then, at half a processor, and the process never ends.
    """
    over = getattr(app._driver, "exit_event", None)
    if over is not None:
        over.set()
