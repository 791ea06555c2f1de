"""The card of a concept, which is shown under the mouse on one of its words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from review_tui.article import Span
from review_tui.glossary.concept import Concept, Rendering, without_number
from review_tui.rules.reading import Reading
from review_tui.text.visible import visible

MOST_RENDERINGS = 12

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


class Sight(NamedTuple):
    """Words of an article that stand for a concept, or may stand for one of several."""

    span: Span
    words: str
    concepts: tuple[Concept, ...]


def sight_at(reading: Reading, offset: int) -> Sight | None:
    """Return what the words at an offset (in code points) stand for, None where the glossary has nothing for them.

    Inside a link, the concept that it leads to is added.
    """
    article = reading.article
    span, concepts = None, list[Concept]()
    for mention in reading.mentions:
        place = article.prose.span(mention.start, mention.end)
        if place.start <= offset < place.end:
            span = place
            concepts += (claim.concept for claim in mention.claims)
            break
    for run in article.link_runs:
        linked = reading.concept(run.slug_key) if run.span.start <= offset < run.span.end else None
        if linked is not None:
            span = span or run.span
            concepts.append(linked)
    if span is None:
        return None
    return Sight(span, span.cut(article.text), tuple(dict.fromkeys(concepts)))


def cards(sight: Sight, *, markdown: bool) -> str:
    """Return the cards of the concepts, one below the other, as Markdown or as plain text."""
    rule = "\n\n---\n\n" if markdown else "\n\n"
    return rule.join("\n".join(_card(concept, sight.words, markdown=markdown)) for concept in sight.concepts)


def _card(concept: Concept, words: str, *, markdown: bool) -> Iterator[str]:
    """Yield the lines of a card; what comes from the glossary is made harmless."""

    def plain(text: str) -> str:
        shown = visible(" ".join(text.split()))
        return _PUNCTUATION.sub(r"\\\1", shown) if markdown else shown

    def bold(text: str) -> str:
        return f"**{text}**" if markdown and text else text

    english = plain(", ".join(concept.en))
    named = plain(concept.id)
    yield f"{bold(english)} ({named})" if english and english != named else bold(named)
    yield ""
    if concept.definition.strip():
        yield plain(concept.definition)
        yield ""
    for rendering in concept.renderings[:MOST_RENDERINGS]:
        pos = plain(without_number(rendering.pos))
        yield f"- {bold(plain(rendering.zh))} {_verdict(rendering, words, pos, plain(rendering.note))}"
    if len(concept.renderings) > MOST_RENDERINGS:
        yield f"- and {len(concept.renderings) - MOST_RENDERINGS} more"


def _verdict(rendering: Rendering, words: str, pos: str, note: str) -> str:
    here = "used here" if rendering.zh == words else ""
    said = ", ".join(part for part in (rendering.status.value, pos, here) if part)
    return f"{said}: {note}" if note else said
