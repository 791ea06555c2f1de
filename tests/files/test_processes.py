"""Whether a process runs."""

import os
import subprocess
import sys

import pytest

from review_tui.files.processes import runs
from tests.windows import as_on_windows


def test_a_process_runs_until_it_ends() -> None:
    assert runs(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        assert runs(other.pid)
        other.communicate(b"\n")
    assert other.returncode == 0  # nothing was sent to it
    assert not runs(other.pid)


def test_where_the_system_is_not_asked_all_run(monkeypatch: pytest.MonkeyPatch) -> None:
    as_on_windows(monkeypatch)
    assert runs(10**6)


def test_a_number_that_none_can_have_counts_as_one() -> None:
    assert runs(10**30)
