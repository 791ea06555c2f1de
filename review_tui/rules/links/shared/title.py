"""Links whose words are the title of an article, not a term in a sentence (L303): they may be as long as titles are."""

from review_tui.article.inline import Link
from review_tui.text.lazy import lazy

_ITEM = lazy(r"[ \t>]*+(?:[-*+]|\d{1,9}[.)])[ \t]+[*_“\"]*+")
_CELL = lazy(r"\|[ \t]*+[*_“\"]*+$")
# A year or a source may stand behind a title: （2022 年）, —— 彭博社.
_SOURCE = r"[ \t]*+(?:（[^（）\r\n]{1,40}）|\([^()\r\n]{1,40}\)|(?:—{1,2}|--)[^。\r\n|]{1,40})"
_END = lazy(rf"[*_”\"]*+(?:{_SOURCE})?[。；;.]?[ \t]*+(?:\||[\r\n]|\Z)")
_READING = lazy(
    r"[> \t]*+[^：:\[\r\n]{0,12}(?:(?:阅读|了解)(?:更多|全文)?|另见|参见|参阅|文章|推荐|相关)[*_]*+\s?[：:]"
)
_LINK = lazy(r"\[[^\[\]\r\n]*+\]\([^()\r\n]*+\)")
_ASKS = lazy(r"什么|为何|如何|怎[么样]|是否|能否|可否|谁|哪[里些个种]|多少|几[个种年月]|几何|吗|呢")
_BOOK = lazy(r"《[^《》]+》")
_NEAR = 400  # code points before a link in which its line begins


def is_title(text: str, link: Link, *, ends_in_mark: bool) -> bool:
    """Tell whether a link of an article names another one by its title.

    Where its words end in punctuation, only a question does, or a question or cry where titles stand: as all of a list
    item or of a cell, or behind 延伸阅读：.
    """
    words = link.text.strip()
    if _BOOK.fullmatch(words) or (words.endswith(("？", "?")) and _ASKS.search(words)):
        return True
    start, end = link.span
    line = max(text.rfind(mark, max(0, start - _NEAR), start) for mark in "\r\n") + 1
    if (ends_in_mark and not words.endswith(("？", "！"))) or start - line > _NEAR:
        return False
    if (_ITEM.fullmatch(text, line, start) or _CELL.search(text, line, start)) and _END.match(text, end):
        return True
    heading = _READING.match(text, line, start)
    return heading is not None and not _LINK.sub("", text[heading.end() : start]).strip(" \t、；;，,*_")
