"""Words that arrive where nothing takes them: an input method's, or pasted ones. They are no keys, and it is said."""

from textual import events
from textual.widget import Widget
from textual.widgets import Input, TextArea

from review_tui.tui.compat import key_of
from review_tui.tui.keys.action import full_width

_TOGETHER = 0.1  # seconds: an input method hands over all of its words at once
_KEYS = {form for code in range(ord("!"), ord("~") + 1) for form in full_width(key_of(chr(code)))} | {"\u3000"}


class StrayWords:
    """Tells the characters of words from keys, while nothing is open for writing.

    A key is a character that a keyboard has, or a full-width one that an input method makes of it.
    """

    def __init__(self) -> None:
        self._until = 0.0  # on the clock of events: what comes before it belongs to the words

    def takes(self, event: events.Event, focused: Widget | None) -> bool:
        """Tell whether an event belongs to words that the widget in focus takes no text for."""
        if isinstance(focused, Input | TextArea):
            return False
        if isinstance(event, events.Paste):
            return bool(event.text.strip())
        if not isinstance(event, events.Key) or event.character is None or not event.is_printable:
            return False
        is_word = not event.character.isascii() and event.character not in _KEYS
        if is_word or event.time < self._until:
            self._until = event.time + _TOGETHER
            return True
        return False
