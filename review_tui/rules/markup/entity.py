"""An HTML entity where readers see it as it stands.

Front matter is not HTML: `&#39;` in a title or among the keywords shows up in lists and search results. In the body an
entity shows when it was escaped twice (`&amp;#39;`) or when its marks became full-width or came apart (`&#39；`,
`& nbsp;`). An apostrophe or a quotation mark that stands there as an entity (`&#39;`) does not show: it is left over
from the translation's own HTML, and in the way of whoever edits or searches the text.
"""

from collections.abc import Iterator
from html import unescape

from review_tui.article import Edit, Span
from review_tui.article.prose import SegmentKind
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("M205", "entity", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("甲 &amp; 乙"),
    valid("`&amp;#39;`"),
    valid("---\ntitle: AT&T 与 R&D\n---"),
    valid("见 Q&A；以及 B&B。"),
    invalid("---\ntitle: 穆迪&#39;s\n---", found="&#39;", fixed="---\ntitle: 穆迪's\n---"),
    invalid("---\nkeywords: A &amp; B,C\n---", found="&amp;", fixed="---\nkeywords: A & B,C\n---"),
    invalid("穆迪&#39;s", found="&#39;", fixed="穆迪's"),
    valid("`&#39;` 与 甲 &lt; 乙"),
    invalid("甲&amp;#39;乙", found="&amp;#39;", fixed="甲'乙"),
    invalid("甲&amp;lt;br&amp;gt;乙", found=("&amp;lt;", "&amp;gt;"), fixed="甲&lt;br&gt;乙"),
    invalid("甲&#42；乙&#42；", found=("&#42；", "&#42；"), fixed="甲&#42;乙&#42;"),
    invalid("甲&#39；乙", found="&#39；", fixed="甲'乙"),
    invalid("甲& nbsp;乙", found="& nbsp;", fixed="甲 乙"),
    invalid("甲&nbsp&nbsp;乙&quot，", found=("&nbsp", "&quot"), fixed='甲 &nbsp;乙"，'),
    valid("https://example.com/?a=1&quot=2&nbsp_a=3 与 `&nbsp`"),
    invalid(
        "---\ndescription: '甲 &quot;乙&quot;'\n---",
        found=("&quot;", "&quot;"),
        fixed="---\ndescription: '甲 \"乙\"'\n---",
    ),
)
_NAMED = (
    "amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip|ldquo|rdquo|lsquo|rsquo"
    "|copy|reg|trade|times|middot|bull|euro|pound|cent|deg"
)
_PLAIN = lazy(rf"&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|{_NAMED});")
_BROKEN = lazy(
    rf"[&＆]\s*amp\s*[;；]\s*(?:#\d{{1,7}}|{_NAMED})[;；]|[&＆]\s*[#＃]\s*\d{{1,7}}\s*[;；]|[&＆]\s*(?:{_NAMED})\s*[;；]"
    r"|&(?:nbsp|quot|[lr][sd]quo|[mn]dash|hellip|#39)(?![\w;；=])"  # nothing ends it
)

_MARKS = frozenset("<>&*_`[]#|~+-=!(){}")  # in the body they stay entities, written well: bare, they would be marks
_LEFT_OVER = frozenset(("&#39;", "&#x27;", "&apos;", "&#34;", "&quot;"))


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each entity that readers see, and for each that only an engine writes."""
    article, prose = reading.article, reading.article.prose
    if "&" not in article.text and "＆" not in article.text:
        return
    for field in article.front_matter.fields:
        if field.text is not None and field.offsets is not None:
            for match in _PLAIN.finditer(field.text):
                yield _finding(reading, field.offsets.span(*match.span()), match[0])
    for segment in prose.segments:
        if segment.kind not in (SegmentKind.HTML, SegmentKind.FIELD):
            for match in _BROKEN.finditer(prose.text, segment.start, segment.end):
                yield _finding(reading, prose.span(*match.span()), match[0])
    for block in article.blocks:
        if block.inline is not None:
            for piece in block.inline.trace.pieces:
                entity = block.inline.content[piece.start : piece.end]
                if piece.rule == "entity" and entity in _LEFT_OVER:
                    span = block.inline.span(piece.start, piece.end)
                    meant = unescape(entity)
                    fix = RULE.replacing(span, meant)
                    yield RULE.finding(span, f"{entity} is {meant} in the translation's own HTML", fix)


def _finding(reading: Reading, span: Span, entity: str) -> Finding:
    bare = "".join(entity.split()).replace("＆", "&").replace("＃", "#").replace("；", ";").replace("&amp;", "&")
    meant = unescape(bare).replace("\u00a0", " ")
    written = span.cut(reading.article.text)
    fix = None
    if meant != entity and meant not in "\\\n" and len(written) < 20:
        in_body = span.start >= reading.article.front_matter.span.end
        fix = RULE.mend(Edit(span, bare if in_body and meant in _MARKS else meant), label=meant)
    return RULE.finding(span, f"readers see {written} instead of {meant!r}", fix)
