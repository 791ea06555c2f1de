"""Help, the command palette, and the way out."""

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review_tui.tui.screens.desk_screen import DeskScreen


def palette(screen: "DeskScreen") -> None:
    """Find an action by its name or its key."""
    screen.app.action_command_palette()


def help_page(screen: "DeskScreen") -> None:
    """Show all keys."""
    from review_tui.tui.help import help_text
    from review_tui.tui.screens.page import Page

    screen.app.push_screen(Page("Keys", partial(help_text, screen.actions)))


async def quit_program(screen: "DeskScreen") -> None:
    """Quit; asks when something is unsaved."""
    await screen.app.action_quit()
