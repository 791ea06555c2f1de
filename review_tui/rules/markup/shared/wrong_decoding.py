"""Text that was decoded with the wrong encoding: UTF-8 that was read as Windows-1252 or as GBK."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from review_tui.article.han import HAN_RANGE
from review_tui.text.lazy import lazy

_TELLING = "锛銆鈥鐨"  # of UTF-8 that was read as GBK
_WINDOWS = "\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122"  # holds what Windows-1252 has beyond Latin-1
_SUSPECT = lazy(f"[\u00c2-\u00ef][\u0080-\u00bf{_WINDOWS}]|\ufffd|锟斤拷|[{_TELLING}]")
_TELLING_ANY = lazy(f"[{_TELLING}锟\ufffd\u00c2-\u00ef]")
_HIGH = f"\u0080-\u00ff{_WINDOWS}"
_LATIN = lazy(f"[{_HIGH}](?:[{_HIGH}a-z]*[{_HIGH}])?")
_GBK = lazy("[\u3400-\u9fff\ue000-\uf8ff\u20ac]{2,}")  # what two bytes of GBK may be: rare characters take four there
_CHINESE = lazy(f"[\u2010-\u2027\u3000-\u303f{HAN_RANGE}\uff00-\uffef]+")
_TELLING_GBK = lazy(f"[{_TELLING}]")
_BEFORE = 20  # code points before what tells it that are tried
_LONGEST = 400  # code points that are decoded at a time


def may_be_garbled(text: str) -> bool:
    """Tell whether a text holds what shows a wrong encoding, or stands for characters that were lost."""
    return _TELLING_ANY.search(text) is not None and _SUSPECT.search(text) is not None  # the first costs little


def garbled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where text stands that was decoded with the wrong encoding (code points), and what it was."""
    if may_be_garbled(text):
        yield from _latin(text)
        yield from _chinese(text)


def _latin(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield UTF-8 that was read as Windows-1252."""
    from ftfy import fix_encoding

    for match in _LATIN.finditer(text):
        if _SUSPECT.search(match[0]) and (meant := fix_encoding(match[0])) != match[0]:
            yield *match.span(), meant


def _chinese(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield UTF-8 that was read as GBK: around the characters that tell it, as far as it makes Chinese."""
    for run in _GBK.finditer(text):
        if _TELLING_GBK.search(run[0]):
            for start, end, meant in _in_run(run[0]):
                yield run.start() + start, run.start() + end, meant


def _in_run(run: str) -> Iterator[tuple[int, int, str]]:
    """Yield the same of a run of characters that GBK has."""
    characters = [character.encode("gb18030", "replace") for character in run]
    data, begins = b"".join(characters), list(accumulate(map(len, characters), initial=0))
    done = 0
    for telling in _TELLING_GBK.finditer(run):
        for start in range(max(done, telling.start() - _BEFORE), telling.start() + 1):
            end, meant = _decoded(data, begins, start)
            if end > telling.start() and _CHINESE.fullmatch(meant):
                yield start, end, meant
                done = end
                break


def _decoded(data: bytes, begins: list[int], start: int) -> tuple[int, str]:
    """Return up to which character `data`, from that at `start` on, is UTF-8 that was read as GBK, and what it was.

    `begins` tells where in `data` each character begins. Where it is no such text, that is up to `start`, and nothing.
    """
    first = begins[start]
    some = data[first : begins[min(start + _LONGEST, len(begins) - 1)]]
    try:
        meant, size = some.decode("utf-8"), len(some)
    except UnicodeDecodeError as error:
        meant, size = some[: error.start].decode("utf-8"), error.start
    end = bisect_right(begins, first + size) - 1
    # Where the last letter ends in the middle of a character, no shorter text ends where that begins.
    return (end, meant) if begins[end] == first + size else (start, "")
