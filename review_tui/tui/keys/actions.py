"""The one table of actions: it makes the keys, the help, the command palette and the README's table of keys.

An action is a function of the screen it works on; its name is the name of the action (in a key map too), and the first
line of its docstring is what help says of it.
"""

from collections.abc import Mapping

from review_tui.tui.commands import (
    articles,
    exporting,
    findings,
    fixing_many,
    leaving,
    moving,
    outside,
    program,
    reading,
    saving,
    terms,
    text,
    undoing,
)
from review_tui.tui.keys.action import DIGITS, Action, ActionGroup, ActionPlace

ACTIONS = (
    Action(moving.next_finding, ("f8", "n"), ActionGroup.MOVE, "next", typing=True),
    Action(moving.previous_finding, ("f7", "N"), ActionGroup.MOVE, typing=True),
    Action(moving.next_section, ("alt+down", "right_square_bracket"), ActionGroup.MOVE, typing=True),
    Action(moving.previous_section, ("alt+up", "left_square_bracket"), ActionGroup.MOVE, typing=True),
    Action(moving.next_pane, ("f6", "tab"), ActionGroup.MOVE, "pane", typing=True),
    Action(moving.previous_pane, ("shift+f6", "shift+tab"), ActionGroup.MOVE, typing=True),
    Action(moving.jump, ("ctrl+o", "o"), ActionGroup.MOVE, typing=True, place=ActionPlace.BOTH),
    Action(moving.larger_pane, ("ctrl+right", "plus"), ActionGroup.MOVE),
    Action(moving.smaller_pane, ("ctrl+left", "minus"), ActionGroup.MOVE),
    Action(findings.fix, ("enter", "f"), ActionGroup.FINDINGS, "fix"),
    Action(findings.choose, DIGITS, ActionGroup.FINDINGS, "choose", numbered=True),
    Action(fixing_many.fix_alike, ("ctrl+r", "A"), ActionGroup.FINDINGS, "all alike"),
    Action(fixing_many.fix_safe, ("alt+m", "M"), ActionGroup.FINDINGS),
    Action(findings.ignore, ("delete", "x"), ActionGroup.FINDINGS, "ignore"),
    Action(findings.ignored, ("alt+x", "X"), ActionGroup.FINDINGS),
    Action(findings.explain, ("f12", "r"), ActionGroup.FINDINGS),
    Action(findings.reviewed, ("space",), ActionGroup.FINDINGS, "reviewed"),
    Action(findings.article_reviewed, ("alt+r", "R"), ActionGroup.FINDINGS),
    Action(findings.needs_work, ("ctrl+w", "w"), ActionGroup.FINDINGS),
    Action(text.edit, ("f2", "e"), ActionGroup.TEXT, "edit"),
    Action(outside.open_outside, ("f4", "E"), ActionGroup.TEXT),
    Action(reading.english, ("f3", "b"), ActionGroup.TEXT, typing=True),
    Action(reading.preview, ("f5", "v"), ActionGroup.TEXT, typing=True),
    Action(reading.search, ("alt+t", "t"), ActionGroup.TEXT, typing=True),
    Action(leaving.leave, ("escape",), ActionGroup.TEXT, typing=True),
    Action(undoing.undo, ("ctrl+z", "u"), ActionGroup.TEXT, place=ActionPlace.BOTH),
    Action(undoing.redo, ("ctrl+y", "U"), ActionGroup.TEXT, place=ActionPlace.BOTH),
    Action(text.targets, ("ctrl+l", "l"), ActionGroup.TEXT),
    Action(text.copy, ("ctrl+c", "y"), ActionGroup.TEXT, place=ActionPlace.BOTH),
    Action(saving.save, ("ctrl+s",), ActionGroup.TEXT, "save", typing=True),
    Action(saving.save_all, ("alt+s", "S"), ActionGroup.TEXT, typing=True, place=ActionPlace.BOTH),
    Action(terms.settle, ("f9", "s"), ActionGroup.GLOSSARY, "settle", typing=True),
    Action(terms.add, ("f10", "a"), ActionGroup.GLOSSARY, typing=True),
    Action(terms.delete_rendering, ("alt+d", "D"), ActionGroup.GLOSSARY),
    Action(terms.shield, ("alt+w", "B"), ActionGroup.GLOSSARY, typing=True),
    Action(terms.candidates, ("alt+c", "c"), ActionGroup.GLOSSARY),
    Action(terms.find, ("ctrl+f", "slash"), ActionGroup.GLOSSARY, typing=True),
    Action(exporting.export_glossary, ("alt+e",), ActionGroup.GLOSSARY, place=ActionPlace.BOTH),
    Action(articles.next_article, ("alt+right", "greater_than_sign"), ActionGroup.ARTICLES, typing=True),
    Action(articles.previous_article, ("alt+left", "less_than_sign"), ActionGroup.ARTICLES, typing=True),
    Action(articles.go_to_list, ("ctrl+g", "g"), ActionGroup.ARTICLES),
    Action(articles.open_article, ("enter",), ActionGroup.ARTICLES, "open", place=ActionPlace.QUEUE),
    Action(articles.save_listed, ("ctrl+s",), ActionGroup.ARTICLES, typing=True, place=ActionPlace.QUEUE),
    Action(articles.filter_list, ("ctrl+f", "slash"), ActionGroup.ARTICLES, "filter", place=ActionPlace.QUEUE),
    Action(articles.sort_list, ("ctrl+t", "t"), ActionGroup.ARTICLES, "sort", place=ActionPlace.QUEUE),
    Action(articles.leave_filter, ("escape",), ActionGroup.ARTICLES, typing=True, place=ActionPlace.QUEUE),
    Action(moving.to_beginning, ("ctrl+home",), ActionGroup.MOVE, "beginning", typing=True),
    Action(moving.to_end, ("ctrl+end",), ActionGroup.MOVE, "end", typing=True),
    Action(text.select_all, ("ctrl+a",), ActionGroup.TEXT, "select all", typing=True),
    Action(program.palette, ("ctrl+p",), ActionGroup.PROGRAM, typing=True, place=ActionPlace.BOTH),
    Action(program.quit_program, ("ctrl+q", "q"), ActionGroup.PROGRAM, typing=True, place=ActionPlace.BOTH),
    Action(
        program.help_page, ("f1", "question_mark"), ActionGroup.PROGRAM, "help", typing=True, place=ActionPlace.BOTH
    ),
)

BY_NAME: Mapping[str, Action] = {action.name: action for action in ACTIONS}
