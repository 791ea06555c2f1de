"""Half-width punctuation that ends or divides a Chinese sentence.

`影响最大.` ends with an English full stop. Commas, semicolons, question and exclamation marks count when Chinese stands
before them and Chinese, a space or the end of the paragraph or cell follows. In a Chinese paragraph they count after
links, bold, brackets, quotation marks and numbers as well (`为 5.3%,到期日`), where Chinese or the end of the paragraph
follows. A full stop in the middle counts before words that begin a sentence: 沃伦.巴菲特 is a name. Colons, brackets,
numbers, addresses and file names are left alone. Of the front matter, title and description count, which readers see
as well, where Chinese stands before the mark.
"""

import re
from collections.abc import Callable, Iterator

from review_tui.article import Edit, Span
from review_tui.article.han import LETTER, is_han
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.punctuation.shared.text import text_matches
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("P402", "halfwidth-punctuation", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("影响最大。"),
    valid("版本 3.5，共 1,000 个"),
    valid("`影响最大.`"),
    valid("见 example.com/甲.html"),
    valid("甲..."),
    valid("第一章. 开始"),
    valid("沃伦.巴菲特长期持有。另见文件 报告.数据 与 年报.在建工程.xlsx"),
    valid("1.股票；2,债券 1,000 个"),
    valid("!\\[甲]，**粗体**![图](/a.png)"),
    valid("Thanks for the data provided by [中国银行间市场交易商协会网站](https://finance.sina.com.cn)."),
    valid("见 https://a.cn/p1,然后申请；5!的阶乘，&#39;甲&#39;"),
    valid("SELECT *,然后 f(x), g(x)"),
    valid("`[甲](/a),乙`"),
    valid("1. 李四. 公司金融[M]. 北京: 北京大学出版社, 2019."),
    valid("금리는 고정금리(固定金利)와 변동금리로 나뉩니다. LTV는 비율(比率)을 뜻합니다, 그리고 **중요**, 다음."),
    valid("系数 α,β 与 Δ,Γ 有关"),
    valid("[3] 王五, 赵六. 影子银行研究[J]. 金融研究, 2015(3): 1-17.\n[4] 甲. 乙[EB/OL]. (2020-01-01)."),
    invalid("见[M](/m),然后申请。", found="),", fixed="见[M](/m)，然后申请。"),
    invalid(
        "根据[洗售规则](/wash-sale-rule),损失不可扣除。",
        found="),",
        fixed="根据[洗售规则](/wash-sale-rule)，损失不可扣除。",
    ),
    invalid("随后出现了[经济衰退](/recession).", found=").", fixed="随后出现了[经济衰退](/recession)。"),
    invalid(
        "票面利率为 5.3%,到期日为 2025,本金 100; 利息另计.",
        found=("%,", "5,", "0;", "计."),
        fixed="票面利率为 5.3%，到期日为 2025，本金 100；利息另计。",
    ),
    invalid(
        "他说“不行”,然后走了。（甲）, **乙**;[丙](/c)",
        found=("”,", "）,", "*;"),
        fixed="他说“不行”，然后走了。（甲），**乙**；[丙](/c)",
    ),
    invalid(
        "根据**规则**,转为负值.在这三种情况下都出现了衰退.但是",
        found=("*,", "值.", "退."),
        fixed="根据**规则**，转为负值。在这三种情况下都出现了衰退。但是",
    ),
    invalid(
        "步骤如下：\n1.打开一个[账户](/a).\n2.选择一只[股票](/b).\n好了[吗](/c).\n是",
        found=").",
        fixed="步骤如下：\n1.打开一个[账户](/a)。\n2.选择一只[股票](/b).\n好了[吗](/c).\n是",
    ),
    invalid("影响最大.", found="大.", fixed="影响最大。"),
    invalid(
        "|章|说明|\n|-|-|\n|一.| 影响最大. |\n| 第二章. |影响最小.|",
        found=("大.", "小."),
        fixed="|章|说明|\n|-|-|\n|一.| 影响最大。 |\n| 第二章. |影响最小。|",
    ),
    invalid("他问：“是吗?”又说“不!”，走了。", found=("吗?", "不!"), fixed="他问：“是吗？”又说“不！”，走了。"),
    invalid('他说,"甲."接着说,“乙”', found=("说,", "甲.", "说,"), fixed='他说，"甲。"接着说，“乙”'),
    valid('`说,"甲"`与 f("甲","乙")'),
    invalid(
        "---\ntitle: 甲是什么?\ndescription: '乙, 丙.'\nkeywords: 甲,乙.\n---\n丁",
        found=("么?", "乙,", "丙."),
        fixed="---\ntitle: 甲是什么？\ndescription: '乙，丙。'\nkeywords: 甲,乙.\n---\n丁",
    ),
    invalid("甲,乙", found="甲,", fixed="甲，乙"),
    invalid("真的吗?是的!", found=("吗?", "的!"), fixed="真的吗？是的！"),
)
# Words that begin a sentence: a full stop with no space behind it may stand in a name, too
_SENTENCE = (
    "在|这|那|它|他|她|但|然而|因此|因为|所以|如果|当|我们|你|您|该|此|其|对于|从|由于|为了|随着|虽然|尽管|同时|另|总|"
    "例如|首先|最|许多|大多|一些|有些|根据|通过|不过|并|目前|而且|投资者"
)
_OPENING = r"(?:\*\*|[\[“‘《「【（(])*"
_CLOSING = r"(?:\*\*|[”’）\"])"
_MARK = lazy(
    rf"[,;!?.](?:(?<={LETTER}.)(?:"
    rf"(?<!\.)(?!(?<=!)\[)(?={_OPENING}\"?{LETTER}|\s|$)"
    rf"|(?<=[!?])(?={_CLOSING}+(?:[，。；、]|{LETTER}|\s|$))"
    rf"|(?<=\.)(?=$|[\r\n]|[ \t]*\|| {LETTER}|{_OPENING}(?:{_SENTENCE})|{_CLOSING}+(?:{LETTER}|\s|$)))"
    # after what is no Chinese by itself
    rf"|(?:(?<=[)）\]”’\"》」】\d%].)|(?<=\S\*\*.))(?!(?<=!)\[)(?=[ \t]*{_OPENING}{LETTER}|\s|$))"
)
_ANY = lazy(r"[,;!?.](?<=[^ A-Za-z].)(?![0-9A-Za-z])")  # all that _MARK finds and more, but it is compiled at once
_FULL = {",": "，", ";": "；", "!": "！", "?": "？", ".": "。"}
_NUMBERING = lazy(r"(?:^|[\s|])第?[一二三四五六七八九十百\d]+[章节条]?\.(?=[\r\n]|\Z)", re.MULTILINE)
# GB/T 7714 has half-width marks in references, which tell of what kind they are: [M] a monograph, [J] a journal …
_REFERENCE = lazy(r"\[(?:[A-Z]|[A-Z]{1,2}/[A-Z]{2})\](?!\()")
_BEFORE_SENTENCE = lazy(rf"[ \t]*{_OPENING}(?:{_SENTENCE})")
_BEFORE_CHINESE = lazy(rf"[ \t]*{_OPENING}{LETTER}")
_NAMES = lazy(r"\[[^\[\]\n]*\]\([^)\s]*\)|https?://\S+")
_HAN = lazy(LETTER)
_HANGUL = lazy("[\uac00-\ud7a3]")  # Korean has half-width marks
_LATIN = lazy(r"[A-Za-z]")
_ADDRESS = lazy(r"(?:://|www\.)[^\s()（）<>\]]*\Z")
_ENTITY = lazy(r"&#?\w{1,31};\Z")
_NUMBER = lazy(r"(?<![\d.,])\d[\d.,]*\Z")
_FILE_NAME = lazy(r"[^\s，。；：、！？.]{1,60}\.[A-Za-z0-9]{1,8}(?![A-Za-z0-9])")  # its end
_END = lazy(r"\s*\Z|[ \t]*(?:\r\n?|\n)[ >]*(?:\d{1,2}[.)]|[-*+])(?!\d)")  # or of an item
_LETTERS_OF_A_WORD = 3  # English ones that say as much as a Chinese character
_GAP = lazy(r"[ \t]+(?=[^\s|])")
_FAR = 200  # code points of an address


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each half-width mark in a Chinese sentence."""
    yield from _in_front_matter(reading)
    if not _ANY.search(reading.article.text, reading.article.front_matter.span.end):
        return
    chinese: dict[int, bool] = {}  # whether blocks are, by where they begin
    references: dict[int, bool] = {}  # whether lines hold one, by their index
    lines = reading.article.lines
    for match in text_matches(reading, _MARK):
        start, text = match.start(), match.string
        line = lines.index_at(start)
        if line not in references:
            references[line] = _REFERENCE.search(text, *lines.span(line)) is not None
        if references[line]:
            continue
        if is_han(text[start - 1]):
            if _is_of_name(match):
                continue
        elif text[start - 1].isalpha() or not _divides(reading, text, start, chinese):
            continue  # a letter that is no Chinese one: α,β
        yield _finding(text, match, Span)


def _in_front_matter(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each such mark behind Chinese in the title and the description."""
    front_matter = reading.article.front_matter
    for field in filter(None, map(front_matter.field, ("title", "description"))):
        if field.text is None or field.offsets is None or not _ANY.search(field.text):
            continue
        for match in _MARK.finditer(field.text):
            if is_han(field.text[match.start() - 1]) and not _is_of_name(match):
                yield _finding(reading.article.text, match, field.offsets.span)


def _is_of_name(match: re.Match[str]) -> bool:
    """Tell whether a mark is a full stop behind the number of a chapter, or within the name of a file."""
    text, (start, end) = match.string, match.span()
    if match[0] != ".":
        return False
    return bool(_NUMBERING.search(text, max(0, start - 10), end) or _FILE_NAME.match(text, end))


def _finding(article: str, match: re.Match[str], span_of: Callable[[int, int], Span]) -> Finding:
    """Return the finding on a mark; `span_of` tells where a stretch of the text that it was found in stands."""
    text, (start, end) = match.string, match.span()
    gap = _GAP.match(text, end)
    behind = gap.end() if gap else end
    span, full = span_of(start, behind), _FULL[match[0]]
    is_exact = span.cut(article) == text[start:behind]
    fix = RULE.mend(Edit(span, full), label=text[start - 1] + full) if is_exact else None
    return RULE.finding(span_of(start - 1, end), f"half-width {match[0]} in a Chinese sentence", fix)


def _divides(reading: Reading, text: str, start: int, chinese: dict[int, bool]) -> bool:
    """Tell whether a mark after a number, a bracket or the like ends or divides a Chinese sentence."""
    block = reading.block_at(start)
    if block is None or block.inline is None:
        return False
    content = block.inline.span(0, len(block.inline.content))
    is_end = _END.match(text, start + 1, content.end) is not None
    follows = _BEFORE_SENTENCE.match(text, start + 1) if text[start] == "." else _BEFORE_CHINESE.match(text, start + 1)
    if not is_end and not follows:
        return False
    if _ADDRESS.search(text, max(0, start - _FAR), start) or _ENTITY.search(text, max(0, start - _FAR), start + 1):
        return False
    if text[start - 1].isdigit():
        number = _NUMBER.search(text, max(content.start, start - _FAR), start)
        if number is None or number.start() == content.start or text[start] in "!?":
            return False  # the number of an item, or a factorial
        before = text[number.start() - 1]
        if not (before.isalpha() or before in " \t-+¥$€£"):
            return False  # another item in the line
    if block.span.start not in chinese:
        chinese[block.span.start] = _is_chinese(block.inline.content)
    return chinese[block.span.start]


def _is_chinese(content: str) -> bool:
    """Tell whether there is more Chinese than English in a block, its links aside: they may name what is Chinese."""
    words = _NAMES.sub("", content)
    korean = len(_HANGUL.findall(words))
    han = len(_HAN.findall(words)) - korean
    return han > korean and _LETTERS_OF_A_WORD * han > len(_LATIN.findall(words))
