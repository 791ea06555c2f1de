"""Reports as bytes, between processes and for the cache. The findings are decoded only when one of them is looked at.

Most runs need no more than the counts of the findings and their lines of JSON, so both are stored beside the findings.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from review_tui.lint import finding_json
from review_tui.lint.report import Item, Report
from review_tui.lint.tally import Summed, Sums, sums_in, sums_of


class _Packed(Struct, frozen=True, array_like=True):
    """The findings of a report, as bytes, with their sums and their lines of JSON."""

    sums: Sums
    lines: str
    items: bytes


class _Wire(Struct, frozen=True, array_like=True):
    """A report without its findings, and these."""

    rest: Report
    packed: _Packed


class ListedItems(tuple[Item, ...], Summed):  # noqa: SLOT001  what is worked out is kept beside them
    """The findings of a report that was made in this process, with their sums and lines of JSON worked out once."""

    @cached_property
    def sums(self) -> Sums:
        """Return what they come to."""
        return sums_of(self)

    @cached_property
    def lines(self) -> str:
        """Return their lines of JSON: see `finding_json.lines`."""
        return finding_json.lines(self)


class PackedItems(Sequence[Item], Summed):
    """The findings of a decoded report, which are themselves decoded when one of them is looked at."""

    __slots__ = ("_items", "_packed")

    def __init__(self, packed: _Packed) -> None:
        self._packed = packed
        self._items: tuple[Item, ...] | None = None

    @property
    def sums(self) -> Sums:
        """Return what they come to."""
        return self._packed.sums

    @property
    def lines(self) -> str:
        """Return their lines of JSON: see `finding_json.lines`."""
        return self._packed.lines

    def __len__(self) -> int:
        return self._packed.sums.findings

    def __iter__(self) -> Iterator[Item]:
        return iter(self._opened())

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        return self._opened()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._opened() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._opened())

    def __repr__(self) -> str:
        return repr(self._opened())

    def _opened(self) -> tuple[Item, ...]:
        if self._items is None:
            self._items = _ITEMS.decode(self._packed.items)
        return self._items


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Wire)
_ITEMS = msgspec.msgpack.Decoder(tuple[Item, ...])


def encode(report: Report) -> bytes:
    """Return a report as bytes that `decode` takes."""
    packed = _Packed(sums_in(report), lines_in(report), _ENCODER.encode(tuple(report.items)))
    return _ENCODER.encode(_Wire(replace(report, items=()), packed))


def decode(payload: bytes) -> Report:
    """Return an encoded report; raise msgspec.DecodeError or ValidationError where it is none."""
    wire = _DECODER.decode(payload)
    return replace(wire.rest, items=PackedItems(wire.packed))


def listed(report: Report) -> Report:
    """Return a report whose findings keep their sums and lines of JSON, once these were asked for."""
    return replace(report, items=ListedItems(report.items))


def lines_in(report: Report) -> str:
    """Return the lines of JSON of a report's findings: see `finding_json.lines`."""
    items = report.items
    return items.lines if isinstance(items, ListedItems | PackedItems) else finding_json.lines(items)
