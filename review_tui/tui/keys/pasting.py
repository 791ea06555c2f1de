"""What is pasted, before it goes into a field or the editor: all that shows of it, or nothing and a word why."""

from textual.widget import Widget
from textual.widgets import Input, TextArea

from review_tui.review.article.section_text import shown
from review_tui.text.visible import without_hidden

MOST = 200_000
"""Code points that the editor takes at one time: each key costs what the text there does."""

LONGEST = 20_000
"""Code points of one line that the editor takes: a line is laid out anew at each key."""

MOST_IN_FIELD = 1_000
"""Code points that a field of one line takes."""


class PasteError(ValueError):
    """Something that is not pasted; the message says why, for the editor."""


def fitted(widget: Widget | None, text: str) -> str:
    """Return what a widget gets of a pasted text: a field of one line gets all lines, with blanks between them.

    It gets nothing that hides or steers a terminal, which web pages are full of and nobody searches for. The editor
    gets stand-ins for what it would mistreat, as for what stands in the article.

    Raises PasteError where that is too much.
    """
    if isinstance(widget, Input):
        line = " ".join(part.strip() for part in text.splitlines() if part.strip())
        line = without_hidden(line.replace("\t", " "))
        if len(line) > MOST_IN_FIELD:
            raise PasteError(f"Nothing was pasted: {len(line):,} characters are too many for a field of one line.")
        return line
    if isinstance(widget, TextArea):
        elsewhere = "put them into the file with another program, and it is read again here"
        if len(text) > MOST:
            raise PasteError(f"Nothing was pasted: {len(text):,} characters are more than {MOST:,}; {elsewhere}.")
        longest = max(map(len, text.splitlines()), default=0)
        if longest > LONGEST:
            raise PasteError(
                f"Nothing was pasted: a line of {longest:,} characters is longer than {LONGEST:,}; {elsewhere}."
            )
        return shown(text)
    return text
