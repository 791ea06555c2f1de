"""What the term rules share: which mentions count, and how a rendering is put in another's place."""

from bisect import bisect_left
from collections.abc import Callable
from operator import attrgetter

from review_tui.article import Span
from review_tui.article.han import HAN
from review_tui.glossary.concept import Concept, Rendering
from review_tui.glossary.search.entries import Claim
from review_tui.glossary.search.matcher import Mention
from review_tui.rules.model import Fix, Rule
from review_tui.rules.reading import Reading, cache_per_reading
from review_tui.rules.spacing import put
from review_tui.rules.terms.shared.chosen import chosen_of, uses_by_class
from review_tui.rules.terms.shared.inner import parts_of
from review_tui.rules.terms.shared.kept import with_kept
from review_tui.rules.terms.shared.stated import stated_with
from review_tui.text.lazy import lazy

JOINED = lazy(r"(?:或者?|和|与|以?及|、|还是)")
"""What stands between two terms that are named together."""
_NEAR = 2  # code points of it at most
_MARKS = frozenset("|[]<>*`\\")  # a rendering that has one of these would be more than words in an article
_start = attrgetter("start")
MOST_CHOICES = 4  # fixes offered for one finding: more is a list to search, not a choice


def named_by(title: str) -> tuple[int, str]:
    """Return what a title names, and where in it that begins (code points): 赚取 in `赚取 (earn)`."""
    words = title.partition("(")[0].partition("（")[0].strip()
    return title.find(words), words


def _fitting(concept: Concept, pos: str) -> list[Rendering]:
    """Return the accepted renderings of one part of speech, or all of them where there is none."""
    return [item for item in concept.accepted if item.pos == pos] or concept.accepted


def replacements(
    reading: Reading, rule: Rule, mention: Mention, span: Span, named: frozenset[str] | None = None
) -> tuple[Fix, ...]:
    """Return fixes that put each accepted rendering in the place of a mention, which is `span`, the likeliest first.

    None where the mention is broken by markup or lies in a value whose characters have no place of their own: there a
    replacement would take the markup with it; and none where the next mention is of the same term (切片或批次), which
    would then stand there twice: the original may name two things. Nor is a word offered that is stated there to be
    another name of the same thing: `named` holds these where they are known.
    """
    concept, rendering = mention.concept, mention.rendering
    if concept is None or rendering is None:
        return ()
    if span.cut(reading.article.text) != reading.article.prose.text[mention.start : mention.end]:
        return ()
    if _is_beside_itself(reading, mention):
        return ()
    choices = [zh for zh in _choices(reading, concept, rendering) if _MARKS.isdisjoint(zh)]
    choices = with_kept(reading.glossary, concept, rendering, choices)[:MOST_CHOICES]
    if named is None:
        named = stated_with(reading, mention)  # 止赎，也称为止赎 would say nothing
    text = reading.article.prose.text
    before, behind = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    fixes: list[Fix] = []
    for zh in choices:
        if zh != rendering.zh and zh not in named:
            is_apart = before not in zh and behind not in zh  # as nearly everywhere
            replaced = span if is_apart else _with_doubled(reading, mention, span, zh)
            if replaced is not None:
                fixes.append(rule.mend(put(reading, replaced, zh), label=zh))
    return tuple(fixes)


def _with_doubled(reading: Reading, mention: Mention, span: Span, zh: str) -> Span | None:
    """Return what a rendering takes the place of: the mention, and what it would otherwise say twice.

    期权 in 书面看涨期权, for 卖出期权. None where markup stands between the two.
    """
    prose, old = reading.article.prose, mention.rendering.zh if mention.rendering else ""
    text, left, right = prose.text, mention.start, mention.end
    for size in range(len(zh) - 1, 0, -1):
        tail = zh[-size:]
        if not old.endswith(tail) and text.startswith(tail, right) and _is_whole(text, size, right + size):
            right += size
            break
    before = bisect_left(reading.mentions, mention.start, key=_start) - 1
    free = reading.mentions[before].end if before >= 0 else 0  # what another term ends with is its own: 偿还贷款|贷方
    for size in range(min(len(zh) - 1, mention.start - free), 0, -1):
        head, start = zh[:size], mention.start - size
        if old.startswith(head) or not text.startswith(head, start):
            continue
        if _is_whole(text, size, start - 1):
            left = start
            break
    if (left, right) == (mention.start, mention.end):
        return span
    wider = prose.span(left, right)
    return wider if wider.cut(reading.article.text) == text[left:right] else None


def _is_whole(text: str, size: int, place: int) -> bool:
    """Tell whether characters said twice are a word: two or more are, a single one with no word next to it is."""
    return size > 1 or place < 0 or not HAN.match(text, place)


def _is_beside_itself(reading: Reading, mention: Mention) -> bool:
    """Tell whether a mention is named together with another one of the same concept."""
    mentions, text = reading.mentions, reading.article.prose.text
    index = bisect_left(mentions, mention.start, key=_start)
    for other in (*mentions[max(0, index - 1) : index], *mentions[index + 1 : index + 2]):
        left, right = (other.end, mention.start) if other.start < mention.start else (mention.end, other.start)
        if 0 < right - left <= _NEAR and other.concept is mention.concept and JOINED.fullmatch(text, left, right):
            return True
    return False


# What may stand instead of a rendering, by the concept's id and the rendering's `pos`.
_known_choices: Callable[[Reading], dict[tuple[str, str], list[str]]] = cache_per_reading()


def _choices(reading: Reading, concept: Concept, rendering: Rendering) -> list[str]:
    """Return what may stand instead of a rendering: what the article has chosen, else the preferred word, then others.

    T703 measures by what is chosen, inside longer terms too: another word would be one rendering more, and a finding
    more.
    """
    choices, key = _known_choices(reading), (concept.id, rendering.pos)
    known = choices.get(key)
    if known is None:
        used, found = reading.renderings_in_use, _fitting(concept, rendering.pos)
        uses = uses_by_class(reading).get((concept.id, found[0].compared_as)) if found else None
        chosen = chosen_of(reading, uses, found[0].compared_as) if uses else ""

        def rank(item: Rendering) -> tuple[bool, bool, int, bool]:
            is_new = not chosen and _differs_in_a_part(reading, Claim(concept, item))
            return item.zh != chosen, is_new, item.status.order, item.zh not in used

        found = sorted(found, key=rank) if len(found) > 1 else found
        known = choices[key] = [item.zh for item in found[:MOST_CHOICES]]
    return known


def _differs_in_a_part(reading: Reading, claim: Claim) -> bool:
    """Tell whether a longer term has another word for a part of it than the article has chosen."""
    known = uses_by_class(reading)
    return any(
        (uses := known.get(key)) is not None and zh != chosen_of(reading, uses, key[1])
        for _, key, zh, _ in parts_of(reading.glossary, claim)
    )


def advice(reading: Reading, concept: Concept, rendering: Rendering) -> str:
    """Return what to write instead and the reason the glossary gives, for the end of a message."""
    choices = _choices(reading, concept, rendering)
    instead = f"; use {choices[0]}" if choices else ""
    return f"{instead} ({rendering.note})" if rendering.note else instead
