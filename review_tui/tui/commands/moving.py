"""Going from finding to finding, section to section, pane to pane."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review_tui.tui.screens.desktop import Desktop
    from review_tui.tui.screens.review import ReviewScreen


def next_finding(screen: "ReviewScreen") -> Coroutine[None, None, None] | None:
    """Go to the next finding, in the next article where this one has no more."""
    return _step(screen, 1)


def previous_finding(screen: "ReviewScreen") -> Coroutine[None, None, None] | None:
    """Go to the finding before, in the article before where this one has no more."""
    return _step(screen, -1)


def _step(screen: "ReviewScreen", step: int) -> Coroutine[None, None, None] | None:
    screen.leave_editor()
    if not screen.at.step(step):
        return _step_on(screen, step)
    screen.show_finding()
    return None


async def _step_on(screen: "ReviewScreen", step: int) -> None:
    """Go to the next finding in another article."""
    at = screen.at
    if at.step(step):  # a key before this one led to another article meanwhile
        screen.show_finding()
        return
    article = at.step_article(step)
    while article is not None:
        if not await screen.opened(article):
            return
        at.go_to_article(article, last=step < 0)
        if at.finding is not None:
            screen.show_finding()
            return
        await asyncio.sleep(0)  # there may be thousands without a finding
        article = at.step_article(step)
    screen.show_finding()
    screen.say("There is no finding after this one." if step > 0 else "There is no finding before this one.")


def next_section(screen: "ReviewScreen") -> None:
    """Go to the next section."""
    _turn(screen, 1)


def previous_section(screen: "ReviewScreen") -> None:
    """Go to the section before."""
    _turn(screen, -1)


def _turn(screen: "ReviewScreen", step: int) -> None:
    screen.leave_editor()
    screen.at.go_to_section(screen.at.section.number + step)
    screen.show_finding()


def next_pane(screen: "ReviewScreen") -> None:
    """Go to the next pane."""
    screen.turn_pane(1)


def previous_pane(screen: "ReviewScreen") -> None:
    """Go to the pane before."""
    screen.turn_pane(-1)


def larger_pane(screen: "ReviewScreen") -> None:
    """Give the pane in focus more room."""
    screen.resize_pane(1)


def smaller_pane(screen: "ReviewScreen") -> None:
    """Give the pane in focus less room."""
    screen.resize_pane(-1)


async def jump(screen: "Desktop") -> None:
    """Jump to a pane, a finding or a row by the letter on it."""
    from review_tui.tui.screens.jump import Jump

    target = await screen.app.push_screen_wait(Jump(screen.jump_targets()))
    if target is not None:
        target.go()
