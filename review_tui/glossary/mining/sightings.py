"""What one article suggests for the glossary: which words stand for which concept there.

A link's slug says which concept its words stand for; the title of the article with that name says it too, and so does
a first mention with the English in brackets, `抵押贷款支持证券 (MBS)`. The English side comes from the same-name
original: its anchors and its title.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from review_tui.article import Article
from review_tui.article.han import HAN, HAN_RANGE
from review_tui.glossary.termlike import LONGEST, tidied

ANCHOR, SPLIT, TITLE, HEADING, GLOSS, INSIDE = "anchor", "split link", "title", "heading", "gloss", "inside an anchor"

_BRACKET = re.compile(r"[ \u3000]?[(（]\s{0,9}([^()（）]{1,60}?)\s{0,9}[)）]")
_GLOSS = re.compile(
    rf"(?<![{HAN_RANGE}])([{HAN_RANGE}]{{2,40}})[ \u3000]?"
    r"[(（]\s{0,9}([A-Za-z][A-Za-z0-9&.'’/ -]{1,50}?)\s{0,9}[)）]"
)
_QUESTION = re.compile(r"什么是\s*(.+?)\s*[？?]?|(.+?)\s*是什么\s*[？?]?")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9&/-]{0,6}s?")
# What stands before a term in a sentence, and is no part of it.
_BEFORE = re.compile(
    r".*(?:什么是|被称为|称为|叫做|所谓|例如|比如|包括|以及|以至于|属于|取代|通过|使用|根据|大量|许多|所有|为什么|可能|已经"
    r"|基于|关于|由于|针对|的|是|由|在|被|向|从|将|把|对|了)"
)
_AND = re.compile(r".*(?:和|与|或|及)")
_LONG_HEADING = 200  # code points; what is longer asks no question
_MOST_LOOKED_UP = 100  # brackets of an article for which it is looked up what recurs
_WORDS = 6  # of an English anchor that can be a term
_STOP_ENGLISH = frozenset({"a", "an", "the", "this", "these", "those", "its", "their", "your"})


class Sighting(Struct, frozen=True):
    """One place that suggests a rendering: of a slug, or (where that is empty) of the English words beside it.

    `fault` says why it is none after all.
    """

    slug: str
    zh: str
    origin: str
    en: str = ""
    fault: str = ""


class Sightings(Struct, frozen=True):
    """What one article, and its original, suggest. `spellings` are slugs as links write them, by their normal form."""

    renderings: tuple[Sighting, ...] = ()
    english: tuple[tuple[str, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()


def sightings_of(article: Article, original: Article | None = None) -> Sightings:
    """Return what an article suggests."""
    spellings = {link.slug_key: link.slug for link in article.links if link.slug_key and link.slug}
    english: list[tuple[str, str]] = []
    titles: list[tuple[str, str]] = []
    if original is not None:
        english = [
            (run.slug_key, run.text.strip())
            for run in original.link_runs
            if run.slug_key is not None and not run.is_split
        ]
        title = original.title
        if title:
            body = original.prose.text
            titles = [(original.slug, form) for form in _english_title(title, body)]
    return Sightings(tuple(_renderings(article)), tuple(english), tuple(titles), tuple(spellings.items()))


def _renderings(article: Article) -> Iterator[Sighting]:
    """Yield the renderings that an article's title, first heading with a question, links and brackets suggest."""
    glossed: dict[str, set[str]] = {}
    title = article.title
    if title and title.strip():
        plain = _BRACKET.sub("", title).strip()
        inner = _BRACKET.search(title)
        acronym = inner[1] if inner and _ACRONYM.fullmatch(inner[1]) else ""
        glossed.setdefault(acronym, set()).add(plain)
        yield Sighting(article.slug, plain, TITLE, acronym)
    for heading in article.headings:
        short = len(heading.text) <= _LONG_HEADING
        asked = _QUESTION.fullmatch(_BRACKET.sub("", heading.text).strip()) if short else None
        if asked:
            yield Sighting(article.slug, (asked[1] or asked[2]).strip(), HEADING)
            break
    text = article.text
    for run in article.link_runs:
        if run.slug_key is None:
            continue
        zh = tidied(_BRACKET.sub("", run.text))
        beside = _BRACKET.match(text, run.span.end) or _BRACKET.search(run.text)
        en = beside[1].strip() if beside and _is_english(beside[1]) else ""
        if en:
            glossed.setdefault(en, set()).add(zh)
        yield Sighting(run.slug_key, zh, SPLIT if run.is_split else ANCHOR, en)
    prose = article.prose.text
    look_ups = _MOST_LOOKED_UP
    for match in _GLOSS.finditer(prose):
        en = match[2].strip()
        known = glossed.get(en)
        if _is_english(en) and not (known and any(match[1][start:] in known for start in range(len(match[1]) + 1))):
            term = _BEFORE.sub("", match[1])
            if (len(term) > LONGEST or _AND.match(term)) and look_ups:
                look_ups -= 1
                term = _recurring(term, prose)
            left = prose[max(0, match.start() - 2) : match.start()]
            yield Sighting("", term, GLOSS, en, _gloss_fault(match[1], term, left))


def _recurring(words: str, prose: str) -> str:
    """Return the end of some words that recurs in the article: there the term begins. All of them where none does."""
    ends = (words[-size:] for size in range(min(len(words), LONGEST), 3, -1))
    return next((piece for piece in ends if prose.count(piece) > 1), words)


def _gloss_fault(before: str, term: str, left: str) -> str:
    """Return why it cannot be told where a term in front of a bracket begins; empty where it can."""
    if term == before and re.search(r"[A-Za-z0-9.%] ?$", left):
        return "its beginning is not clear"
    if before.endswith(f"的{term}") and len(term) < 4:
        return "its beginning is not clear"
    return "its beginning is not clear" if _AND.match(term) else ""


def _is_english(text: str) -> bool:
    words = text.split()
    return bool(words) and len(words) <= _WORDS and text[0].isalpha() and not HAN.search(text)


def _english_title(title: str, body: str) -> Iterator[str]:
    """Yield the terms that a title names: in small letters where the article writes them so, but for an acronym."""
    for form in forms(title):
        small = form.lower()
        is_small = not _ACRONYM.fullmatch(form) and re.search(rf"(?<!\w){re.escape(small)}(?!\w)", body)
        yield small if is_small else form


def forms(text: str) -> Iterator[str]:
    """Yield the terms that an English anchor or title names: `Internal Revenue Service (IRS)` is two."""
    words = _BRACKET.sub("", text).strip().rstrip("?:.,").split()
    while words and words[0].lower() in _STOP_ENGLISH:
        words = words[1:]
    if words and len(words) <= _WORDS and words[0][0].isalnum():
        yield " ".join(words)
    inner = _BRACKET.search(text)
    if inner and _ACRONYM.fullmatch(inner[1]):
        yield inner[1]
