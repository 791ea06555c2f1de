"""A run on a real Dask cluster of two worker processes, against the same run in one process.

The cluster lives in a program of its own, as it does for users: its threads and sockets are none of the test runner's.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="the extra dask is not installed")

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}

SERVER = """
import sys
import dask
from distributed import LocalCluster

def main():
    dask.config.set({"distributed.scheduler.allowed-failures": 1, "distributed.comm.timeouts.connect": "5s"})
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50) as it:
        print(it.scheduler_address, flush=True)
        sys.stdin.read()

if __name__ == "__main__":
    main()
"""

DYING = """
import json, os, signal, sys
from pathlib import Path
from review_tui.lint import run as module
from review_tui.lint.cluster import Cluster
from review_tui.lint.job import Task, run_batch
from review_tui.lint.run import run
from review_tui.lint.settings import Settings

MARK = str(Path("mark").absolute())

def dying(tasks):
    import os, signal
    for task in tasks:
        if task.path == "always.md" or (task.path == "once.md" and not os.path.exists(MARK)):
            open(MARK, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
    from review_tui.lint.job import run_batch
    return run_batch(tasks)

module.run_batch = dying
address, *paths = sys.argv[1:]
tasks = [Task(path, str(Path(path).absolute()), Settings(select=("H101",))) for path in paths]
with Cluster(address) as cluster:
    reports = list(run(tasks, cluster, jobs=2))
print(json.dumps([
    [report.path, len(report.items), [failure.message for failure in report.failures]] for report in reports
]))
"""


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a scheduler and two workers, and return the address."""
    folder = tmp_path_factory.mktemp("cluster")
    program = folder / "server.py"
    program.write_text(SERVER, "utf-8")
    command = [sys.executable, str(program)]
    with subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        assert server.stdin is not None
        server.stdin.close()
        server.wait(30)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder with articles, and a glossary of its own."""
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "terms.csv").write_text(
        "concept,en,zh,status\nworkout,workout,债务重整,preferred\nworkout,workout,锻炼,forbidden\n", "utf-8"
    )
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(40):
        word = "锻炼" if number % 3 else "债务重整"
        text = f"---\ntitle: 甲{number}\n---\n\n##甲{number}\n\n{word}是**“重整”**的一种。\n"
        (articles / f"{number:03}.md").write_text(text, "utf-8")
    return tmp_path


def lint(site: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "review_tui", "lint", "--no-cache", "-f", "json", *arguments]
    return subprocess.run(command, cwd=site, env=ENVIRONMENT, capture_output=True, timeout=120, check=False)


def test_the_report_is_the_same_to_the_byte(scheduler: str, site: Path) -> None:
    (site / "articles" / "020.md").write_bytes(b"\xff\xfe\x00 no text")
    here = lint(site, "articles", "gone.md", "--jobs", "1")
    there = lint(site, "articles", "gone.md", "--scheduler", scheduler)
    assert there.stdout == here.stdout
    assert there.stderr == here.stderr
    assert (there.returncode, here.returncode) == (2, 2)
    assert len(json.loads(there.stdout)) > 60


def test_a_glossary_that_changed_counts_as_it_is_now(scheduler: str, site: Path) -> None:
    file = site / "glossary" / "terms.csv"
    first = lint(site, "articles/001.md", "--select", "T701", "--scheduler", scheduler)
    file.write_text(file.read_text("utf-8").replace("forbidden", "admitted"), "utf-8")
    second = lint(site, "articles/001.md", "--select", "T701", "--scheduler", scheduler)
    assert [len(json.loads(ran.stdout)) for ran in (first, second)] == [1, 0]


def dying(scheduler: str, folder: Path, *names: str) -> list[Any]:
    for name in names:
        (folder / name).write_text("##甲\n", "utf-8")
    (folder / "dying.py").write_text(DYING, "utf-8")
    command = [sys.executable, "dying.py", scheduler, *names]
    ran = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, timeout=120, check=True)
    reports: list[Any] = json.loads(ran.stdout)
    return reports


def test_the_work_of_a_worker_that_dies_goes_to_another(scheduler: str, tmp_path: Path) -> None:
    names = ("a.md", "once.md", "b.md")
    assert dying(scheduler, tmp_path, *names) == [[name, 1, []] for name in names]


def test_only_the_file_that_kills_workers_is_reported(scheduler: str, tmp_path: Path) -> None:
    first, killer, last = dying(scheduler, tmp_path, "a.md", "always.md", "b.md")
    assert (first, last) == (["a.md", 1, []], ["b.md", 1, []])
    assert killer[:2] == ["always.md", 0]
    assert killer[2][0].startswith("not checked: ")


@pytest.mark.parametrize("command", [("mine",), ("stats", "-f", "json"), ("stats", "-f", "csv", "--substrings")])
def test_the_glossary_commands_find_the_same(scheduler: str, site: Path, command: tuple[str, ...]) -> None:
    (site / "en").mkdir()
    (site / "en" / "003.md").write_text("---\ntitle: A\n---\n\nA workout, and a [workout](/workout).\n", "utf-8")
    (site / "articles" / "020.md").write_bytes(b"\xff\xfe\x00 no text")
    (site / "articles" / "021.md").write_text(
        "---\ntitle: 乙\n---\n\n[重整计划](/workout)与[锻炼](/workout)。\n", "utf-8"
    )
    whole = [sys.executable, "-m", "review_tui", "glossary", *command, "articles", "--source", "en"]

    def run(*more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*whole, *more], cwd=site, env=ENVIRONMENT, capture_output=True, timeout=120, check=False)

    here, there = run(), run("--scheduler", scheduler)
    assert there.stdout == here.stdout != b""
    assert there.stderr == here.stderr
    assert here.returncode == there.returncode == 2


IMPATIENT = """
import sys
import review_tui.lint.cluster
from review_tui.__main__ import main

review_tui.lint.cluster.PATIENCE = 1
sys.exit(main())
"""


def test_a_scheduler_that_is_not_there_is_named(site: Path) -> None:
    command = [sys.executable, "-c", IMPATIENT, "lint", "articles", "-f", "json", "--scheduler", "127.0.0.1:9"]
    ran = subprocess.run(command, cwd=site, env=ENVIRONMENT, capture_output=True, timeout=60, check=False)
    assert ran.returncode == 2
    (report,) = json.loads(ran.stdout)
    assert report["code"] == "E902"
    assert b"no Dask scheduler answers" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_addresses_are_read_here_and_there(scheduler: str, site: Path) -> None:
    address = (site / "articles").as_uri()
    here = lint(site, address, f"{address}/gone.md", "nowhere://x", "--jobs", "1")
    there = lint(site, address, f"{address}/gone.md", "nowhere://x", "--scheduler", scheduler)
    assert there.stdout == here.stdout
    found = json.loads(here.stdout)
    files = json.loads(lint(site, "articles").stdout)
    assert [each["code"] for each in found if each["code"] != "E902"] == [each["code"] for each in files]
    assert {each["path"] for each in found if each["code"] == "E902"} == {f"{address}/gone.md", "nowhere://x"}
    assert here.returncode == there.returncode == 2


@pytest.mark.parametrize("arguments", [("--fix", "articles"), ("-",), ("--jobs", "2", "articles")])
def test_what_a_cluster_cannot_do_is_refused(site: Path, arguments: tuple[str, ...]) -> None:
    ran = lint(site, *arguments, "--scheduler", "127.0.0.1:9")
    assert ran.returncode == 2
    assert b"--scheduler" in ran.stderr
