"""A rendering that the glossary advises against.

It is understood, yet an editor would change it wherever it stands: a literal or outdated word, or one that reads as
something else. What the article calls the thing elsewhere is offered first, or else the preferred rendering.
"""

from collections.abc import Iterator

from review_tui.glossary.concept import Status
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading
from review_tui.rules.terms.shared.replacement import findings_by_status

RULE = Rule("T702", "term-deprecated", Severity.WARNING, Safety.SUGGESTED)
_TRANCHE = "tranche,tranche,分档,preferred\ntranche,tranche,层级,admitted\ntranche,tranche,切片,deprecated\n"
_BALLOON = "balloon,balloon mortgage,气球型抵押贷款,preferred\nballoon,balloon mortgage,支付气球,deprecated\n"
CASES = with_glossary(
    _TRANCHE,
    valid("证券分为若干分档。"),
    invalid("证券的切片", found="切片", fixed="证券的分档"),
    invalid("证券的切片分成层级。", found="切片", fixed="证券的层级分成层级。"),
    invalid("[切片](/tranche)", found="切片", fixed="[分档](/tranche)"),
    valid("借款人支付气球型抵押贷款。", glossary=_BALLOON),
    invalid("借款人支付气球。", found="支付气球", fixed="借款人支付气球型抵押贷款。", glossary=_BALLOON),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each use of a deprecated rendering."""
    return findings_by_status(reading, RULE, Status.DEPRECATED, "not the word for")
