"""A heading left in English.

It holds words of an English sentence (`How It Works`) or is a heading that the glossary has a rendering for
(`Highlights`). Names and acronyms (`COVID-19`, `FAQ`, `Hope Now Alliance`) may stay as they are, and so may a function
with its arguments (`sell(from, to)`) and a title that a tool asks for by the file's name (`# Summary` in SUMMARY.md).
The fix writes what the glossary prefers for it.
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from review_tui.article.han import is_han
from review_tui.glossary.glossary import Glossary
from review_tui.rules.model import Finding, Rule, Safety, Severity, invalid, valid
from review_tui.rules.reading import Reading, once_per_glossary
from review_tui.text.lazy import lazy

RULE = Rule("H106", "heading-untranslated", Severity.WARNING, Safety.SUGGESTED)
_FAQ = "concept,en,zh,status,kind\nfaq,FAQ|Frequently Asked Questions,常见问题,preferred,heading"
_SUMMARY = "concept,en,zh,status,kind\nsummary,Summary,摘要,preferred,heading"
CASES = (
    valid("## FAQ", glossary=_FAQ),
    invalid("## Faq", found="Faq", fixed="## 常见问题", glossary=_FAQ),
    invalid(
        "##Frequently Asked Questions {#faq}",
        found="Frequently Asked Questions",
        fixed="##常见问题 {#faq}",
        glossary=_FAQ,
    ),
    invalid(
        "## Overview",
        found="Overview",
        glossary="concept,en,zh,status,kind\na,Overview,概述,preferred,heading\nb,Overview,概览,preferred,heading",
    ),
    valid("# Summary", glossary=_SUMMARY, path="SUMMARY.md"),
    invalid(
        "# Summary\n\n## Summary", found="Summary", fixed="# Summary\n\n## 摘要", glossary=_SUMMARY, path="SUMMARY.md"
    ),
    invalid("# Summary", found="Summary", fixed="# 摘要", glossary=_SUMMARY, path="summary.md"),
    invalid("## SUMMARY", found="SUMMARY", fixed="## 摘要", glossary=_SUMMARY),
    valid("## Hope Now Alliance"),
    valid("## COVID-19"),
    valid("## How 一词的来历"),
    valid("## `how to do it`"),
    valid("## README"),
    valid("## @afterChange(from, to)\n\n## df.to_csv(with, a, the)"),
    invalid("## Works with (the) examples", found="Works with (the) examples"),
    valid("# Alt-A"),
    valid("## Series A"),
    invalid("## How It Works", found="How It Works"),
    invalid("### What Does a Gini Index of 50 Mean?", found="What Does a Gini Index of 50 Mean?"),
    valid("### Who Moved My Cheese"),
    invalid("##What is a mortgage", found="What is a mortgage"),
    invalid(
        "## Highlights",
        found="Highlights",
        fixed="## 要点",
        glossary="concept,en,zh,status,kind\nhighlights,Highlights,要点,preferred,heading",
    ),
)
_WORDS = lazy(r"[A-Za-z']+(?:-[A-Za-z']+)*")
_SIGNATURE = lazy(r"[@.\w]+\([^()]*\)")  # of a function
_QUESTION = lazy(r"(?:What|How|Why|When|Where|Who|Which|Is|Are|Can|Could|Do|Does|Did|Should|Will|Would) [^?]+ [^?]+\?")
_TELLING_WORDS = """
a an the what how why when who is are was does do can it its your you they this that to with from into between
vs should about works work examples example types understanding advantages disadvantages key takeaways bottom
line special considerations frequently asked questions history criticism pros cons
"""
_SENTENCE = frozenset(_TELLING_WORDS.split())


class _KnownHeading(NamedTuple):
    """An English heading that the glossary has renderings for, as it is spelt there.

    `meant` is what stands for it in Chinese, None where nothing is preferred, or more than one thing.
    """

    term: str
    meant: str | None


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading in English."""
    known = _known(reading.glossary)
    name = PurePath(reading.article.path).stem
    for heading in reading.article.headings:
        inline = heading.block.inline
        if any(map(_is_cjk, heading.text)) or (inline and inline.code) or _SIGNATURE.fullmatch(heading.text.strip()):
            continue
        if name.isupper() and heading.level == 1 and heading.text.upper() == name:
            continue
        text = heading.text.strip()
        own = known.get(text.casefold())
        is_acronym = own is not None and own.term == text and text.isupper()  # FAQ
        if (own is not None and not is_acronym) or _is_sentence(text):
            fix = RULE.replacing(heading.text_span, own.meant) if own and own.meant else None
            yield RULE.finding(heading.text_span, "the heading is still in English", fix)


def _is_cjk(character: str) -> bool:
    """Tell whether a character is of no English heading; one in Japanese or Korean is none, either."""
    return is_han(character) or "\u3040" <= character <= "\u30ff" or "\uac00" <= character <= "\ud7af"


def _is_sentence(text: str) -> bool:
    """Tell whether a heading is a question, or at least half of its words are those of a sentence."""
    words = _WORDS.findall(text)
    # a capital A behind another word is a letter, no article: Series A
    telling = sum(word.lower() in _SENTENCE and (word != "A" or index == 0) for index, word in enumerate(words))
    return (len(words) > 1 and telling * 2 >= len(words)) or _QUESTION.fullmatch(text) is not None


@once_per_glossary
def _known(glossary: Glossary) -> dict[str, _KnownHeading]:
    """Return the English headings that the glossary has renderings for, by what they are case folded."""
    known: dict[str, _KnownHeading] = {}
    for concept in map(glossary.concepts.__getitem__, glossary.headings):
        preferred = concept.preferred.zh if concept.preferred else None
        for term in concept.en:
            meant = preferred if term.casefold() not in known else None
            known[term.casefold()] = _KnownHeading(term, meant)
    return known
