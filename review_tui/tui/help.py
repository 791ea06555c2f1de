"""The help page: the keys, made of the table of actions."""

from collections.abc import Iterable

from review_tui.text.cells import wrap
from review_tui.tui.action import Action, ActionGroup, shown_keys

_COLUMN = 18  # cells for the keys
_LEAST = 20  # cells for what they do


def help_text(actions: Iterable[Action], cells: int = 200) -> str:
    """Return the keys, group by group, in lines of so many cells; what goes on in a second one is below what it is."""
    lines: list[str] = []
    actions = tuple(actions)
    for group in ActionGroup:
        lines += ["", group.value]
        for action in actions:
            if action.group is group:
                keys = f"  {shown_keys(action):<{_COLUMN}} "
                first, *others = wrap(action.description, max(_LEAST, cells - len(keys)))
                lines += [keys + first, *(" " * len(keys) + other for other in others)]
    lines.append("")
    for hint in (
        "In lists: arrows or j k, Page up, Page down, Home, End; Enter chooses. In the text: arrows scroll.",
        "The mouse works everywhere: click a finding, a section, a term, a key at the bottom.",
        "With a Chinese input method on, use the first key of each row: it needs no letter.",
    ):
        lines += wrap(hint, cells)
    return "\n".join(lines).strip()
