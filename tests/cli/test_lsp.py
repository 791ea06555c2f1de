"""`review-tui lsp` where the server cannot run. What it serves is tested in tests/lsp."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.mark.parametrize("missing", ["pygls", "pygls.lsp.server", "lsprotocol"])
def test_without_the_extra_it_says_what_to_install(
    review_tui: Command, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in [name for name in sys.modules if name.startswith("review_tui.lsp")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    ran = review_tui("lsp")
    assert (ran.code, ran.out) == (2, "")
    assert "install review-tui[lsp]" in ran.err
