"""A code block that never ends.

Where the last line of a block of code lost its backticks, or they became quotation marks (`‘’‘`), all that follows is
shown as code: headings, links and paragraphs, which no other rule sees there. The fix makes backticks of such a line.
A block that ends with the article and holds nothing but code is left alone, as is one of Markdown or plain text, unless
what was to end it stands there.
"""

from collections.abc import Iterator

from review_tui.article import Article, Edit, Span
from review_tui.article.blocks import Block
from review_tui.article.han import LETTER
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("M208", "fence-unclosed", Severity.ERROR, Safety.SUGGESTED)
CASES = (
    valid("```\n价格 = 面值\n```\n\n## 债券\n\n债券主要有四类，如下所述，各不相同。"),
    valid("甲\n\n```python\n# 注释：计算价格，见下文所述的公式。\nprint(1)"),
    valid("```sh\n## 安装依赖\n\n## 运行全部测试\n\npip install ."),
    valid("~~~~\n价格\n~~~\n~~~~~\n\n## 债券\n\n[债券](/bond)"),
    valid("```md\n## 标题\n\n见[债券](/bond)。"),
    valid('```\n/// 参见[文档](/doc)。\n# 参见[文档](/doc)。\n    """见[文档](/doc)。"""\nx = a[\'价\'](/b/)'),
    valid("```\n"),
    valid("- 甲\n\n  ```\n  码\n\n## 债券\n\n见[债券](/bond)。"),
    valid(
        "```text\n请把下面的句子翻译成英语，不要解释。\n请把下面的句子翻译成法语，不要解释。\n请把下面的句子翻译成德语，不要解释。"
    ),
    valid("```python\ns = '''\n甲\n'''"),
    invalid(
        "```\n价格 = C /（1 + r）^1\n‘’‘\n\n## 债券的种类\n\n债券主要有四类。",
        found="```",
        fixed="```\n价格 = C /（1 + r）^1\n```\n\n## 债券的种类\n\n债券主要有四类。",
    ),
    invalid("甲\n\n~~~~ md\n码\n～～～～\n\n乙", found="~~~~ md", fixed="甲\n\n~~~~ md\n码\n~~~~\n\n乙"),
    invalid("```\n码\n` ` `\n\n乙", found="```", fixed="```\n码\n```\n\n乙"),
    invalid("```\n码\n‘‘‘\n\n‘‘‘\n码\n‘‘‘\n\n乙", found="```"),
    invalid("甲\n\n``` sh\npip install .\n\n见[债券](/bond)与![图](/a.png)。", found="``` sh"),
    invalid("```\n码\n\n## 债券的种类\n\n在市场上出售的债券主要有四类。", found="```"),
    invalid(
        "```\n码\n\n债券主要有四类，如下所述。\n\n“市政”债券由州和市发行。\n\n**公司债券**由公司发行，要纳税。",
        found="```",
    ),
)
_MARKDOWN = frozenset({"markdown", "md", "mdx", "text", "txt", "plain", "plaintext"})
_OPENING = lazy(r"[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)")
# What was to be a line of backticks or tildes. Three typewriter apostrophes are Python's.
_GARBLED = lazy(r"[ ]{0,3}(?!'{3,}[ \t]*\Z)(?:(?:[‘’`'´＇｀][ ]?){3,}|(?:[~～〜][ ]?){3,})[ \t]*\Z")
_TITLE = lazy(rf"#{{2,6}}[ \t]+[“《「（\d]?{LETTER}")
# No comment, and nothing that is set in, as texts in code are
_WORDS = lazy(rf"(?:[*_]{{0,3}}[“《「（]?{LETTER})")
_LINK = lazy(rf"\[[^\[\]]{{0,100}}{LETTER}[^\[\]]{{0,100}}\]\((?:/|#|https?:)[^\s()]{{0,300}}\)")
_ENDS = "。！？：；”』」）…*_"
_SENTENCE = 10  # code points that a line of text has at least
_MANY = 3  # lines of text that no code holds


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for the code block at the end of the article, where it was to end before."""
    article = reading.article
    last = article.blocks[-1] if article.blocks else None
    if last is None or not last.fenced or last.quotes or last.lists:
        return
    first, behind = last.lines
    opening = _OPENING.match(article.lines.text(first))
    if opening is None or _is_closed(article, last, opening[1]):
        return
    lines = [article.lines.text(index) for index in range(first + 1, behind)]
    while lines and not lines[-1].strip():
        lines.pop()
    garbled = [index for index, line in enumerate(lines[:-1]) if _GARBLED.match(line)]  # with something below it
    if not garbled and (opening[2].lower() in _MARKDOWN or not _is_prose(lines)):
        return
    fix = None
    if len(garbled) == 1:
        span = article.lines.span(first + 1 + garbled[0])
        fix = RULE.mend(Edit(span, opening[1]), label=f"{opening[1]} on line {first + 2 + garbled[0]}")
    span = article.lines.span(first)
    yield RULE.finding(
        Span(span.start + opening.start(1), span.end),
        f"this code never ends ({opening[1]}): readers see all that follows as code",
        fix,
    )


def _is_closed(article: Article, block: Block, mark: str) -> bool:
    first, behind = block.lines
    if behind - first < 2:
        return False
    last = article.lines.text(behind - 1).strip(" \t")
    return len(last) >= len(mark) and not last.strip(mark[0])


def _is_prose(lines: list[str]) -> bool:
    """Tell whether there is text among the lines of code: a link in it, a heading over it, or much of it."""
    texts = [line for line in lines if _WORDS.match(line)]
    if any(_LINK.search(line) for line in texts):
        return True
    sentences = sum(len(line) >= _SENTENCE and line.rstrip().endswith(tuple(_ENDS)) for line in texts)
    if sentences >= _MANY:
        return True
    around = zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    titles = (not (above.strip() or below.strip()) and _TITLE.match(line) for above, line, below in around)
    return sentences > 0 and any(titles)
