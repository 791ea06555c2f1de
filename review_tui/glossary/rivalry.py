"""Which articles render a concept otherwise than most do: from counts alone, with no article at hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from review_tui.glossary.counts import ACCEPTED, TITLE, Counts, Tally, Use

_NAMED = 4  # renderings that a message counts
_FEWEST = 2  # articles that have the commonest rendering: one against one shows nothing


def counted(uses: Iterable[Use]) -> Iterator[Use]:
    """Yield the uses that count: a title does not, it is only compared."""
    return (use for use in uses if not _is_title(use))


def rivals(uses: Iterable[Use], counts: Counts) -> Iterator[tuple[Use, str]]:
    """Yield the uses of an article that most others do not have, and what to say of each after the term."""
    groups: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for use in uses:
        groups[use.concept, use.pos].append(use)
    for (concept, pos), group in groups.items():
        tallies = {
            zh: tally
            for zh, tally in counts.concepts.get(concept, {}).items()
            if tally.pos == pos and (tally.linked or tally.status in ACCEPTED)
        }
        chosen = _commonest(tallies)
        if chosen is None:
            continue
        here = [use for use in group if not _is_title(use)]
        if not any(chosen in use.zh for use in here):
            yield from _against(chosen, [use for use in here if use.zh not in chosen], tallies)
        titles = [use for use in group if _is_title(use) and use.zh not in chosen and chosen not in use.zh]
        yield from _against(chosen, titles, tallies)


def _commonest(tallies: dict[str, Tally]) -> str | None:
    """Return the rendering that most articles have, None where none is ahead."""
    if not tallies:
        return None
    ranked = sorted(
        tallies,
        key=lambda zh: (tallies[zh].articles, tallies[zh].status == "preferred", tallies[zh].uses),
        reverse=True,
    )
    first = ranked[0]
    if tallies[first].articles < _FEWEST:
        return None
    tied = len(ranked) > 1 and tallies[ranked[1]].articles == tallies[first].articles
    return None if tied and tallies[first].status != "preferred" else first


def _against(chosen: str, uses: Iterable[Use], tallies: dict[str, Tally]) -> Iterator[tuple[Use, str]]:
    ranked = sorted(tallies.items(), key=lambda pair: (-pair[1].articles, -pair[1].uses, pair[0]))
    said = "、".join(f"{zh} ×{tally.uses:,}" for zh, tally in ranked[:_NAMED])
    for use in uses:
        where = "in the title" if _is_title(use) else "here"
        most = f"{chosen} in {tallies[chosen].articles:,} articles"
        if use.linked:
            most = f"links to it have {most}"
        yield use, f"{use.zh} {where}, but {most} ({said})"


def _is_title(use: Use) -> bool:
    return use.linked and use.field == TITLE
