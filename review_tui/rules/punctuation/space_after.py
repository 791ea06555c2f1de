"""White space after full-width punctuation.

`成功。 Carla` keeps the space of the English original; the full-width mark already brings its own. Before
`www.` the space stays: an address is a link to GitHub's Markdown only behind one.
"""

from collections.abc import Iterator

from review_tui.article import Edit, Span
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.punctuation.shared.text import text_matches
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("P403", "space-after-punctuation", Severity.INFO, Safety.SAFE)
CASES = (
    valid("甲。乙"),
    valid("`甲。 乙`"),
    valid("甲。\n乙"),
    valid("**甲：** 乙"),
    valid("## 什么是止赎？ {#foreclosure}"),
    valid("官网： www.hud.gov"),
    invalid("成功。 Carla", found="。 C", fixed="成功。Carla"),
    invalid("利息； 15 年（ [甲](/a)）", found=("； 1", "（ ["), fixed="利息；15 年（[甲](/a)）"),
)
# Attributes need the space as well.
_PATTERN = lazy(r"[，。；：！？、（《「『【〈]([ \t\u3000\u00a0]+)(?!www\.)(?=[^\s{]|\{(?![#.]))")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each space after a full-width mark."""
    for match in text_matches(reading, _PATTERN):
        span = Span(match.start(), match.end() + 1)
        gap = Span(span.start + 1, span.end - 1)
        mark, behind = match[0][0], match.string[gap.end]
        yield RULE.finding(span, f"a space after {mark}", RULE.mend(Edit(gap, ""), label=mark + behind))
