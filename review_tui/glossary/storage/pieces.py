"""Pieces of a kept form, each read when it is asked for: of a hundred thousand words, an article has hundreds.

They lie one behind the other, with a list of where each ends and one of their checksums, as disks may change them.
"""

import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import accumulate
from typing import Any, Generic, TypeVar

import msgspec

from review_tui.files.parts import Cut
from review_tui.files.sealing import DamagedError

_NUMBERS = "I"  # unsigned, in the byte order of the machine
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
        with suppress(OSError):
            part = self._cut(self._ends[number - 1] if number else 0, self._ends[number])
            if zlib.crc32(part) == self._checksums[number]:
                return part
        return None


class LazyPieces(Mapping[str, Value], Generic[Value]):
    """Values by their keys, each read when it is asked for."""

    def __init__(self, pieces: Pieces, numbers: dict[str, int], kind: type[Value]) -> None:
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
