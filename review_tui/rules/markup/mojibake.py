"""Text that was decoded with the wrong encoding on its way here.

`â€™` for ’, `Ã©` for é, `锛` for ，: somewhere a program read UTF-8 as something else. What ftfy can turn back is
offered as a fix; the replacement character � and 锟斤拷 stand for text that is lost. An article about encodings shows
such text on purpose, and is left alone.
"""

import re
from collections.abc import Iterator

from review_tui.article import Edit
from review_tui.article.han import HAN_RANGE
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("M207", "mojibake", Severity.ERROR, Safety.SUGGESTED)
CASES = (
    valid("café 与 naïve，Société Générale"),
    valid("价格是 £5，温度 20 °C"),
    valid("一个锟字"),
    valid("文字\0字"),
    valid("GBK 与 UTF-8 混用会出现乱码，例如“锟斤拷”、�、锛堜緥濡傦級和 Ã©。"),
    valid("## 锟斤拷\n\n这是 Unicode 编码的替换字符 � 又按 GBK 显示的结果。"),
    invalid("编码规则�见下", found="�"),
    invalid("穆迪â€™s 评级", found="â€™", fixed="穆迪’s 评级"),
    invalid("SociÃ©tÃ© 银行", found="Ã©tÃ©", fixed="Société 银行"),
    invalid("穆迪â€™s 评\x85级", found="â€™", fixed="穆迪’s 评\x85级"),
    invalid("中\ufffd文", found="\ufffd"),
    invalid("锟斤拷锟斤拷", found="锟斤拷锟斤拷"),
    invalid("锛堜緥濡傦級", found="锛堜緥濡傦級", fixed="（例如）"),
    invalid("违约锛堜緥濡傦級", found="锛堜緥濡傦級", fixed="违约（例如）"),
    invalid("联通公司锛堜緥濡傦級", found="锛堜緥濡傦級", fixed="联通公司（例如）"),
    invalid("[债券”](/bond)â€”一种", found="”](/bond)â€”"),
)
_TELLING = "锛銆鈥鐨"  # of UTF-8 that was read as GBK
_SUSPECT = lazy(
    f"[\u00c2-\u00ef][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\ufffd|锟斤拷|[{_TELLING}]"
)
_TELLING_ANY = lazy(f"[{_TELLING}锟\ufffd\u00c2-\u00ef]")
_LATIN = lazy(
    "[\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "(?:[\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122a-z]*[\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122])?"
)
_CHARACTER_SET = lazy(r"(?i:GBK|GB2312|GB18030|UTF-?8|Unicode)|字符集")
_LOST = lazy("(?:锟斤拷)+|\ufffd+")
# Compiled when they are needed: that takes long, and few need them.
_GBK = "[\u3400-\u9fff\ue000-\uf8ff\u20ac]{2,}"  # what two bytes of GBK may be: rare characters take four there
_CHINESE = f"[\u2010-\u2027\u3000-\u303f{HAN_RANGE}\uff00-\uffef]+"
_BEFORE = 20  # code points before what tells it that are tried
_LONGEST = 400  # code points that are decoded at a time


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each stretch of garbled text."""
    article, prose = reading.article, reading.article.prose
    if not _TELLING_ANY.search(prose.text):
        return
    if _SUSPECT.search(prose.text) and _is_about_encoding(prose.text):
        return
    for match in _LOST.finditer(prose.text):
        span = prose.span(*match.span())
        if span.cut(article.text).strip("\0"):  # a NUL, which a parser shows as �, is no letter that was lost
            yield RULE.finding(span, "text was lost in a wrong conversion; take it from the original")
    for start, end, meant in garbled(prose.text):
        span = prose.span(start, end)
        is_plain = span.cut(article.text) == prose.text[start:end]  # else markup would go with it
        fix = RULE.mend(Edit(span, meant), label=meant) if is_plain else None
        yield RULE.finding(span, f"decoded with the wrong encoding; it was “{meant}”", fix)


def _is_about_encoding(text: str) -> bool:
    return "乱码" in text or ("编码" in text and _CHARACTER_SET.search(text) is not None)


def garbled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where text stands that was decoded with the wrong encoding (code points), and what it was."""
    if _TELLING_ANY.search(text) and _SUSPECT.search(text):
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
