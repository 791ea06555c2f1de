"""Anchors of one slug that the glossary does not know: the slug is the concept, the anchors are its renderings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from review_tui.article.han import HAN
from review_tui.article.links import LinkRun
from review_tui.rules.reading import Reading
from review_tui.rules.terms.stated import leads_to_second_name


def rival_anchors(reading: Reading) -> Iterator[tuple[LinkRun, str, Counter[str]]]:
    """Yield each link that has another anchor than most links to its slug, with that anchor and how often each is."""
    runs: dict[str, list[LinkRun]] = defaultdict(list)
    for run in reading.article.link_runs:
        if run.concept is None or run.is_split or "#" in run.links[0].target:  # a place in an article is no term
            continue
        if reading.concept(run.concept) is None and _is_term(run.text):
            runs[run.concept].append(run)
    for group in runs.values():
        counts = Counter(run.text for run in group)
        if len(counts) < 2:
            continue
        chosen = counts.most_common(1)[0][0]
        second = {place for place in range(1, len(group)) if _is_second(reading, group[place])}
        for place, run in enumerate(group):
            if run.text in chosen or chosen in run.text or place in second:
                continue
            if place + 1 in second and group[place + 1].text == chosen:
                continue  # the first of the two names
            yield run, chosen, counts


def _is_second(reading: Reading, run: LinkRun) -> bool:
    return leads_to_second_name(reading.article.text, run.span.start)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a name is made of, and how pieces of a sentence begin or end.

    An anchor that begins or ends like that took in, or left out, a piece of the sentence: it is no name of the term.
    """
    fragment = (
        r"^(?:的|了|在|和|与|或|而|但|是|被|将|从|自|对|由|其|该|这|一)|(?:的|了|在|和|与|或|是|被|将|中|时|后|上|下)$"
    )
    return (
        re.compile(r"[\w ·&/-]{2,14}"),
        re.compile(fragment),
    )


def _is_term(text: str) -> bool:
    termlike, fragment = _patterns()
    return bool(termlike.fullmatch(text) and HAN.search(text)) and not fragment.search(text)
