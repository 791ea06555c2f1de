"""The help page: the keys, made of the table of actions."""

from collections.abc import Iterable

from review_tui.tui.action import Action, ActionGroup, shown_keys

_COLUMN = 18  # cells for the keys


def help_text(actions: Iterable[Action]) -> str:
    """Return the keys, group by group."""
    lines: list[str] = []
    actions = tuple(actions)
    for group in ActionGroup:
        lines += ["", group.value]
        for action in actions:
            if action.group is group:
                lines.append(f"  {shown_keys(action):<{_COLUMN}} {action.description}")
    lines += [
        "",
        "In lists: arrows or j k, Page up, Page down, Home, End; Enter chooses. In the text: arrows scroll.",
        "The mouse works everywhere: click a finding, a section, a term, a key at the bottom.",
        "With a Chinese input method on, use the first key of each row: it needs no letter.",
    ]
    return "\n".join(lines).strip()
