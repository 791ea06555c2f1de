"""One anchor split into several links to the same article.

`[修改](/loan_modification)[贷款](/loan_modification)` is one term in the original. Joining the parts may give the
right term, one in the wrong order, or a clause that slipped into the link: the joined text is shown for judging, and
the fix is a suggestion; where the sentence got into it, or one part says another again, none joins them. Where no part
is of the term, and that stands in the sentence, the link may go there instead.
"""

from collections.abc import Iterator
from itertools import pairwise

from review_tui.article import Edit
from review_tui.article.links import LinkRun
from review_tui.rules.links.shared.anchor import bare, expected
from review_tui.rules.links.shared.excess import excess
from review_tui.rules.links.shared.moving import moved_whole
from review_tui.rules.links.shared.relinking import link_on, relinked
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("L301", "link-split", Severity.WARNING, Safety.SUGGESTED)
CASES = (
    valid("[![照片](/house.png)](/foreclosure) [止赎](/foreclosure) [↗](/foreclosure)"),
    valid("[贷款修改](/loan_modification)和[还款](/repayment)"),
    valid("[修改](/loan_modification)与[贷款](/loan_modification)"),
    valid("[甲](https://a.example)[乙](https://a.example)"),
    invalid(
        "| 词 | 值 |\n|-|-|\n| [止\\|](/foreclosure)[赎](/foreclosure) | 5 |",
        found="[止\\|](/foreclosure)[赎](/foreclosure)",
        fixed="| 词 | 值 |\n|-|-|\n| [止\\|赎](/foreclosure) | 5 |",
    ),
    invalid(
        "[次级](/subprime-meltdown)[抵押贷款市场崩溃](/subprime-meltdown)",
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
    ),
    invalid(
        "[股息](/dividend)[股息率](/dividend)与[违约风险](/default-risk)[风险](/default-risk)",
        found=("[股息](/dividend)[股息率](/dividend)", "[违约风险](/default-risk)[风险](/default-risk)"),
    ),
    invalid(
        "信用评分低，[而](/credit_score)[无需](/credit_score)证明。",
        found="[而](/credit_score)[无需](/credit_score)",
        fixed="[信用评分](/credit_score)低，而无需证明。",
        glossary="credit-score,credit score,信用评分,preferred\n",
    ),
    invalid("[固有违约](/inherent-risk)[风险将资金池分成更小的部分](/inherent-risk)"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each run of two or more links."""
    for run in reading.article.link_runs:
        if run.is_split:
            first = run.links[0]
            joined = link_on(reading, first, run.block.written(run.text))
            repeats = _repeats(run)
            is_one = not repeats and excess(run.text, expected(reading, first)) is None
            told = "it says its words again:" if repeats else "joined it reads"
            yield RULE.finding(
                run.span,
                f"one anchor in {len(run.links)} links; {told} “{run.text}”",
                moved_whole(reading, RULE, run),
                relinked(reading, RULE, Edit(run.span, joined), label=joined) if is_one else None,
                concept=reading.concept_id(run.slug_key),
            )


def _repeats(run: LinkRun) -> bool:
    """Tell whether one of two neighbours says the other's words again: joined they stand there twice."""
    parts = [words for words in (bare(link.text) for link in run.links) if words]
    return any(left in right or right in left for left, right in pairwise(parts))
