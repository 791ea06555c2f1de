"""`review-tui lsp` where the server cannot run. What it serves is tested in tests/lsp."""

from collections.abc import Callable
from typing import Any

import pytest

Command = Callable[..., Any]


def test_without_the_extra_it_says_what_to_install(review_tui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review_tui.cli.lsp.find_spec", lambda _: None)
    ran = review_tui("lsp")
    assert (ran.code, ran.out) == (2, "")
    assert "install review-tui[lsp]" in ran.err
