"""Text that was decoded with the wrong encoding: UTF-8 that was read as Windows-1252 or as GBK."""

import re
from collections.abc import Iterator

from review_tui.article.han import HAN_RANGE
from review_tui.text.lazy import lazy

_TELLING = "锛銆鈥鐨"  # of UTF-8 that was read as GBK
_SUSPECT = lazy(
    f"[\u00c2-\u00ef][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\ufffd|锟斤拷|[{_TELLING}]"
)
_TELLING_ANY = lazy(f"[{_TELLING}锟\ufffd\u00c2-\u00ef]")
_LATIN = lazy(
    "[\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "(?:[\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122a-z]*[\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122])?"
)
# Compiled when they are needed: that takes long, and few need them.
_GBK = "[\u3400-\u9fff\ue000-\uf8ff\u20ac]{2,}"  # what two bytes of GBK may be: rare characters take four there
_CHINESE = f"[\u2010-\u2027\u3000-\u303f{HAN_RANGE}\uff00-\uffef]+"
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
    done = 0
    for run in re.finditer(_GBK, text):
        for telling in re.finditer(f"[{_TELLING}]", run[0]):
            place = run.start() + telling.start()
            if place < done:
                continue
            for start in range(max(run.start(), done, place - _BEFORE), place + 1):
                end, meant = _decoded(text[start : run.end()])
                if start + end > place and re.fullmatch(_CHINESE, meant):
                    yield start, start + end, meant
                    done = start + end
                    break


def _decoded(text: str) -> tuple[int, str]:
    """Return how much of a text (code points, from its beginning) is UTF-8 that was read as GBK, and what it was."""
    sizes = [len(character.encode("gb18030", "replace")) for character in text[:_LONGEST]]
    data = text[:_LONGEST].encode("gb18030", "replace")
    try:
        meant, size = data.decode("utf-8"), len(data)
    except UnicodeDecodeError as error:
        meant, size = data[: error.start].decode("utf-8"), error.start
    end = taken = 0
    while end < len(sizes) and taken + sizes[end] <= size:
        taken += sizes[end]
        end += 1
    if taken != size:  # the last letter begins in the middle of a character
        meant = data[:taken].decode("utf-8", "ignore")
        if len(meant.encode("utf-8")) != taken:
            return 0, ""
    return end, meant
