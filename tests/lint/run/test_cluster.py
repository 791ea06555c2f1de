"""A run on a real Dask cluster of two worker processes, against the same run in one process.

The cluster lives in a program of its own, as it does for users: its threads and sockets are none of the test runner's.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.forked import CLUSTER, Forked, forked

pytestmark = [
    pytest.mark.skipif(find_spec("distributed") is None, reason="the extra dask is not installed"),
    pytest.mark.long,
]

ROOT = Path(__file__).parents[3]

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
from review_tui.lint.run import retrying as module
from review_tui.lint.run.cluster import Cluster
from review_tui.lint.run.task import Task
from review_tui.lint.run.writing import run_batch
from review_tui.lint.run.run import run
from review_tui.lint.settings import Settings

MARK = str(Path("mark").absolute())

def dying(tasks):
    import os, signal
    for task in tasks:
        if task.path == "always.md" or (task.path == "once.md" and not os.path.exists(MARK)):
            open(MARK, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
    from review_tui.lint.run.writing import run_batch
    return run_batch(tasks)

module.run_batch = dying
address, *paths = sys.argv[1:]
tasks = [Task(path, str(Path(path).absolute()), Settings(select=("H101",))) for path in paths]
told = []
with Cluster(address) as cluster:
    reports = list(run(tasks, cluster, jobs=2))
    if "once.md" in paths:
        os.remove(MARK)
        spread = cluster.spread(dying, tasks, (), None, lambda task, message: told.append([task.path, message]))
        assert [outcome.report.path for outcome in spread] == paths
print(json.dumps(told))
print(json.dumps([
    [report.path, len(report.items), [failure.message for failure in report.failures], list(report.notes)]
    for report in reports
]))
"""

BLOCKING = """
import os, sys
import review_tui.lint.run.cluster
from review_tui.__main__ import main
from review_tui.lint.run import retrying as module

review_tui.lint.run.cluster.PATIENCE = 900
MARKS = os.path.abspath("marks")

def blocking(tasks):
    import os, time
    from review_tui.lint.run.writing import run_batch
    open(os.path.join(MARKS, f"{os.getpid()} {time.monotonic_ns()}"), "w").close()
    while not os.path.exists(os.path.join(MARKS, "go")):
        time.sleep(0.02)
    return run_batch(tasks)

module.run_batch = blocking
sys.exit(main())
"""

LEAVING = """
import time
from distributed import LocalCluster
from review_tui.lint.run import cluster as module
from review_tui.lint.run.cluster import Cluster
from review_tui.lint.run.cluster_worker import ClusterError

class Absent:
    def __reduce__(self):
        return __import__, ("no_such_module",)

def told(action):
    try:
        action()
    except ClusterError as error:
        print(error)

def main():
    with LocalCluster(n_workers=1, processes=False, dashboard_address=None, silence_logs=50) as local:
        module.nothing, nothing = Absent(), module.nothing
        told(lambda: Cluster(local.scheduler_address))
        module.nothing = nothing
        module.PATIENCE = module.STARTING = 2
        with Cluster(local.scheduler_address) as cluster:
            local.scale(0)
            while cluster.jobs:
                time.sleep(0.02)
            told(lambda: cluster.submit(len, []).result())
            told(lambda: Cluster(local.scheduler_address))
            local.close()
            told(lambda: cluster.submit(len, []).result())
            told(lambda: cluster.jobs)

if __name__ == "__main__":
    main()
"""

IMPATIENTLY = """
import time
from distributed import LocalCluster
from review_tui.lint.run.cluster import Cluster

def slowly(items):
    time.sleep(0.002)
    return list(items)

def main():
    with LocalCluster(n_workers=1, processes=False, dashboard_address=None, silence_logs=50) as local:
        with Cluster(local.scheduler_address) as cluster:
            for number in range(120):
                sent = cluster.submit(slowly, [])
                while True:
                    try:
                        sent.result(0.001)
                        break
                    except TimeoutError:
                        pass

if __name__ == "__main__":
    main()
"""

# The program, which waits longer for a scheduler than any machine is busy.
PATIENT = """
import sys
import review_tui.lint.run.cluster
from review_tui.__main__ import main

review_tui.lint.run.cluster.PATIENCE = 900
sys.exit(main())
"""

WENT_AWAY = r"the worker at tcp://127\.0\.0\.1:[0-9]+ went away while it held {} checked again"


# What Dask does beside the work, many times a second in each process, and how it starts a worker.
QUIET = {
    "WORKER__PROFILE__ENABLED": "False",
    "WORKER__MEMORY__MONITOR_INTERVAL": "10s",
    "NANNY__MONITOR_INTERVAL": "10s",
    "ADMIN__TICK__INTERVAL": "10s",
    "ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
    "WORKER__MULTIPROCESSING_METHOD": "forkserver",
}


def environment() -> dict[str, str]:
    quiet = {f"DASK_DISTRIBUTED__{key}": value for key, value in QUIET.items()}
    return os.environ | quiet | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a scheduler and two workers, and return the address."""
    folder = tmp_path_factory.mktemp("cluster")
    program = folder / "server.py"
    program.write_text(SERVER, "utf-8")
    command = [sys.executable, str(program)]
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        assert server.stdin is not None
        server.stdin.close()
        server.wait(120)


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


def started(*arguments: str, folder: Path) -> Forked:
    pipe = subprocess.PIPE
    return Forked(arguments, loading=CLUSTER, cwd=folder, env=environment(), stdout=pipe, stderr=pipe)


def ran(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return forked(arguments, loading=CLUSTER, cwd=folder, env=environment())


def lint(site: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return ran("-c", PATIENT, "lint", "--no-cache", "-f", "json", *arguments, folder=site)


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
    assert [len(json.loads(each.stdout)) for each in (first, second)] == [1, 0]


def dying(scheduler: str, folder: Path, *names: str) -> tuple[list[Any], list[Any]]:
    """Return the reports on some files, and what else was told."""
    for name in names:
        (folder / name).write_text("##甲\n", "utf-8")
    (folder / "dying.py").write_text(DYING, "utf-8")
    done = ran("dying.py", scheduler, *names, folder=folder)
    assert done.returncode == 0, done.stderr
    told, reports = map(json.loads, done.stdout.splitlines())
    return reports, told


def test_the_work_of_a_worker_that_dies_goes_to_another(scheduler: str, tmp_path: Path) -> None:
    names = ("a.md", "once.md", "b.md")
    (first, *others), ((path, message),) = dying(scheduler, tmp_path, *names)
    assert others == [[name, 1, [], []] for name in names[1:]]
    *found, (note,) = first
    assert found == ["a.md", 1, []]
    for said in (note, message):
        assert re.fullmatch(WENT_AWAY.format("this file and 2 more, which were"), said)
    assert path == "a.md"


def test_only_the_file_that_kills_workers_is_reported(scheduler: str, tmp_path: Path) -> None:
    (first, killer, last), _ = dying(scheduler, tmp_path, "a.md", "always.md", "b.md")
    assert (first[:3], last[:3]) == (["a.md", 1, []], ["b.md", 1, []])
    held = WENT_AWAY.format("this file(; it was| and [0-9]+ more, which were)")
    assert all(re.fullmatch(held, note) for note in (*first[3], *last[3]))  # one may have waited in the same hands
    assert (killer[:2], killer[3]) == (["always.md", 0], [])
    assert killer[2][0].startswith("not checked: ")


def blocking(scheduler: str, site: Path) -> tuple[Forked, list[int]]:
    """Start a run of four batches that wait for `marks/go`; return it with the workers that have one in hand."""
    marks = site / "marks"
    marks.mkdir()
    command = ["-c", BLOCKING, "lint", "--no-cache", "-f", "json", "articles", "--scheduler", scheduler]
    process = started(*command, folder=site)
    end = time.monotonic() + 120
    while not list(marks.iterdir()):
        assert time.monotonic() < end and process.poll() is None
        time.sleep(0.02)
    return process, sorted(int(mark.name.split()[0]) for mark in marks.iterdir())


def test_a_worker_killed_in_the_middle_is_told_and_changes_nothing_in_the_report(scheduler: str, site: Path) -> None:
    here = lint(site, "articles", "--jobs", "1")
    process, workers = blocking(scheduler, site)
    os.kill(workers[0], signal.SIGKILL)
    (site / "marks" / "go").touch()
    out, messages = process.communicate(timeout=120)
    assert out == here.stdout
    assert process.returncode == here.returncode == 1
    told = messages.decode().removeprefix(here.stderr.decode()).splitlines()
    held = WENT_AWAY.format("this file and [0-9]+ more, which were")
    assert len(told) in (1, 2)  # batches: one in its hands, and one that waited there
    assert all(re.fullmatch(f"warning: articles/0[0-9]+[.]md: {held}", line) for line in told)


def test_ctrl_c_ends_the_run_and_takes_back_what_no_worker_began(scheduler: str, site: Path) -> None:
    process, _ = blocking(scheduler, site)
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=120)
    assert process.returncode == 130
    assert b"Interrupted: 0 files checked so far." in messages
    (site / "marks" / "go").touch()
    assert lint(site, "articles", "--scheduler", scheduler).returncode == 1  # after all that was asked for before
    assert len([mark for mark in (site / "marks").iterdir() if mark.name != "go"]) <= 2  # of four batches


def test_a_cluster_that_goes_away_is_told_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "leaving.py").write_text(LEAVING, "utf-8")
    done = ran("leaving.py", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    unlike, no_more, none, *away = done.stdout.decode().splitlines()
    assert "cannot run review-tui (No module named 'no_such_module'): install review-tui" in unlike
    assert no_more.startswith("all its workers are gone")
    assert none.startswith("the cluster has no worker: start one")
    assert [each.split(",")[0] for each in away] == ["the cluster went away"] * 2
    assert b"Traceback" not in done.stderr


def test_results_that_come_at_the_end_of_a_wait_are_not_taken_for_a_cluster_that_went_away(tmp_path: Path) -> None:
    (tmp_path / "impatiently.py").write_text(IMPATIENTLY, "utf-8")
    done = ran("impatiently.py", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", [("mine",), ("stats", "-f", "json", "--substrings")])
def test_the_glossary_commands_find_the_same(scheduler: str, site: Path, command: tuple[str, ...]) -> None:
    (site / "en").mkdir()
    (site / "en" / "003.md").write_text("---\ntitle: A\n---\n\nA workout, and a [workout](/workout).\n", "utf-8")
    (site / "articles" / "020.md").write_bytes(b"\xff\xfe\x00 no text")
    (site / "articles" / "021.md").write_text(
        "---\ntitle: 乙\n---\n\n[重整计划](/workout)与[锻炼](/workout)。\n", "utf-8"
    )
    whole = ["-m", "review_tui", "glossary", *command, "articles", "--source", "en"]
    here, there = ran(*whole, folder=site), ran(*whole, "--scheduler", scheduler, folder=site)
    assert there.stdout == here.stdout != b""
    assert there.stderr == here.stderr
    assert here.returncode == there.returncode == 2


IMPATIENT = """
import sys
import review_tui.lint.run.cluster
from review_tui.cli.main import run

review_tui.__version__ = "9.9"
*absent, there = sys.argv[1:]
for address in (*absent, there):
    review_tui.lint.run.cluster.PATIENCE = 60 if address == there else 1
    assert run(["lint", "articles", "-f", "json-lines", "--scheduler", address]) == 2
"""


def test_what_cannot_be_used_is_named_and_not_waited_for(scheduler: str, site: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:  # it takes the call, and says nothing
        silent = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        absent = ("127.0.0.1:9", "nowhere://x", "", silent)
        done = ran("-c", IMPATIENT, *absent, scheduler, folder=site)
    assert done.returncode == 0, done.stderr
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(report["code"], report["path"]) for report in reports] == [("E902", each) for each in (*absent, scheduler)]
    *unanswered, unlike = done.stderr.decode().splitlines()  # one each, however many articles there are
    for address, message in zip(absent, unanswered, strict=True):
        assert f"error: {address}: no Dask scheduler answers: " in message
    assert "not 9.9: install the same version there" in unlike


@pytest.mark.parametrize("command", [("lint",), ("glossary", "mine")])
def test_ctrl_c_ends_the_wait_for_a_scheduler_at_once(site: Path, command: tuple[str, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(120)
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        process = started("-c", PATIENT, *command, "articles", "--scheduler", address, folder=site)
        connection, _ = silent.accept()
        with connection:
            try:
                process.send_signal(signal.SIGINT)
                with suppress(subprocess.TimeoutExpired):  # it came while a library was in no state to hear it
                    process.wait(20)
                process.send_signal(signal.SIGINT)  # as anybody would, who presses the keys again
                process.communicate()  # both together less than the scheduler is waited for
            finally:
                process.kill()
                process.wait()
    assert process.returncode == 130


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
    refused = lint(site, *arguments, "--scheduler", "127.0.0.1:9")
    assert refused.returncode == 2
    assert b"--scheduler" in refused.stderr


@pytest.mark.parametrize(
    ("package", "arguments"),
    [
        ("distributed", ("lint", "articles", "--scheduler", "tcp://127.0.0.1:9")),
        ("distributed", ("glossary", "mine", "articles", "--scheduler", "tcp://127.0.0.1:9")),
        ("fsspec", ("lint", "memory://articles")),
    ],
)
def test_the_missing_extra_is_named(site: Path, package: str, arguments: tuple[str, ...]) -> None:
    program = f"import sys; sys.modules[{package!r}] = None; from review_tui.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=site, env=environment(), capture_output=True, timeout=120, check=False)
    assert done.returncode == 2
    assert b"pip install '.[dask]'" in done.stderr
    assert b"Traceback" not in done.stderr
