"""Saving to a disk that is full, read-only, or asleep: the keys work, a message says why, and nothing is lost."""

import errno
import json
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from review_tui.article import Edit, Span
from review_tui.files import atomic, stamp
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import Reviewed
from review_tui.lint.decisions.lines import encode_decision
from review_tui.review.article import opening
from review_tui.review.article.session import Session
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.safety.journal import Journal
from review_tui.review.safety.recovery import Drafting
from review_tui.tui.app import ReviewApp
from review_tui.tui.background import work
from review_tui.tui.screens.candidates import Candidates
from review_tui.tui.screens.merge import Merge
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.question import Question
from review_tui.tui.screens.waiting import Waiting
from review_tui.tui.widgets.message_line import MessageLine
from review_tui.tui.widgets.section_editor import SectionEditor
from tests.tui.driving import Opened, codes, until, wait_for


def put(app: ReviewApp, word: str) -> None:
    app.desk.edit(app.at.session, (Edit(Span(0, 0), word),), "type")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full; make room and try again"),
        (errno.EDQUOT, "your disk quota is used up"),
        (errno.EROFS, "it lies on a read-only file system"),
    ],
)
async def test_what_cannot_be_saved_stays(
    opened: Opened, desk_folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    real = os.fsync

    def fail(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        real(handle)

    async with opened("a.md") as (app, pilot):
        before = (desk_folder / "a.md").read_bytes()
        put(app, "我的")
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", fail)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: any(words in message and "still here" in message for message in said))
        assert (desk_folder / "a.md").read_bytes() == before
        assert app.at.session.is_dirty
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.at.session.is_dirty)
        assert (desk_folder / "a.md").read_text("utf-8").startswith("我的")


async def test_what_could_not_be_saved_of_several_articles_is_named_and_each_reason_once(
    opened: Opened, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["a.md", "b.md", "c.md", "d.md", "e.md"]
    for name in names:
        (desk_folder / name).write_text("正文。\n", "utf-8")
    real, full = Session.save, FileProblem(desk_folder / "b.md", "the disk is full")

    def save(session: Session, *, overwrite: bool = False) -> int:
        if session.file.name in failing:
            raise full
        return real(session, overwrite=overwrite)

    monkeypatch.setattr(Session, "save", save)
    async with opened(*names) as (app, pilot):
        for article in app.at.articles:
            app.desk.edit(app.desk.open(article), (Edit(Span(0, 0), "我的"),), "type")
        for names_left, told in (
            ("b.md c.md d.md e.md", "1 of 5 articles saved. Unsaved are b.md, c.md, d.md and 1 more."),
            ("c.md e.md", "2 of 4 articles saved. Unsaved are c.md, e.md."),
            ("e.md", "1 of 2 articles saved. Unsaved is e.md."),
        ):
            failing = names_left
            await pilot.press("alt+s")
            await app.workers.wait_for_complete()
            message = app.desk_screen.query_one(MessageLine).message
            assert message == f"{full}. Your changes are still here.\n{told}"
        await pilot.press("alt+s")
        await app.workers.wait_for_complete()
        assert app.desk_screen.query_one(MessageLine).message == f"{full}. Your changes are still here."
        failing = ""
        await pilot.press("alt+s")
        await app.workers.wait_for_complete()
        assert app.desk_screen.query_one(MessageLine).message == "e.md is saved."


async def test_the_journal_takes_the_text_before_the_file_does(
    opened: Opened, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an older draft would be offered after a kill that comes right after saving."""
    kept: list[str] = []
    real = atomic.write

    def write(*args: object, **named: object) -> object:
        kept.extend(place.read_text("utf-8") for place in Journal().folder.glob("*.json"))
        return real(*args, **named)  # type: ignore[arg-type]

    async with opened("a.md") as (app, pilot):
        put(app, "一")
        app.journaling.keep_now()
        put(app, "二")
        monkeypatch.setattr("review_tui.review.article.article_file.write", write)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.at.session.is_dirty)
        assert len(kept) == 1
        assert "二一" in kept[0]


# A disk that sleeps


class Asleep:
    """A disk that begins to work when it is woken, and what was written to it since, in order."""

    def __init__(self) -> None:
        self._awake = threading.Event()  # one for what has begun since it fell asleep
        self.begun: list[str] = []
        self.done: list[tuple[str, bytes]] = []

    def write(self, path: Path, data: bytes, *rest: object, **named: object) -> object:
        self._wait(path.name)
        stamp = atomic.write(path, data, *rest, **named)  # type: ignore[arg-type]
        self.done.append((path.name, data))
        return stamp

    def read(self, *arguments: object) -> opening.Opened:
        self._wait("read")
        return opening.open_article(*arguments)  # type: ignore[arg-type]

    def _wait(self, name: str) -> None:
        awake = self._awake
        self.begun.append(name)
        assert awake.wait(20)

    def wake(self) -> None:
        self._awake.set()

    def sleep(self) -> None:
        self._awake = threading.Event()

    def turn_over(self) -> None:
        """Do what has begun, and nothing that begins after it."""
        begun, self._awake = self._awake, threading.Event()
        begun.set()


@pytest.fixture
def asleep(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asleep]:
    disk = Asleep()
    for place in ("review.article.article_file", "review.terms.glossary_writing", "lint.decisions.writing"):
        monkeypatch.setattr(f"review_tui.{place}.write", disk.write)
    monkeypatch.setattr(work, "SHORT", 0.01)
    yield disk
    disk.wake()


async def test_an_article_on_a_disk_that_sleeps_does_not_hold_up_the_keys(
    opened: Opened, desk_folder: Path, said: list[str], asleep: Asleep
) -> None:
    async with opened("a.md") as (app, pilot):
        put(app, "一")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("takes long" in message for message in said))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("still being saved" in message for message in said))
        put(app, "二")  # one may go on
        asleep.wake()
        await until(pilot, lambda: (desk_folder / "a.md").read_text("utf-8").startswith("一"))
        await until(pilot, lambda: not app.desk.saving)
        assert app.at.session.is_dirty
        await pilot.press("ctrl+s")
        await until(pilot, lambda: (desk_folder / "a.md").read_text("utf-8").startswith("二一"))


async def test_a_glossary_on_a_disk_that_sleeps_does_not_hold_up_the_keys(
    opened: Opened, desk_folder: Path, said: list[str], asleep: Asleep
) -> None:
    terms = desk_folder / "glossary" / "terms.csv"
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter")  # what is in use is preferred from now on
        await until(pilot, lambda: any("Saving terms.csv takes long: you may go on." in message for message in said))
        assert codes(app) == ["H101", "P401", "T702"]
        await pilot.press("ctrl+z")  # while the first write is under way
        assert codes(app) == ["H101", "T701", "P401", "T702"]
        await pilot.press("f9", "3", "enter")
        assert asleep.begun == ["terms.csv"]  # one write at a time
        drafts = Drafting(app.desk).job()()
        assert any("terms.csv" in draft.file.name for draft in drafts)  # the journal has it meanwhile
        asleep.wake()
        await until(pilot, lambda: app.at.session.terms.is_saved and not app.writing.names)
        assert said[-1].splitlines()[-1] == "Saved: terms.csv."
        assert [name for name, _ in asleep.done] == ["terms.csv"] * 2  # the last one has all that came since the first
        assert terms.read_bytes() == asleep.done[-1][1]
        assert "锻炼,forbidden" in terms.read_text("utf-8")
        assert "债务重整,preferred" in terms.read_text("utf-8")


def shown(app: ReviewApp) -> list[str]:
    return app.review.query_one(MessageLine).message.split("\n")


async def test_what_was_done_can_still_be_read_once_it_is_saved(opened: Opened, asleep: Asleep) -> None:
    slow = "Saving terms.csv takes long: you may go on."
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f6", "f6", "f6", "end", "up", "up", "delete")
        await until(pilot, lambda: len(asleep.begun) == 1)
        deleted = "锻炼 is deleted. Ctrl+z takes it back."
        assert shown(app) == [deleted, slow]
        asleep.wake()
        await until(pilot, lambda: not app.writing.names)
        assert shown(app) == [deleted, "Saved: terms.csv."]
        asleep.sleep()
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(asleep.begun) == 2)
        assert shown(app) == ["Undone: delete 锻炼", slow]
        asleep.wake()
        await until(pilot, lambda: not app.writing.names)
        assert shown(app) == ["Undone: delete 锻炼", "Saved: terms.csv."]
        asleep.sleep()
        await pilot.press("ctrl+y")
        await until(pilot, lambda: len(asleep.begun) == 3)
        app.review.query_one(MessageLine).clear()
        asleep.wake()
        await until(pilot, lambda: not app.writing.names)
        assert shown(app) == ["Saved: terms.csv."]


async def test_of_several_files_of_a_glossary_those_that_are_written_are_named(
    opened: Opened, desk_folder: Path, asleep: Asleep
) -> None:
    for name, row in (("more.csv", "lender,lender,贷款人,preferred\n"), ("none.csv", "")):
        (desk_folder / "glossary" / name).write_text(f"concept,en,zh,status\n{row}", "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter")
        await until(pilot, lambda: asleep.begun == ["terms.csv"])
        assert shown(app)[-1] == "Saving terms.csv takes long: you may go on."
        assert app.writing.names == ["terms.csv"]
        await pilot.press("ctrl+f", *"lender", "enter", "enter", "minus", "enter")  # while that is under way
        asleep.wake()
        await until(pilot, lambda: not app.writing.names)
        assert shown(app)[-1] == "Saved: terms.csv, more.csv."


async def test_how_many_candidates_were_settled_can_be_read(opened: Opened, desk_folder: Path, asleep: Asleep) -> None:
    terms = desk_folder / "glossary" / "terms.csv"
    terms.write_text(terms.read_text("utf-8").replace("债务重整,admitted", "债务重整,provisional"), "utf-8")
    async with opened("a.md") as (app, pilot):
        await pilot.press("alt+c")
        await wait_for(pilot, app, Candidates)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: shown(app) != [""])
        assert shown(app) == ["1 candidate settled.", "Saving terms.csv takes long: you may go on."]
        asleep.wake()
        await until(pilot, lambda: not app.writing.names)
        assert shown(app) == ["1 candidate settled.", "Saved: terms.csv."]


async def test_that_something_could_not_be_saved_after_all_is_told_first(
    opened: Opened, asleep: Asleep, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter")
        await until(pilot, lambda: len(asleep.begun) == 1)

        def fail(_: int) -> None:
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(os, "fsync", fail)
        monkeypatch.setattr(app.journaling.journal, "keep", lambda *_: None)  # which would tell the same of itself
        asleep.wake()
        await until(pilot, lambda: not app.writing.names)
        problem, done = shown(app)
        assert "the disk is full" in problem
        assert done == "锻炼 is preferred now, 债务重组 is admitted now."
        assert app.review.query_one(MessageLine).has_class("-bad")


async def test_what_others_write_while_the_disk_sleeps_is_merged(
    opened: Opened, desk_folder: Path, said: list[str], asleep: Asleep
) -> None:
    terms = desk_folder / "glossary" / "terms.csv"
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter")
        await until(pilot, lambda: asleep.begun == ["terms.csv"])
        terms.write_text(terms.read_text("utf-8") + "lender,lender,贷款人,preferred,\n", "utf-8")
        app.watch_files()  # looks while that is being written, and takes nothing over
        asleep.wake()
        await until(pilot, lambda: app.at.session.terms.is_saved and not app.writing.names)
        assert app.at.session.terms.glossary.by_id("lender") is not None
        assert {"贷款人", "锻炼"} <= {line.split(",")[2] for line in terms.read_text("utf-8").splitlines()}


async def test_decisions_on_a_disk_that_sleeps_do_not_hold_up_the_keys(
    opened: Opened, desk_folder: Path, said: list[str], asleep: Asleep
) -> None:
    file = desk_folder / "review-decisions.jsonl"
    async with opened("a.md") as (app, pilot):
        await pilot.press("space")
        await until(pilot, lambda: any("takes long" in message for message in said))
        await pilot.press("space", "ctrl+z", "space")  # each counts at once
        states = app.desk.states(app.at.session)
        assert states.count(SectionState.REVIEWED) == 2
        assert asleep.begun == [file.name]
        (draft,) = Drafting(app.desk).job()()
        assert draft.text.count("\n") == 1  # the journal has both meanwhile
        asleep.wake()
        await until(pilot, lambda: not app.desk.shelf.unsaved_decisions and not app.writing.names)
        assert [name for name, _ in asleep.done] == [file.name] * 2
        assert len(file.read_text("utf-8").splitlines()) == 2
        assert app.desk.states(app.at.session) == states


async def test_what_others_decided_is_told_though_more_was_decided_while_the_disk_slept(
    opened: Opened, desk_folder: Path, asleep: Asleep
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("space")
        await until(pilot, lambda: len(asleep.begun) == 1)
        (decisions,) = app.desk.shelf.unsaved_decisions
        (ours,) = decisions.unsaved[1]
        assert isinstance(ours, Reviewed)
        theirs = msgspec.structs.replace(ours, state="needs work", by="李")
        decisions.file.write_bytes(encode_decision(theirs) + b"\n")
        await pilot.press("space")
        asleep.wake()
        await until(pilot, lambda: decisions.is_saved and not app.writing.names)
        assert any("李 marked section" in line for line in shown(app))
        assert len(decisions.file.read_text("utf-8").splitlines()) == 2


async def test_a_disk_that_wakes_up_full_leaves_the_work_on_the_desk(
    opened: Opened, desk_folder: Path, said: list[str], asleep: Asleep, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object, **__: object) -> object:
        raise FileProblem(path, "it cannot be written: the disk is full; make room and try again")

    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter", "space")
        await until(pilot, lambda: len(app.writing.names) == 2)
        with monkeypatch.context() as broken:
            broken.setattr(atomic, "write", full)
            asleep.wake()
            await until(pilot, lambda: not app.writing.names)
        assert sum("the disk is full" in message and "tried again when you save" in message for message in said) == 2
        assert codes(app) == ["H101", "P401", "T702"]
        assert len(app.desk.shelf.unsaved) == 2
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.desk.shelf.unsaved)
        assert "锻炼,preferred" in (desk_folder / "glossary" / "terms.csv").read_text("utf-8")
        assert (desk_folder / "review-decisions.jsonl").read_text("utf-8").count("\n") == 1


async def test_a_merge_and_reading_again_on_a_disk_that_sleeps_do_not_hold_up_the_keys(
    opened: Opened, desk_folder: Path, said: list[str], asleep: Asleep, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk_folder / "a.md"
    async with opened("a.md") as (app, pilot):
        put(app, "一")
        file.write_text(file.read_text("utf-8").replace("乙说", "丙说"), "utf-8")
        monkeypatch.setattr("review_tui.review.article.article_file.open_article", asleep.read)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: asleep.begun == ["a.md"])
        asleep.turn_over()
        await until(pilot, lambda: "Reading a.md takes long: you may go on." in said)
        put(app, "二")  # goes into the merge
        asleep.wake()
        await until(pilot, lambda: isinstance(app.screen, Merge))
        asleep.sleep()
        await pilot.press("enter")
        await until(pilot, lambda: said[-1] == "Saving a.md takes long: you may go on.")
        put(app, "三")  # comes after it
        asleep.wake()
        await until(pilot, lambda: not app.desk.saving)
        assert file.read_text("utf-8").startswith("二一---")
        assert "丙说" in file.read_text("utf-8")
        assert app.at.session.article.text.startswith("三二一---")
        assert app.at.session.is_dirty
        # Reading it again, but not over what was written meanwhile.
        file.write_text("##他们的\n", encoding="utf-8")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Merge))
        asleep.sleep()
        asleep.begun.clear()
        await pilot.press("r")
        await until(pilot, lambda: asleep.begun == ["read"])
        put(app, "四")
        asleep.wake()
        await until(pilot, lambda: not app.desk.saving)
        assert said[-1] == "You went on writing, so a.md was not read again."
        assert app.at.session.article.text.startswith("四三二一")


async def test_an_article_on_a_disk_that_sleeps_is_opened_when_it_wakes(
    opened: Opened, said: list[str], asleep: Asleep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review_tui.review.desk.open_article", asleep.read)
    async with opened("a.md", "b.md") as (app, pilot):
        await pilot.press(*["f8"] * 4)
        assert (app.at.article.path, codes(app)[app.at.index or 0]) == ("a.md", "T702")
        await pilot.press("f8", "f8")  # on to the next article
        await until(pilot, lambda: "Opening b.md takes long: you may go on." in said)
        await pilot.press("f7", "f8", "right_square_bracket")
        assert app.at.article.path == "a.md"
        asleep.wake()
        await until(pilot, lambda: app.at.article.path == "b.md")
        assert app.at.finding is not None
        # But not where the hand went elsewhere meanwhile.
        asleep.sleep()
        app.desk.sessions.close("a.md")
        await pilot.press("f7")
        await until(pilot, lambda: "Opening a.md takes long: you may go on." in said)
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, Page))
        asleep.wake()
        await app.workers.wait_for_complete()
        assert app.at.article.path == "b.md"


@pytest.mark.parametrize("key", ["", "escape", "n"])
async def test_quitting_waits_for_a_disk_that_sleeps(
    opened: Opened, desk_folder: Path, asleep: Asleep, key: str
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter", "space")
        await until(pilot, lambda: len(app.writing.names) == 2)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, Waiting))
        if key:
            await pilot.press(key)
        if key == "escape":
            await until(pilot, lambda: app.screen is app.review)
        asleep.wake()
        if key == "escape":  # the desk goes on, and so does the write
            await until(pilot, lambda: not app.desk.shelf.unsaved)
            await pilot.press("ctrl+q")
        await until(pilot, lambda: app.return_code == 0)
    left = sorted(Path(json.loads(place.read_bytes())["file"]).name for place in Journal().folder.glob("*.json"))
    if key == "n":
        assert left == ["review-decisions.jsonl", "terms.csv"]
    else:
        assert left == []
        assert "锻炼,preferred" in (desk_folder / "glossary" / "terms.csv").read_text("utf-8")


async def test_quitting_again_while_the_disk_sleeps_goes_on_with_what_was_begun(
    opened: Opened, desk_folder: Path, asleep: Asleep
) -> None:
    async with opened("a.md") as (app, pilot):
        put(app, "一")
        await pilot.press("ctrl+q", "s")
        await until(pilot, lambda: asleep.begun == ["a.md"])
        await pilot.press("ctrl+q", "ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, Waiting))
        assert len(app.screen_stack) == 2
        asleep.wake()
        await until(pilot, lambda: app.return_code == 0)
    assert asleep.begun == ["a.md"]
    assert (desk_folder / "a.md").read_text("utf-8").startswith("一")


@pytest.mark.parametrize("is_kept_there", [True, False])
async def test_what_is_typed_while_quitting_waits_for_the_disk_is_saved_too(
    opened: Opened, desk_folder: Path, said: list[str], asleep: Asleep, is_kept_there: bool
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f2", *"abc", "ctrl+q", "s")
        await until(pilot, lambda: "Saving a.md takes long: you may go on." in said)
        await pilot.press(*"XYZ")
        if is_kept_there:  # what was typed is unsaved work by then, or still in the editor alone
            app.review.commit_editor()
        asleep.wake()
        await until(pilot, lambda: app.return_code == 0)
    assert asleep.begun == ["a.md"] * 2
    assert "abcXYZ##甲的历史" in (desk_folder / "a.md").read_text("utf-8")
    assert not list(Journal().folder.glob("*.json"))


async def test_what_is_typed_while_quitting_saves_the_glossary_is_asked_about(
    opened: Opened, desk_folder: Path, asleep: Asleep
) -> None:
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9", "1", "enter")
        await until(pilot, lambda: asleep.begun == ["terms.csv"])
        await pilot.press("f2", "ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, Waiting))
        app.review.query_one(SectionEditor).insert("一")  # a key that was on its way
        asleep.wake()
        await until(pilot, lambda: isinstance(app.screen, Question) and not isinstance(app.screen, Waiting))
        await pilot.press("s")
        await until(pilot, lambda: app.return_code == 0)
    assert "一" in (desk_folder / "a.md").read_text("utf-8")


async def test_a_disk_that_sleeps_does_not_hold_up_the_watch(
    opened: Opened, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    awake = threading.Event()
    real = stamp.changed

    def slow(*args: object) -> bool:
        awake.wait(20)
        return real(*args)  # type: ignore[arg-type]

    async with opened("a.md") as (app, pilot):
        with monkeypatch.context() as asleep:
            asleep.setattr("review_tui.review.article.rereading.changed", slow)
            asleep.setattr(work, "SHORT", 0.01)
            app.watch_files()
            put(app, "一")
            assert app.at.session.article.text.startswith("一")
            await pilot.press("ctrl+z")
            assert not app.at.session.is_dirty
            (desk_folder / "a.md").write_text("##他们的\n", encoding="utf-8")
            awake.set()
        await until(pilot, lambda: app.watch_files() or app.at.session.article.text == "##他们的\n")  # type: ignore[func-returns-value]


async def test_other_names_of_the_file_are_told_to_keep_the_old_text(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "link.md").hardlink_to(desk_folder / "a.md")
    async with opened("a.md") as (app, pilot):
        for word in ("一", "二"):
            put(app, word)
            await pilot.press("ctrl+s")
            await app.workers.wait_for_complete()
            message = app.review.query_one(MessageLine).message
            assert "a.md is saved." in message
            assert ("a.md had another name, which keeps the old text" in message) == (word == "一")
    assert (desk_folder / "link.md").read_text("utf-8").startswith("---")
    assert (desk_folder / "a.md").read_text("utf-8").startswith("二一")


async def test_what_else_is_unsaved_is_told_with_the_article_that_is_saved(opened: Opened) -> None:
    async with opened("a.md", "b.md") as (app, pilot):
        await pilot.press("enter", "alt+right", "enter", "ctrl+s")
        await app.workers.wait_for_complete()
        message = app.review.query_one(MessageLine).message
        assert message == "b.md is saved. 1 more article is unsaved: Alt+s saves it."
        await pilot.press("alt+s")
        await app.workers.wait_for_complete()
        assert app.review.query_one(MessageLine).message == "a.md is saved."
