"""Whether an article is about programming, where words that are wrong in finance are right.

The words that the shipped glossary calls wrong are wrong for terms of finance: 删除列表 for a delisting, 物理交换 for a
physical swap. Where code is explained they are plain Chinese. What others put into a glossary is about their articles,
and counts everywhere.
"""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation

from review_tui.article import Article
from review_tui.glossary.concept import BANNED, OURS
from review_tui.glossary.search.matcher import Mention

_FEW = 3  # words about programming that an article without fenced code has at least, if it is about that

_PROGRAMS = (
    "代码", "函数", "变量", "编译", "线程", "进程", "数据库", "服务器", "浏览器", "前端", "后端", "编程", "命令行",
    "源码", "程序员", "开发者", "接口", "脚本", "组件", "插件", "框架", "仓库", "部署", "语法", "字符串", "数组",
    "调用", "配置", "参数", "文件", "目录", "算法", "节点", "指针", "内存", "调试", "链表", "二叉树", "递归",
    "复杂度", "通配符", "表达式", "安装", "终端", "端口", "缓存", "注释", "集群", "容器", "微服务", "中间件",
    "分布式", "运维", "操作系统", "虚拟机", "内核",
)  # fmt: skip
_NAMES = (
    "API", "CSS", "Docker", "Git", "GitHub", "HTML", "HTTP", "IDE", "Java", "JavaScript", "JSON", "Linux", "MySQL",
    "Node", "npm", "Python", "React", "SQL", "URL", "Vue",
)  # fmt: skip
_LATIN = re.compile(r"[A-Za-z]+")
_MONEY = (
    "投资", "贷款", "股票", "证券", "债券", "纳税", "税收", "保险", "金融", "基金", "利率", "期权", "期货", "银行",
    "信贷", "抵押", "股息", "资产", "负债", "货币", "通胀", "股价", "收益", "利润", "财务", "会计", "交易", "市场",
    "价格", "经济", "企业", "公司",
)  # fmt: skip


@cache
def _words() -> AhoCorasick:
    return AhoCorasick((*_PROGRAMS, *_MONEY, *_NAMES), implementation=Implementation.DFA)  # the fastest, for few words


def is_about_programs(article: Article) -> bool:
    """Tell whether an article is about programming rather than finance, by the words of either that it has."""
    text = article.prose.text
    found = {index for index, _, _ in _words().find_matches_as_indexes(text)}
    programs = sum(index < len(_PROGRAMS) for index in found)
    names = sum(index >= len(_PROGRAMS) + len(_MONEY) for index in found)
    money = len(found) - programs - names
    if names:  # or what only holds them
        programs += len(set(_NAMES).intersection(_LATIN.findall(text)))
    return programs > money if article.has_fenced_code else programs >= _FEW and programs > 2 * money


def is_of_finance(mention: Mention) -> bool:
    """Tell whether words are wrong by what the shipped glossary says, and by that alone."""
    return all(claim.rendering.status in BANNED and claim.rendering.origin == OURS for claim in mention.claims)
