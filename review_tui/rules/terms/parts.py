"""Words that stand for each other inside longer terms.

Translation engines put 系统 or 体系 for system, 付款 or 支付 for payment, 信用 or 信贷 for credit, from one sentence to
the next. Each line holds words that one English word becomes, the more usual first. A word whose neighbour changes
the meaning in finance is in no group with it: 价格 and 价值, 收入 and 利润, 利率 and 费率 make different terms. Words
that are verbs as well (`~`) are parts of a term only where no object follows: 止赎出售, but not 银行出售贷款.
"""

from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

_GROUPS = """
~付款 支付 还款 缴款 供款 偿付
罚款 罚金
抵押贷款 按揭贷款 按揭 房贷
~出售 销售 变卖
体系 系统
信用 信贷
原则 法则 规则 原理
提供商 提供者 供应商 提供方
策略 战略
投资者 投资人
买方 买家 购买者 买主
卖方 卖家 出售者 卖主
发行人 发行者 发行方 发行商
借款人 借款者 借款方 借方
贷款人 贷方 放贷人 出借人 放款人
持有人 持有者
受益人 受益者
申请人 申请者
纳税人 纳税者
债权人 债权方
担保人 担保者 保证人
参与者 参与人 参与方
交易者 交易员 交易商
做市商 做市者
聚合商 聚合者 聚合器
程序 流程
账户 帐户
合同 合约
协议 协定
水平 级别 等级
类别 类型
股份 份额
头寸 仓位
衰退 萧条
困难 困境
纾困 救助 救济
储备 准备金
通货膨胀 通胀
保险费 保费
~重置 重设 重新设置 重新设定
可调 可调整
基础 标的
次级 从属
优先 高级
衍生品 衍生产品 衍生工具
执行价格 行权价格 行使价格
期权费 权利金
看涨 认购
看跌 认沽
波动性 波动率
营运 运营 经营
现金流 现金流量
应收账款 应收款项 应收款
应付账款 应付款项 应付款
减值 减损
账面 帐面
公允价值 公平价值
收益率 回报率
递延 延期 延迟
匹配 配套
矿工 挖矿者 采矿者
挖矿 采矿
代币 令牌
分析师 分析员
顾问 咨询师
上限 限额
目标 标靶
退休 养老
~提取 提款 取款
全额 足额
~累积 累计
自愿 自发
房产 房屋 物业
"""
_VERBAL = "~"


class Group(NamedTuple):
    """Words for one English word; `verbal` where they are verbs as well."""

    words: tuple[str, ...]
    verbal: bool


GROUPS = tuple(
    Group(tuple(line.removeprefix(_VERBAL).split()), line.startswith(_VERBAL)) for line in _GROUPS.strip().split("\n")
)


@cache
def words() -> tuple[str, ...]:
    """Return all words of all groups, each once."""
    return tuple(dict.fromkeys(word for group in GROUPS for word in group.words))


@cache
def groups_of() -> tuple[tuple[int, ...], ...]:
    """Return for each of `words` the indexes of the groups that it is in."""
    return tuple(tuple(number for number, group in enumerate(GROUPS) if word in group.words) for word in words())


@cache
def automaton() -> AhoCorasick:
    """Return what finds the words in a text, leftmost and longest first: its indexes are those of `words`."""
    return AhoCorasick(words(), MatchKind.LeftmostLongest)
