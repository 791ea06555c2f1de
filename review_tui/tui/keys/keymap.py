"""The keys that a configuration gives to actions: checked, and put in the place of those in the table.

`[keys]` in review-tui.toml (`[tool.review-tui.keys]` in pyproject.toml) names an action and its key, or a list of them.
An action that is named loses the keys it had; those that are not keep theirs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from textual.keys import Keys

from review_tui.lint.config.file import ConfigFile
from review_tui.lint.config.mistake import ConfigError, Mistake
from review_tui.text.nearest import nearest
from review_tui.tui.compat import key_of, typed_by, with_alt
from review_tui.tui.keys.action import Action, ActionPlace
from review_tui.tui.keys.actions import ACTIONS, BY_NAME
from review_tui.tui.widgets.concept_card import KEYS as STATUS_KEYS

_NAMED = {key.value.rpartition("+")[2] for key in Keys if "<" not in key.value} - {"return", "ctrl-at", "@"}
_SHORT = {"del": "delete", "esc": "escape", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown", "return": "enter"}
_MODIFIERS = ("ctrl", "alt", "shift")
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+left_square_bracket": "escape"}
_LISTS = ("up", "down", "pageup", "pagedown", "home", "end", "j", "k", "ｊ", "ｋ")
_OWN = {"ctrl+q": "quit_program", "ctrl+p": "palette"}
"""Keys that work under every dialog, and so cannot be given to something else."""
_CARD = {
    "delete": "deletes a rendering",
    **{
        key_of(key) if len(key) == 1 else key: f"makes a rendering {status.value}"
        for status, keys in STATUS_KEYS.items()
        for key in keys
    },
}
"""Keys that change the glossary on the card of a term, whatever they do elsewhere."""


class KeyFault(ValueError):
    """A key that cannot be bound; the message says why."""


def normal_key(text: str) -> str:
    """Return a key as Textual calls it: `Ctrl+S`, `F8`, `Del` and `[` are understood; raise KeyFault where none is."""
    if len(text) == 1:
        if not text.isprintable() or text.isspace():
            raise KeyFault(f"{text!r} is no key: call it by its name, such as space or tab")
        return key_of(text)
    *modifiers, key = text.replace("++", "+plus").lower().split("+")
    if len(key) == 1:
        key = key_of(key)
    key = _SHORT.get(key, key)
    if key not in _NAMED and not typed_by(key):
        near = nearest(key, _NAMED, 0.6)
        raise KeyFault(f"there is no key {text!r}" + (f": did you mean {near!r}?" if near else ""))
    unknown = next((each for each in modifiers if each not in _MODIFIERS), None)
    if unknown is not None:
        raise KeyFault(f"{text!r}: {unknown!r} does not reach a terminal: use ctrl, alt or shift")
    normal = "+".join((*(each for each in _MODIFIERS if each in modifiers), key))
    if normal in _SAME:
        raise KeyFault(f"{text!r} is the same as {_SAME[normal]!r} in a terminal")
    if modifiers == ["alt"] and typed_by(key) and with_alt(typed_by(key)) != normal:
        raise KeyFault(f"{text!r} arrives as {with_alt(typed_by(key))!r} from most terminals: take another")
    lost = ("enter", "escape", "backspace", "space")
    if ("shift" in modifiers and (typed_by(key) or key in lost)) or ("ctrl" in modifiers and key in (*lost, "tab")):
        raise KeyFault(f"{text!r} reaches the desk in few terminals only: take another")
    return normal


def actions_of(file: ConfigFile | None) -> tuple[Action, ...]:
    """Return the table of actions with the keys of a configuration; raise ConfigError with all that is wrong there."""
    if file is None or not file.config.keys:
        return ACTIONS
    given: dict[str, tuple[str, ...]] = {}
    mistakes: list[Mistake] = []
    for name, value in file.config.keys.items():
        keys, faults = _keys(name, (value,) if isinstance(value, str) else value)
        mistakes += (file.mistake(f"keys: {fault}", "keys", name) for fault in faults)
        given[name] = keys
    actions = tuple(replace(action, keys=given.get(action.name, action.keys)) for action in ACTIONS)
    if not mistakes:
        mistakes += (file.mistake(f"keys: {fault}", "keys", name) for name, fault in _conflicts(actions, given))
    if mistakes:
        raise ConfigError(*sorted(mistakes, key=lambda mistake: mistake.line))
    return actions


def _keys(name: str, wanted: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the keys that an action is given, and what is wrong with them."""
    action = BY_NAME.get(name)
    if action is None:
        near = nearest(name.lower().replace("-", "_"), BY_NAME)
        hint = f"did you mean {near!r}?" if near else f"known are {', '.join(BY_NAME)}"
        return (), [f"there is no action {name!r}: {hint}"]
    keys: list[str] = []
    faults: list[str] = []
    for text in wanted:
        try:
            keys.append(normal_key(text))
        except KeyFault as fault:
            faults.append(f"{name}: {fault}")
    if action.numbered and len(wanted) != len(action.keys):
        faults.append(f"{name}: it needs {len(action.keys)} keys, one for each choice, not {len(wanted)}")
    elif not wanted:
        faults.append(f"{name}: it needs a key")
    return tuple(dict.fromkeys(keys)), faults


def _conflicts(actions: Sequence[Action], given: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield what is in the way of the keys that were given: the action, and the fault."""
    told: set[tuple[str, str]] = set()
    bound = {action.name: set(map(_as_bound, action.every_key)) for action in actions}
    for name in given:
        action = next(each for each in actions if each.name == name)
        own = set(map(_as_bound, BY_NAME[name].every_key))
        for key in sorted(map(_as_bound, action.keys)):  # where full-width forms meet, so do the keys
            if key in _CARD and action.place.takes_in(ActionPlace.REVIEW) and key not in own:
                shown = typed_by(key) or key
                yield name, f"{name}: {shown!r} {_CARD[key]} on the card of a term, so it cannot be given to an action"
            if key in _LISTS:
                yield name, f"{name}: {key!r} moves the cursor in lists, so it cannot be given to an action"
            if key in _OWN and _OWN[key] != name:
                yield name, f"{name}: {key!r} is always the key of {_OWN[key]!r}"
            for other in actions:
                places = (place for place in (ActionPlace.REVIEW, ActionPlace.QUEUE) if action.place.takes_in(place))
                meet = any(other.place.takes_in(place) for place in places)
                if other is not action and key in bound[other.name] and meet and (other.name, key) not in told:
                    told.add((name, key))  # once, at the first of the two
                    yield name, f"{name}: {key!r} is the key of {other.name!r} too: give that another one"


def _as_bound(key: str) -> str:
    return key_of(key) if len(key) == 1 else key
