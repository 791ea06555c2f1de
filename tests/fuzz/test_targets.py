"""What must hold for any bytes: short runs of what `run.py` fuzzes, and what longer ones found."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

# By target: what was found, each once a defect.
FOUND: tuple[tuple[str, bytes], ...] = (
    ("decisions", b'{"path": "a", "x": ' + b"[" * 5_000),
    ("configuration", b"\x00[" + b" " * 2_000),
    ("configuration", b"a = " + b"[" * 5_000),
    ("exchange", b"[" * 50_000),
    ("exchange", b'[{"a": ' * 5_000),
    ("exchange", b"<?xml version='1.0'?><martif>" + b"<a>" * 20_000),
    ("fixers", b"\xff" + b"\x99" * 60),
    ("table", "a\xad,,a,preferred\na\xad,,\xad,preferred\n".encode()),
)


@pytest.mark.parametrize("name", list(TARGETS))
def test_any_bytes(name: str) -> None:
    @settings(suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=80) | st.binary(max_size=60).map(lambda data: b"\x01" + data))
    def hold(data: bytes) -> None:
        TARGETS[name](data)

    hold()


@pytest.mark.parametrize(("name", "data"), FOUND, ids=lambda each: each if isinstance(each, str) else str(each[:12]))
def test_what_was_found(name: str, data: bytes) -> None:
    TARGETS[name](data)
