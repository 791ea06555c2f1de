"""What an anchor has besides the name of its term: punctuation, a clause, words of the sentence (L301, L303)."""

from review_tui.article.han import HAN, LETTER
from review_tui.rules.links.shared.anchor import PUNCTUATION, bare, by_length, half_pair
from review_tui.rules.links.shared.sentence import begins_no_name, ends_no_name, holds_phrase
from review_tui.text.lazy import lazy

_ENTITY = lazy(r"[&＆][#＃]?\w{2,8}[;；]$")
_CLAUSE = lazy(rf"[，。；！？]|(?<={LETTER}),")
AFTER_TERM = "the punctuation after its term"
TRAILING = "，。；：、！？,;"
_LEADING = "，。；：、！？"
_END_OF_NAME = (
    "(?:比率|比例|比|率|法案|法|计划|协会|公司|银行|指数|贷款|债券|证券|市场|系统|理论|模型|账户|基金|条例|规则)"
)
# Behind a short form, or a title in its marks, only the end of a name may stand: (LTV) 比率.
_AFTER_ACRONYM = lazy(rf"[（(][A-Za-z0-9&-]{{2,}}[)）]\s*(?!{_END_OF_NAME}$){LETTER}|^《[^《》]+》(?!第){LETTER}{{3}}")
_EXTRA = 4  # Han characters that a compound may add to a rendering: 抵押贷款 and 抵押贷款经纪公司
_LONGER = 6  # Han characters that it may have besides, before it is more than a term
_LONG = 14  # Han characters without any mark: longer than names are, but for laws and offices
OFFICIAL = lazy(
    r"(?:法|法案|条例|协会|委员会|公司|管理局|银行|部|署|局|基金|组织|会议|指数|规则|准则|协议|条约|大学|服务)$"
)


def excess(text: str, terms: frozenset[str]) -> str | None:
    """Return what an anchor takes in besides its term, in words for a message (`a clause`); None if that is nothing.

    `text` is the anchor. `terms` are the names of the term that it links to, as `bare` makes them; none if the glossary
    does not have it.
    """
    text = text.strip()
    if not text.strip(PUNCTUATION + " ") or _ENTITY.search(text):
        return None  # nothing but punctuation, or the ; of an entity: another rule's
    if text[-1] in TRAILING and len(text) > 1:
        return AFTER_TERM
    if text[0] in _LEADING and (not terms or any(term in bare(text) for term in terms)):
        return "the punctuation before its term"
    return excess_inside(text, terms)


def excess_inside(text: str, terms: frozenset[str]) -> str | None:
    """Return the same as `excess`, without regard to punctuation at the anchor's beginning and end."""
    if _CLAUSE.search(text.strip(PUNCTUATION)):
        return "a clause"
    half = half_pair(text)
    if half is not None:
        return f"half a pair of {''.join(half)}"
    if begins_no_name(text) or (ends_no_name(text) and _has_to_do(text, terms)):
        return "a word of the sentence"
    if _AFTER_ACRONYM.search(text):
        return "words after the short form of its term"
    return beyond(text, terms)


def _has_to_do(text: str, terms: frozenset[str]) -> bool:
    """Tell whether an anchor shares a character with its term: else it is misplaced, which is another rule's."""
    return not terms or not frozenset("".join(terms)).isdisjoint(text)


def beyond(text: str, terms: frozenset[str]) -> str | None:
    """Return the same for an anchor that shows no word or mark of a sentence: None if what it has besides is little.

    That is what stands beside the longest of `terms` in it. If none of them does, its shape decides: whether it reads
    as a piece of a sentence, and how long it is.
    """
    han = len(HAN.findall(text))
    whole = bare(text)
    held = max((term for term in terms if term in whole and HAN.search(term)), key=by_length, default=None)
    if held is not None:
        rest = whole.replace(held, "", 1)
        is_long = len(HAN.findall(rest)) > max(_EXTRA, len(held))
        is_more = is_long or "的" in rest or whole.startswith(("的", "自")) or holds_phrase(text)
        return f"more than {held}" if is_more else None
    if (han > 5 and holds_phrase(text)) or _is_phrase(whole, terms):
        return "a piece of the sentence"
    if han <= _LONG or OFFICIAL.search(text):
        return None
    longest = max((len(HAN.findall(term)) for term in terms), default=0)
    return f"{han} characters, more than a term has" if han > longest + _LONGER else None


def _is_phrase(text: str, terms: frozenset[str]) -> bool:
    """Tell whether an anchor is two words with a 的 between them that share no character with its term."""
    left, _, right = text.partition("的")
    if not (terms and len(left) > 1 and len(right) > 1 and len(HAN.findall(text)) == len(text) <= _LONG):
        return False
    return frozenset(left + right).isdisjoint("".join(terms))
