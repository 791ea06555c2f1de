"""The one table of actions: it makes the keys, the help, the command palette and the README's table of keys.

An action is a function of the screen it works on; its name is the name of the action (in a key map too), and the first
line of its docstring is what help says of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from textual.binding import Binding

from review_tui.tui.commands import articles, findings, moving, outside, program, reading, terms, text
from review_tui.tui.compat import typed_by
from review_tui.tui.widgets.keybar import Hint


class Place(StrEnum):
    """Where an action can be carried out."""

    REVIEW = "at an article"
    QUEUE = "in the list of articles"
    BOTH = "everywhere"

    def takes_in(self, place: "Place") -> bool:
        """Tell whether what can be done here can be done at `place`."""
        return self in (place, Place.BOTH)


class Group(StrEnum):
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

    `keys` are Textual's names; the first of them passes an active Chinese input method, and letters and signs have
    their full-width forms beside them. `hint` puts the action into the line of keys at the bottom. `typing` says that
    its keys work while text is typed, too; those keys are never letters.
    """

    run: Callable[..., Any]
    keys: tuple[str, ...]
    group: Group
    hint: str = ""
    typing: bool = False
    numbered: bool = False
    place: Place = Place.REVIEW

    @property
    def name(self) -> str:
        """Return what a key map calls the action."""
        return self.run.__name__

    @property
    def description(self) -> str:
        """Return what it does, in a sentence without the full stop."""
        return (self.run.__doc__ or "").strip().split("\n")[0].rstrip(".")


_DIGITS = tuple("123456789")

ACTIONS = (
    Action(moving.next_finding, ("f8", "n", "ｎ"), Group.MOVE, "next", typing=True),
    Action(moving.previous_finding, ("f7", "N", "Ｎ"), Group.MOVE, typing=True),
    Action(moving.next_section, ("alt+down", "right_square_bracket", "】"), Group.MOVE),
    Action(moving.previous_section, ("alt+up", "left_square_bracket", "【"), Group.MOVE),
    Action(moving.next_pane, ("f6", "tab"), Group.MOVE, "pane", typing=True),
    Action(moving.previous_pane, ("shift+f6", "shift+tab"), Group.MOVE),
    Action(moving.jump, ("ctrl+o", "o"), Group.MOVE, typing=True, place=Place.BOTH),
    Action(moving.larger_pane, ("ctrl+right", "plus", "＋"), Group.MOVE),
    Action(moving.smaller_pane, ("ctrl+left", "minus", "－"), Group.MOVE),
    Action(findings.fix, ("enter", "f"), Group.FINDINGS, "fix"),
    Action(findings.choose, _DIGITS, Group.FINDINGS, "choose", numbered=True),
    Action(findings.fix_alike, ("ctrl+r", "A"), Group.FINDINGS, "all alike"),
    Action(findings.ignore, ("delete", "x"), Group.FINDINGS, "ignore"),
    Action(findings.explain, ("f12", "r"), Group.FINDINGS),
    Action(findings.reviewed, ("space",), Group.FINDINGS, "reviewed"),
    Action(findings.needs_work, ("ctrl+w", "w"), Group.FINDINGS),
    Action(text.edit, ("f2", "e"), Group.TEXT, "edit"),
    Action(outside.open_outside, ("f4", "E"), Group.TEXT),
    Action(reading.english, ("f3", "b"), Group.TEXT, typing=True),
    Action(reading.preview, ("f5", "v"), Group.TEXT, typing=True),
    Action(text.leave, ("escape",), Group.TEXT, typing=True),
    Action(text.undo, ("ctrl+z", "u"), Group.TEXT, place=Place.BOTH),
    Action(text.redo, ("ctrl+y", "U"), Group.TEXT, place=Place.BOTH),
    Action(text.targets, ("ctrl+l", "l"), Group.TEXT),
    Action(text.copy, ("ctrl+c", "y"), Group.TEXT, place=Place.BOTH),
    Action(text.save, ("ctrl+s",), Group.TEXT, "save", typing=True),
    Action(text.save_all, ("alt+s", "S"), Group.TEXT, place=Place.BOTH),
    Action(terms.settle, ("f9", "s"), Group.GLOSSARY, "settle"),
    Action(terms.add, ("f10", "a"), Group.GLOSSARY, typing=True),
    Action(terms.shield, ("alt+b", "B"), Group.GLOSSARY),
    Action(terms.candidates, ("alt+c", "c"), Group.GLOSSARY),
    Action(terms.find, ("ctrl+f", "slash", "、", "／"), Group.GLOSSARY),
    Action(articles.next_article, ("alt+right", "greater_than_sign", "》"), Group.ARTICLES),
    Action(articles.previous_article, ("alt+left", "less_than_sign", "《"), Group.ARTICLES),
    Action(articles.go_to_list, ("ctrl+g", "g"), Group.ARTICLES),
    Action(articles.open_article, ("enter",), Group.ARTICLES, "open", place=Place.QUEUE),
    Action(articles.filter_list, ("ctrl+f", "slash", "、", "／"), Group.ARTICLES, "filter", place=Place.QUEUE),
    Action(articles.sort_list, ("ctrl+t", "t"), Group.ARTICLES, "sort", place=Place.QUEUE),
    Action(articles.leave_filter, ("escape",), Group.ARTICLES, typing=True, place=Place.QUEUE),
    Action(program.palette, ("ctrl+p",), Group.PROGRAM, typing=True, place=Place.BOTH),
    Action(program.quit_program, ("ctrl+q", "q"), Group.PROGRAM, typing=True, place=Place.BOTH),
    Action(program.help_page, ("f1", "question_mark", "？"), Group.PROGRAM, "help", typing=True, place=Place.BOTH),
)

BY_NAME: Mapping[str, Action] = {action.name: action for action in ACTIONS}


_SIGNS = {"left_square_bracket": "【", "right_square_bracket": "】", "less_than_sign": "《", "greater_than_sign": "》"}
_TYPED = ("enter", "backspace", "delete", "left", "right")  # what a text takes for itself


def full_width(key: str) -> tuple[str, ...]:
    """Return what a Chinese input method may send for a key instead: signs and letters in their wide forms."""
    character = typed_by(key)
    if not "!" <= character <= "~":
        return ()
    wide = chr(ord(character) + 0xFEE0)
    return tuple(dict.fromkeys((wide, _SIGNS.get(key, wide), *("、" if key == "slash" else ""))))


def bindings(place: Place, actions: Iterable[Action] = ACTIONS) -> Iterator[Binding]:
    """Yield the bindings of a screen. What works while typing goes before the widgets' own keys."""
    for action in actions:
        if not action.place.takes_in(place):
            continue
        for number, key in enumerate(action.keys, 1):
            do = f"do('{action.name}', {number})" if action.numbered else f"do('{action.name}')"
            is_typed = key in _TYPED or typed_by(key) != ""
            priority = (action.typing and not is_typed) or key.startswith("alt+")
            yield Binding(key, do, action.description, show=False, priority=priority, id=action.name)


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


def shown_keys(action: Action, keys: tuple[str, ...] | None = None) -> str:
    """Return the keys of an action as help has them: nine digits as one, full-width forms left out."""
    if action.numbered and action.keys == _DIGITS:
        return "1-9"
    plain = [key for key in keys or action.keys if len(key) > 1 or key.isascii()]
    return " ".join(key_name(key) for key in plain)


@cache
def hints(place: Place, actions: tuple[Action, ...] = ACTIONS) -> tuple[Hint, ...]:
    """Return the keys for the line at the bottom of a screen, the most wanted first; help comes last."""
    return tuple(
        Hint("1-9" if action.keys == _DIGITS else key_name(action.keys[0]), action.hint, action.name)
        for action in actions
        if action.hint and action.place.takes_in(place)
    )
