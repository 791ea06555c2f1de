"""What holds for every test of reading and writing: no file stays open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

OPEN = Path("/dev/fd")


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    """Count the open files before and after: a desk that runs for days must not run out of them."""
    before = len(list(OPEN.iterdir()))
    yield
    assert len(list(OPEN.iterdir())) == before
