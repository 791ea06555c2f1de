"""Work that was left unsaved is offered at the next start, shown against the file as it is by then."""

from pathlib import Path

import pytest
from textual.widgets import Static

from review_tui.files.stamp import FileProblem, read
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import DECISIONS, Project
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.desk import Desk
from review_tui.review.safety.journal import Draft, DraftKind, Journal
from review_tui.review.safety.recovery import Drafting
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.merge import Merge
from review_tui.tui.screens.question import Question
from review_tui.tui.widgets.message_line import MessageLine
from tests.tui.driving import Opened, until, wait_for


@pytest.fixture
def file(desk_folder: Path) -> Path:
    return desk_folder / "a.md"


def leave(file: Path, before: str, after: str, kind: DraftKind = DraftKind.ARTICLE) -> None:
    """Leave a draft behind, as a process does that was killed."""
    data, stamp = read(file)
    base = data.decode("utf-8")
    assert before in base
    journal = Journal()
    journal.keep([Draft(file, base.replace(before, after), stamp.sha256, base, kind)])
    for sign in journal.folder.glob("*.alive"):
        sign.unlink()


def left() -> int:
    return len(list(Journal().folder.glob("*.json")))


def shown(app: ReviewApp) -> str:
    return "\n".join(str(each.content) for each in app.screen.query(".passage").results(Static))


async def test_it_is_shown_against_todays_file_and_put_back(opened: Opened, file: Path) -> None:
    leave(file, "止赎和锻炼", "我的话")
    file.write_text(file.read_text("utf-8").replace("乙说", "他说"), "utf-8")
    async with opened("a.md") as (app, pilot):
        await wait_for(pilot, app, Merge)
        assert "- 止赎和锻炼。" in shown(app)
        assert "+ 我的话。" in shown(app)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert "我的话" in app.at.session.article.text
        assert "他说" in app.at.session.article.text
        assert "我的话" not in file.read_text("utf-8")  # it is unsaved, as it was
        assert (
            "What was left unsaved is in the text again; Ctrl+s saves it." in app.review.query_one(MessageLine).message
        )
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        assert "我的话" in file.read_text("utf-8")
        await pilot.press("ctrl+q")
    assert left() == 0


async def test_it_may_wait_or_be_deleted(opened: Opened, file: Path) -> None:
    leave(file, "止赎和锻炼", "我的话")
    for key, count in (("escape", 1), ("d", 0)):
        async with opened("a.md") as (app, pilot):
            await wait_for(pilot, app, Merge)
            await pilot.press(key)
            await app.workers.wait_for_complete()
            assert "我的话" not in app.at.session.article.text
        assert left() == count


async def test_what_stands_in_the_file_already_is_not_offered(opened: Opened, file: Path) -> None:
    leave(file, "止赎和锻炼", "我的话")
    file.write_text(file.read_text("utf-8").replace("止赎和锻炼", "我的话").replace("乙说", "他说"), "utf-8")
    async with opened("a.md") as (app, _):
        await app.workers.wait_for_complete()
        assert not isinstance(app.screen, Merge)
    assert left() == 0


async def test_work_on_a_file_that_cannot_be_read_now_waits(opened: Opened, file: Path) -> None:
    leave(file, "止赎和锻炼", "我的话")
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    async with opened("a.md") as (app, _):
        await app.workers.wait_for_complete()
    assert left() == 1


async def test_work_on_a_file_that_is_gone_can_be_written_to_it(opened: Opened, file: Path) -> None:
    file = file.with_name("b.md")
    leave(file, "正文", "我的话")
    async with opened("a.md", "b.md") as (app, pilot):
        file.unlink()
        await pilot.press("alt+right")
        app.watch_files()
        await wait_for(pilot, app, Question)
        await pilot.press("w")
        await app.workers.wait_for_complete()
        assert "我的话" in file.read_text("utf-8")
        assert app.at.session.can_edit
        assert "我的话" in app.at.session.article.text
    assert left() == 0


async def test_work_that_cannot_be_read_is_told_and_stays(opened: Opened, file: Path, said: list[str]) -> None:
    leave(file, "止赎和锻炼", "我的话")
    (place,) = Journal().folder.glob("*.json")
    place.write_text("{}")
    async with opened("a.md") as (_, pilot):
        await until(
            pilot, lambda: any(message.startswith("Unsaved work of an earlier session cannot") for message in said)
        )
    (told,) = (message for message in said if "cannot be read" in message)
    assert "until you delete it" in told.partition(place.name)[0]  # first, as the last words may not fit in
    assert place.parent.name in told
    assert place.read_text() == "{}"


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_work_on_other_articles_is_named(
    opened: Opened, file: Path, tmp_path: Path, said: list[str], *, elsewhere: bool
) -> None:
    other = tmp_path / "elsewhere" / "b.md" if elsewhere else file.with_name("b.md")
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(file.with_name("b.md").read_bytes())
    leave(other, "正文", "我的话")
    name = f"waits in {other.resolve() if elsewhere else 'b.md'}:"
    async with opened("a.md") as (_, pilot):
        await until(pilot, lambda: any(name in message for message in said))
    assert left() == 1


@pytest.mark.parametrize(("keys", "are_taken"), [(("enter",), True), (("2", "enter"), False), (("d",), False)])
async def test_rows_of_the_glossary_are_offered_too(
    opened: Opened, desk_folder: Path, keys: tuple[str, ...], *, are_taken: bool
) -> None:
    terms = desk_folder / "glossary" / "terms.csv"
    leave(terms, "债务重整,admitted", "债务整理,admitted", DraftKind.GLOSSARY)
    async with opened("a.md") as (app, pilot):
        await wait_for(pilot, app, Merge)
        assert "债务整理" in shown(app)
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
    assert ("债务整理" in terms.read_text("utf-8")) == are_taken
    assert left() == 0


@pytest.mark.parametrize(("key", "count"), [("k", 1), ("d", 0)])
async def test_quitting_asks_about_a_glossary_that_cannot_be_saved(
    opened: Opened, desk_folder: Path, key: str, count: int
) -> None:
    terms = desk_folder / "glossary" / "terms.csv"
    async with opened("a.md") as (app, pilot):
        await pilot.press("f8", "f9")
        await pilot.pause()
        terms.write_bytes(terms.read_bytes().decode("utf-8").encode("gb18030"))
        await pilot.press("down", "minus", "enter")
        await app.workers.wait_for_complete()
        assert app.desk.shelf.unsaved_terms
        await pilot.press("ctrl+q")
        await wait_for(pilot, app, Question)
        await pilot.press(key)
        await app.workers.wait_for_complete()
        assert app.return_code == 0
    assert left() == count


async def test_decisions_that_were_not_written_are_offered_too(opened: Opened, file: Path) -> None:
    other = Desk(Project())
    session = other.open(Found("a.md", str(file)))
    other.write = lambda _: []  # the disk sleeps
    other.mark(session, [session.sections[1]], SectionState.REVIEWED)
    other.ignore(session, [session.findings[0]], "so it is")
    journal = Journal()
    (draft,) = Drafting(other).job()()
    assert draft.kind is DraftKind.DECISIONS
    journal.keep([draft])
    for sign in journal.folder.glob("*.alive"):
        sign.unlink()
    async with opened("a.md") as (app, pilot):
        await wait_for(pilot, app, Question)
        await pilot.press("t")
        await app.workers.wait_for_complete()
        assert app.desk.states(app.at.session).count(SectionState.REVIEWED) == 1
        assert len(app.at.session.findings) == 3
    assert (file.parent / DECISIONS).read_text("utf-8").count("\n") == 2
    assert left() == 0


async def test_a_journal_that_fails_while_the_desk_ends_has_nobody_to_tell(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Journal] = []

    def fail(journal: Journal, *_: object) -> None:
        asked.append(journal)
        raise FileProblem(Path("drafts"), "the disk is full")

    async with opened("a.md") as (app, _):
        pass
    monkeypatch.setattr(Journal, "keep", fail)
    await app.journaling.keep()
    assert asked == [app.journaling.journal]
