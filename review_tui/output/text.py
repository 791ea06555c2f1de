"""Findings for reading: each with its line of the article, a mark under the words, and what to do about it."""

from collections.abc import Iterable, Iterator

from review_tui.lint.report import Item, Remedy, Report
from review_tui.output.concise import headline
from review_tui.output.style import Style
from review_tui.rules.safety import Safety
from review_tui.text.cells import ELLIPSIS, head, tail, width, wrap
from review_tui.text.visible import visible

MAX_CHOICES = 5  # renderings named in the help line
LEAST_AROUND = 12  # cells that are kept for what stands before the words, and again for what follows

_HOW = {Safety.SAFE: "--fix", Safety.SUGGESTED: "--fix --unsafe-fixes"}


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:
    """Yield a block of lines for each finding."""
    for report in reports:
        for item in report.items:
            yield "\n".join((headline(report.path, item, style), *_excerpt(item, style), *_help(item, style))) + "\n\n"


def _excerpt(item: Item, style: Style) -> Iterator[str]:
    """Yield the line of the article and the marks under the words, cell for cell."""
    number = str(item.start.line)
    gutter = " " * len(number)
    words, _, further = item.text.partition("\n")
    before, after = _shown(item.before), "" if further else _shown(item.after)
    before, words, after = _fitted(before, _shown(words), after, style.columns - len(number) - 3)
    bar = style.paint("|", "dim")
    yield f"{gutter} {bar}"
    yield f"{style.paint(number, 'dim')} {bar} {before}{words}{after}"
    marks = style.paint("^" * max(1, width(words)), item.severity)
    more = further.count("\n") + 1 if further else 0
    rest = f" and {more} more line{'s' * (more > 1)}" if more else ""
    yield f"{gutter} {bar} {' ' * width(before)}{marks}{rest}"


def _shown(text: str) -> str:
    return visible(text.rstrip("\r").replace("\t", " "))


def _fitted(before: str, words: str, after: str, cells: int) -> tuple[str, str, str]:
    """Cut the three so that together they fit: the words keep the most, what stands around them shares the rest."""
    cells = max(cells, 4 * LEAST_AROUND)
    if width(words) > cells - 2 * LEAST_AROUND:
        words = head(words, cells - 2 * LEAST_AROUND - len(ELLIPSIS)) + ELLIPSIS
    left = cells - width(words)
    room_before = max(left - width(after), left // 2)
    if width(before) > room_before:
        before = ELLIPSIS + tail(before, room_before - len(ELLIPSIS))
    room_after = left - width(before)
    if width(after) > room_after:
        after = head(after, room_after - len(ELLIPSIS)) + ELLIPSIS
    return before, words, after


def _help(item: Item, style: Style) -> Iterator[str]:
    gutter = " " * len(str(item.start.line))
    text = _remedies(item, item.fix) if item.fix else f"`review-tui rule {item.code}` says more"
    first, *rest = wrap(text, style.columns - len(gutter) - 9) or [""]
    yield f"{gutter} {style.paint('= help:', 'help')} {first}"
    for line in rest:
        yield f"{gutter}         {line}"


def _remedies(item: Item, fix: Remedy) -> str:
    """Say what the fix writes, the other renderings to choose from, and which option makes it."""
    labels = list(dict.fromkeys(_label(remedy) for remedy in item.remedies))
    named = " or ".join(labels[:MAX_CHOICES]) + (" or others" if len(labels) > MAX_CHOICES else "")
    return f"{named} ({fix.safety} fix: {_HOW[fix.safety]})"


def _label(remedy: Remedy) -> str:
    if remedy.label:
        return visible(remedy.label)
    written = "".join(change.text for change in remedy.changes)
    return f"write {visible(written)}" if written.strip() else "take it out"
