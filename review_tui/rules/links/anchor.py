"""What the link rules share: what an anchor may say, and which words carry no term."""

import re
from functools import lru_cache

from review_tui.article.inline import Link
from review_tui.glossary.concept import Concept, Kind
from review_tui.rules.reading import Reading

# Words that carry no term: on one of them alone, a link has lost its place.
FUNCTION_WORDS = frozenset(
    [
        "的",
        "了",
        "着",
        "过",
        "和",
        "与",
        "及",
        "或",
        "而",
        "但",
        "但是",
        "并",
        "并且",
        "且",
        "也",
        "还",
        "又",
        "就",
        "才",
        "则",
        "却",
        "在",
        "从",
        "自",
        "由",
        "对",
        "向",
        "把",
        "被",
        "将",
        "为",
        "以",
        "于",
        "因",
        "因为",
        "由于",
        "所以",
        "因此",
        "如果",
        "虽然",
        "尽管",
        "然而",
        "不过",
        "是",
        "有",
        "无",
        "无需",
        "需要",
        "可以",
        "可能",
        "会",
        "能",
        "能够",
        "应",
        "应该",
        "必须",
        "不",
        "没有",
        "这",
        "那",
        "这些",
        "那些",
        "这个",
        "那个",
        "该",
        "其",
        "它",
        "他",
        "她",
        "他们",
        "它们",
        "您",
        "你",
        "我们",
        "您的",
        "其他",
        "以及",
        "例如",
        "比如",
        "通常",
        "通过",
        "根据",
        "随着",
        "当",
        "时",
        "后",
        "前",
        "中",
        "上",
        "下",
        "内",
        "外",
        "之间",
        "之后",
        "之前",
        "等",
        "等等",
        "更",
        "最",
        "很",
        "非常",
        "已",
        "已经",
        "正在",
        "使",
        "使用",
        "让",
        "给",
        "到",
        "至",
        "来",
        "去",
        "所",
        "之",
        "一",
        "一个",
        "一种",
        "每",
        "各",
        "某",
        "任何",
        "所有",
        "包括",
        "作为",
        "成为",
        "进行",
        "做",
        "什么",
        "如何",
    ]
)
_TERMLIKE = re.compile(r"[\w &-]{3,10}(?<![的了在是])")
_SPACE = re.compile(r"[\s\u3000]+")
_MOST_ANCHORS = 40  # for one slug
PUNCTUATION = "，。；：、！？,.;:!?“”‘’「」『』（）()《》〈〉…—"


def bare(text: str) -> str:
    """Return a text without space, small letters only: `80-20 规则` and `80-20规则` are one anchor."""
    return _SPACE.sub("", text).casefold()


def expected(reading: Reading, link: Link) -> frozenset[str]:
    """Return what the anchors of a link's slug may read, bare.

    That is every rendering and English term of its concept; what the article's other links to the slug say, where they
    look like a term; and for a link of the article to itself, its title.
    """
    concept = reading.concept(link.concept)
    known = expected_of(concept) if concept else frozenset()
    others = _others(reading, link.concept or "")
    return known | (others - {bare(link.text)}) if others else known


def _others(reading: Reading, slug: str) -> frozenset[str]:
    """Return what the links of an article to a slug say, where it looks like a term, and the title of the slug's own.

    A few of them: where an article has more for one slug, none can be told to be its name.
    """
    others = reading.anchors.get(slug)
    if others is None:
        found: dict[str, None] = {}
        for run in reading.runs_by_slug.get(slug, ()):
            if len(found) >= _MOST_ANCHORS:
                break
            if not run.is_split and _TERMLIKE.fullmatch(run.text):
                found[bare(run.text)] = None
        title = reading.article.front_matter.text("title")
        if title and slug == reading.article.slug:
            found[bare(title)] = None
        others = reading.anchors[slug] = frozenset(found)
    return others


def expected_of(concept: Concept) -> frozenset[str]:
    """Return the renderings and English terms of a concept, bare; headings and blockers have none."""
    if concept.kind in (Kind.HEADING, Kind.BLOCKER):
        return frozenset()
    return _bare_names(concept.id, tuple(item.zh for item in concept.renderings), concept.en)


@lru_cache(maxsize=4096)
def _bare_names(concept: str, renderings: tuple[str, ...], english: tuple[str, ...]) -> frozenset[str]:
    """Work out the names of a concept once; its id is part of what they are kept under."""
    del concept
    return frozenset(bare(text) for text in (*renderings, *english) if text.strip())
