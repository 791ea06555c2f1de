"""What to write in the place of a rendering: the choices, the fixes that write them, and the findings of a status."""

from collections.abc import Iterator

from review_tui.article import Span
from review_tui.article.han import HAN
from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.search.matcher import Mention
from review_tui.rules.model import Finding, Fix, Rule
from review_tui.rules.reading import Reading, once_per_reading
from review_tui.rules.spacing import put
from review_tui.rules.terms.shared.chosen import chosen_of, uses_by_class
from review_tui.rules.terms.shared.conjunction import CONJUNCTION
from review_tui.rules.terms.shared.extra_words import continued_by, with_extra_words
from review_tui.rules.terms.shared.inner import parts_of
from review_tui.rules.terms.shared.second_names import stated_names

_JOINTS = frozenset("或者和与以及、还是")  # one of these begins and one ends what CONJUNCTION finds
_NEAR = 2  # code points between two terms that are named together, at most
_MARKS = frozenset("|[]<>*`\\")  # a rendering that has one of these would be more than words in an article
_MOST_CHOICES = 4  # fixes offered for one finding: more is a list to search, not a choice


def replacements(
    reading: Reading, rule: Rule, mention: Mention, span: Span, named: frozenset[str] | None = None
) -> tuple[Fix, ...]:
    """Return the fixes that put another accepted rendering in the place of a mention, the likeliest first.

    `span` is where the mention stands in the article. There is no fix where that has other characters than the prose:
    markup would go with them. Nor is there one where a mention of the same concept stands beside it (切片或批次): the
    original may name two things, and one word would stand there twice. Words in `named` are not offered: the text says
    there that they are another name of the same thing (see `stated_names`, which is asked where `named` is None).
    """
    concept, rendering = mention.concept, mention.rendering
    if concept is None or rendering is None:
        return ()
    if not reading.is_plain(mention.start, mention.end) or _is_beside_itself(reading, mention):
        return ()
    choices = [zh for zh in _offered(reading, concept, rendering) if _MARKS.isdisjoint(zh)][:_MOST_CHOICES]
    if named is None:
        named = stated_names(reading, mention)  # 止赎，也称为止赎 would say nothing
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
    """Return the span that a rendering replaces: the mention's, with words around it that would stand there twice.

    卖出期权 in the place of 书面看涨, before 期权, takes that as well. None where markup stands between the two.
    """
    prose, old = reading.article.prose, mention.rendering.zh if mention.rendering else ""
    text, left, right = prose.text, mention.start, mention.end
    for size in range(len(zh) - 1, 0, -1):
        tail = zh[-size:]
        if not old.endswith(tail) and text.startswith(tail, right) and _is_whole(text, size, right + size):
            right += size
            break
    before = reading.mention_index(mention.start) - 1
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
    """Tell whether `size` characters are a word: one alone is only with no Chinese at `place`, which is beside it."""
    return size > 1 or place < 0 or not HAN.match(text, place)


def _is_beside_itself(reading: Reading, mention: Mention) -> bool:
    """Tell whether a conjunction joins a mention with the next one or the one before, of the same concept."""
    mentions, text = reading.mentions, reading.article.prose.text
    if text[mention.start - 1 : mention.start] not in _JOINTS and text[mention.end : mention.end + 1] not in _JOINTS:
        return False  # as nearly everywhere
    index = reading.mention_index(mention.start)
    for other in (*mentions[max(0, index - 1) : index], *mentions[index + 1 : index + 2]):
        left, right = (other.end, mention.start) if other.start < mention.start else (mention.end, other.start)
        if 0 < right - left <= _NEAR and other.concept is mention.concept and CONJUNCTION.fullmatch(text, left, right):
            return True
    return False


def _offered(reading: Reading, concept: Concept, rendering: Rendering) -> list[str]:
    """Return what to write in the place of a rendering of a concept, with the words that it has beside its term."""
    choices = tuple(_choices(reading, concept, rendering.pos))
    return with_extra_words(reading.glossary, concept, rendering, choices)


@once_per_reading
def _choices(reading: Reading, concept: Concept, pos: str) -> list[str]:
    """Return what to offer in the place of a rendering of a concept, which is of a part of speech, the best first.

    That is what the article has chosen (see `chosen_of`), since T703 reports every other one; else what has the words
    for its parts that the article has chosen; then by status, and what the article uses before what it does not.
    Renderings of another part of speech are offered only where there are no others.
    """
    fitting = [item for item in concept.accepted if item.pos == pos] or concept.accepted
    if not fitting:
        return []
    compared_as = fitting[0].compared_as
    uses = uses_by_class(reading).get((concept.id, compared_as))
    chosen = chosen_of(reading, uses, compared_as) if uses else ""

    def rank(item: Rendering) -> tuple[bool, bool, int, bool]:
        is_new = not chosen and _differs_in_a_part(reading, concept, item.zh)
        return item.zh != chosen, is_new, item.status.order, item.zh not in reading.renderings_in_use

    return [item.zh for item in sorted(fitting, key=rank)[:_MOST_CHOICES]]


def _differs_in_a_part(reading: Reading, concept: Concept, zh: str) -> bool:
    """Tell whether a rendering has another word for a part of it than the article has chosen for that concept."""
    known = uses_by_class(reading)
    return any(
        (uses := known.get(part.key)) is not None and part.zh != chosen_of(reading, uses, part.key[1])
        for part in parts_of(reading.glossary, concept, zh)
    )


def findings_by_status(reading: Reading, rule: Rule, status: Status, fault: str) -> Iterator[Finding]:
    """Yield a finding of a rule for each use of a rendering with this status; `fault` is what it is to its term."""
    for mention in reading.mentions_with(status):
        concept, rendering = mention.claims[0]
        longer = continued_by(reading.glossary, concept, rendering)
        if longer and reading.article.prose.text.startswith(longer, mention.start):
            continue  # it is but the beginning of what would be written in its place: 支付气球|型抵押贷款
        span = reading.article.prose.span(mention.start, mention.end)
        yield rule.finding(
            span,
            f"{rendering.zh} is {fault} “{concept.label}”{_advice(reading, concept, rendering)}",
            *replacements(reading, rule, mention, span),
            concept=concept.id,
        )


def _advice(reading: Reading, concept: Concept, rendering: Rendering) -> str:
    """Return what to write instead and the reason the glossary gives, for the end of a message."""
    choices = _offered(reading, concept, rendering)
    instead = f"; use {choices[0]}" if choices else ""
    return f"{instead} ({rendering.note})" if rendering.note else instead
