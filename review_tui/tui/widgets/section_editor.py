"""Editing one section in place."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location

from review_tui.article import Span
from review_tui.article.position import Lines
from review_tui.review.article.section_text import meant, shown
from review_tui.severity import Severity
from review_tui.text.cells import around
from review_tui.tui.drawing.style_layers import layer

_CARET = 1  # cells at the end of a line
_FIRST = "\xa0"  # below are controls, which terminals send for keys, and what shows
_NEAR = 64  # code points on each side of the caret among which those are looked for that belong together
STEP = 1.0  # seconds without a key after which typing is another step


class _Typed(NamedTuple):
    """The latest edit: whether it took away only, where it left the caret, and when (in seconds) it was."""

    deletes: bool
    end: Location
    at: float


class SectionEditor(TextArea):
    """A text area that holds one section, as `review.article.section_text.shown` gives it.

    What is typed is taken over by whoever hears `Changed`, step by step; undo and redo are not its own but the desk's.
    """

    DEFAULT_CSS = """
    SectionEditor {
        display: none; padding: 0; background: $surface; scrollbar-size: 0 1;
        &, &:focus { border: none; border-top: blank; }
        &.-open { display: block; }
        & .text-area--gutter { color: $text-disabled; }
        & .text-area--cursor-gutter { color: $text-muted; }
        & > .editor--error { background: $error-muted; text-style: underline; }
        & > .editor--warning { background: $warning-muted; text-style: underline; }
        &:ansi > .editor--error, &:ansi > .editor--warning { background: ansi_default; }
        & > .editor--info { text-style: underline; }
    }
    """
    COMPONENT_CLASSES = {"editor--error", "editor--warning", "editor--info"}

    @dataclass(kw_only=True)
    class UndoWanted(Message):
        """The keys for undo (or redo) were pressed."""

        redo: bool

    def __init__(self) -> None:
        super().__init__("", soft_wrap=True, show_line_numbers=True, id="editor")
        self._marks: dict[int, list[tuple[int, int, str]]] = {}
        self._steps: list[str] = []  # what the steps that ended came to, but for those that were taken over
        self._typed: _Typed | None = None
        self._pastes = False  # the next edit puts in what is pasted

    @property
    def is_open(self) -> bool:
        """Tell whether a section is being edited."""
        return self.has_class("-open")

    def open(self, text: str, first_line: int, line: int, column: int, room: Size) -> None:
        """Show a section and put the caret at a line and column (from 0) of it; `first_line` is its line, from 1.

        `room` is what there will be for it: lines are broken for that at once, not when they were drawn unbroken.
        """
        self.replace_text(text, line, column)
        self.line_number_start = first_line
        for beside in (_CARET, _CARET + self.styles.scrollbar_size_vertical):
            self.wrapped_document.wrap(max(0, room.width - self.gutter_width - beside), self.indent_width)
            if self.wrapped_document.height <= room.height:
                break
        self._scroll_ahead(room.height)
        self.add_class("-open")
        self.focus()

    def _scroll_ahead(self, rows: int) -> None:
        """Let the caret be in view in so many rows as soon as anything is drawn, not one frame later."""
        self.virtual_size = Size(0, self.wrapped_document.height)
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        top = max(0, row - rows + 1)
        self.set_reactive(Widget.scroll_y, float(top))
        self.set_reactive(Widget.scroll_target_y, float(top))

    def replace_text(self, text: str, line: int, column: int) -> None:
        """Show another text."""
        with self.prevent(TextArea.Changed):
            self.load_text(text)
        self._marks = {}
        self._steps, self._typed = [text], None
        self.move_cursor((min(line, self.document.line_count - 1), column))

    def close(self) -> None:
        """Hide the editor."""
        self.remove_class("-open")

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit; where it begins another step, the text before it is what the last one came to."""
        if self._begins_step(edit):
            self._steps.append(self.text)
        result = super().edit(edit)
        self._typed = None if self._pastes else _Typed(not edit.text, result.end_location, monotonic())
        self._pastes = False
        return result

    def on_key(self, event: events.Key) -> None:
        """Take what hides among the characters of an input method, such as what joins an emoji, as it is pasted."""
        if event.character is not None and event.character >= _FIRST and not event.is_printable:
            event.stop()
            event.prevent_default()
            self.replace(shown(event.character), *self.selection, maintain_selection_offset=False)

    def get_cursor_left_location(self) -> Location:
        """Return where the caret goes from here to the left: over all that stands on one character, such as accents."""
        line, column = self.cursor_location
        return (line, column - self._signs(line, column)[0]) if column else super().get_cursor_left_location()

    def get_cursor_right_location(self) -> Location:
        """Return where the caret goes from here to the right, as to the left."""
        line, column = self.cursor_location
        is_end = column >= len(self.document[line])
        return super().get_cursor_right_location() if is_end else (line, column + self._signs(line, column)[1])

    def _signs(self, line: int, column: int) -> tuple[int, int]:
        """Return how many code points belong together right before and right after a column of a line."""
        start = max(0, column - _NEAR)
        near = meant(self.document[line][start : column + _NEAR])
        here = column - start
        return here - around(near, here - 1)[0], around(near, here)[1] - here

    def on_paste(self) -> None:
        """Let what is pasted be a step of its own; that it is put in comes next."""
        self._typed, self._pastes = None, True

    def _begins_step(self, edit: Edit) -> bool:
        """Tell whether an edit comes after a pause or a jump, goes over to deleting or back, or does both at once."""
        last, deletes = self._typed, not edit.text
        if last is None or last.deletes != deletes or not (deletes or edit.top == edit.bottom):
            return True
        return last.end not in (edit.top, edit.bottom) or monotonic() - last.at >= STEP

    def take_steps(self) -> list[str]:
        """Return the texts that typing came to since the last time, at the end of each step, and last the text now.

        The first one goes on with the step before it.
        """
        steps, self._steps = [*self._steps, self.text], []
        return steps

    def mark(self, section: Span, lines: Lines, findings: Iterable[tuple[Span, Severity]]) -> None:
        """Underline the findings that lie in the section, a stretch of the article with these `lines`."""
        self._marks = {}
        top = lines.index_at(section.start)
        for span, severity in findings:
            if not section.covers(span):
                continue
            first, last = lines.index_at(span.start), lines.index_at(span.end)
            for index in range(first, last + 1):
                start = span.start - lines.starts[index] if index == first else 0
                end = span.end - lines.starts[index] if index == last else lines.ends[index]
                self._marks.setdefault(index - top, []).append((start, end, severity.value))
        self.notify_style_update()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """Return a line with its findings underlined."""
        line = super().get_line(line_index)
        for start, end, name in self._marks.get(line_index, ()):
            line.stylize(layer(self, f"editor--{name}"), start, end)
        return line

    def action_undo(self) -> None:
        """Let the desk undo."""
        self.post_message(self.UndoWanted(redo=False))

    def action_redo(self) -> None:
        """Let the desk redo."""
        self.post_message(self.UndoWanted(redo=True))
