"""The words of a glossary's renderings, grouped by their first characters, to be found in a text quickly.

Nearly all of two hundred thousand words stand in no given text. Most are ruled out without being read, since their
first two characters, or three, do not follow each other there.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, msgpack

from review_tui.collector import undisturbed

HEAD = 2  # characters; a word of one is its own head
_MOST_READ = 1000  # groups that are remembered, of twenty thousand
_AHEAD = range(HEAD + 1, 7)  # lengths of the stretches known at a place; longer words are looked for in all of the text


class HeadWords(Struct, frozen=True, array_like=True):
    """Words with the same head, and for each the numbers of the renderings that have it.

    `own` are the numbers for the head itself. The longer words are in `parts`, one for each third character they have;
    `thirds` are these characters.
    """

    own: list[int]
    thirds: str
    parts: list[dict[str, list[int]]]

    def part(self, index: int) -> dict[str, list[int]]:
        """Return the numbers by words whose third character is `thirds[index]`."""
        return self.parts[index]


class KeptHeadWords(Struct, frozen=True, array_like=True):
    """The same as it is kept in a file: the parts, few of which are asked for, are msgpack."""

    own: list[int]
    thirds: str
    packed: list[bytes]

    @property
    def parts(self) -> list[dict[str, list[int]]]:
        """Return the numbers by words, for each third character."""
        return list(map(_unpack, self.packed))

    def part(self, index: int) -> dict[str, list[int]]:
        """Return the numbers by words whose third character is `thirds[index]`."""
        return _unpack(self.packed[index])


_unpack = msgpack.Decoder(dict[str, list[int]]).decode


def to_keep(words: HeadWords | KeptHeadWords) -> KeptHeadWords:
    """Return words with the same head as they are kept in a file."""
    return KeptHeadWords(words.own, words.thirds, list(map(msgpack.encode, words.parts)))


class WordIndex(Mapping[str, dict[str, list[int]]]):
    """The numbers of renderings by their words, and these by their heads: their first two characters.

    Words are folded (see `folding.fold`). As a mapping it has, for each head, the numbers by words.
    """

    def __init__(self, by_head: Mapping[str, HeadWords | KeptHeadWords]) -> None:
        self.by_head = by_head
        self._read: dict[str, HeadWords | KeptHeadWords] = {}

    def __getitem__(self, head: str) -> dict[str, list[int]]:
        """Return the words with a head, and their numbers."""
        group = self.by_head[head]
        words = {head: group.own} if group.own else {}
        for part in group.parts:
            words.update(part)
        return words

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_head)

    def __len__(self) -> int:
        return len(self.by_head)

    def numbers_of(self, words: str) -> list[int]:
        """Return the numbers of the renderings with exactly these words."""
        group = self._group(words[:HEAD])
        if group is None:
            return []
        if len(words) <= HEAD:
            return group.own
        index = group.thirds.find(words[HEAD])
        return group.part(index).get(words, []) if index >= 0 else []

    def _group(self, head: str) -> HeadWords | KeptHeadWords | None:
        """Return the words with a head, None where there are none; articles ask for the same ones again."""
        group = self._read.get(head)
        if group is None and head in self.by_head:
            if len(self._read) >= _MOST_READ:
                self._read.clear()
            group = self._read[head] = self.by_head[head]
        return group

    def found_in(self, text: str) -> dict[str, list[int]]:
        """Return the numbers of the renderings that stand in a folded text, by their words."""
        heads = {text[start : start + HEAD] for start in range(len(text))}.union(text)
        groups = {head: group for head in heads if (group := self._group(head)) is not None}
        places: dict[str, list[int]] = {}  # where words may begin, by the first three characters there
        for start in range(len(text) - HEAD):
            group = groups.get(text[start : start + HEAD])
            if group is not None and text[start + HEAD] in group.thirds:
                places.setdefault(text[start : start + HEAD + 1], []).append(start)
        found = {head: group.own for head, group in groups.items() if group.own}
        for beginning, starts in places.items():
            group = groups[beginning[:HEAD]]
            words = group.part(group.thirds.index(beginning[HEAD]))
            ahead = {text[start : start + long] for start in starts for long in _AHEAD}
            likely = [word for word in words if word[: _AHEAD[-1]] in ahead]
            found.update({word: words[word] for word in likely if word in ahead or word in text})
        return found


@undisturbed()
def word_index_of(words: Iterable[str]) -> WordIndex:
    """Return the index of folded words, which are numbered from 0 in this order; empty words are left out of it."""
    heads: dict[str, dict[str, dict[str, list[int]]]] = {}
    for number, word in enumerate(words):
        if word:
            parts = heads.setdefault(word[:HEAD], {})
            parts.setdefault(word[HEAD : HEAD + 1], {}).setdefault(word, []).append(number)
    return WordIndex({head: _group_of(head, parts) for head, parts in heads.items()})


def _group_of(head: str, parts: dict[str, dict[str, list[int]]]) -> HeadWords:
    """Return the words with a head, given by their third character, or none for the head itself."""
    own = parts.pop("", {}).get(head, [])
    return HeadWords(own, "".join(parts), list(parts.values()))
