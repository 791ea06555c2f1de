"""An HTML entity where readers see it as it stands.

Front matter is not HTML: `&#39;` in a title shows up in lists and search results. In the body an entity shows when it
was escaped twice (`&amp;#39;`) or when its marks became full-width or came apart (`&#39；`, `& nbsp;`).
"""

import re
from collections.abc import Iterator
from html import unescape

from review_tui.article import Edit, Span
from review_tui.article.prose import SegmentKind
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("M205", "entity", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("甲 &amp; 乙"),
    valid("`&amp;#39;`"),
    valid("---\ntitle: AT&T 与 R&D\n---"),
    valid("见 Q&A；以及 B&B。"),
    invalid("---\ntitle: 穆迪&#39;s\n---", found="&#39;", fixed="---\ntitle: 穆迪's\n---"),
    invalid("甲&amp;#39;乙", found="&amp;#39;", fixed="甲'乙"),
    invalid("甲&#39；乙", found="&#39；", fixed="甲'乙"),
    invalid("甲& nbsp;乙", found="& nbsp;", fixed="甲 乙"),
    invalid('---\ndescription: "甲 &quot;乙&quot;"\n---', found=("&quot;", "&quot;")),
)
_NAMED = (
    "amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip|ldquo|rdquo|lsquo|rsquo"
    "|copy|reg|trade|times|middot|bull|euro|pound|cent|deg"
)
_PLAIN = re.compile(rf"&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|{_NAMED});")
_BROKEN = re.compile(
    rf"[&＆]\s*amp\s*[;；]\s*(?:#\d{{1,7}}|{_NAMED})[;；]|[&＆]\s*[#＃]\s*\d{{1,7}}\s*[;；]|[&＆]\s*(?:{_NAMED})\s*[;；]"
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each entity that readers see."""
    prose = reading.article.prose
    if "&" not in reading.article.text and "＆" not in reading.article.text:
        return
    for segment in prose.segments:
        if segment.kind is SegmentKind.HTML:
            continue
        pattern = _PLAIN if segment.kind is SegmentKind.FIELD else _BROKEN
        for match in pattern.finditer(prose.text, segment.start, segment.end):
            yield _finding(reading, prose.span(*match.span()), match[0])


def _finding(reading: Reading, span: Span, entity: str) -> Finding:
    bare = re.sub(r"\s", "", entity).replace("＆", "&").replace("＃", "#").replace("；", ";").replace("&amp;", "&")
    meant = unescape(bare).replace("\u00a0", " ")
    written = span.cut(reading.article.text)
    fix = None
    if meant != bare and meant not in '"\\\n' and len(written) < 20:
        fix = RULE.mend(Edit(span, meant), label=meant)
    return RULE.finding(span, f"readers see {written} instead of {meant!r}", fix)
