"""你 and 您 in one article.

English has one you; the translation wavers between the familiar and the polite form. The rarer of the two is
reported, once, with the counts; either may be the right one. The fix writes the commoner one throughout. What others
say, in quotation marks, counts for neither.
"""

import re
from collections.abc import Iterator

from review_tui.article import Edit
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.quotation import MARKS, is_within
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("P404", "pronoun-mixed", Severity.INFO, Safety.SUGGESTED)
CASES = (
    valid("您的贷款由您偿还。"),
    valid("迷你债券，您可以买。"),
    valid("你来，你去。客服说：“您的订单到了。”“您”是敬称。"),
    invalid("“你来了”，他说。您来，你去，您回。", found="你", fixed="“你来了”，他说。您来，您去，您回。"),
    invalid("您的贷款，您偿还，你决定。", found="你", fixed="您的贷款，您偿还，您决定。"),
    invalid("您看，您读，您说。你们来，你去。", found="你", fixed="您看，您读，您说。您来，您去。"),
    invalid("你来，你去，您的。", found="您", fixed="你来，你去，你的。"),
)
_PRONOUN = lazy(r"[你您](?<!迷你)们?")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding at the first of the rarer pronouns."""
    prose = reading.article.prose
    if "你" not in prose.text or "您" not in prose.text:
        return
    found: dict[str, list[re.Match[str]]] = {"你": [], "您": []}
    for match in _PRONOUN.finditer(prose.text):
        if not is_within(prose.text, prose.segment_at(match.start()).start, match.start(), MARKS):
            found[match[0][0]].append(match)
    if not all(found.values()):
        return
    rare, common = sorted(found, key=lambda pronoun: len(found[pronoun]))
    places = [(match[0], prose.span(*match.span())) for match in found[rare]]
    edits = [
        Edit(span, words.replace(rare, common) if common == "你" else common)  # 您 has no 们
        for words, span in places
        if span.cut(reading.article.text) == words
    ]
    start = found[rare][0].start()
    yield RULE.finding(
        prose.span(start, start + 1),
        f"{rare} ×{len(places)} beside {common} ×{len(found[common])}: choose one form of address",
        RULE.mend(*edits, label=f"{common} throughout") if edits else None,
    )
