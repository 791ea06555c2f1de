"""A term left in English.

The glossary has a rendering for it, and the text around it is Chinese. An English term in brackets after its Chinese,
an acronym, a name, and a rendering that the glossary itself keeps in Latin letters are left alone. The first use in
an article stands for all.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from review_tui.article import Edit
from review_tui.article.prose import SegmentKind
from review_tui.glossary.concept import Concept, Kind
from review_tui.glossary.glossary import Glossary
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.rules.terms.rendering import accepted

RULE = Rule("T706", "term-untranslated", Severity.INFO, Safety.SUGGESTED)
_NOTE = (
    "concept,en,zh,status,kind\n"
    "a-note,A-note|A-notes,A 票据,preferred,term\n"
    "mbs,mortgage-backed security|MBS,抵押贷款支持证券,preferred,term\n"
    "hope,Hope Now Alliance,Hope Now Alliance,preferred,name\n"
)
CASES = (
    valid("A 票据（A-note）", glossary=_NOTE),
    valid("抵押贷款支持证券 (MBS) 与 MBS", glossary=_NOTE),
    valid("Hope Now Alliance 成立了。", glossary=_NOTE),
    valid("An A-note is a note in English.", glossary=_NOTE),
    invalid("投资 A-note 的人", found="A-note", fixed="投资 A 票据 的人", glossary=_NOTE),
    invalid("持有mortgage-backed security的人", found="mortgage-backed security", glossary=_NOTE),
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9'’-]*(?: [A-Za-z0-9'’-]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MAX_WORDS = 6


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each English term in Chinese text."""
    prose = reading.article.prose
    terms = _english(reading.glossary)
    taken = {mention.start for mention in reading.mentions}
    seen: set[str] = set()
    for segment in prose.segments:
        if segment.kind is SegmentKind.HTML or not _HAN.search(prose.text, segment.start, segment.end):
            continue
        for match in _LATIN.finditer(prose.text, segment.start, segment.end):
            if prose.text[match.start() - 1 : match.start()] in ("(", "（", "“", '"', "《"):
                continue
            for start, end, concept in _terms_in(match, terms):
                if start in taken or concept.id in seen:
                    continue
                seen.add(concept.id)
                span = prose.span(start, end)
                written = prose.text[start:end]
                fixes = [
                    RULE.mend(Edit(span, item.zh), label=item.zh)
                    for item in accepted(concept)
                    if span.cut(reading.article.text) == written
                ]
                yield RULE.finding(span, f"“{written}” is still in English", *fixes, concept=concept.id)


def _terms_in(match: re.Match[str], terms: dict[str, list[Concept]]) -> Iterator[tuple[int, int, Concept]]:
    """Yield the terms in a run of Latin words, the longest first at each place."""
    words = [(word.start() + match.start(), word.end() + match.start()) for word in re.finditer(r"\S+", match[0])]
    position = 0
    while position < len(words):
        for count in range(min(_MAX_WORDS, len(words) - position), 0, -1):
            start, end = words[position][0], words[position + count - 1][1]
            term = match.string[start:end].casefold()
            concept = next((each for each in terms.get(term, ()) if _should_go(each, term)), None)
            if concept is not None:
                yield start, end, concept
                position += count
                break
        else:
            position += 1


@lru_cache(maxsize=4)
def _english(glossary: Glossary) -> dict[str, list[Concept]]:
    """Return the concepts by their English terms in lower case."""
    terms: dict[str, list[Concept]] = {}
    for concept in glossary.concepts:
        if concept.kind is Kind.TERM:
            for term in concept.en:
                terms.setdefault(term.casefold(), []).append(concept)
    return terms


def _should_go(concept: Concept, folded: str) -> bool:
    """Tell whether an English term of a concept, in lower case here, should not stand in Chinese text."""
    if concept.preferred is None or concept.preferred.zh.isascii():
        return False
    return any(
        term.casefold() == folded
        and not term.isupper()
        and len(term) > 3
        and not any(item.zh == term for item in accepted(concept))
        for term in concept.en
    )
