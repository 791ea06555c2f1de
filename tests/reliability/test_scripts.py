"""Small runs of the scripts beside this file, so that they stay true."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run(script: str, *arguments: str) -> str:
    """Run a script as a person would, and return what it prints; a loss makes it fail."""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_killed_processes_lose_nothing() -> None:
    assert "| all | 20 |" in run("kill.py", "--kills", "20")


def test_two_editors_lose_nothing() -> None:
    assert "60 saves" in run("two_editors.py", "--saves", "60")
