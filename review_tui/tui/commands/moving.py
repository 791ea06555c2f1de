"""Going from finding to finding, section to section, pane to pane."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING

from review_tui.review.article.session import Session
from review_tui.text.count import count
from review_tui.tui.commands.articles import way_to_list

if TYPE_CHECKING:
    from review_tui.tui.screens.desk_screen import DeskScreen
    from review_tui.tui.screens.review import ReviewScreen


def next_finding(screen: "ReviewScreen") -> Coroutine[None, None, None] | None:
    """Go to the next finding, in the next article where this one has no more."""
    return _step(screen, 1)


def previous_finding(screen: "ReviewScreen") -> Coroutine[None, None, None] | None:
    """Go to the finding before, in the article before where this one has no more."""
    return _step(screen, -1)


def _step(screen: "ReviewScreen", step: int) -> Coroutine[None, None, None] | None:
    screen.editing.leave()
    return None if _has_stepped(screen, step) else _step_on(screen, step)


def _has_stepped(screen: "ReviewScreen", step: int) -> bool:
    """Go to the next finding of the article at hand; tell whether there is one, or may be one, which is said."""
    at = screen.at
    if at.step(step):
        screen.show_finding()
    elif at.session.is_behind:
        screen.show()  # which has it looked at
        screen.look.say_so(". Go on in a moment.")
    else:
        return False
    return True


async def _step_on(screen: "ReviewScreen", step: int) -> None:
    """Go to the next finding in another article; where there is none, stay."""
    at, here = screen.at, screen.at.article
    if _has_stepped(screen, step):  # a key before this one led to another article meanwhile
        return
    article = at.step_article(step)
    while article is not None:
        if not await screen.opened(article) or screen.is_typing:
            return
        if at.article.path != here.path:
            await _step_on(screen, step)
            return
        session = screen.desk.open(article)
        if session.findings or session.is_behind:
            left = screen.desk.sessions.get(here.path)
            at.go_to_article(article, last=step < 0)
            screen.show_finding()
            if at.is_arriving:
                screen.look.say_so(".")
            else:
                screen.say(f"This is {session.file.name}{_told(left) if left is not None else ''}.")
            return
        _ = at.session  # it is not the one that was left longest ago, and stays open
        await asyncio.sleep(0)  # there may be thousands without a finding
        article = at.step_article(step, article)
    screen.show()
    screen.say(f"There is no finding {'after' if step > 0 else 'before'} this one.{way_to_list(screen)}")


def _told(left: Session) -> str:
    """Say what is still to be done in an article that one left: findings that were stepped over are easily missed."""
    number = len(left.findings)
    parts = ("unsaved" if left.is_dirty else "", f"with {count(number, 'finding')}" if number else "")
    how = ", ".join(filter(None, parts))
    return f"; {left.file.name} is left {how}" if how else ""


def next_section(screen: "ReviewScreen") -> None:
    """Go to the next section."""
    _turn(screen, 1)


def previous_section(screen: "ReviewScreen") -> None:
    """Go to the section before."""
    _turn(screen, -1)


def _turn(screen: "ReviewScreen", step: int) -> None:
    number = screen.at.section.number + step
    if screen.at.session.is_unseen or 0 <= number < len(screen.at.session.sections):
        _go_to_section(screen, number)
    else:
        screen.say(f"This is the {'last' if step > 0 else 'first'} section of the article.")


def _go_to_section(screen: "ReviewScreen", number: int) -> None:
    if screen.look.is_awaited():
        return
    screen.editing.leave()
    screen.at.go_to_section(number)
    screen.show_finding()


def to_beginning(screen: "ReviewScreen") -> None:
    """Go to the first section of the article; in the editor, to the beginning of the text."""
    if not screen.editing.turn(to_end=False):
        _go_to_section(screen, 0)


def to_end(screen: "ReviewScreen") -> None:
    """Go to the last section of the article; in the editor, to the end of the text."""
    if not screen.editing.turn(to_end=True):
        _go_to_section(screen, len(screen.at.session.sections) - 1)


def next_pane(screen: "ReviewScreen") -> None:
    """Go to the next pane."""
    screen.board.turn(1)


def previous_pane(screen: "ReviewScreen") -> None:
    """Go to the pane before."""
    screen.board.turn(-1)


def larger_pane(screen: "ReviewScreen") -> None:
    """Give the pane in focus more room."""
    screen.board.resize_focused(1)


def smaller_pane(screen: "ReviewScreen") -> None:
    """Give the pane in focus less room."""
    screen.board.resize_focused(-1)


async def jump(screen: "DeskScreen") -> None:
    """Jump to a pane, a finding or a row by the letter on it."""
    from review_tui.tui.screens.jump import Jump

    target = await screen.app.push_screen_wait(Jump(screen.jump_targets()))
    if target is not None:
        target.go()
