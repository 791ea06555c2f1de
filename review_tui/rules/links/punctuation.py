"""A link whose anchor is only punctuation.

`[，](/default2)` links a comma: the word that carried the link lost it in translation.
"""

import re
from collections.abc import Iterator

from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("L302", "link-punctuation", Severity.ERROR)
CASES = (
    valid("[违约](/default2)，"),
    valid("[100%](/percent)"),
    valid("[^1]: 注"),
    valid("[![图](/a.png)](/b)"),
    valid("[`>`](/redirect) 与 [>>](https://example.com)"),
    invalid("违约[，](/default2)银行", found="[，](/default2)"),
    invalid("[“](/tranches)与[](/cdo)", found=("[“](/tranches)", "[](/cdo)")),
)
_PUNCTUATION = re.compile(r"[\s，。、；：？！（）《》〈〉「」『』【】“”‘’…—·,.;:?!()\"'*-]*")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each site link without a word in it."""
    for link in reading.article.links:
        if link.concept is not None and _PUNCTUATION.fullmatch(link.text):
            what = f"on “{link.text}”" if link.text else "on nothing"
            yield RULE.finding(
                link.span,
                f"the link to {link.slug} stands {what}; it belongs on the term",
                concept=reading.concept_id(link.concept),
            )
