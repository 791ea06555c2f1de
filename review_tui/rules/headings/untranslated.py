"""A heading left in English.

It holds words of an English sentence (`How It Works`) or is a heading that the glossary has a rendering for
(`Highlights`). Names and acronyms (`COVID-19`, `Hope Now Alliance`) may stay as they are.
"""

from collections.abc import Iterator
from functools import lru_cache

from review_tui.article.han import is_han
from review_tui.glossary.glossary import Glossary
from review_tui.rules.lazy import lazy
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("H106", "heading-untranslated", Severity.WARNING)
CASES = (
    valid("## Hope Now Alliance"),
    valid("## COVID-19"),
    valid("## How 一词的来历"),
    valid("## `how to do it`"),
    valid("## README"),
    valid("# Alt-A"),
    valid("## Series A"),
    invalid("## How It Works", found="How It Works"),
    invalid("##What is a mortgage", found="What is a mortgage"),
    invalid(
        "## Highlights",
        found="Highlights",
        glossary="concept,en,zh,status,kind\nhighlights,Highlights,要点,preferred,heading",
    ),
)
_WORDS = lazy(r"[A-Za-z']+(?:-[A-Za-z']+)*")
_SENTENCE = frozenset(
    [
        "a",
        "an",
        "the",
        "what",
        "how",
        "why",
        "when",
        "who",
        "is",
        "are",
        "was",
        "does",
        "do",
        "can",
        "it",
        "its",
        "your",
        "you",
        "they",
        "this",
        "that",
        "to",
        "with",
        "from",
        "into",
        "between",
        "vs",
        "should",
        "about",
        "works",
        "work",
        "examples",
        "example",
        "types",
        "understanding",
        "advantages",
        "disadvantages",
        "key",
        "takeaways",
        "bottom",
        "line",
        "special",
        "considerations",
        "frequently",
        "asked",
        "questions",
        "history",
        "criticism",
        "pros",
        "cons",
    ]
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each heading in English."""
    known = _known(reading.glossary)
    for heading in reading.article.headings:
        inline = heading.block.inline
        if any(map(_is_cjk, heading.text)) or (inline and inline.code):
            continue
        words = _WORDS.findall(heading.text)
        # a capital A behind another word is a letter, no article: Series A
        telling = sum(word.lower() in _SENTENCE and (word != "A" or place == 0) for place, word in enumerate(words))
        if heading.text.strip().casefold() in known or (len(words) > 1 and telling * 2 >= len(words)):
            yield RULE.finding(heading.text_span, "the heading is still in English")


def _is_cjk(character: str) -> bool:
    """Tell whether a character is of no English heading; one in Japanese or Korean is none, either."""
    return is_han(character) or "\u3040" <= character <= "\u30ff" or "\uac00" <= character <= "\ud7af"


@lru_cache(maxsize=4)
def _known(glossary: Glossary) -> frozenset[str]:
    """Return the English headings that the glossary has renderings for, case folded."""
    return frozenset(term.casefold() for number in glossary.headings for term in glossary.concepts[number].en)
