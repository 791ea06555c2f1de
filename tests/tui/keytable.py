"""The README's table of keys. After a change of the table of actions, print it with `python -m tests.tui.keytable`."""

from collections.abc import Iterable

from review_tui.tui.keys.action import Action, ActionGroup, shown_keys
from review_tui.tui.keys.actions import ACTIONS


def markdown_table(actions: Iterable[Action]) -> str:
    """Return the keys as a Markdown table, group by group."""
    actions = tuple(actions)
    rows = ["| keys | what they do |", "|---|---|"]
    for group in ActionGroup:
        for action in actions:
            if action.group is group:
                keys = shown_keys(action).replace("|", "\\|").split()
                rows.append(f"| {' '.join(f'`{key}`' for key in keys)} | {action.description} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(markdown_table(ACTIONS), end="")  # noqa: T201
