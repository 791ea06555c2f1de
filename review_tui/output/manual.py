"""The pages of the rules, made of their docstrings and their cases."""

from collections.abc import Iterator, Sequence

from review_tui.files.visible import visible
from review_tui.output.cells import clip, pad, width, wrap
from review_tui.output.style import Style
from review_tui.rules.model import Case
from review_tui.rules.registry import RuleModule

MOST_EXAMPLES = 6  # of each kind
WIDEST = 100  # cells: longer lines are hard to read


def page(module: RuleModule, style: Style) -> Iterator[str]:
    """Yield the lines of a rule's page."""
    cells = min(style.columns, WIDEST)
    rule = module.rule
    fix = f"{rule.fix} fix" if rule.fix else "no fix"
    yield f"{style.paint(f'{rule.code} {rule.name}', 'bold')}"
    yield f"{style.paint(rule.severity, rule.severity)}, {fix}, family: {module.family}"
    yield ""
    for paragraph in module.doc.split("\n\n"):
        yield from _paragraph(paragraph, cells)
        yield ""
    glossaries = list(dict.fromkeys(case.glossary for case in module.cases if case.glossary))
    if len(glossaries) == 1:
        yield style.paint("The examples go with this glossary:", "bold")
        yield from (f"  {visible(line)}" for line in glossaries[0].splitlines())
        yield ""
    told = len(glossaries) == 1
    yield from _examples("Left alone:", [case for case in module.cases if not case.found], style, told=told)
    yield from _examples("Found:", [case for case in module.cases if case.found], style, told=told)


def _paragraph(text: str, cells: int) -> Iterator[str]:
    """Yield a paragraph wrapped; one that is indented, or a list, stays as it is."""
    lines = text.strip("\n").splitlines()
    if any(line.startswith((" ", "- ", "* ")) for line in lines):
        yield from lines
    else:
        yield from wrap(text, cells)


def _examples(title: str, cases: Sequence[Case], style: Style, *, told: bool) -> Iterator[str]:
    """Yield the cases of one kind; `told` where their glossary was shown before."""
    if not cases:
        return
    yield style.paint(title, "bold")
    for case in cases[:MOST_EXAMPLES]:
        notes = [f"{name} = {value}" for name, value in case.options]
        notes += [f"another article: {text}" for text in case.others]
        if not told:
            notes += [f"glossary: {line}" for line in case.glossary.splitlines()[1:]]
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
        fix = pad(f"{rule.fix} fix" if rule.fix else "", len("suggested fix"))
        lead = f"{rule.code}  {pad(rule.name, names)}  "
        room = style.columns - len(lead) - len("warning") - len("suggested fix") - 4
        yield f"{lead}{severity}  {fix}  {clip(module.summary, max(20, room))}".rstrip()
