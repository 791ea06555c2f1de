"""The second pass of a run: what only shows once all articles are counted."""

import errno
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from review_tui.files import spool
from review_tui.lint.across.comparing import compared
from review_tui.lint.across.shown import ShownAcross, changed, report_of
from review_tui.lint.report import Report
from review_tui.lint.run.job import check_bytes, run_task
from review_tui.lint.run.task import Task
from review_tui.lint.settings import Settings
from review_tui.rules.terms.shared.majority import use_of

TERMS = (
    "concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\nforeclosure,foreclosure,丧失抵押品赎回权,admitted\n"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "terms.csv"
    file.write_text(TERMS, "utf-8")
    return Settings(select=("T7",), glossary=(str(file),))


def reports(settings: Settings, *texts: str) -> Iterator[Report]:
    for number, text in enumerate(texts):
        report, _ = check_bytes(text.encode(), Task(f"{number}.md", f"/nowhere/{number}.md", settings))
        yield report


def again(*texts: str | None) -> Callable[[Iterable[tuple[str, ShownAcross]]], Iterator[Report]]:
    """Return what makes extra reports where the files hold `texts` now; None is a file that is gone."""

    def reports_on(found: Iterable[tuple[str, ShownAcross]]) -> Iterator[Report]:
        for path, shown in found:
            text = texts[int(path.partition(".")[0]) % len(texts)]
            yield changed(path) if text is None else report_of(path, text.encode(), shown)

    return reports_on


def settle(found: Iterable[Report], *texts: str, stopped: bool = False) -> list[Report]:
    return list(compared(found, again(*texts), lambda: stopped))


def check(settings: Settings, *texts: str) -> list[Report]:
    return settle(reports(settings, *texts), *texts)


def rivals(found: list[Report]) -> list[tuple[str, str, str]]:
    return [(report.path, item.text, item.message) for report in found for item in report.items if item.code == "T708"]


def test_the_minority_is_reported_where_it_stands_with_the_counts(settings: Settings) -> None:
    found = check(settings, "止赎。止赎。", "甲乙，丧失抵押品赎回权。丧失抵押品赎回权。", "止赎。", "止赎。")
    assert [(report.path, report.is_extra) for report in found] == [
        ("0.md", False),
        ("1.md", False),
        ("2.md", False),
        ("3.md", False),
        ("1.md", True),
    ]
    assert rivals(found) == [
        (
            "1.md",
            "丧失抵押品赎回权",
            "“foreclosure” is 丧失抵押品赎回权 here, but 止赎 in 3 articles (止赎 ×4、丧失抵押品赎回权 ×2)",
        )
    ]
    (item,) = found[4].items
    assert (item.start.line, item.start.column, item.concept, item.severity) == (1, 4, "foreclosure", "warning")
    assert all(report.contribution is None for report in found)


def test_two_against_one_are_no_majority(settings: Settings) -> None:
    assert rivals(check(settings, "止赎。", "丧失抵押品赎回权。", "止赎。")) == []


def test_one_article_has_nothing_to_be_held_against(settings: Settings) -> None:
    (found,) = check(settings, "丧失抵押品赎回权。")
    assert (found.items, found.contribution) == ((), None)


def test_reports_are_not_kept_waiting_for_the_others(settings: Settings) -> None:
    taken: list[str] = []

    def lazily() -> Iterator[Report]:
        for report in reports(settings, "止赎。", "丧失抵押品赎回权。", "止赎。", "止赎。"):
            taken.append(report.path)
            yield report

    stream = compared(lazily(), again("丧失抵押品赎回权。"))
    next(stream)
    assert taken == ["0.md"]
    assert [report.is_extra for report in stream] == [False, False, False, True]


def test_a_run_that_was_broken_off_has_counted_too_little(settings: Settings) -> None:
    texts = ("止赎。", "丧失抵押品赎回权。", "止赎。", "止赎。")
    assert rivals(settle(reports(settings, *texts), *texts, stopped=True)) == []


@pytest.mark.parametrize("now", ["改了。", None])
def test_a_file_that_changed_meanwhile_is_named(settings: Settings, now: str | None) -> None:
    texts = ("止赎。", "丧失抵押品赎回权。", "止赎。", "止赎。")
    *_, extra = compared(reports(settings, *texts), again(now))
    assert (extra.path, extra.items) == ("1.md", ())
    assert "changed while it was checked" in extra.notes[0]


def test_a_comment_keeps_it_quiet_and_is_no_comment_in_vain(settings: Settings) -> None:
    quiet = "<!-- review-tui: ignore-next-line T708 -->\n丧失抵押品赎回权。\n"
    both = Settings(select=("T7", "S8"), glossary=settings.glossary)
    found = check(both, "止赎。", quiet, "止赎。", "止赎。")
    assert [report.items for report in found] == [(), (), (), ()]


def test_the_severity_is_the_configured_one(settings: Settings) -> None:
    from review_tui.severity import Severity

    strict = Settings(select=("T7",), severities=(("T708", Severity.ERROR),), glossary=settings.glossary)
    found = check(strict, "止赎。", "丧失抵押品赎回权。", "止赎。", "止赎。")
    assert [item.severity for report in found for item in report.items] == [Severity.ERROR]


def test_where_the_rule_does_not_run_nothing_is_counted(settings: Settings) -> None:
    without = Settings(select=("T7",), ignore=("T708",), glossary=settings.glossary)
    several = list(reports(without, "止赎。", "丧失抵押品赎回权。", "止赎。", "止赎。"))
    assert [report.contribution for report in several] == [None] * 4
    assert settle(several) == several


def test_files_that_failed_stay_where_they_are(settings: Settings) -> None:
    broken = Report("broken.md")
    texts = ("止赎。", "丧失抵押品赎回权。", "止赎。", "止赎。")
    found = settle([broken, *reports(settings, *texts), broken], *texts)
    assert [report.path for report in found] == ["broken.md", "0.md", "1.md", "2.md", "3.md", "broken.md", "1.md"]
    assert len(rivals(found)) == 1


def test_what_an_article_contributes_travels_with_its_report(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("止赎和[甲乙](/x)。", "utf-8")
    report = run_task(Task("a.md", str(file), settings)).report
    assert report.contribution is not None
    assert report.contribution.share("T703") is None
    share = report.contribution.share("T708")
    assert share is not None
    assert [(use.concept, use.zh) for use in map(use_of, share.keys)] == [("foreclosure", "止赎"), ("x", "甲乙")]
    assert (share.counts, share.starts, share.ends) == ([1, 1], [0, 4], [2, 6])


class TestAFullTemporaryFolder:
    TEXTS = ("止赎。", "丧失抵押品赎回权。", "止赎。", "止赎。")

    @pytest.fixture(autouse=True)
    def little_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(spool, "_IN_MEMORY", 150)

    def test_what_waits_in_it_is_what_waited_in_memory(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = check(settings, *self.TEXTS)
        monkeypatch.setattr(spool, "_IN_MEMORY", 1 << 20)
        assert check(settings, *self.TEXTS) == found
        assert [report.path for report in found] == ["0.md", "1.md", "2.md", "3.md", "1.md"]

    def test_few_articles_do_not_need_it(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(spool, "_IN_MEMORY", 1 << 20)
        monkeypatch.delattr(tempfile, "TemporaryFile")
        assert len(check(settings, *self.TEXTS)) == 5

    def test_nothing_can_be_made_in_it(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        def full() -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(tempfile, "TemporaryFile", full)
        found = check(settings, *self.TEXTS)
        assert [report.path for report in found[:4]] == ["0.md", "1.md", "2.md", "3.md"]
        (failure,) = found[4].failures
        assert failure.message == (
            "the articles were not compared with one another: the disk is full; make room and try again"
        )

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
    def test_it_is_full_when_all_is_to_be_read_again(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "TemporaryFile", lambda: Path("/dev/full").open("r+b", 1 << 20))  # noqa: SIM115
        found = check(settings, *self.TEXTS)
        assert len(found) == 5
        assert "the disk is full" in found[4].failures[0].message
