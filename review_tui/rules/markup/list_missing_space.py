"""A list item with no space after its mark, or with a mark that is none in Markdown.

`1.她重写了一些内容` and `-[预付罚款](/prepaymentpenalty)` are paragraphs to CommonMark: the item drops out of its
list. Numbers (`1.5倍`), negative numbers and options (`-5%`, `--all`) are left alone, and so are a series within a
line (`1.股票；2.债券`) and a mark in the middle of a paragraph that neither a list nor a colon stands before. `*` and
`+`, and `-` in a quote, begin a footnote or name a source as well: they count line by line, or beside an item with that
mark. A `-` by itself that closes a text (`-完-`) or names who is quoted above (`-鲁迅《故乡》`) is no list either.

Where items are paragraphs of their own, what begins with other words than Chinese (`-ARM`, `-30 年期`), a number with a
Chinese mark (`3、丁`) or such a sign counts between or behind items of its kind.

Two lines or more in a row that begin with `•`, `·`, `–` or `1。` run together on the page. Lines that end in a break of
their own, and what people say in turn (`–你好。`), are left alone, and so are sentences about a mark (`-号表示删除`).
"""

from collections.abc import Iterator
from functools import partial
from itertools import chain, groupby, pairwise
from operator import itemgetter

from msgspec.structs import replace

from review_tui.article import Article, Edit, Span
from review_tui.article.blocks import Block, BlockKind
from review_tui.rules.markup.shared.foreign_marks import begins_a_line, foreign_run
from review_tui.rules.markup.shared.list_marks import (
    BULLETS,
    DOUBTFUL,
    NAMED,
    NOTHING,
    STAR,
    TORN,
    ListMark,
    Weight,
    runs_of,
)
from review_tui.rules.markup.shared.list_neighbours import Neighbours
from review_tui.rules.markup.shared.quoted_source import names_source
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("M202", "list-missing-space", Severity.ERROR, Safety.SAFE)
CASES = (
    invalid("•付款\n•检查", found=("•付款", "•检查"), fixed="- 付款\n- 检查"),
    invalid("· 甲\n·  乙", found=("· 甲", "·  乙"), fixed="- 甲\n- 乙"),
    invalid("–单独购买\n–ETF", found=("–单独购买", "–ETF"), fixed="- 单独购买\n- ETF"),
    invalid("包括：\n•**甲**\n•[乙](/b)", found=("•**甲**", "•[乙](/b)"), fixed="包括：\n- **甲**\n- [乙](/b)"),
    invalid("> ● 甲\n> ● 乙", found=("● 甲", "● 乙"), fixed="> - 甲\n> - 乙"),
    invalid("1。甲\n2。乙", found=("1。甲", "2。乙"), fixed="1. 甲\n2. 乙"),
    invalid("1 。甲\n2 。乙", found=("1 。甲", "2 。乙"), fixed="1. 甲\n2. 乙"),
    valid("•付款"),
    valid("甲\n•付款\n•检查"),
    valid("•付款\n检查"),
    valid("•付款  \n•检查"),
    valid("•付款<br>\n•检查"),
    valid("–你好。\n–再见。"),
    valid("–5%\n–3% 的收益"),
    invalid("•<b>甲</b>\n•乙", found=("•<b>甲</b>", "•乙"), fixed="- <b>甲</b>\n- 乙"),
    valid("包括：\n2。甲\n3。乙"),
    valid("1。甲\n3。乙"),
    valid("```\n•甲\n•乙\n```"),
    valid("··········\n··········"),
    valid("让-雅克\n·卢梭\n·甲"),
    valid("1. 她重写了一些内容"),
    valid("1.5倍的收益"),
    valid("2019.他出生了"),
    valid("-5% 的收益"),
    valid("--全部"),
    valid("- 甲\n- 乙"),
    valid("```\n-甲\n```"),
    valid("他说\n-甲和乙"),
    valid("1、甲"),
    valid("1.股票；2.债券；3.现金。"),
    valid("1)股票 2)债券 3)基金"),
    valid("*注：数据截至年底。"),
    valid("* 甲\n\n*注：数据截至年底。"),
    valid("*斜体*文字\n*斜体*文字"),
    valid("*[HTML]: 超文本标记语言\n*[W3C]: 万维网联盟"),
    valid("+号表示新增的行。\n\n-号表示删除的行。"),
    valid("* 甲\n* 乙\n\n*号代表任意字符\n*匹配任意内容"),
    valid("- 甲\n\n-表示减号，-号后面跟数字"),
    invalid("-号码簿\n-表示层", found=("-号码簿", "-表示层"), fixed="- 号码簿\n- 表示层"),
    valid("> 知己知彼，百战不殆。\n>\n> -孙子"),
    valid("他说：\n-甲和乙"),
    valid("他说：\n-你好。\n-再见。"),
    valid("甲包括：\n2.债券\n3.股票"),
    invalid("1.收益率为 2.5%；3.现金。", fixed="1. 收益率为 2.5%；3.现金。"),
    valid("-全文完-"),
    valid("- 甲\n- 乙\n\n-完-"),
    valid("“投资的第一条准则是不要赔钱。”\n\n-沃伦·巴菲特"),
    valid("希望本无所谓有，无所谓无的。\n\n-鲁迅《故乡》"),
    valid("-鲁迅《故乡》"),
    invalid(
        "-鲁迅《故乡》\n\n-老舍《茶馆》",
        found=("-鲁迅《故乡》", "-老舍《茶馆》"),
        fixed="- 鲁迅《故乡》\n\n- 老舍《茶馆》",
    ),
    invalid("-修订《故乡》的注释", fixed="- 修订《故乡》的注释"),
    valid("债券是一种证券。\n\n-摘自百科全书"),
    invalid("-来自甲\n-来自乙", found=("-来自甲", "-来自乙"), fixed="- 来自甲\n- 来自乙"),
    valid("> 人生自古谁无死\n\n-文天祥《过零丁洋》"),
    invalid("“甲”\n\n-乙\n\n-丙", found=("-乙", "-丙"), fixed="“甲”\n\n- 乙\n\n- 丙"),
    invalid("“甲”\n\n-他很重视风险。", found="-他很重视风险。", fixed="“甲”\n\n- 他很重视风险。"),
    valid("1.2 倍的杠杆\n3.4 倍的杠杆"),
    valid("-5%\n-v 选项\n--全部"),
    invalid("1.甲\n2.5 倍的杠杆", found="1.甲"),
    invalid("-甲\n续行\n-乙", found=("-甲", "-乙"), fixed="- 甲\n续行\n- 乙"),
    invalid("1.甲\n续行\n3.5 倍的杠杆", found="1.甲", fixed="1. 甲\n续行\n3.5 倍的杠杆"),
    invalid("1.甲\n2.股票；3.债券", found="1.甲"),
    invalid(
        "1.联系您的贷方。\n2.HUD 顾问可以免费提供帮助。\n3.提交申请。",
        found=("1.联系您的贷方。", "2.HUD 顾问可以免费提供帮助。", "3.提交申请。"),
        fixed="1. 联系您的贷方。\n2. HUD 顾问可以免费提供帮助。\n3. 提交申请。",
    ),
    invalid(
        "-现金\n-`APR`\n-10 年期国债\n-（可选）债券",
        found=("-现金", "-`APR`", "-10 年期国债", "-（可选）债券"),
        fixed="- 现金\n- `APR`\n- 10 年期国债\n- （可选）债券",
    ),
    invalid(
        "1.401(k)\n2.*斜体*\n3.<b>粗</b>\n4.$100 以下\n5.甲",
        found=("1.401(k)", "2.*斜体*", "3.<b>粗</b>", "4.$100 以下", "5.甲"),
        fixed="1. 401(k)\n2. *斜体*\n3. <b>粗</b>\n4. $100 以下\n5. 甲",
    ),
    invalid(
        "您需要：\n1.身份证明\n2.W-2 表格\n3.报税表",
        found=("1.身份证明", "2.W-2 表格", "3.报税表"),
        fixed="您需要：\n1. 身份证明\n2. W-2 表格\n3. 报税表",
    ),
    invalid("> -甲\n> -REITs", found=("-甲", "-REITs"), fixed="> - 甲\n> - REITs"),
    invalid("1. 甲\n2.HUD\n3. 丙", found="2.HUD", fixed="1. 甲\n2. HUD\n3. 丙"),
    invalid("1. 甲\n2.乙\n3. 丙", found="2.乙", fixed="1. 甲\n2. 乙\n3. 丙"),
    invalid("1. 甲\n2.乙\n3.丙\n4. 丁", found=("2.乙", "3.丙"), fixed="1. 甲\n2. 乙\n3. 丙\n4. 丁"),
    invalid("1.甲\n2. 乙\n3.丙", found=("1.甲", "3.丙"), fixed="1. 甲\n2. 乙\n3. 丙"),
    invalid("-甲\n- 乙\n-丙", found=("-甲", "-丙"), fixed="- 甲\n- 乙\n- 丙"),
    invalid("- 甲\n\n-ARM 贷款\n\n- 乙", found="-ARM 贷款", fixed="- 甲\n\n- ARM 贷款\n\n- 乙"),
    invalid(
        "- 甲\n\n-30 年期贷款\n\n-（可选）乙",
        found=("-30 年期贷款", "-（可选）乙"),
        fixed="- 甲\n\n- 30 年期贷款\n\n- （可选）乙",
    ),
    invalid("-甲\n\n-401(k) 计划", found=("-甲", "-401(k) 计划"), fixed="- 甲\n\n- 401(k) 计划"),
    invalid("1. 甲\n\n2.30 年期\n\n3. 乙", found="2.30 年期", fixed="1. 甲\n\n2. 30 年期\n\n3. 乙"),
    invalid("1. 甲\n\n1.ARM", found="1.ARM", fixed="1. 甲\n\n1. ARM"),
    invalid("- 甲\n  1. 乙\n\n•丙\n\n- 丁", found="•丙", fixed="- 甲\n  1. 乙\n\n- 丙\n\n- 丁"),
    invalid("- 甲\n\n－ 乙\n\n- 丙", found="－ 乙", fixed="- 甲\n\n- 乙\n\n- 丙"),
    invalid("1. 甲\n\n   乙\n\n2、丙\n\n3．丁", found=("2、丙", "3．丁"), fixed="1. 甲\n\n   乙\n\n2. 丙\n\n3. 丁"),
    invalid("1。甲\n\n2 。乙", found=("1。甲", "2 。乙"), fixed="1. 甲\n\n2. 乙"),
    valid("- 甲\n\n-5%\n\n-5 个百分点\n\n-v 选项\n\n- 乙"),
    valid("- 甲\n\n–乙\n\n丙"),
    valid("- “甲”\n\n-Warren Buffett"),
    valid("1、甲\n\n2、乙\n\n1．丙\n\n2．丁\n\n•戊\n\n•己"),
    valid("1. 甲\n\n4、乙\n\n1. 丙\n\n2.5 倍的杠杆\n\n2019 年"),
    valid("- 甲\n\n1。乙\n\n其他\n\n- 丙\n\n## 丁\n\n-ARM"),
    invalid("* 甲\n*乙", found="*乙", fixed="* 甲\n* 乙"),
    invalid("* 甲\n*乙的**丙**", found="*乙的**丙**", fixed="* 甲\n* 乙的**丙**"),
    valid("* 甲\n\n*乙**丙* 丁\n\n*戊***己**"),
    invalid("1. 甲：\n\n   -乙；\n\n   -丙。", found=("-乙；", "-丙。"), fixed="1. 甲：\n\n   - 乙；\n\n   - 丙。"),
    invalid("1.  甲\n\n    包括：\n\n    1.乙", found="1.乙", fixed="1.  甲\n\n    包括：\n\n    1. 乙"),
    valid("- 甲\n\n  -5%\n\n  1.5 倍\n\n  *注：乙"),
    valid("- “甲”\n\n  -孙子"),
    valid("*基金经理承诺勤勉尽责。\n\n*过往业绩不代表未来。"),
    valid("*以上数据仅供参考。\n\n*市场有风险，投资需谨慎。"),
    invalid("* 数据\n\n*乙", found="*乙", fixed="* 数据\n\n* 乙"),
    valid("* 甲\n* 乙\n\n*数据来源：Wind\n\n*基金有风险，选择需谨慎。"),
    valid("> “甲”\n>\n> -孙子\n>\n> -老子"),
    invalid("*甲一\n*乙二", found=("*甲一", "*乙二"), fixed="* 甲一\n* 乙二"),
    invalid("*甲\n\n*乙\n\n* 丙", found=("*甲", "*乙"), fixed="* 甲\n\n* 乙\n\n* 丙"),
    invalid("+甲\n+乙", found=("+甲", "+乙"), fixed="+ 甲\n+ 乙"),
    invalid(
        "##甲\n-乙\n-丙\n\n＃＃ 丁\n1.戊\n2.己\n\n##庚\n-辛",
        found=("-乙", "-丙", "1.戊", "2.己"),
        fixed="##甲\n- 乙\n- 丙\n\n＃＃ 丁\n1. 戊\n2. 己\n\n##庚\n-辛",
    ),
    valid("#标签\n-乙\n-丙"),
    invalid(
        "本文包括：\n1.HashMap 的结构\n2.HashMap 的方法\n3.Java",
        found=("1.HashMap 的结构", "2.HashMap 的方法", "3.Java"),
        fixed="本文包括：\n1. HashMap 的结构\n2. HashMap 的方法\n3. Java",
    ),
    valid("1.x\n2.x\n3.x\n\n2.x 版\n3.x 版\n4.x 版\n\n1.2 倍\n2.3 倍\n3.4 倍"),
    invalid("甲包括：\n1.股票\n2.债券", found=("1.股票", "2.债券"), fixed="甲包括：\n1. 股票\n2. 债券"),
    invalid("> -甲\n> -乙\n\n> 1.丙", found=("-甲", "-乙", "1.丙"), fixed="> - 甲\n> - 乙\n\n> 1. 丙"),
    invalid("1.她重写了一些内容", fixed="1. 她重写了一些内容"),
    invalid("- 甲\n\n-[乙](/b)", found="-[乙](/b)", fixed="- 甲\n\n- [乙](/b)"),
    invalid("-甲\n-乙", found=("-甲", "-乙"), fixed="- 甲\n- 乙"),
    invalid("2.“引语”与**粗**", fixed="2. “引语”与**粗**"),
    invalid("- 甲\n-乙", found="-乙", fixed="- 甲\n- 乙"),
    invalid("甲\r\r1.乙", found="1.乙", fixed="甲\r\r1. 乙"),
)
_ANY = lazy(rf"[ >]*{TORN}")
_BULLET = lazy(rf"[ >]*(?:([-*+])\s|(-)(?!{NOTHING}|{DOUBTFUL}|{NAMED})|{STAR})")
_INLINE = lazy(r"[；;，、。\s](\d{1,2})[.)、](?!\d)")  # the next of a series, on the same line
_NOTE = lazy(
    r"(?:备?注|说明|资料|来源|数据|以上|本文|上述|表中|截至|未经|不含|市场有风险|投资有?风险|投资者?[需应须]|仅供|[必选]填)"
)
_MOST = 50  # items that are mended together


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each line that is meant as a list item and is none; those of one list share their fix."""
    article = reading.article
    # From line to line, since a search would stop at each character. Most begin with a letter, or are empty.
    text, starts = article.text, article.lines.starts[article.front_matter.lines :]
    starts = [start for start in starts if not ((first := text[start : start + 1]) == "\n" or first.isalpha())]
    is_torn = any(_ANY.match(text, start) for start in starts)
    is_foreign = begins_a_line(text, starts)
    told: set[int] = set()
    for finding in chain(_foreign(article) if is_foreign else (), _torn(article) if is_torn else ()):
        told.add(finding.span.start)
        yield finding
    if is_torn or is_foreign:
        yield from (finding for finding in _beside_items(article) if finding.span.start not in told)


def _torn(article: Article) -> Iterator[Finding]:
    """Yield a finding for each item that lacks its space."""
    rows = list(_rows_of_bullets(article))
    backed = {line for lines, is_list in rows for line in lines if is_list}
    alone = {lines[0] for lines, _ in rows if len(lines) == 1}
    headings = {heading.line for heading in article.headings if heading.fault}
    for block, before in zip(article.blocks, (None, *article.blocks), strict=False):
        inline = block.inline
        if block.kind is not BlockKind.PARAGRAPH or inline is None:
            continue
        for run in runs_of(article, block, inline, headings, partial(_is_item, backed, block, inline.content)):
            is_alone = block.lines[0] in alone or (block.lists > 0 and len(run.marks) == 1)
            if run.marks[0].text == "-" and is_alone and names_source(block, before):
                continue
            torn = [mark for mark in run.marks if mark.weight is not Weight.WHOLE]
            for start in range(0, len(torn), _MOST):
                together = torn[start : start + _MOST]
                ends = (inline.span(mark.start, mark.end).end for mark in together)
                edits = (Edit(Span(end, end), " ") for end in ends)
                fix = RULE.mend(*edits) if run.mendable else None
                for mark in together:
                    span = inline.span(mark.start, mark.last)
                    message = f"no space after “{mark.text}”: the line is no list item"
                    yield RULE.finding(span, message, fix and replace(fix, label=f"{mark.text} …"))


def _beside_items(article: Article) -> Iterator[Finding]:
    """Yield a finding for each paragraph that only the items beside it show to be an item of their list."""
    neighbours = Neighbours(article)
    for block, before in zip(article.blocks, (None, *article.blocks), strict=False):
        item = neighbours.item_of(block)
        if item is None or block.inline is None or names_source(block, before):
            continue
        told = f"no space after “{item.sign}”: the line is no list item"
        if item.is_foreign:
            told = f"“{item.sign}” is no list mark in Markdown: the line is no list item"
        edit = Edit(block.inline.span(item.start, item.end), item.meant)
        yield RULE.finding(block.inline.span(item.start, item.last), told, RULE.mend(edit, label=f"{item.meant}…"))


def _foreign(article: Article) -> Iterator[Finding]:
    """Yield a finding for each line of a list whose marks are none in Markdown."""
    for block in article.blocks:
        inline = block.inline
        if inline is None or not (run := foreign_run(block, inline)):
            continue
        fix = None
        if len(run) <= _MOST:
            edits = (Edit(inline.span(mark.start, mark.end), mark.meant) for mark in run)
            fix = RULE.mend(*edits)
        for mark in run:
            span = inline.span(mark.start, mark.last)
            message = f"“{mark.sign}” is no list mark in Markdown: the lines run together"
            yield RULE.finding(span, message, fix and replace(fix, label=f"{mark.meant}…"))


def _rows_of_bullets(article: Article) -> Iterator[tuple[list[int], bool]]:
    """Yield the indexes of lines in a row that begin with the same bullet, blank lines between them aside.

    With each such list of lines comes whether they are a list: one of them has a space after its bullet, or two of them
    stand on neighbouring lines.
    """
    bullets: list[tuple[str, int, bool]] = []  # of each line that is not blank, with whether a space follows
    for line in range(article.front_matter.lines, len(article.lines)):
        words = article.lines.text(line)
        match = _BULLET.match(words)
        if match and not match[1] and _NOTE.match(words, match.end()):
            match = None
        if match:
            bullets.append((match[match.lastindex or 1], line, match.lastindex == 1))
        elif words.strip("> \t"):
            bullets.append(("", line, False))
    for bullet, row in groupby(bullets, key=itemgetter(0)):
        _, lines, spaced = zip(*row, strict=True)
        if bullet:
            yield list(lines), any(spaced) or any(below - above == 1 for above, below in pairwise(lines))


def _is_item(backed: set[int], block: Block, content: str, mark: ListMark) -> bool:
    """Tell whether a mark and the words behind it are an item, and no note and no enumeration within the line.

    `backed` holds the indexes of the article's lines whose bullets others confirm (see `_rows_of_bullets`).
    """
    if mark.text not in BULLETS:
        number = int(mark.text[:-1])
        return all(int(match[1]) != number + 1 for match in _INLINE.finditer(content, mark.end, mark.last))
    if mark.text == "-" and content[mark.last - 1] == "-":
        return False  # -完-
    return (mark.text == "-" and not block.quotes) or block.lines[0] + mark.line in backed
