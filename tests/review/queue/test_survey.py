"""Looking at many articles in the background."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from review_tui.glossary.concept import Status
from review_tui.glossary.edit import set_status
from review_tui.glossary.storage.location import GlossaryPlace, GlossarySource, csv_files
from review_tui.lint.project import Project
from review_tui.lint.report import Report
from review_tui.lint.run.run import FEW
from review_tui.review.desk import Desk
from review_tui.review.queue.survey import AllSeen, News, Survey
from review_tui.review.safety.outside import watching_terms
from tests.checking import change_glossary

LIMIT = 120.0  # seconds until something that was waited for has to be there


@pytest.fixture
def survey(desk_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Survey:
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(tmp_path / "cache"))
    return Survey(Project(), ["."], jobs=1)


def looked(survey: Survey) -> list[News]:
    survey.look()
    return survey.drain(1000)


def kinds(news: list[News]) -> list[tuple[str, str]]:
    return [(type(each).__name__, getattr(each, "path", "")) for each in news]


def test_articles_are_told_first_and_then_what_was_found(survey: Survey) -> None:
    news = looked(survey)
    assert kinds(news) == [
        ("Found", "a.md"),
        ("Found", "b.md"),
        ("Report", "a.md"),
        ("Report", "b.md"),
        ("AllSeen", ""),
    ]
    reports = [each for each in news if isinstance(each, Report)]
    assert [len(report.items) for report in reports] == [4, 1]
    assert reports[0].title == "甲"
    assert (survey.done, survey.total, survey.is_busy) == (2, 2, False)


def test_only_what_changed_is_looked_at_again(survey: Survey) -> None:
    looked(survey)
    assert looked(survey) == []
    Path("b.md").write_text("正文。\n\n新的。\n", "utf-8")
    Path("c.md").write_text("##新\n", "utf-8")
    Path("a.md").unlink()
    assert kinds(looked(survey)) == [
        ("Found", "c.md"),
        ("Gone", "a.md"),
        ("Report", "b.md"),
        ("Report", "c.md"),
        ("AllSeen", ""),
    ]


def test_all_is_looked_at_again_once_the_glossary_on_the_disk_is_another_one(survey: Survey) -> None:
    looked(survey)
    terms = Path("glossary/terms.csv")
    terms.write_text(terms.read_text("utf-8").replace("forbidden", "admitted"), "utf-8")
    again = [each for each in looked(survey) if isinstance(each, Report)]
    assert [report.path for report in again] == ["a.md", "b.md"]
    assert "T701" not in {item.code for report in again for item in report.items}
    assert looked(survey) == []


def test_a_drain_leaves_what_is_too_much(survey: Survey) -> None:
    survey.look()
    assert len(survey.drain(2)) == 2
    assert len(survey.drain(100)) == 3


def test_a_broken_configuration_is_a_report(survey: Survey) -> None:
    Path("review-tui.toml").write_text("nonsense = 1\n", "utf-8")
    reports = [each for each in looked(survey) if isinstance(each, Report)]
    assert [report.path for report in reports] == ["a.md", "b.md"]
    assert all("nonsense" in str(report.failures) for report in reports)


def wait_for(survey: Survey, wanted: Callable[[list[News]], bool]) -> list[News]:
    news: list[News] = []
    end = time.monotonic() + LIMIT
    while not wanted(news):
        assert time.monotonic() < end, (news, survey.problem)
        time.sleep(0.02)
        news += survey.drain(1000)
    return news


def test_it_looks_in_other_processes_and_again_with_another_glossary(survey: Survey) -> None:
    for number in range(FEW):
        Path(f"n{number}.md").write_text("止赎和锻炼。\n", "utf-8")
    survey.start()
    try:
        news = wait_for(survey, lambda news: any(isinstance(each, AllSeen) for each in news))
        found = [report for report in news if isinstance(report, Report)]
        assert sum(len(report.items) for report in found) == 5 + FEW
        terms = Path("glossary/terms.csv")
        terms.write_text(terms.read_text("utf-8").replace("锻炼,forbidden", "锻炼,admitted"), "utf-8")
        survey.look_again()
        news = wait_for(survey, lambda news: any(isinstance(each, AllSeen) for each in news))
        found = [report for report in news if isinstance(report, Report)]
        assert sum(len(report.items) for report in found) == 4
    finally:
        survey.stop()


def test_an_article_that_goes_away_as_all_are_looked_at_again_is_told_of(survey: Survey) -> None:
    looked(survey)
    Path("a.md").unlink()
    survey.look_again()
    assert kinds(looked(survey)) == [("Gone", "a.md"), ("Report", "b.md"), ("AllSeen", "")]


def test_what_goes_wrong_ends_the_watching_and_is_told(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Survey) -> None:
        raise RuntimeError("no more processes")

    monkeypatch.setattr(Survey, "look", fail)
    survey.start()
    wait_for(survey, lambda news: any(isinstance(each, AllSeen) for each in news))
    survey.stop()
    assert survey.problem == "RuntimeError: no more processes"


def test_the_copy_of_a_shipped_glossary_holds_as_soon_as_it_is_there(
    desk_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(tmp_path / "cache"))
    shipped = tmp_path / "shipped"
    (desk_folder / "glossary").rename(shipped)
    place = GlossaryPlace(GlossarySource.SHIPPED, shipped, csv_files(shipped))
    monkeypatch.setattr("review_tui.lint.project.shipped", lambda: place)
    project = Project()
    survey, desk = Survey(project, ["."], jobs=1), Desk(project)
    looked(survey)
    session = desk.at("a.md")
    assert not session.terms.is_own
    change_glossary(desk, session, lambda now: set_status(now, "workout", "锻炼", Status.ADMITTED), "settle")
    assert desk.shelf.terms(desk_folder) is session.terms
    assert desk.shelf.glossaries == (session.terms.glossary,)
    assert project.settings(desk_folder).glossary == (str(desk_folder / "glossary" / "terms.csv"),)
    reports = {news.path: news for news in looked(survey) if isinstance(news, Report)}
    assert [item.code for item in reports["a.md"].items] == ["H101", "P401", "T702"]
    assert watching_terms(desk)()() == []
    desk.undo()
    assert "锻炼,forbidden" in (desk_folder / "glossary" / "terms.csv").read_text("utf-8")
    assert "锻炼,forbidden" in (shipped / "terms.csv").read_text("utf-8")


def test_its_end_does_not_wait_for_a_disk_that_sleeps(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    asleep, awake = Event(), Event()

    def look(_: Survey) -> None:
        asleep.set()
        assert awake.wait(20)

    monkeypatch.setattr(Survey, "look", look)
    monkeypatch.setattr("review_tui.review.queue.survey.PATIENCE", 0.01)
    survey.start()
    assert asleep.wait(20)
    survey.stop()
    assert survey._thread is not None
    assert survey._thread.is_alive()
    awake.set()
    survey._thread.join(20)
    assert not survey._thread.is_alive()


@pytest.mark.parametrize(("allowed", "used"), [({0, 3, 5}, 2), ({7}, 1)])
def test_one_of_the_processors_that_it_may_use_is_left_to_the_screen(
    monkeypatch: pytest.MonkeyPatch, allowed: set[int], used: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: allowed, raising=False)
    assert Survey(Project(), ["."])._jobs == used
