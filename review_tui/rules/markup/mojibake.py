"""Text that was decoded with the wrong encoding on its way here.

`â€™` for ’, `Ã©` for é, `锛` for ，: somewhere a program read UTF-8 as something else. What ftfy can turn back is
offered as a fix; the replacement character � and 锟斤拷 stand for text that is lost. An article about encodings shows
such text on purpose, and is left alone.
"""

from collections.abc import Iterator

from review_tui.rules.markup.shared.wrong_decoding import garbled, may_be_garbled
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
    invalid("锟斤拷锟斤拷"),
    valid("锛岃"),
    invalid("锛堜緥濡傦級", fixed="（例如）"),
    invalid("违约锛堜緥濡傦級", found="锛堜緥濡傦級", fixed="违约（例如）"),
    invalid("联通公司锛堜緥濡傦級", found="锛堜緥濡傦級", fixed="联通公司（例如）"),
    invalid("[债券”](/bond)â€”一种", found="”](/bond)â€”"),
)
_CHARACTER_SET = lazy(r"(?i:GBK|GB2312|GB18030|UTF-?8|Unicode)|字符集")
_LOST = lazy("(?:锟斤拷)+|\ufffd+")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each stretch of garbled text."""
    article, prose = reading.article, reading.article.prose
    if not may_be_garbled(prose.text) or _is_about_encoding(prose.text):
        return
    for match in _LOST.finditer(prose.text):
        span = prose.span(*match.span())
        if span.cut(article.text).strip("\0"):  # a NUL, which a parser shows as �, is no letter that was lost
            yield RULE.finding(span, "text was lost in a wrong conversion; take it from the original")
    for start, end, meant in garbled(prose.text):
        span = prose.span(start, end)
        fix = RULE.replacing(span, meant) if reading.is_plain(start, end) else None
        yield RULE.finding(span, f"decoded with the wrong encoding; it was “{meant}”", fix)


def _is_about_encoding(text: str) -> bool:
    return "乱码" in text or ("编码" in text and _CHARACTER_SET.search(text) is not None)
