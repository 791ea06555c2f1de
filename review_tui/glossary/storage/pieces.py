"""Pieces of a kept form, each read when it is asked for: of a hundred thousand words, an article has hundreds.

They lie one behind the other, with a list of where each ends and one of their checksums, as disks may change them.
"""

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import Any, Generic, TypeVar

import msgspec

from review_tui.files.parts import Cut
from review_tui.files.sealing import DamagedError

_NUMBERS, _LONG_NUMBERS = "I", "Q"  # unsigned, in the byte order of the machine
_SHARD = 2  # characters that the keys of one shard have in common

Value = TypeVar("Value")


class PieceWriter:
    """Collects pieces, each as msgpack."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._encode = msgspec.msgpack.Encoder(enc_hook=str).encode

    def add(self, value: Any) -> int:
        """Add a piece; return its number, which counts from 0."""
        self._parts.append(self._encode(value))
        return len(self._parts) - 1

    def add_each(self, values: Mapping[str, Any]) -> dict[str, int]:
        """Add a piece for each key; return their numbers by key."""
        return {key: self.add(value) for key, value in values.items()}

    def add_shards(self, values: Mapping[str, Any]) -> dict[str, int]:
        """Add a piece for all keys with the same first two characters; return their numbers by these."""
        shards: dict[str, dict[str, Any]] = {}
        for key, value in values.items():
            shards.setdefault(key[:_SHARD], {})[key] = value
        return self.add_each(shards)

    def add_pairs(self, values: Mapping[str, Any]) -> tuple[int, bytes]:
        """Add a piece for each key, which is one or two characters; return what `Pairs` takes."""
        first, keys = len(self._parts), sorted(values)
        for key in keys:
            self.add(values[key])
        return first, array(_LONG_NUMBERS, map(_as_number, keys)).tobytes()

    def written(self) -> tuple[bytes, bytes, bytes]:
        """Return where the pieces end, their checksums, and the pieces."""
        ends = array(_NUMBERS, accumulate(map(len, self._parts)))
        return ends.tobytes(), array(_NUMBERS, map(zlib.crc32, self._parts)).tobytes(), b"".join(self._parts)


class Pieces:
    """Pieces by their numbers, as bytes, each read when it is asked for."""

    def __init__(self, ends: bytes, checksums: bytes, cut: Cut, again: Callable[[], Cut]) -> None:
        """Take where the pieces end, their checksums, and the function that reads bytes of them.

        `again` makes all pieces anew and returns such a function; it is called if a piece is damaged.
        """
        self._ends = array(_NUMBERS, ends)
        self._checksums = array(_NUMBERS, checksums)
        self._cut = cut
        self._again = again

    def __getitem__(self, number: int) -> bytes:
        """Return the piece with a number. Raises DamagedError where it is damaged and cannot be made again."""
        part = self._read(number)
        if part is None:
            self._cut = self._again()
            part = self._read(number)
            if part is None:
                raise DamagedError("it changed on the disk, and what it was made of is another one now; start again")
        return part

    def _read(self, number: int) -> bytes | None:
        try:
            part = self._cut(self._ends[number - 1] if number else 0, self._ends[number])
        except OSError:
            return None
        return part if zlib.crc32(part) == self._checksums[number] else None


class Pairs(Mapping[str, int]):
    """The numbers of pieces that lie in the order of their keys, which are one or two characters.

    To make strings of twenty thousand keys would take longer than to look for some of them here.
    """

    def __init__(self, first: int, keys: bytes) -> None:
        """Take the number of the first piece, and the keys, sorted, as `PieceWriter.add_pairs` returns them."""
        self._first = first
        self._keys = array(_LONG_NUMBERS, keys)

    def __getitem__(self, key: str) -> int:
        index = self._index(key)
        if index < 0:
            raise KeyError(key)
        return self._first + index

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._index(key) >= 0

    def _index(self, key: str) -> int:
        """Return which of the keys this is, -1 where it is none."""
        wanted = _as_number(key)
        index = bisect_left(self._keys, wanted)
        return index if index < len(self._keys) and self._keys[index] == wanted else -1

    def __iter__(self) -> Iterator[str]:
        for number in self._keys:
            first, second = divmod(number, _STEP)
            yield chr(first) + (chr(second - 1) if second else "")

    def __len__(self) -> int:
        return len(self._keys)


_STEP = 1 << 32


def _as_number(key: str) -> int:
    """Return one or two characters as a number, lower for what sorts before; -1 for what is longer or empty."""
    if len(key) == 2:
        return ord(key[0]) * _STEP + ord(key[1]) + 1
    return ord(key) * _STEP if len(key) == 1 else -1


class LazyPieces(Mapping[str, Value], Generic[Value]):
    """Values by their keys, each read when it is asked for."""

    def __init__(self, pieces: Pieces, numbers: Mapping[str, int], kind: type[Value]) -> None:
        self._pieces = pieces
        self._numbers = numbers
        self._decode = msgspec.msgpack.Decoder(kind).decode

    def __getitem__(self, key: str) -> Value:
        return self._decode(self._pieces[self._numbers[key]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, key: object) -> bool:
        return key in self._numbers


class Sharded(Mapping[str, Value], Generic[Value]):
    """Values by their keys, read together with those whose keys have the same first two characters."""

    def __init__(self, shards: Mapping[str, dict[str, Value]]) -> None:
        self._shards = shards
        self._read: dict[str, dict[str, Value]] = {}

    def __getitem__(self, key: str) -> Value:
        return self._shard(key[:_SHARD])[key]

    def _shard(self, beginning: str) -> dict[str, Value]:
        shard = self._read.get(beginning)
        if shard is None:
            shard = self._read[beginning] = self._shards.get(beginning, {})
        return shard

    def __iter__(self) -> Iterator[str]:
        for beginning in self._shards:
            yield from self._shard(beginning)

    def __len__(self) -> int:
        return sum(len(self._shard(beginning)) for beginning in self._shards)
