"""What was meant to be bold or italic and is not: marks that CommonMark does not take, or pairs with others."""

import re

from review_tui.article.han import LETTER
from review_tui.article.inline import Inline
from review_tui.article.stretches import Stretches
from review_tui.article.trace import TracedRun

CLOSING = "”’》〉」』】〕）)\"'：:，,。.；;、！!？?…"
STOPS = "：:，,。.；;、！!？?…"
_QUOTING = "“‘《〈「『【"
_SPACE = " \t\n\u3000"
_BREAK = re.compile(r"[，。；、：:\n*_（）()=+×÷]")
_CHINESE = re.compile(LETTER)
_PARAMETER = re.compile(r"[a-z_]\w*(?![\w*])", re.ASCII)

Pair = tuple[int, int]


def broken_emphasis(inline: Inline) -> list[Pair]:
    """Return the stretches of the content that were meant to be bold or italic and are not; a lone `**` by itself."""
    bold = _broken_bold(inline)
    taken = Stretches(bold)
    return sorted([*bold, *(other for other in _broken_others(inline) if not taken.overlap(*other))])


def _broken_bold(inline: Inline) -> list[Pair]:
    runs = _bold_runs(inline)
    if len(runs) % 2 == 0:
        pairs = list(zip(runs[::2], runs[1::2], strict=True))
        if all(_is_text(inline.content[left[1] : right[0]]) for left, right in pairs):
            return [(left[0], right[1]) for left, right in pairs if not _is_rendered(inline, left, right)]
    return [run for run in runs if not _is_paired(inline, run)]


def _bold_runs(inline: Inline) -> list[Pair]:
    """Return the runs of asterisks that stand for bold; four between two bolds close one and open the other."""
    content = inline.content
    runs: list[Pair] = []
    given = inline.asterisk_runs
    for run, following in zip(given, (*given, None)[1:], strict=True):
        if run[1] - run[0] == 4 and len(runs) % 2 and following and _stands_in_chinese(content, run):
            runs += ((run[0], run[0] + 2), (run[0] + 2, run[1]))
        elif _is_paired(inline, run) or not (_is_operator(content, run) or _is_parameter(content, run, following)):
            runs.append(run)
    return runs


def _is_paired(inline: Inline, run: Pair) -> bool:
    return sum(place not in inline.paired for place in range(*run)) <= 1


def _is_rendered(inline: Inline, left: Pair, right: Pair) -> bool:
    """Tell whether two runs make emphasis, with each other where there can be no doubt."""
    if not (_is_paired(inline, left) and _is_paired(inline, right)):
        return False
    if left[1] - left[0] > 2 or right[1] - right[0] > 2:
        return True
    return any(inline.partners.get(place) in range(*right) for place in range(*left))


def _stands_in_chinese(content: str, run: Pair) -> bool:
    before, after = content[max(0, run[0] - 1) : run[0]], content[run[1] : run[1] + 1]
    return bool(before and after) and not (before.isascii() or after.isascii())


def _broken_others(inline: Inline) -> list[Pair]:
    """Return what single asterisks and double underscores were meant to set off, beside Chinese punctuation."""
    content, broken = inline.content, []
    last: TracedRun | None = None
    for run in sorted(inline.trace.runs):
        length = 2 if content[run.start] == "_" else 1
        if run.end - run.start != length:
            continue
        if last is None or content[last.start] != content[run.start]:
            last = run
        elif inline.partners.get(last.start) in range(run.start, run.end):
            last = None  # they are shown as meant
        elif _is_set_off(content, last, run):
            broken.append((last.start, run.end))
            last = None
        else:
            last = run
    return broken


def _is_set_off(content: str, left: TracedRun, right: TracedRun) -> bool:
    """Tell words that were meant to be set off from a formula (`单价*（数量）*折扣`) and from blanks in a form."""
    inner = content[left.end : right.start]
    outer = content[max(0, left.start - 1) : left.start] + content[right.end : right.end + 1]
    if not inner or inner[0] in _SPACE or inner[-1] in _SPACE or not _CHINESE.search(inner):
        return False
    if any(character.isascii() and character.isalnum() for character in outer):
        return False
    quoted = inner[0] in _QUOTING and inner[-1] in CLOSING
    return quoted or (inner[-1] in STOPS and not _BREAK.search(inner[:-1]))


def _is_text(inner: str) -> bool:
    return bool(inner.strip()) and "\n\n" not in inner


def _is_operator(content: str, run: Pair) -> bool:
    """Tell a power (`2 ** 3`), a glob (`src/**/a`) or a row of asterisks from a mark that lost its sense."""
    left, right = run
    while left > 0 and content[left - 1].isspace():
        left -= 1
    while right < len(content) and content[right].isspace():
        right += 1
    before, after = content[max(0, left - 1) : left], content[right : right + 1]
    return run[1] - run[0] > 3 or (before.isascii() and after.isascii() and bool(before and after))


def _is_parameter(content: str, run: Pair, following: Pair | None) -> bool:
    """Tell the asterisks of a parameter (`**kwargs`) from those of a bold that a later run was meant to close."""
    if not _begins_parameter(content, run):
        return False
    return following is None or content[following[0] - 1].isspace() or _begins_parameter(content, following)


def _begins_parameter(content: str, run: Pair) -> bool:
    before = content[max(0, run[0] - 1) : run[0]]
    return not before.isalnum() and _PARAMETER.match(content, run[1]) is not None
