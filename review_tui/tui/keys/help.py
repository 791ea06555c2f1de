"""The help page: the keys, made of the table of actions, or of what stands under a dialog, and what signs mean."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from review_tui.review.decisions.section_state import SectionState
from review_tui.review.queue.entry import ArticleState
from review_tui.severity import Severity
from review_tui.text.cells import wrap
from review_tui.tui.keys.action import Action, ActionGroup, shown_keys
from review_tui.tui.widgets.concept_card import LETTERS

_COLUMN = 18  # cells for the keys
_LEAST = 20  # cells for what they do


class HelpRow(NamedTuple):
    """A line of the help page, and the name of the action that it is about, if any."""

    line: str
    action: str = ""


def help_rows(actions: Iterable[Action], cells: int) -> list[HelpRow]:
    """Return the keys, group by group, in lines of so many cells; what goes on in a second one is below what it is."""
    rows: list[HelpRow] = []
    actions = tuple(actions)
    for group in ActionGroup:
        rows += map(HelpRow, ("", group.value) if rows else (group.value,))
        for action in actions:
            if action.group is group:
                rows += (HelpRow(line, action.name) for line in _row(shown_keys(action), action.description, cells))
    rows += map(HelpRow, ("", "Signs"))
    for signs, what in _signs():
        rows += map(HelpRow, _row(signs, what, cells))
    rows.append(HelpRow(""))
    for hint in (
        "In lists: arrows or j k, Page up, Page down, Home, End; Enter chooses. In the text: arrows scroll.",
        "The mouse works everywhere: click a finding, a choice, a section, a term, a key at the bottom, a row here.",
        "With a Chinese input method on, use the first key of each row: it needs no letter.",
    ):
        rows += map(HelpRow, wrap(hint, cells))
    return rows


def _signs() -> Iterator[tuple[str, str]]:
    """Yield the signs that stand before something, and what each of them says."""
    for signs, what in (
        ({each.letter: each.value for each in Severity}, "a finding, and the worst one of a section"),
        ({each.letter: each.value for each in SectionState if each is not SectionState.OPEN}, "a section"),
        ({each.letter: each.value for each in ArticleState if each is not ArticleState.OPEN}, "an article of the list"),
        ({sign: status.value for status, sign in LETTERS.items()}, "a rendering on the card of its term"),
        ({"W": "look here"}, "a term with a rendering that is advised against, or with two that are not"),
        ({"#": "a share"}, "how often a rendering is used, in the article and in all of the list"),
        ({"*": "unsaved"}, "an article"),
    ):
        yield " ".join(signs), f"{', '.join(signs.values())}: {what}"


def dialog_help(about: str, foot: str, cells: int) -> str:
    """Return what a dialog is for, and its keys, made of the line under it: each key with what it does behind it."""
    lines = [*wrap(about, cells), ""] if about else []
    for part in foot.split("   "):
        words = part.split(" ")
        count = next((n for n, word in enumerate(words) if n and len(word) > 1), len(words))
        lines += _row(" ".join(words[:count]), " ".join(words[count:]), cells)
    return "\n".join(lines)


def _row(keys: str, description: str, cells: int) -> list[str]:
    keys = f"  {keys:<{_COLUMN}} "
    first, *others = wrap(description, max(_LEAST, cells - len(keys)))
    return [keys + first, *(" " * len(keys) + other for other in others)]
