"""Decisions: findings that are left as they are, and a baseline of all of today's."""

import contextlib
import io
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from review_tui.article import Article
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import Accepted, Rejected, Reviewed, acceptance
from review_tui.lint.decisions.index import read_index
from review_tui.lint.decisions.lines import all_decisions, encode_decision
from review_tui.lint.decisions.union import merge_by_union
from review_tui.lint.decisions.writing import change, revise
from review_tui.lint.identity import section_key
from review_tui.lint.report import Item
from review_tui.lint.run.cache import forget
from review_tui.lint.run.job import check_bytes
from review_tui.lint.run.task import Task
from review_tui.lint.settings import Settings
from tests.cli.running import Command

TEXT = "# 题\n\n##甲\n\n句一 。句二。\n"


@pytest.fixture
def article(folder: Path) -> Path:
    """Return an article in a repository of its own, with a glossary of no terms: that of the program takes longer."""
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "glossary").mkdir()
    (folder / "glossary" / "terms.csv").write_text("concept,en,zh,status\n", "utf-8")
    file = folder / "zh" / "a.md"
    file.parent.mkdir()
    file.write_text(TEXT, "utf-8")
    return file


def lint(review_tui: Command, *arguments: str) -> list[str]:
    ran = review_tui("lint", "zh", "-f", "json", "--select", "H101,P401,T", *arguments)
    return [finding["code"] for finding in json.loads(ran.out)]


def items(article: Path) -> tuple[Item, ...]:
    task = Task(str(article), str(article), Settings(select=("H101", "P401")))
    return tuple(check_bytes(article.read_bytes(), task)[0].items)


def test_prune_takes_out_a_decision_that_two_branches_came_to(
    review_tui: Command, article: Path, decisions: Path
) -> None:
    review_tui("lint", "zh", "--baseline", "--select", "H101")
    line = decisions.read_text("utf-8")
    decisions.write_text(line + line.replace('"baseline"', '"原文如此"'), "utf-8")
    article.write_text(TEXT.replace("##", "## "), "utf-8")
    review_tui("lint", "zh", "--select", "H101", "--prune")
    assert decisions.read_text("utf-8") == ""


def test_a_rejected_candidate_is_about_no_article_and_never_stale(
    review_tui: Command, article: Path, decisions: Path
) -> None:
    change(decisions, [Rejected(concept="fannie-mae", zh="房利美", at="2026-11-30")])
    line = decisions.read_text("utf-8")
    assert json.loads(line)["kind"] == "candidate"
    ran = review_tui("lint", "zh", "--select", "H101", "--prune")
    assert "stale" not in ran.err
    assert ran.code == 1
    assert decisions.read_text("utf-8") == line


def test_a_byte_order_mark_before_them_is_no_decision(review_tui: Command, article: Path, decisions: Path) -> None:
    review_tui("lint", "zh", "--baseline", "--select", "H101")
    line = decisions.read_bytes()
    decisions.write_bytes(b"\xef\xbb\xbf" + line)
    assert review_tui("lint", "zh", "--select", "H101").code == 0
    article.write_text(TEXT.replace("##", "## "), "utf-8")
    review_tui("lint", "zh", "--select", "H101", "--prune")
    assert decisions.read_bytes() == b""


class TestBaseline:
    def test_leaves_only_new_findings(self, review_tui: Command, article: Path) -> None:
        assert lint(review_tui) == ["H101", "P401"]
        ran = review_tui("lint", "zh", "--baseline", "--select", "H101,P401")
        assert ran.code == 0
        assert "Wrote 2 decisions to" in ran.err
        assert lint(review_tui) == []
        article.write_text(TEXT + "\n##乙\n", "utf-8")
        assert lint(review_tui) == ["H101"]
        assert lint(review_tui, "--no-decisions") == ["H101", "P401", "H101"]

    def test_that_cannot_be_written_is_all_that_is_said(
        self, review_tui: Command, article: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(path: Path, *_: object, **__: object) -> None:
            raise FileProblem(path, "it cannot be written: the disk is full; make room and try again")

        assert review_tui("lint", "zh", "--baseline", "--select", "P401").out == "Nothing to report in 1 file.\n"
        monkeypatch.setattr("review_tui.lint.decisions.writing.write", full)
        ran = review_tui("lint", "zh", "--baseline", "--select", "H101,P401")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines()[-1] == (
            f"error: {decisions}: it cannot be written: the disk is full; make room and try again"
        )

    def test_lasts_through_edits_elsewhere_and_ends_with_its_sentence(self, review_tui: Command, article: Path) -> None:
        review_tui("lint", "zh", "--baseline", "--select", "H101,P401")
        article.write_text("新的一段。\n\n" + TEXT.replace("句二", "另一句"), "utf-8")
        assert lint(review_tui) == []
        article.write_text(TEXT.replace("句一", "改过"), "utf-8")
        assert lint(review_tui) == ["P401"]

    def test_is_a_sorted_text_file_without_line_numbers(
        self, review_tui: Command, decisions: Path, article: Path
    ) -> None:
        (article.parent / "b.md").write_text(TEXT, "utf-8")
        review_tui("lint", "zh", "--baseline", "--select", "H101,P401")
        lines = decisions.read_text("utf-8").splitlines()
        assert lines == sorted(lines)
        first = json.loads(lines[0])
        assert first.pop("at")
        assert first == {
            "path": "zh/a.md",
            "kind": "finding",
            "rule": "heading-missing-space",
            "text": "##甲",
            "occurrence": 1,
            "reason": "baseline",
        }

    def test_twice_changes_nothing(self, review_tui: Command, decisions: Path, article: Path) -> None:
        review_tui("lint", "zh", "--baseline")
        before = decisions.read_bytes()
        review_tui("lint", "zh", "--baseline")
        assert decisions.read_bytes() == before

    @pytest.mark.parametrize("is_there", [False, True])
    def test_tells_git_to_merge_line_by_line(
        self, review_tui: Command, folder: Path, article: Path, *, is_there: bool
    ) -> None:
        if is_there:
            (folder / "review-decisions.jsonl").touch()
        review_tui("lint", "zh", "--baseline")
        assert (folder / ".gitattributes").read_text("utf-8") == "/review-decisions.jsonl merge=union\n"


class TestStale:
    def test_decisions_that_match_nothing_are_named_and_can_be_taken_out(
        self, review_tui: Command, article: Path, decisions: Path
    ) -> None:
        review_tui("lint", "zh", "--baseline", "--select", "H101,P401")
        article.write_text(TEXT.replace("##甲", "## 甲"), "utf-8")
        ran = review_tui("lint", "zh", "--select", "H101,P401")
        assert ran.code == 0
        assert "warning: review-decisions.jsonl:1: stale decision: heading-missing-space in zh/a.md" in ran.err
        ran = review_tui("lint", "zh", "--select", "H101,P401", "--prune")
        assert "Took 1 stale decision out of" in ran.err
        assert [json.loads(line)["rule"] for line in decisions.read_text("utf-8").splitlines()] == [
            "space-before-punctuation"
        ]

    def test_those_of_rules_that_did_not_run_are_not_stale(self, review_tui: Command, article: Path) -> None:
        review_tui("lint", "zh", "--baseline", "--select", "H101,P401")
        ran = review_tui("lint", "zh", "--select", "P401", "--prune")
        assert "stale" not in ran.err

    def test_those_of_a_rule_that_does_not_exist_are(self, review_tui: Command, article: Path, decisions: Path) -> None:
        change(decisions, [Accepted(path="zh/a.md", rule="heading-mising-space", text="##甲")])
        said = "review-decisions.jsonl:1: stale decision: heading-mising-space in zh/a.md (no rule is called so)"
        assert said in review_tui("lint", "zh", "--select", "P401").err
        assert "Took 1 stale decision out of" in review_tui("lint", "zh", "--prune").err

    def test_those_of_a_file_that_is_gone_are(self, review_tui: Command, article: Path) -> None:
        (article.parent / "b.md").write_text(TEXT, "utf-8")
        review_tui("lint", "zh", "--baseline", "--select", "H101,P401")
        article.unlink()
        assert "zh/a.md, which is gone" in review_tui("lint", "zh").err
        assert "gone" not in review_tui("lint", "zh/b.md").err

    def test_those_of_a_file_that_is_gone_are_wherever_the_decisions_lie(
        self, review_tui: Command, folder: Path, article: Path
    ) -> None:
        (folder / "review-tui.toml").write_text('decisions = "ci/d.jsonl"\n', "utf-8")
        (folder / "ci").mkdir()
        (article.parent / "b.md").write_text(TEXT, "utf-8")
        review_tui("lint", "zh", "--baseline", "--select", "H101")
        article.unlink()
        assert "zh/a.md, which is gone" in review_tui("lint", "zh").err
        assert "Took 1 stale decision out of" in review_tui("lint", "zh", "--prune").err
        assert read_index(folder / "ci" / "d.jsonl").articles.keys() == {"../zh/b.md"}

    def test_a_file_in_a_folder_that_must_not_be_entered_is_not_gone(
        self, review_tui: Command, article: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (article.parent / "shut").mkdir()
        hidden = article.rename(article.parent / "shut" / "a.md")
        article.write_text(TEXT, "utf-8")
        review_tui("lint", "zh", "--baseline", "--select", "H101,P401")
        seen, listed = os.stat, os.scandir

        def refused(path: Any, **named: Any) -> Any:
            if path == hidden:
                raise PermissionError(13, "Permission denied")
            return seen(path, **named)

        def closed(path: Any) -> Any:
            if str(path) == str(hidden.parent):
                raise PermissionError(13, "Permission denied")
            return listed(path)

        monkeypatch.setattr(os, "stat", refused)
        monkeypatch.setattr(os, "scandir", closed)
        ran = review_tui("lint", "zh", "--select", "H101,P401", "--prune")
        assert (
            "error: zh/shut: this folder cannot be read: permission denied; ask its owner, or change its mode\n"
            in ran.err
        )
        assert "stale" not in ran.err
        assert "Errno" not in ran.err
        assert ran.code == 2

    def test_a_reviewed_section_is_one_only_while_its_text_stays(
        self, review_tui: Command, article: Path, decisions: Path
    ) -> None:
        section = Article(TEXT).sections[-1]
        hash_ = section_key(section.span.cut(TEXT))
        change(decisions, [Reviewed(path="zh/a.md", section="甲", hash=hash_)])
        assert "stale" not in review_tui("lint", "zh").err
        article.write_text(TEXT.replace("句二", "改过"), "utf-8")
        assert "stale decision: the review of a section in zh/a.md" in review_tui("lint", "zh").err


class TestFile:
    def test_a_broken_line_is_named_and_kept_and_the_rest_holds(
        self, review_tui: Command, article: Path, decisions: Path
    ) -> None:
        review_tui("lint", "zh", "--baseline", "--select", "H101,P401")
        decisions.write_bytes(b"<<<<<<< ours\n" + decisions.read_bytes() + b'{"path": 1}\n')
        ran = review_tui("lint", "zh", "--select", "H101,P401")
        assert ran.code == 2
        assert "review-decisions.jsonl:1: a merge conflict was left here" in ran.err
        assert "review-decisions.jsonl:4: this is no decision" in ran.err
        assert "Nothing to report" in ran.out
        change(decisions, [Reviewed(path="zh/b.md", section="", hash="0")])
        assert b'{"path": 1}\n' in decisions.read_bytes()

    def test_a_kind_of_a_later_version_is_named(self, review_tui: Command, article: Path, decisions: Path) -> None:
        decisions.write_text('{"path":"zh/a.md","kind":"later"}\n', "utf-8")
        ran = review_tui("lint", "zh", "--select", "P401")
        assert ran.code == 2
        assert (
            "review-decisions.jsonl:1: “later” is no kind of decision that this version knows (those are baseline,"
            " candidate, finding, section): mend the line, or install the version that wrote it"
        ) in ran.err

    def test_a_file_of_another_kind_is_no_flood_of_messages(
        self, review_tui: Command, article: Path, decisions: Path
    ) -> None:
        decisions.write_text("甲\n" * 5_000, "utf-8")
        ran = review_tui("lint", "zh", "--select", "H101,P401")
        assert ran.code == 2
        assert ran.err.count("this is no decision") == 10
        assert "error: review-decisions.jsonl: so with 4,990 more lines\n" in ran.err

    @pytest.mark.parametrize("name", ["zh/a.md", "glossary/terms.csv"])
    def test_nothing_is_ever_written_into_a_file_of_another_kind(
        self, review_tui: Command, article: Path, folder: Path, name: str
    ) -> None:
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        if file != article:
            file.write_text("concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\n", "utf-8")
        before = file.read_bytes()
        ran = review_tui("lint", "zh", "--select", "H101", "--decisions", name, "--baseline")
        assert ran.code == 2
        assert file.read_bytes() == before
        assert f"error: {file}: it is no decisions file: no line of it is a decision; name another file" in ran.err
        assert "from now on" not in ran.err
        with pytest.raises(FileProblem, match="it is no decisions file"):
            change(file, [Reviewed(path="zh/a.md", section="", hash="0")])

    def test_the_configuration_may_name_it(self, review_tui: Command, article: Path, folder: Path) -> None:
        (folder / "review-tui.toml").write_text('decisions = "zh/settled.jsonl"\n', "utf-8")
        review_tui("lint", "zh", "--baseline")
        assert (folder / "zh" / "settled.jsonl").exists()

    def test_so_may_the_command_line(self, review_tui: Command, article: Path, folder: Path) -> None:
        review_tui("lint", "zh", "--baseline", "--decisions", "other.jsonl")
        assert (folder / "other.jsonl").exists()

    def test_one_that_is_named_and_not_there_is_an_error_and_nothing_is_fixed(
        self, review_tui: Command, article: Path
    ) -> None:
        for mode in (("-f", "json"), ("--fix",), ("--prune",)):
            ran = review_tui("lint", "zh", "--decisions", "typo.jsonl", "--select", "H101", *mode)
            assert ran.code == 2
            assert "error: typo.jsonl: there is no such file; mend the name, or make it with --baseline" in ran.err
        assert article.read_text("utf-8") == TEXT
        assert "typo" not in review_tui("lint", "zh", "--select", "H101").err

    @pytest.mark.parametrize("named", [True, False])
    def test_a_link_that_leads_nowhere_is_an_error_and_nothing_is_fixed(
        self, review_tui: Command, article: Path, decisions: Path, *, named: bool
    ) -> None:
        decisions.symlink_to("elsewhere/d.jsonl")
        options = ("--decisions", decisions.name) if named else ()
        ran = review_tui("lint", "zh", "--select", "H101", "--fix", *options)
        assert ran.code == 2
        assert "error: review-decisions.jsonl: it is a link that leads nowhere" in ran.err
        assert article.read_text("utf-8") == TEXT

    def test_a_baseline_makes_what_a_link_leads_to(
        self, review_tui: Command, article: Path, decisions: Path, folder: Path
    ) -> None:
        (folder / "elsewhere").mkdir()
        decisions.symlink_to("elsewhere/d.jsonl")
        assert review_tui("lint", "zh", "--select", "H101", "--baseline").code == 0
        assert decisions.is_symlink()
        assert b"heading-missing-space" in (folder / "elsewhere" / "d.jsonl").read_bytes()

    def test_a_decision_about_the_same_finding_takes_the_place_of_the_old_one(
        self, article: Path, decisions: Path
    ) -> None:
        first, _ = items(article)
        change(decisions, [acceptance(decisions, article, first, reason="a")])
        change(decisions, [acceptance(decisions, article, first, reason="b", by="me", at="2026-01-01")])
        (decision,) = all_decisions(decisions.read_bytes())
        assert isinstance(decision, Accepted)
        assert (decision.reason, decision.by) == ("b", "me")
        assert decision.key == first.identity.key
        revise(decisions, lambda standing: {("zh/a.md", key): None for key in standing.of("zh/a.md")})
        assert list(all_decisions(decisions.read_bytes())) == []

    def test_nothing_is_lost_when_another_writes_at_the_same_time(
        self, article: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from review_tui.files import atomic
        from review_tui.files.stamp import Stamp

        change(decisions, [Reviewed(path="a.md", section="", hash="1")])
        meanwhile = [encode_decision(Reviewed(path="b.md", section="", hash="2")) + b"\n"]

        def interrupted(path: Path, data: bytes, expect: Stamp | None = None) -> Stamp:
            if meanwhile:
                path.write_bytes(path.read_bytes() + meanwhile.pop())
            return atomic.write(path, data, expect)

        monkeypatch.setattr("review_tui.lint.decisions.writing.write", interrupted)
        change(decisions, [Reviewed(path="c.md", section="", hash="3")])
        assert sorted(read_index(decisions).articles) == ["a.md", "b.md", "c.md"]


class TestAddresses:
    """Decisions about articles at addresses: their whole name stands in the file, wherever the file lies."""

    @pytest.fixture
    def address(self, folder: Path) -> Iterator[str]:
        system = pytest.importorskip("fsspec", reason="the extra dask is not installed").filesystem("memory")
        (folder / ".git").mkdir()
        system.pipe("/site/a.md", TEXT.encode())
        yield "memory://site"
        system.rm("/site", recursive=True)

    def paths(self, file: Path) -> list[str]:
        return [json.loads(line)["path"] for line in file.read_text("utf-8").splitlines()]

    @pytest.mark.parametrize("place", ["review-decisions.jsonl", "kept/apart/decisions.jsonl"])
    def test_name_the_address_as_it_is(self, review_tui: Command, folder: Path, address: str, place: str) -> None:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        chosen = ("--select", "H101,P401", "--decisions", place)
        assert review_tui("lint", address, "--baseline", *chosen).code == 0
        assert self.paths(folder / place) == ["memory://site/a.md"] * 2
        ran = review_tui("lint", address, *chosen)
        assert (ran.code, "stale" in ran.err) == (0, False)
        assert review_tui("lint", address, "--diff", *chosen).out == ""

    def test_those_that_lost_a_slash_hold_all_the_same(
        self, review_tui: Command, decisions: Path, address: str
    ) -> None:
        chosen = ("--select", "H101,P401")
        review_tui("lint", address, "--baseline", *chosen)
        worn = decisions.read_text("utf-8").replace("memory://", "memory:/")
        decisions.write_text(worn, "utf-8")
        assert review_tui("lint", address, *chosen).code == 0
        ran = review_tui("lint", address, "--baseline", *chosen)
        assert "no finding that is not decided already" in ran.err
        assert decisions.read_text("utf-8") == worn

    @pytest.mark.parametrize("slashes", ["://", ":/"])
    def test_are_not_stale_because_no_file_here_is_called_so(
        self, review_tui: Command, decisions: Path, address: str, article: Path, slashes: str
    ) -> None:
        review_tui("lint", address, "--baseline", "--select", "H101,P401")
        written = decisions.read_text("utf-8").replace("://", slashes)
        decisions.write_text(written, "utf-8")
        assert "stale" not in review_tui("lint", ".", "--prune").err
        assert decisions.read_text("utf-8") == written


class TestTwins:
    """Findings that are alike, words and surroundings: a decision counts them, and one that goes is not another."""

    TEXT = "# 题\n\n##甲\n\n句一。\n\n##甲\n\n句二。\n"

    @pytest.fixture(autouse=True)
    def second_is_decided(self, article: Path, decisions: Path) -> None:
        article.write_text(self.TEXT, "utf-8")
        change(decisions, [Accepted(path="zh/a.md", rule="heading-missing-space", text="##甲", occurrence=2)])

    def test_the_decision_of_the_other_stays_where_somebody_mends_one(self, review_tui: Command, article: Path) -> None:
        assert lint(review_tui) == ["H101"]
        article.write_text(self.TEXT.replace("##", "## ", 1), "utf-8")
        ran = review_tui("lint", "zh", "--select", "H101")
        assert (ran.code, "stale" in ran.err) == (0, False)

    def test_fixing_again_and_again_leaves_the_one_that_was_decided(self, review_tui: Command, article: Path) -> None:
        after = self.TEXT.replace("##", "## ", 1)
        for _ in range(3):
            ran = review_tui("lint", "zh", "--fix", "--select", "H101")
            assert (ran.code, "stale" in ran.err) == (0, False)
            assert article.read_text("utf-8") == after

    def test_a_decision_that_no_twin_is_left_for_is_stale(
        self, review_tui: Command, article: Path, decisions: Path
    ) -> None:
        change(decisions, [Accepted(path="zh/a.md", rule="heading-missing-space", text="##甲")])
        article.write_text(self.TEXT.replace("##", "## ", 1), "utf-8")
        ran = review_tui("lint", "zh", "--select", "H101", "--prune")
        assert "Took 1 stale decision out of" in ran.err
        assert lint(review_tui) == []


def test_fixing_leaves_what_was_decided(review_tui: Command, article: Path, decisions: Path) -> None:
    heading, _ = items(article)
    change(decisions, [acceptance(decisions, article, heading, reason="house style")])
    review_tui("lint", "zh", "--fix", "--select", "H101,P401")
    assert article.read_text("utf-8") == TEXT.replace("句一 。", "句一。")


class TestThatCannotBeRead:
    """What may be decided to stay is checked, and not fixed."""

    @pytest.fixture(autouse=True)
    def baseline(self, review_tui: Command, article: Path) -> None:
        review_tui("lint", "zh", "--baseline", "--select", "H101,P401")

    @pytest.fixture(params=["comma lost", "conflict", "UTF-16", "folder", "too large"])
    def damaged(self, request: pytest.FixtureRequest, decisions: Path) -> None:
        data = decisions.read_bytes()
        if request.param == "comma lost":
            decisions.write_bytes(data.replace(b'"zh/a.md",', b'"zh/a.md"', 1))
        elif request.param == "conflict":
            decisions.write_bytes(b"<<<<<<< ours\n" + data)
        elif request.param == "UTF-16":
            decisions.write_bytes(data.decode().encode("utf-16"))
        elif request.param == "folder":
            decisions.unlink()
            decisions.mkdir()
        else:
            os.truncate(decisions, 65 * 1024 * 1024)

    def test_nothing_is_fixed(self, review_tui: Command, article: Path, damaged: None) -> None:
        for mode in (("--fix",), ("--fix", "--unsafe-fixes")):
            ran = review_tui("lint", "zh", *mode, "--select", "H101,P401")
            assert article.read_text("utf-8") == TEXT
            assert ran.code == 2
            assert "error: review-decisions.jsonl:" in ran.err
            assert ran.err.count("review-decisions.jsonl could not be read as a whole, so nothing was fixed") == 1
            assert "Fixed" not in ran.out

    def test_nothing_is_shown_as_fixed(self, review_tui: Command, damaged: None) -> None:
        ran = review_tui("lint", "zh", "--diff", "--select", "H101,P401")
        assert (ran.code, ran.out) == (2, "")
        assert "review-decisions.jsonl could not be read as a whole, so nothing was fixed" in ran.err

    def test_nothing_is_pruned(self, review_tui: Command, article: Path, decisions: Path, damaged: None) -> None:
        article.rename(article.with_name("new.md"))
        before = decisions.read_bytes() if decisions.is_file() else b""
        ran = review_tui("lint", "zh", "--prune", "--select", "H101,P401")
        assert ran.code == 2
        assert (
            "review-decisions.jsonl could not be read as a whole, so nothing is pruned in it: mend it first" in ran.err
        )
        assert (decisions.read_bytes() if decisions.is_file() else b"") == before

    def test_an_article_on_stdin_comes_back_as_it_is(
        self, review_tui: Command, damaged: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
        ran = review_tui("lint", "-", "--stdin-filename", "zh/a.md", "--fix", "--select", "H101,P401")
        assert (ran.code, ran.out) == (2, TEXT)
        assert "so nothing was fixed" in ran.err

    def test_articles_of_other_decisions_are_fixed(
        self, review_tui: Command, folder: Path, damaged: None, article: Path
    ) -> None:
        other = folder / "other" / "b.md"
        other.parent.mkdir()
        (other.parent / "review-tui.toml").write_text('decisions = "own.jsonl"\n', "utf-8")
        other.write_text(TEXT, "utf-8")
        ran = review_tui("lint", ".", "--fix", "--select", "H101,P401")
        assert ran.code == 2
        assert other.read_text("utf-8") == TEXT.replace("##", "## ").replace(" 。", "。")
        assert article.read_text("utf-8") == TEXT

    def test_checking_says_nothing_of_fixes_and_they_are_made_without_decisions(
        self, review_tui: Command, article: Path, damaged: None
    ) -> None:
        assert "fixed" not in review_tui("lint", "zh", "--select", "H101").err
        review_tui("lint", "zh", "--fix", "--no-decisions", "--select", "H101")
        assert article.read_text("utf-8") == TEXT.replace("##", "## ")


@pytest.mark.parametrize("union", [True, False])
def test_the_decisions_of_two_editors_merge(tmp_path: Path, *, union: bool) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True)

    def decide(number: int) -> None:
        change(file, [Accepted(path=f"{number:03}.md", rule="r", text="x", reason="fine", at="2026-01-01")])

    file = tmp_path / "review-decisions.jsonl"
    git("init", "-q", "-b", "main")
    if union:
        assert merge_by_union(file) is not None
        assert merge_by_union(file) is None
        file.touch()
    else:
        change(file, [Accepted(path=f"{number:03}.md", rule="r", text="x") for number in range(0, 200, 2)])
    git("add", "-A")
    git("commit", "-q", "-m", "base")
    git("checkout", "-q", "-b", "other")
    for number in (11, 151):
        decide(number)
    git("commit", "-q", "-am", "other")
    git("checkout", "-q", "main")
    for number in (31, 171):
        decide(number)
    git("commit", "-q", "-am", "mine")
    git("merge", "-q", "other")
    assert {"011.md", "031.md", "151.md", "171.md"} <= read_index(file).articles.keys()
    assert read_index(file).problems == []


@pytest.mark.parametrize(
    "glossary",
    [
        "<<<<<<< HEAD\nconcept,en,zh,status\n",
        "concept,en,zh,status\n<<<<<<< HEAD\nfoo,foo,富,preferred\n=======\nfoo,foo,富裕,preferred\n>>>>>>> x\n",
        "concept,en,zh,status\nfoo,foo,富,preferred\nfoo,foo,福,depricated\n",
    ],
)
def test_no_decision_is_stale_while_the_glossary_is_broken(
    review_tui: Command, folder: Path, article: Path, decisions: Path, glossary: str
) -> None:
    terms = folder / "glossary" / "terms.csv"
    terms.write_text("concept,en,zh,status\nfoo,foo,富,preferred\nfoo,foo,福,deprecated\n", "utf-8")
    article.write_text("福甲。\n", "utf-8")
    review_tui("lint", "zh", "--baseline", "--select", "T702")
    before = decisions.read_bytes()
    assert b"term-deprecated" in before
    terms.write_text(glossary, "utf-8")
    forget()
    ran = review_tui("lint", "zh", "--prune", "--select", "T702")
    assert decisions.read_bytes() == before
    assert "no decision is called stale, because the glossary could not be read as a whole" in ran.err


def test_a_path_that_leads_up_has_the_decisions_of_where_it_leads(review_tui: Command, folder: Path) -> None:
    for name in ("a/a.md", "b/b.md"):
        (folder / name).parent.mkdir()
        (folder / name).write_text(TEXT, "utf-8")
    (folder / "b" / "review-tui.toml").write_text('decisions = "x.jsonl"\n', "utf-8")
    with contextlib.chdir(folder / "b"):
        review_tui("lint", "../a", "--baseline", "--select", "H101")
    assert not (folder / "b" / "x.jsonl").exists()
    with contextlib.chdir(folder / "a"):
        assert review_tui("lint", ".", "--select", "H101").code == 0


def test_a_fix_leaves_what_was_decided_to_stay_though_it_mends_what_stands_beside(
    review_tui: Command, folder: Path
) -> None:
    (folder / "b.md").write_text("---\ntitle: 甲\n---\n\n他说 ，银行没收了房子 。\n", "utf-8")
    decision: dict[str, str | int] = {
        "path": "b.md",
        "kind": "finding",
        "rule": "space-before-punctuation",
        "text": " 。",
    }
    decision |= {"before": "他说 ，银行没收了房子", "occurrence": 1, "reason": "quotation"}
    (folder / "review-decisions.jsonl").write_text(json.dumps(decision) + "\n", "utf-8")
    review_tui("lint", "--select", "P401", "--fix", "b.md")
    assert (folder / "b.md").read_text("utf-8").endswith("他说，银行没收了房子 。\n")
