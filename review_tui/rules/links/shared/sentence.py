"""Words of the sentence that got into a link beside its term (L303): 商业票据来, 雷曼兄弟倒闭, 允许负摊销.

They show that only where the rest of the anchor is a name: some of these words also end names (协会, 公司债发行).
"""

from review_tui.text.lazy import lazy

_PARTICLES = """
来 上 中 下 里 内 前 后 时 等 会 为 以 向 对 让 给 比 从 可 可以 需要 可能 应该 通常 必须 之间 之前 之后 以来
以外 期间 方式 当中 方面 而言 来说 本身 左右 一起 一致 相关 有关 无关 类似 相同 混淆 相混淆 不同 相反 之下 进行
分开 之外 之内 低于 高于 挂钩 处 支持 接受 归还 提出申请 知之甚少 作斗争 交易中 过程中
重要 廉价 便宜 昂贵 常见 普遍 流行 困难 容易 有用 明显 显著 显着 至关重要 设定 为例 成立 存在 可用 奏效 时期
允许 使得 导致 表明 显示 认为 意味着 超过 等于 严格 灵活 可靠 宽松 复杂 简单 合理 受欢迎
变得 变成 成为 处于 包括 包含 引发 引起 确保 拥有 具有 开始 用于 减去 加上 通过 由 于 按 仅 只 才 都 都会 没有
任命 提交 抵御 形成 发布 宣布 公布 制定 颁布 推出 采取 采用 达到 优于 优先于 不同于 大于 小于 相当于 取决于
"""
_STATES = "更|很|最|较为|越来越|非常|高度|十分|相当|相对较"
_HOW = "急剧|大幅|迅速|突然|持续|不断|开始|逐渐|进一步"
# What may happen to a term; more may follow.
_HAPPENS = """
倒闭 崩溃 崩盘 破裂 爆发 恶化 蔓延 枯竭 上升 下降 上涨 下跌 飙升 暴跌 取消 废除 生效 失败 结束 盛行 激增 萎缩
下调 上调 膨胀 注销 收紧 放松 扩大 缩小 飞涨 骤降 加剧
"""
# What a term may do; an object has to follow, since without one these end names (风险管理).
_DOES = """
要求 禁止 允许 规定 影响 分享 提供 包括 包含 导致 引起 造成 帮助 持有 购买 出售 使用 获得 成为 属于 表示 认为
显示 旨在 没有 无法 不会 不能 可以 必须 已经 投入 转入 存入 正在 仍然 往往 通常 尤其 筹集 支付 偿还 试图 开始
变得 变成 显得 处于 用于 确保 达到
停止 继续 扣除 使 让 删除 赚取 抹去 移除 陷入 做出 作出 进行 占有 反映 代表 决定 产生 取决于 适用于 有助于 来自 基于
"""
# A verb whose object the term is, a measure word, or a word that leads to it.
_LEADS = """
个 项 笔 种 份 家 只 支 些 偿还 支付 缴纳 获得 取得 申请 拥有 购买 出售 使用 利用 采用 增加 减少 降低 提高 提升
避免 防止 导致 引发 引起 造成 面临 经历 进入 承担 满足 遵守 违反 实施 执行 推出 成立 成为 称为 进行 需要 要求
拖欠 允许 禁止 限制 鼓励 警告 达成 签订 签署 考虑 寻求 接受 拒绝 批准 启动 停止 暂停 恢复 筹集 涉及 针对 关于
由于 因为 通过 根据 例如 包括 还有 补上 补缴 弥补 还清 清偿 结清 抵消 从 在 对 向 由 于 以 为 当 而 如果 现有
当前 目前 更高 更低 更高的 更低的 较高的 较低的 许多 大量 所有 全部 任何 每个 整个 各种 这种 这些 该 其 报告为
视为 归类为 这是 那是 就是 即 通常在 通常由 通常是 主要是 往往是 提供 比作 引导 作为 称作 叫做 发放 发行 签发
建立 设立 创建 开设 开立 创立
行使 签订 减缓 改变 改善 削弱 加入 受到 受益于 投资于 适用于 来自 取决于 等于 常见于 发生在 用作 用于 除以
变成 转换为 转移到 包装为 最小化 最大化 留给 倡导 提倡 没有 是 是一种 是指 是由 都是 也是 一个 一种 一份 一项
用 报告给 出售给 转移给 提供给 支付给 处以 转让 提出 依靠 仅依靠 依赖 仅依赖 收取 征收 给予 授予 放弃 扣押
"""
# Of these verbs, the ones that begin no name, so that more than the term may stand behind them: 降低库存成本.
_ACTS_ON = """
降低 提高 减少 增加 提升 避免 防止 违反 偿还 缴纳 获得 导致 造成 引发 引起 面临 满足 遵守 承担 削弱 改善
"""
_AGREES = "达成|签订|签署|筹集"


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


# Words that a sentence goes on with behind its subject, whatever follows, and the names that begin so: 比率, 来源.
_ALWAYS = (
    "是|不[是会能再需]|也|为(?=[零负正0-9])|在(?![建线途岸职外册案险])|从(?![业价属量])|按(?![揭摩月年日季比])|由|于|都(?![市柏])|才(?![能智])"
    "|比(?![率例较重特值对赛])|来(?![源往料函年])|何时|如何|为何|怎[样么]|是否|有多"
    "|会(?![计议员费展长所社主会决席籍])|将(?![来军])|可能(?!性)|能够|应[该当]|以(?![太外内及上下往来前后供])"
)
_NAMES_SO = "更[新替换正改名]|最[大小优]化|最[低高终大小][^的]"
# What a name ends in that such a verb stands before: 提供商, 使用率, 购买协议.
_HEADS = "[人者方商率期额权比]|机构|协议|合同|计划|方案|条款|条件|上限|限额|指数|系数|因子|策略|收益|能力|成本|价格?"
_AFTER = lazy(
    rf"(?!{_NAMES_SO})(?:{_STATES}).+|(?:{_ALWAYS}).{{1,14}}|(?:{_HOW})?(?:{_any(_HAPPENS)}).{{0,8}}"
    rf"|(?!..(?:{_HEADS})\Z)(?:{_any(_DOES)}).{{1,14}}|较[大小高低多少好差强弱]"
    r"|[就也都便]?(?:越|就会|就是|就将|就更).{1,6}"
    r"|(?:而(?!言)|并(?![购行表])).{1,10}"
    r"|(?:减少|增加|降低|提高|损失)(?:了|几|多少|一|[0-9]).{0,10}"
    rf"|(?:会|市场)?[上中下里内](?:{_any(_HAPPENS)}|{_any(_DOES)}).{{0,14}}"
)
# The first characters of what _AFTER finds (no | of _ALWAYS stands inside brackets): most words begin with none of
# these, and it takes long to compile.
_FIRST = frozenset(
    word[0] for word in [*f"{_STATES}|{_ALWAYS}|{_HOW}".split("|"), *_HAPPENS.split(), *_DOES.split()]
).union("较就也都便越而并减增降提损会市上中下里内")
_ACTIONS = frozenset(_ACTS_ON.split())
_WORDS_AFTER, _WORDS_BEFORE = frozenset(_PARTICLES.split()), frozenset(_LEADS.split())
# What may stand before and behind a verb whose object the term is: 也可以增加, 必须签署一份.
_MODAL = "可以|可能|必须|应该|应当|需要|无需|开始|继续|能够|仍然|往往|通常|已经|不会|不能|会|将|还|也|都|并|而|且|仍|能"
_MEASURE = "一[种个份项笔次家些]|这[种个些]|更多的?|大量|其|该|他们的|您的|任何|所有|自己的"
_LEADING = rf"(?:{_any(_LEADS)})(?:{_MEASURE})?"
_LED = lazy(rf"(?:{_MODAL}|不(?!作为)){{1,3}}{_LEADING}")
_LED_FIRST = frozenset(word[0] for word in ["不", *_MODAL.split("|")])
_BEFORE = lazy(rf".{{1,6}}(?:{_AGREES})|(?:{_MODAL}){{0,3}}{_LEADING}")


def goes_on(rest: str) -> bool:
    """Tell whether words behind a name of a term go on with the sentence, or say something of it."""
    return rest in _WORDS_AFTER or (rest[:1] in _FIRST and _AFTER.fullmatch(rest) is not None)


def is_led_by_modal(text: str) -> bool:
    """Tell whether a text is a verb that something else than a term stands before: 可以购买, 不收取."""
    return text[:1] in _LED_FIRST and _LED.fullmatch(text) is not None


def leads_to(rest: str) -> bool:
    """Tell whether words before a name of a term belong to the sentence."""
    return rest in _WORDS_BEFORE or _BEFORE.fullmatch(rest) is not None


def acts_on(text: str) -> str:
    """Return what a text has behind a verb that begins no name, if it begins with one: 库存成本 of 降低库存成本."""
    return text[2:] if text[:2] in _ACTIONS else ""


_EVENTS = tuple(_HAPPENS.split())
_TAIL = lazy(r"(?:[上中来]|期间|之下|之间|之前|之后|以来|一起|的.{2,14})$")
_LONGEST = 20  # characters of what this looks at


def before_event(text: str) -> str:
    """Return what a text has before a word for what happened to it, if it ends in one: 法案 of 法案取消."""
    return next((text.removesuffix(event) for event in _EVENTS if text.endswith(event)), "")


def before_tail(text: str) -> str:
    """Return what a text has before words that end no name, if it ends in them: 票据 of 票据上."""
    tail = _TAIL.search(text, max(0, len(text) - _LONGEST))
    return text[: tail.start()] if tail else ""
