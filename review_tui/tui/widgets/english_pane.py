"""The English article beside the Chinese one, section by section."""

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from review_tui.article import Article
from review_tui.article.sections import Section
from review_tui.review.article.english import english_file, pairs
from review_tui.review.article.opening import open_article
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.text.cells import clip
from review_tui.text.visible import visible

_TITLE = 40  # cells


class EnglishPane(VerticalScroll):
    """The section that stands for the one in focus: plain text, scrolled with the arrows."""

    DEFAULT_CSS = """
    EnglishPane { display: none; width: 1fr; padding: 0 1; margin-left: 1; background: $surface; scrollbar-size: 0 1; }
    EnglishPane.-open { display: block; }
    """

    def __init__(self, desk: Desk, at: Focus) -> None:
        """Follow the focus; the desk knows where English articles are."""
        super().__init__(id="english")
        self.is_wanted = False  # also where an article has no English one
        self._desk, self._at = desk, at
        self._read: tuple[Path, Article | None] | None = None  # what was found for a Chinese file
        self._shown: tuple[Article, int] | None = None  # what it was loaded with, where it was

    def compose(self) -> ComposeResult:
        """Show one text."""
        yield Static(id="english-text", markup=False)

    @property
    def is_open(self) -> bool:
        """Tell whether it is shown, where there is room."""
        return self.has_class("-open")

    def set_open(self, *, is_open: bool) -> None:
        """Show or hide it."""
        self.is_wanted = is_open
        self.set_class(is_open, "-open")

    def original(self, *, anew: bool = False) -> Article | None:
        """Return the English article of the same name, or None; it is read when it is first asked for, or `anew`."""
        file = self._at.session.file
        if anew or self._read is None or self._read[0] != file:
            english = english_file(self._desk.project, file, self._desk.source)
            opened = open_article(english, english.name) if english is not None else None
            self._read = (file, opened.article if opened is not None and not opened.problem else None)
        return self._read[1]

    def load(self) -> None:
        """Show the section for the one in focus, or say that none is like it; while it is hidden, nothing is read."""
        if not self.is_open:
            return
        chinese, english = self._at.session.article, self.original()
        if english is None:
            self._show(chinese, None, "no article", f"There is no English article {self._at.session.file.name}.")
            return
        number = pairs(chinese, english)[min(self._at.section.number, len(chinese.sections) - 1)]
        self._show(english, english.sections[number] if number is not None else None)

    def _show(
        self,
        article: Article,
        section: Section | None,
        name: str = "no section",
        why: str = "No English section is like this one.",
    ) -> None:
        """Show a section of an article, or else why there is none."""
        shown = (article, section.number) if section else None
        is_another = shown is None or shown != self._shown
        self._shown = shown
        text = section.span.cut(article.text) if section else why
        title = section.title if section else name
        self.query_one("#english-text", Static).update(Content(visible(text.strip(), lines=True)))
        self.border_title = Content(f" English: {clip(visible(title), _TITLE)} ")
        if is_another:  # else it is read where it was scrolled to
            self.scroll_home(animate=False)
