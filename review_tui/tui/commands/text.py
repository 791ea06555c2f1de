"""Editing and copying."""

from typing import TYPE_CHECKING

from review_tui.text.cells import clip
from review_tui.text.visible import visible
from review_tui.tui.drawing.clipboard import for_clipboard

if TYPE_CHECKING:
    from review_tui.tui.screens.desk_screen import DeskScreen
    from review_tui.tui.screens.review import ReviewScreen


def edit(screen: "ReviewScreen") -> None:
    """Edit the section in place."""
    session = screen.at.session
    if not session.can_edit:
        screen.say(session.problem, bad=True)
    elif not screen.look.is_awaited():
        screen.editing.open()


def targets(screen: "ReviewScreen") -> None:
    """Show or hide where links lead."""
    article = screen.board.article
    article.shows_targets = not article.shows_targets
    screen.show()
    if not screen.at.session.article.links:
        screen.say("There is no link in this article.")
    else:
        screen.say(f"Where links lead is {'shown' if article.shows_targets else 'hidden'}.")


def select_all(screen: "ReviewScreen") -> None:
    """Select all of the section, in the editor or in the article."""
    if screen.is_typing:
        screen.board.editor.select_all()
    else:
        screen.board.article.select(screen.at.section.span)


def copy(screen: "DeskScreen") -> None:
    """Copy what is selected, or the words under the cursor, to the terminal's clipboard."""
    words = screen.words_to_copy()
    if not words:
        screen.say("Nothing is selected: drag the mouse over words, or put the cursor on a finding or a term.")
        return
    screen.app.copy_to_clipboard(words)
    copied = for_clipboard(words)
    shown = clip(visible(" ".join(copied.split())), 40)
    screen.say(f"Copied: {shown}" + ("" if len(copied) >= len(words) - 1 else f" ({len(copied):,} characters)"))
