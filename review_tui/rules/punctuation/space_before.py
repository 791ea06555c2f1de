"""White space before full-width punctuation.

Full-width marks carry their own space. `[生产要素](/factors-production) 。` leaves a hole, and a line may begin with
the mark.
"""

import re
from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.punctuation.text import text_matches
from review_tui.rules.reading import Reading

RULE = Rule("P401", "space-before-punctuation", Severity.WARNING, Safety.SAFE)
CASES = (
    valid("甲，乙。"),
    valid("`甲 。`"),
    valid("他说 “甲”"),
    valid("甲 （乙）"),
    valid("- 。"),
    invalid("[甲](/a) 。", found=" 。", fixed="[甲](/a)。"),
    invalid("甲 ，乙　；丙", found=(" ，", "　；"), fixed="甲，乙；丙"),
    invalid("（[甲](/a) ）来", found=" ）", fixed="（[甲](/a)）来"),
)
# What stands before is looked at after the first space: so the search can go from space to space.
_PATTERN = re.compile(r"([ \t\u3000\u00a0](?<=\S.)[ \t\u3000\u00a0]*)[，。；：！？、）》」』】〉]")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each space before a full-width mark."""
    for match in text_matches(reading, _PATTERN):
        span = Span(*match.span())
        gap = Span(span.start, span.start + len(match[1]))
        yield RULE.finding(span, f"a space before {match[0][-1]}", RULE.mend(Edit(gap, ""), label=match[0][-1]))
