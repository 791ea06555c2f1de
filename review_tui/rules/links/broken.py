"""A link whose brackets came apart.

A space between text and target (`[止赎] (/foreclosure)`), full-width brackets (`[止赎]（/foreclosure）`,
`【止赎】(/foreclosure)`), a space in the target (`[止赎](/ foreclosure)`), a full-width colon behind a label
(`[foreclosure]：/foreclosure`), a bracket that is gone (`[止赎](/foreclosure`, `止赎](/foreclosure)`), words between
the two halves (`[止赎] 的过程(/foreclosure)`), halves in the wrong order (`(/foreclosure)[止赎]`), square brackets
round both (`[止赎][/foreclosure]`), Chinese quotation marks round the title, or before a picture a full-width mark or a
space: readers see the brackets and the address. It is the most common harm that machine translation does to
Markdown. A link to another site that lost its words (`[](https://example.com)`) is seen by no reader. A target with
full-width marks of an address in it (`https：//`), without its `https://` (`www.bis.org`), or with the punctuation of
the sentence at its end, leads nowhere. A fix is offered where only one link can have been meant.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from review_tui.article import Edit, Span
from review_tui.article.blocks import Block
from review_tui.article.han import is_han
from review_tui.article.inline import Inline, Link
from review_tui.article.stretches import Stretches
from review_tui.article.trace import NO_TEXT
from review_tui.rules.links.shared.anchor import PUNCTUATION
from review_tui.rules.links.shared.target import PAIRS, is_image, mended
from review_tui.rules.links.shared.torn import is_suspect, torn
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.quotation import is_within
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("L306", "link-broken", Severity.ERROR, Safety.SUGGESTED)
CASES = (
    valid("[止赎](/foreclosure)"),
    valid("[注 1] (见下文)"),
    valid("【重要】（见附录）"),
    valid("`[a] (/b)`"),
    valid("数组 a[0] (从零开始)"),
    valid("[止赎](/fore\x1bclosure)"),
    valid('[止赎](/foreclosure "止赎，")与[百科](https://zh.example.org/wiki/百科：首页，甲/乙)'),
    valid("太好了！[图](/a.png)与！[图](/a)"),
    valid("[注]：/foreclosure"),
    valid("## 获取用户 [GET] (/api/users)\n\n[delete]（/api/users/1）"),
    valid("[注]：见[注]"),
    valid(
        "- [常见问题：](#常见问题：)\n- [一、安装；](#一、安装；)\n- [词条](https://example.com/wiki/你好！)，[说明](./说明。)"
    ),
    valid("- [ ] (/todo) 任务\n- [x] (/done)\n1. [X]（/done）\n\n见脚注[^1] (/note)"),
    invalid(
        "| 词 | 值 |\n|-|-|\n| [止\\|赎] (/foreclosure) | 5 |",
        found="[止\\|赎] (/foreclosure)",
        fixed="| 词 | 值 |\n|-|-|\n| [止\\|赎](/foreclosure) | 5 |",
    ),
    invalid("[甲](　)"),
    invalid("条款[，] (/default2)通常是", found="[，] (/default2)"),
    invalid("甲[ ] (/todo)乙", found="[ ] (/todo)"),
    invalid("[止赎] (/foreclosure)", fixed="[止赎](/foreclosure)"),
    invalid("[止赎]（/foreclosure.md）。", found="[止赎]（/foreclosure.md）", fixed="[止赎](/foreclosure.md)。"),
    invalid("[止赎]（/foreclosure）。", found="[止赎]（/foreclosure）", fixed="[止赎](/foreclosure)。"),
    invalid("【止赎】(/foreclosure)", fixed="[止赎](/foreclosure)"),
    invalid("[止赎](/foreclosure）与", found="[止赎](/foreclosure）", fixed="[止赎](/foreclosure)与"),
    invalid("[止赎] [(/foreclosure)", fixed="[止赎](/foreclosure)"),
    invalid("[报告] ( https://example.com/a )", fixed="[报告](https://example.com/a)"),
    invalid(
        "[止赎](https：//example。com/a)与[止赎](／terms／foreclosure)",
        found=("[止赎](https：//example。com/a)", "[止赎](／terms／foreclosure)"),
        fixed="[止赎](https://example.com/a)与[止赎](/terms/foreclosure)",
    ),
    invalid(
        "[止赎](/foreclosure，)是[违约](/default。)。",
        found=("[止赎](/foreclosure，)", "[违约](/default。)"),
        fixed="[止赎](/foreclosure)，是[违约](/default)。",
    ),
    invalid("[止赎](/foreclosure，)", fixed="[止赎](/foreclosure)，"),
    invalid("[**止赎**](/ foreclosure)", fixed="[**止赎**](/foreclosure)"),
    invalid("[报告](https: // example.com/a)", fixed="[报告](https://example.com/a)"),
    invalid("！[图](/a.png)", fixed="![图](/a.png)"),
    invalid("! [图](/a.png)", fixed="![图](/a.png)"),
    invalid("！ [图](/a.png)", fixed="![图](/a.png)"),
    valid("太好了! [图](/a.png)与 wow! [图](/a.png)，! [甲](/a)"),
    invalid(
        "[止赎](/foreclosure”)与[违约](“/default”)。",
        found=("[止赎](/foreclosure”)", "[违约](“/default”)"),
        fixed="[止赎](/foreclosure)与[违约](/default)。",
    ),
    invalid("这叫“[止赎](/foreclosure”)。", found="[止赎](/foreclosure”)", fixed="这叫“[止赎](/foreclosure)”。"),
    invalid(
        "有（/foreclosure）[止赎]的人，(/default)[违约]的人",
        found=("（/foreclosure）[止赎]", "(/default)[违约]"),
        fixed="有[止赎](/foreclosure)的人，[违约](/default)的人",
    ),
    valid("[甲](/tmp)[乙]，见[甲](/foreclosure)[注 1]。与(/default)[^1]、(/tmp/a)[0]，(/a)[止赎](/foreclosure)"),
    invalid("[止赎][/foreclosure]", fixed="[止赎](/foreclosure)"),
    invalid(
        "见[止赎] [https://example.com/a]。",
        found="[止赎] [https://example.com/a]",
        fixed="见[止赎](https://example.com/a)。",
    ),
    valid("[b]粗[/b]与[止赎][/i]，[止赎][/foreclosure]\n\n[/foreclosure]: /foreclosure"),
    invalid(
        "[止赎][foreclosure]\n\n[foreclosure]：/foreclosure",
        found="[foreclosure]：/foreclosure",
        fixed="[止赎][foreclosure]\n\n[foreclosure]: /foreclosure",
    ),
    valid('\\[止赎](/foreclosure\n\n`[止赎](/foreclosure`\n\n[止赎](/foreclosure\n"止赎")'),
    valid("区间 [0, 1) 与参数 [-h](/tmp) [文件(/etc/passwd)]，数组 a[1] 的值(/dev/null)"),
    valid('[[止赎](/foreclosure)]与[[止赎]](/foreclosure)、[![图](/a.png)](/a)，[止赎](/foreclosure "止赎")(/见下文)'),
    valid("[新建] 用户(/new)，[x] 完成(/login)"),
    valid("[止赎](/foreclosure)的过程(/foreclosure)，[甲](/x)（/y）"),
    invalid("负有[止赎](/foreclosure", found="[止赎](/foreclosure", fixed="负有[止赎](/foreclosure)"),
    invalid("[止赎](/foreclosure \n乙", found="[止赎](/foreclosure", fixed="[止赎](/foreclosure) \n乙"),
    invalid(
        "## [何谓止赎？](/foreclosure\n\n[止赎](/foreclosure为例，![图](/a.png。[报告](https://example.com/a，又",
        found=("[何谓止赎？](/foreclosure", "[止赎](/foreclosure", "![图](/a.png", "[报告](https://example.com/a"),
        fixed="## [何谓止赎？](/foreclosure)\n\n[止赎](/foreclosure)为例，![图](/a.png)。[报告](https://example.com/a)，又",
    ),
    invalid("[止赎](/foreclosure的 过程)与", found="[止赎](/foreclosure"),
    invalid(
        '[止赎](/foreclosure “止赎”)与[违约](/default "违约”)',
        found=("[止赎](/foreclosure “止赎”)", '[违约](/default "违约”)'),
        fixed='[止赎](/foreclosure "止赎")与[违约](/default "违约")',
    ),
    invalid(
        "[贷款修改](/loan - modification)与[贷款修改](/loan_ modification)",
        found=("[贷款修改](/loan - modification)", "[贷款修改](/loan_ modification)"),
        fixed="[贷款修改](/loan-modification)与[贷款修改](/loan_modification)",
    ),
    invalid("[贷款修改](/loan modification)"),
    invalid("[止赎](/fore closure)", fixed="[止赎](/foreclosure)", glossary="foreclosure,foreclosure,止赎,preferred\n"),
    invalid("对[止赎] 的过程(/foreclosure)", found="[止赎] 的过程(/foreclosure)"),
    invalid(
        "对[止赎] 的过程(/foreclosure)和法律止赎](/foreclosure)",
        found=("[止赎] 的过程(/foreclosure)", "止赎](/foreclosure)"),
        fixed="对[止赎](/foreclosure)的过程和法律[止赎](/foreclosure)",
        glossary="foreclosure,foreclosure,止赎,preferred\n",
    ),
    invalid("有止赎](/foreclosure)，止赎] (/foreclosure)的", found=("](/foreclosure)", "] (/foreclosure)")),
    invalid(
        "[## 何谓止赎？\n\n### 银行收回房屋。\n\nexample.com](https://example.com/a?b=1)，甲](https://example.com/x_(y))",
        found=("](https://example.com/a?b=1)", "](https://example.com/x_(y))"),
    ),
    invalid(
        "见[安装]（docs/install.md）、[目录] (./toc.html#top)、！[]（https://example.com/a.png）、！[图]（../a.png）",
        found=(
            "[安装]（docs/install.md）",
            "[目录] (./toc.html#top)",
            "！[]（https://example.com/a.png）",
            "！[图]（../a.png）",
        ),
        fixed="见[安装](docs/install.md)、[目录](./toc.html#top)、![](https://example.com/a.png)、![图](../a.png)",
    ),
    valid("数组 a[i] (main.html) 与 list[0]（b.html）"),
    valid("【重要】（README.md）与[重要]（见README.md），a[] (https://example.com)，太好了！[甲](a.md)"),
    valid("## [](#top)何谓止赎？\n\n![](https://example.com/a.png)[](./a.md)"),
    invalid("由[](https://example.com/ecb)说", found="[](https://example.com/ecb)"),
    valid("取数组 a[0](https://example.com) 与 [ ](https://example.com)"),
    invalid(
        "见\\[公告\\](https://example.com/a)与\\[止赎\\]（/foreclosure）",
        found=("\\[公告\\](https://example.com/a)", "\\[止赎\\]（/foreclosure）"),
        fixed="见[公告](https://example.com/a)与[止赎](/foreclosure)",
    ),
    invalid(
        "[甲](https://example.com/a -b)与[乙](https://example.com/a b)",
        found=("[甲](https://example.com/a -b)", "[乙](https://example.com/a b)"),
        fixed="[甲](https://example.com/a-b)与[乙](https://example.com/a b)",
    ),
    invalid("有[止赎(/foreclosure)的人", found="[止赎(/foreclosure)", fixed="有[止赎](/foreclosure)的人"),
    invalid(
        "[[止赎](/foreclosure)](/foreclosure)与[违约](/default)(/default)",
        found=("[[止赎](/foreclosure)](/foreclosure)", "[违约](/default)(/default)"),
        fixed="[止赎](/foreclosure)与[违约](/default)",
    ),
    valid("[止赎](/a（1）)，[清算](www/bis.md)，[文档](/docs/“甲”/乙)"),
    invalid(
        "[止赎](/foreclosure）)与（见[违约](/default）)。（注）[止赎](/foreclosure），)",
        found=("[止赎](/foreclosure）)", "[违约](/default）)", "[止赎](/foreclosure），)"),
        fixed="[止赎](/foreclosure)与（见[违约](/default)）。（注）[止赎](/foreclosure)，",
    ),
    invalid('[止赎](/foreclosure） "止赎")', fixed='[止赎](/foreclosure "止赎")'),
    invalid("[止赎](/foreclosure“止赎”)", fixed='[止赎](/foreclosure "止赎")'),
    invalid(
        "[清算](www.bis.org)与[统计](www。bls。gov/cpi)",
        found=("[清算](www.bis.org)", "[统计](www。bls。gov/cpi)"),
        fixed="[清算](https://www.bis.org)与[统计](https://www.bls.gov/cpi)",
    ),
    invalid("[[止赎](/foreclosure)](/default)"),
)
_BROKEN = lazy(
    r"(?P<open>[\[【［])(?P<text>[^\[\]【】［］\n]{1,200}|(?<=[!！]\[))[\]】］]\s{0,3}(?:\[\s?)?"
    r"[(（]\s{0,2}(?P<target>(?:/(?:\s{1,2}(?=[A-Za-z0-9]))?|https?\s?[:：]\s?//\s?|#)[^\s()（）<>\x00-\x1f\x7f]{0,300})"
    r"\s{0,2}[)）]"
)
_SQUARE = lazy(  # [止赎][/foreclosure]
    r"(?<!\\)\[(?P<text>[^\[\]\n]{1,200})\][ ]?\["
    r"(?P<target>(?:/[A-Za-z0-9][A-Za-z0-9_./%#-]{2,200}|https?://[^\s\[\]()（）<>\x00-\x1f\x7f]{1,300}))\]"
)
_REVERSED = lazy(  # （/foreclosure）[止赎]
    r"(?<![\]】］])[(（](?P<target>/[A-Za-z0-9][A-Za-z0-9_./%#-]{2,200}|https?://[^\s\[\]()（）<>\x00-\x1f\x7f]{1,300})[)）]"
    r"[ ]?\[(?P<text>[^\[\]\n]{1,200})\](?![(（\[:：])"
)
_BESIDE = lazy(  # a file of the same folder, or of one near it
    r"(?<![\\A-Za-z0-9_])\[(?P<text>[^\[\]\n]{1,200}|(?<=[!！]\[))\][ ]?[(（](?P<target>"
    r"(?:\.{1,2}/){0,9}[A-Za-z0-9_][A-Za-z0-9_./%-]{0,200}\.(?:md|html?|png|jpe?g|gif|svg|webp)(?:#[^\s()（）<>]{1,100})?)[)）]"
)
_DEFINITION = lazy(r"^(\[([^\[\]\n]{1,100})\])：[ \t]{0,3}((?:/|https?:/{2}|#)\S+)[ \t]{0,3}$", re.MULTILINE)
_OPENINGS = ("(", "（", "[/", "[http")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})  # [GET] (/api/users)
_LABEL = lazy(r"\[([^\[\]\n]{1,100})\]")
_WORD = lazy(r"[^\W_]")
_GAP = 4  # code points before a link: the mark of a picture, two blanks, and what is before the mark
_NEAR = 200  # code points before a link in which a bracket round it may open
_APART = "a link that came apart: readers see its brackets"
_DAMAGED = "the target of the link is damaged: it leads nowhere"


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each stretch that was meant as a link and is none, and for each damaged target."""
    for block in reading.article.blocks:
        if block.inline is not None:
            yield from _torn(reading, block, block.inline)
    yield from _definitions(reading)
    for link in reading.article.links:
        yield from _damaged(reading.article.text, link)


def _torn(reading: Reading, block: Block, inline: Inline) -> Iterator[Finding]:
    if not any(opening in inline.content for opening in _OPENINGS):
        return
    starts = {link.start for link in inline.trace.links}
    found = [match for match in _like_links(inline.content) if match.start() not in starts]
    if not (found or is_suspect(inline)):
        return
    taken = _taken(inline)
    stretches = Stretches(taken)
    broken = [match for match in found if not (_is_mark(match) or stretches.overlap(*match.span()))]
    for match in broken:
        start, end = match.span()
        target = "".join(match["target"].split()).replace("：", ":")
        words = match["text"].strip()
        if words.endswith("\\") and inline.content[start - 1 : start] == "\\":  # \[甲\](/a)
            start, words = start - 1, words[:-1]
        meant = f"[{words}]({target})"
        mark = _mark_of_picture(inline.content, start, target)
        if mark is not None:
            start, meant = mark, f"!{meant}"
        span, meant = inline.span(start, end), block.written(meant)
        is_linked = is_image(target) or _WORD.search(match["text"])  # no link on a comma
        is_mended = meant != span.cut(reading.article.text) and is_linked
        fix = RULE.replacing(span, meant) if is_mended else None
        yield RULE.finding(span, _APART, fix)
    for one in torn(reading, inline, taken + [match.span() for match in found]):
        span = inline.span(one.start, one.end)
        meant = block.written(one.meant or "")
        yield RULE.finding(span, _APART, RULE.replacing(span, meant) if meant else None)


def _like_links(content: str) -> Iterator[re.Match[str]]:
    """Yield what looks like a link, real ones included."""
    if "(" in content or "（" in content:
        yield from _BROKEN.finditer(content)
        yield from _BESIDE.finditer(content)
        yield from _worded(_REVERSED.finditer(content))
    if "[/" in content or "[http" in content:
        yield from _worded(_SQUARE.finditer(content))


def _worded(matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield those whose words are Chinese: others are tags of a forum, numbers of notes, and indexes."""
    return (match for match in matches if any(map(is_han, match["text"])))


def _is_mark(match: re.Match[str]) -> bool:
    """Tell the box of a task (`[ ]`, `[x]`), the mark of a footnote (`[^1]`) and a method of HTTP from a link."""
    if match["text"].upper() in _METHODS:
        return True
    return match["text"].startswith("^") or (match.start() == 0 and match["text"] in (" ", "x", "X"))


def _definitions(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each target of a label (`[label]：/target`) that is none, for its colon is full-width."""
    inlines = [block.inline for block in reading.article.blocks if block.inline and "]：" in block.inline.content]
    found = [(inline, match) for inline in inlines for match in _DEFINITION.finditer(inline.content)]
    used = Counter(_LABEL.findall(reading.article.text)) if found else Counter()
    for inline, match in found:
        if used[match[2]] > 1:
            span = inline.span(*match.span())
            fix = RULE.replacing(span, f"{match[1]}: {match[3]}")
            yield RULE.finding(span, "a full-width colon: what links to this label is no link", fix)


def _damaged(text: str, link: Link) -> Iterator[Finding]:
    """Yield a finding for a link that works, but with a target that does not, or that was meant as a picture."""
    start, end = link.span
    if link.target_span is None:
        return
    mark = _mark_of_picture(text, start, link.target)
    if mark is not None:
        picture = RULE.mend(Edit(Span(mark, start), "!"), label=f"!{link.span.cut(text)}")
        what = "a full-width mark" if text[mark] == "！" else "a space behind the mark"
        yield RULE.finding(Span(mark, end), f"{what} makes a link of what was meant as a picture", picture)
    if not link.text and link.target.startswith(("https://", "http://")):
        yield RULE.finding(link.span, "a link with nothing in its brackets: no reader sees it")
    written = link.target_span.cut(text)
    if written.isascii() and not written.startswith("www."):
        return
    target = "".join(written.split(maxsplit=1)[:1])  # without a title; empty where there are only full-width blanks
    meant, behind = mended(target)
    if meant == target:
        if not target:
            yield RULE.finding(link.span, _DAMAGED)
        return
    for pair in PAIRS:
        if pair[1] in behind and not is_within(text, max(0, start - _NEAR), start, (pair,)):
            behind = behind.replace(pair[1], "")  # a bracket of the link twice, or a mark that nothing opens
    before = text[start : link.target_span.start]
    if target != written:  # with a title
        instead = written.replace(target, meant, 1)
        label = f"{before}{instead}{text[link.target_span.end : end]}"
        fix = None if behind else RULE.mend(Edit(link.target_span, instead), label=label)
    else:
        if text.startswith(tuple(PUNCTUATION), end):
            behind = "".join(end_mark for _, end_mark in PAIRS if end_mark in behind and text[end] != end_mark)
        instead = f"{meant}){behind}"
        fix = RULE.mend(Edit(Span(link.target_span.start, end), instead), label=before + instead)
    yield RULE.finding(link.span, _DAMAGED, fix)


def _mark_of_picture(text: str, start: int, target: str) -> int | None:
    """Return where the mark is that was meant to make a picture of a link: `！[图](/a.png)`, `! [图](/a.png)`.

    None where there is none, or it ends a sentence.
    """
    before = text[max(0, start - _GAP) : start].rstrip(" ")
    mark = max(0, start - _GAP) + len(before) - 1
    if before[-1:] not in ("！", "!") or (before[-1] == "!" and mark == start - 1) or not is_image(target):
        return None
    return mark if not before[-2:-1].isalnum() else None


def _taken(inline: Inline) -> list[tuple[int, int]]:
    """Return the stretches that are real links, code or tags."""
    trace = inline.trace
    hidden = ((piece.start, piece.end) for piece in trace.pieces if piece.rule in NO_TEXT)
    return [*((link.start, link.end) for link in trace.links), *hidden]
