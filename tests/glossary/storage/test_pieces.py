"""Parts of a kept form come back as they were written, whoever asks first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.files.parts import Cut
from review_tui.files.sealing import DamagedError
from review_tui.glossary.storage.pieces import LazyPieces, Pairs, Pieces, PieceWriter, Sharded

KEYS = st.text(max_size=5)
NUMBERS = st.integers(0, 1 << 40)


def cut_of(rest: bytes) -> Cut:
    return lambda start, end: rest[start:end]


def read(parts: PieceWriter) -> Pieces:
    ends, checksums, rest = parts.written()
    return Pieces(ends, checksums, cut_of(rest), lambda: cut_of(b""))


@given(st.dictionaries(KEYS, NUMBERS), st.dictionaries(KEYS, st.none() | NUMBERS), st.lists(KEYS))
def test_what_was_written_is_read(first: dict[str, int], second: dict[str, int | None], asked: list[str]) -> None:
    parts = PieceWriter()
    each, shards = parts.add_each(first), parts.add_shards(second)
    pieces = read(parts)
    lazy = LazyPieces(pieces, each, int)
    sharded = Sharded(LazyPieces(pieces, shards, dict[str, int | None]))
    for key in [*asked, *first, *second]:
        assert (key in lazy, lazy.get(key, -1)) == (key in first, first.get(key, -1))
        assert (key in sharded, sharded.get(key, -1)) == (key in second, second.get(key, -1))
    assert lazy == first
    assert sharded == second
    assert (len(lazy), len(sharded)) == (len(first), len(second))


@given(st.dictionaries(st.text(min_size=1, max_size=2), NUMBERS), st.dictionaries(KEYS, NUMBERS), st.lists(KEYS))
def test_pieces_of_short_keys_are_found(pairs: dict[str, int], others: dict[str, int], asked: list[str]) -> None:
    parts = PieceWriter()
    parts.add_each(others)
    numbers = Pairs(*parts.add_pairs(pairs))
    lazy = LazyPieces(read(parts), numbers, int)
    assert lazy == pairs
    assert list(lazy) == sorted(pairs)
    for key in [*asked, *pairs]:
        assert (key in lazy, lazy.get(key, -1)) == (key in pairs, pairs.get(key, -1))
    with pytest.raises(KeyError):
        numbers["止赎权"]


def test_a_shard_is_read_once() -> None:
    parts = PieceWriter()
    numbers = parts.add_shards({"loan": 1, "loss": 2, "bond": 3})
    asked: list[str] = []

    class Noting(LazyPieces[dict[str, int]]):
        def __getitem__(self, key: str) -> dict[str, int]:
            asked.append(key)
            return super().__getitem__(key)

    slugs = Sharded(Noting(read(parts), numbers, dict[str, int]))
    assert [slugs.get(name) for name in ("loan", "loss", "lord", "loan", "cash")] == [1, 2, None, 1, None]
    assert asked == ["lo", "ca"]


def test_what_is_damaged_is_made_again_once() -> None:
    parts = PieceWriter()
    numbers = [parts.add(value) for value in ("一", "二", "三")]
    ends, checksums, rest = parts.written()
    sound = [Pieces(ends, checksums, cut_of(rest), lambda: cut_of(b""))[number] for number in numbers]
    made: list[bytes] = []

    def again() -> Cut:
        made.append(rest)
        return cut_of(rest)

    pieces = Pieces(ends, checksums, cut_of(rest[:4]), again)
    assert [pieces[0], made] == [sound[0], []]
    assert [pieces[number] for number in numbers] == sound
    assert len(made) == 1


def test_what_cannot_be_read_is_made_again() -> None:
    parts = PieceWriter()
    parts.add("一")
    ends, checksums, rest = parts.written()

    def fail(*_: int) -> bytes:
        raise OSError(5, "the disk reports an error")

    assert Pieces(ends, checksums, fail, lambda: cut_of(rest))[0] == rest


def test_what_is_another_one_when_it_is_made_again_is_an_error() -> None:
    parts = PieceWriter()
    parts.add("一")
    ends, checksums, _ = parts.written()
    with pytest.raises(DamagedError, match="start again"):
        Pieces(ends, checksums, cut_of(b""), lambda: cut_of(b"other"))[0]
