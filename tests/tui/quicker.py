"""What Textual works out again and again is worked out once, or not at all where nothing changes by it.

This reaches into Textual, so `conftest.py` asks for it with the one version that it was written for: with another one,
the same tests take half as long again.
"""

from collections.abc import Callable, Iterator
from functools import cache
from types import CodeType, MethodType
from typing import Any, Self

import pytest
from textual import _callback, message_pump
from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from review_tui.tui.compat import is_at_rest


def make_quicker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Textual read each style sheet once, look up once what is found by a class, and log nothing.

    A widget is given only the styles that it has not already, a screen is laid out no second time because it is told
    its size again, and no widget at rest is asked whether it is.
    """
    monkeypatch.setattr(Stylesheet, "parse", _parse)
    monkeypatch.setattr(Stylesheet, "apply", _apply)
    monkeypatch.setattr(Stylesheet, "_EXCLUDE_PSEUDO_CLASSES_FROM_CACHE", _GOES_BY_MORE)
    monkeypatch.setattr(Stylesheet, "replace_rules", staticmethod(_replace_rules))
    monkeypatch.setattr(RuleSet, "__hash__", object.__hash__)  # it is that of the object, worked out in Python
    monkeypatch.setattr(_callback, "_count_parameters", _count_parameters)
    monkeypatch.setattr(MessagePump, "_get_dispatch_methods", _get_dispatch_methods)
    monkeypatch.setattr(message_pump, "log", _Silence())
    monkeypatch.setattr(Reactive, "__get__", _get)
    monkeypatch.setattr(Screen, "_screen_resized", _screen_resized)
    monkeypatch.setattr(Pilot, "_wait_for_screen", _wait_for_screen)


_Given = tuple[RulesMap, dict[str, bool], dict[str, Any]]
"""What a node is given by the rules, what is noted about those, and how a node that had no styles holds them then."""


class _Rules(list[RuleSet]):
    """The rules of some sheets, with what they give to nodes, by what these and those above them are."""

    def __init__(self) -> None:
        super().__init__()
        self.given: dict[object, _Given] = {}
        self.by_focus: set[object] = set()  # keys of nodes whose rules go by where the focus is as well


_READ: dict[object, list[RuleSet]] = {}
"""Rules by the values of variables, and by sheet."""

_TOGETHER: dict[object, _Rules] = {}
"""Rules by the values of variables, and by all sheets."""


def _parse(stylesheet: Stylesheet) -> None:
    variables, sheets = tuple(stylesheet._variables.items()), tuple(stylesheet.source.items())
    if (variables, sheets) not in _TOGETHER:
        rules = _TOGETHER[variables, sheets] = _Rules()
        for sheet in sheets:
            if (variables, sheet) not in _READ:
                place, (css, is_default, tie_breaker, scope) = sheet
                read = stylesheet._parse_rules(css, place, is_default, tie_breaker, scope)
                assert not any(rule.errors for rule in read)
                _READ[variables, sheet] = read
            rules += _READ[variables, sheet]
    stylesheet._rules, stylesheet._rules_map, stylesheet._require_parse = _TOGETHER[variables, sheets], None, False


_applied = Stylesheet.apply
_NOTED = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
_GOES_BY_MORE = Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE - {"focus-within"}
_DOES_MORE = {"layout", "display", "pointer", "overflow_x", "overflow_y"}
"""Styles that are more than a value that is kept: each node has a layout of its own, others tell what is around."""


def _apply(stylesheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: object = None) -> None:
    rules = stylesheet.rules if isinstance(stylesheet.rules, _Rules) else _Rules()  # no sheet was read so far
    key = _key(node)
    if key in rules.by_focus:
        key = key, _focused_within(node)
    base, is_new = node.styles.base, not node._is_mounted and not node.styles.base._rules
    held: dict[str, Any] = base._rules  # type: ignore[assignment]
    if key in rules.given:
        wanted, noted, kept = rules.given[key]
        vars(node).update(noted)
        if is_new and kept:
            held.update(kept)
            base._updates += len(kept)
            for name in _DOES_MORE & wanted.keys():
                setattr(base, name, wanted.get(name))
            vars(base)["_taken"] = wanted, base._updates
            node.notify_style_update()
        else:
            stylesheet.replace_rules(node, wanted, animate=animate)
        stylesheet._process_component_classes(node)
        return
    found: dict[Any, RulesMap] = {}  # stays empty where the rules go by more than the key
    _applied(stylesheet, node, animate=animate, cache=found)
    for wanted in found.values():
        if node._has_focus_within and key not in rules.by_focus:
            rules.by_focus.add(key)
            key = key, _focused_within(node)
        kept = {name: value for name, value in held.items() if name not in _DOES_MORE} if is_new else {}
        rules.given[key] = wanted, {name: getattr(node, name) for name in _NOTED}, kept


def _focused_within(node: DOMNode) -> tuple[bool, ...]:
    """Return for a widget and each one above it, whether it or something in it has the focus."""
    return tuple(above.has_focus_within for above in node.ancestors_with_self if isinstance(above, Widget))


def _key(node: DOMNode | None) -> tuple[object, ...]:
    """Return all that rules go by, but for what a node has beside or below it, which Textual keeps none of either."""
    path: list[object] = []
    while isinstance(node, DOMNode):
        held = vars(node)
        path += (type(node), node._id, *sorted(node._classes), held.get("_reactive_disabled"))
        path += held.get("_reactive_has_focus"), held.get("_reactive_mouse_hover"), held.get("can_focus")
        if isinstance(node, App):
            path += node.app_focus, node.is_inline, node.native_ansi_color, node.no_color, node.current_theme.dark
        node = node._parent  # type: ignore[assignment]
    return tuple(path)


_replaced = Stylesheet.replace_rules


def _replace_rules(node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
    if animate and rules.get("transitions"):
        _replaced(node, rules, animate)
        return
    base = node.styles.base
    wanted: dict[str, Any] = rules  # type: ignore[assignment]
    had: dict[str, Any] = base._rules  # type: ignore[assignment]
    if vars(base).get("_taken", (None, None))[1] == base._updates:
        had = vars(base)["_taken"][0]  # what was wanted last, and is held in a form of its own
    changed = (
        [name for name in had.keys() | wanted.keys() if wanted.get(name) is not had.get(name)]
        if had is not wanted
        else []
    )
    for name in changed:
        setattr(base, name, wanted.get(name))
    vars(base)["_taken"] = wanted, base._updates
    node.notify_style_update()  # its parts may look different now: a cursor does once the list has the focus


_counted = _callback._count_parameters


def _count_parameters(function: Callable[..., object]) -> int:
    if isinstance(function, MethodType):
        return _count_parameters(function.__func__) - 1
    code = getattr(function, "__code__", None)
    return _counted(function) if code is None or hasattr(function, "__wrapped__") else _count_of(code)


@cache
def _count_of(code: CodeType) -> int:
    starred = bool(code.co_flags & 4) + bool(code.co_flags & 8)  # *arguments and **named ones count as one each
    return code.co_argcount + code.co_kwonlyargcount + starred


_dispatched = MessagePump._get_dispatch_methods


def _get_dispatch_methods(pump: MessagePump, name: str, message: Message) -> Iterator[tuple[type, Any]]:
    kind: object = type(message)
    handlers = _handlers(type(pump), name, kind)
    if handlers is None:
        yield from _dispatched(pump, name, message)
        return
    for owner, functions in handlers:
        if message._no_default_action:
            return
        for function in functions:
            yield owner, function.__get__(pump, owner)


@cache
def _handlers(pump: type, name: str, message: type) -> list[tuple[type, list[Any]]] | None:
    """Return the handlers of a class for messages of another one; None where they go by the sender as well."""
    found: list[tuple[type, list[Any]]] = []
    decorated: list[Any] = []
    for owner in pump.__mro__:
        functions: list[Any] = []
        for kind in message.__mro__:
            for function, selectors in vars(owner).get("_decorated_handlers", {}).get(kind, ()):
                if selectors:
                    return None
                if function not in decorated:
                    functions.append(function)
                    decorated.append(function)
        named = vars(owner).get(f"_{name}") or vars(owner).get(name)
        if named is not None and not getattr(named, "_textual_on", None):
            functions.append(named)
        if functions:
            found.append((owner, functions))
    return found


class _Silence:
    """A logger that nobody reads."""

    def __getattr__(self, name: str) -> Self:
        return self

    def __call__(self, *_: object) -> Self:
        return self


_resized = Screen._screen_resized


def _screen_resized(screen: Screen[object], size: Size) -> None:
    if size != screen._size:  # else it was told the size that it has: what is to be laid out again asks for that
        _resized(screen, size)


_waited = Pilot._wait_for_screen


async def _wait_for_screen(pilot: Pilot[object], timeout: float = 30.0) -> bool:
    """Wait until all widgets are at rest; where one is not, as Textual does, which sends a message to each of them."""
    if pilot.app.screen_stack and all(map(is_at_rest, (pilot.app, *pilot.app.screen.walk_children(with_self=True)))):
        return True
    return await _waited(pilot, timeout)


_got = Reactive.__get__


def _get(reactive: "Reactive[Any]", node: Any, kind: type) -> Any:
    own: object = type(node)
    if node is not None and reactive.internal_name in vars(node) and not _is_computed(own, reactive):
        return vars(node)[reactive.internal_name]
    return _got(reactive, node, kind)


@cache
def _is_computed(kind: type, reactive: "Reactive[Any]") -> bool:
    return hasattr(kind, reactive.compute_name)
