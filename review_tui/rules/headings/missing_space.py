r"""Heading hashes with no space after them.

CommonMark takes `##什么是止赎？` for a paragraph: the section loses its heading, its anchor and its place in the
table of contents, and readers see the hashes. A full-width or no-break space is no space here either. Hashtags
(`#标签`), code and preprocessor lines are left alone: a single hash counts only where what follows is the article's
title or asks a question, with no tag before it. A sentence that begins with what it speaks of (`##是运算符。`) is no
heading. Hashes that a space tore apart (`# # 要点`), that are escaped (`\## 要点`) or that touch the end of the words
(`## 要点##`) are seen by readers as well, and so is a heading behind a sentence in the same line (`正文。## 例子`).
"""

from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.article.han import LETTER
from review_tui.article.headings import Heading, HeadingFault
from review_tui.rules.headings.shared.hashes import meant_hashes, mended, rewritten, with_escape
from review_tui.rules.model import Finding, Fix, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("H101", "heading-missing-space", Severity.ERROR, Safety.SAFE)
CASES = (
    valid("## 什么是止赎？"),
    valid("```c\n#define 甲 1\n```"),
    valid("    ##缩进的代码"),
    valid("#标签 和别的话"),
    valid("#标签"),
    valid("`##什么是止赎？`"),
    valid("C 语言里的 ##连接符"),
    valid("#######七个井号"),
    valid("##和#的区别，网上说法很多，这里以标准为准。"),
    valid("##是连接运算符，#是字符串化运算符"),
    valid("##前缀的频道名表示非官方频道。"),
    valid("#比特币 突破 10 万美元，你怎么看？"),
    valid("#BTC 突破 10 万美元，为什么？"),
    valid("#比特币#"),
    valid("## C#"),
    valid("## 入门 ##"),
    valid("## # 号的用法"),
    valid("```c\n##\n```\n\n## # 甲\n\n\\## 乙"),
    valid("\\## 表示二级标题。"),
    valid("\\# 甲"),
    valid("\\# 一级标题<br>\n\\## 二级标题<br>\n\\### 更小的"),
    valid("- \\# 大标题\n- \\## 小些的"),
    invalid("\\# 项目\n\n\\## 结构", found="\\## 结构", fixed="\\# 项目\n\n## 结构"),
    valid("\\## 二级标题\n\n\\### H3 小节"),
    valid("写一个 `#` 或两个。## 代表二级标题，### 更小"),
    valid("{% highlight sh %}\n##安装依赖\n{% endhighlight %}"),
    invalid("##什么是止赎？", fixed="## 什么是止赎？"),
    invalid("正文。## 例子", found="## 例子"),
    invalid("## 托管是什么？ ### 托管的类型", found="### 托管的类型"),
    invalid("甲。\n乙！ ## 例子 丙\n丁", found="## 例子 丙"),
    valid("见上。`## 例子`"),
    valid("写法如下。# 例子"),
    invalid("正文。## [例子](/a)", found="## [例子](/a)"),
    invalid("正文说完了。##止赎的后果\n\n下文", found="##止赎的后果"),
    valid("正文说完了。##是连接运算符\n\n一句。##后面的两个记号拼成一个，见下文"),
    valid("```md\n## 甲\n```\n\n写法如下。## 例子"),
    valid("两种写法。## 与 ### 都行"),
    valid("标题用井号。## 后面要有空格"),
    invalid("#什么是 ETF？", fixed="# 什么是 ETF？"),
    invalid("##通货膨胀##", fixed="## 通货膨胀"),
    invalid("## 测量方法#", fixed="## 测量方法"),
    invalid("# # 托管类型", fixed="## 托管类型"),
    invalid("## # 优点", fixed="### 优点"),
    invalid("## ## 例子", fixed="## 例子"),
    invalid("## ## 例子##", fixed="## 例子"),
    invalid("\\## REIT 的类型", fixed="## REIT 的类型"),
    invalid("甲\n\\## 例子", found="\\## 例子", fixed="甲\n## 例子"),
    invalid("###华尔街的崩溃\n\n文字", found="###华尔街的崩溃", fixed="### 华尔街的崩溃\n\n文字"),
    invalid("上一段\n##止赎\n下一段", found="##止赎", fixed="上一段\n## 止赎\n下一段"),
    invalid("##　全角空格", fixed="## 全角空格"),
    invalid("##\u00a0不断行空格", fixed="## 不断行空格"),
    invalid("> ##重要", found="##重要", fixed="> ## 重要"),
    invalid("---\ntitle: 止赎\n---\n#止赎", found="#止赎", fixed="---\ntitle: 止赎\n---\n# 止赎"),
    invalid("#什么是止赎？", fixed="# 什么是止赎？"),
)


# What a sentence about hashes goes on with
_SPOKEN_OF = r"[和与或、是号的键]|(?:表示|代表|[前后]面[有要加需]|运算符|开头)"
# A heading behind the end of a sentence
_WITHIN = lazy(
    rf"[。？！][ \t]*((#{{2,6}})(?:[ \t]+|(?=[^\r\n。，]{{2,30}}(?:[\r\n]|\Z)))(?!{_SPOKEN_OF})"
    rf"(?=[\[*“《]{{0,3}}(?:[A-Z]|{LETTER}))[^\r\n]*)"
)
_LIKELY = lazy(r"##(?<=[^\x00-\x08\n-\x1f!-\x7f]##)")  # all that _WITHIN finds and more, but it costs nothing
_SHOWN = lazy(r"`#{1,6}[ \t]?`")  # an article that shows how headings are written


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading with wrong space in or around its hashes."""
    for heading in reading.article.headings:
        if heading.hashes and heading.fault is not HeadingFault.FULLWIDTH_HASH:
            told = _told(heading)
            if told:
                yield RULE.finding(with_escape(heading, heading.span), told, _mended(heading, heading.hashes))
    yield from _within_lines(reading)


def _within_lines(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading that stands behind a sentence; where the heading ends is for a human to say."""
    article = reading.article
    if not _LIKELY.search(article.text) or article.has_fenced_code or _SHOWN.search(article.text):
        return
    for match in _WITHIN.finditer(article.text, article.front_matter.span.end):
        if reading.shows(match.start(), match.end(2)):
            yield RULE.finding(Span(*match.span(1)), "a heading within a line: readers see its hashes")


def _told(heading: Heading) -> str:
    """Return what is wrong with a heading's hashes, nothing if nothing is."""
    if heading.fault is HeadingFault.MISSING_SPACE:
        return f"no space after {meant_hashes(heading)}: readers see the hashes, and the section has no heading"
    if heading.fault is HeadingFault.ESCAPED_HASH:
        return "escaped hashes: readers see them, and the section has no heading"
    if heading.again:
        return "a space within the hashes: readers see those behind it"
    return "no space before the closing hashes: readers see them" if heading.closing else ""


def _mended(heading: Heading, hashes: Span) -> Fix:
    if heading.fault is HeadingFault.MISSING_SPACE and not heading.again:
        return mended(RULE, heading, Edit(Span(hashes.end, heading.text_span.start), " "))
    return mended(RULE, heading, *((rewritten(heading, hashes),) if heading.again or heading.fault else ()))
