"""The English article beside the Chinese one, section by section."""

from pathlib import Path

from review_tui.article import Article
from review_tui.review.article.english import english_file, pairs
from review_tui.review.article.opening import open_article
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.tui.action import Action
from review_tui.tui.screens.turningback import TurningBack
from review_tui.tui.widgets.englishpane import EnglishPane


class Bilingual(TurningBack):
    """The panes and the editor, with the English original where there is one."""

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...]) -> None:
        super().__init__(desk, at, actions)
        self.wants_english = False
        self._english: tuple[Path, Article | None] | None = None

    def english_article(self) -> Article | None:
        """Return the English article of the same name, or None; it is read when it is first asked for."""
        file = self.at.session.file
        if self._english is None or self._english[0] != file:
            english = english_file(self.desk.project, file, self.desk.source)
            opened = open_article(english, english.name) if english is not None else None
            self._english = (file, opened.article if opened is not None and not opened.problem else None)
        return self._english[1]

    def show_english(self, *, is_open: bool) -> None:
        """Show or hide the English article; where there is no room for both, it takes the glossary's place."""
        self.wants_english = is_open
        self.query_one(EnglishPane).set_class(is_open, "-open")
        self.set_class(is_open, "-english")
        if is_open and not self.is_english_in_view:
            self.go_to_pane("Article")
        elif not is_open and self.focused is self.query_one(EnglishPane):
            self.go_to_pane(self.front)
        self.load_english()

    @property
    def is_english_in_view(self) -> bool:
        """Tell whether the English article is shown, and not behind the glossary."""
        return self.has_class("-english") and not (self.layout_name == "wide" and self.front == "Glossary")

    def load_english(self) -> None:
        """Show the English section that stands for the one in focus, where the English article is shown."""
        pane = self.query_one(EnglishPane)
        if not pane.has_class("-open"):
            return
        chinese, english = self.at.session.article, self.english_article()
        if english is None:
            pane.load(chinese, None)
            return
        number = pairs(chinese, english)[min(self.at.section.number, len(chinese.sections) - 1)]
        pane.load(english, english.sections[number] if number is not None else None)
