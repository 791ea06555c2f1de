"""A paragraph that lost its beginning or its end.

It starts with a mark that ends a clause, or with a link right before one (`[证券化](/securitization)，这种分层结构…`,
where 随着 or a whole clause stood before), before a 。 (`[矿池](/pool)。矿工…`), or before what a verb must lead to
(`[抵押品](/collateral)来签发…`). Nothing is said where the beginning might be meant so: a series, an
apposition, a topic (`[通胀](/inflation)方面，…`), an adverbial in a link (`[在美国，](/us)…`).

Or it breaks off at a comma, before a heading or at the end of the article.
"""

from collections.abc import Iterator
from itertools import zip_longest

from review_tui.article.blocks import Block, BlockKind
from review_tui.article.han import HAN, LETTER
from review_tui.article.inline import Inline
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("D501", "paragraph-truncated", Severity.WARNING)
CASES = (
    valid("[道琼斯工业平均指数](/djia)从 2007 年 8 月开始下跌。"),
    valid("[抵押支持证券](/mbs)（MBS）是证券化的一个例子。"),
    valid("“引语”，他说。"),
    valid("的确如此，没有人知道。"),
    valid("[止赎](/foreclosure)，也称为丧失抵押品赎回权，是一种法律程序。"),
    valid("[2008 年金融危机](/great-recession)之后，美国和欧洲也出现了类似的情况。"),
    valid("- ，"),
    valid("[股票](/stock)、[债券](/bond)和现金是三大资产类别。"),
    valid("[凯恩斯](/keynes)，英国经济学家，主张政府干预。"),
    valid("[沃伦·巴菲特](/b)，伯克希尔·哈撒韦公司的董事长兼首席执行官，长期持有股票。"),
    valid("[利率](/rate)，尤其是短期利率，取决于央行。"),
    valid("[GDP](/gdp)方面，三季度同比增长 4.6%。"),
    valid("[司法止赎](/x)中，贷方起诉借款人，赢得判决。"),
    valid("着力扩大内需。"),
    valid("着名的投资者和着作权，了如指掌。"),
    valid("着陆风险上升，各国央行谨慎。"),
    valid("了结头寸之后，了无新意。"),
    valid("了无新意的报告。"),
    valid("了不起的盖茨比讲的是财富。"),
    valid("了事之后再说。"),
    valid("的黎波里的银行，的里雅斯特的银行。"),
    valid("[保险](/i)，人们买它是为了安心。"),
    valid("的哥涨价，乘客不满。"),
    invalid("的无风险利率下降。"),
    invalid("[利率](/rate)，银行会提高门槛，减少贷款。", found="[利率](/rate)，银行会提高门槛，减"),
    invalid("[经纪人](/broker) ，他们通常收取佣金。", found="[经纪人](/broker) ，他们通常收取佣金"),
    valid("[契约](/covenant)，包括限制性的，约束借款人。"),
    invalid("[矿池](/pool)。矿工在其中分享收入。", found="[矿池](/pool)。矿工在其中分享收入"),
    invalid("[矿池](/pool)（POOL）。 矿工在其中分享收入。", found="[矿池](/pool)（POOL）。 矿工"),
    invalid("[抵押品](/collateral)来签发信用证。", found="[抵押品](/collateral)来签发信用证。"),
    invalid("[退休账户](/ira)）允许个人储蓄。", found="[退休账户](/ira)）允许个人储蓄。"),
    invalid("[证券](/mbs)(MBS)，这种结构更常见。", found="[证券](/mbs)(MBS)，这种结构"),
    invalid("[法案](/act)的一部分。国会通过了它。", found="[法案](/act)的一部分。国会通过了"),
    invalid("[流动性](/liquidity)状况的指标，它衡量能力。", found="[流动性](/liquidity)状况的指标，它衡量能"),
    valid("[点击此处](/here)。您可以下载文件。"),
    valid("[官网](https://example.com)。更多内容都在那里。"),
    valid("[矿池](/pool)。这是一组矿工。"),
    valid("[矿池](/pool)。"),
    valid("[我们赚钱了！](/x)。然后呢。"),
    valid("[对冲者使用期货](/hedge)来锁定价格。"),
    valid("[费用比率](/er)（ER），有时也称为管理费用率，衡量费用。"),
    valid("[收入](/income)来自利息。"),
    valid("[人民币](/cny)（CNY），也称为元，是货币。"),
    valid("[《多德法案](/act)》规定了这一点。"),
    valid("[法案](/act)的一部分是预算。"),
    valid("[债券](/bond)的发行方式有三种，它们不同。"),
    invalid("[契约，](/covenant)银行就可能取消承诺。"),
    valid("[契约，](/covenant)也称为承诺，是借款人的义务。"),
    invalid("，银行就会收回房屋。"),
    invalid(
        "[证券化](/securitization)，这种分层结构变得更加普遍。", found="[证券化](/securitization)，这种分层结构变得更"
    ),
    invalid("[借款人](/borrower)方面做得不够，而且不协调。", found="[借款人](/borrower)方面做得不够，而且不"),
    invalid("方面做得不够，而且不协调。", found="方面做得不够，而且不协调"),
    valid("方面军的军费很高。"),
    invalid("以及其他费用。"),
    invalid("[财政部](/treasury)创建的一项举措，旨在稳定系统。", found="[财政部](/treasury)创建的一项举措，旨在"),
    valid("[财政部](/treasury)创建的一项举措是救助计划，旨在稳定系统。"),
    valid("[根据第 1035 条，](/sec1035ex)您可以换成新的合同。"),
    valid("[在美国，](/us)税率较高。"),
    valid("[与此同时，](/same)利率上升。"),
    valid("[经济学中](/economics)，供求定律是一种理论。"),
    valid("[免赔额越高，](/deductible)保费就越低。"),
    valid("[菲利普斯曲线表明，](/curve)[失业率](/u)与通胀有关。"),
    valid("[2008 年金融危机期间，](/gfc)银行收紧了贷款。"),
    valid("[点击此处](/here)，查看更多信息。"),
    valid("[由于疫情](/covid)，经济下滑。"),
    invalid("[在线经纪商](/broker)，这种服务变得更加普遍。", found="[在线经纪商](/broker)，这种服务变得更加普"),
    invalid("[对冲基金](/hedge)，他们通常收取佣金。"),
    valid("以及，别忘了点赞。"),
    valid("：：：提示"),
    invalid("了。通货膨胀由此加剧。"),
    invalid("的，他们买得更少。"),
    invalid("美联储提高利率，银行的贷款在最后被切断，而且\n\n## 结论", found="的贷款在最后被切断，而且"),
    invalid("借款人停止还款，贷款人于是收回房屋，", found="款，贷款人于是收回房屋，"),
    invalid("美联储提高了基准利率，\n\n##结论\n\n正文。", found="美联储提高了基准利率，"),
    invalid("美联储提高了基准利率，\n\n  ## 结论\n\n正文。", found="美联储提高了基准利率，"),
    valid("借款人停止还款，贷款人于是收回房屋，\n\n- 或者拍卖\n- 或者出租"),
    valid("床前明月光，\n\n疑是地上霜。"),
    valid("尊敬的客户，\n\n您好。"),
    valid("尊敬的各位客户和合作伙伴，\n\n## 通知"),
    valid("- 抵押贷款的本金和利息，\n- 税费，\n\n## 结论"),
)
_BEGINNINGS = lazy(
    r"[，、；。）》」』】？]|：(?!：)|！(?!\[)|以及(?![，,])|方面(?!军)"
    rf"|(?:的(?!黎波里|里雅斯特|[确士哥姐卢当])|了(?!不起|[解结无却然断事如望])|着(?![眼重手急火实力陆装色迷想落凉床魔名作述称]))"
    rf"(?:{LETTER}|[，。])"
)
_FIRST = frozenset("，、；。）》」』】？：！以方的了着")  # one of these stands at the beginning of _BEGINNINGS
# Links that hold an adverbial or what to do (在美国，; 点击此处): sentences begin so, terms do not.
_SENTENCE_OPENS = lazy(
    r"\[[“*_]*+(?:根据|按照|依照|依据|由于|因为|因此|与此|随着|通过|如果|当(?![前日天期地铺])|对于|为了|自从|自\d|除了|除非|截至|虽然|尽管"
    r"|同时|然而|此外|在(?![线岸险]|[建售职途]|[^，\]]{0,4}\])|[^，\]]{1,20}(?:中|期间|方面|之[前后]|越.{1,2}|表明|显示|认为|指出|假设|预测|规定|意味着)，?\]|点击|点此|单击|下载|登录|注册|查看|阅读|访问|了解|参见|参阅|请)"
    r"[^，\]]"
)
_BREAKS_OFF = lazy(r"[，、；](?:而且|并且|以及|但是?|因为|所以|如果|或者?|和|与)?\s*+\Z")
_ADDRESSED = lazy(r"\s*+(?:尊敬|亲爱)的")  # a letter begins so, with a comma behind it
_SHOWN = 12  # code points of what is reported, without a link
_LEAST = 10  # code points of a paragraph that can be told to break off
# What only makes sense when something stood before the link: 随着…，, 由于…，, 在…方面做, a term that is 一项举措; but
# …之后， begins a sentence, and so do …方面， and …中，
# 的指标。 is all of a sentence, and so is a link with nothing but 。 behind it.
_NO_TOPIC = r"，(?!也?(?:[被称叫即或又亦简是指通尤特例比如无不虽作与和]|包[括含]))"
_NO_LABEL = r"。\s*+(?!这[是种]|它是|[指即]|一种)\S{4}"
_NO_VERB = "[^，。；：！？是为有]"
_AFTER_LINK = lazy(
    rf"{_NO_TOPIC}|{_NO_LABEL}|方面做|来(?![自源到临了看讲回往]|说(?!明)){LETTER}"
    rf"|{_NO_VERB}{{2,16}}的(?:一项|一种|一类|一个){_NO_VERB}{{1,8}}，"
    rf"|{_NO_VERB}{{0,2}}的{_NO_VERB}{{0,6}}"
    rf"(?:(?:一部分|组成部分|指标|衡量标准)[，。]|(?:一[种个项]{_NO_VERB}{{1,8}}|过程|条件|结果|例子|原因)。)"
)
# 英国经济学家，: words between two commas with nothing in them that a clause has
_APPOSITION = lazy(
    r"，(?!这种|这些|该|它|他|她|其)[^，。；：！？\[是有会被将把让使了着过能可要应须在向对从由已也就才更]{2,30}，"
)
_RESUMED = lazy(r"，[^，。；：！？\n它]{1,12}它")  # 保险，人们买它…: a topic
_CLOSING, _OPENING = tuple("）」』】》"), frozenset("（「『【《")
_SHORT_FORM = lazy(r" ?[（(][^（）()]{1,12}[）)]")
_IS_TERM = lazy(
    r"\[(?![^\]]{0,40}(?:使用|利用|采用|通过))[^\]，。！？；]++\]\(/"
)  # the link leads to one, and says no more
_BLANKS = (" ", "\t", "\u3000")
_ALSO = lazy(r"[，、][^，。]{0,12}(?:称|简称|即|是指|也就是)")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each paragraph that begins in mid-sentence, or breaks off there."""
    article = reading.article
    headings = {heading.line for heading in article.headings}
    for block, following in zip_longest(article.blocks, article.blocks[1:]):
        inline = block.inline
        if block.kind is not BlockKind.PARAGRAPH or inline is None or len(inline.content) <= 3:
            continue
        length = len(inline.content)
        if _is_cut(block, inline):
            shown = inline.span(0, min(length, _width(inline)))
            yield RULE.finding(shown, "the paragraph begins in mid-sentence; compare the original")
        if (following is None or following.lines[0] in headings) and _breaks_off(block, inline.content):
            shown = inline.span(max(0, length - _SHOWN), length)
            yield RULE.finding(shown, "the paragraph breaks off in mid-sentence; compare the original")


def _breaks_off(block: Block, content: str) -> bool:
    if block.lists:
        return False
    is_prose = len(content) >= _LEAST and HAN.search(content) is not None and not _ADDRESSED.match(content)
    return is_prose and _BREAKS_OFF.search(content) is not None


def _width(inline: Inline) -> int:
    """Return how much to show (code points of the content): the link it begins with and some more, or a dozen."""
    links = inline.trace.links
    return links[0].end + 10 if links and links[0].start == 0 else _SHOWN


def _is_cut(block: Block, inline: Inline) -> bool:
    content = inline.content
    if content[:1] in _FIRST and _BEGINNINGS.match(content):
        return True
    links = inline.trace.links
    if not links or links[0].start != 0 or block.lists or _SENTENCE_OPENS.match(content):
        return False
    end = links[0].end
    if content.startswith("，", links[0].label_end - 1):  # inside the link: it belongs behind it
        content, end = "，" + content[end:], 0
    while content[end : end + 1] in _BLANKS:
        end += 1
    if content[end : end + 1] in _CLOSING:
        return _OPENING.isdisjoint(content[:end])
    short_form = _SHORT_FORM.match(content, end)
    end = short_form.end() if short_form else end
    if not _AFTER_LINK.match(content, end):
        return False
    if content[end] in "。来" and not _IS_TERM.match(content):
        return False
    return not (_APPOSITION.match(content, end) or _ALSO.match(content, end) or _RESUMED.match(content, end))
