"""Unsaved work is kept, for its owner only, and found again when the process that kept it is gone."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from review_tui.article import Edit, Span
from review_tui.files import handle_lock
from review_tui.files.atomic import write
from review_tui.files.stamp import FileProblem, glance
from review_tui.review.safety import journal as module
from review_tui.review.safety.journal import Draft, DraftKind, Journal, Past
from tests.windows import as_on_windows

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "drafts"


def abandon(folder: Path) -> None:
    """Make it look as if the processes that keep drafts here were gone."""
    for sign in folder.glob("*.alive"):
        sign.unlink()


KEEP = """
import os, signal, sys
from pathlib import Path
from review_tui.review.safety.journal import Draft, Journal
Journal(Path(sys.argv[1])).keep([Draft(Path("a.md"), "甲", "abc")])
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_draft_of_a_killed_process_is_found_whatever_its_number_is_now(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", KEEP, str(folder)], env=environment) as process:
        assert process.wait() == -signal.SIGKILL
    for path in folder.iterdir():  # as when the machine has been started again and gave out the number once more
        path.rename(path.with_name(path.name.replace(str(process.pid), str(os.getpid()))))
    (draft,), _ = Journal(folder).left_behind()
    assert draft.text == "甲"
    Journal(folder).tidy()
    assert [path.suffix for path in folder.iterdir()] == [".json"]


def test_a_folder_that_cannot_be_looked_at_has_no_drafts(tmp_path: Path) -> None:
    journal = Journal(
        tmp_path / ("x" * 300)
    )  # as where it is not allowed: the system says so, in the place of yes or no
    assert journal.left_behind() == ([], [])
    journal.tidy()


def test_a_draft_outlives_its_process(folder: Path, tmp_path: Path) -> None:
    Journal(folder).keep([Draft(tmp_path / "a.md", "甲\r\n乙\u2028", "abc")])
    assert Journal(folder).left_behind() == ([], [])  # this process is alive
    abandon(folder)
    (draft,), _ = Journal(folder).left_behind()
    assert (draft.file, draft.text, draft.base) == (tmp_path / "a.md", "甲\r\n乙\u2028", "abc")
    Journal(folder).drop(draft)
    assert Journal(folder).left_behind() == ([], [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_text_comes_back_as_it_was(folder: Path, text: str) -> None:
    Journal(folder).keep([Draft(Path("a.md"), text, "")])
    abandon(folder)
    (draft,), _ = Journal(folder).left_behind()
    assert draft.text == text
    Journal(folder).drop(draft)


def test_only_its_owner_can_read_it(folder: Path) -> None:
    journal = Journal(folder)
    before = os.umask(0)
    try:
        journal.keep([Draft(Path("a.md"), "甲", "")])
    finally:
        os.umask(before)
    for place in folder.iterdir():
        assert place.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def kept(folder: Path) -> list[Path]:
    return list(folder.glob("*.json"))


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def test_what_is_saved_or_discarded_is_kept_no_longer(folder: Path) -> None:
    before, journal = open_files(), Journal(folder)
    journal.keep([Draft(Path("a.md"), "甲", ""), Draft(Path("b.md"), "乙", "")])
    assert len(kept(folder)) == 2
    journal.keep([Draft(Path("b.md"), "乙", "")])
    assert len(kept(folder)) == 1
    journal.close()
    journal.keep([Draft(Path("b.md"), "乙", "")])  # a thread that comes late
    assert list(folder.iterdir()) == []
    assert open_files() == before


def test_a_folder_that_somebody_takes_away_keeps_no_desk_from_its_end(folder: Path) -> None:
    journal = Journal(folder)
    journal.keep([Draft(Path("a.md"), "甲", "")])
    shutil.rmtree(folder)
    journal.close()
    journal.close()


@pytest.mark.parametrize("taken", ["*", "*.alive"])
def test_what_is_taken_away_under_a_desk_is_kept_anew_and_is_that_desks_own(folder: Path, taken: str) -> None:
    journal, draft = Journal(folder), Draft(Path("a.md"), "甲", "")
    journal.keep([draft])
    if taken == "*":
        shutil.rmtree(folder)
    else:
        abandon(folder)
    journal.keep([draft])
    assert len(kept(folder)) == 1
    assert Journal(folder).left_behind() == ([], [])
    before = open_files()
    journal.close()
    assert list(folder.iterdir()) == []
    assert open_files() == before - 1


def test_older_drafts_that_come_late_are_passed_over(folder: Path) -> None:
    journal = Journal(folder)
    journal.keep([Draft(Path("a.md"), "新", "")], 2)
    journal.keep([Draft(Path("a.md"), "旧", "")], 1)
    assert "新" in kept(folder)[0].read_text("utf-8")
    for text, number, there in (("同", 2, "同"), ("无", None, "无"), ("旧", 1, "无")):
        journal.keep([Draft(Path("a.md"), text, "")], number)
        assert there in kept(folder)[0].read_text("utf-8")


def test_threads_take_turns(folder: Path) -> None:
    journal = Journal(folder)
    drafts = [Draft(Path(f"{number}.md"), "甲", "") for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: journal.keep(drafts[: number % 5]), range(60)))
    journal.keep(drafts[:1])
    assert len(kept(folder)) == 1


def test_a_draft_that_did_not_change_is_not_written_again(folder: Path) -> None:
    journal, draft = Journal(folder), Draft(Path("a.md"), "甲", "")
    journal.keep([draft])
    (place,) = kept(folder)
    before = glance(place)
    journal.keep([draft])
    assert glance(place) == before
    journal.keep([replace(draft, done=(PAST,))])
    assert glance(place) != before


PAST = Past("typing", 1, 0, (Edit(Span(1, 2), "丙\ud800"),), (Edit(Span(1, 3), "乙"),))


@pytest.mark.parametrize("kind", DraftKind)
def test_everything_about_a_draft_comes_back(folder: Path, kind: DraftKind) -> None:
    draft = Draft(folder / "a.md", "甲丙\ud800", "abc", "甲乙", kind, (PAST,), (PAST, PAST), bom=True)
    Journal(folder).keep([draft])
    abandon(folder)
    (back,), _ = Journal(folder).left_behind()
    assert replace(back, at="", kept_in=None) == draft


def test_what_is_very_old_goes_but_not_because_a_clock_jumped(folder: Path) -> None:
    Journal(folder).keep([Draft(Path("a.md"), "甲", "")])
    abandon(folder)
    Journal(folder).tidy()
    (place,) = kept(folder)
    os.utime(place, (1, 1))
    Journal(folder).tidy()
    (marked,) = kept(folder)
    Journal(folder).tidy()
    assert len(Journal(folder).left_behind()[0]) == 1
    os.utime(marked, (1, 1))
    Journal(folder).tidy()
    assert kept(folder) == []


def test_what_a_living_process_keeps_is_left_alone_however_old(folder: Path) -> None:
    journal = Journal(folder)
    journal.keep([Draft(Path("a.md"), "甲", "")])
    (place,) = kept(folder)
    os.utime(place, (1, 1))
    Journal(folder).tidy()
    assert kept(folder) == [place]
    assert Journal(folder).left_behind() == ([], [])


def test_nobody_finds_a_sign_of_life_that_is_not_locked_yet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, found = handle_lock.take, list[list[Path]]()

    def take(handle: int) -> bool:
        found.append(list(folder.glob("*.alive")))
        return real(handle)

    monkeypatch.setattr(handle_lock, "take", take)
    Journal(folder).keep([Draft(Path("a.md"), "甲", "")])
    assert found[0] == []
    assert len(list(folder.glob("*.alive"))) == 1


def test_where_nothing_can_be_locked_the_process_number_tells_who_lives(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(_: int) -> bool:
        raise OSError(errno.ENOLCK, "no")

    monkeypatch.setattr(handle_lock, "take", take)
    living = Journal(folder)
    living.keep([Draft(Path("a.md"), "甲", "")])
    Journal(folder).tidy()
    assert Journal(folder).left_behind() == ([], [])
    for path in folder.iterdir():
        path.rename(path.with_name(path.name.replace(living.owner, "999999999-0")))
    assert [draft.text for draft in Journal(folder).left_behind()[0]] == ["甲"]
    Journal(folder).tidy()
    assert [path.suffix for path in folder.iterdir()] == [".json"]


def test_a_sign_of_life_that_cannot_be_looked_at_now_is_none_of_death(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    living, real = Journal(folder), os.open
    living.keep([Draft(Path("a.md"), "甲", "")])

    def full(path: Path, *flags: int) -> int:
        if Path(path).suffix == ".alive":
            raise OSError(errno.EMFILE, "too many open files")
        return real(path, *flags)

    monkeypatch.setattr(os, "open", full)
    Journal(folder).tidy()
    assert Journal(folder).left_behind() == ([], [])
    monkeypatch.undo()
    assert Journal(folder).left_behind() == ([], [])
    abandon(folder)
    assert [draft.text for draft in Journal(folder).left_behind()[0]] == ["甲"]


UNREADABLE = ("{", "[]", "7", '{"file": "a"}', '{"file": 1, "text": 2}', "[" * 100_000)


def test_on_windows_too_only_the_drafts_of_the_dead_are_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_on_windows(monkeypatch)
    living, other = Journal(folder), Journal(folder)
    living.keep([Draft(Path("a.md"), "甲", "abc")])
    other.tidy()
    assert other.left_behind() == ([], [])
    assert living._alive is not None
    os.close(living._alive)  # as when its process ends
    assert [draft.text for draft in other.left_behind()[0]] == ["甲"]
    other.keep([Draft(Path("b.md"), "乙", "abc")])
    other.close()
    other.tidy()
    assert [path.suffix for path in folder.iterdir()] == [".json"]


def test_what_cannot_be_decoded_is_named_beside_the_rest(folder: Path) -> None:
    Journal(folder).keep([Draft(Path("a.md"), "甲", "")])
    abandon(folder)
    places = [folder / f"{number}-1-2.json" for number in range(len(UNREADABLE))]
    for place, data in zip(places, UNREADABLE, strict=True):
        place.write_text(data)
    (draft,), unreadable = Journal(folder).left_behind()
    assert draft.text == "甲"
    assert unreadable == places


@pytest.mark.parametrize("name", ["0-1-2.json", "0-1-2.old.json"])
def test_what_cannot_be_decoded_stays_however_old(folder: Path, name: str) -> None:
    folder.mkdir()
    place = folder / name
    place.write_text('{"file": "a.md", "words": "of a later version"}')
    os.utime(place, (1, 1))
    Journal(folder).tidy()
    assert kept(folder) == [place]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_what_must_not_be_read_now_stays_too(folder: Path) -> None:
    Journal(folder).keep([Draft(Path("a.md"), "甲", "")])
    abandon(folder)
    (place,) = kept(folder)
    place.chmod(0)
    os.utime(place, (1, 1))
    Journal(folder).tidy()
    assert kept(folder) == [place]
    assert Journal(folder).left_behind() == ([], [place])


def test_a_draft_that_another_desk_drops_meanwhile_is_no_trouble(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.setattr(Journal, "_of_the_dead", lambda _: [folder / "0-1-2.json"])
    assert Journal(folder).left_behind() == ([], [])
    Journal(folder).tidy()
    Journal(folder).drop(Draft(Path("a.md"), "甲", "", kept_in=folder / "0-1-2.json"))


def test_the_oldest_comes_first_and_each_knows_its_file_wherever_it_was_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = [datetime(2026, 1, day, 12, 30, 5, 6) for day in (4, 1, 3, 2)]
    monkeypatch.setattr(module, "datetime", SimpleNamespace(now=iter(times).__next__))
    monkeypatch.chdir(tmp_path)
    for time in times:
        Journal(folder).keep([Draft(Path(f"{time.day}.md"), "甲", "")])
    abandon(folder)
    drafts, _ = Journal(folder).left_behind()
    assert [draft.file for draft in drafts] == [tmp_path / f"{day}.md" for day in (1, 2, 3, 4)]
    assert drafts[0].at == "2026-01-01T12:30:05"


def test_a_disk_with_no_room_for_a_large_draft_keeps_the_small_ones(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_small(place: Path, data: bytes, *, mode: int) -> None:
        if len(data) > 10_000:
            raise FileProblem(place, "the disk is full")
        write(place, data, mode=mode)

    journal, large = Journal(folder), Draft(Path("a.md"), "甲" * 10_000, "")
    with monkeypatch.context() as patched:
        patched.setattr(module, "write", write_small)
        for _ in range(2):  # it is tried again each time
            with pytest.raises(FileProblem, match="unsaved work cannot be kept here: the disk is full"):
                journal.keep([large, Draft(Path("b.md"), "乙", "")])
    assert ["乙" in place.read_text("utf-8") for place in kept(folder)] == [True]
    journal.keep([large])
    assert ["甲" in place.read_text("utf-8") for place in kept(folder)] == [True]


def test_a_journal_that_cannot_be_written_is_a_problem_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileProblem, match="unsaved work cannot be kept"):
        Journal(tmp_path / "file").keep([Draft(Path("a.md"), "甲", "")])
