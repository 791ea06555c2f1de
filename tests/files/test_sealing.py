"""What is sealed comes back as it was, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.files.sealing import DamagedError, seal, unseal


@given(st.binary(max_size=2000))
def test_a_payload_comes_back(payload: bytes) -> None:
    assert unseal(seal(payload)) == payload


@given(st.binary(min_size=1, max_size=500), st.data())
def test_a_changed_byte_is_noticed(payload: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(payload))
    index = data.draw(st.integers(0, len(sealed) - 1))
    sealed[index] ^= data.draw(st.integers(1, 255))

    with pytest.raises(DamagedError):
        unseal(bytes(sealed))


@pytest.mark.parametrize("other", [b"", b"\0", b"\0\0\0", b"\0\0\0\1", b"cut in half"])
def test_what_never_was_sealed_is_damaged(other: bytes) -> None:
    with pytest.raises(DamagedError):
        unseal(other)
