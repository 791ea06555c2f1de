"""What an anchor may say: the names of its term; and what no anchor should be: function words, half a pair of marks."""

from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from review_tui.article.han import HAN
from review_tui.article.inline import Link
from review_tui.article.position import Span
from review_tui.glossary.concept import NO_TERMS, Concept, Status
from review_tui.rules.reading import Reading, once_per_reading
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
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_TERMS_OF_TWO = ("所有权", "不作为")  # that can be read as two of them
_TERMLIKE = lazy(r"[\w &-]{3,10}(?<![的了在是])")
_MOST_ANCHORS = 40  # for one slug
_LONGEST = 60  # code points of a title that names a term
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("「", "」"), ("(", ")"))
_HALVES = frozenset(chain.from_iterable(_PAIRS))
PUNCTUATION = "，。；：、！？,.;:!?“”‘’「」『』（）()《》〈〉…—"


def is_function(words: str) -> bool:
    """Tell whether words carry no term: 而, 通常, or two such words, of which one is longer than a character: 则适用.

    Of two characters, many a term is made: 自由, 内在.
    """
    if words in _FUNCTION:
        return True
    is_made_of_two = any(words[:cut] in _FUNCTION and words[cut:] in _FUNCTION for cut in range(1, len(words)))
    return is_made_of_two and len(words) > 2 and words not in _TERMS_OF_TWO


@lru_cache(maxsize=1 << 12)  # names and anchors, asked for again by each rule
def bare(text: str) -> str:
    """Return a text without space and case folded, for comparing: `80-20 规则` and `80-20规则` are one name."""
    return "".join(text.split()).casefold()


def by_length(name: str) -> tuple[int, str]:
    """Return a sort key for names: the shorter before the longer, in an order that is the same in every process."""
    return len(name), name


def expected(reading: Reading, link: Link) -> frozenset[str]:
    """Return the names, bare, that may stand as the anchor of a link.

    They are all renderings and English terms of its concept; the anchors of the article's other links to the slug that
    look like a term; and the article's title, if the link leads to the article itself.
    """
    known = names_of(reading, link.slug_key).terms
    others = _others(reading, link.slug_key or "")
    return known | (others - {bare(link.text)}) if others else known


@once_per_reading
def _others(reading: Reading, slug: str) -> frozenset[str]:
    """Return the anchors, bare, of an article's links to a slug that look like a term, and its title if it is its own.

    They are no more than `_MOST_ANCHORS`: that many different ones are hardly names any more.
    """
    found: set[str] = set()
    for run in reading.runs_by_slug.get(slug, ()):
        if len(found) >= _MOST_ANCHORS:
            break
        if not run.is_split and _TERMLIKE.fullmatch(run.text):
            found.add(bare(run.text))
    title = reading.article.title
    if title and len(title) <= _LONGEST and slug == reading.article.slug:
        found.add(bare(title))
    return frozenset(found)


def half_pair(text: str) -> tuple[str, str] | None:
    """Return a pair of brackets or quotes of which a text has one half more often than the other; None for no such."""
    if _HALVES.isdisjoint(text):  # as mostly
        return None
    return next((pair for pair in _PAIRS if text.count(pair[0]) != text.count(pair[1])), None)


def opens_pair(text: str) -> bool:
    """Tell whether a text opens a bracket or quote that it does not close: `1)` only numbers a list."""
    return not _HALVES.isdisjoint(text) and any(text.count(left) > text.count(right) for left, right in _PAIRS)


def with_other_half(text: str, link: Link) -> Span | None:
    """Return the span of a link and the mark behind it that closes what the anchor opens; None where that is not so."""
    pair = half_pair(link.text)
    if pair and link.text.startswith(pair[0]) and text.startswith(pair[1], link.span.end):
        return Span(link.span.start, link.span.end + len(pair[1]))
    return None


class BareNames(NamedTuple):
    """What a concept is called, bare: `terms` are all its renderings and English terms.

    `forbidden` are those of them that are never right, `letters` the characters of the others.
    """

    terms: frozenset[str]
    letters: frozenset[str]
    forbidden: frozenset[str]

    def touch(self, words: str) -> bool:
        """Tell whether words, bare, hold a Chinese character of a name that may stand, or all of a wrong name."""
        return any(map(HAN.match, self.letters.intersection(words))) or any(name in words for name in self.forbidden)


_NAMELESS = BareNames(frozenset(), frozenset(), frozenset())


def names_of(reading: Reading, slug: str | None) -> BareNames:
    """Return the names of the concept that a link leads to; none where the glossary does not have it."""
    concept = reading.concept(slug)
    return _names(concept) if concept else _NAMELESS


@lru_cache(maxsize=1 << 15)  # concepts, which most articles of a site share
def _names(concept: Concept) -> BareNames:
    forbidden = frozenset(bare(item.zh) for item in concept.renderings if item.status is Status.FORBIDDEN)
    if concept.kind in NO_TERMS:
        return BareNames(frozenset(), frozenset(), forbidden)
    texts = (*(item.zh for item in concept.renderings), *concept.en)
    terms = frozenset(bare(text) for text in texts if text.strip())
    return BareNames(terms, frozenset("".join(terms - forbidden)), forbidden)
