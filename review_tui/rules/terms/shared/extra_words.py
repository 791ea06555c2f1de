"""Words that a wrong rendering has beside its term, and that a fix has to keep: 卖家 of 选项卖家, 提交 of 提交请愿.

Glossary rows have such words so that the wrong one is recognised for sure: 选项 alone may be right.
"""

import re

from review_tui.glossary.concept import ACCEPTED, BANNED, Concept, Rendering
from review_tui.glossary.glossary import Glossary
from review_tui.rules.reading import once_per_glossary
from review_tui.rules.terms.shared.conjunction import CONJUNCTION
from review_tui.rules.terms.shared.leading_words import leading_words
from review_tui.text.lazy import lazy

_ENGLISH_WORD = lazy(r"[a-z]{3,}")
_PAIR = lazy(r"\b(?:and|or|vs|versus)\b|[&/]", re.IGNORECASE)
_WORD = 2  # code points of a word, at least
_LONG_WORD = 4  # letters of an English word that says something


@once_per_glossary
def with_extra_words(glossary: Glossary, concept: Concept, wrong: Rendering, choices: tuple[str, ...]) -> list[str]:
    """Return what to write in the place of a `wrong` rendering of a concept, the likeliest first.

    `choices` are the renderings that may stand for its concept. Each gets the extra words of the wrong one, if that has
    any; what they make a wrong rendering again is left out. Where the English term is of several words, the extra ones
    may stand for one of these (账户 of 祖父账户, for grandfather clause): then the choice is offered with and without.
    """
    lead = leading_words(concept, wrong, choices)
    if lead:
        led = [zh if zh.startswith(lead) else lead + zh for zh in choices]
        right = [zh for zh in led if zh in choices or not _is_wrong(glossary, zh)]
        return right or [zh for zh in led if zh != wrong.zh and not _is_always_wrong(glossary, zh)]
    if wrong.status not in BANNED:
        return list(choices)
    offered: list[str] = []
    for zh in choices:
        joined = _joined(glossary, concept, wrong.zh, zh)
        kept = None if joined else _beside(glossary, concept, wrong.zh, zh)
        if joined:
            offered.append(joined)
        elif kept is None:
            offered.append(zh)
        elif " " not in concept.label.partition(" (")[0]:
            offered.append(kept)
        else:
            offered += [kept, zh] if kept.endswith(zh) else [zh, kept]
    return list(dict.fromkeys(offered))


@once_per_glossary
def continued_by(glossary: Glossary, concept: Concept, wrong: Rendering) -> tuple[str, ...]:
    """Return what may be written in the place of a `wrong` rendering and begins with it, but is longer.

    That is 支付气球型抵押贷款 for 支付气球.
    """
    choices = tuple(item.zh for item in concept.accepted)
    offered = with_extra_words(glossary, concept, wrong, choices)
    return tuple(zh for zh in offered if zh.startswith(wrong.zh) and zh != wrong.zh)


def _beside(glossary: Glossary, concept: Concept, old: str, zh: str) -> str | None:
    """Return `zh` with the term of another concept that stands in the wrong rendering `old`, before it or behind it.

    That is so where the rest of `old` is a rendering of the concept by itself (选项 of 选项卖家), and no accepted
    rendering shares a word with the other term. Else None, or where the result would be a wrong rendering again.
    """
    said = [item.zh for item in concept.accepted]
    for size in range(len(old) - _WORD, _WORD - 1, -1):
        for kept, rest, result in (
            (old[:size], old[size:], old[:size] + zh),
            (old[-size:], old[:-size], zh + old[-size:]),
        ):
            bare = kept.strip("的")
            if concept.rendering(rest.strip("的")) is None or not _is_term_of_another(glossary, concept, bare):
                continue
            if any(_shares_a_word(bare, each) for each in (*said, zh)):
                continue
            return None if _is_wrong(glossary, result) else result
    return None


def _joined(glossary: Glossary, concept: Concept, old: str, zh: str) -> str | None:
    """Return `zh` with what a conjunction joins to the term in the wrong rendering `old`: 利息和本金 for 兴趣和本金.

    That is so where the other half of `old` is a wrong rendering of the concept by itself, or at least a rendering of
    any while the half that is kept, and not that one as well, is an accepted one of another. Else None, or where the
    English of the concept says what would be kept, or names two things itself: a bid-ask spread is no bid with a
    spread, cap and trade is one term.
    """
    if any(_PAIR.search(term) for term in concept.en):
        return None
    guessed: list[str] = []
    for conjunction in CONJUNCTION.finditer(old, _WORD, len(old) - _WORD):
        left, right, between = old[: conjunction.start()], old[conjunction.end() :], conjunction[0]
        for kept, rest, result in ((left, right, left + between + zh), (right, left, zh + between + right)):
            own = concept.rendering(rest)
            is_term = own.status in BANNED if own else bool(_owners(glossary, rest))
            if not is_term or not (own or _is_term_of_another(glossary, concept, kept)):
                continue
            if _is_said(glossary, concept, kept) or _is_wrong(glossary, result):
                continue
            if any(_shares_a_word(kept, each) for each in (*(item.zh for item in concept.accepted), zh)):
                continue
            if own:
                return result
            guessed.append(result)
    return guessed[0] if len(guessed) == 1 else None


def _is_said(glossary: Glossary, concept: Concept, words: str) -> bool:
    """Tell whether the English of a concept has a word for what `words` stand for."""
    english = _english_words(concept)
    return any(not english.isdisjoint(_english_words(owner)) for owner, _ in _owners(glossary, words))


def _english_words(concept: Concept) -> set[str]:
    """Return the words of a concept's English terms, without what says in brackets which sense is meant."""
    return {word for term in concept.en for word in _ENGLISH_WORD.findall(term.partition(" (")[0].casefold())}


def _is_term_of_another(glossary: Glossary, concept: Concept, words: str) -> bool:
    """Tell whether words may stand for another concept, and for nothing that the English of this one says itself."""
    owners = [each for each in _owners(glossary, words) if each[0].id != concept.id] if len(words) >= _WORD else []
    english = " ".join(concept.en).casefold()
    return any(rendering.status in ACCEPTED for _, rendering in owners) and not any(
        word in english
        for owner, _ in owners
        for term in owner.en
        for word in term.casefold().split()
        if len(word) >= _LONG_WORD
    )


def _is_wrong(glossary: Glossary, words: str) -> bool:
    """Tell whether the glossary calls words a wrong rendering of any concept."""
    return any(rendering.status in BANNED for _, rendering in _owners(glossary, words))


def _is_always_wrong(glossary: Glossary, words: str) -> bool:
    """Tell whether the glossary calls words a wrong rendering, whatever else is in the article."""
    return any(rendering.status in BANNED and not rendering.context for _, rendering in _owners(glossary, words))


def _owners(glossary: Glossary, words: str) -> list[tuple[Concept, Rendering]]:
    """Return the concepts that have a rendering, with this."""
    return [(owner, each) for owner in glossary.concepts_of(words) if (each := owner.rendering(words)) is not None]


def _shares_a_word(one: str, other: str) -> bool:
    return any(one[start : start + _WORD] in other for start in range(len(one) - _WORD + 1))
