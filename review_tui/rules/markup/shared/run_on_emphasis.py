"""Emphasis that runs into its sentence, so that its marks stay (M201).

`__股权 REIT__大多数` has no emphasis, as underscores do not count within words, nor has `*混合 REIT *使用`, where the
blank stands on the wrong side. What may be a blank in a form, a note (`*必填`) or a formula is left alone.
"""

from collections.abc import Iterator

from review_tui.article.han import LETTER
from review_tui.article.inline import Inline
from review_tui.text.lazy import lazy

BREAK = lazy(r"[，。；、：:\n*_（）()=+×÷]")
"""A character that set-off words do not hold."""

CHINESE = lazy(LETTER)
_FORMULA = lazy(r"[=＝×÷]")
_OPENS = " \t\n。！？；”"
_ENDS = "。！？…”"
_NOTE = "必选注备说以数单不含仅限除如本所表该请价支可带为无有"  # how notes begin that have an asterisk before them
_LONGEST, _SHORTEST = 12, 4  # code points of the words
_REST = 6  # code points of the sentence behind them, at least

Pair = tuple[int, int]


def run_on_emphasis(inline: Inline) -> Iterator[Pair]:
    """Yield the stretches of the content, marks included, that were meant to be set off so."""
    content = inline.content
    for mark in ("__", "_", "*"):
        if mark not in content:
            continue
        runs = [
            (run.start, run.end)
            for run in sorted(inline.trace.runs)
            if content[run.start : run.end] == mark and run.start not in inline.paired
        ]
        if len(runs) != 2:  # more are a form, a formula or notes
            continue
        left, right = runs
        is_meant = _is_starred if mark == "*" else _is_underlined
        if is_meant(content, left, right):
            yield left[0], right[1]


def _is_underlined(content: str, left: Pair, right: Pair) -> bool:
    """Tell whether underscores set off the first words of a sentence."""
    words = content[left[1] : right[0]]
    if len(words) < _SHORTEST or words != words.strip() or not _is_words(words):
        return False
    return (not left[0] or content[left[0] - 1] in _OPENS) and _goes_on(content, right[1])


def _is_starred(content: str, left: Pair, right: Pair) -> bool:
    """Tell whether asterisks set off the first words of a block, or words within a sentence, with a blank too many."""
    words = content[left[1] : right[0]]
    if not _is_words(words.strip()) or words[-1:] != " " or _FORMULA.search(content):
        return False
    if words[0] == " ":  # within a sentence: 这是* 混合 *的
        around = content[max(0, left[0] - 1) : left[0]], content[right[1] : right[1] + 1]
        return all(CHINESE.match(each) for each in around) and content.rstrip().endswith(tuple(_ENDS))
    return not left[0] and words[0] not in _NOTE and _goes_on(content, right[1])


def _is_words(words: str) -> bool:
    return len(words) <= _LONGEST and bool(CHINESE.search(words)) and not BREAK.search(words)


def _goes_on(content: str, end: int) -> bool:
    """Tell whether a sentence goes on behind the words."""
    rest = content[end : end + 400].partition("\n")[0].rstrip()
    return len(rest) >= _REST and bool(CHINESE.match(rest)) and rest.endswith(tuple(_ENDS))
