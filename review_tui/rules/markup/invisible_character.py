"""Characters that show nothing and break words.

Zero-width spaces, byte order marks, soft hyphens, direction marks and control characters come along from the web page
that was translated. A term with one inside is not found by search, and is matched by no glossary. Joiners inside
emoji and in the scripts that need them are left alone, and so are code, scripts and comments, and text that was
decoded with the wrong encoding: there they are halves of letters, which are lost once they are gone.
"""

from collections.abc import Iterator

from review_tui.article import Article, Edit, Span
from review_tui.article.blocks import BlockKind
from review_tui.article.prose import html_gaps
from review_tui.article.stretches import Stretches
from review_tui.rules.markup.shared.wrong_decoding import garbled
from review_tui.rules.model import REMOVED, Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy
from review_tui.text.visible import INVISIBLE, JOINERS

RULE = Rule("M206", "invisible-character", Severity.WARNING, Safety.SAFE)
CASES = (
    valid("普通 文字\t制表"),
    valid("一家人 👨\u200d👩\u200d👧"),
    valid("波斯语 می\u200cخواهم 与印地语 क्\u200dष"),
    valid("```\na\u200bb\n```"),
    valid("不断行\u00a0空格"),
    valid("命令 `a\u200bb`"),
    valid("<!-- a\u200bb -->\n\n<script>\n'\u200b'\n</script>"),
    valid("这是ä¸\xadæ\x96\x87"),
    invalid("<p>抵押\u200b贷款</p>", found="\u200b", fixed="<p>抵押贷款</p>"),
    invalid("抵押\u200b贷款", found="\u200b", fixed="抵押贷款"),
    invalid("止\ufeff\u2060赎", found="\ufeff\u2060", fixed="止赎"),
    invalid("止\x00赎", found="\x00", fixed="止赎"),
    invalid("a\u202eb", found="\u202e", fixed="ab"),
    invalid("---\ntitle: 止\u00ad赎\n---", found="\u00ad", fixed="---\ntitle: 止赎\n---"),
)
_INVISIBLE = lazy(f"{INVISIBLE}+")
_EMOJI = lazy("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_JOINED = lazy("[\u0600-\u109f\u1780-\u18af]")  # letters of Arabic, of India and its neighbours: joined, or kept apart


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each run of characters that show nothing."""
    article = reading.article
    if article.text.replace("\n", "").isprintable():  # as most are: what shows nothing is not
        return
    matches = list(_INVISIBLE.finditer(article.text))
    if not matches:
        return
    kept = Stretches(
        (*_code(article), *(article.prose.span(start, end) for start, end, _ in garbled(article.prose.text)))
    )
    for match in matches:
        span = Span(*match.span())
        if kept.overlap(*span) or _joins(article.text, span):
            continue
        names = " ".join(f"U+{ord(character):04X}" for character in match[0][:4])
        yield RULE.finding(span, f"a character that shows nothing ({names})", RULE.mend(Edit(span, ""), label=REMOVED))


def _code(article: Article) -> Iterator[tuple[int, int]]:
    """Yield where code stands, and what of HTML no reader sees."""
    for block in article.blocks:
        if block.kind is BlockKind.CODE:
            yield block.span
        elif block.kind is BlockKind.HTML:
            yield from html_gaps(article.text, block.span)
        elif block.inline is not None:
            yield from block.inline.code
            yield from block.inline.tags


def _joins(text: str, span: Span) -> bool:
    """Tell whether it says how two letters, or two parts of an emoji, are joined."""
    joiner = span.cut(text)
    if joiner not in JOINERS or not span.start:
        return False
    either = (_EMOJI, _JOINED) if joiner == JOINERS[1] else (_JOINED,)
    return any(kind.match(text, span.start - 1) and kind.match(text, span.end) for kind in either)
