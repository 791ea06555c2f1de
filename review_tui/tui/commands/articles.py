"""Going from article to article."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen


def next_article(screen: "ReviewScreen") -> None:
    """Go to the next article."""
    _turn(screen, 1)


def previous_article(screen: "ReviewScreen") -> None:
    """Go to the article before."""
    _turn(screen, -1)


def _turn(screen: "ReviewScreen", step: int) -> None:
    screen.leave_editor()
    article = screen.at.step_article(step)
    if article is None:
        screen.say("There is no article that way.")
        return
    screen.at.go_to_article(article)
    screen.show()
