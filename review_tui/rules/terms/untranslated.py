"""A term left in English.

The glossary has a rendering for it, and the text around it is Chinese. An English term in brackets after its Chinese,
or right behind that (利差 Spread), an acronym, a word whose origin is told (tranche 是法语), and a rendering that the
glossary itself keeps in Latin letters are left alone; so are a name (Freddie Mac) and a single word (node, close)
where the article does not speak of them in Chinese too. A whole sentence in English has to be translated as one
(D503), and what stands where a link says its target is an address. The first use in an article stands for all.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from review_tui.article.prose import SegmentKind
from review_tui.article.stretches import Stretches
from review_tui.glossary.concept import Concept, Kind
from review_tui.glossary.glossary import Glossary
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid, with_glossary
from review_tui.rules.paragraphs import untranslated
from review_tui.rules.reading import Reading, once_per_glossary, once_per_reading
from review_tui.rules.spacing import put
from review_tui.text.lazy import lazy

RULE = Rule("T706", "term-untranslated", Severity.INFO, Safety.SUGGESTED)
_NOTE = (
    "concept,en,zh,status,kind\n"
    "a-note,A-note|A-notes,A 票据,preferred,term\n"
    "mbs,mortgage-backed security|MBS,抵押贷款支持证券,preferred,term\n"
    "hope,Hope Now Alliance,Hope Now Alliance,preferred,name\n"
)
_FREDDIE = (
    "concept,en,zh,status,kind\n"
    "freddie-mac,Freddie Mac,联邦住房贷款抵押公司,preferred,name\n"
    "freddie-mac,Freddie Mac,房地美,admitted,name\n"
    "freddie-mac,Freddie Mac,FHLMC,admitted,name\n"
)
CASES = with_glossary(
    _NOTE,
    valid("A 票据（A-note）"),
    valid("抵押贷款支持证券 (MBS) 与 MBS"),
    valid("Hope Now Alliance 成立了。"),
    valid("Freddie Mac 成立了。", glossary=_FREDDIE),
    valid("房地美（Freddie Mac）成立了。", glossary=_FREDDIE),
    valid("房地美（ [Freddie Mac](/freddiemac)）成立了。", glossary=_FREDDIE),
    invalid(
        "房地美成立了，Freddie Mac 很大。", found="Freddie Mac", fixed="房地美成立了，房地美很大。", glossary=_FREDDIE
    ),
    invalid(
        "**房地美（FHLMC）：** FHLMC 与 Freddie Mac",
        found="Freddie Mac",
        fixed="**房地美（FHLMC）：** FHLMC 与房地美",
        glossary=_FREDDIE,
    ),
    valid("资本公司 Capital.com 与 a.capital、x@capital", glossary=f"{_NOTE}capital,capital,资本,preferred,term\n"),
    valid("An A-note is a note in English."),
    valid("他说 the burn of an A-note is used by companies and investors 然后走了。"),
    valid("[甲类](/ A-note)与[甲类][A-note]，[甲类]（ A-note ）"),
    valid("[甲类][A-note]。\n\n[A-note]：/a-note"),
    invalid("[A-note](/ a)是票据。", found="A-note", fixed="[A 票据](/ a)是票据。"),
    valid(
        "资本capital，或称资本 Capital，在 capital_ratio 与 x_capital 里",
        glossary=f"{_NOTE}capital,capital,资本,preferred,term\n",
    ),
    valid("对冲基金 Melvin Capital 亏损了。", glossary=f"{_NOTE}capital,capital,资本,preferred,term\n"),
    valid("A-note 是一个法语单词。A-note 一词源自拉丁语。"),
    invalid("A-note 是一种法国票据。", found="A-note", fixed="A 票据是一种法国票据。"),
    valid("筹集 Capital 的公司", glossary=f"{_NOTE}capital,capital,资本,preferred,term\n"),
    invalid(
        "资本公司筹集 Capital 的方式",
        found="Capital",
        fixed="资本公司筹集资本的方式",
        glossary=f"{_NOTE}capital,capital,资本,preferred,term\n",
    ),
    invalid("投资 A-note 的人", found="A-note", fixed="投资 A 票据的人"),
    invalid("持有mortgage-backed security的人", found="mortgage-backed security", fixed="持有抵押贷款支持证券的人"),
)
_LATIN = lazy(r"[A-Za-z][A-Za-z0-9'’-]*(?: [A-Za-z0-9'’-]+)*")
_WORD = lazy(r"\S+")
_MAX_WORDS = 6
_TARGET = lazy(r"\][(（\[【][^()（）\[\]【】\n]*\Z")  # what opens the target of a link, and all behind it
_LONGEST_TARGET = 200  # code points of it that are looked at
_JOINTS = ("/", ".", "@", "_")  # of addresses and identifiers
_DOMAIN = lazy(r"\.[A-Za-z]")
_OPENING = ("(", "（", "“", '"', "《")
# What says behind a word where it comes from: the word itself is spoken of.
_ORIGIN = lazy(
    r"\s*(?:一词|这个词)?(?:是|来自|源自|源于)[^，。；：！？\n]{0,4}(?:[法德日]|拉丁|希腊|意大利|荷兰|西班牙)[语文]"
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for the first use of each English term in Chinese text."""
    seen: set[str] = set()
    for start, end, concept in _english_terms(reading):
        if concept.id not in seen and _is_left_over(reading, start, end, concept):
            seen.add(concept.id)
            yield _finding(reading, start, end, concept)


def _english_terms(reading: Reading) -> Iterator[tuple[int, int, Concept]]:
    """Yield where English terms begin and end in the Chinese prose, brackets behind their Chinese aside."""
    prose = reading.article.prose
    openers = reading.glossary.openers.keys()
    for match in _LATIN.finditer(prose.text):  # no run of words goes on from one segment into another
        if openers.isdisjoint(match[0].casefold().split(" ")):
            continue  # as nearly always: no term begins with one of these words
        if prose.text[max(0, match.start() - 2) : match.start()].rstrip()[-1:] in _OPENING:
            continue
        segment = prose.segment_at(match.start())
        if segment.kind is not SegmentKind.HTML and reading.has_chinese(segment):
            yield from _terms_in(match, reading.glossary)


def _is_left_over(reading: Reading, start: int, end: int, concept: Concept) -> bool:
    """Tell whether an English term of a concept should be Chinese where it stands in the prose."""
    prose = reading.article.prose
    if (
        _is_rendering(reading, start)
        or _explains(reading, start, concept)
        or _is_in_address(prose.text, start, end)
        or _ORIGIN.match(prose.text, end)
    ):
        return False
    # A single word is many things (node, input, close), and a name may stay as it is.
    is_doubtful = concept.kind is Kind.NAME or prose.text[start:end].isalpha()
    if is_doubtful and concept.id not in _mentioned(reading):
        return False
    return not _english_sentences(reading).cover(*prose.span(start, end))


def _finding(reading: Reading, start: int, end: int, concept: Concept) -> Finding:
    prose = reading.article.prose
    span, written = prose.span(start, end), prose.text[start:end]
    fixes = [
        RULE.mend(put(reading, span, item.zh), label=item.zh)
        for item in sorted(concept.accepted, key=lambda item: item.zh not in reading.renderings_in_use)
        if span.cut(reading.article.text) == written and not item.zh.isascii()
    ]
    return RULE.finding(span, f"“{written}” is still in English", *fixes, concept=concept.id)


@once_per_reading
def _mentioned(reading: Reading) -> frozenset[str]:
    """Return the ids of the concepts that the article mentions by a rendering."""
    return frozenset([concept for concept, _ in reading.mentions_by_rendering])


@once_per_reading
def _english_sentences(reading: Reading) -> Stretches:
    """Return the stretches of the article that were left in English as a whole."""
    return Stretches(finding.span for finding in reading.found_by(untranslated.RULE.code, untranslated.check))


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Tell whether a term is a piece of an address or identifier, or a label of one in Markdown that broke."""
    if text[start - 1 : start] in _JOINTS or text[end : end + 1] == "_" or _DOMAIN.match(text, end):
        return True
    if _TARGET.search(text, max(0, start - _LONGEST_TARGET), start):
        return True
    return text[start - 1 : start] == "[" and text.startswith(("]:", "]："), end)


def _is_rendering(reading: Reading, position: int) -> bool:
    """Tell whether a rendering of the glossary begins at a position of the prose."""
    mention = reading.mention_over(position, position + 1)
    return mention is not None and mention.start == position


def _explains(reading: Reading, position: int, concept: Concept) -> bool:
    """Tell whether a rendering of a concept ends right before a position of the prose, or before the blank there."""
    end = position - (reading.article.prose.text[position - 1 : position] == " ")
    mention = reading.mention_over(end - 1, end) if end else None
    return mention is not None and mention.end == end and concept in (claim.concept for claim in mention.claims)


def _terms_in(match: re.Match[str], glossary: Glossary) -> Iterator[tuple[int, int, Concept]]:
    """Yield the terms in a run of Latin words, the longest first at each place."""
    words = [(word.start() + match.start(), word.end() + match.start()) for word in _WORD.finditer(match[0])]
    position = 0
    while position < len(words):
        start, end = words[position]
        opener = match.string[start:end].casefold()
        terms = _terms_with(glossary, opener) if opener in glossary.openers else _NO_TERMS
        for count in range(min(terms.longest, len(words) - position), 0, -1):
            end = words[position + count - 1][1]
            term = match.string[start:end].casefold()
            concept = terms.concepts.get(term)
            if concept is not None:
                if not _is_in_name(match.string, words, position, position + count):
                    yield start, end, concept
                position += count
                break
        else:
            position += 1


def _is_in_name(text: str, words: list[tuple[int, int]], first: int, last: int) -> bool:
    """Tell whether capitals make words[first:last] a part of a name with the word before or after (Melvin Capital)."""

    def is_capital(index: int) -> bool:
        return 0 <= index < len(words) and text[words[index][0]].isupper()

    return all(map(is_capital, range(first, last))) and (is_capital(first - 1) or is_capital(last))


class _TermsByWord(NamedTuple):
    """Concepts by those of their English terms, case folded, that begin with one word and should not stand in Chinese.

    `longest` is how many words the longest has.
    """

    concepts: dict[str, Concept]
    longest: int


_NO_TERMS = _TermsByWord({}, 0)


@once_per_glossary
def _terms_with(glossary: Glossary, word: str) -> _TermsByWord:
    """Return the English terms of a glossary that begin with one of its openers."""
    concepts: dict[str, Concept] = {}
    longest = 0
    for concept in map(glossary.concepts.__getitem__, glossary.openers[word]):
        if concept.kind in (Kind.TERM, Kind.NAME):
            for term in concept.en:
                words = term.casefold().split()
                if words[:1] == [word] and _should_go(concept, term.casefold()):
                    concepts.setdefault(term.casefold(), concept)
                    longest = max(longest, min(len(words), _MAX_WORDS))
    return _TermsByWord(concepts, longest)


def _should_go(concept: Concept, folded: str) -> bool:
    """Tell whether an English term of a concept, in lower case here, should not stand in Chinese text."""
    if concept.preferred is None or concept.preferred.zh.isascii():
        return False
    return any(
        term.casefold() == folded and not term.isupper() and len(term) > 3 and not concept.accepts(term)
        for term in concept.en
    )
