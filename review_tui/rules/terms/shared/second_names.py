"""Second names that an article states: 止赎，也称为丧失抵押品赎回权. Both names are meant to stand there.

Rivals are here two mentions of one concept by different renderings of one class (`Rendering.compared_as`).
"""

import re
from collections import Counter
from collections.abc import Iterator

from review_tui.glossary.search.matcher import Mention
from review_tui.rules.reading import Reading, once_per_reading
from review_tui.text.lazy import lazy

_NEAR = 80  # code points between a name and the second one
_FEW = 4  # rivals that are looked at on each side
_BEFORE = 60  # those that are looked at for what leads to a second name
_MARKS = r"[\s“\"‘「『《\[*_]*+"
# 也称为, and another name between it and the second one: 也称为法拍或.
_ALSO = lazy(
    r"(?:(?:[也又亦]|有时|常|往往)(?:经常|常|通常|有时|可能|可以|可|会|一般|普遍|广泛){0,3}被?(?:称[为作之]{0,2}|叫[做作]?|名为?|译名?)"
    r"|还(?:可|可以|会)?被?称为|还叫|(?:俗|旧|或|别|曾|简|全)称为?|别名|译[为作成]|(?:[台港][^，。；\s]{0,2}|大陆|内地)[称译]为?)"
    rf"(?:[^，。；！？\r\n]{{1,24}}(?:或者?|、|和))?{_MARKS}$"
)
# 即 and the like name a second time what stands right before them, with its short form at most.
_THAT_IS = lazy(
    r"[”\"’」』》\]*_]*+\s*+(?:[（(][^（）()\r\n]{0,40}[)）]\s*+)?"
    rf"(?:[，、—（(]+\s*+(?:亦即|也即|即|也就是|就是)|[（(]\s*+或者?称?|或者?\s?(?=[“\"「『])){_MARKS}"
)
# A second name fills the brackets behind the first: 领售权（拖售权）.
_OPENED = lazy(rf"[”\"’」』》\]*_]*+\s*+[（(]{_MARKS}")
_CLOSED = lazy(r"[”\"’」』》\]*_\s]*+[)）]")
# 是一种 and the like define the first by the second: 绿鞋期权是一种超额配售权.
_DEFINES = lazy(
    rf"[”\"’」』》\]*_]*+\s*+(?:[（(][^（）()\r\n]{{0,40}}[)）]\s*+)?(?:就?是(?:一[种个项]|指)|就是|指的?是){_MARKS}"
)
_IS_ANOTHER = lazy(
    r"[”\"’」』》\]*_]*+\s*+(?:[只仅]?是|为)[^，。；！？\r\n]{0,24}?"
    r"(?:另一[种个](?:说法|叫法|名称|名字|称呼|称谓)|别称|别名|同义词|[俗旧简全]称)"
)
_ENDS = frozenset('称为作之叫做名译成或者、和“"‘「『《[*_')  # one of these, or a blank, stands at the end of _ALSO
_CALLS = frozenset("称叫名译")  # one of these stands in _ALSO
_LINKS = frozenset("即是或（(")  # of these there is one in _THAT_IS, _OPENED and _DEFINES
_STARTS = frozenset('只仅是为”"’」』》]*_')  # one of these, or a blank, stands at the beginning of _IS_ANOTHER
# 是一, 是指, 就是, 指是, 指的是, 说法, 同义词, or a character by itself: one of these stands in each of them.
_SAYS_SO = lazy(
    r"[称叫名译即或（(是就指说同](?:(?<![是就指说同])|(?<=是)[一指]|(?<=[就指])是|(?<=指)的是|(?<=说)法|(?<=同)义词)"
)


def leads_to_second_name(text: str, start: int) -> bool:
    """Tell whether a text says right before `start` that a second name follows: 也称为, 又称."""
    return _also(text, start) is not None


def _also(text: str, start: int) -> re.Match[str] | None:
    """Return the match of `_ALSO` that ends at `start`, None where there is none."""
    last = text[start - 1 : start]
    if last in _ENDS or last.isspace():  # else there is none, as nearly everywhere
        begin = max(0, start - _BEFORE)
        return None if _CALLS.isdisjoint(text[begin:start]) else _ALSO.search(text, begin, start)
    return None


def first_name(reading: Reading, mention: Mention) -> Mention | None:
    """Return the mention that the text says a given one is a second name of; None where it does not say so.

    止赎 for the mention 丧失抵押品赎回权 in `止赎，也称为丧失抵押品赎回权`.
    """
    return _first_name(reading, mention.start, mention.end) if _has_rivals(reading, mention) else None


@once_per_reading  # the rivals of a mention ask for its first name as well
def _first_name(reading: Reading, start: int, end: int) -> Mention | None:
    """Return the same for the mention that begins and ends there."""
    text, mention = reading.article.prose.text, reading.mentions[reading.mention_index(start)]
    also = _also(text, start)
    if also is not None:
        return next((other for other in _before(reading, mention) if other.end <= also.start()), None)
    other = next(_before(reading, mention), None)
    between = text[other.end : start] if other is not None else ""
    if other is not None and not _LINKS.isdisjoint(between):  # else none of these stands there, as mostly
        if _THAT_IS.fullmatch(text, other.end, start):
            return other
        if _CLOSED.match(text, end) and _OPENED.fullmatch(text, other.end, start):
            return other
        if not text.startswith("的", end) and _DEFINES.fullmatch(text, other.end, start):
            return other
    after = text[end : end + 1]
    another = _IS_ANOTHER.match(text, end) if after in _STARTS or after.isspace() else None
    if another is None:
        return None
    return next((each for each in _behind(reading, mention) if each.end <= another.end()), other)


def stated_names(reading: Reading, mention: Mention) -> frozenset[str]:
    """Return the renderings of which the text says, near a mention, that they are other names of the same thing."""
    text = reading.article.prose.text
    if not _has_rivals(reading, mention):
        return frozenset()
    if _SAYS_SO.search(text, max(0, mention.start - _NEAR), mention.end + _NEAR) is None:
        return frozenset()
    first = first_name(reading, mention)
    rivals = (*_before(reading, mention), *_behind(reading, mention))
    names = [other for other in rivals if other is first or first_name(reading, other) is mention]
    return frozenset(other.claims[0].rendering.zh for other in names)


@once_per_reading
def _called_otherwise(reading: Reading) -> frozenset[str]:
    """Return the ids of the concepts that the article mentions by several renderings."""
    concepts = [concept for concept, _ in reading.mentions_by_rendering]
    return frozenset([concept for concept, count in Counter(concepts).items() if count > 1])


def _has_rivals(reading: Reading, mention: Mention) -> bool:
    """Tell whether the concept of a mention stands somewhere in other renderings too; mostly it does not."""
    return mention.concept is not None and mention.concept.id in _called_otherwise(reading)


def _before(reading: Reading, mention: Mention) -> Iterator[Mention]:
    return _rivals_from(reading, mention, reading.mention_index(mention.start) - 1, -1)


def _behind(reading: Reading, mention: Mention) -> Iterator[Mention]:
    return _rivals_from(reading, mention, reading.mention_index(mention.end), 1)


def _rivals_from(reading: Reading, mention: Mention, index: int, step: int) -> Iterator[Mention]:
    """Yield a few rivals of a mention in its segment and near it, from an index on, a step at a time."""
    segment, mentions, found = reading.article.prose.segment_at(mention.start), reading.mentions, 0
    left, right = max(segment.start, mention.start - _NEAR), min(segment.end, mention.end + _NEAR)
    while found < _FEW and 0 <= index < len(mentions):
        other = mentions[index]
        if other.end <= left or other.start >= right:
            return
        if other.concept is mention.concept and _are_rivals(other, mention):
            found += 1
            yield other
        index += step


def _are_rivals(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one concept are rivals."""
    if one.rendering is None or other.rendering is None:
        return False
    return one.rendering.zh != other.rendering.zh and one.rendering.compared_as == other.rendering.compared_as
