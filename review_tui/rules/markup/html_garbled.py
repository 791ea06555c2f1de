"""HTML that the translation broke.

Tag names with a space (`</ span>`) or in Chinese (`<语义>…</语义>`), Chinese attributes (`<span类= "base">`),
full-width brackets round a tag (`＜br＞`), comments with a space or a full-width sign in their marks (`< !-- 注 -->`):
readers see the tag or the comment, or lose what stands in it. An anchor that leads nowhere (`<a href="">`) is what is
left of a broken widget. A comment that never ends (`<!-- 注 -- >`) takes all that follows with it.

Placeholders such as `<文件名>` are left alone, and so are comparisons (`a<b 且 c>d`), shortcodes (`{{< figure … >}}`),
code and what stands in comments, and tags that a text about HTML shows by a space or full-width brackets
(`< div > 标签`, `＜div＞ 元素`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from review_tui.article import Span
from review_tui.article.blocks import Block, BlockKind
from review_tui.article.han import HAN_RANGE
from review_tui.article.stretches import Stretches
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading, once_per_reading
from review_tui.text.lazy import lazy

RULE = Rule("M204", "html-garbled", Severity.ERROR)
CASES = (
    valid('<span class="base">甲</span>'),
    valid('<img src="/f.png" alt="市盈率 = 股价 ÷ 每股收益">'),
    valid('<a href="/search?关键词=止赎">搜</a> <span title="甲=乙" lang=\'丙="丁"\'>甲</span>'),
    invalid("甲<br / >乙", found="<br / >"),
    invalid('<span title="甲=乙" 类="x">丁', found='<span title="甲=乙" 类="x">'),
    valid("git clone <仓库>"),
    valid('<div>\n<span lang="zh"\n标题="x">乙</span>\n</div>'),
    valid("`</ span>`"),
    valid("a < b 且 b > c"),
    valid('<a href="/gdp">国内生产总值</a>'),
    valid("List<字符串>"),
    valid('<a href=""><img src="build.svg" alt="构建"></a>'),
    valid("若 a<b 且 c>d，则停止。利率 r<i 而 i>0。"),
    valid("价格 p<s，数量 q>0。比较 a<b，b>c。"),
    valid('{{< figure src="/a.png" title="图" >}}'),
    valid('甲 {{% section 题="图" %}} 乙 {{</ figure >}}'),
    valid("git clone <仓库 地址> <分支名>"),
    invalid("甲<b重点>乙</b>", found="<b重点>"),
    invalid('<i类="base">乙', found='<i类="base">'),
    invalid('<跨度 class="base">5</跨度>'),
    invalid('甲<跨度类="base">5</跨度>', found='<跨度类="base">5</跨度>'),
    invalid('甲<span类= "base">乙', found='<span类= "base">'),
    invalid("甲</ span>乙", found="</ span>"),
    invalid("甲< span>乙</ span>丙", found="< span>乙</ span>"),
    invalid("甲</ b>\n乙</ b>", found=("</ b>", "</ b>")),
    invalid('<h5><a href="">TTT</a></h5>', found='<a href="">'),
    invalid('<div 类="x">\n甲\n</div>', found='<div 类="x">'),
    valid("大的 < div > 标签里有小的 < div>。\n\n- 把 < script >和< p >放在< body >结尾处"),
    valid("浏览器渲染出＜div＞元素，碰到＜/div＞为止。"),
    valid("跳转要用<a标签>，换行用 <p 标签>，再看<b 的写法>。"),
    valid("<code 中的内容>与 <table 表名>"),
    valid("本文介绍 HTML。\n\n用 </ span> 结束。"),
    invalid("前端费用是成本的关键元素。见[表](/a.html)。\n\n甲</ span>乙\n\n```html\n<b>\n```", found="</ span>"),
    invalid("<语义><mrow>甲</mrow></ 语义>", found="</ 语义>"),
    invalid("<语义>甲</语义>", found="</语义>"),
    invalid(
        "<数学>甲</数学>\n\n<span类=“katex-html”>乙\n\n<details>\n\n丙\n\n</详细信息>",
        found=("</数学>", "<span类=“katex-html”>", "</详细信息>"),
    ),
    valid("命令是 </路径> 与 <仓库>"),
    invalid(
        '<span style="高度：1em；垂直对齐：-0.25em；">甲</span>', found='<span style="高度：1em；垂直对齐：-0.25em；">'
    ),
    invalid('<iframe src="https：//a.cn/x"></iframe>', found='<iframe src="https：//a.cn/x">'),
    invalid('<span class="mord math正常">甲</span>', found='<span class="mord math正常">'),
    valid('<span style="font-family:\'宋体\'" class="标题1 红色" title="甲：乙；math正常">甲</span>'),
    valid("记录写成 <姓名>张三</姓名>，这是 XML。"),
    valid("若 (a < div && b > c)，或 a < code 行数，b > 0"),
    invalid('甲< div class="x" id=a 标题="乙">丙', found='< div class="x" id=a 标题="乙">'),
    invalid("甲< br/>乙", found="< br/>"),
    invalid("见＜b＞重点＜/b＞。", found="＜b＞重点＜/b＞"),
    valid("<!-- 注 -->\n\n<!---->\n\n`<!--`"),
    valid("<script>\n<!-- 藏\nvar a = 1;\n</script>\n\n甲"),
    invalid("<!-- 注 -- >\n\n甲", found="<!-- 注 -- >"),
    invalid("＜br＞"),
    invalid("<b>零息债券< /b> 不支付票息。", found="< /b>"),
    invalid(
        "甲<！-- 注 -->\n\n< !-- 注释 -->\n\n<!—— 注释 ——>\n\n＜!-- 注 --＞乙",
        found=("<！-- 注 -->", "< !-- 注释 -->", "<!—— 注释 ——>", "＜!-- 注 --＞"),
    ),
    valid("若 a < !b -- 且 c > d，则 x <! -y> 与 `<！-- 注 -->`〈！—注—〉"),
    valid("甲 <!-- 注 —— 释 --> 乙"),
    valid("<!--\n\n甲</ span>乙\n\n-->\n\n丙 <!-- 丁</ span>戊 --> 己"),
    invalid('<!-- 甲 -->\n<div 类="x">\n\n`<!--`乙</ span>丙 `-->`', found=('<div 类="x">', "</ span>")),
    invalid("<span class=“base”>甲", found="<span class=“base”>"),
)
# Case is ignored in the names only: a class of Han characters costs three times as much to compile where it counts.
_NAMES = (
    "(?i:a|abbr|annotation|b|blockquote|br|code|div|em|figure|figcaption|h[1-6]|hr|i|iframe|img|li|math|mfrac|mi|mn|mo|mrow|"
    "msub|msup|mtext|ol|p|path|pre|s|section|semantics|small|span|strong|sub|sup|svg|table|tbody|td|th|thead|tr|u|ul|video)"
)
_ATTRIBUTES = r"""(?:"[^"<>\r\n]*+"|'[^'<>\r\n]*+'|[^"'<>\r\n])*?"""
_HAN = f"{HAN_RANGE}，。：；“”‘’＝"
_VALUED = r"""(?:"[^"<>\r\n]*+"|'[^'<>\r\n]*+'|[^\s"'<>=]++)"""
_ATTRIBUTE = rf"""\s++(?:[A-Za-z_:@][A-Za-z0-9_:@.-]*+|[^\s"'<>=/]++(?=\s{{0,9}}=))(?:\s{{0,9}}=\s{{0,9}}{_VALUED})?"""

# What an article about HTML speaks of: tags with a word for them, in the text as it is written, or such words by
# themselves, in what readers see of it
_NAMED_TAG = lazy(r"[<＜〈][^<>＜＞〈〉\r\n]{1,40}[>＞〉]\s?(?:标签|元素|标记|属性|节点)")
_ABOUT_HTML = lazy(
    r"(?i:(?<![.\w-])x?html|(?<![.\w-])xml|\bdom\b)|标记语言|浏览器|前端(?:开发|页面|工程|框架|代码|程序)"
)

_SHORTCODE = lazy(r"\{\{<[^{}]*>\}\}|\{\{%[^{}]*%\}\}")
# A name of one letter, and something behind it
_LETTER = lazy(r"[<＜〈]\s*([A-Za-z])(?![A-Za-z\d]|\s{0,9}/?\s{0,9}[>＞〉])")
# A name, and mere words behind it
_WORDED = lazy(rf"<([A-Za-z]+\d?)\s*[{HAN_RANGE}][^<>=]*>")
# A tag with a space where none may be, or in full-width brackets
_SHOWN = lazy(rf"<\s+/?[^<>=]*>|</\s+[^<>=]*>|</[{HAN_RANGE}]+>|[＜〈][^<>=]*[＞〉]")
_OPENED = lazy(rf"<([{HAN_RANGE}]{{1,8}})")  # a name in Chinese
_TAG = lazy(r"<[a-z][a-z0-9]{0,9}(?:>| [a-z]{1,20}=)")
_VALUE = lazy(r"=\s*[\"'“”‘’]")
_RAW = lazy(r"<(/?)(?:script|style|textarea|title)\b", re.IGNORECASE)
# A broken tag
_GARBLED = lazy(
    rf"</?{_NAMES}\s*[{_HAN}][^<>\r\n]*>"  # a name that runs into Chinese
    # Chinese attributes, outside the values of others; that the tag ends is looked up first, so that nothing is
    # read again and again
    rf"|<{_NAMES}\s(?=[^<>\r\n]*>){_ATTRIBUTES}(?:[{_HAN}][{_HAN}\w-]{{0,40}}\s{{0,9}}=|=\s{{0,9}}[“”‘’])[^<>\r\n]*>"
    # a style, an address or a class that went through the translator
    rf"|<{_NAMES}\s[^<>\r\n]{{0,300}}?(?:\bstyle\s?=\s?\"[^\"<>\r\n]{{0,300}}[：；]|\b(?:src|href)\s?=\s?\"(?:https?|mailto)："
    rf"|\bclass\s?=\s?\"[^\"<>\r\n]{{0,300}}[a-z]{{3}}[{HAN_RANGE}])[^<>\r\n]*>"
    # a space where none may be; without a slash, one letter is a comparison
    rf"|</\s+{_NAMES}\s*>|<\s+/\s*{_NAMES}\s*>|<\s+(?![A-Za-z]\b){_NAMES}(?:{_ATTRIBUTE})*\s*/?>"
    rf"|<{_NAMES}(?:{_ATTRIBUTE})*\s{{0,9}}/\s{{1,9}}>"
    # a comment whose mark has a space in it, or full-width signs
    r"|(?:[<＜](?:\s{1,3}[!！]|！|!(?=\s{0,2}[—–－]))|＜!)\s{0,2}[-—–－]{1,4}[^<>＜＞\r\n]{0,300}[-—–－]\s{0,2}[>＞]"
    rf"|[＜〈]\s*(?:/\s*)?{_NAMES}(?:\s[^<>＜＞〈〉\r\n]*+)?(?:\s*/)?\s*[＞〉]"  # full-width brackets
    rf"|<[{HAN_RANGE}]{{1,8}}\s{{0,9}}(?:class|style|href|src|width|height|align|target|类|样式)"  # a translated name
    r"\s{0,9}=\s{0,9}[\"'“”‘’][^<>\r\n]*>"
    rf"|</\s{{0,3}}([{HAN_RANGE}]{{1,8}})\s{{0,3}}>"  # one that closes what has a translated name
    r"|<(?i:a\s+href)\s*=\s*(?:\"\s*\"|'\s*')\s*>(?!\s*<(?i:img))",  # an anchor to nowhere, but for a badge
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each line with broken HTML, from its first broken tag to its last.

    A formula that went through the translator holds dozens of them; they are one thing to mend.
    """
    article = reading.article
    if "<" not in article.text and "＜" not in article.text:
        return
    comment = _endless_comment(reading)
    if comment is not None:
        yield RULE.finding(comment, "this comment never ends (-->): readers see nothing of what follows")
    for block in article.blocks:
        by_line: dict[int, list[Span]] = {}
        for span in _spans(reading, block):
            by_line.setdefault(article.lines.index_at(span.start), []).append(span)
        for spans in by_line.values():
            more = f" ({len(spans)} tags)" if len(spans) > 1 else ""
            yield RULE.finding(
                Span(spans[0].start, spans[-1].end),
                f"broken HTML: readers see the tag, or lose what it holds{more}",
            )


@once_per_reading
def _is_about_html(reading: Reading) -> bool:
    article = reading.article
    return bool(_NAMED_TAG.search(article.text) or _ABOUT_HTML.search(article.prose.text))


@once_per_reading
def _has_tags(reading: Reading) -> bool:
    return _TAG.search(reading.article.text, reading.article.front_matter.span.end) is not None


def _endless_comment(reading: Reading) -> Span | None:
    """Return what stands on the line of a comment that goes on to the end of the article; None where there is none."""
    article = reading.article
    opening = article.text.find("<!--", article.text.rfind("-->") + 1)
    block = reading.block_at(opening) if opening >= 0 else None
    if block is None or block.kind is not BlockKind.HTML or opening >= block.span.end:
        return None
    raw = list(_RAW.finditer(article.text, block.span.start, opening))
    if raw and not raw[-1][1]:
        return None  # in a script it is no comment
    return Span(opening, article.lines.span(article.lines.index_at(opening)).end)


def _spans(reading: Reading, block: Block) -> Iterator[Span]:
    """Yield where the broken tags of a block stand."""
    if block.kind is BlockKind.HTML:
        content = block.span.cut(reading.article.text)
        for start, end in _tags(reading, content, _comments(content)):
            yield Span(block.span.start + start, block.span.start + end)
    elif block.inline is not None and ("<" in block.inline.content or "＜" in block.inline.content):
        pieces = block.inline.trace.pieces
        content = block.inline.content
        apart = (
            (piece.start, piece.end)
            for piece in pieces
            if piece.rule == "backticks" or (piece.rule == "html_inline" and content.startswith("<!--", piece.start))
        )
        for start, end in _tags(reading, content, apart):
            yield block.inline.span(start, end)


def _comments(content: str) -> Iterator[tuple[int, int]]:
    """Yield where the comments of a block of HTML stand, one that does not end left out."""
    end = 0
    while (opening := content.find("<!--", end)) >= 0 and (closing := content.find("-->", opening + 2)) >= 0:
        end = closing + 3
        yield opening, end


def _tags(reading: Reading, content: str, apart: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where the broken tags of a block begin and end; what begins in code, a comment or a shortcode is none."""
    shortcodes = (match.span() for match in _SHORTCODE.finditer(content))
    hidden = Stretches(chain(apart, shortcodes))
    names = _Names(content)
    for match in _GARBLED.finditer(content):
        if hidden.overlap(match.start(), match.start() + 1):
            continue
        if _is_tag(reading, match, names) and not (_SHOWN.fullmatch(match[0]) and _is_about_html(reading)):
            yield match.span()


def _is_tag(reading: Reading, match: re.Match[str], names: "_Names") -> bool:
    """Tell a tag from what only looks like one: it has a value, or is closed further on.

    That is asked where its name is one letter, as in a comparison, and where mere words follow it (`<code 中的内容>`).
    One in Chinese that closes (`</语义>`) is a tag where one with its name opens before it, or the article has others.
    """
    if match[1] is not None:
        return names.opens_before(match[1], match.start()) or _has_tags(reading)
    doubtful = _LETTER.match(match[0]) or _WORDED.match(match[0])
    if doubtful is None or _VALUE.search(match[0]):
        return True
    return names.closes_behind(doubtful[1].lower(), match.end())


class _Names:
    """The names of the tags in the content of a block."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._closings: dict[str, int] = {}  # where the last tag begins that closes a name

    def opens_before(self, name: str, place: int) -> bool:
        """Tell whether a tag before a place begins with a name in Chinese."""
        return self._openings.get(name, place) < place

    @cached_property
    def _openings(self) -> dict[str, int]:
        """Where the first tag begins that opens a name in Chinese, by the name and by each beginning of it."""
        openings: dict[str, int] = {}
        for match in _OPENED.finditer(self._content):
            for size in range(1, len(match[1]) + 1):
                openings.setdefault(match[1][:size], match.start())
        return openings

    def closes_behind(self, name: str, place: int) -> bool:
        """Tell whether a tag at a place or behind it closes a name."""
        if name not in self._closings:
            self._closings[name] = self._content.lower().rfind(f"</{name}>")
        return place <= self._closings[name]
