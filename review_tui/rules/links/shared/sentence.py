"""Words of the sentence that got into a link: in the place of its term (L304: 通常), or beside it (L303: 商业票据来).

Some of them show that by themselves: no name begins with 例如, ends in 取决于 or holds 被. Others do only where the
rest of the anchor is a name, since names end in them, too: 协会, 公司债发行.
"""

from collections.abc import Iterator

from review_tui.article.han import LETTER
from review_tui.glossary.termlike import NAMES_BEGIN_SO, NAMES_END_SO
from review_tui.text.lazy import lazy

# Words that carry no term: on one of them alone, a link has lost its place.
_FUNCTION_WORDS = """
的 了 着 过 和 与 及 或 而 但 但是 并 并且 且 也 还 又 就 才 则 却 在 从 自 由 对 向 把
被 将 为 以 于 因 因为 由于 所以 因此 如果 虽然 尽管 然而 不过 是 有 无 无需 需要 可以 可能 会
能 能够 应 应该 必须 不 没有 这 那 这些 那些 这个 那个 该 其 它 他 她 他们 它们 您 你 我们
您的 其他 以及 例如 比如 通常 通过 根据 随着 当 时 后 前 中 上 下 内 外 之间 之后 之前 等 等等
更 最 很 非常 已 已经 正在 使 使用 让 给 到 至 来 去 所 之 一 一个 一种 每 各 某 任何 所有
包括 作为 成为 进行 做 什么 如何
后者 前者 两者 二者 本身 自己 我 我们 我们的 他们的 它们的 他的 她的 它的 其中 此外 同时 因而 从而 以便 只有 只要
称为 被称为 所谓 所谓的 拥有 表示 是一种 某些 每个 只是 专门 针对 有权 不得不 旨在 出现 失去 适用 适用于 这种 这样
不再 仍然 往往 都 只能 关于 至于 对于 取决于 意味着 使得 导致
即使 仅 只 再 并不 不是 就是 也是 这是 还是 或者 要么 那么 许多 大多数 一些 有些
谁 才能 曾 曾经 一旦 甚至 然后 直到 除非 随后 几乎 也许 大约 几个 多个 那样 每年 每月
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_TERMS_OF_TWO = ("所有权", "不作为")  # that can be read as two of them
# What no name ends in, each ending in that character itself.
_LAST_WORDS = r"""
是 的 了 在 将 和 与 或 被 就 时 后 很 也 都 并 而 但 更 旨在 被?(?:称|视|归类|定义|认)为 称作 除以 乘以
能够 应该 必须 以及 非常 仍然 往往 通常 正在 已经 即将 不是 不会 不能 取决于 之后 之间 一起 的时候 的情况下 的过程
(?<!比)较 (?<![超优])越 (?<![服盲主顺听遵跟随])从 (?<![自理缘事路诉])由 (?<![行作成认因以人无有所而])为
(?<![国境室校场院体岛以对业月年日店城港盘海户区县省市家向价网期])内 (?<![集华命折适年高初空心途居盘水热交期])中
(?<![网线以海路场陆地向至马楼而链面])上 (?<![线以地旗天向低名底乡楼而链私欠])下 (?<![税盘提当目息以事会销赎行])前
"""
_SAID_BEHIND = "之后 背后 最后 现在 暂时 其中 为了"  # of the words that end names
# What no name begins with where two more characters follow, each beginning with that character itself.
_FIRST_WORDS = r"""
的 了(?!解) 与 和 或 被 将 把 自(?![身行发用己负律治报费])
可能(?:需?要|会|是|有|被|将|导致) 应[该当] 不会 可以 已经 往往 仍然 并且 以及 因为 由于 如果 例如 为了 称为
这[种些个是] 一[种些项] 常见于 投资于 适用于
"""
_BEFORE_NUMBERS = "至于到在"  # 在 2008 年
# What no name holds: a verb phrase, or words about what happened to one.
_INSIDE = lazy(
    r".(?:的(?:爆发|破裂|崩溃|恶化|创造|可能性|过程|形式|机构|地方|发展|增长|上升|下降|影响|需求|情况)|等(?!级|待|值|价|额|于|候|比)"
    r"|将(?!来|要)|[和与及或]其[他它]|您|[你他她它我]们|变得|产生|导致|成长为|分成|被|通过|受到|就会|不能|收取|扣除|之前|其(?!他|它|余|次)"
    rf"|了(?!解)|以[上下内外]的|(?:转换|称|视|作|归类)为|[{_BEFORE_NUMBERS}] ?\d)."
    r"|.的(?:爆发|破裂|崩溃|恶化|创造|可能性|过程|形式)$"
)

# What a sentence may go on with behind a term, as all that the anchor has besides.
_PARTICLES = """
来 上 中 下 里 内 前 后 时 等 会 为 以 向 对 让 给 比 从 可 可以 需要 可能 应该 通常 必须 之间 之前 之后 以来
以外 期间 方式 当中 方面 而言 来说 本身 左右 一起 一致 相关 有关 无关 类似 相同 混淆 相混淆 不同 相反 之下 进行
分开 之外 之内 低于 高于 挂钩 处 支持 接受 归还 提出申请 知之甚少 作斗争 交易中 过程中 高 低 多 少 衡量 发生
重要 廉价 便宜 昂贵 常见 普遍 流行 困难 容易 有用 明显 显著 显着 至关重要 设定 为例 成立 存在 可用 奏效 时期
允许 使得 导致 表明 显示 认为 意味着 超过 等于 严格 灵活 可靠 宽松 复杂 简单 合理 受欢迎
变得 变成 成为 处于 包括 包含 引发 引起 确保 拥有 具有 开始 用于 减去 加上 通过 由 于 按 仅 只 才 都 都会 没有
任命 提交 抵御 形成 发布 宣布 公布 制定 颁布 推出 采取 采用 达到 优于 优先于 不同于 大于 小于 相当于 取决于
"""
# The same, whatever follows: no name has these behind another one.
_GO_ON = """
这个 这种 这些 这样 这笔 那个 那种 那些 那样 我们 你们 他们 它们 每年 每月 每天 每个 一下 一些 一样 一直 一旦 什么 多少
以及 或者 然后 因为 因此 由此 从而 以便 之所以 如果 即使 虽然 尽管 但是 而且 并且 不仅 例如 比如 除非 直到 直至 至今
甚至 只有 只能 至少 大约 大致 几乎 常常 总是 有时候 突然 其实 确实 实际上 同样 首先 后来 当时 随之 随时 逐渐 足够
难以 未能 无需 不必 不得不 稍微 互相 真正 进一步 要么 之一 之中 对于 关于 按照 随着 相比 相结合
称为 叫作 名为 视为 作为 分为 位于 始于 闻名 除以 着眼于 跌到 涨到 升到 降到 跌至 涨至 升至 降至 跌破 走向 放在
根本 正好
"""
_STATES = "更|很|最|较为|越来越|非常|高度|十分|相当|相对较"
_HOW = frozenset(("急剧", "大幅", "迅速", "突然", "持续", "不断", "开始", "逐渐", "进一步"))
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
带来 失去 收到 面临 出现 受到 得到 找到 赋予 告诉 避免 遭受 施加 遵循 满足 压低 取代 迫使 接近 摆脱 举行 发出 卖给
分给 指出 负责 滚入
"""
# A verb whose object the term is, a measure word, or a word that leads to it, as all that the anchor has besides.
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
一家 一笔 一只 一位 一名 一张 一部 一套 一条 这笔 这份 这家 每家 每笔 几笔 几家 两家 两种 多家 要 到 把 被 有 有助于
得到 到达 达到 发生 具有 发表 组建 编制 通知 赢得 处于 持续 参与 触发 完成 形成 制定 推动 取消 关注 保持 陷入 实现
符合 参加 组成 充当 减去 正在 所以
"""
# The same, whatever stands before them: no name has these before another one.
_LEAD_ON = """
达成 签订 签署 筹集 是 已经 为了 对于 随着 因此 按照 除了 经过 只有 认为 某些 某种 某个 众多 赋予 意味着 查看 甚至
看到 虽然 尽管 而且 交给 借给 属于 叫作 叫做 不得不 适合 应对 拿出 找到 加上 表明 带有 更加 遇到 借助 用来 从而 以便
迫使 使得 阻止 在于 归咎于 大于 小于 高于 低于 缺少 缺乏 尝试 试图 索取 换取 旨在 加剧 做出 买下 买到 排在 置于
实行 改为 担任 离不开 收到 失去 派发 赚取 带来 采取 免受 承受 摆脱 违背 主张 参见 讨好 仿照 享有 侵蚀 发出 反对 想要
觉得 宣布 选择 加入 注意
"""
# Of the verbs, the ones that begin no name, so that more than the term may stand behind them: 降低库存成本.
_ACTS_ON = """
降低 提高 减少 增加 提升 避免 防止 违反 偿还 缴纳 获得 导致 造成 引发 引起 面临 满足 遵守 承担 削弱 改善
"""

_LAST = frozenset(word[-1] for word in _LAST_WORDS.split())
_ENDS = lazy(rf"{LETTER}(?:{'|'.join(_LAST_WORDS.split())})\Z")
_WHOLE = frozenset(NAMES_END_SO).union(("前后", "先后", "之和")) - frozenset(_SAID_BEHIND.split())
_FIRST = frozenset(word[0] for word in _FIRST_WORDS.split()).union(_BEFORE_NUMBERS)
_BEGINS = lazy(rf"[{_BEFORE_NUMBERS}] ?第? ?\d|(?:{'|'.join(_FIRST_WORDS.split())})(?={LETTER}{{2}})")
# Words that a sentence goes on with behind its subject, whatever follows, and the names that begin so: 比率, 来源.
_ALWAYS = (
    "是|不[是会能再需]|也|为(?=[零负正0-9])|在(?![建线途岸职外册案险])|从(?![业价属量])|按(?![揭摩月年日季比])|由|于|都(?![市柏])|才(?![能智])"
    "|比(?![率例较重特值对赛])|来(?![源往料函年])|何时|如何|为何|怎[样么]|是否|有[多几一两三四五六七八九十0-9]|则(?=..)|又|用(?![户途品量地电水法料])|给(?![付予])"
    "|会(?![计议员费展长所社主会决席籍])|将(?![来军])|可能(?!性)|能够|应[该当]|以(?![太外内及上下往来前后供])"
)
_NAMES_SO = "更[新替换正改名]|最[大小优]化|最[低高终大小][^的]"
_AFTER = lazy(
    rf"(?!{_NAMES_SO})(?:{_STATES}).+|(?:{_ALWAYS}).{{1,14}}|较[大小高低多少好差强弱]"
    r"|[就也都便]?(?:越|就会|就是|就将|就更).{1,6}"
    r"|(?:而(?!言)|并(?![购行表])).{1,10}"
    r"|(?:减少|增加|降低|提高|损失)(?:了|几|多少|一|[0-9]).{0,10}"
)
# The first characters of what _AFTER finds (no | of _ALWAYS stands inside brackets): most words begin with none of
# these, and it takes long to compile.
_AFTER_FIRST = frozenset(word[0] for word in f"{_STATES}|{_ALWAYS}".split("|")).union("较就也都便越而并减增降提损")
_INSIDE_IT = lazy("(?:会|市场)?[上中下里内]")
# What a name ends in that a verb stands before: 提供商, 使用率, 购买协议.
_NAME_OF_VERB = lazy(
    "..(?:[人者方商率期额权比]|机构|协议|合同|计划|方案|条款|条件|上限|限额|指数|系数|因子|策略|收益|能力|成本|价格?)"
)
_VERBS, _EVENTS, _ACTIONS = frozenset(_DOES.split()), frozenset(_HAPPENS.split()), frozenset(_ACTS_ON.split())
_WORDS_AFTER, _WORDS_ON = frozenset(_PARTICLES.split()), frozenset(_GO_ON.split())
_WORDS_BEFORE, _WORDS_LEADING = frozenset(_LEADS.split()), frozenset(_LEAD_ON.split())
# What may stand before and behind a verb whose object the term is: 也可以增加, 必须签署一份.
_MODAL_WORDS = """
可以 可能 需要 要 为 必须 应该 应当 无需 开始 继续 能够 仍然 往往 通常 已经 不会 不能 会 将 还 也 都 并 而 且 仍 能
"""
_MODAL = "|".join(_MODAL_WORDS.split())
_MODALS = lazy(rf"(?:{_MODAL}|不){{1,3}}")
_MEASURE_WORDS = """
一种 一个 一份 一项 一笔 一次 一家 一些 这种 这个 这些 更多 更多的 大量 其 该 他们的 您的 任何 所有 自己的 其他 部分
"""
_MEASURES = frozenset(_MEASURE_WORDS.split())
_ATTRIBUTIVE = "已未新应可待被先所再全联共代"  # makes an attribute of the verb behind it: 已发行, 应缴纳
_LENGTHS = range(4, 0, -1)  # of words, in characters
_FAR = 6  # characters that may stand before a word that leads to a term
_MODAL_LAST = lazy(rf".{{0,{_FAR}}}(?:{_MODAL})")
_MORE = 8  # characters that may follow a word for what happened


def _first_of(words: frozenset[str], text: str) -> str:
    """Return the longest of some words that a text begins with; empty where it begins with none."""
    return next((text[:length] for length in _LENGTHS if text[:length] in words), "")


def _last_of(words: frozenset[str], text: str) -> str:
    """Return the longest of some words that a text ends in; empty where it ends in none."""
    return next((text[-length:] for length in _LENGTHS if text[-length:] in words), "")


def is_function(words: str) -> bool:
    """Tell whether words carry no term: 而, 通常, or two such words, of which one is longer than a character: 则适用.

    Of two characters, many a term is made: 自由, 内在.
    """
    if words in _FUNCTION:
        return True
    is_made_of_two = any(words[:cut] in _FUNCTION and words[cut:] in _FUNCTION for cut in range(1, len(words)))
    return is_made_of_two and len(words) > 2 and words not in _TERMS_OF_TWO


def begins_no_name(text: str) -> bool:
    """Tell whether an anchor begins with a word of the sentence: 例如, 在 2008 年."""
    return text[:1] in _FIRST and not text.startswith(NAMES_BEGIN_SO) and _BEGINS.match(text) is not None


def ends_no_name(text: str) -> bool:
    """Tell whether an anchor ends in a word of the sentence, and not in a longer word that ends so (企业合并)."""
    text = text.rstrip()
    return text[-1:] in _LAST and text[-2:] not in _WHOLE and _ENDS.search(text) is not None


def holds_phrase(text: str) -> bool:
    """Tell whether an anchor holds words that no name does: 信贷危机的爆发, 资产被出售."""
    return _INSIDE.search(text) is not None


def goes_on(rest: str) -> bool:
    """Tell whether words behind a name of a term go on with the sentence, or say something of it."""
    if rest in _WORDS_AFTER or _first_of(_WORDS_ON, rest) or _happens(rest) or _does(rest):
        return True
    if rest[:1] in _AFTER_FIRST and _AFTER.fullmatch(rest):
        return True
    inside = _INSIDE_IT.match(rest)
    return inside is not None and bool(_first_of(_VERBS | _EVENTS, rest[inside.end() :]))


def _happens(rest: str) -> bool:
    """Tell whether words say what happened to the term before them: 突然下跌, 崩溃后."""
    event = rest.removeprefix(_first_of(_HOW, rest))
    word = _first_of(_EVENTS, event)
    return bool(word) and len(event) - len(word) <= _MORE


def _does(rest: str) -> bool:
    """Tell whether words say what the term before them does, with the object: 要求银行."""
    verb = _first_of(_VERBS, rest)
    return bool(verb) and rest != verb and _NAME_OF_VERB.fullmatch(rest) is None


def is_led_by_modal(text: str) -> bool:
    """Tell whether a text is a verb that something else than a term stands before: 可以购买, 不收取."""
    return text not in _TERMS_OF_TWO and any(map(_MODALS.fullmatch, _before_verb(text)))


def leads_to(rest: str) -> bool:
    """Tell whether words before a name of a term belong to the sentence."""
    leading = _last_of(_WORDS_LEADING, rest)
    if rest in _WORDS_BEFORE or (leading and len(rest) - len(leading) <= _FAR):
        return True
    return any(
        not before or _MODAL_LAST.fullmatch(before) or _has_subject(before, rest) for before in _before_verb(rest)
    )


def _has_subject(before: str, rest: str) -> bool:
    """Tell whether what stands before a verb of two characters is its subject: 交易所推出, but not 已发行."""
    return len(before) <= _FAR and len(rest) - len(before) > 1 and before[-1] not in _ATTRIBUTIVE


def _before_verb(text: str) -> Iterator[str]:
    """Yield what stands before the verb that a text ends in, whether or not a measure follows: 可以 of 可以签署一份."""
    for words in dict.fromkeys((text, text.removesuffix(_last_of(_MEASURES, text)))):
        if verb := _last_of(_WORDS_BEFORE, words):
            yield words.removesuffix(verb)


def acts_on(text: str) -> str:
    """Return what a text has behind a verb that begins no name, if it begins with one: 库存成本 of 降低库存成本."""
    return text[2:] if text[:2] in _ACTIONS else ""


_TAIL = lazy(r"(?:[上中来]|期间|之下|之间|之前|之后|以来|一起|的.{2,14})$")
_LONGEST = 20  # characters of what this looks at


def before_event(text: str) -> str:
    """Return what a text has before a word for what happened to it, if it ends in one: 法案 of 法案取消."""
    event = _last_of(_EVENTS, text)
    return text.removesuffix(event) if event else ""


def before_tail(text: str) -> str:
    """Return what a text has before words that end no name, if it ends in them: 票据 of 票据上."""
    tail = _TAIL.search(text, max(0, len(text) - _LONGEST))
    return text[: tail.start()] if tail else ""
