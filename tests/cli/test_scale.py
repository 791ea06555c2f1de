"""Runs over many files: the same bytes whatever the jobs and the cache, and a way out in the middle."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.forked import Forked

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "hopenowalliance.md"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    text = SEED.read_text("utf-8")
    for number in range(24):
        file = folder / f"{number % 4}" / f"{number:02}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("2007", str(1990 + number)), "utf-8")
    (folder / "glossary").mkdir()
    (folder / "glossary" / "g.csv").write_text(
        "concept,en,zh,status\nworkout,workout,债务重组,preferred\nworkout,workout,锻炼,forbidden\n", "utf-8"
    )
    return folder


def start(corpus: Path, *arguments: str) -> Forked:
    """Start a run in a session of its own, so that a signal can go to all its processes, as those of a terminal do."""
    return Forked(
        ["-m", "review_tui", "lint", *arguments],
        cwd=corpus,
        env={**os.environ, "PYTHONPATH": str(ROOT), "REVIEW_TUI_CACHE_DIR": str(corpus.parent / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def report(corpus: Path, *arguments: str) -> tuple[int, str]:
    process = start(corpus, ".", "-f", "json", *arguments)
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err
    return process.wait(), out


def test_the_report_is_the_same_for_any_jobs_cache_and_order(corpus: Path) -> None:
    code, whole = report(corpus, "-j", "1", "--no-cache")
    assert code == 1
    assert len({finding["path"] for finding in json.loads(whole)}) == 24
    assert report(corpus, "-j", "2", "--no-cache") == (1, whole)
    assert report(corpus, "-j", "3") == (1, whole)
    assert report(corpus, "-j", "2") == (1, whole)
    assert report(corpus, "3", "1", "0", "2") == (1, whole)


ENDINGS = [(signal.SIGINT, 130)] + [(signal.SIGTERM, 143), (signal.SIGHUP, 129)] * (sys.platform != "win32")


@pytest.mark.parametrize(("ending", "code"), ENDINGS)
def test_a_signal_ends_it_with_what_is_known_so_far(corpus: Path, ending: signal.Signals, code: int) -> None:
    text = SEED.read_text("utf-8")
    for number in range(600):
        (corpus / "0" / f"more-{number:03}.md").write_text(f"{text}\n{number}\n", "utf-8")
    process = start(corpus, ".", "-f", "json", "-j", "2", "--no-cache")
    assert process.stdout is not None
    assert process.stderr is not None
    begun = process.stdout.readline() + process.stdout.readline()
    process.send_signal(ending)
    findings = json.loads(begun + process.stdout.read())
    said = process.stderr.read()
    assert process.wait(timeout=120) == code
    process.stdout.close()
    process.stderr.close()
    assert 0 < len({finding["path"] for finding in findings}) < 600
    assert "Interrupted: " in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("to_all", "ending", "code"),
    [(each is not signal.SIGTERM, each, code) for each, code in ENDINGS],  # those of a terminal go to all its processes
)
def test_a_signal_while_files_are_fixed_tells_each_that_was_and_leaves_nothing_beside_them(
    corpus: Path, ending: signal.Signals, code: int, *, to_all: bool
) -> None:
    text = SEED.read_text("utf-8")
    for number in range(400):
        (corpus / "0" / f"more-{number:03}.md").write_text(f"{text}\n{number}\n", "utf-8")
    before = {file: file.read_bytes() for file in corpus.rglob("*.md")}
    process = start(corpus, ".", "--fix", "-f", "concise", "-j", "2")
    assert process.stdout is not None
    begun = process.stdout.readline()
    if to_all:
        os.killpg(process.pid, ending)
    else:
        process.send_signal(ending)
    rest, said = process.communicate(timeout=120)
    told = re.search(r"Fixed \d+ findings in (\d+) files", begun + rest + said)
    assert told is not None, said
    changed = sum(file.read_bytes() != data for file, data in before.items())
    assert process.returncode == code
    assert 0 < changed < len(before)
    assert int(told[1]) == changed
    assert f"Interrupted: {changed} files checked so far." in said
    assert list(corpus.rglob(".review-tui-*")) == []


def test_ctrl_c_once_ends_it_too_where_what_is_read_never_comes(corpus: Path) -> None:
    pytest.importorskip("fsspec", reason="the extra dask is not installed")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        process = start(corpus, f"ftp://127.0.0.1:{silent.getsockname()[1]}/x.md", "-f", "json")
        connection, _ = silent.accept()  # and not a word is said
        with connection:
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Interrupted: 0 files checked so far; the report is not whole." in said
    assert "Traceback" not in said


def test_a_signal_leaves_no_draft_of_a_report(corpus: Path) -> None:
    text = SEED.read_text("utf-8")
    for number in range(400):
        (corpus / "0" / f"more-{number:03}.md").write_text(f"{text}\n{number}\n", "utf-8")
    process = start(corpus, ".", "-f", "sarif", "-o", "report.sarif", "-j", "2", "--no-cache")
    end = time.monotonic() + 60
    while not any(file.stat().st_size > 200_000 for file in corpus.glob(".review-tui-*")):
        assert time.monotonic() < end
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Interrupted: " in said
    assert len(json.loads((corpus / "report.sarif").read_text("utf-8"))["runs"][0]["results"]) > 0
    assert list(corpus.glob(".review-tui-*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_what_was_told_to_go_on_without_its_terminal_does(corpus: Path) -> None:
    command = f'trap "" HUP; exec "{sys.executable}" -m review_tui lint . -s H101 -f json -j 1 --no-cache'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(["sh", "-c", command], cwd=corpus, env=environment, stdout=pipe, stderr=pipe)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=60)
    assert process.returncode == 1


def test_fixing_many_files_leaves_the_same_as_fixing_one_by_one(corpus: Path) -> None:
    process = start(corpus, ".", "--fix", "-j", "2", "-f", "json")
    process.communicate(timeout=120)
    fixed = {file.name: file.read_bytes() for file in corpus.rglob("*.md")}
    assert len(fixed) == 24
    assert all("\n##现在".encode() not in data for data in fixed.values())
    again = start(corpus, ".", "--fix", "-j", "1", "-f", "json")
    again.communicate(timeout=120)
    assert fixed == {file.name: file.read_bytes() for file in corpus.rglob("*.md")}
