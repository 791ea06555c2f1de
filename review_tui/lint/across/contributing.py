"""What one article adds to the counts of a run, worked out while it is at hand."""

from review_tui.files.stamp import digest
from review_tui.lint.across.numbering import key_of
from review_tui.lint.failure import Failure, of_rule
from review_tui.lint.report import Contribution
from review_tui.lint.selection import Selection
from review_tui.rules.reading import Reading
from review_tui.rules.suppressions.comment import unsuppressed
from review_tui.rules.terms import rival

RIVAL = "T708"  # the one rule `across` articles


def contribution_of(reading: Reading, selection: Selection, data: bytes) -> tuple[Contribution | None, list[Failure]]:
    """Return what an article contributes, None where no rule asks for it, and the rules that broke on it.

    `data` is what its file holds.
    """
    rule = next((module.rule for module in selection.rules if module.rule.code == RIVAL), None)
    if rule is None:
        return None, []
    try:
        uses = unsuppressed(reading.article, rival.uses_in(reading), lambda use: (RIVAL, use.start))
        keys = [key_of(use) for use in uses]
    except Exception as error:
        return None, [of_rule(reading.article.path, RIVAL, error)]
    contribution = Contribution(
        digest(data),
        selection.severities.get(RIVAL, rule.severity),
        keys,
        [use.count for use in uses],
        [use.start for use in uses],
        [use.end for use in uses],
    )
    return contribution, []
