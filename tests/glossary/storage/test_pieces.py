"""Parts of a kept form come back as they were written, whoever asks first."""

from hypothesis import given
from hypothesis import strategies as st

from review_tui.glossary.storage.pieces import Lazy, Pieces, Sharded, Writer

KEYS = st.text(max_size=5)
NUMBERS = st.integers(0, 1 << 40)


@given(st.dictionaries(KEYS, NUMBERS), st.dictionaries(KEYS, st.none() | NUMBERS), st.lists(KEYS))
def test_what_was_written_is_read(first: dict[str, int], second: dict[str, int | None], asked: list[str]) -> None:
    parts = Writer()
    each, shards = parts.add_each(first), parts.add_shards(second)
    ends, rest = parts.written()
    pieces = Pieces(ends, memoryview(rest))
    lazy = Lazy(pieces, each, int)
    sharded = Sharded(Lazy(pieces, shards, dict[str, int | None]))
    for key in [*asked, *first, *second]:
        assert (key in lazy, lazy.get(key, -1)) == (key in first, first.get(key, -1))
        assert (key in sharded, sharded.get(key, -1)) == (key in second, second.get(key, -1))
    assert lazy == first
    assert sharded == second
    assert (len(lazy), len(sharded)) == (len(first), len(second))


def test_a_shard_is_read_once() -> None:
    parts = Writer()
    numbers = parts.add_shards({"loan": 1, "loss": 2, "bond": 3})
    ends, rest = parts.written()
    asked: list[str] = []

    class Noting(Lazy[dict[str, int]]):
        def __getitem__(self, key: str) -> dict[str, int]:
            asked.append(key)
            return super().__getitem__(key)

    slugs = Sharded(Noting(Pieces(ends, memoryview(rest)), numbers, dict[str, int]))
    assert [slugs.get(name) for name in ("loan", "loss", "lord", "loan", "cash")] == [1, 2, None, 1, None]
    assert asked == ["lo", "ca"]
