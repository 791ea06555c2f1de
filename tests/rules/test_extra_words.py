"""What a fix keeps of the words that a wrong rendering takes in beside its term."""

import pytest

from review_tui.article import Article
from review_tui.glossary.concept import BANNED
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import Matcher
from review_tui.lint.selection import select
from review_tui.rules.terms.shared.extra_words import with_extra_words
from tests.checking import check_article, glossary_from

ROWS = """\
concept,en,zh,status,pos
option,option,期权,preferred,
option,option,选项,forbidden,
option,option,选项卖家,forbidden,
option,option,真实的选项,forbidden,
security,security (financial),证券,preferred,
security,security (financial),安全,forbidden,
security,security (financial),抵押品安全,forbidden,
security,security (financial),安全价格,forbidden,
seller,seller,卖家,preferred,
real,real,真实,preferred,
price,price,价格,preferred,
collateral,collateral,抵押品,preferred,
note,note (debt instrument),票据,preferred,
note,note (debt instrument),笔记,forbidden,
note,note (debt instrument),中期笔记,forbidden,
note,note (debt instrument),中期票据,deprecated,
interim,interim,中期,preferred,
statement,billing statement,账单,preferred,
statement,billing statement,声明,forbidden,
statement,billing statement,信用卡声明,forbidden,
card,credit card,信用卡,preferred,
clause,grandfather clause,祖父条款,preferred,
clause,grandfather clause,祖父,forbidden,
clause,grandfather clause,祖父账户,forbidden,
account,account,账户,preferred,
call,margin call,追加保证金通知,preferred,
call,margin call,电话,forbidden,
call,margin call,边际电话,forbidden,
margin,margin,保证金,preferred,
margin,margin,边际,forbidden,
marginal,marginal,边际,preferred,
petition,bankruptcy petition,破产申请,preferred,
petition,bankruptcy petition,提交请愿,forbidden,
concession,concession,特许权,preferred,
concession,concession,出售特许权,forbidden,
status,filing status,报税身份,preferred,
status,filing status,提交状态,forbidden,
discrepancy,discrepancy,不符点,preferred,
discrepancy,discrepancy,存在差异,forbidden,
payroll,payroll,薪资,preferred,
payroll,payroll,支付名单,forbidden,
buyer,buyer (of a factor),买方,preferred,
buyer,buyer (of a factor),出售给一个因素,forbidden,
short,short sale (real estate),短售,preferred,
short,short sale (real estate),批准卖空,forbidden,
deed,deed,契据,preferred,
deed,deed,您的契约,forbidden,
term,life of the loan,存续期,preferred,
term,life of the loan,其生命期间,forbidden,
income,other income,其他收入,preferred,
income,other income,其他收益额,forbidden,
vostro,vostro account,他行存放账户,preferred,
vostro,vostro account,您的账户,forbidden,
behind,fall behind (on payments),拖欠还款,preferred,
behind,fall behind (on payments),借款人落后,forbidden,
insure,insure,投保,preferred,
insure,insure,获得覆盖,forbidden,verb
tranches,tranche,分档,preferred,
tranches,tranche,这些部分,forbidden,
each,each way,每个方式,preferred,
each,each way,每个路,forbidden,
interest,interest (on a loan),利息,preferred,
interest,interest (on a loan),兴趣,forbidden,
interest,interest (on a loan),兴趣和本金,forbidden,
principal,principal,本金,preferred,
credit,tax credit,税收抵免,preferred,
credit,tax credit,扣除或信用,forbidden,
deduction,deduction,扣除,preferred,
worth,credit,信用,preferred,
trade,cap and trade,限额与交易,preferred,
trade,cap and trade,交易,forbidden,
trade,cap and trade,上限和交易,forbidden,
limit,limit,上限,preferred,
agreement,purchase agreement,购房合同,preferred,
agreement,purchase agreement,购买协议,admitted,
agreement,purchase agreement,销售和购买协议,forbidden,
sales,sales,销售,preferred,
spread,bid-ask spread,买卖价差,preferred,
spread,bid-ask spread,传播,forbidden,
spread,bid-ask spread,出价和传播,forbidden,
bid,bid,出价,preferred,
notch,notch (of a rating),子级,preferred,
notch,notch (of a rating),几个凹槽,forbidden,
notch,notch (of a rating),12 个凹槽,forbidden,
bracket,tax bracket,税级,preferred,
bracket,tax bracket,更高的括号,forbidden,
low,lower low,更低的低点,preferred,
low,lower low,较低的低,forbidden,
consideration,consideration (contract),对价,preferred,
consideration,consideration (contract),没有考虑,forbidden,
job,jobless recovery,无就业复苏,preferred,
job,jobless recovery,没有工作的恢复,forbidden,
dismissal,dismissal (of a case),驳回,preferred,
dismissal,dismissal (of a case),没有偏见地驳回,forbidden,
majority,age of majority,成年年龄,preferred,
majority,age of majority,大多数年龄,forbidden,
parts,parts,份档,preferred,
parts,parts,分为几个部分,forbidden,
parts,parts,成多个部分,forbidden,
equity,home equity,房屋净值,preferred,
equity,home equity,建立更多资产,forbidden,
equity,home equity,房屋的一些股权,forbidden,
equity,home equity,房屋中没有公平,forbidden,
life,life (of a bond),存续期,preferred,
life,life (of a bond),债券的整个寿命,forbidden,
yield,bond yield,收益率,preferred,
yield,bond yield,债券的产量,forbidden,
prior,prior,先验,preferred,
prior,prior,一个先验,forbidden,
payment,mortgage payment,抵押贷款还款,preferred,
payment,mortgage payment,最后一笔抵押贷款,forbidden,
credits,Social Security credits,工作积分,preferred,
credits,Social Security credits,40 个学分,forbidden,
judgment,judgment (of a court),判决,preferred,
judgment,judgment (of a court),未付的审判,forbidden,
"""


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return glossary_from(ROWS)


@pytest.mark.parametrize(
    ("wrong", "offered"),
    [
        ("选项", ["期权"]),
        ("选项卖家", ["期权卖家"]),
        ("真实的选项", ["真实的期权"]),
        ("抵押品安全", ["抵押品证券"]),
        ("安全价格", ["证券价格"]),
        ("这些部分", ["这些分档"]),
        ("每个路", ["每个方式"]),
    ],
)
def test_words_beside_a_term_stay(glossary: Glossary, wrong: str, offered: list[str]) -> None:
    assert _offered(glossary, wrong) == offered


@pytest.mark.parametrize(
    ("wrong", "offered"),
    [
        ("兴趣和本金", ["利息和本金"]),  # 兴趣 alone is wrong, too
        ("扣除或信用", ["扣除或税收抵免"]),  # 扣除 is a term, and no credit
        ("上限和交易", ["限额与交易"]),  # one term that names two things
        ("销售和购买协议", ["购房合同"]),  # 购买协议 is right: all of it together is wrong
        ("出价和传播", ["买卖价差"]),  # the English says bid itself
    ],
)
def test_what_a_conjunction_joins_to_a_term_stays(glossary: Glossary, wrong: str, offered: list[str]) -> None:
    assert _offered(glossary, wrong) == offered


def test_what_would_be_wrong_again_is_not_offered(glossary: Glossary) -> None:
    assert _offered(glossary, "中期笔记") == ["票据"]
    assert _offered(glossary, "出售特许权") == []


def test_what_is_wrong_in_other_articles_is_offered_before_nothing() -> None:
    rows = (
        "concept,en,zh,status,context\n"
        "leverage,leverage,杠杆,preferred,\n"
        "leverage,leverage,更多的影响,forbidden,\n"
        "bargaining,bargaining power,议价能力,preferred,\n"
        "bargaining,bargaining power,更多的杠杆,forbidden,谈判\n"
    )
    assert _offered(glossary_from(rows), "更多的影响") == ["更多的杠杆"]


@pytest.mark.parametrize(
    ("wrong", "offered"),
    [
        ("信用卡声明", ["信用卡账单", "账单"]),
        ("祖父账户", ["祖父条款", "祖父条款账户"]),
        ("边际电话", ["追加保证金通知"]),
    ],
)
def test_of_a_term_of_several_words_both_are_offered(glossary: Glossary, wrong: str, offered: list[str]) -> None:
    """What stands behind it may be one of these words, so that the term alone comes first."""
    assert _offered(glossary, wrong) == offered


@pytest.mark.parametrize(
    ("wrong", "offered"),
    [
        ("提交请愿", ["提交破产申请"]),
        ("存在差异", ["存在不符点"]),
        ("批准卖空", ["批准短售"]),
        ("提交状态", ["报税身份"]),
        ("支付名单", ["薪资"]),
        ("出售给一个因素", ["买方"]),
        ("获得覆盖", ["投保"]),
    ],
)
def test_a_verb_stays_unless_the_english_says_it(glossary: Glossary, wrong: str, offered: list[str]) -> None:
    assert _offered(glossary, wrong) == offered


@pytest.mark.parametrize(
    ("wrong", "offered"),
    [
        ("您的契约", ["您的契据"]),
        ("其生命期间", ["其存续期"]),
        ("其他收益额", ["其他收入"]),
        ("您的账户", ["他行存放账户"]),  # vostro is Italian for yours
        ("借款人落后", ["借款人拖欠还款"]),
    ],
)
def test_whose_it_is_and_who_does_it_stays(glossary: Glossary, wrong: str, offered: list[str]) -> None:
    assert _offered(glossary, wrong) == offered


@pytest.mark.parametrize(
    ("wrong", "offered"),
    [
        ("几个凹槽", ["几个子级"]),
        ("12 个凹槽", ["12 个子级"]),
        ("40 个学分", ["40 个工作积分"]),
        ("更高的括号", ["更高的税级"]),
        ("较低的低", ["更低的低点"]),  # the English says lower itself
        ("没有考虑", ["没有对价"]),
        ("没有工作的恢复", ["无就业复苏"]),
        ("没有偏见地驳回", ["驳回"]),  # it is not the dismissal that is missing
        ("大多数年龄", ["成年年龄"]),
        ("分为几个部分", ["分为几个份档"]),
        ("成多个部分", ["成多个份档"]),
        ("建立更多资产", ["建立更多房屋净值"]),
        ("房屋的一些股权", ["一些房屋净值"]),  # the term says what it belongs to
        ("房屋中没有公平", ["没有房屋净值"]),
        ("债券的整个寿命", ["债券的整个存续期"]),
        ("债券的产量", ["收益率"]),
        ("最后一笔抵押贷款", ["最后一笔抵押贷款还款"]),
        ("未付的审判", ["未付的判决"]),
        ("一个先验", ["先验"]),  # 一个 is what is wrong with it
    ],
)
def test_how_many_and_whose_and_that_there_is_none_stays(glossary: Glossary, wrong: str, offered: list[str]) -> None:
    assert _offered(glossary, wrong) == offered


def _offered(glossary: Glossary, wrong: str) -> list[str]:
    (concept,) = [each for each in glossary.concepts_of(wrong) if each.rendering(wrong)]
    rendering = concept.rendering(wrong)
    assert rendering is not None and rendering.status in BANNED and concept.preferred is not None
    return with_extra_words(glossary, concept, rendering, (concept.preferred.zh,))


def test_a_message_says_what_its_fix_writes(glossary: Glossary) -> None:
    (finding,) = check_article(Article("选项卖家收到钱。"), Matcher(glossary), select(["T701"])).findings
    assert finding.message.endswith("use 期权卖家")
    assert finding.fixes[0].label == "期权卖家"
