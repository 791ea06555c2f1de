"""Putting a link where it belongs: on its term, where that stands in the sentence and is no link yet."""

import re
from bisect import bisect_left

from review_tui.article import Edit, Span
from review_tui.article.inline import Link
from review_tui.article.links import LinkRun
from review_tui.glossary.concept import Concept
from review_tui.rules.links.anchor import FUNCTION_WORDS, PUNCTUATION, names_of
from review_tui.rules.model import Fix, Rule
from review_tui.rules.reading import Reading

_FAR = 1000  # code points on either side that a sentence is taken to have at most
_SENTENCE_END = re.compile(r"[。！？；\n]")
_LEAST = 2  # characters of a term
_PIECES = 12  # of a split link: more were never one


def _start(link: Link) -> int:
    return link.span.start


def put_right(reading: Reading, rule: Rule, run: LinkRun, link: Link) -> Fix | None:
    """Return the fix for a link that stands on the wrong words; None where its term is not to be found.

    If it was split, and another piece stands on the term, the link is only taken off.
    """
    if len(run.links) > _PIECES:
        return None
    if any(_is_sound(reading, each) for each in run.links if each is not link):
        return _taken_off(reading, rule, link)
    return _moved(reading, rule, run, link)


def elsewhere(reading: Reading, rule: Rule, run: LinkRun) -> Fix | None:
    """Return the fix that moves a split link of which no piece stands rightly; None where one does."""
    if len(run.links) > _PIECES or any(_is_sound(reading, each) for each in run.links):
        return None
    return _moved(reading, rule, run, run.links[0])


def _is_sound(reading: Reading, link: Link) -> bool:
    """Tell whether a piece of a split link may stand where it does."""
    words, names = link.text.strip(PUNCTUATION + " "), names_of(reading, link.concept)
    if not words or words in FUNCTION_WORDS:
        return False
    return not names.terms or not names.letters.isdisjoint(words)


def _moved(reading: Reading, rule: Rule, run: LinkRun, link: Link) -> Fix | None:
    """Return the fix that takes a link from its words, all of it if it was split, and puts it on its term."""
    text, concept = reading.article.text, reading.concept(run.concept)
    place = _place(reading, concept, run, link) if concept else None
    if place is None or link.target_span is None:
        return None
    bare, end = "", run.span.start
    for each in run.links:
        bare += text[end : each.span.start] + each.text_span.cut(text)
        end = each.span.end
    meant = f"[{place.cut(text)}]({link.target_span.cut(text)})"
    edits = (Edit(place, meant), Edit(run.span, bare))
    return rule.mend(*(edits if place < run.span else reversed(edits)), label=meant)


def _taken_off(reading: Reading, rule: Rule, link: Link) -> Fix:
    """Return the fix that leaves the words of a link and takes the link away."""
    words = link.text_span.cut(reading.article.text)
    return rule.mend(Edit(link.span, words), label=f"“{link.text}”, no link")


def sentence_of(reading: Reading, run: LinkRun, link: Link) -> Span:
    """Return the span of the sentence that a link stands in, as far as its paragraph goes."""
    text, block = reading.article.text, run.block.span
    start, end = max(block.start, link.span.start - _FAR), min(block.end, link.span.end + _FAR)
    for match in _SENTENCE_END.finditer(text, start, link.span.start):
        start = match.end()
    after = _SENTENCE_END.search(text, link.span.end, end)
    return Span(start, after.start() if after else end)


def _place(reading: Reading, concept: Concept, run: LinkRun, link: Link) -> Span | None:
    """Return where the term stands unlinked in the sentence: nearest to the link, before it if it can be."""
    start, end = sentence_of(reading, run, link)
    renderings = {rendering.zh for rendering in concept.renderings if len(rendering.zh) >= _LEAST}
    before = [place for zh in renderings if (place := _last(reading, zh, start, run.span.start)) is not None]
    if before:
        return max(before, key=lambda place: (place.end, -place.start))
    after = [place for zh in renderings if (place := _first(reading, zh, run.span.end, end)) is not None]
    return min(after, key=lambda place: (place.start, -place.end), default=None)


def _last(reading: Reading, words: str, start: int, end: int) -> Span | None:
    """Return the last place where words stand as plain text in a stretch of the article."""
    text = reading.article.text
    place = text.rfind(words, start, end)
    while place >= 0:
        span = Span(place, place + len(words))
        if _is_plain(reading, span):
            return span
        place = text.rfind(words, start, span.end - 1)
    return None


def _first(reading: Reading, words: str, start: int, end: int) -> Span | None:
    """Return the first place where words stand as plain text in a stretch of the article."""
    text = reading.article.text
    place = text.find(words, start, end)
    while place >= 0:
        span = Span(place, place + len(words))
        if _is_plain(reading, span):
            return span
        place = text.find(words, place + 1, end)
    return None


def _is_plain(reading: Reading, span: Span) -> bool:
    """Tell whether readers see a stretch as text that is no link."""
    links = reading.article.links
    number = bisect_left(links, span.end, key=_start) - 1
    return reading.shows(*span) and not (number >= 0 and links[number].span.overlaps(span))
