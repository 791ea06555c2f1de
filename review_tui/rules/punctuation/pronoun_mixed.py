"""你 and 您 in one article.

English has one you; the translation wavers between the familiar and the polite form. The rarer of the two is
reported, once, with the counts; either may be the right one.
"""

import re
from collections.abc import Iterator

from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("P404", "pronoun-mixed", Severity.INFO)
CASES = (
    valid("您的贷款由您偿还。"),
    valid("迷你债券，您可以买。"),
    invalid("您的贷款，您偿还，你决定。", found="你"),
    invalid("你来，你去，您的。", found="您"),
)
_PRONOUN = re.compile(r"(?<!迷)你|您")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding at the first of the rarer pronouns."""
    prose = reading.article.prose
    if "你" not in prose.text or "您" not in prose.text:
        return
    found = {"你": [], "您": []}  # type: dict[str, list[int]]
    for match in _PRONOUN.finditer(prose.text):
        found[match[0]].append(match.start())
    if not all(found.values()):
        return
    rare, common = sorted(found, key=lambda pronoun: len(found[pronoun]))
    place = found[rare][0]
    yield RULE.finding(
        prose.span(place, place + 1),
        f"{rare} ×{len(found[rare])} beside {common} ×{len(found[common])}: choose one form of address",
    )
