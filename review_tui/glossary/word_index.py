"""The words of a glossary's renderings, grouped by their first two characters, to be found in a text quickly.

Nearly all of a hundred thousand words stand in no given text. Most are ruled out without being read, since their first
two characters, or three, do not follow each other there.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from review_tui.collector import undisturbed

_HEAD = 2  # characters; a word of one is its own head
_MOST_READ = 1000  # groups that are remembered, of twenty thousand
_LONGER = 3  # characters that are looked at before all of a word is


class HeadWords(Struct, frozen=True, array_like=True):
    """Words with the same head, and for each the numbers of the renderings that have it."""

    words: list[str]
    numbers: list[list[int]]


class KeptHeadWords(Struct, frozen=True, array_like=True):
    """The same as it is read from a kept form: the numbers, which few ask for, are msgpack still."""

    words: list[str]
    packed: msgspec.Raw

    @property
    def numbers(self) -> list[list[int]]:
        """Return the numbers of the renderings that have each word."""
        return _read(self.packed)


_read = msgspec.msgpack.Decoder(list[list[int]]).decode


class WordIndex(Mapping[str, dict[str, list[int]]]):
    """The numbers of renderings by their words, and these by their heads: their first two characters.

    Words are folded (see `folding.fold`). As a mapping it has, for each head, the numbers by words.
    """

    def __init__(self, by_head: Mapping[str, HeadWords | KeptHeadWords]) -> None:
        self.by_head = by_head
        self._read: dict[str, HeadWords | KeptHeadWords | None] = {}

    def __getitem__(self, head: str) -> dict[str, list[int]]:
        """Return the words with a head, and their numbers."""
        group = self.by_head[head]
        return dict(zip(group.words, group.numbers, strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_head)

    def __len__(self) -> int:
        return len(self.by_head)

    def numbers_of(self, words: str) -> list[int]:
        """Return the numbers of the renderings with exactly these words."""
        group = self._group(words[:_HEAD])
        if group is None or words not in group.words:
            return []
        return group.numbers[group.words.index(words)]

    def _group(self, head: str) -> HeadWords | KeptHeadWords | None:
        """Return the words with a head, None where there are none; articles ask for the same ones again."""
        try:
            return self._read[head]
        except KeyError:
            group = self.by_head.get(head)
        if len(self._read) >= _MOST_READ:
            self._read.clear()
        self._read[head] = group
        return group

    def found_in(self, text: str) -> dict[str, list[int]]:
        """Return the numbers of the renderings that stand in a folded text, by their words."""
        heads = {text[start : start + _HEAD] for start in range(len(text))} | set(text)
        longer = {text[start : start + _LONGER] for start in range(len(text))}
        found: dict[str, list[int]] = {}
        for head in heads & self.by_head.keys():
            group = self._group(head)
            if group is None:
                continue
            indexes = [
                index
                for index, word in enumerate(group.words)
                if len(word) <= _HEAD or (word[:_LONGER] in longer and word in text)
            ]
            if indexes:
                numbers = group.numbers
                found.update({group.words[index]: numbers[index] for index in indexes})
        return found


@undisturbed()
def word_index_of(words: Iterable[str]) -> WordIndex:
    """Return the index of folded words, which are numbered from 0 in this order; empty words are left out of it."""
    numbers: dict[str, dict[str, list[int]]] = {}
    for number, word in enumerate(words):
        if word:
            numbers.setdefault(word[:_HEAD], {}).setdefault(word, []).append(number)
    return WordIndex({head: HeadWords(list(those), list(those.values())) for head, those in numbers.items()})
