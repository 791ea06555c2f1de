"""What the screens that work on the desk have in common: messages, keys at the bottom, and carrying out actions."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.screen import Screen
from textual.widgets import Input

from review_tui.article.shifting import moved
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.discovery.discovery import Found
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.history import Step
from review_tui.review.notice import Notice
from review_tui.tui.background.work import outcome
from review_tui.tui.compat import bind, is_bound
from review_tui.tui.keys.action import Action, ActionPlace, bindings, elsewhere, hints, key_name
from review_tui.tui.screens.jump import Target
from review_tui.tui.widgets.key_bar import Hint, KeyBar
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.scrolled import Scrolled
from review_tui.tui.widgets.section_editor import SectionEditor
from review_tui.tui.widgets.status_choice import StatusChoice

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp

_OF_FIELDS = ("undo", "redo", "to_beginning", "to_end", "select_all")  # what a field does with its own text


class DeskScreen(Screen[None]):
    """A screen with a line for messages and a line of keys. `keys/actions` says what can be done on it."""

    DEFAULT_CSS = """
    DeskScreen {
        layers: base messages; background: $background;
        & .pane { border-top: blank; border-title-color: $text-muted; border-title-style: bold; }
        & .pane:focus, & .pane:focus-within {
            border-title-color: $foreground; border-title-background: $surface; border-title-style: bold reverse;
        }
    }
    """

    PLACE: ClassVar[ActionPlace]
    OPENS: ClassVar[str]
    """The name of the action that opens what is to be written in."""

    def __init__(self, desk: Desk, at: Focus, actions: tuple[Action, ...]) -> None:
        super().__init__()
        free = (each for each in elsewhere(self.PLACE, actions) if not is_bound(self, each.key))
        bind(self, (*free, *bindings(self.PLACE, actions)))
        self.desk = desk
        self.at = at
        self.actions = actions
        self.by_name = {action.name: action for action in actions}
        self._is_to_show = False  # soon

    @property
    def review_app(self) -> "ReviewApp":
        """Return the app, with what goes on beside its screens: keeping, writing and changing."""
        return cast("ReviewApp", self.app)

    def key_for(self, name: str) -> str:
        """Return the first key of an action, as a person would call it: messages say what to press."""
        return key_name(self.by_name[name].keys[0])

    def say_nothing_is_open(self) -> None:
        """Say that words which came from an input method, or were pasted, went nowhere."""
        what = self.by_name[self.OPENS].description
        what = f"{self.key_for(self.OPENS)} is the key to {what[0].lower()}{what[1:]}"
        self.say(f"Nothing is open to write in, so those words went nowhere. {what}.", bad=True)

    def show(self) -> None:
        """Bring everything up to date with the desk."""
        raise NotImplementedError

    def show_soon(self) -> None:
        """Bring everything up to date once the screen is laid out anew: once, however many ask for it until then."""
        if not self._is_to_show:
            self._is_to_show = True
            self.call_after_refresh(self._show_now)

    def _show_now(self) -> None:
        self._is_to_show = False
        self.lay_out()
        self.show()

    def lay_out(self) -> None:
        """Give what is on the screen the room that it has at this width; a screen may have nothing to do for it."""

    @property
    def has_panes(self) -> bool:
        """Tell whether all panes are there already, and still: they come and go one by one, with ticks in between."""
        return self.app.is_running and self.is_mounted and any(isinstance(each, KeyBar) for each in self.children)

    def when_there(self, action: Callable[[], object]) -> None:
        """Call a function that needs the panes: now, or as soon as they are there, but not when they are gone."""
        if self.has_panes:
            action()
        elif not self.is_mounted:
            self.call_later(self.when_there, action)

    @property
    def place(self) -> int:
        """Return the place of the hand in the article in focus."""
        return self.at.place

    def after_change(self, place: int) -> None:
        """Show what a change at a place of the article in focus came to; the caret is put there."""
        self.at.settle(place)
        self.refresh_text(place)

    def crosses(self, *, back: bool) -> bool:  # noqa: ARG002  for those who have an editor
        """Do what undo (or redo) does where it leads out of an editor or into it; tell whether that was the case."""
        return False

    def after_step(self, step: Step, place: int, before: str) -> None:  # noqa: ARG002  for those who have an editor
        """Show what a step that was taken back or done again came to, and go to where it was made.

        The hand was at a `place` of the text `before`.
        """
        if step.path != self.at.article.path:
            file = self.desk.at(step.path).file  # the list may leave it out
            self.at.go_to_article(Found(step.path, str(file)))
        self.at.look_at(step.place, going_on=not step.typed)
        self.refresh_text(step.end)

    def refresh_text(self, caret: int) -> None:
        """Show the article in focus anew, the caret at an offset."""
        raise NotImplementedError

    def after_others(self, place: int, before: str) -> None:
        """Show what others made of the article in focus, which was `before`; the hand stays at its `place` in that."""
        place = moved(place, before, self.at.session.article.text)
        self.at.stay(place)
        self.refresh_text(place)

    async def opened(self, article: Found) -> bool:
        """Open an article once it and its glossary are read.

        Tell whether it is open and the hand is where it was before; a configuration that is wrong is told here.
        """
        if self.desk.sessions.get(article.path) is not None:
            return True
        here, late = self.hand, False

        def say() -> None:
            nonlocal late
            late = True
            self.say(f"Opening {Path(article.file).name} takes long: you may go on.")

        read = await outcome(self.desk.reading(article), say)
        if late:
            if self.app.screen is not self or self.hand != here or self.is_typing:
                return False
            self.query_one(MessageLine).clear()
        try:
            self.desk.open(article, read)
        except ConfigError as mistake:
            self.say(str(mistake), bad=True)
            return False
        return True

    @property
    def hand(self) -> object:
        """Return where the hand is, as a value to compare with a later one."""
        return self.at.article

    @property
    def is_typing(self) -> bool:
        """Tell whether the text of the article in focus is open for editing."""
        return False

    def commit_editor(self) -> None:
        """Take over what was typed so far, where this is a screen on which one types."""

    def is_possible(self, name: str) -> bool:
        """Tell whether an action can be carried out now.

        A field takes undo and the like for its own text. The editor, and a field that is no text, take all keys but
        those of the actions that work while one types.
        """
        if name in _OF_FIELDS and isinstance(self.focused, Input | StatusChoice):
            return False
        return self.by_name[name].typing or not isinstance(self.focused, SectionEditor | StatusChoice)

    def show_keys(self) -> None:
        """Show the keys that matter here: those of what has the focus, and of the actions those that it leaves."""
        active = self.active_bindings
        reached = [
            hint
            for hint in hints(self.PLACE, self.actions)
            if self.is_possible(hint.action)
            and (bound := active.get(self.by_name[hint.action].keys[0])) is not None
            and bound.node is self
        ]
        self.query_one(KeyBar).load([*self.own_hints(), *self.most_wanted_first(reached)])

    def most_wanted_first(self, reached: list[Hint]) -> list[Hint]:
        """Return the keys of the actions in the order in which there is to be room for them."""
        return reached

    def own_hints(self) -> Sequence[Hint]:
        """Return the keys that mean something where the focus is and nowhere else, the most wanted first."""
        raise NotImplementedError

    def jump_targets(self) -> list[Target]:
        """Return what one can jump to, the most wanted first."""
        raise NotImplementedError

    def words_to_copy(self) -> str:
        """Return what is selected, or what the cursor is on; empty where there is nothing."""
        return self.get_selected_text() or ""

    def say(self, message: str, *, bad: bool = False) -> None:
        """Show a message at the bottom."""
        self.when_there(lambda: self.query_one(MessageLine).say(message, bad=bad))

    @on(MessageLine.Changed)
    def _message_changed(self) -> None:
        self.uncover()

    def uncover(self) -> None:
        """Let nothing that one works on lie under the message."""
        if not self.has_panes:
            return
        line = self.query_one(MessageLine)
        for rows in self.query(Scrolled):
            rows.cover(line.rows_over(rows.region))

    def tell(self, notices: Iterable[Notice]) -> None:
        """Show what came of something, all of it, the bad news first."""
        message, bad = _joined(notices)
        if message:
            self.say(message, bad=bad)

    def tell_besides(self, notices: Iterable[Notice], instead_of: str = "") -> None:
        """Show what came of something that no key began, or one long ago: what is shown stays, but for one line."""
        message, bad = _joined(notices)
        if message:
            self.when_there(lambda: self.query_one(MessageLine).add(message, bad=bad, instead_of=instead_of))

    def do(self, name: str, *arguments: int) -> None:
        """Carry out an action of the table; what answered the one before is no longer said."""
        self.query_one(MessageLine).begin()
        done = self.by_name[name].run(self, *arguments)
        if asyncio.iscoroutine(done):
            self.run_worker(done, group="action")

    def action_do(self, name: str, *arguments: int) -> None:
        """Carry out an action of the table: what keys are bound to. Some of them overtake the panes."""
        if self.is_possible(name):
            self.when_there(lambda: self.do(name, *arguments))
        else:
            self.say(f"{self.key_for('leave')} leaves the editor first: this key does nothing while you edit.")

    def action_say_where(self, name: str, key: str) -> None:
        """Say where a key works that does nothing here, and what it does there."""
        if name == "go_to_list":
            self.say("This is the list of articles.")
            return
        action = self.by_name[name]
        way = self.key_for("open_article" if action.place is ActionPlace.REVIEW else "go_to_list")
        does = f"{action.description[0].lower()}{action.description[1:]}"
        self.say(f"{key_name(key)} works {action.place.value}, and {way} leads there: {does}.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave alone what cannot be carried out now; in the editor, let it through to `action_do`, which says so."""
        if action != "do" or isinstance(self.focused, SectionEditor):
            return True
        return self.is_possible(str(parameters[0]))

    @on(KeyBar.Pressed)
    def _key_clicked(self, event: KeyBar.Pressed) -> None:
        if event.action in self.by_name:
            self.press_for(event.action)
        else:
            self.app.call_later(self.app.simulate_key, event.action)  # one that a screen posts ends at the screen

    def press_for(self, name: str) -> None:
        """Do what the key of an action would, where its name was clicked."""
        action = self.by_name[name]
        if not action.place.takes_in(self.PLACE):
            self.action_say_where(name, action.keys[0])
        elif action.numbered:
            self.say("Press a digit: it takes that choice of the finding.")
        elif isinstance(self.focused, SectionEditor) and action.keys[0].startswith("ctrl+"):
            self.app.simulate_key(action.keys[0])  # which may be the editor's own, such as that for undo
        else:
            self.action_do(name)


def _joined(notices: Iterable[Notice]) -> tuple[str, bool]:
    """Return the messages, the bad news first, and whether there are any of those."""
    told = sorted(notices, key=lambda notice: not notice.bad)
    return "\n".join(notice.message for notice in told), bool(told) and told[0].bad
