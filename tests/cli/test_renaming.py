"""An article that was renamed, or moved to another folder: its decisions are not lost, and go along with --prune."""

import json
import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from review_tui.article import Article
from review_tui.files.stamp import FileProblem
from review_tui.lint.decisions.decisions import Accepted, Reviewed
from review_tui.lint.decisions.index import DecisionIndex, read_index
from review_tui.lint.decisions.writing import change
from review_tui.lint.identity import section_key
from review_tui.lint.run.former_names import former_names_in
from tests.cli.running import Command, Ran

TEXT = """\
# 题

银行同意把这笔贷款重新安排 ，借款人在三个月以后恢复还款。

评级机构没有看到其中的风险 ，投资者要求更高的回报来补偿。

##概述

卖方在合同里保留了这个权利 ，买方直到后来才发现这一点。
"""
RULES = ("--select", "H101,P401")


@pytest.fixture(autouse=True)
def old(folder: Path, review_tui: Command) -> Path:
    """Return an article about which four things were decided; another one has findings of its own, decided as well."""
    (folder / ".git").mkdir()
    (folder / "zh").mkdir()
    file = folder / "zh" / "old.md"
    file.write_text(TEXT, "utf-8")
    (folder / "zh" / "there.md").write_text("# 甲\n\n##概述\n\n句 ，子。\n", "utf-8")
    review_tui("lint", "zh", "--baseline", *RULES)
    return file


def lint(review_tui: Command, *options: str) -> Ran:
    return review_tui("lint", "zh", *RULES, *options)


def paths(file: Path) -> list[str]:
    return [json.loads(line)["path"] for line in file.read_text("utf-8").splitlines()]


SAID = (
    "warning: review-decisions.jsonl: zh/old.md is gone, and zh/new.md has 4 of the 4 decided things of it: where it "
    "is the same article, `review-tui lint --prune` moves the decisions"
)


@pytest.mark.parametrize("name", ["new.md", "sub/old.md"])
def test_one_that_was_renamed_is_told_and_its_decisions_move(
    review_tui: Command, old: Path, decisions: Path, name: str
) -> None:
    before = decisions.read_bytes()
    new = old.parent / name
    new.parent.mkdir(exist_ok=True)
    old.rename(new)
    ran = lint(review_tui)
    assert ran.code == 1
    assert SAID.replace("new.md", name) in ran.err
    assert "stale" not in ran.err
    assert decisions.read_bytes() == before
    ran = lint(review_tui, "--prune")
    assert f"Moved 4 decisions about zh/old.md to zh/{name}." in ran.err
    assert "Took" not in ran.err
    assert ran.code == 0
    assert ran.out.startswith("Nothing to report in 2 files.\n6 findings left out by decision")
    assert paths(decisions) == sorted([f"zh/{name}"] * 4 + ["zh/there.md"] * 2)
    ran = lint(review_tui)
    assert (ran.code, "stale" in ran.err) == (0, False)


def test_what_was_changed_in_it_as_well_is_stale(review_tui: Command, old: Path, decisions: Path) -> None:
    old.unlink()
    (old.parent / "new.md").write_text(TEXT.replace("卖方", "甲方"), "utf-8")
    assert SAID.replace("4 of", "3 of") in lint(review_tui).err
    ran = lint(review_tui, "--prune")
    assert "Moved 3 decisions about zh/old.md to zh/new.md." in ran.err
    assert "Took 1 stale decision out of" in ran.err
    ran = lint(review_tui)
    assert ran.out.count("P401") == 1
    assert "stale" not in ran.err


def test_between_two_copies_nothing_is_moved_and_nothing_taken_out(
    review_tui: Command, old: Path, decisions: Path
) -> None:
    before = decisions.read_bytes()
    old.unlink()
    for name in ("one.md", "two.md"):
        (old.parent / name).write_text(TEXT, "utf-8")
    for options in ((), ("--prune",)):
        ran = lint(review_tui, *options)
        assert "zh/old.md is gone, and zh/one.md and zh/two.md may be it: nothing is moved or taken out" in ran.err
        assert "stale" not in ran.err
        assert decisions.read_bytes() == before


def test_a_copy_that_has_decisions_of_its_own_is_not_it(review_tui: Command, old: Path, decisions: Path) -> None:
    new = old.parent / "new.md"
    new.write_text(TEXT, "utf-8")
    lint(review_tui, "--baseline")
    old.unlink()
    ran = lint(review_tui, "--prune")
    assert "Took 4 stale decisions out of" in ran.err
    assert sorted(set(paths(decisions))) == ["zh/new.md", "zh/there.md"]


def test_one_that_is_there_is_not_moved(review_tui: Command, old: Path, decisions: Path) -> None:
    (old.parent / "new.md").write_text(TEXT, "utf-8")
    ran = lint(review_tui, "--prune")
    assert "Moved" not in ran.err
    assert paths(decisions).count("zh/old.md") == 4


def test_one_that_is_gone_for_good_has_stale_decisions(review_tui: Command, old: Path, decisions: Path) -> None:
    old.unlink()
    (old.parent / "new.md").write_text("# 甲\n\n##概述\n\n别的 ，句子。\n", "utf-8")
    said = lint(review_tui).err
    assert "warning: review-decisions.jsonl:1: 4 stale decisions: zh/old.md, which is gone\n" in said
    assert said.count("which is gone") == 1
    assert "Took 4 stale decisions out of" in lint(review_tui, "--prune").err
    assert set(paths(decisions)) == {"zh/there.md"}


def test_too_few_rules_take_nothing_away(review_tui: Command, old: Path, decisions: Path) -> None:
    old.rename(old.parent / "new.md")
    before = decisions.read_bytes()
    ran = review_tui("lint", "zh", "--select", "H101", "--prune")
    assert "stale" not in ran.err
    assert decisions.read_bytes() == before


def test_a_broken_glossary_takes_nothing_away(review_tui: Command, old: Path, folder: Path, decisions: Path) -> None:
    old.unlink()
    (folder / "glossary").mkdir()
    (folder / "glossary" / "g.csv").write_text("<<<<<<< ours\nconcept,en,zh,status\n", "utf-8")
    before = decisions.read_bytes()
    assert "no decision is called stale" in lint(review_tui, "--prune").err
    assert decisions.read_bytes() == before


def test_sections_move_as_well(review_tui: Command, old: Path, decisions: Path) -> None:
    article = Article(TEXT)
    marks = [Reviewed(path="zh/old.md", hash=section_key(each.span.cut(TEXT))) for each in article.sections]
    change(decisions, marks)
    old.rename(old.parent / "new.md")
    ran = lint(review_tui, "--prune")
    assert f"Moved {4 + len(marks)} decisions about zh/old.md to zh/new.md." in ran.err
    assert set(read_index(decisions).articles) == {"zh/new.md", "zh/there.md"}


def test_decisions_of_rules_that_did_not_run_move_as_well(review_tui: Command, old: Path, decisions: Path) -> None:
    other = Accepted(path="zh/old.md", rule="term-forbidden", concept="c", text="锻炼", before="甲", after="乙")
    change(decisions, [other])
    old.rename(old.parent / "new.md")
    assert "Moved 5 decisions about zh/old.md to zh/new.md." in lint(review_tui, "--prune").err
    assert set(paths(decisions)) == {"zh/new.md", "zh/there.md"}


def test_a_baseline_leaves_what_was_said_of_what_moves(review_tui: Command, old: Path, decisions: Path) -> None:
    decisions.write_text(decisions.read_text("utf-8").replace("baseline", "原文如此"), "utf-8")
    old.rename(old.parent / "new.md")
    lint(review_tui, "--baseline", "--prune")
    rows = [json.loads(line) for line in decisions.read_text("utf-8").splitlines()]
    assert {row["reason"] for row in rows} == {"原文如此"}
    assert lint(review_tui).code == 0


def test_a_whole_folder_that_moved(review_tui: Command, old: Path, folder: Path, decisions: Path) -> None:
    for number in range(30):
        (folder / "zh" / f"n{number}.md").write_text(TEXT.replace("银行", f"第{number}家银行"), "utf-8")
    lint(review_tui, "--baseline")
    (folder / "zh").rename(folder / "cn")
    ran = review_tui("lint", ".", *RULES, "--prune")
    assert ran.err.count("Moved ") == 11
    assert "Moved the decisions about 22 more articles." in ran.err
    assert "Took" not in ran.err
    assert {path.partition("/")[0] for path in paths(decisions)} == {"cn"}
    assert review_tui("lint", ".", *RULES).code == 0


def test_a_run_that_was_ended_prunes_nothing(
    review_tui: Command, old: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = decisions.read_bytes()
    old.unlink()
    ended = Mock(return_value=True, exit_code=130)
    monkeypatch.setattr("review_tui.cli.linting.running.interruptible", lambda **_: nullcontext(ended))
    ran = lint(review_tui, "--prune")
    assert (ran.code, "Took" in ran.err) == (130, False)
    assert decisions.read_bytes() == before


def test_decisions_that_vanish_meanwhile_are_told(
    review_tui: Command, old: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanishing(file: Path, **named: Any) -> DecisionIndex:
        index = read_index(file, **named)
        file.unlink()
        return index

    old.rename(old.parent / "new.md")
    monkeypatch.setattr("review_tui.lint.run.decision_indexes.read_index", vanishing)
    ran = lint(review_tui, "--prune")
    assert ran.code == 2
    assert "review-decisions.jsonl: it cannot be read: there is no such file" in ran.err
    assert "Found 4 findings" in ran.out


def test_one_whose_name_is_no_text_is_not_gone(review_tui: Command, old: Path, decisions: Path) -> None:
    strange = old.rename(old.parent / os.fsdecode(b"bad\xff.md"))
    lint(review_tui, "--baseline", "--prune")
    before = decisions.read_bytes()
    (old.parent / "a.md").write_text("##甲乙丙\n", "utf-8")  # which has no decisions, and comes before it
    ran = lint(review_tui, "--prune")
    assert "gone" not in ran.err
    assert "Took" not in ran.err
    assert decisions.read_bytes() == before
    strange.unlink()
    assert "Took 4 stale decisions out of" in lint(review_tui, "--prune").err


def test_files_that_are_named_tell_nothing_about_the_rest(review_tui: Command, old: Path, decisions: Path) -> None:
    new = old.rename(old.parent / "new.md")
    ran = review_tui("lint", str(new), *RULES, "--prune")
    assert "gone" not in ran.err
    assert paths(decisions).count("zh/old.md") == 4


REASON = "原文如此"
MORE = "\n一段新的话 ，后来才写进去，另外还有一句 ，也是新的。\n"


@pytest.fixture
def reasons(decisions: Path, old: Path) -> None:
    """Give what was decided a reason that somebody would miss."""
    decisions.write_text(decisions.read_text("utf-8").replace("baseline", REASON), "utf-8")


def reasons_of(file: Path, name: str) -> list[str]:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return sorted(row.get("reason", "") for row in rows if row["path"] == name)


def own(decisions: Path, kind: str) -> None:
    """Decide something under the new name."""
    if kind == "finding":
        item = Accepted(path="zh/new.md", rule="space-around-punctuation", text="。", before="别的", reason="自己的")
        change(decisions, [item])
    else:
        change(decisions, [Reviewed(path="zh/new.md", hash=section_key("##概述"))])


@pytest.mark.parametrize("kind", ["finding", "section"])
@pytest.mark.usefixtures("reasons")
def test_one_that_has_decisions_under_its_new_name_is_found_as_well(
    review_tui: Command, old: Path, decisions: Path, kind: str
) -> None:
    old.rename(old.parent / "new.md")
    own(decisions, kind)
    ran = lint(review_tui)
    assert SAID in ran.err
    assert "which is gone" not in ran.err
    assert "Moved 4 decisions about zh/old.md to zh/new.md." in lint(review_tui, "--prune").err
    assert reasons_of(decisions, "zh/new.md").count(REASON) == 4
    assert lint(review_tui).code == 0


@pytest.mark.parametrize("paths", ["zh", "zh/new.md"])
@pytest.mark.usefixtures("reasons")
def test_a_baseline_says_the_same_of_one_that_was_renamed(
    review_tui: Command, old: Path, decisions: Path, paths: str
) -> None:
    new = old.rename(old.parent / "new.md")
    new.write_text(TEXT + MORE, "utf-8")
    assert "Wrote 6 decisions" in review_tui("lint", paths, *RULES, "--baseline").err
    assert reasons_of(decisions, "zh/new.md") == ["baseline"] * 2 + [REASON] * 4
    ran = lint(review_tui)
    assert ran.code == 0
    assert "4 stale decisions: zh/old.md, which is gone" in ran.err
    lint(review_tui, "--prune")
    assert reasons_of(decisions, "zh/old.md") == []
    assert reasons_of(decisions, "zh/new.md") == ["baseline"] * 2 + [REASON] * 4


def test_one_that_has_less_than_half_is_told_and_nothing_taken_out(
    review_tui: Command, old: Path, decisions: Path
) -> None:
    before = decisions.read_bytes()
    old.unlink()
    (old.parent / "new.md").write_text(TEXT.replace("借款人", "他").replace("投资", "出资"), "utf-8")
    for options in ((), ("--prune",)):
        ran = lint(review_tui, *options)
        assert "stale" not in ran.err
        assert decisions.read_bytes() == before


STUB = "# 题\n\n见[新的](/zh/new)。\n"
TAKEN = SAID.replace("zh/old.md is gone", "zh/old.md has not any more what was decided about it")


@pytest.mark.usefixtures("reasons")
def test_an_old_name_that_another_article_has_taken(review_tui: Command, old: Path, decisions: Path) -> None:
    old.rename(old.parent / "new.md")
    old.write_text(STUB, "utf-8")
    ran = lint(review_tui)
    assert TAKEN in ran.err
    assert "stale" not in ran.err
    ran = lint(review_tui, "--prune")
    assert "Moved 4 decisions about zh/old.md to zh/new.md." in ran.err
    assert "Took" not in ran.err
    assert reasons_of(decisions, "zh/new.md") == [REASON] * 4
    assert lint(review_tui).code == 0


def test_two_articles_that_swap_names(review_tui: Command, old: Path, decisions: Path) -> None:
    other = old.parent / "other.md"
    other.write_text(TEXT.replace("银行", "法院").replace("评级机构", "他们").replace("卖方", "双方"), "utf-8")
    lint(review_tui, "--baseline")
    before = sorted(decisions.read_text("utf-8").splitlines())
    third = old.rename(old.parent / "third.md")
    other.rename(old)
    third.rename(other)
    ran = lint(review_tui, "--prune")
    assert "Moved 3 decisions about zh/old.md to zh/other.md." in ran.err
    assert "Moved 3 decisions about zh/other.md to zh/old.md." in ran.err
    assert "Took" not in ran.err
    assert lint(review_tui).code == 0
    assert len(decisions.read_text("utf-8").splitlines()) == len(before)


def test_a_sentence_that_another_article_has_is_no_article(review_tui: Command, old: Path, decisions: Path) -> None:
    old.write_text(TEXT.replace("卖方在", "甲方在"), "utf-8")
    (old.parent / "new.md").write_text("# 题\n\n卖方在合同里保留了这个权利 ，买方直到后来才发现这一点。\n", "utf-8")
    assert "Took 1 stale decision out of" in lint(review_tui, "--prune").err
    assert set(paths(decisions)) == {"zh/old.md", "zh/there.md"}


def test_the_only_sentence_that_was_decided_may_be_in_another_article(
    review_tui: Command, old: Path, decisions: Path
) -> None:
    sentence = "# 题\n\n双方在合同里放弃了这个权利 ，卖方直到后来才发现这一点。\n"
    only = old.parent / "only.md"
    only.write_text(sentence, "utf-8")
    lint(review_tui, "--baseline")
    before = decisions.read_bytes()
    only.write_text(STUB, "utf-8")
    (old.parent / "new.md").write_text(sentence, "utf-8")
    ran = lint(review_tui, "--prune")
    assert "zh/only.md has not any more what was decided about it, and zh/new.md may be it: nothing is moved" in ran.err
    assert decisions.read_bytes() == before


UNFIXED = (
    "warning: zh/new.md: not fixed: it has 4 of the 4 things decided about zh/old.md, which {}: "
    "`review-tui lint --prune` over its folder moves the decisions first, or says what to do"
)


@pytest.mark.parametrize("path", ["zh", "zh/new.md"])
@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_one_that_was_renamed_is_not_fixed_before_its_decisions_moved(
    review_tui: Command, old: Path, decisions: Path, path: str, option: str
) -> None:
    new = old.rename(old.parent / "new.md")
    ran = review_tui("lint", path, *RULES, option)
    assert UNFIXED.format("is gone") in ran.err
    assert "Fixed" not in ran.err
    assert new.read_text("utf-8") == TEXT
    lint(review_tui, "--prune")
    new.write_text(TEXT + MORE, "utf-8")
    review_tui("lint", path, *RULES, "--fix")
    assert new.read_text("utf-8") == TEXT + MORE.replace(" ，", "，")
    assert lint(review_tui).code == 0


def test_others_are_fixed_all_the_same(review_tui: Command, old: Path, decisions: Path) -> None:
    old.rename(old.parent / "new.md")
    other = old.parent / "other.md"
    other.write_text("# 题\n" + MORE, "utf-8")
    ran = lint(review_tui, "--fix")
    assert "Fixed 2 findings" in ran.err + ran.out
    assert " ，" not in other.read_text("utf-8")


def test_nor_is_one_fixed_beside_what_rules_that_do_not_run_would_find(
    review_tui: Command, old: Path, decisions: Path
) -> None:
    new = old.rename(old.parent / "new.md")
    new.write_text(TEXT.replace("##概述", "##概述 ，"), "utf-8")
    change(decisions, [Accepted(path="zh/old.md", rule="of-an-earlier-version", text="句")])
    ran = review_tui("lint", "zh", "--select", "H101", "--fix")
    assert "zh/new.md: not fixed: it has 3 of the 5 things" in ran.err
    assert "##概述" in new.read_text("utf-8")


def test_one_whose_old_name_another_article_has_is_not_fixed(review_tui: Command, old: Path, decisions: Path) -> None:
    new = old.rename(old.parent / "new.md")
    old.write_text(STUB, "utf-8")
    ran = review_tui("lint", "zh/new.md", *RULES, "--fix")
    assert UNFIXED.format("has them no more") in ran.err
    assert new.read_text("utf-8") == TEXT


@pytest.mark.parametrize("is_gone", [True, False])
def test_one_sentence_is_enough_only_where_the_other_is_gone(
    review_tui: Command, old: Path, decisions: Path, *, is_gone: bool
) -> None:
    new = old.rename(old.parent / "new.md")
    new.write_text(TEXT.partition("评级")[0], "utf-8")
    if not is_gone:
        old.write_text(STUB, "utf-8")
    ran = review_tui("lint", "zh/new.md", *RULES, "--fix")
    assert ("zh/new.md: not fixed: it has 1 of the 4 things" in ran.err) == is_gone
    assert (" ，" in new.read_text("utf-8")) == is_gone


def test_a_copy_of_one_that_is_there_is_fixed(review_tui: Command, old: Path, decisions: Path) -> None:
    copy = old.parent / "copy.md"
    copy.write_text(TEXT, "utf-8")
    ran = lint(review_tui, "--fix")
    assert "not fixed" not in ran.err
    assert " ，" not in copy.read_text("utf-8")
    assert old.read_text("utf-8") == TEXT


def test_many_processes_know_of_it(review_tui: Command, old: Path, decisions: Path) -> None:
    for number in range(30):
        (old.parent / f"n{number}.md").write_text(f"# 题\n\n第{number}句 ，话。\n", "utf-8")
    new = old.rename(old.parent / "new.md")
    ran = lint(review_tui, "--fix", "--jobs", "2")
    assert UNFIXED.format("is gone") in ran.err
    assert new.read_text("utf-8") == TEXT
    assert "Fixed 30 findings" in ran.err + ran.out


def test_where_the_decisions_cannot_be_read_again_nothing_is_fixed(
    review_tui: Command, old: Path, decisions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(file: Path) -> DecisionIndex:
        raise FileProblem(file, "it is on fire")

    monkeypatch.setattr("review_tui.lint.run.former_names.read_index", unreadable)
    former_names_in.cache_clear()
    new = old.rename(old.parent / "new.md")
    assert "it is on fire" in lint(review_tui, "--fix", "--jobs", "1").err
    assert new.read_text("utf-8") == TEXT
