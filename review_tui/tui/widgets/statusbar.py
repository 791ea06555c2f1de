"""The line at the top: which article, what state it is in, how it is stored."""

from rich.text import Text
from textual.widgets import Static

from review_tui.files.visible import visible
from review_tui.review.session import Session


class StatusBar(Static):
    """Path, unsaved mark, section, counts, encoding and line ends."""

    DEFAULT_CSS = """
    StatusBar { height: 1; background: $primary-background; color: $text; padding: 0 1; }
    """

    def load(self, session: Session, place: str, pane: str, *, narrow: bool) -> None:
        """Show the state of an article; `place` says which of how many, `pane` which one is in front when narrow."""
        sections = len(session.article.sections)
        counts = f"{len(session.findings)} findings"
        if session.fixed:
            counts += f", {session.fixed} fixed"
        if session.ignored:
            counts += f", {len(session.ignored)} ignored"
        newline = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}[session.article.newline]
        stored = f"UTF-8{' BOM' if session.article.bom else ''} {newline}"
        name = visible(session.path.name)
        dirty = " *modified" if session.is_dirty else ""
        problem = "  read-only: see the message" if not session.can_edit else ""
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(f"{name}{dirty}", "bold")
        text.append(f"  {place}" if place else "")
        text.append(f"  {counts}{problem}  {stored}")
        if narrow:
            tabs = "  ".join(f"[{name}]" if name == pane else name for name in ("Article", "Sections", "Glossary"))
            text.append(f"   {tabs}", "dim")
        else:
            text.append(f"  {sections} sections", "dim")
        self.update(text)
