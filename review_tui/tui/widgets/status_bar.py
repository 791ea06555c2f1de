"""The line at the top: which article, what state it is in, how it is stored."""

from time import monotonic
from typing import NamedTuple

from rich.text import Text
from textual.widgets import Static

from review_tui.review.article.session import Session
from review_tui.review.focus import Focus
from review_tui.text.cells import clip_inside, width
from review_tui.text.count import count
from review_tui.text.visible import visible

_NEWLINES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
_LEAST = 20  # cells that the name has before anything else gives way


class _Part(NamedTuple):
    """What stands in the line behind the name. Where there is no room, what gives way first has the highest number."""

    text: str
    gives_way: int = 0  # never
    style: str = ""


class StatusBar(Static):
    """Name, unsaved mark, section, counts, encoding and line ends."""

    DEFAULT_CSS = """
    StatusBar { height: 1; background: $panel; color: $text; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="status", markup=False)
        self._behind: tuple[Focus, Session, float] | None = None  # what is being checked, and since when

    def on_mount(self) -> None:
        """Count the seconds while an article is being checked."""
        self.set_interval(1.0, self.count)

    def count(self) -> None:
        """Show for how long the article is being checked by now, if it is."""
        if self._behind is not None:
            self.load(self._behind[0])

    def load(self, focus: Focus) -> None:
        """Show where the editor is."""
        session = focus.session
        if not session.is_behind:
            self._behind = None
        elif self._behind is None or self._behind[1] is not session:
            self._behind = focus, session, monotonic()
        seconds = int(monotonic() - self._behind[2]) if self._behind is not None else 0
        name, room = visible(session.file.name), self.size.width - 2
        parts = [part for part in _parts(focus, seconds) if part.text]
        while room < _LEAST + _cells(parts) and (least := max(parts, key=lambda part: part.gives_way)).gives_way:
            parts.remove(least)
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(clip_inside(name, max(_LEAST, room - _cells(parts))) if room > 0 else name, "bold")
        for part in parts:
            text.append(part.text, part.style)
        stored = f"UTF-8{' BOM' if session.article.bom else ''} {_NEWLINES[session.article.newline]}"
        room -= text.cell_len + len(stored)
        if room > 1:
            text.append(" " * room + stored)
        self.update(text, layout=False)


def _cells(parts: list[_Part]) -> int:
    return sum(width(part.text) for part in parts)


def _parts(focus: Focus, seconds: int) -> list[_Part]:
    """Return what stands behind the name; what is empty says nothing. It is being checked for so many seconds."""
    session, desk = focus.session, focus.desk
    paths = [article.path for article in focus.articles]
    is_among = len(paths) > 1 and session.name in paths  # the list may leave it out
    article = f"   article {paths.index(session.name) + 1}/{len(paths)}" if is_among else ""
    section = findings = ""
    if not session.is_unseen:
        section = f"   section {focus.section.number + 1}/{len(session.sections)}"
        findings = f"   {count(len(session.findings), 'finding')}"
    fixed = desk.history.fixes(session.name)
    ignored = len(session.analysis.findings) - len(session.findings)
    unread = "file not readable" if session.can_edit else "read-only"
    others = sum(each is not session for each in desk.sessions.dirty)
    return [
        _Part(" *modified" if session.is_dirty else "", style="bold italic"),
        _Part(article, 2),
        _Part(section, 1),
        _Part(findings),
        _Part(f", {fixed} fixed" if fixed else "", 3),
        _Part(f", {ignored} ignored" if ignored else "", 4),
        _Part(f"   checking..{f' {seconds} s' if seconds > 1 else ''}" if session.is_behind else ""),
        _Part(f"   {unread}" if session.problem else "", style="bold"),
        _Part("   file not writable" if session.disk.is_locked else "", style="bold"),
        _Part("   file changed" if session.is_dirty and session.disk.is_changed else "", style="bold"),
        _Part(f"   {others} more unsaved" if others else "", 5),
    ]
