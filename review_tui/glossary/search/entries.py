"""Renderings as the search needs them: whether one counts where its characters stand in a text."""

from typing import NamedTuple

from msgspec import Struct

from review_tui.glossary.concept import ACCEPTED, BANNED, Concept, Kind, Rendering
from review_tui.glossary.context import Context, context_of
from review_tui.glossary.folding import folds, has_latin_edge, on_edges

# Words that no term ends inside of, or begins inside of: 每月支付额 does not stand in 每月支付额外的本金, nor 买主 in
# 购买主要住所. Words that two others can meet to make (投资 and 本金 make 资本) are none of them.
_NOT_ENDED_IN = (
    *("额外", "信用卡", "抵押品", "抵押物", "人员", "人民", "人口", "期限", "价格", "价值", "产生", "资格", "单位"),
    *("规定", "购买", "取得", "票据", "住房", "政协", "业务", "投入", "服务", "内容", "密切", "部分", "速度", "法院"),
)
_NOT_BEGUN_IN = ("额外", "购买", "关注", "市场", "通过", "转换", "更加", "参加", "集中", "出售", "强调", "比较")
# Further ones for renderings that should not stand: 福利包 is not in 福利包括, nor 有余额 in 没有余额. A wrong word is
# seldom looked for where a right one may be meant, while the words of an accepted one may be followed by anything.
_SELDOM_ENDED_IN = (
    *("投资者", "投资人", "投资组", "信用", "信贷", "信托", "信息", "信任", "信号", "金额", "金融", "机构"),
    *("机会", "机制", "法律", "法规", "法案", "表明", "表现", "表示", "包括", "包含", "部门", "比较", "比如"),
    *("数据", "数量", "商品", "商业", "员工", "方式", "方法", "方面", "方案", "方向", "书面", "有效", "有限"),
    *("收入", "收益", "收购", "人们", "股东", "率先", "率领", "化学", "化解", "权威", "权重", "表面", "表达"),
    *("表情", "表决", "机关", "机器", "机场", "机遇", "手段", "手法", "手机", "手术", "手续", "手册", "手工"),
    *("图片", "图像", "图书", "性格", "性别", "性命", "信心", "信仰", "信念", "组织", "组成", "计划", "计算"),
    *("值得", "条件", "单独", "单纯", "单元", "领域", "领导", "领先", "领带", "区域", "区别", "区分", "元素"),
    *("元件", "线路", "线索", "论坛", "论文", "论述", "函数", "比赛", "法治", "法庭", "法官", "打击", "打开"),
    *("打算", "日益", "日常", "中国", "中心", "中央", "包装", "包裹", "包围", "物质", "物流", "物资", "物理"),
    *("位置", "轮廓", "轮胎", "轮流", "轮换", "书记", "书写", "书店", "书籍", "面积", "面临", "面向", "学生"),
    *("学校", "学习", "学院", "学者", "出席", "出版", "人物", "人类", "人才", "人士", "人群", "人数", "主席"),
    *("主任", "主张", "台湾", "风格", "风味", "风景", "软件", "发展", "发现", "发生", "发布", "发表", "发挥"),
    *("发明", "公里", "公路", "公布", "公式", "公告", "说明", "说法", "店员", "店铺", "桌面", "桌子", "屋子"),
    *("屋顶", "街道", "街头", "背景", "背后", "现象", "现场", "现代", "种类", "种植", "种子", "放弃", "放心"),
    *("意见", "意思", "意义", "意识", "力量", "力度", "运动", "运输", "运营", "交通", "交流", "证明", "市民"),
    *("生活", "生命", "生长", "生态", "动物", "动力", "动态", "地方", "地区", "地址", "地点", "地图", "国家"),
    *("国际", "国内", "国外", "会议", "会员", "会场", "作品", "作家", "电影", "电视", "电脑", "电子", "电器"),
    *("车站", "车间", "水平", "水果", "路径", "路线", "路段", "门口", "门店", "体育", "体系", "体积", "通常"),
    *("通知", "通道", "开始", "开放", "开展", "分析", "分别", "分类", "分布", "分钟", "结果", "结束", "结构"),
    *("关系", "关注", "关键", "关心", "实际", "实现", "实施", "成功", "正常", "正式", "正确", "能力", "能够"),
    *("能源", "款式", "时候", "时代"),
)
_SELDOM_BEGUN_IN = (
    *("现在", "存在", "潜在", "正在", "旨在", "可以", "所以", "难以", "予以", "加以", "因为", "称为", "作为"),
    *("认为", "成为", "视为", "没有", "具有", "拥有", "持有", "所有", "使用", "利用", "费用", "进行", "银行"),
    *("发行", "执行", "由于", "对于", "用于", "低于", "高于", "属于", "等于", "基于", "位于", "关于", "资金"),
    *("基金", "现金", "本金", "佣金", "利率", "比率", "汇率", "税率", "目前", "之前", "当前", "提前", "然后"),
    *("之后", "最后", "随后", "以后", "以下", "参与", "重新", "最新", "相反", "反弹", "发放", "开放", "完全"),
    *("安全", "最大", "巨大", "扩大", "很大", "重大", "超过", "不过", "经过", "每股", "公共", "不同", "合同"),
    *("共同", "相同", "部分", "赎回", "收回", "退回", "目标", "指标", "投资", "融资", "工资", "校长", "县长"),
    *("增长", "延长", "公开", "展开", "召开", "离开", "避开", "破坏", "毁坏", "水平", "提高", "崇高", "发表"),
    *("失去", "过去", "特点", "重点", "观点", "美元", "单元", "多元", "亿元", "万元", "回头", "码头", "镜头"),
    *("相信", "充分", "基本", "根本", "确保", "社保", "医保", "环保", "评价", "结合", "符合", "适合", "综合"),
    *("组合", "监管", "尽管", "保管", "统计", "设计", "提交", "确实", "事实", "落实", "自主", "民主", "出口"),
    *("进口", "窗口", "选手", "助手", "土地", "当地", "各地", "现场", "科学", "化学", "数学", "文学", "医学"),
    *("哲学", "大学", "核心", "具体", "整体", "全体", "集体", "著名", "提名", "电子", "量子", "孩子", "妻子"),
    *("父母", "字母", "职工", "施工", "发生", "产生", "医生", "卫生", "生活", "灵活", "运动", "自动", "移动"),
    *("劳动", "动物", "植物", "购物", "药物", "食物", "货物", "拍卖", "出卖", "周转", "运转", "更换", "转移"),
    *("改变", "尊重", "沉重", "创新", "更新", "真正", "改正", "修正", "简直", "垂直", "恢复", "反复", "降低"),
    *("尽快", "减轻", "若干", "例外", "之下", "当下", "晚上", "早上", "强大", "伟大", "广大", "庞大", "小说"),
    *("听说", "只好", "正好", "良好", "友好", "做好", "经费", "相当", "适当", "详细", "仔细", "明细", "铁路"),
    *("公路", "道路", "维修", "装修", "石油", "汽油", "支配", "团结", "总结", "摆脱", "临时", "小时", "随时"),
    *("两侧", "充满", "不满", "眼前", "空前", "其中", "附近", "接近", "靠近", "最近", "永远", "诊断", "垄断"),
    *("不断", "注意", "随意", "愿意", "满意", "反对", "针对", "今年", "去年", "青年"),
)


def _nexts(words: tuple[str, ...]) -> dict[str, str]:
    """Return which characters end the words, by what they have before that."""
    nexts: dict[str, str] = {}
    for word in words:
        nexts[word[:-1]] = nexts.get(word[:-1], "") + word[-1]
    return nexts


def _befores(words: tuple[str, ...]) -> dict[str, str]:
    """Return which characters begin the words, by their second one."""
    befores: dict[str, str] = {}
    for word in words:
        befores[word[1]] = befores.get(word[1], "") + word[0]
    return befores


_NEXT, _BEFORE = _nexts(_NOT_ENDED_IN), _befores(_NOT_BEGUN_IN)
_SELDOM_NEXT, _SELDOM_BEFORE = _nexts(_SELDOM_ENDED_IN), _befores(_SELDOM_BEGUN_IN)


class Claim(NamedTuple):
    """A concept that certain words may stand for, and its rendering with these words."""

    concept: Concept
    rendering: Rendering


class Entry(Struct, frozen=True, gc=False):
    """A rendering ready for the search.

    `claims` holds the claim alone. `exact` are the words if their case counts, else empty. `edges` tells that they have
    to stand on word edges. `not_before` and `not_after` are as in `Rendering`, with characters that would make another
    word of the beginning or the end. `context` is None where the rendering counts in any.
    """

    claim: Claim
    claims: tuple[Claim]
    blocker: bool
    accepted: bool
    exact: str
    edges: bool
    not_before: str
    not_after: str
    context: Context | None

    @property
    def plain(self) -> bool:
        """Tell whether the entry counts wherever its characters stand, as far as `passes` is concerned."""
        return not (self.exact or self.edges or self.not_before or self.not_after)

    def passes(self, text: str, start: int, end: int) -> bool:
        """Tell whether case, word edges and guards allow the entry at text[start:end]."""
        if self.exact and text[start:end] != self.exact:
            return False
        if self.edges and not on_edges(text, start, end):
            return False
        if self.not_before and end < len(text) and text[end] in self.not_before:
            return False
        return not (self.not_after and start > 0 and text[start - 1] in self.not_after)


class Pattern(Struct, frozen=True, gc=False):
    """All entries with the same words, case folded.

    It is `plain` if there is nothing to test: then all `entries` count wherever the words stand. `blocks` tells that
    one is a blocker, `varies` that some differ in capitals. `guards` are the characters that rule an entry out where
    they stand beside the words, None if words are tested too: for their capitals, or for word edges.
    """

    entries: tuple[Entry, ...]
    plain: bool
    blocks: bool
    varies: bool
    guards: frozenset[str] | None

    def passing(self, text: str, start: int, end: int) -> tuple[Entry, ...] | None:
        """Return the entries that pass their tests at text[start:end], an empty tuple if a blocker is among them.

        Return None if none passes: then the words are not used up, and shorter ones may be found there. Entries with
        the very capitals of the text come first.
        """
        if self.guards is not None and self.guards.isdisjoint((text[start - 1 : start], text[end : end + 1])):
            return () if self.blocks else self.entries  # as nearly always
        passing = tuple([entry for entry in self.entries if entry.passes(text, start, end)])
        if not passing:
            return None
        if self.blocks and any(entry.blocker for entry in passing):
            return ()
        if self.varies:
            return tuple(sorted(passing, key=lambda entry: entry.claim.rendering.zh != text[start:end]))
        return passing


def entry_of(claim: Claim) -> Entry:
    """Return a claim ready for the search."""
    concept, rendering = claim.concept, claim.rendering
    zh = rendering.zh
    not_before, not_after = rendering.not_before + goes_on_with(zh), rendering.not_after + _BEFORE.get(zh[:1], "")
    if rendering.status in BANNED:
        not_before += _SELDOM_NEXT.get(zh[-1:], "") + _SELDOM_NEXT.get(zh[-2:], "")
        not_after += _SELDOM_BEFORE.get(zh[:1], "")
    # Without Latin letters there is no case, and nothing to compare again.
    exact = zh if zh.upper() != zh.lower() and not folds(zh) else ""
    return Entry(
        claim,
        (claim,),
        concept.kind is Kind.BLOCKER,
        rendering.status in ACCEPTED,
        exact,
        has_latin_edge(zh),
        not_before,
        not_after,
        context_of(concept, rendering),
    )


def goes_on_with(zh: str) -> str:
    """Return the characters that, right behind a rendering, make another word of its end: 卡 behind 信用."""
    return _NEXT.get(zh[-1:], "") + _NEXT.get(zh[-2:], "")


def pattern_of(entries: list[Entry]) -> Pattern:
    """Return the entries of the same words as one."""
    plain = all(entry.plain for entry in entries)
    blocks = any(entry.blocker for entry in entries)
    varies = len({entry.claim.rendering.zh for entry in entries}) > 1
    guards = None
    if not varies and not any(entry.exact or entry.edges for entry in entries):
        guards = frozenset("".join(entry.not_before + entry.not_after for entry in entries))
    return Pattern(() if plain and blocks else tuple(entries), plain, blocks, varies, guards)
