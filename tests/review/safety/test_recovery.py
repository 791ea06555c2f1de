"""What was left unsaved comes back to the desk, with its history, whatever the files are like by then."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from review_tui.article import Edit, Span
from review_tui.glossary.concept import Rendering, Status
from review_tui.glossary.edit import add_rendering, set_status
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import dump_table
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Overrides, Project
from review_tui.review.article.merging import conflicts, merged_text
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.safety.journal import Draft, DraftKind, Journal
from review_tui.review.safety.recovery import (
    STEPS,
    Drafting,
    glossary_drafts,
    glossary_piece,
    pieces_of,
    restore,
    with_rows,
    written_again,
)
from review_tui.review.taking_in import read_again
from tests.checking import change_glossary


def type_at(desk: Desk, session: Session, place: int, text: str) -> None:
    desk.edit(session, (Edit(Span(place, place), text),), f"type {text}")


def again(desk_folder: Path, name: str = "a.md") -> tuple[Desk, Session]:
    desk = Desk(Project())
    return desk, desk.open(Found(name, str(desk_folder / name)))


def test_the_history_comes_back_with_the_text(desk: Desk, session: Session, desk_folder: Path) -> None:
    original = session.article.text
    for number in range(5):
        type_at(desk, session, number, str(number))
    desk.undo()
    desk.undo()
    (draft,) = Drafting(desk).job()()
    new, there = again(desk_folder)
    restore(new, there, draft, draft.text)
    assert there.article.text == f"012{original}"
    assert there.is_dirty
    new.redo()
    new.redo()
    assert there.article.text == f"01234{original}"
    assert new.redo() is None
    for _ in range(5):
        new.undo()
    assert there.article.text == original
    assert new.undo() is None
    assert [each.name for each in new.sessions.dirty] == []


def test_steps_before_the_last_save_come_back_too(desk: Desk, session: Session, desk_folder: Path) -> None:
    original = session.article.text
    type_at(desk, session, 0, "甲")
    session.save()
    type_at(desk, session, 0, "乙")
    (draft,) = Drafting(desk).job()()
    new, there = again(desk_folder)
    restore(new, there, draft, draft.text)
    new.undo()
    assert not there.is_dirty
    new.undo()
    assert there.article.text == original


def test_of_a_step_over_several_articles_each_gets_its_own_part(desk: Desk, desk_folder: Path) -> None:
    sessions = [desk.open(Found(name, str(desk_folder / name))) for name in ("a.md", "b.md")]
    desk.record([session.edit([Edit(Span(0, 0), "甲")], fixes=2) for session in sessions], "all")
    drafts = Drafting(desk).job()()
    assert [draft.file.name for draft in drafts] == ["a.md", "b.md"]
    new, there = again(desk_folder, "b.md")
    restore(new, there, drafts[1], drafts[1].text)
    assert there.article.text.startswith("甲")
    assert new.history.fixes("b.md") == 2
    new.undo()
    assert not there.is_dirty


def test_a_file_that_changed_since_is_merged_with_and_that_is_one_step(
    desk: Desk, session: Session, desk_folder: Path
) -> None:
    type_at(desk, session, session.article.text.index("止赎"), "我的")
    (draft,) = Drafting(desk).job()()
    text = session.file.read_text("utf-8").replace("乙说", "他说")
    session.file.write_text(text, "utf-8")
    new, there = again(desk_folder)
    pieces = pieces_of(draft, there)
    assert conflicts(pieces) == []
    restore(new, there, draft, merged_text(pieces, {}))
    assert "我的止赎" in there.article.text
    assert "他说" in there.article.text
    new.undo()
    assert there.article.text == text
    assert new.undo() is None


@pytest.mark.parametrize("case", ["the file changed", "another text", "typed meanwhile", "no steps"])
def test_a_text_that_the_steps_did_not_lead_to_is_one_step(
    desk: Desk, session: Session, desk_folder: Path, case: str
) -> None:
    type_at(desk, session, 0, "甲")
    type_at(desk, session, 0, "乙")
    (draft,) = Drafting(desk).job()()
    if case == "the file changed":
        session.file.write_text(session.disk.text + "别的", "utf-8")
    new, there = again(desk_folder)
    if case == "typed meanwhile":
        type_at(new, there, 0, "丙")
    before, text = there.article.text, f"丁{draft.text}" if case == "another text" else draft.text
    restore(new, there, replace(draft, done=()) if case == "no steps" else draft, text)
    assert there.article.text == text
    new.undo()
    assert there.article.text == before
    new.redo()
    assert there.article.text == text
    assert new.redo() is None


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_that_went_away_comes_back_in_its_own_form(desk: Desk, desk_folder: Path, mark: bytes) -> None:
    file = desk_folder / "form.md"
    file.write_bytes(mark + "甲\r\n乙\r\n".encode())
    type_at(desk, desk.open(Found(file.name, str(file))), 0, "我的")
    (draft,) = Drafting(desk).job()()
    assert written_again(draft) == mark + "我的甲\r\n乙\r\n".encode()


def test_a_history_that_does_not_fit_is_left_out(desk: Desk, session: Session, desk_folder: Path) -> None:
    type_at(desk, session, 0, "甲")
    type_at(desk, session, 0, "乙")
    (draft,) = Drafting(desk).job()()
    broken = replace(draft.done[0], inverse=(Edit(Span(0, 10**6), "丙"),))
    new, there = again(desk_folder)
    restore(new, there, replace(draft, done=(broken, draft.done[1])), draft.text)
    new.undo()
    assert there.article.text.startswith("甲")
    assert new.undo() is None


def test_a_long_history_is_cut(desk: Desk, session: Session) -> None:
    for number in range(STEPS + 20):
        type_at(desk, session, 0, str(number % 10))
    assert len(Drafting(desk).job()()[0].done) == STEPS


def test_what_did_not_change_costs_nothing_again(desk: Desk, desk_folder: Path) -> None:
    for number in range(20):
        (desk_folder / f"n{number}.md").write_text("甲乙\n", "utf-8")
    sessions, changes = [], []
    for number in range(20):
        sessions.append(desk.open(Found(f"n{number}.md", str(desk_folder / f"n{number}.md"))))
        changes.append(sessions[-1].edit([Edit(Span(0, 0), "甲")], fixes=1))
    desk.record(changes, "all")
    drafting = Drafting(desk)
    first = drafting.job()()
    type_at(desk, sessions[3], 0, "丙")
    desk.history.end_typing()
    sessions[7].save()
    second = drafting.job()()
    assert [draft.file.name for draft in second] == [f"n{number}.md" for number in range(20) if number != 7]
    again = [draft for draft in second if all(draft is not before for before in first)]
    assert [(draft.file.name, len(draft.done)) for draft in again] == [("n3.md", 2)]


@given(st.lists(st.tuples(st.sampled_from("eaurtsl"), st.integers(0, 2)), max_size=25))
def test_drafts_made_again_and_again_are_those_made_anew(work: list[tuple[str, int]]) -> None:
    """Work is editing, editing all, undo, redo, typing, saving, and reading again, of one of three articles."""
    with TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.md") for number in range(3)]
        for file in files:
            file.write_text("甲\n", "utf-8")
        terms = Path(folder, "terms.csv")
        terms.write_text("concept,en,zh,status\n", "utf-8")
        desk = Desk(Project(Overrides(isolated=True, glossary=(terms,))))
        sessions = [desk.open(Found(file.name, str(file))) for file in files]
        drafting = Drafting(desk)
        for number, (kind, which) in enumerate(work):
            session = sessions[which]
            if kind == "e":
                type_at(desk, session, 0, f"{number}")
            elif kind == "a":
                desk.record([each.edit([Edit(Span(0, 0), "全")], fixes=1) for each in sessions[which:]], "all")
            elif kind == "u":
                desk.undo()
            elif kind == "r":
                desk.redo()
            elif kind == "t":
                desk.type(session, Span(0, 0), "字", goes_on=True)
            elif kind == "s":
                session.save()
            else:
                read_again(desk, session)
            assert drafting.job()() == Drafting(desk).job()()


EDITS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5), st.text("甲乙\r\n#", max_size=5)), max_size=8)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journal")


@given(edits=EDITS, undone=st.integers(0, 3))
def test_any_history_outlives_the_process(journal: Path, edits: Sequence[tuple[int, int, str]], undone: int) -> None:
    file = journal / "some.md"
    file.write_text("## 止赎\n\n正文。\n", encoding="utf-8", newline="")
    project = Project(Overrides(isolated=True, glossary=(journal / "terms.csv",)), journal)
    texts = []
    desk = Desk(project)
    session = desk.open(Found(file.name, str(file)))
    for start, length, text in edits:
        texts.append(session.article.text)
        place = min(start, len(session.article.text))
        end = min(place + length, len(session.article.text))
        desk.edit(session, (Edit(Span(place, end), text),), "edit")
    for _ in range(min(undone, len(edits))):
        desk.undo()
        texts.pop()
    Journal(journal / "drafts").keep(Drafting(desk).job()())
    for sign in (journal / "drafts").glob("*.alive"):
        sign.unlink()
    for draft in Journal(journal / "drafts").left_behind()[0]:
        new = Desk(project)
        there = new.open(Found(file.name, str(file)))
        restore(new, there, draft, merged_text(pieces_of(draft, there), {}))
        assert there.article.text == session.article.text
        while texts:
            new.undo()
            assert there.article.text == texts.pop()
        Journal(journal / "drafts").drop(draft)


# Glossaries


def test_rows_that_could_not_be_written_come_back_beside_those_of_others(desk: Desk, session: Session) -> None:
    file = session.terms.paths[0]
    terms = session.terms
    terms.glossary = add_rendering(terms.glossary, "workout", Rendering("我的"))
    (draft,) = glossary_drafts(terms.unsaved()())
    other = Desk(Project())
    theirs = other.open(Found("a.md", str(session.file)))
    change_glossary(other, theirs, lambda now: add_rendering(now, "workout", Rendering("他的")), "add")
    new = Desk(Project())
    there = new.open(Found("a.md", str(session.file)))
    after = with_rows(draft, there.terms.glossary)
    piece = glossary_piece(draft, there.terms.glossary, after)
    assert "我的" in piece.mine
    assert "我的" not in piece.theirs
    assert "他的" in piece.mine
    assert change_glossary(new, there, lambda now: with_rows(draft, now), "restore") == []
    text = file.read_text("utf-8")
    assert "我的" in text
    assert "他的" in text
    assert with_rows(draft, there.terms.glossary) is there.terms.glossary


def test_rows_of_a_file_that_went_away_come_back_in_its_own_form(session: Session, desk_folder: Path) -> None:
    (file,) = session.terms.paths
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join(["\ufeffowner," + lines[0], *("me," + line for line in lines[1:]), ""]), "utf-8")
    terms = again(desk_folder)[1].terms
    terms.glossary = add_rendering(terms.glossary, "workout", Rendering("我的"))
    (draft,) = glossary_drafts(terms.unsaved()())
    (table,) = with_rows(draft, glossary_of([])).tables
    assert table.path == file
    assert dump_table(table).startswith("\ufeffowner,concept,".encode())


def test_rows_that_come_back_leave_one_rendering_preferred(desk: Desk, session: Session) -> None:
    terms = session.terms
    terms.glossary = set_status(terms.glossary, "workout", "锻炼", Status.PREFERRED)
    (draft,) = glossary_drafts(terms.unsaved()())
    other = Desk(Project())
    theirs = other.open(Found("a.md", str(session.file)))
    change_glossary(other, theirs, lambda now: set_status(now, "workout", "债务重整", Status.PREFERRED), "settle")
    after = with_rows(draft, theirs.terms.glossary)
    assert [problem.code for problem in after.problems] == []
    concept = after.by_id("workout")
    assert concept is not None
    assert [each.zh for each in concept.renderings if each.status is Status.PREFERRED] == ["锻炼"]


def test_a_glossary_that_cannot_be_written_is_among_the_drafts(
    desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = session.terms.paths[0]
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    (notice, *_) = [
        notice
        for notice in change_glossary(
            desk, session, lambda now: add_rendering(now, "workout", Rendering("我的")), "add"
        )
        if notice.bad
    ]
    assert "save it as UTF-8" in notice.message
    (draft,) = Drafting(desk).job()()
    assert isinstance(draft, Draft)
    assert draft.kind is DraftKind.GLOSSARY
    assert "我的" in draft.text


def test_rows_for_a_copy_that_could_not_be_made_come_back(
    tmp_path: Path, shipped: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "a.md").write_text("正文。\n", "utf-8")
    (folder / "glossary").write_text("in the way", "utf-8")
    monkeypatch.chdir(folder)

    def at_hand() -> tuple[Desk, Session]:
        desk = Desk(Project(Overrides(isolated=True), folder))
        return desk, desk.open(Found("a.md", str(folder / "a.md")))

    desk, session = at_hand()
    notices = change_glossary(desk, session, lambda now: add_rendering(now, "foreclosure", Rendering("收楼")), "add")
    assert [notice.bad for notice in notices] == [False, True]
    assert "the folder cannot be made" in notices[1].message
    (draft,) = Drafting(desk).job()()
    new, there = at_hand()
    assert draft.file in there.terms.own_paths
    (folder / "glossary").unlink()
    copy = there.terms.editable()
    assert copy is not None
    there.terms.take_editable(copy)
    change_glossary(new, there, lambda now: with_rows(draft, now), "restore")
    assert there.terms.is_saved
    assert "收楼" in draft.file.read_text("utf-8")
    assert len(list(draft.file.parent.iterdir())) == len(there.terms.paths)
