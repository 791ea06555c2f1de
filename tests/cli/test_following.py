"""Decisions follow what --fix changes beside the findings that they leave; nothing else does."""

import io
import json
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.index import read_index
from review_tui.lint.decisions.lines import all_decisions
from review_tui.lint.decisions.moving import Moving
from review_tui.lint.decisions.writing import change
from review_tui.lint.identity import shorten
from review_tui.lint.report import Move
from review_tui.lint.run.cache import forget
from review_tui.lint.run.job import check_bytes
from review_tui.lint.run.task import Mode, Task
from review_tui.lint.settings import Settings
from tests.cli.running import Command, Ran

TEXT = "# 题\n\n##甲\n\n句一 ，锻炼 。句二。\n\n句三 ，锻炼。\n"
FIXED = "# 题\n\n##甲\n\n句一，锻炼。句二。\n\n句三，锻炼。\n"
ALL = ("--select", "H101,P401,T701")


@pytest.fixture
def article(site: Path) -> Path:
    file = site / "a.md"
    file.write_text(TEXT, "utf-8")
    return file


@pytest.fixture(autouse=True)
def decided(review_tui: Command, article: Path) -> None:
    """Decide to leave the headings and the words, but no mark."""
    review_tui("lint", "zh", "--baseline", "--select", "H101,T701")


def fix(review_tui: Command, *options: str) -> Ran:
    return review_tui("lint", "zh", "--fix", *(options or ALL))


def accepted(file: Path) -> list[Accepted]:
    return [each for each in all_decisions(file.read_bytes()) if isinstance(each, Accepted)]


def around(file: Path) -> set[tuple[str, str, str]]:
    return {(each.before, each.text, each.after) for each in accepted(file)}


def test_a_fix_beside_a_decided_finding_does_not_wake_it(review_tui: Command, article: Path, decisions: Path) -> None:
    before = around(decisions)
    ran = fix(review_tui)
    assert article.read_text("utf-8") == FIXED
    assert ran.code == 0
    assert "2 decisions follow what was fixed beside them" in ran.out
    assert "stale" not in ran.err
    assert around(decisions) == {("", "##甲", ""), ("句一，", "锻炼", ""), ("句三，", "锻炼", "")} != before
    lines = decisions.read_text("utf-8").splitlines()
    assert lines == sorted(lines)


def test_what_was_decided_stays_through_every_further_run(review_tui: Command, article: Path, decisions: Path) -> None:
    fix(review_tui)
    written = decisions.read_bytes()
    for options in (ALL, ("--unsafe-fixes", *ALL), ("--prune", *ALL)):
        ran = fix(review_tui, *options)
        assert (ran.code, "stale" in ran.err, "follow" in ran.out) == (0, False, False)
        assert article.read_text("utf-8") == FIXED
    assert decisions.read_bytes() == written
    assert review_tui("lint", "zh", *ALL).code == 0


def test_what_was_said_of_it_stays_as_well_and_every_line_that_says_something(
    review_tui: Command, article: Path, decisions: Path
) -> None:
    lines = decisions.read_text("utf-8")
    decisions.write_text(lines + lines.replace('"baseline"', '"原文如此","by":"甲"'), "utf-8")
    fix(review_tui)
    said = sorted((each.before, each.reason, each.by) for each in accepted(decisions) if each.text == "锻炼")
    assert said == [(f"句{n}，", *why) for n in "一三" for why in (("baseline", ""), ("原文如此", "甲"))]


@pytest.mark.parametrize("options", [("--diff", *ALL), ALL, ("--fix", "--no-decisions", "--select", "P401")])
def test_nothing_follows_where_nothing_is_fixed_under_decisions(
    review_tui: Command, article: Path, decisions: Path, options: tuple[str, ...]
) -> None:
    before = decisions.read_bytes()
    review_tui("lint", "zh", *options)
    assert decisions.read_bytes() == before


def test_the_decisions_about_articles_in_which_nothing_was_fixed_stay_as_they_are(
    review_tui: Command, article: Path, decisions: Path
) -> None:
    other = Accepted(path="zh/b.md", rule="term-forbidden", concept="workout", text="锻炼", before="句一 ，")
    change(decisions, [other])
    fix(review_tui)
    assert other in accepted(decisions)


def test_a_finding_beside_which_somebody_else_writes_is_awake_all_the_same(
    review_tui: Command, article: Path, decisions: Path
) -> None:
    article.write_text(TEXT.replace("句三", "改过"), "utf-8")
    ran = fix(review_tui)
    assert ran.code == 1
    assert "stale decision: term-forbidden in zh/a.md" in ran.err
    assert review_tui("lint", "zh", "--prune", *ALL).code == 1
    assert around(decisions) == {("", "##甲", ""), ("句一，", "锻炼", "")}


def test_decisions_of_rules_that_do_not_run_follow_too(review_tui: Command, article: Path, decisions: Path) -> None:
    ran = fix(review_tui, "--select", "P401")
    assert article.read_text("utf-8") == FIXED
    assert "2 decisions follow" in ran.out
    assert review_tui("lint", "zh", *ALL).code == 0


def test_decisions_about_what_only_the_whole_run_shows_follow_too(
    review_tui: Command, folder: Path, article: Path, decisions: Path
) -> None:
    (folder / "glossary" / "g.csv").write_text(
        "concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\nforeclosure,foreclosure,法拍,admitted\n", "utf-8"
    )
    forget()
    for name in ("b.md", "c.md", "d.md"):
        (folder / "zh" / name).write_text("止赎。\n", "utf-8")
    article.write_text("句一 ，法拍。\n", "utf-8")
    decisions.unlink()
    across = ("--select", "T708")
    assert review_tui("lint", "zh", "--baseline", *across).code == 0
    assert len(accepted(decisions)) == 1
    ran = fix(review_tui, "--select", "P401,T708")
    assert article.read_text("utf-8") == "句一，法拍。\n"
    assert ran.code == 0
    assert around(decisions) == {("句一，", "法拍", "")}
    assert review_tui("lint", "zh", *across).code == 0


def test_a_long_finding_of_a_rule_that_does_not_run_follows_too(
    review_tui: Command, article: Path, decisions: Path
) -> None:
    words = "字" * 90
    article.write_text(f"句一 ，{words}。\n", "utf-8")
    texts = (shorten(words), shorten(words + "字"))
    change(decisions, [Accepted(path="zh/a.md", rule="repeated", text=each, before="句一 ，") for each in texts])
    fix(review_tui, "--select", "P401")
    about = {(each.before, each.text) for each in accepted(decisions) if each.rule == "repeated"}
    assert about == {("句一，", texts[0]), ("句一 ，", texts[1])}


class TestTwins:
    TEXT = "甲。\n\n句 ，锻炼。\n\n句，锻炼。\n\n句 ，锻炼。\n"

    @pytest.mark.parametrize(("before", "number", "now"), [("句 ，", 1, 1), ("句 ，", 2, 3), ("句，", 1, 2)])
    def test_keep_their_own_decision(
        self, review_tui: Command, article: Path, decisions: Path, before: str, number: int, now: int
    ) -> None:
        article.write_text(self.TEXT, "utf-8")
        decisions.unlink()
        known = Accepted(path="zh/a.md", rule="term-forbidden", concept="workout", text="锻炼", before=before)
        change(decisions, [replace(known, occurrence=number)])
        ran = fix(review_tui)
        assert ran.out.count("T701") == 2
        assert [(each.before, each.occurrence) for each in accepted(decisions)] == [("句，", now)]

    def test_one_that_is_mended_takes_no_decision_of_another_along(
        self, review_tui: Command, article: Path, decisions: Path
    ) -> None:
        article.write_text("##甲\n\n句一。\n\n##甲\n\n句二。\n\n##甲\n", "utf-8")
        decisions.unlink()
        change(decisions, [Accepted(path="zh/a.md", rule="heading-missing-space", text="##甲", occurrence=2)])
        for _ in range(2):
            assert fix(review_tui).code == 0
            assert article.read_text("utf-8") == "## 甲\n\n句一。\n\n##甲\n\n句二。\n\n## 甲\n"
        assert [each.occurrence for each in accepted(decisions)] == [1]


class TestInBetween:
    """Whatever happens between the writing of an article and that of its decisions, none is lost."""

    def moves(self, article: Path, decisions: Path) -> dict[str, list[Move]]:
        glossary = (str(article.parents[1] / "glossary" / "g.csv"),)
        known = {each.key: each.identity.first for each in accepted(decisions)}
        settings = Settings(select=("H101", "P401", "T701"), glossary=glossary)
        task = Task("zh/a.md", str(article), settings, mode=Mode.FIX, accepted=known)
        return {"zh/a.md": list(check_bytes(article.read_bytes(), task)[0].moves)}

    @pytest.mark.parametrize("is_written", [False, True])
    def test_the_decisions_hold_for_the_article_as_it_is(
        self, review_tui: Command, article: Path, decisions: Path, *, is_written: bool
    ) -> None:
        before = decisions.read_bytes()
        moving = Moving(read_index(decisions))
        moving.begin(self.moves(article, decisions))
        if is_written:
            article.write_text(FIXED, "utf-8")
        ran = review_tui("lint", "zh", "--select", "H101,T701")
        assert ran.code == 0
        assert "2 stale decisions: term-forbidden in zh/a.md" in ran.err
        moving.end(["zh/a.md"] if is_written else [])
        ran = review_tui("lint", "zh", "--select", "H101,T701")
        assert (ran.code, "stale" in ran.err) == (0, False)
        assert (decisions.read_bytes() == before) is not is_written

    def test_an_article_is_not_fixed_where_its_decisions_cannot_follow(
        self, review_tui: Command, article: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(file: Path, *_: object, **__: object) -> None:
            raise FileProblem(file, "it cannot be written: the disk is full")

        before = decisions.read_bytes()
        monkeypatch.setattr("review_tui.lint.decisions.writing.write", refused)
        ran = fix(review_tui)
        assert ran.code == 2
        assert "error: zh/a.md: not fixed: its decisions could not follow: " in ran.err
        assert "the disk is full" in ran.err
        assert article.read_text("utf-8") == TEXT
        assert decisions.read_bytes() == before
        assert "Fixed" not in ran.out

    def test_decisions_do_not_follow_where_the_article_cannot_be_written(
        self, review_tui: Command, article: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(file: Path, *_: object, **__: object) -> None:
            raise FileProblem(file, "it cannot be written: the disk is full")

        before = decisions.read_bytes()
        monkeypatch.setattr("review_tui.lint.run.writing.write", refused)
        ran = fix(review_tui)
        assert ran.code == 2
        assert "error: zh/a.md: not fixed: it cannot be written: the disk is full" in ran.err
        assert ran.out.endswith(" (said above) kept something from being checked or fixed.\n")
        assert article.read_text("utf-8") == TEXT
        assert decisions.read_bytes() == before
        assert "follow" not in ran.out

    def test_nor_where_somebody_else_changes_it_meanwhile(
        self, review_tui: Command, article: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begin = Moving.begin

        def meanwhile(self: Moving, moves: dict[str, list[Move]]) -> None:
            begin(self, moves)
            article.write_text(TEXT + "\n末尾。\n", "utf-8")

        before = decisions.read_bytes()
        monkeypatch.setattr(Moving, "begin", meanwhile)
        ran = fix(review_tui)
        assert "warning: zh/a.md: not fixed: it was changed by another program" in ran.err
        assert article.read_text("utf-8") == TEXT + "\n末尾。\n"
        assert decisions.read_bytes() == before

    def test_what_others_decide_meanwhile_stays(
        self, review_tui: Command, article: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begin, end = Moving.begin, Moving.end
        one, two = (Accepted(path="zh/a.md", rule="r", text=text) for text in "一二")

        def first(self: Moving, moves: dict[str, list[Move]]) -> None:
            change(decisions, [one])
            begin(self, moves)

        def then(self: Moving, written: list[str]) -> None:
            change(decisions, [two])
            end(self, written)

        monkeypatch.setattr(Moving, "begin", first)
        monkeypatch.setattr(Moving, "end", then)
        fix(review_tui)
        assert {one, two} <= set(accepted(decisions))
        assert len(accepted(decisions)) == 5

    def test_nothing_is_pruned_where_others_decide_meanwhile(
        self, review_tui: Command, article: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begin = Moving.begin
        theirs = Accepted(path="zh/a.md", rule="quote-empty", text="一")

        def first(self: Moving, moves: dict[str, list[Move]]) -> None:
            change(decisions, [theirs])
            begin(self, moves)

        change(decisions, [Accepted(path="zh/a.md", rule="heading-missing-space", text="##乙")])
        monkeypatch.setattr(Moving, "begin", first)
        ran = fix(review_tui, "--prune", *ALL)
        assert ran.code == 2
        assert "it was changed by another program since it was read; nothing was written; run the command" in ran.err
        assert len(accepted(decisions)) == 5
        assert "Took 1 stale decision out of" in fix(review_tui, "--prune", *ALL).err


def test_pruning_takes_out_what_is_stale_after_decisions_have_followed(
    review_tui: Command, article: Path, decisions: Path
) -> None:
    change(decisions, [Accepted(path="zh/a.md", rule="heading-missing-space", text="##乙")])
    ran = fix(review_tui, "--prune", *ALL)
    assert ran.code == 0
    assert "Took 1 stale decision out of" in ran.err
    assert around(decisions) == {("", "##甲", ""), ("句一，", "锻炼", ""), ("句三，", "锻炼", "")}


def test_stale_ones_are_named_with_their_lines_after_decisions_have_followed(
    review_tui: Command, article: Path, decisions: Path
) -> None:
    stale = Accepted(path="zh/a.md", rule="term-forbidden", concept="workout", text="锻炼", before="zz")
    change(decisions, [stale])
    ran = fix(review_tui)
    line = 1 + [each.before for each in accepted(decisions)].index("zz")
    assert f"review-decisions.jsonl:{line}: stale decision: term-forbidden in zh/a.md" in ran.err


def test_many_articles_in_many_processes(review_tui: Command, article: Path, decisions: Path) -> None:
    names = [f"n{number:02}.md" for number in range(40)]
    for name in names:
        (article.parent / name).write_text(TEXT, "utf-8")
    review_tui("lint", "zh", "--baseline", "--select", "H101,T701")
    ran = fix(review_tui, *ALL, "--jobs", "2")
    assert ran.code == 0
    assert "82 decisions follow" in ran.out
    assert {file.read_text("utf-8") for file in article.parent.iterdir()} == {FIXED}
    ran = review_tui("lint", "zh", *ALL)
    assert (ran.code, "stale" in ran.err) == (0, False)
    assert len(accepted(decisions)) == 3 * 41


def test_an_article_on_stdin_is_told_of_and_no_decision_is_changed(
    review_tui: Command, article: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = decisions.read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    ran = review_tui("lint", "-", "--stdin-filename", "zh/a.md", "--fix", *ALL)
    assert (ran.code, ran.out) == (0, FIXED)
    assert "warning: zh/a.md: 2 decisions about what stands beside these fixes will match nothing any more" in ran.err
    assert decisions.read_bytes() == before


def test_the_reports_for_programs_know_them_too(review_tui: Command, article: Path) -> None:
    ran = fix(review_tui, *ALL, "-f", "json")
    assert (ran.code, json.loads(ran.out)) == (0, [])


def test_a_read_only_decisions_file_keeps_the_article_as_it_is(
    review_tui: Command, article: Path, decisions: Path
) -> None:
    decisions.chmod(0o444)
    if os.access(decisions, os.W_OK):
        pytest.skip("whoever runs this may write everywhere")
    ran = fix(review_tui)
    assert ran.code == 2
    assert article.read_text("utf-8") == TEXT
