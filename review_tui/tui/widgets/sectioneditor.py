"""Editing one section in place."""

from textual.widgets import TextArea


class SectionEditor(TextArea):
    """A text area that holds one section, as `review.sectiontext.shown` gives it."""

    DEFAULT_CSS = """
    SectionEditor { display: none; border: none; padding: 0; background: $surface; }
    SectionEditor.-open { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__("", soft_wrap=True, show_line_numbers=True, id=id)

    def open(self, text: str, first_line: int, line: int, column: int) -> None:
        """Show a section and put the caret at a line and column (from 0) of it."""
        self.load_text(text)
        self.line_number_start = first_line
        self.move_cursor((line, column))
        self.add_class("-open")
        self.focus()

    def close(self) -> str:
        """Leave the section and return its text."""
        self.remove_class("-open")
        return self.text
