"""`review-tui lsp` where the server cannot run. What it serves is tested in tests/lsp."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = "import sys; sys.modules[{!r}] = None; from review_tui.cli.main import run; sys.exit(run(['lsp']))"


@pytest.mark.parametrize("missing", ["pygls", "pygls.lsp.server", "lsprotocol"])
def test_without_the_extra_it_says_what_to_install(missing: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(missing)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "pip install '.[lsp]'" in ran.stderr
    assert "Traceback" not in ran.stderr
