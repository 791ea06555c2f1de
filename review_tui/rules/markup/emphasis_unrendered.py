"""Bold that stays asterisks.

CommonMark decides whether `**` opens or closes emphasis by its neighbours, and knows words by the space around them.
Beside Chinese punctuation its rules fail: in `据**《纽约时报》**报道` and `**销售权：**如果` the asterisks stay in
the page, and with a second pair in the paragraph the bold lands on the words between. So it is with italics and
underscores (`*《纽约时报》*`, `__注意：__`, `__股权 REIT__大多数`), and with bolds side by side (`**甲****乙**`). The
fix moves the punctuation out of the bold, or, where that does not help, sets a space beside it; each is tried in the
renderer first. Asterisks that the text speaks of (`以 ** 开头`) are left alone, and so is a bold that shows as meant
inside of another one (`**见[**甲**](/a)**`).
Full-width asterisks (`＊＊粗体＊＊`) are found too. A site whose renderer is CJK-friendly switches the rule off with
`renderer = "cjk-friendly"`.
"""

from collections.abc import Iterator
from html import escape

from review_tui.article import Edit
from review_tui.article.han import LETTER
from review_tui.article.inline import Inline
from review_tui.article.inline_parser import PLAIN
from review_tui.article.markdown import render_inline
from review_tui.rules.markup.shared.bold_rewritings import rewritings
from review_tui.rules.markup.shared.broken_emphasis import broken_emphasis
from review_tui.rules.model import Finding, Fix, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("M201", "emphasis-unrendered", Severity.ERROR, Safety.SUGGESTED)
CASES = (
    valid("**重点**：内容"),
    valid("这是**重点**。"),
    valid("`**x：**`内"),
    valid("2 ** 3 = 8，而 2**3 也是"),
    valid("参数 **args 以及 **kw 都可以。*args 收集，**kwargs 收集关键字。"),
    valid("## **kwargs 与（**options）"),
    invalid(
        "| 词 | 值 |\n|-|-|\n| ＊＊止\\|赎＊＊ | 5 |",
        found="＊＊止\\|赎＊＊",
        fixed="| 词 | 值 |\n|-|-|\n| **止\\|赎** | 5 |",
    ),
    invalid("**甲。\n**乙", found="**甲。\n**"),
    valid("指针 **p 和 *p：**p 取两次。"),
    invalid("**sass：**sass 的配置", found="**sass：**", fixed="**sass**：sass 的配置"),
    invalid("这是 **annual rate：**如果", found="**annual rate：**", fixed="这是 **annual rate**：如果"),
    valid("总额：单价*（数量+赠品）*折扣，价格*数量*系数，本金*（1+利率）*期数"),
    valid("总额：x*“数量”*折扣"),
    valid("第__页，共__页：时间__点，地点：__"),
    valid("*注：数据截至年底。\n*注意：不含税。"),
    valid("乙方应于__月__日，__前支付__元。金额：__元，__角。第__章，__节。"),
    valid("姓名：__性别：__\n\n__元，__角\n\n*必填，*选填\n\n单价*数量。*另计"),
    invalid("单价*（1+税率）*数量，*注意：*含税。", found="*注意：*", fixed="单价*（1+税率）*数量，*注意*：含税。"),
    invalid("元。*甲。*注意：*乙", found="*注意：*", fixed="元。*甲。*注意*：乙"),
    valid("卡号 6222****1234，密码****，**重点**与****"),
    valid(
        "| 变量 | (1) | (2) |\n| --- | --- | --- |\n| 规模 | 0.25** | 0.31*** |\n\n"
        "显著性水平：* p<0.1，** p<0.05，*** p<0.01。系数为 0.25**，标准误为 0.03；截距为 1.2***。"
    ),
    valid(
        "系数 0.25** (0.03)，占 5%**（0.1）。注：*、**和***分别表示在 10%、5% 和 1% 的水平上显著。\n\n"
        "**表示在 5% 的水平上显著。"
    ),
    valid("| 日期 | 姓名 | 金额 |\n|---|---|---|\n| 1 月 | **青 | 5 元 |\n\n- **明 10 元\n- 感谢 **辉、**杰"),
    valid("被告人张**、李**因操纵证券市场罪被判刑。\n\n客户王**已还款，张**（女，35 岁）。“**”表示递归。"),
    valid("利率为**5.3%**，增长**10%**（去年）"),
    invalid(
        "利率**《5%》**，这是** 粗体 **字", found=("**《5%》**", "** 粗体 **"), fixed="利率《**5%**》，这是**粗体**字"
    ),
    invalid("增长 5**《重点》**报", found="**《重点》**", fixed="增长 5《**重点**》报"),
    invalid('据**"甲"**报，又.**.NET：**乙', found=('**"甲"**', "**.NET：**"), fixed='据"**甲**"报，又.**.NET**：乙'),
    valid("*斜体*与__粗体__，**重点 *斜体* 之后**"),
    valid("`*注意：*如果`与 snake__case__name：__x__"),
    invalid(
        "据*《纽约时报》*报道，*注意：*如果。",
        found=("*《纽约时报》*", "*注意：*"),
        fixed="据《*纽约时报*》报道，*注意*：如果。",
    ),
    invalid("据__《纽约时报》__报道", found="__《纽约时报》__", fixed="据《**纽约时报**》报道"),
    invalid("这是**重点****另一重点**。", found=("**重点**", "**另一重点**"), fixed="这是**重点** **另一重点**。"),
    invalid(
        "据*《纽约时报》*报道，*注意：*如果。这是**重点****另一重点**。",
        found=("*《纽约时报》*", "*注意：*", "**重点**", "**另一重点**"),
        fixed="据《*纽约时报*》报道，*注意*：如果。这是**重点** **另一重点**。",
    ),
    invalid("**甲**乙**丙：**丁**戊**", found=("**丙：**", "**戊**"), fixed="**甲**乙**丙**：丁**戊**"),
    invalid("**甲：**乙，*《丙》*丁", found=("**甲：**", "*《丙》*"), fixed="**甲**：乙，《*丙*》丁"),
    valid("\\*\\*不是粗体\\*\\*"),
    valid("据**《纽约时报》**报道", renderer="cjk-friendly"),
    valid("    **代码：**缩进"),
    valid("[**重点**](/a)与***三个***"),
    valid("**见[**止赎**](/foreclosure)与违约。**\n\n又见 **●[**止赎**](/foreclosure)**"),
    valid("**何时有用？若在 **运行** 之初，取出 **数据** 来得到边界。**\n\n**甲 **乙** 丙**丁"),
    invalid("**甲，**它可以找到**乙。**", found=("**甲，**", "**乙。**"), fixed="**甲**，它可以找到**乙。**"),
    invalid("见**[**甲**](/a)**是", found="**[**甲**](/a)**", fixed="见 **[**甲**](/a)** 是"),
    invalid("据**《纽约时报》**报道", found="**《纽约时报》**", fixed="据《**纽约时报**》报道"),
    invalid("**销售权：**如果", found="**销售权：**", fixed="**销售权**：如果"),
    invalid("- **诚实和灵活。**贷方", found="**诚实和灵活。**", fixed="- **诚实和灵活**。贷方"),
    invalid("据**《甲》**报道，和**粗**体", found=("**《甲》**", "**粗**"), fixed="据《**甲**》报道，和**粗**体"),
    invalid("这是** 粗体 **字", found="** 粗体 **", fixed="这是**粗体**字"),
    invalid("＊＊粗体＊＊字", found="＊＊粗体＊＊", fixed="**粗体**字"),
    valid("`＊＊码＊＊`与 <!-- ＊＊注＊＊ --> 与[甲](/＊＊b＊＊)"),
    invalid("＊＊`码`＊＊`字`", found="＊＊`码`＊＊", fixed="**`码`**`字`"),
    invalid("**注意：这是重点", found="**"),
    invalid("**证券（MBS）**是", found="**证券（MBS）**", fixed="**证券**（MBS）是"),
    invalid("**证券 (MBS)：**是", found="**证券 (MBS)：**", fixed="**证券 (MBS)**：是"),
    invalid(
        "**[货币政策](/monetarypolicy)**是",
        found="**[货币政策](/monetarypolicy)**",
        fixed="[**货币政策**](/monetarypolicy)是",
    ),
    invalid(
        '由**[甲](/a)**与**[乙 (B)](/b "丙")**和*[丁](/d)*的。',
        found=("**[甲](/a)**", '**[乙 (B)](/b "丙")**', "*[丁](/d)*"),
        fixed='由[**甲**](/a)与[**乙 (B)**](/b "丙")和[*丁*](/d)的。',
    ),
    invalid("**[甲](/a)和[乙](/b)**的", found="**[甲](/a)和[乙](/b)**", fixed="**[甲](/a)和[乙](/b)** 的"),
    invalid("**[甲](/a)：**乙", found="**[甲](/a)：**", fixed="**[甲](/a)**：乙"),
    invalid("**甲[乙](/b)：**丙", found="**甲[乙](/b)：**", fixed="**甲[乙](/b)**：丙"),
    invalid(
        "见**`甲`**乙与**甲&#38;乙：**丙",
        found=("**`甲`**", "**甲&#38;乙：**"),
        fixed="见 **`甲`** 乙与**甲&#38;乙**：丙",
    ),
    invalid("* 甲\n*乙\n| 名称 | **说明*一** |\n|---|---|", found="**说明*一**"),
    invalid("**函数 f(x)**是", found="**函数 f(x)**", fixed="**函数 f(x)** 是"),
    invalid("与**“甲”和“乙”**的", found="**“甲”和“乙”**", fixed="与 **“甲”和“乙”** 的"),
    valid(
        "带 * 的为必填项，带 ** 的为选填项。\n\n两个星号 ** 表示乘方。\n\n"
        "输入 `**` 或 ** 都行。\n\n用 ** 包住文字即可加粗。"
    ),
    valid("Java 的 /** 开头是文档注释，以 */ 结尾。\n\n匹配规则：**/*.md 表示所有子目录，C:\\** 也是"),
    valid("以 ** 开头、以 ** 结尾的文字会加粗。"),
    invalid("- **？**匹配一个字符", found="**？**", fixed="- **？** 匹配一个字符"),
    invalid("**![图](/a.png)**说明", found="**![图](/a.png)**", fixed="**![图](/a.png)** 说明"),
    invalid("改**/etc/hosts**文件", found="**/etc/hosts**", fixed="改 **/etc/hosts**文件"),
    valid("匹配 **/docs/** 与 src/**/a，**/*.md 也是"),
    valid("路径里的**和*是通配符，**匹配任意目录。\n\n星号*和双星号**的作用\n\n幂运算符**写在中间"),
    valid("幂赋值 **= 与 *= 是运算符，还有 **=。"),
    valid("排除 com.example.** 下的类，com.example.*，以及 org.a.**。"),
    valid("- char** 是二级指针，void** 也是\n- 声明int** 变量"),
    invalid("这是通配符**重点：**后面", found="**重点：**", fixed="这是通配符**重点**：后面"),
    invalid("** 注意：这是重点", found="**"),
    invalid("这是 ** 粗体 ** 字", found="** 粗体 **", fixed="这是 **粗体** 字"),
    invalid("与**《收入/支出》**的", found="**《收入/支出》**", fixed="与《**收入/支出**》的"),
    invalid("__股权 REIT__大多数是股权。", found="__股权 REIT__", fixed="**股权 REIT**大多数是股权。"),
    invalid("甲。_抵押 REIT_借钱给业主。", found="_抵押 REIT_", fixed="甲。*抵押 REIT*借钱给业主。"),
    invalid("*混合 REIT *使用两种策略。", found="*混合 REIT *", fixed="*混合 REIT*使用两种策略。"),
    invalid("这是* 混合 *的策略。", found="* 混合 *", fixed="这是*混合*的策略。"),
    valid(
        "__人民法院__庭\n\n工作满__年的员工__可以休假。\n\n第__章__节载明如下内容。\n\n"
        "文件 报告_最终版本_已经发出去了。"
    ),
    valid(
        "*必填 *选填项可以不填写。\n\n*甲 *乙\n\n总额为单价* 数量 *折扣\n\n"
        "__版本 v2__ 已经发布了。变量 my_股息_name 与 _x_y。"
    ),
    invalid(
        "*从小处着手，逐步增加。*这很安全。",
        found="*从小处着手，逐步增加。*",
        fixed="*从小处着手，逐步增加*。这很安全。",
    ),
    valid("*注：不含税，另计。\n*甲。*\n\n*必填，*选填"),
    invalid(
        "收到 5 × 10 = 50 元 *（扣除佣金前）*的钱。",
        found="*（扣除佣金前）*",
        fixed="收到 5 × 10 = 50 元 （*扣除佣金前*）的钱。",
    ),
    valid("= *（数量+赠品）*折扣，单价*（数量）*折扣"),
    invalid("**重点****", fixed="**重点**"),
    invalid("这是****重点**。又是**重点****", found=("****重点**", "**重点****"), fixed="这是**重点**。又是**重点**"),
    valid("卡号 6222****1234 与**重点**，密码****。"),
    invalid(
        "选 ARM**[贷款](/a)**，或[债](/b)**[ETF](/c)**ETF。",
        found=("**[贷款](/a)**", "**[ETF](/c)**"),
        fixed="选 ARM[**贷款**](/a)，或[债](/b)[**ETF**](/c)ETF。",
    ),
    valid("x**[0]**2 与 2**(n+1)**2，`a`**(b)**2"),
    invalid(
        "俗称[**甲**](/a) **，**是一家。而且**、**乙",
        found=("**，**", "**、**"),
        fixed="俗称[**甲**](/a) ，是一家。而且、乙",
    ),
    valid("显著性标记为*、**、***。\n\n前缀有 **、** 两种，**，**表示两个通配符。"),
    invalid("见[甲](/a)**。乙", found="**"),
    invalid("[**甲：**乙](/a)", found="**甲：**", fixed="[**甲**：乙](/a)"),
)
_COMMAS = tuple("，。；：、")
_LINK = lazy(r"<(?:a|img)\b[^>]*>")
_MARKS = lazy(rf"\*|_(?:_|{LETTER})|＊＊")
_MARKUP = lazy(r"[\[`<&*_\\]")
_FULLWIDTH = lazy(r"＊＊([^＊\n]+)＊＊")

_MOST = 100_000  # code points that are rendered to find the fixes of an article; the site's need some thousands
_TIMES = 4  # its length, where that is more
_LONGEST = 10_000  # code points of a paragraph that is rendered for that


class _Trial:
    """Renders what might be fixes, up to a limit: the cost of trying grows with the square of a paragraph."""

    def __init__(self, length: int) -> None:
        """Take the length of the article in code points."""
        self._left = max(_MOST, _TIMES * length)

    def takes(self, content: str) -> bool:
        """Tell whether a paragraph may be rendered once more."""
        return len(content) <= min(_LONGEST, self._left)

    def render(self, text: str) -> str:
        """Return the HTML of the content of a block."""
        self._left -= len(text)
        return render_inline(text, [])  # as the content of a block: by itself it might be another one


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each intended bold that the page does not show."""
    if reading.options.renderer == "cjk-friendly" or not _MARKS.search(reading.article.text):
        return
    trial = _Trial(len(reading.article.text))
    for block in reading.article.blocks:
        inline = block.inline
        if inline is None or (inline.trace is PLAIN and "＊" not in inline.content):
            continue  # as mostly
        if not _MARKS.search(inline.content):
            continue
        yield from _unrendered(inline, trial)
        for match in _FULLWIDTH.finditer(inline.content):
            span = inline.span(*match.span())
            if not (reading.shows(span.start, span.start + 1) and reading.shows(span.end - 1, span.end)):
                continue  # in code, a tag, a comment or an address
            bold = f"**{block.written(match[1].strip())}**"
            yield RULE.finding(span, "full-width asterisks: they stay in the page", RULE.replacing(span, bold))


def _unrendered(inline: Inline, trial: _Trial) -> Iterator[Finding]:
    """Yield the findings of one block.

    Each fix is tried on the content in which the earlier ones are made, since a bold that goes astray takes its
    neighbours with it; where an earlier fix mends a later finding too, it is the fix of both.
    """
    content, shift = inline.content, 0
    last: Fix | None = None
    for start, end in broken_emphasis(inline):
        words = inline.content[start:end]
        if not words.strip("*"):
            yield RULE.finding(inline.span(start, end), "asterisks without a partner stay in the page")
            continue
        replacement = _replacement(inline, content, start + shift, end + shift, trial)
        if replacement == words:
            fix = last
        elif replacement is None or not _is_exact(inline, start, end):
            fix = None
        else:
            fix = last = RULE.mend(Edit(inline.span(start, end), replacement), label=replacement.strip())
            content = content[: start + shift] + replacement + content[end + shift :]
            shift += len(replacement) - len(words)
        marks = "underscores" if words[0] == "_" else "asterisks"
        said = " ".join(words.split())
        yield RULE.finding(inline.span(start, end), f"readers see the {marks} of {said}, or bold on other words", fix)


def _is_exact(inline: Inline, start: int, end: int) -> bool:
    """Tell whether a stretch of the content stands in the article just so, with nothing between."""
    span = inline.span(start, end)
    return span.end - span.start == end - start


def _replacement(inline: Inline, content: str, start: int, end: int, trial: _Trial) -> str | None:
    """Return the first rewriting of a stretch after which the renderer shows the bold; None where none helps.

    `content` is that of the block, as the fixes before this one leave it.
    """
    words = content[start:end]
    if "\n" in words or not trial.takes(content):
        return None
    if words.strip("*") in _COMMAS:
        return words.strip("*")  # what no bold can show
    stars = len(words) - len(words.lstrip(words[0])), len(words) - len(words.rstrip(words[0]))
    mark = "*" * min(*stars, 3)  # underscores need space around them
    tag = "em" if mark == "*" else "strong"
    for bold, replacement in rewritings(words.strip(words[0]).strip(), mark):
        if (replacement[0] == " " and not start) or (replacement[-1] == " " and end == len(content)):
            continue  # a blank at the edge of a block counts for nothing
        written = content[:start] + replacement + content[end:]
        page = inline.html if written == inline.content else trial.render(written)
        shown = trial.render(bold) if _MARKUP.search(bold) else escape(bold, quote=True)
        if f"<{tag}>{shown}</{tag}>" in page and _links(page) == _links(inline.html):
            return replacement
    return None


def _links(page: str) -> list[str]:
    """Return the links and images of a page, which no bold may tear apart."""
    return _LINK.findall(page)
