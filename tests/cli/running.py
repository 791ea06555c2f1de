"""What running a command in the test's own process gives."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]
"""Runs `review-tui` with some arguments: the fixture `review_tui`."""
