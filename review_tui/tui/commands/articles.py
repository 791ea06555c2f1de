"""Going from article to article, and choosing among them."""

from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.review.queue.queue import Order
from review_tui.review.safety.left_behind import waiting
from review_tui.tui.commands.saving import save_all, save_session
from review_tui.tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from review_tui.tui.screens.queue import QueueScreen
    from review_tui.tui.screens.review import ReviewScreen


async def next_article(screen: "ReviewScreen") -> None:
    """Go to the next article."""
    await _turn(screen, 1)


async def previous_article(screen: "ReviewScreen") -> None:
    """Go to the article before."""
    await _turn(screen, -1)


async def _turn(screen: "ReviewScreen", step: int) -> None:
    screen.editing.leave()
    article = screen.at.step_article(step)
    if article is None:
        screen.say(f"There is no article {'after' if step > 0 else 'before'} this one.{way_to_list(screen)}")
    elif await screen.opened(article):
        screen.at.go_to_article(article)
        screen.show_finding()


def way_to_list(screen: "ReviewScreen") -> str:
    """Return what to say of the list of articles where there is no other to go on to; nothing where there is none."""
    return f" {screen.key_for('go_to_list')} leads to the list of articles." if _has_list(screen) else ""


def _has_list(screen: "ReviewScreen") -> bool:
    return len(screen.app.screen_stack) > 1


def go_to_list(screen: "ReviewScreen") -> None:
    """Go to the list of articles."""
    screen.editing.leave()
    if _has_list(screen):
        screen.app.pop_screen()
    else:
        screen.say("There is only this article.")


def open_article(screen: "QueueScreen") -> None:
    """Open the article."""
    screen.open_picked()


async def save_listed(screen: "QueueScreen") -> None:
    """Save the article under the cursor of the list."""
    picked, dirty = screen.picked, screen.desk.sessions.dirty
    session = next((each for each in dirty if picked is not None and each.name == picked.found.path), None)
    if session is not None:
        saved = await save_session(screen, session)
        screen.show()
        screen.tell(saved.told(session))
    elif picked is not None and picked.found.path in screen.queue.left:
        screen.say(waiting([Path(picked.found.file).name]))
    elif dirty and picked is not None:
        name, key = Path(picked.found.file).name, screen.key_for("save_all")
        screen.say(f"{name} has nothing to save; {key} saves every article that is unsaved.")
    else:
        await save_all(screen)


def filter_list(screen: "QueueScreen") -> None:
    """Filter the list: by words, rule:T7, term:foreclosure, uses:止赎, is:error, is:unsaved."""
    screen.filter.focus()


def leave_filter(screen: "QueueScreen") -> None:
    """Go back from the filter to the list; a second time, take the filter away."""
    if screen.rows.has_focus:
        screen.filter.value = ""
        screen.query_one(MessageLine).clear()
    screen.rows.focus()


def sort_list(screen: "QueueScreen") -> None:
    """Sort the list: by need of work, by path, by title."""
    orders = list(Order)
    screen.queue.arrange(order=orders[(orders.index(screen.queue.order) + 1) % len(orders)])
    screen.show()
