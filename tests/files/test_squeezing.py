"""What the cache keeps comes back as it was, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.files.sealing import DamagedError
from review_tui.files.squeezing import expand, squeeze


@given(st.binary(max_size=2000))
def test_a_payload_comes_back(payload: bytes) -> None:
    assert expand(squeeze(payload)) == payload


@given(st.binary(min_size=1, max_size=500), st.data())
def test_a_changed_byte_is_noticed(payload: bytes, data: st.DataObject) -> None:
    squeezed = bytearray(squeeze(payload))
    index = data.draw(st.integers(0, len(squeezed) - 1))
    squeezed[index] ^= data.draw(st.integers(1, 255))

    with pytest.raises(DamagedError):
        expand(bytes(squeezed))


@given(st.binary(max_size=100))
def test_anything_else_is_damaged(other: bytes) -> None:
    try:
        expand(other)
    except DamagedError:
        return
    assert expand(squeeze(expand(other))) == expand(other)


@pytest.mark.parametrize("other", [b"", b"\0", b"\0\0\0\0", bytes(20)])
def test_what_never_was_a_payload_is_damaged(other: bytes) -> None:
    with pytest.raises(DamagedError):
        expand(other)
