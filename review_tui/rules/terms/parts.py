"""Words that stand for each other inside longer terms.

Translation engines put 系统 or 体系 for system, 付款 or 支付 for payment, 信用 or 信贷 for credit, from one sentence to
the next. Each line holds words that one English word becomes, the more usual first. A word whose neighbour changes
the meaning in finance is in no group with it: 价格 and 价值, 收入 and 利润, 利率 and 费率 make different terms. Nor are
words in a group that good writers change for the sake of change: 公司 and 企业, 住房 and 住宅, 损失 and 亏损. Words
that are verbs as well (`~`) are parts of a term only where no object follows: 止赎出售, but not 银行出售贷款.
"""

from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

_GROUPS = """
账户 帐户
主动 积极
~收购 并购 购并
额外 附加
顾问 咨询师
代理人 代理商
协议 协定
配置 分配
备抵 津贴
另类 替代
金额 数额
分析师 分析员
~评估 鉴定 估价
升值 增值
协会 联合会
假设 假定
均值 平均值
基准 标杆
受益人 受益者
出价 投标
竞标者 投标人 出价人 投标者
账面 帐面
借款人 借款者 借款方 借方
贷款人 贷方 放贷人 出借人 放款人 贷款方
经纪人 经纪商 券商
买方 买家 购买者 买主
卖方 卖家 出售者 卖主
~买断 收购
凭证 证书
图表 图形
~索赔 理赔
~清算 结算
抵押品 担保品 抵押物
薪酬 报酬 补偿 薪金
合同 合约 契约
缴款 供款 捐款
~控制 管制
~转换 兑换
可转换 可转
保障 覆盖
信用 信贷
债权人 债权方
托管人 保管人
客户 顾客
周期 循环
交易商 经销商
债务 负债
~下降 下跌
扣除 抵扣
递延 延期 延迟
赤字 逆差
~交割 交付
折旧 贬值
衍生品 衍生产品 衍生工具
折扣 折价 贴现
可自由支配 酌情
多元化 多样化 分散化
股息 红利 股利
国内 本国
合格 符合条件 符合标准
紧急 应急
员工 雇员 职工
实体 主体
股权 权益
~估计 估算
~行权 行使
~扩张 扩展
预期 期望
到期 期满
敞口 暴露 曝险
便利 融通
因素 因子
~倒闭 失败
公允 公平
~融资 筹资
~预测 预报
欺诈 诈骗
收益 利得
商品 货物
治理 管治
赠款 补助
增长 成长
担保 保证
对冲 套期保值 避险
持有人 持有者
控股 持有
通货膨胀 通胀
初始 最初
投入 输入
产出 输出
被保险人 受保人
保险公司 保险人 承保人
中介 中间人 中间商
存货 库存
反向 逆向
投资者 投资人
发行人 发行者 发行方 发行商
判决 判断
劳动力 劳工 劳动
逾期 滞纳
诉讼 官司
租赁 租约
分类账 账本 总账 分类帐
许可证 执照 牌照
留置权 抵押权
限额 上限 限制
~上市 挂牌
一次性 整笔 一次付清
维持 维护
做市商 造市商 做市者
匹配 配套
成员 会员
商户 商家
~合并 兼并
最低 最小
每月 月度
抵押贷款 按揭贷款 按揭 房贷
订单 指令 委托单
原始 最初
自付 自费
未偿还 未偿 未清偿 未付
所有者 业主 拥有者 所有人
所有权 拥有权
合伙人 合作伙伴
被动 消极
~还款 付款 支付 缴付
~派息 派发
罚款 罚金 处罚
养老金 退休金
永久 永续
保单 保险单
投资组合 组合
头寸 仓位
优先 高级
私人 私营 私有
生产率 生产力
自营 专有
招股说明书 招股书 招股章程
~购买 采购
区间 范围
比率 比例
房地产 不动产
回扣 返利
复苏 恢复
~赎回 兑付 兑换
注册 登记
监管机构 监管者 监管部门
纾困 救助 救济 援助
租金 房租
~还款 偿还 清偿
~回购 购回
准备金 储备
重置 重设 重新设置 重新设定
剩余 残余 残差
重组 重整
零售 散户
留存 保留
退休 养老
回报 收益 报酬
收益率 回报率
收入 营收
反转 逆转
~展期 滚存
特许权使用费 版税
原则 法则 规则 原理
工资 薪水 薪金
~出售 销售 变卖 售卖
时间表 计划表 进度表
第二 二次 二级
板块 部门
有担保 担保
股份 份额
服务商 服务机构 服务提供商
股东 股份持有人
空头 短仓
多头 长仓
短缺 不足
投机 投机性
支出 开支
发起人 赞助商 保荐人
利差 价差 点差
稳定 稳定性
报表 对账单
结构化 结构性
子公司 附属公司
补贴 津贴
支撑 支持
盈余 顺差
互换 掉期
体系 系统
应税 应纳税
要约 投标
检验 测试
门槛 阈值
~转让 转移 过户
受托人 托管人
换手率 周转率
单位 单元
无担保 无抵押
利用率 使用率
估值 估价
可变 变动
成交量 交易量
投票 表决
认股权证 权证
提款 取款 提取
策略 战略
持有期 持有期间
参考 参照
创建 创造 创设
假期 假日
优惠 偏好
暂定 初步
程序 流程
提供商 提供者 供应商 提供方
申请人 申请者
纳税人 纳税者
担保人 担保者 保证人
参与者 参与人 参与方
交易者 交易员 交易商
聚合商 聚合者 聚合器
类别 类型
衰退 萧条
保险费 保费
可调 可调整
基础 标的
次级 从属
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
公允价值 公平价值
矿工 挖矿者 采矿者
挖矿 采矿
代币 令牌
全额 足额
累积 累计
自愿 自发
存款机构 存托机构
延期 延长
免税 豁免
净值 资产净值
年化 年度化
敌意 恶意
友好 善意
~注销 核销 冲销
备选 替代
杠杆 杠杆化
清算 清盘
信用评分 信用分数 信用得分
评分 分数 得分
贷款价值比 贷款价值比率
债务收入比 负债收入比
~征税 课税
~披露 公开
~追踪 跟踪
误差 错误
溢价 保费
共识 一致
奖励 回报
节点 结点
计划 方案 规划
标准 准则
首次 初次
在线 网上 线上
信息 资讯
数据 资料
分叉 分支
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
    found: dict[str, tuple[int, ...]] = {}
    for number, group in enumerate(GROUPS):
        for word in group.words:
            found[word] = (*found.get(word, ()), number)
    return tuple(found.values())


@cache
def automaton() -> AhoCorasick:
    """Return what finds the words in a text, leftmost and longest first: its indexes are those of `words`."""
    return AhoCorasick(words(), MatchKind.LeftmostLongest)
