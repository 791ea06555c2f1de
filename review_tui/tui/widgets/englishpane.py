"""The English section beside the Chinese one."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from review_tui.article import Article
from review_tui.article.sections import Section
from review_tui.text.cells import clip
from review_tui.text.visible import visible

_TITLE = 40  # cells


class EnglishPane(VerticalScroll):
    """Plain text, scrolled with the arrows; `-open` shows it."""

    DEFAULT_CSS = """
    EnglishPane { display: none; width: 1fr; padding: 0 1; margin-left: 1; background: $surface; scrollbar-size: 0 1; }
    EnglishPane.-open { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._shown: tuple[Article, int] | None = None  # what it was loaded with, where it was

    def compose(self) -> ComposeResult:
        """Show one text."""
        yield Static(id="english-text", markup=False)

    def load(self, article: Article, section: Section | None) -> None:
        """Show a section of the English article, or say that none is like the Chinese one."""
        shown = (article, section.number) if section else None
        is_another = shown is None or shown != self._shown
        self._shown = shown
        text = section.span.cut(article.text) if section else "No English section is like this one."
        title = section.title if section else "no section"
        self.query_one("#english-text", Static).update(Content(visible(text.strip(), lines=True)))
        self.border_title = Content(f" English: {clip(visible(title), _TITLE)} ")
        if is_another:  # else it is read where it was scrolled to
            self.scroll_home(animate=False)
