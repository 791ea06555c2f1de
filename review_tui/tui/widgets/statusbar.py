"""The line at the top: which article, what state it is in, how it is stored."""

from rich.text import Text
from textual.widgets import Static

from review_tui.review.focus import Focus
from review_tui.text.visible import visible

_NEWLINES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


class StatusBar(Static):
    """Name, unsaved mark, section, counts, encoding and line ends."""

    DEFAULT_CSS = """
    StatusBar { height: 1; background: $panel; color: $text; padding: 0 1; }
    """

    def load(self, focus: Focus, progress: str = "") -> None:
        """Show where the editor is; `progress` says how far the work in the background is."""
        session = focus.session
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(visible(session.file.name), "bold")
        text.append(" *modified" if session.is_dirty else "", "bold italic")
        paths = [article.path for article in focus.articles]
        if len(paths) > 1 and session.name in paths:  # the list may leave it out
            text.append(f"   article {paths.index(session.name) + 1}/{len(paths)}")
        if not session.is_unseen:
            text.append(f"   section {focus.section.number + 1}/{len(session.sections)}")
            text.append(f"   {len(session.findings)} findings")
        fixed = focus.desk.history.fixes(session.name)
        ignored = len(session.analysis.findings) - len(session.findings)
        text.append(f", {fixed} fixed" if fixed else "")
        text.append(f", {ignored} ignored" if ignored else "")
        text.append("   checking.." if session.is_behind else "")
        unread = "file not readable" if session.can_edit else "read-only"
        text.append(f"   {unread}" if session.problem else "", "bold")
        text.append(f"   {progress}" if progress else "")
        stored = f"UTF-8{' BOM' if session.article.bom else ''} {_NEWLINES[session.article.newline]}"
        room = self.size.width - 2 - text.cell_len - len(stored)
        if room > 1:
            text.append(" " * room + stored, "dim")
        self.update(text, layout=False)
