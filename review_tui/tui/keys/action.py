"""What an action is, and what is made of it: bindings, hints, and the names of its keys."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from textual.binding import Binding

from review_tui.tui.compat import typed_by
from review_tui.tui.widgets.key_bar import Hint


class ActionPlace(StrEnum):
    """Where an action can be carried out."""

    REVIEW = "at an article"
    QUEUE = "in the list of articles"
    BOTH = "everywhere"

    def takes_in(self, place: "ActionPlace") -> bool:
        """Tell whether what can be done here can be done at `place`."""
        return self in (place, ActionPlace.BOTH)


class ActionGroup(StrEnum):
    """What an action is about; help is in this order."""

    MOVE = "Move"
    FINDINGS = "Findings"
    TEXT = "Text"
    GLOSSARY = "Glossary"
    ARTICLES = "Articles"
    PROGRAM = "Program"


@dataclass(frozen=True, slots=True)
class Action:
    """Something an editor can do.

    `keys` are Textual's names of plain keys, of which the first passes an active Chinese input method; `every_key` has
    the full-width forms of letters and signs, too. `hint` is the word beside the key in the line at the bottom of the
    screen; an action without one is not there. `typing` says that its keys work while text is typed, too; those keys
    are never letters. A `numbered` action has a key for each choice: `run` is told the number (from 1) of the one that
    was pressed.
    """

    run: Callable[..., Any]
    keys: tuple[str, ...]
    group: ActionGroup
    hint: str = ""
    typing: bool = False
    numbered: bool = False
    place: ActionPlace = ActionPlace.REVIEW

    @property
    def name(self) -> str:
        """Return what a key map calls the action."""
        return self.run.__name__

    @property
    def every_key(self) -> tuple[str, ...]:
        """Return its keys, then what an input method may send for them."""
        return tuple(dict.fromkeys((*self.keys, *(form for key in self.keys for form in full_width(key)))))

    def number(self, key: str) -> int:
        """Return the number (from 1) of the choice that one of the keys of a numbered action takes."""
        return next(number for number, own in enumerate(self.keys, 1) if key in (own, *full_width(own)))

    @property
    def description(self) -> str:
        """Return what it does, in a sentence without the full stop."""
        return (self.run.__doc__ or "").strip().split("\n")[0].rstrip(".")


DIGITS = tuple("123456789")
_SIGNS = {"left_square_bracket": "【", "right_square_bracket": "】", "less_than_sign": "《", "greater_than_sign": "》"}
_WIDE_BLANK = "ideographic_space"
_TYPED = ("enter", "backspace", "delete", "left", "right", "tab", "shift+tab")  # what a text or a form takes for itself


def full_width(key: str) -> tuple[str, ...]:
    """Return what a Chinese input method may send for a key instead: signs, letters, digits and blank in wide forms."""
    character = typed_by(key)
    if character == " ":
        return (_WIDE_BLANK,)
    if not "!" <= character <= "~":
        return ()
    wide = chr(ord(character) + 0xFEE0)
    return tuple(dict.fromkeys((wide, _SIGNS.get(key, wide), *("、" if key == "slash" else ""))))


def bindings(place: ActionPlace, actions: Iterable[Action]) -> Iterator[Binding]:
    """Yield the bindings of a screen. What works while typing goes before the widgets' own keys."""
    for action in actions:
        if not action.place.takes_in(place):
            continue
        for key in action.every_key:
            do = f"do('{action.name}', {action.number(key)})" if action.numbered else f"do('{action.name}')"
            is_typed = key in _TYPED or typed_by(key) != ""
            priority = (action.typing and not is_typed) or key.startswith("alt+")
            yield Binding(key, do, action.description, show=False, priority=priority, id=action.name)


def elsewhere(place: ActionPlace, actions: Iterable[Action]) -> Iterator[Binding]:
    """Yield bindings of the keys that do something only where one is not, so that it can be said."""
    actions = tuple(actions)
    here = {key for action in actions if action.place.takes_in(place) for key in action.every_key}
    for action in actions:
        if not action.place.takes_in(place):
            for key in action.every_key:
                if key not in here:
                    yield Binding(key, f"say_where('{action.name}', '{key}')", action.description, show=False)


_KEY_NAMES = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "slash": "/",
    "delete": "Del",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
}


def key_name(key: str) -> str:
    """Return a key as a person would call it."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    prefix, plus, bare = key.rpartition("+")
    if bare[0] == "f" and bare[1:].isdigit():
        bare = bare.upper()
    elif bare in _KEY_NAMES or plus:
        bare = _KEY_NAMES.get(bare, bare.capitalize() if len(bare) > 1 else bare)
    return f"{prefix.capitalize()}{plus}{bare}"


def shown_keys(action: Action) -> str:
    """Return the keys of an action as help has them: nine digits as one, full-width forms left out."""
    if action.numbered and action.keys == DIGITS:
        return "1-9"
    plain = [key for key in action.keys if len(key) > 1 or key.isascii()]
    return " ".join(key_name(key) for key in plain)


@cache
def hints(place: ActionPlace, actions: tuple[Action, ...]) -> tuple[Hint, ...]:
    """Return the keys for the line at the bottom of a screen, the most wanted first; help comes last."""
    return tuple(
        Hint("1-9" if action.keys == DIGITS else key_name(action.keys[0]), action.hint, action.name)
        for action in actions
        if action.hint and action.place.takes_in(place)
    )
