"""A rendering that is never right for its term.

The glossary knows it as a wrong sense: 锻炼 (exercise) for a loan workout, 大萧条 (the Depression of the 1930s) for
the Great Recession. It is matched leftmost-longest with all other renderings, so that a longer right term shields
what it contains, and only where the glossary's context and guards allow. What the glossary of this program calls wrong
counts in articles about programs on links alone. What the article calls the thing elsewhere is offered first, or else
the preferred rendering.
"""

from collections.abc import Iterator

from review_tui.glossary.concept import Status
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading
from review_tui.rules.terms.shared.replacement import findings_by_status

RULE = Rule("T701", "term-forbidden", Severity.ERROR, Safety.SUGGESTED)
_WORKOUT = (
    "concept,en,zh,status,context\n"
    "workout,workout,债务重组,preferred,\n"
    "workout,workout,锻炼,forbidden,贷款|抵押\n"
    "workout-agreement,workout agreement,债务重组协议,preferred,\n"
    "tranche,tranche,分档,preferred,\n"
    "tranche,tranche,这些部分,forbidden,\n"
    "loan,loan,贷款,preferred,\n"
    "lender,lender,贷款人,preferred,\n"
    "lender,lender,出借方,forbidden,\n"
    "written,written option,卖出期权,preferred,\n"
    "written,written option,书面看涨,forbidden,\n"
)
_CONTRIBUTION = (
    "contribution,contribution,缴款,preferred\n"
    "contribution,contribution,供款,admitted\n"
    "contribution,contribution,捐款,forbidden\n"
    "limit,contribution limit,缴款上限,preferred\n"
    "ira,IRA contribution,IRA 缴款,preferred\n"
    "ira,IRA contribution,IRA 供款,admitted\n"
    "ira,IRA contribution,IRA 捐款,forbidden\n"
)
_OPTION = (
    "option,option,期权,preferred\n"
    "option,option,选项,forbidden\n"
    "option,option,选项卖家,forbidden\n"
    "seller,seller,卖家,preferred\n"
)
_HOPE = (
    "concept,en,zh,status,kind\n"
    "hope,Hope Now Alliance,Hope Now Alliance,preferred,name\n"
    "hope,Hope Now Alliance,现在希望联盟,forbidden,name\n"
)
CASES = with_glossary(
    _WORKOUT,
    valid("债务重组是一种协议，贷款人同意。"),
    valid("每天锻炼身体。"),
    valid("贷款：`锻炼`"),
    invalid("贷款的锻炼计划", found="锻炼", fixed="贷款的债务重组计划"),
    invalid("---\ntitle: 锻炼\n---\n贷款", found="锻炼", fixed="---\ntitle: 债务重组\n---\n贷款"),
    invalid("[锻炼](/workout)与贷款", found="锻炼", fixed="[债务重组](/workout)与贷款"),
    invalid("贷款**锻**炼", found="锻**炼"),
    invalid("证券的这些部分", found="这些部分", fixed="证券的这些分档"),
    invalid("与书面看涨期权相同", found="书面看涨", fixed="与卖出期权相同"),
    invalid("[书面看涨](/x)期权", found="书面看涨"),
    invalid("书面看涨权。", found="书面看涨", fixed="卖出期权。"),
    invalid("书面看涨权证", found="书面看涨", fixed="卖出期权权证"),
    invalid("他卖出书面看涨", found="书面看涨", fixed="他卖出期权"),
    invalid("偿还贷款出借方", found="出借方", fixed="偿还贷款贷款人"),
    invalid("锻炼或锻炼，贷款", found=("锻炼", "锻炼")),
    invalid("HUD 的现在希望联盟说", found="现在希望联盟", fixed="HUD 的 Hope Now Alliance 说", glossary=_HOPE),
    invalid("HUD的现在希望联盟说", found="现在希望联盟", fixed="HUD的Hope Now Alliance说", glossary=_HOPE),
    invalid("美国 HUD（现在希望联盟）", found="现在希望联盟", fixed="美国 HUD（Hope Now Alliance）", glossary=_HOPE),
    invalid("选项卖家收取选项。", found=("选项卖家", "选项"), fixed="期权卖家收取期权。", glossary=_OPTION),
    invalid("供款，供款，捐款。", found="捐款", fixed="供款，供款，供款。", glossary=_CONTRIBUTION),
    invalid("缴款，供款，供款，捐款。", found="捐款", fixed="缴款，供款，供款，缴款。", glossary=_CONTRIBUTION),
    invalid("缴款，捐款。" + "供款。" * 9, found="捐款", fixed="缴款，供款。" + "供款。" * 9, glossary=_CONTRIBUTION),
    invalid("供款，IRA 捐款。", found="IRA 捐款", fixed="供款，IRA 供款。", glossary=_CONTRIBUTION),
    invalid("供款，缴款上限，捐款。", found="捐款", fixed="供款，缴款上限，缴款。", glossary=_CONTRIBUTION),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each use of a forbidden rendering."""
    return findings_by_status(reading, RULE, Status.FORBIDDEN, "wrong for")
