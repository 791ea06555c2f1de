"""Emphasis that does not render as it was meant (M201): CommonMark ignores its marks, or pairs them with others."""

import re
from bisect import bisect
from enum import IntEnum

from review_tui.article.inline import Inline
from review_tui.article.stretches import Stretches
from review_tui.article.trace import TracedRun
from review_tui.rules.markup.shared.literal_asterisks import is_literal, is_spoken_of
from review_tui.rules.markup.shared.run_on_emphasis import BREAK, CHINESE, run_on_emphasis
from review_tui.text.lazy import lazy

CLOSING = "”’》〉」』】〕）)\"'：:，,。.；;、！!？?…"
STOPS = "：:，,。.；;、！!？?…"
_QUOTING = "“‘《〈「『【"
_SPACE = " \t\n\u3000"
_BLANKS = frozenset(_SPACE)
_BOUNDARY = f"{STOPS}{_SPACE}{_QUOTING}（("  # what set-off words may follow
_OPERATOR = lazy(r"[+=×÷−]")
_PATH = lazy(r"\*\*[/\\][^\s*]*[A-Za-z0-9_.-]\*\*(?![/\\*A-Za-z0-9])")  # **/etc/hosts**, no **/docs/**
_LABEL = lazy(r"[\w-]+[：:]\*\*", re.ASCII)  # **sass：**
_PARAMETER = lazy(r"[a-z_]\w*(?![\w*])", re.ASCII)

Pair = tuple[int, int]


def broken_emphasis(inline: Inline) -> list[Pair]:
    """Return the stretches of the content, marks included, that were meant to be bold or italic and are not.

    A mark without a partner is a stretch of its own. They are in order, and none overlaps another.
    """
    bold = _broken_bold(inline)
    taken = Stretches(bold)
    found = [*bold, *(other for other in _broken_others(inline) if not taken.overlap(*other))]
    taken = Stretches(found)
    return sorted([*found, *(other for other in run_on_emphasis(inline) if not taken.overlap(*other))])


def _broken_bold(inline: Inline) -> list[Pair]:
    """Return the stretches that `**` was meant to set off, from pairs of runs; or the runs without a partner.

    The latter where the number of runs is odd, or a pair would have no text between its marks.
    """
    runs = _without_inner(inline, _bold_runs(inline))
    if len(runs) % 2 == 0:
        pairs = list(zip(runs[::2], runs[1::2], strict=True))
        if all(_is_text(inline.content[left[1] : right[0]]) for left, right in pairs):
            return [(left[0], right[1]) for left, right in pairs if not _is_rendered(inline, left, right)]
    return [run for run in runs if not (_is_paired(inline, run) or _is_apart(inline.content, run))]


def _bold_runs(inline: Inline) -> list[Pair]:
    """Return the runs of asterisks that were meant for bold; four between two bolds are two runs."""
    content = inline.content
    runs: list[Pair] = []
    last_star: int | None = None  # where it ends
    given = inline.asterisk_runs
    # Beside a link (its end counted as negative) asterisks are no operator.
    edges = {edge for link in inline.trace.links for edge in (link.start, -link.end)} if given else set()
    for run, following in zip(given, (*given, None)[1:], strict=True):
        if run[1] - run[0] == 4 and len(runs) % 2 and following and _stands_in_chinese(content, run):
            runs += ((run[0], run[0] + 2), (run[0] + 2, run[1]))
        elif _is_paired(inline, run) or _is_half_paired(inline, run) or run[1] in edges or -run[0] in edges:
            runs.append(run)
        elif len(runs) % 2 == 0 and is_literal(content, *run, last_star):
            last_star = run[1]
        elif not (_is_operator(content, run) or is_spoken_of(content, *run)):
            closes = len(runs) % 2 and not content[run[0] - 1].isspace()
            if closes or not _is_parameter(content, run, following):
                runs.append(run)
    return runs


def _without_inner(inline: Inline, runs: list[Pair]) -> list[Pair]:
    """Leave out the two runs of each bold that shows as meant and says nothing of those round it.

    It stands in the words of a link (`**见[**甲**](/a)。**`), or, between blanks, inside of another bold
    (`**在 **甲** 处**`).
    """
    if len(runs) < 3:  # as mostly
        return runs
    content = inline.content
    of_place = {place: run for run in runs for place in range(*run)}
    labels = [(link.start, link.label_end) for link in sorted(inline.trace.links)]
    inner: set[Pair] = set()
    reach = 0  # where the bolds before this one end
    for left in runs:
        right = next((of_place.get(inline.partners[place]) for place in range(*left) if place in inline.partners), None)
        if right is None:
            continue
        label = bisect(labels, left) - 1
        is_in_link = label >= 0 and right[1] <= labels[label][1]
        is_set_off = content[left[0] - 1 : left[0]] in _BLANKS and content[right[1] : right[1] + 1] in _BLANKS
        if is_in_link or (right[1] <= reach and is_set_off and content[right[0] - 1] not in _BLANKS):
            inner |= {left, right}
        reach = max(reach, right[1])
    return [run for run in runs if run not in inner]


def _is_paired(inline: Inline, run: Pair) -> bool:
    """Tell whether all marks of a run but one, at most, make emphasis."""
    return sum(place not in inline.paired for place in range(*run)) <= 1


def _is_half_paired(inline: Inline, run: Pair) -> bool:
    """Tell whether a run is the mark of a bold, written twice: the other half stays."""
    return run[1] - run[0] == 4 and not inline.paired.isdisjoint(range(*run))


def _is_rendered(inline: Inline, left: Pair, right: Pair) -> bool:
    """Tell whether two runs make emphasis with each other; of more than two marks it is enough that each is paired."""
    if not (_is_paired(inline, left) and _is_paired(inline, right)):
        return False
    if left[1] - left[0] > 2 or right[1] - right[0] > 2:
        return True
    return any(inline.partners.get(place) in range(*right) for place in range(*left))


def _stands_in_chinese(content: str, run: Pair) -> bool:
    """Tell whether a character that is not ASCII stands on either side of a run."""
    before, after = content[max(0, run[0] - 1) : run[0]], content[run[1] : run[1] + 1]
    return bool(before and after) and not (before.isascii() or after.isascii())


def _broken_others(inline: Inline) -> list[Pair]:
    """Return what single asterisks and double underscores were meant to set off, beside Chinese punctuation.

    A mark that closes one stretch may open the next one; of the two, only the surer one counts.
    """
    content = inline.content
    broken: list[Pair] = []
    form = _is_form(inline)
    links = {(link.start, link.end) for link in inline.trace.links}
    last, before = None, _Sign.NONE  # the sign by which the last run closes a stretch
    for run in sorted(inline.trace.runs):
        is_blank = content[run.start] == "_"
        if run.end - run.start != (2 if is_blank else 1):
            continue
        sign = _Sign.NONE
        if last is not None and content[last.start] == content[run.start]:
            if inline.partners.get(last.start) in range(run.start, run.end):
                last, before = None, _Sign.NONE  # they are shown as meant
                continue
            is_link = (last.end, run.start) in links
            sign = _Sign.QUOTED if is_link else _sign(content, last, run)
            opens = run.start in inline.partners  # what is shown, perhaps as meant
            least = _Sign.QUOTED if is_blank and form else _Sign.LABEL if opens else _Sign.STOP
            if sign < least or sign <= before:
                sign = _Sign.NONE
            else:
                if before:
                    broken.pop()
                broken.append((last.start, run.end))
        last, before = run, sign
    return broken


def _is_form(inline: Inline) -> bool:
    """Tell whether underscores are blanks to be filled in: three or more of them."""
    blanks = (run for run in inline.trace.runs if run.end - run.start > 1 and inline.content[run.start] == "_")
    return sum(not _is_paired(inline, (run.start, run.end)) for run in blanks) > 2


class _Sign(IntEnum):
    """What shows that a stretch was meant to be set off: nothing, its last mark, a colon, quotation marks, a link.

    A later one is surer than those before it.
    """

    NONE = 0
    STOP = 1
    LABEL = 2
    QUOTED = 3


def _sign(content: str, left: TracedRun, right: TracedRun) -> _Sign:
    """Return what shows that the words between two runs were meant to be set off.

    Nothing does in a formula (`单价*（数量）*折扣`) and between blanks of a form. A comma at the end shows nothing
    either: `*必填，*选填` are two notes.
    """
    inner = content[left.end : right.start]
    before, after = content[max(0, left.start - 1) : left.start], content[right.end : right.end + 1]
    if not inner or inner[0] in _SPACE or inner[-1] in _SPACE or not CHINESE.search(inner):
        return _Sign.NONE
    if any(character.isascii() and character.isalnum() for character in before + after):
        return _Sign.NONE
    if inner[0] in _QUOTING and inner[-1] in CLOSING:
        return _Sign.QUOTED
    if inner[0] in "（(" and inner[-1] in "）)" and before in _BOUNDARY and not _OPERATOR.search(inner):
        return _Sign.QUOTED
    if not left.start and inner[-1] in "。！？" and "\n" not in inner:
        return _Sign.STOP  # a sentence that begins its paragraph
    if inner[-1] not in STOPS or inner[-1] in "，、," or BREAK.search(inner[:-1]):
        return _Sign.NONE
    is_filled_in = content[left.start] == "_" and before in ("：", ":")  # 姓名：__性别：__
    if is_filled_in or (before and before not in _BOUNDARY):
        return _Sign.NONE
    return _Sign.LABEL if inner[-1] in "：:" else _Sign.STOP


def _is_apart(content: str, run: Pair) -> bool:
    """Tell whether a mark has blanks on both sides and does not begin the block: the text speaks of the mark itself."""
    left, right = run
    return left > 0 and content[left - 1] in " \t" and (right == len(content) or content[right] in _SPACE)


def _is_text(inner: str) -> bool:
    return bool(inner.strip()) and "\n\n" not in inner


def _is_operator(content: str, run: Pair) -> bool:
    """Tell whether asterisks are a power (`2 ** 3`), a glob (`src/**/a`), a comment (`/**`) or a long row."""
    left, right = run
    beside = content[right : right + 1]
    if _PATH.match(content, left):
        return False
    if beside in ("/", "\\") or (content[max(0, left - 1) : left] in ("/", "\\") and beside in ("", " ", "\n")):
        return True
    while left > 0 and content[left - 1].isspace():
        left -= 1
    while right < len(content) and content[right].isspace():
        right += 1
    before, after = content[max(0, left - 1) : left], content[right : right + 1]
    return run[1] - run[0] > 3 or (before.isascii() and after.isascii() and bool(before and after))


def _is_parameter(content: str, run: Pair, following: Pair | None) -> bool:
    """Tell whether asterisks begin a parameter (`**kwargs`), and no bold that a later run was meant to close."""
    if not _begins_parameter(content, run):
        return False
    if following is None or content[following[0] - 1].isspace():
        return True
    return not _LABEL.match(content, run[1]) and _begins_parameter(content, following)


def _begins_parameter(content: str, run: Pair) -> bool:
    before = content[max(0, run[0] - 1) : run[0]]
    return not before.isalnum() and _PARAMETER.match(content, run[1]) is not None
