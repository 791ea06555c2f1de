"""A link whose brackets came apart.

A space between text and target (`[止赎] (/foreclosure)`), full-width brackets (`[止赎]（/foreclosure）`,
`【止赎】(/foreclosure)`): readers see the brackets and the address. It is the most common harm that machine
translation does to Markdown.
"""

import re
from collections.abc import Iterator

from review_tui.article import Edit
from review_tui.article.inline import Inline
from review_tui.article.stretches import Stretches
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("L306", "link-broken", Severity.ERROR, Safety.SUGGESTED)
CASES = (
    valid("[止赎](/foreclosure)"),
    valid("[注 1] (见下文)"),
    valid("【重要】（见附录）"),
    valid("`[a] (/b)`"),
    valid("数组 a[0] (从零开始)"),
    valid("[止赎](/fore\x1bclosure)"),
    invalid("[止赎] (/foreclosure)", found="[止赎] (/foreclosure)", fixed="[止赎](/foreclosure)"),
    invalid("[止赎]（/foreclosure）。", found="[止赎]（/foreclosure）", fixed="[止赎](/foreclosure)。"),
    invalid("【止赎】(/foreclosure)", found="【止赎】(/foreclosure)", fixed="[止赎](/foreclosure)"),
    invalid("[止赎](/foreclosure）与", found="[止赎](/foreclosure）", fixed="[止赎](/foreclosure)与"),
    invalid("[止赎] [(/foreclosure)", found="[止赎] [(/foreclosure)", fixed="[止赎](/foreclosure)"),
    invalid(
        "[报告] ( https://example.com/a )",
        found="[报告] ( https://example.com/a )",
        fixed="[报告](https://example.com/a)",
    ),
)
_BROKEN = re.compile(
    r"(?P<open>[\[【［])(?P<text>[^\[\]【】［］\n]{1,200})[\]】］]\s{0,3}(?:\[\s?)?"
    r"[(（]\s{0,2}(?P<target>(?:/|https?[:：]/{2}|#)[^\s()（）<>\x00-\x1f\x7f]{0,300})\s{0,2}[)）]"
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each stretch that was meant as a link and is none."""
    for block in reading.article.blocks:
        inline = block.inline
        if inline is None or not ("(" in inline.content or "（" in inline.content):
            continue
        starts = {link.start for link in inline.trace.links}
        broken = [match for match in _BROKEN.finditer(inline.content) if match.start() not in starts]
        taken = _taken(inline) if broken else None
        for match in broken:
            if taken and taken.overlap(*match.span()):
                continue
            span = inline.span(*match.span())
            meant = f"[{match['text'].strip()}]({match['target'].replace('：', ':')})"
            fix = RULE.mend(Edit(span, meant), label=meant) if meant != span.cut(reading.article.text) else None
            yield RULE.finding(span, "a link that came apart: readers see its brackets", fix)


def _taken(inline: Inline) -> Stretches:
    """Return the stretches that are real links or code."""
    trace = inline.trace
    return Stretches(
        [(link.start, link.end) for link in trace.links]
        + [(piece.start, piece.end) for piece in trace.pieces if piece.rule in ("backticks", "image", "autolink")]
    )
