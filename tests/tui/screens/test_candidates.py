"""The queue of candidates: one key a verdict, each at once in the file, each to be taken back."""

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from review_tui.review.terms.candidates import WaitingCandidate, waiting
from review_tui.tui.app import ReviewApp
from review_tui.tui.background import work
from review_tui.tui.screens.candidates import KEYS, Candidates
from review_tui.tui.screens.dialog import clickable
from review_tui.tui.widgets.candidate_list import CandidateList
from review_tui.tui.widgets.concept_card import ConceptCard
from tests.tui.driving import Burst, Opened, said, until

ROWS = (
    "concept,en,zh,status,uses,articles,urgency\n"
    "foreclosure,foreclosure,止赎,preferred,,,\n"
    "foreclosure,foreclosure,丧失抵押品赎回权,provisional,4,3,1.50\n"
    "workout,workout,债务重整,provisional,2,2,3.00\n"
    "workout,workout,债务重组,provisional,9,8,3.00\n"
)


@pytest.fixture
def terms(desk_folder: Path) -> Path:
    file = desk_folder / "glossary" / "terms.csv"
    file.write_text(ROWS, "utf-8")
    return file


async def queue(app: ReviewApp, pilot: Pilot[int]) -> CandidateList:
    await pilot.press("alt+c")
    while not isinstance(app.screen, Candidates):
        await pilot.pause(0.01)
    await pilot.pause()
    return app.screen.query_one(CandidateList)


def status(terms: Path, zh: str) -> str:
    lines = [line for line in terms.read_text("utf-8").splitlines() if f",{zh}," in line]
    return lines[0].split(",")[3] if lines else "gone"


def about(app: ReviewApp) -> str:
    return str(app.screen.query_one("#about", Static).content)


def test_every_key_under_it_can_be_clicked() -> None:
    clicked = [KEYS[span.start : span.end] for span in clickable(KEYS).spans]
    assert clicked == KEYS.split("   ")


async def test_keys_that_come_at_once_are_for_the_queue_that_the_first_opened(
    opened: Opened, burst: Burst, terms: Path
) -> None:
    async with opened() as (app, pilot):
        before = app.at.session.article.text
        await burst(app, pilot, "c", "down", "enter")
        assert (status(terms, "债务重整"), status(terms, "债务重组")) == ("preferred", "provisional")
        assert app.at.session.article.text == before


@pytest.mark.parametrize("keys", ["alt+right", "f2", "f1"])
async def test_candidates_that_are_found_late_do_not_come_under_a_hand_that_went_on(
    opened: Opened, terms: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    go = threading.Event()

    def late(*arguments: Any) -> list[WaitingCandidate]:
        assert go.wait(60)
        return waiting(*arguments)

    monkeypatch.setattr(work, "SHORT", 0.01)
    monkeypatch.setattr("review_tui.review.terms.candidates.waiting", late)
    async with opened() as (app, pilot):
        await pilot.press("alt+c", keys)
        screen = app.screen
        go.set()
        await until(pilot, lambda: app.screen is not screen or "found" in said(app))
        assert app.screen is screen
        assert said(app) == "You went on before the candidates were found; Alt+c looks for them again."


async def test_the_most_urgent_comes_first_and_enter_accepts_it(opened: Opened, terms: Path) -> None:
    async with opened() as (app, pilot):
        rows = await queue(app, pilot)
        assert [item.zh for item in rows.items] == ["债务重组", "债务重整", "丧失抵押品赎回权"]
        assert "accepted it becomes preferred" in about(app)
        await pilot.press("enter")
        assert status(terms, "债务重组") == "preferred"
        assert [item.zh for item in rows.items] == ["债务重整", "丧失抵押品赎回权"]
        assert "+ 债务重组" in about(app)
        assert "accepted it becomes admitted" in about(app)
        await pilot.press("a")
        assert (status(terms, "债务重组"), status(terms, "债务重整")) == ("preferred", "admitted")
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert not isinstance(app.screen, Candidates)


async def test_a_verdict_that_was_taken_back_is_given_again(opened: Opened, terms: Path) -> None:
    async with opened() as (app, pilot):
        rows = await queue(app, pilot)
        first = rows.items[0].zh
        await pilot.press("enter", "ctrl+y")
        await until(pilot, lambda: status(terms, first) == "preferred")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: status(terms, first) == "provisional")
        await pilot.press("ctrl+y")
        await until(pilot, lambda: status(terms, first) == "preferred")
        assert first not in [item.zh for item in rows.items]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: status(terms, first) == "provisional")
        await pilot.press("delete")
        await until(pilot, lambda: status(terms, first) == "gone")
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert status(terms, first) == "gone"  # another verdict was given since


async def test_delete_rejects_and_undo_brings_it_back(opened: Opened, terms: Path) -> None:
    async with opened() as (app, pilot):
        rows = await queue(app, pilot)
        await pilot.press("delete", "x")
        assert (status(terms, "债务重组"), status(terms, "债务重整")) == ("gone", "gone")
        await pilot.press("ctrl+z", "u")
        assert terms.read_text("utf-8") == ROWS
        assert [item.zh for item in rows.items] == ["债务重组", "债务重整", "丧失抵押品赎回权"]
        await pilot.press("ctrl+z")
        assert not app.desk.history.done


async def test_an_edit_is_accepted_as_it_was_typed(opened: Opened, terms: Path) -> None:
    async with opened() as (app, pilot):
        rows = await queue(app, pilot)
        await pilot.press("end", "e")
        words = app.screen.query_one("#words", Input)
        assert (words.has_focus, words.value) == (True, "丧失抵押品赎回权")
        await pilot.press("a", "x", "enter")
        assert status(terms, "丧失抵押品赎回权ax") == "admitted"
        assert status(terms, "丧失抵押品赎回权") == "gone"
        assert rows.has_focus
        assert len(rows.items) == 2


async def test_escape_leaves_the_words_first_and_nothing_empty_is_accepted(opened: Opened, terms: Path) -> None:
    async with opened() as (app, pilot):
        rows = await queue(app, pilot)
        await pilot.press("f2", "escape")
        assert rows.has_focus
        await pilot.press("f2")
        app.screen.query_one("#words", Input).value = " "
        await pilot.press("enter")
        assert "empty" in str(app.screen.query_one("#wrong", Static).content)
        assert terms.read_text("utf-8") == ROWS


async def test_what_the_open_article_suggests_waits_too(opened: Opened, terms: Path, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text("# 甲\n\n[抵押贷款](/mortgage)，[房利美](/fannie-mae)。\n", "utf-8")
    async with opened("a.md") as (app, pilot):
        rows = await queue(app, pilot)
        assert [item.zh for item in rows.items[-2:]] == ["房利美", "抵押贷款"]
        await pilot.press("end", "enter", "delete")
        assert status(terms, "抵押贷款") == "preferred"
        assert status(terms, "房利美") == "gone"
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert "房利美" not in [item.zh for item in (await queue(app, pilot)).items]


async def test_a_rejected_candidate_stays_rejected_and_can_be_taken_back(
    opened: Opened, terms: Path, desk_folder: Path
) -> None:
    (desk_folder / "a.md").write_text("# 甲\n\n[抵押贷款](/mortgage)，[房利美](/fannie-mae)。\n", "utf-8")

    async def waiting(app: ReviewApp, pilot: Pilot[int]) -> list[str]:
        items = [item.zh for item in (await queue(app, pilot)).items]
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        return items

    async with opened("a.md") as (app, pilot):
        await queue(app, pilot)
        await pilot.press("end", "delete", "escape")
        await app.workers.wait_for_complete()
        assert "1 candidate settled." in app.review.query_one("#message").render_line(0).text
        assert "抵押贷款" not in await waiting(app, pilot)
    async with opened("a.md") as (app, pilot):  # another day
        assert "抵押贷款" not in await waiting(app, pilot)
    async with opened("a.md") as (app, pilot):
        await queue(app, pilot)
        await pilot.press("end", "delete", "escape")
        await app.workers.wait_for_complete()
        assert "房利美" not in await waiting(app, pilot)
        await pilot.press("ctrl+z")
        assert "reject 房利美" in app.review.query_one("#message").render_line(0).text
        assert "房利美" in await waiting(app, pilot)
        await pilot.press("ctrl+y")
        assert "房利美" not in await waiting(app, pilot)
        await queue(app, pilot)
        await pilot.press("end", "delete", "ctrl+z", "escape")
        await app.workers.wait_for_complete()
        assert [step.label for step in app.desk.history.done] == ["reject 房利美"]
    decisions = (desk_folder / "review-decisions.jsonl").read_text("utf-8")
    assert [line.count('"kind":"candidate"') for line in decisions.splitlines()] == [1, 1]


async def test_an_empty_queue_says_where_candidates_come_from(opened: Opened, terms: Path) -> None:
    terms.write_text("concept,zh,status\nloan,贷款,preferred\n", "utf-8")
    async with opened() as (app, pilot):
        await pilot.press("c")
        await app.workers.wait_for_complete()
        assert not isinstance(app.screen, Candidates)
        assert "glossary mine" in app.review.query_one("#message").render_line(0).text


async def test_the_card_has_bars_and_figures(opened: Opened, desk_folder: Path) -> None:
    (desk_folder / "a.md").write_text("止赎，止赎，止赎。丧失抵押品赎回权。\n", "utf-8")
    async with opened("a.md") as (app, _):
        card = app.review.query_one(ConceptCard)
        lines = ["".join(piece.text for piece in card.row(index, 60)) for index in range(card.count)]
        assert any("止赎 3 ########" in line for line in lines)
        assert any("丧失抵押品赎回权 1 ###" in line for line in lines)
        assert "3 of 4 uses agree" in [line.strip() for line in lines]


async def test_the_figures_of_the_card_take_renderings_of_another_pos_for_no_rivals(
    opened: Opened, desk_folder: Path
) -> None:
    rows = "concept,en,zh,status,pos\nmbs,MBS,抵押贷款支持证券,preferred,\nmbs,MBS,MBS,admitted,abbr\n"
    (desk_folder / "glossary" / "terms.csv").write_text(rows, "utf-8")
    (desk_folder / "a.md").write_text("抵押贷款支持证券，抵押贷款支持证券。MBS，MBS。\n", "utf-8")
    async with opened("a.md") as (app, _):
        card = app.review.query_one(ConceptCard)
        lines = ["".join(piece.text for piece in card.row(index, 60)).strip() for index in range(card.count)]
        assert "all 4 uses agree" in lines


async def test_the_card_has_what_is_used_right_after_what_is_preferred(opened: Opened, desk_folder: Path) -> None:
    with (desk_folder / "glossary" / "terms.csv").open("a", encoding="utf-8") as file:
        file.write("trust,trust,信托,preferred,\ntrust,trust,信任,forbidden,\n")
        file.writelines(f"trust,trust,{zh},admitted,\n" for zh in ("信托甲", "信托乙", "信托丙"))
    (desk_folder / "a.md").write_text("信托丙。信任，信任。\n", "utf-8")
    async with opened("a.md") as (app, _):
        card = app.review.query_one(ConceptCard)
        lines = ["".join(piece.text for piece in card.row(index, 60)) for index in range(card.count)]
        shown = [line.split()[1] for line in lines if line[:2] in ("+ ", "= ", "! ")]
        assert shown[:3] == ["信托", "信任", "信托丙"]
