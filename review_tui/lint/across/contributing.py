"""What one article adds to the counts of a run, worked out while it is at hand."""

from review_tui.files.stamp import digest
from review_tui.lint.failure import Failure, of_error
from review_tui.lint.report import Contribution, RuleAcross, Share
from review_tui.lint.selection import Selection
from review_tui.rules.across import Across, Contribute, module_of
from review_tui.rules.model import Rule
from review_tui.rules.reading import Reading
from review_tui.rules.suppressing import unsuppressed


def contribution_of(reading: Reading, selection: Selection, data: bytes) -> tuple[Contribution | None, list[Failure]]:
    """Return what an article contributes, None where no rule asks for it, and the rules that broke on it.

    `data` is what its file holds.
    """
    shares: list[Share] = []
    broken: list[Failure] = []
    for module in selection.rules:
        if module.contribution is not None and module.across is not None:
            try:
                shares.append(_share(reading, selection, module.rule, module.contribution, module.across))
            except Exception as error:
                broken.append(of_error(reading.article.path, error, module.rule.code))
    return Contribution(digest(data), tuple(shares)) if shares else None, broken


def _share(reading: Reading, selection: Selection, rule: Rule, contribution: Contribute, across: Across) -> Share:
    """Return what an article adds to the counts of a rule."""
    marks = unsuppressed(reading.article, list(contribution(reading)), lambda mark: (rule.code, mark.start))
    return Share(
        RuleAcross(rule.code, rule.name, module_of(across)),
        selection.severities.get(rule.code, rule.severity),
        [mark.key for mark in marks],
        [mark.count for mark in marks],
        [mark.start for mark in marks],
        [mark.end for mark in marks],
    )
