"""One term, another rendering than in most articles of the run.

Each article may be consistent in itself and still call the thing by another name than the rest of the site. In a run
over several articles, the renderings of a concept (of the glossary, or of a slug that links lead to) are counted
first; then an article that has only another one than most articles have is reported, where it first stands. Three
articles at least must agree, and twice as many as have the other. Where the articles use the preferred rendering and
most of them another one, nothing is said: that is for the glossary to decide. An article that has both is left to
T703. A form that holds the other whole (经济衰退, 衰退) is no rival, nor is an acronym or a verb beside a noun: only
renderings of one `pos` are compared. Where the glossary does not have an article's own slug, its title is held
against the anchors that lead to it.
"""

from collections.abc import Iterator
from functools import lru_cache

from review_tui.article import Article
from review_tui.glossary.concept import ACCEPTED, Concept, Rendering
from review_tui.glossary.consistency.counting import uses_of
from review_tui.glossary.consistency.counts import TITLE, UseCount
from review_tui.glossary.termlike import fault_of
from review_tui.rules.across import Mark
from review_tui.rules.model import Rule, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading
from review_tui.rules.terms.shared.majority import across, mark_of
from review_tui.rules.terms.shared.title import named_by_front_matter

__all__ = ["CASES", "RULE", "across", "contribution"]

RULE = Rule("T708", "term-rival", Severity.WARNING)
_FORECLOSURE = "foreclosure,foreclosure,止赎,preferred\nforeclosure,foreclosure,丧失抵押品赎回权,admitted\n"
_MOST = ("止赎很常见。", "他们谈止赎。", "又是止赎。")
CASES = with_glossary(
    _FORECLOSURE,
    valid("止赎。", others=("丧失抵押品赎回权。",)),
    valid("止赎和丧失抵押品赎回权。", others=_MOST),
    valid("丧失抵押品赎回权。"),
    valid("止赎。", others=("丧失抵押品赎回权。",) * 5),
    valid("见[信贷掉期](/cds)", others=(*("见[信用互换](/cds)",) * 3, "[信贷掉期](/cds)是…")),
    valid("见[信贷违约掉期](/cds)", others=("见[信用违约互换](/cds)", "[信用违约互换](/cds)是…")),
    valid(
        "衰退。",
        glossary="r,recession,衰退,admitted\nr,recession,经济衰退,admitted\n",
        others=("经济衰退。", "经济衰退。", "经济衰退。"),
    ),
    invalid("丧失抵押品赎回权。丧失抵押品赎回权！", found="丧失抵押品赎回权", others=_MOST),
    invalid("见[信贷掉期](/cds)", found="信贷掉期", others=("见[信用互换](/cds)", "[信用互换](/cds)是…") * 2),
    invalid("---\ntitle: 一张纸条\n---\n", found="一张纸条", path="a-note.md", others=("见[甲级票据](/a-note)",) * 3),
)  # fmt: skip


def contribution(reading: Reading) -> Iterator[Mark]:
    """Yield what an article contributes: its accepted renderings, its anchors, and the title of its own term."""

    def can_vary(concept: Concept, rendering: Rendering) -> bool:
        return rendering.status in ACCEPTED and rendering.zh in _varying(concept)

    yield from map(mark_of, uses_of(reading.article, reading.matcher, reading.mentions_by_rendering, can_vary))
    title = _title(reading.article)
    if title is not None and reading.concept(title.concept) is None:
        yield mark_of(title)


@lru_cache(maxsize=1 << 15)  # concepts, which most articles of a site share
def _varying(concept: Concept) -> frozenset[str]:
    """Return the renderings that are accepted beside another one of the same part of speech."""
    words: dict[str, set[str]] = {}
    for item in concept.accepted:
        words.setdefault(item.compared_as, set()).add(item.zh)
    return frozenset(zh for several in words.values() if len(several) > 1 for zh in several)


def _title(article: Article) -> UseCount | None:
    """Return the title as a rendering of the article's own slug; None where it can be no term."""
    named = named_by_front_matter(article)
    if named is None or fault_of(named[1]):
        return None
    (start, end), zh = named
    return UseCount(article.slug, zh, 1, start, end, linked=True, field=TITLE)
