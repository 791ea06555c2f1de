"""Which articles render a concept otherwise than most do: from counts alone, with no article at hand."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from msgspec import Struct

from review_tui.glossary.concept import ACCEPTED, Status
from review_tui.glossary.consistency.counts import TITLE, Counts, UseCount

_NAMED = 4  # renderings that a message counts
_FEWEST = 3  # articles that have the commonest rendering: two against one shows nothing
_LEAD = 2  # times as many articles as have another rendering: a near draw shows nothing


def is_title(use: UseCount) -> bool:
    """Tell whether a use is the title of an article on its own term: it is compared with the others, not counted."""
    return use.linked and use.field == TITLE


class _Most(Struct, frozen=True):
    """What most articles call a concept.

    `articles` is how many do. `close` are the renderings that so many others use that they count as no mistake. `said`
    is for a message: all renderings with how often each is used.
    """

    zh: str
    articles: int
    close: frozenset[str]
    said: str


MajorityOf = Callable[[str, str], _Most | None]
"""Returns what most articles call a concept (its id), among renderings of one `pos`; None where no rendering leads."""


def majorities(counts: Counts) -> MajorityOf:
    """Return the function that knows the majorities, each worked out once. The counts must be complete by then."""
    return cache(partial(_most, counts))


def is_rival(use: UseCount, majority_of: MajorityOf) -> bool:
    """Tell whether most articles call the concept otherwise; a form that holds the other one whole is no rival."""
    most = majority_of(use.concept, use.pos)
    return most is not None and _differs(use, most)


def _differs(use: UseCount, most: _Most) -> bool:
    is_settled = use.status == Status.PREFERRED or use.zh in most.close
    return not is_settled and most.zh not in use.zh and use.zh not in most.zh


def rivals(uses: Iterable[UseCount], majority_of: MajorityOf) -> Iterator[tuple[UseCount, str]]:
    """Yield the uses of one article that most others do not have, and for each the rest of a message after the term.

    An article that has the rendering of most others as well is left out, but for its title.
    """
    others: list[tuple[UseCount, _Most]] = []
    agreed: set[tuple[str, str]] = set()
    for use in uses:
        most = majority_of(use.concept, use.pos)
        if most is None:
            continue
        if _differs(use, most):
            others.append((use, most))
        elif most.zh in use.zh and not is_title(use):
            agreed.add((use.concept, use.pos))
    for use, most in others:
        if is_title(use):
            yield use, _against(most, use, "in the title")
        elif (use.concept, use.pos) not in agreed:
            yield use, _against(most, use, "here")


def _most(counts: Counts, concept: str, pos: str) -> _Most | None:
    """Return what most articles call a concept, among renderings of `pos`.

    None where no rendering leads, or one that is not the preferred one while articles have that.
    """
    tallies = {
        zh: tally
        for zh, tally in counts.concepts.get(concept, {}).items()
        if tally.pos == pos and (tally.linked or tally.status in ACCEPTED)
    }
    if not tallies:
        return None
    preferred = next((zh for zh, tally in tallies.items() if tally.status == Status.PREFERRED), None)
    first = max(tallies, key=lambda zh: (tallies[zh].articles, zh == preferred, tallies[zh].uses))
    if tallies[first].articles < _FEWEST or preferred not in (None, first):
        return None
    close = frozenset(zh for zh in tallies if tallies[zh].articles * _LEAD > tallies[first].articles)
    named = sorted(tallies.items(), key=lambda pair: (-pair[1].articles, -pair[1].uses, pair[0]))
    said = "、".join(f"{zh} ×{tally.uses:,}" for zh, tally in named[:_NAMED])
    return _Most(first, tallies[first].articles, close, said)


def _against(most: _Most, use: UseCount, where: str) -> str:
    ahead = f"{most.zh} in {most.articles:,} articles"
    if use.linked:
        ahead = f"links to it have {ahead}"
    return f"{use.zh} {where}, but {ahead} ({most.said})"
