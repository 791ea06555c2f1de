"""The English article beside the Chinese one: where it is, and which of its sections is which."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from review_tui.article import Article
from review_tui.files.presence import is_file, is_same
from review_tui.lint.project import Project
from review_tui.review.article.aligning import heaviest_pairs

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z-]{2,}")
_LITTLE = 0.3  # points at most, of 1, for sections that have nothing in common but their place


def english_file(project: Project, file: Path, source: Path | None = None) -> Path | None:
    """Return the English article of the same name, or None where there is none.

    `source` goes before the folder that the configuration names. In a folder with subfolders the one that shares most
    of the path is taken.
    """
    folder = english_folder(project, file, source)
    if folder is None:
        return None
    parts = file.parts[1:]
    for start in range(len(parts)):
        candidate = folder.joinpath(*parts[start:])
        if is_file(candidate) and not is_same(candidate, file):
            return candidate
    return None


def english_folder(project: Project, file: Path, source: Path | None) -> Path | None:
    """Return the folder with the English articles: `source`, or else the configuration's; None where none is named."""
    if source is not None:
        return source
    config = project.config_file(file.parent)
    return None if config is None or config.config.source is None else config.absolute(config.config.source)


class _Traits(NamedTuple):
    """What a section is matched by: its links, numbers and words in Latin letters, and the level of its heading."""

    features: frozenset[str]
    level: int
    is_front_matter: bool


def pairs(chinese: Article, english: Article) -> tuple[int | None, ...]:
    """Return for each Chinese section the number of the English one, None where none is like it.

    The order is kept: what is matched are links, numbers, words in Latin letters, and how deep the headings are.
    """
    return _pairs(_traits(chinese), _traits(english))


@lru_cache(maxsize=8)  # asked for at every key; most change no trait
def _pairs(left: Sequence[_Traits], right: Sequence[_Traits]) -> tuple[int | None, ...]:
    rows, columns = len(left), len(right)
    points = [
        [_points(one, other, i / rows - j / columns) for j, other in enumerate(right)] for i, one in enumerate(left)
    ]
    found = dict(heaviest_pairs(points))
    return tuple(found.get(number) for number in range(rows))


@lru_cache(maxsize=8)
def _traits(article: Article) -> tuple[_Traits, ...]:
    sections = article.sections
    features: list[set[str]] = [set() for _ in sections]
    starts = [section.span.start for section in sections]
    for link in article.links:
        if link.slug:
            features[bisect_right(starts, link.span.start) - 1].add(f"/{link.slug}")
    for section, own in zip(sections, features, strict=True):
        text = section.span.cut(article.text)
        own.update(_NUMBER.findall(text), (word.casefold() for word in _LATIN.findall(text)))
    return tuple(
        _Traits(frozenset(own), section.heading.level if section.heading else 0, section.is_front_matter)
        for section, own in zip(sections, features, strict=True)
    )


def _points(one: _Traits, other: _Traits, apart: float) -> float:
    """Return how alike two sections are, from 0 to 1; `apart` is how far, of 1, from each other's place they stand."""
    if one.is_front_matter or other.is_front_matter:
        return 1.0 if one.is_front_matter and other.is_front_matter else 0.0
    same_level = one.level == other.level
    shared = len(one.features & other.features)
    if not shared:
        return _LITTLE * same_level * (1 - abs(apart))
    return 0.6 * shared / len(one.features) + 0.2 * same_level + 0.2 * (1 - abs(apart))
