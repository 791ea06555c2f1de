"""How consistently a concept is rendered, in figures. Pure arithmetic on counts of renderings.

Report the figures and gate on findings: a ratio of few uses jumps, so the counts belong beside it. Only renderings of
one part of speech are rivals: measure them class by class (`by_class`), and the concept by what `within` makes of that.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from math import comb
from typing import TypeVar

Value = TypeVar("Value")


def by_class(counts: Iterable[tuple[str, Value]]) -> list[list[Value]]:
    """Return the values of each class together, from pairs of class and value."""
    classes: dict[str, list[Value]] = {}
    for name, value in counts:
        classes.setdefault(name, []).append(value)
    return list(classes.values())


def within(figure: Callable[[Collection[int]], float | None], classes: Iterable[Collection[int]]) -> float | None:
    """Return the mean of a figure over classes of renderings, weighted by their uses; None where no class has it.

    6 : 4 beside 10 of an abbreviation: the HHI is (10 · 0.52 + 10 · 1) / 20 = 0.76, where that of all three is 0.38.
    """
    known = [(sum(counts), value) for counts in classes if (value := figure(counts)) is not None]
    total = sum(uses for uses, _ in known)
    return sum(uses * value for uses, value in known) / total if total else None


def hhi(counts: Iterable[int]) -> float | None:
    """Return the Herfindahl-Hirschman index of the renderings' shares: sum of (count / all)², None without a use.

    1 is one rendering throughout, 1/n is n in equal parts. Used for terminological consistency by Itagaki, Aikawa and
    He (2007, MT Summit XI); Guillou (2013, DiscoMT, "Analysing Lexical Consistency in Translation"); Gašpar, Seljan and
    Kučiš (2022, Information 13(2):43). 止赎 6 times and 丧失抵押品赎回权 4 times: 0.36 + 0.16 = 0.52.
    """
    known = [count for count in counts if count > 0]
    total = sum(known)
    return sum(count * count for count in known) / (total * total) if total else None


def normalised_hhi(counts: Iterable[int]) -> float | None:
    """Return the index scaled so that 0 is equal parts, whatever their number: (HHI - 1/n) / (1 - 1/n); 1 for n = 1."""
    known = [count for count in counts if count > 0]
    index = hhi(known)
    if index is None or len(known) == 1:
        return index
    least = 1 / len(known)
    return (index - least) / (1 - least)


def effective_renderings(index: float | None) -> float | None:
    """Return 1/HHI: how many renderings in equal parts would be as inconsistent. 6 : 4, or 0.52, is 1.92."""
    return None if index is None else 1 / index


def ltcr(counts: Iterable[int]) -> float | None:
    """Return the lexical translation consistency ratio: the share of pairs of uses with the same rendering.

    Lyu, Li, Gong and Zhang (2021, EMNLP, "Encouraging Lexical Translation Consistency for Document-Level Neural Machine
    Translation"). Undefined (None) below two uses. 6 : 4 is (15 + 6) / 45 = 0.47.
    """
    known = list(counts)
    pairs = comb(sum(known), 2)
    return sum(comb(count, 2) for count in known) / pairs if pairs else None


def pseudo_reference(counts: Mapping[str, int], preferred: str | None) -> str | None:
    """Return the rendering that the others are measured by: the preferred one, else the most frequent (first wins).

    Semenov and Bojar (2022, WMT, "Automated Evaluation Metric for Terminology Consistency in MT") call it the
    pseudo-reference, and know three: the first, the most frequent, and a predefined one.
    """
    if preferred is not None:
        return preferred
    return max(counts, key=lambda zh: counts[zh], default=None)


def agreement(counts: Mapping[str, int], reference: str | None) -> tuple[int, int]:
    """Return how many uses have the pseudo-reference, and how many there are."""
    return (counts.get(reference, 0) if reference is not None else 0), sum(counts.values())


def micro(agreements: Iterable[tuple[int, int]]) -> float | None:
    """Return the share of all uses that have their pseudo-reference (Semenov and Bojar 2022, micro average).

    (6, 10) and (5, 6): 11/16 = 0.69. None without a use.
    """
    known = list(agreements)
    total = sum(uses for _, uses in known)
    return sum(right for right, _ in known) / total if total else None


def macro(agreements: Iterable[tuple[int, int]]) -> float | None:
    """Return the mean over concepts of the share that have it (Semenov and Bojar 2022, macro average).

    (6, 10) and (5, 6): (0.6 + 0.83) / 2 = 0.72. Concepts without a use do not count; None if none has one.
    """
    shares = [right / uses for right, uses in agreements if uses]
    return sum(shares) / len(shares) if shares else None


def success(target: int, source: int) -> float | None:
    """Return how far the renderings keep up with the uses of a term in the original, at most 1; None without a use.

    The success rate of the WMT 2023 and 2025 terminology tasks (`ranking/metric_track2` in wmt25-terminology): count of
    the accepted renderings in the translation, by count of the term in the source, capped at 1, then averaged over
    documents and terms. 4 renderings for 5 uses: 0.8; 7 for 5: 1.
    """
    return min(1.0, target / source) if source else None


def urgency(articles: int, classes: Iterable[Collection[tuple[int, int]]]) -> float:
    """Return what settling a concept pays: its document frequency times (1 - HHI).

    `classes` hold the uses and the document frequency of each rendering. A rendering without a rival says nothing of
    what there is to settle, and nor do the articles that have no other.
    """
    rivals = [each for each in classes if len(each) > 1]
    index = within(hhi, [[uses for uses, _ in each] for each in rivals])
    concerned = min(articles, sum(frequency for each in rivals for _, frequency in each))
    return 0.0 if index is None else concerned * (1 - index)
