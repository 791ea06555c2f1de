"""The pages of the rules, made of their docstrings and their cases."""

import re
from collections.abc import Iterator, Mapping, Sequence

from review_tui.output.entries import FILE_ERROR, INTERNAL_ERROR
from review_tui.output.style import Style
from review_tui.rules.model import Case
from review_tui.rules.registry import RuleModule
from review_tui.text.cells import clip, pad, width, wrap
from review_tui.text.visible import visible

FAILURES = {
    INTERNAL_ERROR: (
        "A rule, or the program around it, broke while it looked at a file: a defect of review-tui. The other rules "
        "were run all the same, but what this one would have found is not known, so the exit code is 2.\n\n"
        "Please report it with the message, and the article if you may."
    ),
    FILE_ERROR: (
        "Something kept something from being checked, or from counting: a file that is missing, cannot be read or is "
        "no UTF-8; a configuration with a mistake; a glossary or a decisions file that cannot be read or has lines "
        "that are none. The message says what, where, and what to do. Until then it is not known what is found there, "
        "so the exit code is 2."
    ),
}
"""The codes and names that reports have for failures, each with the text of its page."""

MOST_EXAMPLES = 6  # of each kind
WIDEST = 100  # cells: longer lines are hard to read

_FILLER = "\ue000"  # for private use: one cell, and no rule's text has it
_CODE = re.compile("`[^`]+`")
_STAND_IN = re.compile(f"`{_FILLER}+`")


def page(module: RuleModule, style: Style) -> Iterator[str]:
    """Yield the lines of a rule's page."""
    cells = min(style.columns, WIDEST)
    rule = module.rule
    fix = f"{rule.safety} fix" if rule.safety else "no fix"
    yield style.paint(f"{rule.code} {rule.name}", "bold")
    yield f"{style.paint(rule.severity, rule.severity)}, {fix}, family: {module.family}"
    yield ""
    for paragraph in module.doc.split("\n\n"):
        yield from _paragraph(paragraph, cells)
        yield ""
    left_alone = [case for case in module.cases if not case.found]
    found = [case for case in module.cases if case.found]
    shown = (*left_alone[:MOST_EXAMPLES], *found[:MOST_EXAMPLES])
    glossaries = list(dict.fromkeys(case.glossary for case in shown if case.glossary))
    names = {text: f"glossary {number}" for number, text in enumerate(glossaries, 1)} if len(glossaries) > 1 else {}
    for text in glossaries:
        title = f"{names[text].capitalize()}:" if names else "The examples go with this glossary:"
        yield style.paint(title, "bold")
        yield from (f"  {visible(line)}" for line in text.splitlines())
        yield ""
    yield from _examples("Left alone:", left_alone, names, style)
    yield from _examples("Found:", found, names, style)


def failure_page(failure: tuple[str, str], style: Style) -> Iterator[str]:
    """Yield the lines of the page of a failure, one of FAILURES."""
    code, name = failure
    yield style.paint(f"{code} {name}", "bold")
    yield f"{style.paint('error', 'error')}, no rule: it cannot be ignored"
    yield ""
    for paragraph in FAILURES[failure].split("\n\n"):
        yield from _wrapped(paragraph, min(style.columns, WIDEST))
        yield ""


def _paragraph(text: str, cells: int) -> Iterator[str]:
    """Yield a paragraph wrapped; one that is indented, or a list, stays as it is."""
    lines = text.strip("\n").splitlines()
    if any(line.startswith((" ", "- ", "* ")) for line in lines):
        yield from lines
    else:
        yield from _wrapped(text, cells)


def _wrapped(text: str, cells: int) -> Iterator[str]:
    """Yield the lines of a paragraph, no code torn over two of them: while it is wrapped, a word stands for each."""
    text = " ".join(text.split())
    codes = iter(_CODE.findall(text))
    for line in wrap(_CODE.sub(lambda code: f"`{_FILLER * (width(code[0]) - 2)}`", text), cells):
        yield _STAND_IN.sub(lambda _: next(codes), line)


def _examples(title: str, cases: Sequence[Case], glossaries: Mapping[str, str], style: Style) -> Iterator[str]:
    """Yield the cases of one kind, those of several lines set apart from their neighbours by blank ones.

    `glossaries` has the names of glossaries by their text, where there are several.
    """
    if not cases:
        return
    yield style.paint(title, "bold")
    was_long = False
    for number, case in enumerate(cases[:MOST_EXAMPLES]):
        notes = [f"{name} = {value}" for name, value in case.options]
        notes += [f"another article: {text}" for text in case.others]
        if case.glossary in glossaries:
            notes.append(glossaries[case.glossary])
        is_long = bool(notes) or "\n" in case.text
        if number and (is_long or was_long):
            yield ""
        was_long = is_long
        for note in notes:
            yield style.paint(f"  ({visible(note)})", "dim")
        yield from _labelled("  ", case.text)
        if case.found:
            yield from _labelled("    found  ", "  ".join(case.found))
        if case.fixed is not None:
            yield from _labelled("    fixed  ", case.fixed)
    if len(cases) > MOST_EXAMPLES:
        yield style.paint(f"  and {len(cases) - MOST_EXAMPLES} more beside the rule", "dim")
    yield ""


def _labelled(label: str, text: str) -> Iterator[str]:
    first, *rest = text.splitlines() or [""]
    yield f"{label}{visible(first)}"
    for line in rest:
        yield f"{' ' * len(label)}{visible(line)}"


def index(modules: Sequence[RuleModule], style: Style) -> Iterator[str]:
    """Yield a line for each rule: code, name, severity, fix, and what it finds."""
    names = max(width(module.rule.name) for module in modules)
    family = ""
    for module in modules:
        rule = module.rule
        if module.family != family:
            if family:
                yield ""
            family = module.family
            yield style.paint(family, "bold")
        severity = style.paint(pad(rule.severity, len("warning")), rule.severity)
        fix = pad(f"{rule.safety} fix" if rule.safety else "", len("suggested fix"))
        lead = f"{rule.code}  {pad(rule.name, names)}  "
        room = style.columns - len(lead) - len("warning") - len("suggested fix") - 4
        yield f"{lead}{severity}  {fix}  {clip(module.summary, max(20, room))}".rstrip()
