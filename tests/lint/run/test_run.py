"""The run: whatever is an executor serves, results come in order, and nothing runs ahead without end."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest
from msgspec import defstruct
from msgspec.structs import replace

from review_tui.files.atomic import write
from review_tui.files.stamp import Stamp
from review_tui.lint.across.shown import ShownAcross, ShownBy
from review_tui.lint.failure import Failure
from review_tui.lint.report import Report
from review_tui.lint.run import writing
from review_tui.lint.run.cache import Cache, clean, key_of, open_cache, size
from review_tui.lint.run.executor import Function, Here, Pending
from review_tui.lint.run.run import run
from review_tui.lint.run.task import Mode, Task, TaskResult
from review_tui.lint.run.writing import run_batch
from review_tui.lint.settings import Settings
from review_tui.rules.across import Remark
from review_tui.rules.options import Options
from review_tui.severity import Severity

SETTINGS = Settings(select=("H101",))


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    made = []
    for number in range(60):
        file = tmp_path / f"{number:02}.md"
        file.write_text("##甲\n" * (number % 3), "utf-8")
        made.append(Task(file.name, str(file), SETTINGS))
    return made


class Counting:
    """Runs batches here, and counts them."""

    def __init__(self) -> None:
        self.ran: list[str] = []

    def submit(self, function: Function, tasks: Sequence[Task], /) -> Pending:
        self.ran += (task.path for task in tasks)
        return Here().submit(function, tasks)


class Submitted:
    """A batch at an executor of the standard library."""

    lost = ()

    def __init__(self, future: "Future[list[TaskResult]]") -> None:
        self._future = future

    def result(self, timeout: float | None = None) -> list[TaskResult]:
        return self._future.result(timeout)

    def end(self) -> list[TaskResult]:
        self._future.cancel()
        try:
            return self._future.result()
        except CancelledError:
            return []


class Threads:
    """An executor of the standard library, in the shape of `Executor`."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    def submit(self, function: Function, tasks: Sequence[Task], /) -> Pending:
        return Submitted(self._pool.submit(function, tasks))


def test_an_executor_of_the_standard_library_serves_as_well(tasks: list[Task]) -> None:
    with ThreadPoolExecutor(3) as pool:
        assert list(run(tasks, Threads(pool), jobs=3)) == list(run(tasks))


def test_what_is_broken_off_is_told_where_it_changed_a_file(tasks: list[Task]) -> None:
    fixing = [replace(task, mode=Mode.FIX) for task in tasks]
    told: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        for report in run(fixing, Threads(pool), jobs=2, stop=lambda: bool(told)):
            told.append(report.path)  # noqa: PERF401  the next step depends on it
    changed = [task.path for task in tasks if "## " in Path(task.file).read_text("utf-8")]
    assert changed
    assert set(changed) <= set(told)


def test_it_does_not_run_far_ahead_of_what_is_taken(tasks: list[Task]) -> None:
    asked: list[str] = []

    def ask() -> Iterator[Task]:
        for task in tasks * 20:
            asked.append(task.path)
            yield task

    reports = run(ask(), jobs=2)
    next(reports)
    assert len(asked) < 300
    one = run(ask(), jobs=1)
    asked.clear()
    next(one)
    assert len(asked) == 1


def test_it_stops_when_it_is_told_to(tasks: list[Task]) -> None:
    asked = iter([False, False, False, False, False, True])
    reports = list(run(tasks, stop=lambda: next(asked, True)))
    assert 0 < len(reports) < len(tasks)


def test_reports_among_the_tasks_keep_their_place(tasks: list[Task]) -> None:
    broken = Report("broken.md", failures=(Failure("broken.md", 0, "gone"),))
    reports = list(run([tasks[0], broken, tasks[1]], jobs=2))
    assert [report.path for report in reports] == ["00.md", "broken.md", "01.md"]


class TestCache:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path / "cache"

    def test_what_did_not_change_is_not_run_again(self, tasks: list[Task], folder: Path) -> None:
        with open_cache(folder) as cache:
            first = list(run(tasks, cache=cache))
        counting = Counting()
        Path(tasks[5].file).write_text("##乙\n", "utf-8")
        with open_cache(folder) as cache:
            second = list(run(tasks, counting, cache=cache))
        assert counting.ran == ["05.md"]
        assert [a for a, b in zip(first, second, strict=True) if a != b] == [first[5]]

    def test_a_copy_elsewhere_is_reported_under_its_own_name(self, tasks: list[Task], folder: Path) -> None:
        with open_cache(folder) as cache:
            list(run(tasks[:2], cache=cache))
        known, counting = Task("elsewhere/01.md", tasks[1].file, SETTINGS), Counting()
        with open_cache(folder) as cache:
            (report,) = run([known], counting, cache=cache)
        assert (report.path, counting.ran) == ("elsewhere/01.md", [])

    @pytest.mark.parametrize(
        "other",
        [
            Settings(select=("H1",)),
            Settings(select=("H101",), ignore=("P",)),
            Settings(select=("H101",), glossary=("g.csv",)),
        ],
    )
    def test_everything_a_report_depends_on_counts(self, tasks: list[Task], other: Settings) -> None:
        task = tasks[1]
        assert key_of(task, "x") == key_of(Task("y", task.file, SETTINGS), "x")
        assert key_of(task, "x") != key_of(task, "y")
        assert key_of(task, "x") != key_of(Task(task.path, task.file, other), "x")
        assert key_of(task, "x") != key_of(Task(task.path, task.file, SETTINGS, ignored_rules=("T",)), "x")
        assert key_of(task, "x") != key_of(Task(task.path, task.file + "x", SETTINGS), "x")

    @pytest.mark.parametrize("field", Settings.__struct_fields__)
    def test_every_field_of_the_settings_counts(self, tasks: list[Task], field: str) -> None:
        others = {
            "select": ("H1",),
            "ignore": ("P",),
            "extend_select": ("P",),
            "severities": (("H1", Severity.INFO),),
            "options": Options("cjk-friendly"),
            "glossary": ("g.csv",),
        }
        task = tasks[1]
        other = replace(task, settings=replace(SETTINGS, **{field: others[field]}))
        assert key_of(task, "x") != key_of(other, "x")

    def test_a_field_that_is_new_counts(self, tasks: list[Task]) -> None:
        """Whoever adds one need not think of the cache."""
        wider = defstruct("Settings", [("added", str, "")], bases=(Settings,), frozen=True)
        keys = {key_of(replace(tasks[1], settings=wider(added=value)), "x") for value in ("", "a", "b")}
        assert len(keys) == 3

    def test_a_changed_glossary_counts(self, tmp_path: Path) -> None:
        from review_tui.lint.settings import glossary_digest

        file = tmp_path / "g.csv"
        digests = []
        for text in ("concept,en,zh,status\n", "concept,en,zh,status\na,a,甲,preferred\n"):
            file.write_text(text, "utf-8")
            glossary_digest.cache_clear()
            digests.append(glossary_digest((str(file),)))
        assert digests[0] != digests[1]

    def test_a_file_that_failed_is_tried_again(self, tmp_path: Path, folder: Path) -> None:
        (tmp_path / "b.md").write_bytes(b"\0\0\0")
        task = Task("b.md", str(tmp_path / "b.md"), SETTINGS)
        with open_cache(folder) as cache:
            list(run([task], cache=cache))
            counting = Counting()
            list(run([task], counting, cache=cache))
        assert counting.ran == ["b.md"]

    def test_a_broken_file_is_made_again(self, tasks: list[Task], folder: Path) -> None:
        folder.mkdir()
        (folder / "reports-1.sqlite").write_bytes(b"this is no database" * 100)
        with open_cache(folder) as cache:
            assert cache is not None
            list(run(tasks[:3], cache=cache))
        counting = Counting()
        with open_cache(folder) as cache:
            list(run(tasks[:3], counting, cache=cache))
        assert counting.ran == []

    @pytest.mark.parametrize(
        "shape",
        [
            "CREATE TABLE reports (key BLOB PRIMARY KEY, payload BLOB NOT NULL)",
            "CREATE TABLE reports (key TEXT, payload BLOB NOT NULL, used INTEGER NOT NULL)",
            "CREATE TABLE reports (key BLOB PRIMARY KEY, payload BLOB NOT NULL, used INTEGER NOT NULL, more INTEGER)",
            "CREATE VIEW reports AS SELECT 1 AS key, 2 AS payload, 3 AS used",
            "CREATE TABLE others (key BLOB); CREATE INDEX reports ON others (key)",
        ],
    )
    def test_a_file_of_another_shape_is_made_again(self, tasks: list[Task], folder: Path, shape: str) -> None:
        folder.mkdir()
        with closing(sqlite3.connect(folder / "reports-1.sqlite")) as connection:
            connection.executescript(shape)
        with open_cache(folder) as cache:
            list(run(tasks[:3], cache=cache))
        counting = Counting()
        with open_cache(folder) as cache:
            list(run(tasks[:3], counting, cache=cache))
        assert counting.ran == []

    def test_one_that_somebody_else_writes_is_left_alone(
        self, tasks: list[Task], folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("review_tui.lint.run.cache._PATIENCE", 0.1)
        with open_cache(folder) as cache:
            list(run(tasks[:3], cache=cache))
        file = folder / "reports-1.sqlite"
        before = file.read_bytes()
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            with open_cache(folder) as cache:
                assert len(list(run(tasks[:3], cache=cache))) == 3
        with open_cache(folder) as cache, closing(sqlite3.connect(file)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            assert len(list(run(tasks[:3], cache=cache))) == 3
            assert cache is not None
            assert not cache.is_open
        assert file.read_bytes() == before

    @pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.9])
    def test_a_file_that_was_cut_is_made_again(self, tasks: list[Task], folder: Path, share: float) -> None:
        with open_cache(folder) as cache:
            expected = list(run(tasks, cache=cache))
        file = folder / "reports-1.sqlite"
        os.truncate(file, int(file.stat().st_size * share))
        for _ in range(2):  # the first may find it broken only in the middle
            with open_cache(folder) as cache:
                assert list(run(tasks, cache=cache)) == expected
        counting = Counting()
        with open_cache(folder) as cache:
            assert list(run(tasks, counting, cache=cache)) == expected
        assert counting.ran == []

    def test_what_the_whole_run_shows_is_kept_by_what_it_shows(self, tmp_path: Path, folder: Path) -> None:
        file = tmp_path / "b.md"
        file.write_text("止赎。", "utf-8")
        by_rule = ShownBy("T708", "term-rival", Severity.INFO, (Remark(0, 2, "“f”", "f"),))
        shown = ShownAcross(run_batch([Task("b.md", str(file), SETTINGS)])[0].content, (by_rule,))
        task = Task("b.md", str(file), Settings(), shown=shown)
        with open_cache(folder) as cache:
            (expected,) = run([task], cache=cache)
        assert [item.text for item in expected.items] == ["止赎"]
        with open_cache(folder) as cache:
            file.write_text("改了。", "utf-8")
            assert list(run([task], cache=cache)) == [expected]
            another = replace(by_rule, remarks=(Remark(0, 2, "another message", "f"),))
            other = replace(task, shown=replace(shown, by_rule=(another,)))
            for _ in range(2):
                (changed,) = run([other], cache=cache)
                assert (changed.items, len(changed.notes), changed.is_extra) == ((), 1, True)

    def test_a_broken_entry_is_made_again(self, tasks: list[Task], folder: Path) -> None:
        content = run_batch(tasks[:1])[0].content
        with open_cache(folder) as cache:
            assert cache is not None
            cache.put(key_of(tasks[0], content), b"nonsense")
        with open_cache(folder) as cache:
            assert list(run(tasks[:1], cache=cache)) == list(run(tasks[:1]))

    @pytest.mark.parametrize("damage", ["used = x'00'", "payload = 1.5", "payload = 'text'"])
    def test_a_row_of_another_shape_is_made_again(self, tasks: list[Task], folder: Path, damage: str) -> None:
        with open_cache(folder) as cache:
            expected = list(run(tasks, cache=cache))
        with sqlite3.connect(next(folder.glob("*.sqlite"))) as connection:
            connection.execute(f"UPDATE reports SET {damage} WHERE rowid = 7")
        connection.close()
        for ran in (1, 0):
            counting = Counting()
            with open_cache(folder) as cache:
                assert list(run(tasks, counting, cache=cache)) == expected
            assert len(counting.ran) == ran

    def test_a_broken_file_that_cannot_be_taken_away_is_no_trouble(
        self, tasks: list[Task], folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(path: Path, *, missing_ok: bool = False) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        folder.mkdir(exist_ok=True)
        (folder / "reports-1.sqlite").write_bytes(bytes(range(256)) * 20)
        monkeypatch.setattr(Path, "unlink", refuse)
        with open_cache(folder) as cache:
            assert list(run(tasks, cache=cache)) == list(run(tasks))

    def test_one_that_was_given_up_holds_nothing_and_costs_nothing(
        self, tasks: list[Task], folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        squeezed: list[bytes] = []

        def squeeze(data: bytes) -> bytes:
            squeezed.append(data)
            return data

        monkeypatch.setattr("review_tui.lint.run.cache._PATIENCE", 0.01)
        monkeypatch.setattr("review_tui.lint.run.cache._BUFFER", 10)
        monkeypatch.setattr("review_tui.lint.run.cache.squeeze", squeeze)
        with open_cache(folder) as cache:
            assert cache is not None
            with closing(sqlite3.connect(folder / "reports-1.sqlite")) as other:
                other.execute("BEGIN IMMEDIATE")  # as another run that writes
                assert list(run(tasks, cache=cache)) == list(run(tasks))
            assert not cache.is_open
            cache.put(b"key", b"payload")
            assert list(run(tasks, cache=cache)) == list(run(tasks))
            assert len(squeezed) == 10

    def test_two_runs_at_once_share_it(self, tasks: list[Task], folder: Path) -> None:
        with open_cache(folder) as one, open_cache(folder) as two:
            list(run(tasks[:40], cache=one))
            list(run(tasks[20:], cache=two))
        counting = Counting()
        with open_cache(folder) as cache:
            list(run(tasks, counting, cache=cache))
        assert counting.ran == []

    def test_it_does_not_grow_for_ever(self, tasks: list[Task], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with open_cache(folder) as cache:
            list(run(tasks, cache=cache))
        before = size(folder)
        monkeypatch.setattr("review_tui.lint.run.cache.LARGEST", 1)
        with open_cache(folder):
            pass
        assert size(folder) < before

    def test_what_was_not_used_for_longest_goes_first(
        self, tasks: list[Task], folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        half = len(tasks) // 2
        for day, used in ((1, tasks[:half]), (2, tasks[half:]), (3, tasks[:half])):
            if day == 3:
                monkeypatch.setattr("review_tui.lint.run.cache.LARGEST", 1)
            monkeypatch.setattr("review_tui.lint.run.cache.time", Mock(time=Mock(return_value=86_400.0 * day)))
            with open_cache(folder) as cache:
                list(run(used, cache=cache))
        counting = Counting()
        with open_cache(folder) as cache:
            list(run(tasks, counting, cache=cache))
        assert sorted(counting.ran) == [task.path for task in tasks[half:]]

    def test_a_folder_that_cannot_be_made_is_no_trouble(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with open_cache(tmp_path / "file" / "cache") as cache:
            assert cache is None

    def test_clean_takes_it_away(self, tasks: list[Task], folder: Path) -> None:
        with open_cache(folder) as cache:
            assert isinstance(cache, Cache)
            list(run(tasks, cache=cache))
        held = size(folder)
        assert clean(folder) == held > 0
        assert size(folder) == 0

    def test_what_another_program_deletes_meanwhile_is_nothing(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("review_tui.lint.run.cache._files", lambda folder: [folder / "gone"])
        assert (size(folder), clean(folder)) == (0, 0)


class TestAFileThatVanishes:
    def test_between_listing_and_reading(self, tmp_path: Path) -> None:
        for name in ("a.md", "b.md", "c.md"):
            (tmp_path / name).write_text("##甲\n", "utf-8")
        listed = [Task(name, str(tmp_path / name), SETTINGS) for name in ("a.md", "b.md", "c.md")]
        (tmp_path / "b.md").unlink()
        found = list(run(listed))
        assert [(len(report.items), [each.message for each in report.failures]) for report in found] == [
            (1, []),
            (0, ["it cannot be read: there is no such file"]),
            (1, []),
        ]

    @pytest.mark.parametrize("comes_back", [False, True], ids=["for good", "for another"])
    def test_between_reading_and_writing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, comes_back: bool
    ) -> None:
        file = tmp_path / "a.md"
        file.write_text("##甲\n", "utf-8")

        def late(path: Path, data: bytes, expect: Stamp | None = None) -> Stamp:
            file.unlink()
            if comes_back:
                file.write_text("##乙\n", "utf-8")
            return write(path, data, expect)

        monkeypatch.setattr(writing, "write", late)
        (report,) = run([Task("a.md", str(file), SETTINGS, mode=Mode.FIX)])
        if comes_back:
            assert [item.text for item in report.items] == ["##乙"]
            assert "changed by another program" in report.notes[0]
            assert file.read_text("utf-8") == "##乙\n"
        else:
            assert [each.message for each in report.failures] == ["it cannot be read: there is no such file"]
            assert not file.exists()
