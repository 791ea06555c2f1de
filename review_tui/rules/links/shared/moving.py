"""Moving a link to where it belongs: on its term, if that stands in the same sentence and is no link yet."""

from itertools import islice

from review_tui.article import Edit, Span
from review_tui.article.inline import Link
from review_tui.article.links import LinkRun
from review_tui.glossary.concept import ACCEPTED, Concept
from review_tui.glossary.search.matcher import Mention
from review_tui.rules.links.shared.anchor import PUNCTUATION, names_of
from review_tui.rules.links.shared.relinking import link_on, relinked
from review_tui.rules.links.shared.sentence import is_function
from review_tui.rules.model import Fix, Rule
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

_FAR = 1000  # code points on either side that a sentence is taken to have at most
_SENTENCE_END = lazy(r"[。！？；\r\n]")
_LEAST = 2  # characters of a term
_PIECES = 12  # of a split link: more were never one
_NEIGHBOURS = 50  # links of a paragraph


def put_right(reading: Reading, rule: Rule, run: LinkRun, link: Link) -> Fix | None:
    """Return the fix that moves a link from the wrong words to its term; None where that is not found.

    `run` has all pieces of the link. Where another one of them stands rightly, the fix only takes this link away; so it
    does where the term is not found, but another link of the paragraph leads to the same article from words of its own.
    """
    if len(run.links) > _PIECES:
        return None
    if any(_is_sound(reading, each) for each in run.links if each is not link):
        return _taken_off(reading, rule, link)
    moved = _moved(reading, rule, run, link)
    return _taken_off(reading, rule, link) if moved is None and _is_linked_beside(reading, run) else moved


def _is_linked_beside(reading: Reading, run: LinkRun) -> bool:
    """Tell whether another link of a run's paragraph, among its first ones, leads to the same article, rightly."""
    others = (link for link in islice(reading.links_over(*run.block.span), _NEIGHBOURS) if link not in run.links)
    return any(link.slug_key == run.slug_key and _is_sound(reading, link) for link in others)


def moved_whole(reading: Reading, rule: Rule, run: LinkRun) -> Fix | None:
    """Return the fix that moves a split link to its term; None where a piece stands rightly or no term is found."""
    if len(run.links) > _PIECES or any(_is_sound(reading, each) for each in run.links):
        return None
    return _moved(reading, rule, run, run.links[0])


def _is_sound(reading: Reading, link: Link) -> bool:
    """Tell whether a piece of a split link may stand where it does."""
    words, names = link.text.strip(PUNCTUATION + " "), names_of(reading, link.slug_key)
    if not words or is_function(words):
        return False
    return not names.terms or names.touch(words)


def _moved(reading: Reading, rule: Rule, run: LinkRun, link: Link) -> Fix | None:
    """Return the fix that takes all pieces of a link away and makes a link of its term; None where none is found."""
    text, term = reading.article.text, _term_nearby(reading, run, link)
    if term is None or link.target_span is None:
        return None
    bare, end = "", run.span.start
    for each in run.links:
        bare += text[end : each.span.start] + each.text_span.cut(text)
        end = each.span.end
    meant = link_on(reading, link, term.cut(text))
    edits = (Edit(term, meant), Edit(run.span, bare))
    if term < run.span:
        return relinked(reading, rule, *edits, label=f"{meant} … {bare}")
    return relinked(reading, rule, *reversed(edits), label=f"{bare} … {meant}")


def _taken_off(reading: Reading, rule: Rule, link: Link) -> Fix | None:
    """Return the fix that leaves the words of a link and takes the link away."""
    words = link.text_span.cut(reading.article.text)
    return relinked(reading, rule, Edit(link.span, words), label=f"“{link.text}”, no link")


def sentence_of(reading: Reading, run: LinkRun, link: Link) -> Span:
    """Return the span of the sentence that a link stands in, as far as its paragraph goes."""
    text, block = reading.article.text, run.block.span
    start, end = max(block.start, link.span.start - _FAR), min(block.end, link.span.end + _FAR)
    for match in _SENTENCE_END.finditer(text, start, link.span.start):
        start = match.end()
    after = _SENTENCE_END.search(text, link.span.end, end)
    return Span(start, after.start() if after else end)


def _term_nearby(reading: Reading, run: LinkRun, link: Link) -> Span | None:
    """Return the span of an accepted rendering of the link's term in the same sentence; None where there is none.

    It is part of no link and of no longer term. The nearest one before the link is taken, else the nearest behind it.
    """
    concept, prose = reading.concept(run.slug_key), reading.article.prose
    if concept is None:
        return None
    start, end = sentence_of(reading, run, link)
    before: Span | None = None
    for index in range(reading.mention_index_from(start), len(reading.mentions)):
        mention = reading.mentions[index]
        span = prose.span(mention.start, mention.end)
        if span.end > end:
            break
        if span.start < run.span.end and span.end > run.span.start:
            continue
        if span.start > run.span.start and before is not None:
            break
        if _may_name(mention, concept) and not any(reading.links_over(*span)):
            if span.start > run.span.start:
                return span
            before = span
    return before


def _may_name(mention: Mention, concept: Concept) -> bool:
    """Tell whether the words of a mention, of two characters at least, are an accepted rendering of a concept."""
    renderings = (claim.rendering for claim in mention.claims if claim.concept.id == concept.id)
    return mention.end - mention.start >= _LEAST and any(each.status in ACCEPTED for each in renderings)
