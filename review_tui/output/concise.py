"""One line a finding, as compilers and editors know it: `path:line:column: severity CODE name: message`."""

from collections.abc import Iterable, Iterator

from review_tui.lint.report import Item, Report
from review_tui.output.style import Style
from review_tui.text.visible import visible


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:
    """Yield a line for each finding."""
    for report in reports:
        for item in report.items:
            yield f"{headline(report.path, item, style)}{_fix(item)}\n"


def headline(path: str, item: Item, style: Style) -> str:
    """Return where a finding is and what it says, on one line."""
    place = style.paint(f"{visible(path)}:{item.start.line}:{item.start.column}:", "place")
    rule = f"{style.paint(f'{item.severity} {item.code}', item.severity)} {item.rule}:"
    return f"{place} {rule} {visible(item.message)}"


def _fix(item: Item) -> str:
    return f" [{item.fix.safety} fix]" if item.fix else ""
