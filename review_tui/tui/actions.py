"""The one table of actions: it makes the keys, the help, the command palette and the README's table of keys.

An action is a function of the screen it works on; its name is the name of the action (in a key map too), and the first
line of its docstring is what help says of it.
"""

from collections.abc import Mapping

from review_tui.tui.action import DIGITS, Action, Group, Place
from review_tui.tui.commands import articles, findings, moving, outside, program, reading, terms, text

ACTIONS = (
    Action(moving.next_finding, ("f8", "n"), Group.MOVE, "next", typing=True),
    Action(moving.previous_finding, ("f7", "N"), Group.MOVE, typing=True),
    Action(moving.next_section, ("alt+down", "right_square_bracket"), Group.MOVE, typing=True),
    Action(moving.previous_section, ("alt+up", "left_square_bracket"), Group.MOVE, typing=True),
    Action(moving.next_pane, ("f6", "tab"), Group.MOVE, "pane", typing=True),
    Action(moving.previous_pane, ("shift+f6", "shift+tab"), Group.MOVE, typing=True),
    Action(moving.jump, ("ctrl+o", "o"), Group.MOVE, typing=True, place=Place.BOTH),
    Action(moving.larger_pane, ("ctrl+right", "plus"), Group.MOVE),
    Action(moving.smaller_pane, ("ctrl+left", "minus"), Group.MOVE),
    Action(findings.fix, ("enter", "f"), Group.FINDINGS, "fix"),
    Action(findings.choose, DIGITS, Group.FINDINGS, "choose", numbered=True),
    Action(findings.fix_alike, ("ctrl+r", "A"), Group.FINDINGS, "all alike"),
    Action(findings.ignore, ("delete", "x"), Group.FINDINGS, "ignore"),
    Action(findings.ignored, ("alt+x", "X"), Group.FINDINGS),
    Action(findings.explain, ("f12", "r"), Group.FINDINGS),
    Action(findings.reviewed, ("space",), Group.FINDINGS, "reviewed"),
    Action(findings.needs_work, ("ctrl+w", "w"), Group.FINDINGS),
    Action(text.edit, ("f2", "e"), Group.TEXT, "edit"),
    Action(outside.open_outside, ("f4", "E"), Group.TEXT),
    Action(reading.english, ("f3", "b"), Group.TEXT, typing=True),
    Action(reading.preview, ("f5", "v"), Group.TEXT, typing=True),
    Action(reading.search, ("alt+t", "t"), Group.TEXT, typing=True),
    Action(text.leave, ("escape",), Group.TEXT, typing=True),
    Action(text.undo, ("ctrl+z", "u"), Group.TEXT, place=Place.BOTH),
    Action(text.redo, ("ctrl+y", "U"), Group.TEXT, place=Place.BOTH),
    Action(text.targets, ("ctrl+l", "l"), Group.TEXT),
    Action(text.copy, ("ctrl+c", "y"), Group.TEXT, place=Place.BOTH),
    Action(text.save, ("ctrl+s",), Group.TEXT, "save", typing=True),
    Action(text.save_all, ("alt+s", "S"), Group.TEXT, typing=True, place=Place.BOTH),
    Action(terms.settle, ("f9", "s"), Group.GLOSSARY, "settle", typing=True),
    Action(terms.add, ("f10", "a"), Group.GLOSSARY, typing=True),
    Action(terms.delete_rendering, ("alt+d", "D"), Group.GLOSSARY),
    Action(terms.shield, ("alt+w", "B"), Group.GLOSSARY, typing=True),
    Action(terms.candidates, ("alt+c", "c"), Group.GLOSSARY),
    Action(terms.find, ("ctrl+f", "slash"), Group.GLOSSARY, typing=True),
    Action(articles.next_article, ("alt+right", "greater_than_sign"), Group.ARTICLES, typing=True),
    Action(articles.previous_article, ("alt+left", "less_than_sign"), Group.ARTICLES, typing=True),
    Action(articles.go_to_list, ("ctrl+g", "g"), Group.ARTICLES),
    Action(articles.open_article, ("enter",), Group.ARTICLES, "open", place=Place.QUEUE),
    Action(articles.save_listed, ("ctrl+s",), Group.ARTICLES, typing=True, place=Place.QUEUE),
    Action(articles.filter_list, ("ctrl+f", "slash"), Group.ARTICLES, "filter", place=Place.QUEUE),
    Action(articles.sort_list, ("ctrl+t", "t"), Group.ARTICLES, "sort", place=Place.QUEUE),
    Action(articles.leave_filter, ("escape",), Group.ARTICLES, typing=True, place=Place.QUEUE),
    Action(moving.to_beginning, ("ctrl+home",), Group.MOVE, "beginning", typing=True),
    Action(moving.to_end, ("ctrl+end",), Group.MOVE, "end", typing=True),
    Action(text.select_all, ("ctrl+a",), Group.TEXT, "select all", typing=True),
    Action(program.palette, ("ctrl+p",), Group.PROGRAM, typing=True, place=Place.BOTH),
    Action(program.quit_program, ("ctrl+q", "q"), Group.PROGRAM, typing=True, place=Place.BOTH),
    Action(program.help_page, ("f1", "question_mark"), Group.PROGRAM, "help", typing=True, place=Place.BOTH),
)

BY_NAME: Mapping[str, Action] = {action.name: action for action in ACTIONS}
