"""The progress bar: only for runs that take long, and out of the way of everything else."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from review_tui.cli import progress
from review_tui.cli.progress import ProgressLine, elapsing
from review_tui.text.cells import width

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the time that the bar believes it is, in seconds."""
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let stderr, which is captured, count as a terminal."""
    monkeypatch.setattr(progress, "is_watched", lambda: True)


@pytest.mark.usefixtures("terminal")
def test_nothing_is_drawn_in_the_first_second(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    bar = ProgressLine(lambda: 10)
    clock[0] += progress.PATIENCE / 2
    bar.tick(5, 0)
    bar.clear()
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("terminal")
def test_then_it_shows_how_far_the_run_is_and_goes_away(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    totals = iter([14_338])
    bar = ProgressLine(lambda: next(totals))
    clock[0] += progress.PATIENCE
    bar.tick(7_169, 12)
    bar.tick(7_170, 12)
    drawn = capsys.readouterr().err
    assert "[############------------] 7,169 of 14,338 articles, 12 findings" in drawn
    assert "7,170" not in drawn
    clock[0] += progress.EVERY
    bar.tick(20_000, 12)
    assert "20,000 of 20,000" in capsys.readouterr().err
    bar.clear()
    assert capsys.readouterr().err == "\r\x1b[K"


def test_without_a_terminal_there_is_none(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    bar = ProgressLine(lambda: 10)
    clock[0] += 10
    bar.tick(5, 0)
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("terminal")
def test_work_that_takes_long_is_named_until_it_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.001)
    drawn = ""
    with elapsing("reading a\x1b[31m.xlsx"):
        while "s)" not in drawn:
            drawn += capsys.readouterr().err
    assert drawn.startswith("\r\x1b[Kreading a")
    assert drawn.count("\x1b") == 1
    assert capsys.readouterr().err.endswith("\r\x1b[K")


@pytest.mark.usefixtures("terminal")
def test_a_long_chinese_name_takes_one_row(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.001)
    monkeypatch.setenv("COLUMNS", "40")
    drawn = ""
    with elapsing(f"reading {'术语表' * 10}.csv"):
        while "术" not in drawn:
            drawn += capsys.readouterr().err
    assert width(drawn.removeprefix("\r\x1b[K")) < 40


@pytest.mark.usefixtures("terminal")
def test_what_is_done_at_once_is_not_named(capsys: pytest.CaptureFixture[str]) -> None:
    with elapsing("reading a.xlsx"):
        pass
    assert capsys.readouterr().err == ""


def test_without_a_terminal_no_work_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with pytest.raises(ValueError, match="broken"), elapsing("reading a.xlsx"):
        raise ValueError("broken")
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("terminal")
def test_the_line_goes_away_where_the_work_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.001)
    drawn = ""
    with pytest.raises(ValueError, match="broken"), elapsing("reading a.xlsx"):
        while "s)" not in drawn:
            drawn += capsys.readouterr().err
        raise ValueError("broken")
    assert capsys.readouterr().err.endswith("\r\x1b[K")


def test_a_terminal_on_stderr_leaves_the_report_on_stdout_alone(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.md").write_text("##甲\n", "utf-8")
    primary, secondary = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "review_tui", "lint", ".", "-f", "concise", "-s", "H101"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=secondary,
        check=False,
    )
    os.close(secondary)
    os.close(primary)
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout
    assert done.stdout.count(b"H101") == 20
