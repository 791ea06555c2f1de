"""Rival anchors of slugs that the glossary does not know: a slug counts as a concept, its anchors as renderings."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from review_tui.article.han import HAN
from review_tui.article.links import LinkRun
from review_tui.rules.reading import Reading
from review_tui.rules.terms.shared.conjunction import CONJUNCTION
from review_tui.rules.terms.shared.second_names import leads_to_second_name
from review_tui.text.lazy import lazy

_TERMLIKE = lazy(r"[\w ·&/-]{2,14}")
# How pieces of a sentence begin or end: an anchor with one of them took something in, or left it out, and is no name.
_FRAGMENT = lazy(
    r"^(?:的|了|在|和|与|或|而|但|是|被|将|从|自|对|由|其|该|这|一)|(?:的|了|在|和|与|或|是|被|将|中|时|后|上|下)$"
)


def rival_anchors(reading: Reading) -> Iterator[tuple[list[LinkRun], str, Counter[str]]]:
    """Yield for each such slug the links that should have another anchor, that anchor, and the counts of all anchors.

    That anchor is the commonest. Left alone are links that list several things (see `_are_listed`), and second names
    that the text states, with the first ones.
    """
    runs: dict[tuple[str, str], list[LinkRun]] = defaultdict(list)
    for run in reading.article.link_runs:
        if run.slug_key is None or run.is_split or "#" in run.links[0].target:  # a section of an article is no term
            continue
        if reading.concept(run.slug_key) is None and _is_term(run.text):
            runs[run.slug_key, _folder(run.links[0].target)].append(run)
    for group in runs.values():
        counts = Counter(run.text for run in group)
        if len(counts) < 2 or _are_listed(reading, group):
            continue
        chosen = counts.most_common(1)[0][0]
        text = reading.article.text
        second = {index for index in range(1, len(group)) if leads_to_second_name(text, group[index].span.start)}
        rivals = [
            run
            for index, run in enumerate(group)
            if index not in second
            and _is_rival(reading, run.text, chosen)
            # nor the first of two names
            and not (index + 1 in second and group[index + 1].text == chosen)
        ]
        if rivals:
            yield rivals, chosen, counts


def _folder(target: str) -> str:
    """Return the folder that a relative target names: files of one name in two of them are two articles."""
    return "" if target.startswith("/") else target.removeprefix("./").rpartition("/")[0]


def _are_listed(reading: Reading, group: list[LinkRun]) -> bool:
    """Tell whether links name several things side by side: the slug is the category that they belong to."""
    text = reading.article.text
    return any(
        left.text != right.text and CONJUNCTION.fullmatch(text, left.span.end, right.span.start)
        for left, right in pairwise(group)
    )


def _is_rival(reading: Reading, text: str, chosen: str) -> bool:
    """Tell whether two anchors may be renderings of one term: they share a character, and neither holds the other.

    They are none where the glossary knows them as two.
    """
    if text in chosen or chosen in text or not any(HAN.match(character) for character in set(text) & set(chosen)):
        return False
    known = reading.glossary.concepts_of
    one, other = known(text), known(chosen)
    return not one or not other or any(concept in other for concept in one)


def _is_term(text: str) -> bool:
    return bool(_TERMLIKE.fullmatch(text) and HAN.search(text)) and not _FRAGMENT.search(text)
