"""Help, the command palette, and the way out."""

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review_tui.tui.screens.desk_screen import DeskScreen


def palette(screen: "DeskScreen") -> None:
    """Find an action by its name or its key."""
    screen.app.action_command_palette()


async def help_page(screen: "DeskScreen") -> None:
    """Show all keys."""
    from review_tui.tui.keys.help import help_rows
    from review_tui.tui.screens.page import KeysPage

    name = await screen.app.push_screen_wait(KeysPage(partial(help_rows, screen.actions)))
    if name:
        screen.press_for(name)


async def quit_program(screen: "DeskScreen") -> None:
    """Quit; asks when something is unsaved."""
    await screen.app.action_quit()
