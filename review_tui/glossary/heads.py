"""The words of a glossary, folded, on shelves: those that begin with the same two characters lie on one.

Nearly all of a hundred thousand words stand in no given text. Which two and three characters follow each other there
tells of most at once, without reading what renderings they are.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from review_tui.collector import undisturbed

_HEAD = 2  # characters; a word of one is its own head
_MOST_READ = 1000  # shelves that are remembered, of twenty thousand
_LONGER = 3  # characters that are looked at before all of a word is


class HeadWords(Struct, frozen=True, array_like=True):
    """Words with the same head, and for each the numbers of the renderings that have it."""

    words: list[str]
    numbers: list[list[int]]


class KeptHeadWords(Struct, frozen=True, array_like=True):
    """A shelf as it is read from its kept form: the numbers, which few ask for, are msgpack still."""

    words: list[str]
    packed: msgspec.Raw

    @property
    def numbers(self) -> list[list[int]]:
        """Return the numbers of the renderings that have each word."""
        return _read(self.packed)


_read = msgspec.msgpack.Decoder(list[list[int]]).decode


class Heads(Mapping[str, dict[str, list[int]]]):
    """The numbers of renderings by their words, and these by their heads."""

    def __init__(self, shelves: Mapping[str, HeadWords | KeptHeadWords]) -> None:
        self.shelves = shelves
        self._read: dict[str, HeadWords | KeptHeadWords | None] = {}

    def __getitem__(self, head: str) -> dict[str, list[int]]:
        """Return the words with a head, and their numbers."""
        shelf = self.shelves[head]
        return dict(zip(shelf.words, shelf.numbers, strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self.shelves)

    def __len__(self) -> int:
        return len(self.shelves)

    def numbers(self, words: str) -> list[int]:
        """Return the numbers of the renderings with exactly these words, folded."""
        shelf = self._shelf(words[:_HEAD])
        if shelf is None or words not in shelf.words:
            return []
        return shelf.numbers[shelf.words.index(words)]

    def _shelf(self, head: str) -> HeadWords | KeptHeadWords | None:
        """Return a shelf, None where there is none with that head; an article asks for the same ones again."""
        try:
            return self._read[head]
        except KeyError:
            shelf = self.shelves.get(head)
        if len(self._read) >= _MOST_READ:
            self._read.clear()
        self._read[head] = shelf
        return shelf

    def standing(self, text: str) -> dict[str, list[int]]:
        """Return the numbers of the renderings that stand in a folded text, by their words."""
        heads = {text[place : place + _HEAD] for place in range(len(text))} | set(text)
        longer = {text[place : place + _LONGER] for place in range(len(text))}
        found: dict[str, list[int]] = {}
        for head in heads & self.shelves.keys():
            shelf = self._shelf(head)
            if shelf is None:
                continue
            places = [
                place
                for place, word in enumerate(shelf.words)
                if len(word) <= _HEAD or (word[:_LONGER] in longer and word in text)
            ]
            if places:
                numbers = shelf.numbers
                found.update({shelf.words[place]: numbers[place] for place in places})
        return found


@undisturbed()
def heads_of(words: Iterable[str]) -> Heads:
    """Return the heads of words that are folded and numbered in this order; no words, no place."""
    numbers: dict[str, dict[str, list[int]]] = {}
    for number, word in enumerate(words):
        if word:
            numbers.setdefault(word[:_HEAD], {}).setdefault(word, []).append(number)
    return Heads({head: HeadWords(list(those), list(those.values())) for head, those in numbers.items()})
