"""A title that is no rendering of what the article is about.

Engines translate titles word by word, with no sentence around them: 赚取 over the article on earnouts, 艰苦撤离 over
hardship withdrawals. The file's name says which term is meant. Where the glossary knows it, and the title has neither
its English name nor any of its renderings, right or wrong, nor half its characters in common with one that may stand,
the title is reported. So are its words in the text where nobody would say them otherwise: four characters or more,
none of them in such a rendering. A title that has half its characters in common with one may be as good; it is
reported where the text has a rendering that the glossary knows, since then the article has two names for its subject,
unless it only leaves off the end of one that may stand, less than half of it (第 11 章, for 第 11 章破产). A middle
initial (罗纳德·H·科斯) is no other name.
All this only where two links lead to terms of the glossary: elsewhere a file may have the name of a term by chance.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from review_tui.article import Article, Span
from review_tui.article.han import HAN
from review_tui.article.letters import letters_of
from review_tui.glossary.concept import Concept
from review_tui.glossary.termlike import fault_of
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid, with_glossary
from review_tui.rules.reading import Reading
from review_tui.rules.spacing import put
from review_tui.rules.terms.shared.title import named_by, named_by_front_matter
from review_tui.text.lazy import lazy

RULE = Rule("T710", "term-title", Severity.WARNING, Safety.SUGGESTED)
_PAYMENTS = (
    "concept,en,zh,status,slugs\n"
    "earnout,earnout|earn-out,或有对价,preferred,\n"
    "hardship-withdrawal,hardship withdrawal,困难提款,preferred,hardship_withdrawal\n"
    "penalty,early withdrawal penalty,提前支取罚金,preferred,\n"
    "evacuation,evacuation,撤离,admitted,\n"
    "chapter-11,Chapter 11,第 11 章破产,preferred,\n"
    "cmta,clearing member trade agreement,清算会员交易协议,preferred,\n"
    "coase,Ronald Coase,罗纳德·科斯,preferred,\n"
)
_LINKS = "\n\n见[或有对价](/earnout)与[提前支取罚金](/penalty)。"
CASES = with_glossary(
    _PAYMENTS,
    valid(f"---\ntitle: 困难提款\n---{_LINKS}", path="hardship_withdrawal.md"),
    valid(f"---\ntitle: 什么是困难提款？\n---{_LINKS}", path="hardship-withdrawal.md"),
    valid(f"---\ntitle: 困难情况下的提款\n---{_LINKS}", path="hardship-withdrawal.md"),
    valid(f"---\ntitle: Earn-Out 入门\n---{_LINKS}", path="earnout.md"),
    valid(f"---\ntitle: 撤离\n---{_LINKS}", path="hardship-withdrawal.md"),
    valid(f"---\ntitle: 为什么卖方想要这个？\n---{_LINKS}", path="earnout.md"),
    valid("---\ntitle: 赚取\n---\n\n见[安装](/install)。", path="earnout.md"),
    valid(f"---\ntitle: 赚取\n---{_LINKS}", path="margin.md"),
    invalid(
        f"---\ntitle: 赚取 (earn)\n---\n\n# 赚取\n\n卖方可以赚取更多。{_LINKS}",
        found=("赚取", "赚取"),
        fixed=f"---\ntitle: 或有对价 (earn)\n---\n\n# 或有对价\n\n卖方可以赚取更多。{_LINKS}",
        path="earnout.md",
    ),
    invalid(
        f"---\ntitle: 艰苦撤离\n---\n\n什么是艰苦撤离？{_LINKS}",
        found=("艰苦撤离", "艰苦撤离"),
        fixed=f"---\ntitle: 困难提款\n---\n\n什么是困难提款？{_LINKS}",
        path="hardship-withdrawal.md",
    ),
    valid(f"---\ntitle: 清算会员贸易协议\n---{_LINKS}", path="cmta.md"),
    valid(f"---\ntitle: 罗纳德·H·科斯\n---\n\n罗纳德·科斯。{_LINKS}", path="coase.md"),
    valid(f"---\ntitle: 罗纳德·H.·科斯\n---\n\n罗纳德·科斯。{_LINKS}", path="coase.md"),
    valid(f"---\ntitle: 第 11 章\n---\n\n第 11 章破产。{_LINKS}", path="chapter-11.md"),
    invalid(
        f"---\ntitle: 提款\n---\n\n困难提款。{_LINKS}",
        found="提款",
        fixed=f"---\ntitle: 困难提款\n---\n\n困难提款。{_LINKS}",
        path="hardship-withdrawal.md",
    ),
    invalid(
        f"---\ntitle: 清算会员贸易协议\n---\n\n清算会员交易协议是清算会员贸易协议。{_LINKS}",
        found=("清算会员贸易协议", "清算会员贸易协议"),
        fixed=f"---\ntitle: 清算会员交易协议\n---\n\n清算会员交易协议是清算会员交易协议。{_LINKS}",
        path="cmta.md",
    ),
    invalid(f"# 赚取{_LINKS}", found="赚取", fixed=f"# 或有对价{_LINKS}", path="earnout.md"),
)
_LONG = 4  # Han characters of a title that nobody says by chance
_FEW_LINKS = 2
_INITIAL = lazy(r"(?<=[·•‧])[A-Z]\.?[·•‧]")


class _TitleNames(NamedTuple):
    """What a concept is called, reduced to letters (see `letters_of`).

    `bare` are all its names of two letters or more, in either language, `right` its accepted renderings, and
    `characters` the Chinese characters of each of the latter.
    """

    bare: frozenset[str]
    right: tuple[str, ...]
    characters: tuple[frozenset[str], ...]


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for a title that is no rendering of the article's term, and for its words in the text."""
    concept = reading.concept(reading.article.slug)
    titles = list(_titles(reading.article)) if concept is not None else []
    if concept is None or not titles or fault_of(titles[0][1]):
        return
    words = titles[0][1]
    characters = set(HAN.findall(words))
    names = _names(concept)
    bare = letters_of(_INITIAL.sub("", words))
    if any(name in bare for name in names.bare) or any(_is_short_form(bare, name) for name in names.right):
        return
    shared = max((len(characters & those) for those in names.characters), default=0)
    is_like = 2 * shared >= len(characters)
    meant = _like_in_use(reading, concept, words) if is_like else next((item.zh for item in concept.accepted), "")
    if (is_like and not meant) or _is_other_term(reading, words) or not _links_to_terms(reading):
        return
    spans = {span for span, each in titles if each == words}
    if len(characters) >= _LONG and (is_like or not shared):
        spans.update(_uses(reading, words))
    message = f"{words} is no known rendering of “{concept.label}”"
    if meant:
        message += f", which is {meant} elsewhere here" if is_like else f"; use {meant}"
    for span in sorted(spans):
        is_plain = span.cut(reading.article.text) == words
        fix = RULE.mend(put(reading, span, meant), label=meant) if meant and is_plain else None
        yield RULE.finding(span, message, fix, concept=concept.id)


def _like_in_use(reading: Reading, concept: Concept, words: str) -> str:
    """Return the accepted rendering that the article has most often of those that share half a title's characters.

    Empty where it has none of them.
    """
    characters = set(letters_of(words))
    uses = {
        item.zh: len(reading.mentions_by_rendering.get((concept.id, item.zh), ()))
        for item in concept.accepted
        if 2 * len(characters & set(letters_of(item.zh))) >= len(characters)
    }
    return max(uses, key=uses.__getitem__) if any(uses.values()) else ""


def _titles(article: Article) -> Iterator[tuple[Span, str]]:
    """Yield the title of the front matter and the headings of the first level, without what stands in brackets."""
    named = named_by_front_matter(article)
    if named is not None:
        yield named
    for heading in article.headings:
        if heading.level == 1 and not heading.quotes:
            start, words = named_by(heading.text)
            start += heading.text_span.start
            yield Span(start, start + len(words)), words


def _names(concept: Concept) -> _TitleNames:
    bare = [letters_of(name) for name in (*(item.zh for item in concept.renderings), *concept.en)]
    right = [item.zh for item in concept.accepted]
    characters = tuple(frozenset(HAN.findall(zh)) for zh in right)
    return _TitleNames(frozenset(name for name in bare if len(name) > 1), tuple(map(letters_of, right)), characters)


def _is_short_form(words: str, name: str) -> bool:
    """Tell whether words are the beginning of a name, and more than half of it."""
    return name.startswith(words) and 2 * len(words) > len(name)


def _is_other_term(reading: Reading, words: str) -> bool:
    """Tell whether a title is what another concept is rightly called: then it is open what the article is about."""
    return any(owner.accepts(words) for owner in reading.glossary.concepts_of(words))


def _links_to_terms(reading: Reading) -> bool:
    """Tell whether enough links lead to terms of the glossary: then the article is one of an encyclopedia of them."""
    terms = {concept.id for slug in reading.runs_by_slug if (concept := reading.concept(slug)) is not None}
    return len(terms) >= _FEW_LINKS


def _uses(reading: Reading, words: str) -> Iterator[Span]:
    """Yield where the words of a title stand in the prose, but for those inside a longer term."""
    prose = reading.article.prose
    for match in re.finditer(re.escape(words), prose.text):
        if reading.mention_over(*match.span()) is None:
            yield prose.span(*match.span())
