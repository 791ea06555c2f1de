"""Clocks that jump a day forward and back between edits, and files whose times say nothing: all stays right."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from review_tui.article import Edit, Span
from review_tui.files.atomic import Changed, write
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.lint.run.cache import Cache, open_cache
from review_tui.review.desk import Desk
from review_tui.review.queue.survey import Survey
from review_tui.review.remembered import Memory, Remembered
from review_tui.review.safety import journal
from review_tui.review.safety.journal import Draft, Journal
from review_tui.review.safety.outside import watching

DAY = 86_400
JUMPS = (0, DAY, -DAY, 2 * DAY, 0)

Jump = Callable[[int], None]


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Iterator[Jump]:
    """Return what puts the clock off by so many seconds, for this program and for the files that it writes."""
    off = 0
    real, replace = time.time, Path.replace

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            moment = super().now(tz) + timedelta(seconds=off)
            assert isinstance(moment, Clock)
            return moment

    def replaced(path: Path, target: Path) -> Path:
        status = path.stat()
        os.utime(path, ns=(status.st_atime_ns + off * 10**9, status.st_mtime_ns + off * 10**9))
        return replace(path, target)

    def put_off(seconds: int) -> None:
        nonlocal off
        off = seconds

    monkeypatch.setattr(time, "time", lambda: real() + off)
    monkeypatch.setattr(journal, "datetime", Clock)
    monkeypatch.setattr(Path, "replace", replaced)
    yield put_off


def test_each_save_is_ones_own_and_each_change_of_others_is_seen(desk_folder: Path, jump: Jump) -> None:
    desk, other = Desk(Project()), Desk(Project())
    file = desk_folder / "a.md"
    session, theirs = (each.open(Found("a.md", str(file))) for each in (desk, other))
    for number, seconds in enumerate(JUMPS):
        jump(seconds)
        desk.edit(session, (Edit(Span(0, 0), str(number)),), "type")
        assert session.save() == 0
        assert watching(desk, session)()() == []
        assert [notice.message for notice in watching(other, theirs)()()] == [
            "a.md was changed by another program and read again."
        ]
    assert file.read_text("utf-8").startswith("43210---")
    assert theirs.article.text == session.article.text


def test_a_change_that_its_times_hide_is_not_overwritten(desk_folder: Path) -> None:
    desk = Desk(Project())
    file = desk_folder / "a.md"
    session = desk.open(Found("a.md", str(file)))
    before = file.stat()
    with file.open("r+b") as stream:  # as long as it was, in the same file
        stream.write(b"+++")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_ino, file.stat().st_mtime_ns, file.stat().st_size) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_size,
    )
    desk.edit(session, (Edit(Span(0, 0), "我"),), "type")
    with pytest.raises(Changed):
        session.save()
    assert file.read_bytes().startswith(b"+++")
    assert session.is_dirty


def test_the_journal_has_the_latest_text_and_offers_all_that_is_left(tmp_path: Path, jump: Jump) -> None:
    folder = tmp_path / "drafts"
    file = tmp_path / "a.md"
    mine = Journal(folder)
    for number, seconds in enumerate(JUMPS):
        jump(seconds)
        mine.keep([Draft(file, f"mine {number}", "")], number)
    jump(-DAY)
    later = Journal(folder)
    later.keep([Draft(file, "later", "")])
    for sign in folder.glob("*.alive"):
        sign.unlink()
    jump(DAY)
    new = Journal(folder)
    new.tidy()
    assert {draft.text for draft in new.left_behind()[0]} == {"mine 4", "later"}


def test_the_cache_and_what_is_remembered_know_no_time(tmp_path: Path, jump: Jump) -> None:
    memory = Memory(tmp_path, tmp_path / "desks")
    for number, seconds in enumerate(JUMPS):
        jump(seconds)
        cache: Cache | None
        with open_cache(tmp_path / "cache") as cache:
            assert cache is not None
            cache.put(b"key", b"%d" % number)
        memory.keep(Remembered(article=str(number)))
        jump(-seconds)
        with open_cache(tmp_path / "cache") as cache:
            assert cache is not None
            assert cache.get(b"key") == b"%d" % number
        assert memory.recall() == Remembered(article=str(number))


def test_the_list_looks_again_at_what_was_written_by_a_clock_that_stands_still(
    desk_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(tmp_path / "cache"))
    survey = Survey(Project(), ["b.md"], jobs=1)
    survey.look()
    survey.drain(10)
    file = desk_folder / "b.md"
    before = file.stat()
    write(file, file.read_bytes().replace(b"##", b"# "))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    survey.look()
    (report,) = [news for news in survey.drain(10) if isinstance(news, Report)]
    assert report.items == ()
