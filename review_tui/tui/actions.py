"""The one table of actions: it makes the key bindings, the help, the command palette and the README's table of keys."""

from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Action:
    """Something an editor can do.

    `keys` are Textual's names, the first of them one that passes an active Chinese input method; `shown` puts it in the
    footer under a short `label`.
    """

    name: str
    keys: tuple[str, ...]
    description: str
    group: str
    label: str = ""
    priority: bool = False


ACTIONS = (
    Action("next_finding", ("f8", "n"), "Go to the next finding", "Move", "next", priority=True),
    Action("previous_finding", ("f7", "N"), "Go to the previous finding", "Move", priority=True),
    Action("next_section", ("alt+down", "right_square_bracket", "】"), "Go to the next section", "Move", priority=True),
    Action(
        "previous_section", ("alt+up", "left_square_bracket", "【"), "Go to the previous section", "Move", priority=True
    ),
    Action("next_article", ("alt+right", "greater_than_sign", "》"), "Go to the next article", "Move"),
    Action("previous_article", ("alt+left", "less_than_sign", "《"), "Go to the previous article", "Move"),
    Action("next_pane", ("f6",), "Go to the next pane", "Move", "pane", priority=True),
    Action("fix", ("enter", "f"), "Make the finding's fix", "Findings", "fix"),
    *(
        Action(f"choose({number})", (str(number),), f"Take choice {number} of the finding", "Findings")
        for number in range(1, 10)
    ),
    Action("ignore", ("delete", "x"), "Ignore the finding", "Findings", "ignore"),
    Action("explain", ("f12", "r"), "Show the page of the finding's rule", "Findings"),
    Action("edit", ("f2", "e"), "Edit the section", "Text", "edit"),
    Action("leave", ("escape",), "Leave the editor or the field; check again", "Text"),
    Action("undo", ("ctrl+z", "u"), "Undo the last step, of whatever kind", "Text"),
    Action("redo", ("ctrl+y", "U"), "Do it again", "Text"),
    Action("preview", ("f5", "v"), "Show what a reader of the site sees", "Text"),
    Action("save", ("ctrl+s",), "Save the article", "Text", "save", priority=True),
    Action(
        "settle",
        ("f9", "s"),
        "Settle the term: prefer, admit, deprecate or forbid its renderings",
        "Glossary",
        "settle",
    ),
    Action("entry", ("f10", "g"), "Add a rendering to the term, or a new term", "Glossary"),
    Action("filter", ("ctrl+f", "slash", "、", "／"), "Filter the glossary", "Glossary"),
    Action("help", ("f1", "question_mark", "？"), "Show all keys", "Help", "help"),
    Action("quit", ("ctrl+q", "q"), "Quit; asks when something is unsaved", "Help", priority=True),
)


def bindings() -> list[BindingType]:
    """Return the key bindings of the app. Letters have no priority, so that they can be typed."""
    made: list[BindingType] = []
    for action in ACTIONS:
        for place, key in enumerate(action.keys):
            made.append(
                Binding(
                    key,
                    action.name,
                    action.label or action.description,
                    show=bool(action.label) and place == 0,
                    priority=action.priority and len(key) > 1 and "bracket" not in key,
                )
            )
    return made


_NAMES = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "question_mark": "?",
    "slash": "/",
    "delete": "Delete",
    "enter": "Enter",
    "escape": "Esc",
}


def key_name(key: str) -> str:
    """Return a key as a person would call it."""
    if key in _NAMES:
        return _NAMES[key]
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key


def key_rows() -> list[tuple[str, str, str]]:
    """Return group, keys and description of each action, the nine digits in one row."""
    rows: list[tuple[str, str, str]] = []
    for action in ACTIONS:
        if action.name.startswith("choose"):
            if action.name == "choose(1)":
                rows.append((action.group, "1-9", "Take one of the finding's choices"))
            continue
        rows.append((action.group, " ".join(key_name(key) for key in action.keys), action.description))
    return rows
