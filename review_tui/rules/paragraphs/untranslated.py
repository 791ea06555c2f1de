"""English left in a Chinese text.

A run of English words that is a sentence, not a name, a phrase with its article (`the latest rate`), or an English
article stuck to Chinese (`a一次性付款`). Names, titles in capitals, what stands in brackets after its Chinese, words
that the text speaks of, code, and the cells under 英文 or 例句 are left alone.
"""

import re
from collections.abc import Iterator

from review_tui.article import Article, Span
from review_tui.article.han import HAN, LETTER
from review_tui.article.prose import Prose, Segment, SegmentKind
from review_tui.article.tables import column_heads
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.quotation import BRACKETS, MARKS, is_within
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("D503", "untranslated", Severity.WARNING)
CASES = (
    valid("根据 Truth in Lending Act 的规定"),
    valid("国内生产总值（gross domestic product per capita at market prices）"),
    valid("变量 a 的值，向量a的长度"),
    valid("`the quick brown fox jumps over`"),
    valid("A 类股票"),
    valid("他说：“There should be one -- and preferably only one -- obvious way to do it.”"),
    valid("论文（Merton, on the pricing of corporate debt: the risk structure of interest rates）很有名。"),
    valid('写道 "No, this is the way that it was, and it will be the same."'),
    valid("例句：The quick brown fox jumps over the dog that was in the way。"),
    valid("运行后提示：The command could not be found in your path"),
    valid("> Beautiful is better than what is ugly.\n> 优美胜于丑陋。\n>\n" * 4),
    valid("下面是一则英文快讯：\n\n> Stocks rallied after the Fed left the rates as they are.\n\n逐句讲解"),
    valid("他说：\n\n> It is granted to any person who obtains a copy.\n\n大意是：人人可用。"),
    valid("| 说法 | 例句 |\n|---|---|\n| 鸽派 | The statement was more dovish than it was expected to be. |"),
    invalid(
        "| 英文 | 说明 |\n|---|---|\n| dovish | The statement was more dovish than it was expected to be. |",
        found="The statement was more dovish than it was expected to be",
    ),
    invalid(
        "市场上涨：\n\n> Stocks rallied after the Fed left the rates as they are.\n\n债市下跌",
        found="Stocks rallied after the Fed left the rates as they are",
    ),
    invalid("“甲”与（乙）：they said that it is not what they have", found="they said that it is not what they have"),
    invalid("，a一次性付款，使贷款", found="a"),
    invalid("意味着[a收入](/income)不平等，与[the经济](/e)", found=("a", "the")),
    valid("转场动画（a标签不会有）与a元素"),
    valid("买入[a股](/a-shares)与[a类](/a)，向量[a](/v)"),
    invalid("网站上有 [the latest rate](/rate)，每年更新。", found="the latest rate"),
    invalid("他们称 the housing market 崩溃了。", found="the housing market"),
    valid("他们的术语是 the Fed 和 The New York Times，例如 proof of work，或（the housing market）。"),
    valid("1. *the yield on the 10-year note*：收益率。\n2. *the latest rate*：最新利率。"),
    valid("短语 the more the better 的意思是越多越好。单词 the last one 中的 the 是冠词。"),
    invalid(
        "他说 this is a sentence that nobody translated 然后走了", found="this is a sentence that nobody translated"
    ),
    invalid("The lender may foreclose on the home.", found="The lender may foreclose on the home"),
)
# Begun where a word begins and without going back, so that a word of a million letters is read once.
_RUN = lazy(r"(?<![A-Za-z'’-])['’-]*+([A-Za-z][A-Za-z'’-]*+(?:[ ,]{1,2}+[A-Za-z][A-Za-z'’-]*+){2,})")
_STRAY = lazy(rf"(?:an?|the|of|and|or)(?={LETTER})(?!a?[的是和与为])(?!(?<=a)(?:标签|元素))")  # the tag of HTML
# Three words in a row, as each run has: where there are none, nobody looks for runs.
_WORDS = lazy(r"[ ,][A-Za-z][A-Za-z'’-]*+[ ,]{1,2}+[A-Za-z]")
_PHRASE = lazy(r"(?:the|an?|this|these|those|its?|their|your|our)(?: [a-z][a-z'’-]+){2,}")
# What speaks of the words themselves, and what a sentence goes on with that does not
_WORDS_NAMED = lazy(r"(?:短语|单词|词组|英语|英文|术语|原文|一词|所谓|例如|比如|譬如|叫作?|称为)[ \t]*\Z")
_GOES_ON = lazy(rf"[ \t]*(?:[，。；、！？\r\n]|\Z|(?!的?意思|意为|一词|这个|这一|中的|里的|译作|译为|翻译){LETTER})")
_BEFORE_STRAY = "\n \t，。；：、（“”"
_ENGLISH_FEW, _ENGLISH_SHARE = 3, 5  # more than three lines, and more than one in five
_FUNCTION_WORDS = """
a an the of to in on for and or is are was were be been that this which who with by from as at it its they
their he she not can may will would has have had but if when than then there these those what how
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_OPENERS = frozenset("（(《“\"‘'[【")
_EXPLAINED = lazy(r"\s*(?:大意|意思是|意即|意为|译文|直译|翻译成|中文意思)")
_ENGLISH = lazy(r"英[文语譯译]|English|EN\b|[原例]句|原文|外文")
_NEAR = 60  # code points before a sentence in which it may be announced
_QUOTED = lazy(r"(?:例句|例如|原文|出自|写道|提示|报错|信息|输出|显示|英文)[^，。；：\n]{0,6}[：:][ \t]*\Z")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each English sentence and each stray English article."""
    prose = reading.article.prose
    found = [*_sentences(reading, prose), *_strays(reading.article)]
    if found and not _is_bilingual(prose):
        yield from found


def _sentences(reading: Reading, prose: Prose) -> Iterator[Finding]:
    text = prose.text
    heads: dict[int, int] | None = None
    original: dict[int, bool] = {}  # whether segments are, by where they begin
    words = _WORDS.search(text)
    for match in _RUN.finditer(text, text.rfind("\n", 0, words.start()) + 1) if words else ():
        start, end = match.span(1)
        before = text[max(0, start - 3) : start].rstrip(" \t")[-1:]
        if before in _OPENERS or not _is_read(prose, start):
            continue
        segment = prose.segment_at(start)
        if not _is_sentence(match[1]) and not (_is_phrase(text, match, segment) and reading.has_chinese(segment)):
            continue
        begin = segment.start
        if is_within(text, begin, start, MARKS + BRACKETS) or _QUOTED.search(text, max(begin, start - _NEAR), start):
            continue
        if begin not in original:
            original[begin] = not reading.has_chinese(segment) and _is_original(prose, segment)
        if segment.kind is SegmentKind.CELL and heads is None:
            heads = column_heads(reading.article.blocks)
        if not original[begin] and not (heads and _is_under_english(reading, heads, prose.span(start, end))):
            yield RULE.finding(prose.span(start, end), "still in English")


def _is_phrase(text: str, match: re.Match[str], segment: Segment) -> bool:
    """Tell whether words are an English phrase with its article that goes on in Chinese, and are not spoken of."""
    if not _PHRASE.fullmatch(match[1]):
        return False
    start, end = match.span(1)
    return not _WORDS_NAMED.search(text, max(segment.start, start - 5), start) and _GOES_ON.match(text, end) is not None


def _is_original(prose: Prose, segment: Segment) -> bool:
    """Tell whether a block in English is an original, which what is around it announces or explains."""
    text = prose.text
    if segment.kind is not SegmentKind.PARAGRAPH:
        return False
    before = prose.segment_at(max(0, segment.start - 1))
    announced = before.start < segment.start and _QUOTED.search(text, before.start, before.end) is not None
    return announced or _EXPLAINED.match(text, segment.end) is not None


def _is_under_english(reading: Reading, heads: dict[int, int], span: Span) -> bool:
    """Tell whether what stands in a span is in a column of English; `heads` are those of columns, by their cells."""
    head = heads.get(reading.block_index_at(span.start))
    return head is not None and _ENGLISH.search(reading.article.blocks[head].span.cut(reading.article.text)) is not None


def _strays(article: Article) -> Iterator[Finding]:
    prose = article.prose
    text = prose.text
    for match in _STRAY.finditer(text):
        before = text[match.start() - 1 : match.start()] or "\n"
        if (before in _BEFORE_STRAY or _begins_anchor(article, match)) and _is_read(prose, match.start()):
            yield RULE.finding(prose.span(*match.span()), f"the English “{match[0]}” was left in")


def _begins_anchor(article: Article, match: re.Match[str]) -> bool:
    """Tell whether an English article is the beginning of a link: [a收入](/income), but not [a股]."""
    start = article.prose.start(match.start())
    return article.text[start - 1 : start] == "[" and article.prose.text[match.end()] not in "股类轮级点型组"


def _is_bilingual(prose: Prose) -> bool:
    """Tell whether so many lines are in English that they are meant to be: documentation with code, a reader."""
    paragraphs = (item for item in prose.segments if item.kind is SegmentKind.PARAGRAPH)
    lines = [line for item in paragraphs for line in prose.text[item.start : item.end].splitlines() if line.strip()]
    english = sum(not HAN.search(line) for line in lines)
    return english > _ENGLISH_FEW and english * _ENGLISH_SHARE > len(lines)


def _is_read(prose: Prose, position: int) -> bool:
    return prose.segment_at(position).kind not in (SegmentKind.HEADING, SegmentKind.HTML)


def _is_sentence(words: str) -> bool:
    """Tell a sentence from a name: most of its words are small, and some of them are grammar."""
    parts = re.findall(r"[A-Za-z][A-Za-z'’-]*", words)
    small = sum(part[0].islower() for part in parts)
    grammar = sum(part.lower() in _FUNCTION for part in parts)
    return len(parts) >= 5 and small * 3 >= len(parts) * 2 and grammar >= 2
