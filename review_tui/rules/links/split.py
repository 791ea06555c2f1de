"""One anchor split into several links to the same article.

`[修改](/loan_modification)[贷款](/loan_modification)` is one term in the original. Joining the parts may give the
right term, one in the wrong order, or a clause that slipped into the link: the joined text is shown for judging, and
the fix is a suggestion; where the sentence got into it, or one part says another again, none joins them. Where no part
is of the term, and that stands in the sentence, the link may go there instead. Of parts that are the same, one stays.
"""

from collections.abc import Iterator
from itertools import pairwise

from review_tui.article import Edit
from review_tui.article.links import LinkRun
from review_tui.rules.links.shared.anchor import bare, expected
from review_tui.rules.links.shared.excess import excess
from review_tui.rules.links.shared.moving import elsewhere
from review_tui.rules.links.shared.relinking import relinked, written
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("L301", "link-split", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("[贷款修改](/loan_modification)和[还款](/repayment)"),
    valid("[修改](/loan_modification)与[贷款](/loan_modification)"),
    valid("[甲](https://a.example)[乙](https://a.example)"),
    invalid(
        "[次级](/subprime-meltdown)[抵押贷款市场崩溃](/subprime-meltdown)",
        found="[次级](/subprime-meltdown)[抵押贷款市场崩溃](/subprime-meltdown)",
        fixed="[次级抵押贷款市场崩溃](/subprime-meltdown)",
    ),
    invalid(
        "[信用](/credit_score) [评分](/credit-score)。",
        found="[信用](/credit_score) [评分](/credit-score)",
        fixed="[信用评分](/credit_score)。",
    ),
    invalid(
        "[股息](/dividend)[股息](/dividend)率，[股 息](/dividend) [股息](/dividend)[股息](/dividend)",
        found=("[股息](/dividend)[股息](/dividend)", "[股 息](/dividend) [股息](/dividend)[股息](/dividend)"),
        fixed="[股息](/dividend)率，[股 息](/dividend)",
    ),
    invalid(
        "[股息](/dividend)[股息率](/dividend)与[违约风险](/default-risk)[风险](/default-risk)",
        found=("[股息](/dividend)[股息率](/dividend)", "[违约风险](/default-risk)[风险](/default-risk)"),
    ),
    invalid(
        "信用评分低，[而](/credit_score)[无需](/credit_score)证明。",
        found="[而](/credit_score)[无需](/credit_score)",
        fixed="[信用评分](/credit_score)低，而无需证明。",
        glossary="concept,en,zh,status\ncredit-score,credit score,信用评分,preferred\n",
    ),
    invalid(
        "[固有违约](/inherent-risk)[风险将资金池分成更小的部分](/inherent-risk)",
        found="[固有违约](/inherent-risk)[风险将资金池分成更小的部分](/inherent-risk)",
    ),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each run of two or more links."""
    for run in reading.article.link_runs:
        if run.is_split:
            first = run.links[0]
            words = _without_repeats(run)
            joined = None if words is None else written(reading, first, words)
            is_one = excess(run.text, expected(reading, first)) is None
            yield RULE.finding(
                run.span,
                f"one anchor in {len(run.links)} links; joined it reads “{words or run.text}”",
                elsewhere(reading, RULE, run),
                relinked(reading, RULE, Edit(run.span, joined), label=joined) if joined and is_one else None,
                concept=reading.concept_id(run.slug_key),
            )


def _without_repeats(run: LinkRun) -> str | None:
    """Return what the anchor of a run may read: once what all its parts say, else the parts joined.

    None where one of two neighbours says the other again: which words are to go is not known.
    """
    parts = [bare(link.text) for link in run.links]
    if len(set(parts)) == 1:
        return run.links[0].text
    return None if any(left in right or right in left for left, right in pairwise(parts)) else run.text
