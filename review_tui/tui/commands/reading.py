"""Reading the section in another form: as readers of the site see it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen


def preview(screen: "ReviewScreen") -> None:
    """Show the section as readers of the site see it, defects included."""
    from review_tui.review.preview import as_read
    from review_tui.tui.screens.page import Page

    screen.commit_editor()
    screen.app.push_screen(Page("What a reader sees", as_read(screen.at.session.article, screen.at.section.span)))
