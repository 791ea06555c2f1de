"""Help, the command palette, and the way out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen


def palette(screen: "Screen[None]") -> None:
    """Find an action by its name."""
    screen.app.action_command_palette()


def help_page(screen: "Screen[None]") -> None:
    """Show all keys."""
    from review_tui.tui.help import help_text
    from review_tui.tui.screens.page import Page

    screen.app.push_screen(Page("Keys", help_text()))


async def quit_program(screen: "Screen[None]") -> None:
    """Quit; asks when something is unsaved."""
    await screen.app.action_quit()
