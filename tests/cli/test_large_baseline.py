"""A baseline of a whole site: a line an article, with the keys of its findings. Else it is like any other."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from review_tui.lint.decisions import noted
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.lines import all_decisions, encode_decision
from tests.cli.running import Command

TEXT = "# 题\n\n##甲\n\n句一 ，锻炼 。句二。\n\n句三 ，锻炼。\n\n句一 ，锻炼 。句二。\n"
FIXED = TEXT.replace(" ，", "，").replace(" 。", "。")
ALL = ("--select", "H101,P401,T701")


@pytest.fixture
def article(site: Path) -> Path:
    file = site / "a.md"
    file.write_text(TEXT, "utf-8")
    (site / "b.md").write_text("# 题\n\n##乙\n", "utf-8")
    return file


@pytest.fixture(autouse=True)
def decided(review_tui: Command, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decide to leave the headings and the words, but no mark; four findings are a large baseline here."""
    monkeypatch.setattr(noted, "MOST_READ", 3)
    assert review_tui("lint", "zh", "--baseline", "--select", "H101,T701").code == 0


def found(review_tui: Command, *options: str) -> list[str]:
    ran = review_tui("lint", "zh", "-f", "json", *(options or ALL))
    assert "stale" not in ran.err
    return [each["code"] for each in json.loads(ran.out)]


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def sizes(file: Path) -> dict[str, dict[str, int]]:
    return {each["path"]: {rule: len(keys) for rule, keys in each["findings"].items()} for each in lines(file)}


def test_has_a_line_for_each_article_and_counts_as_any_other(review_tui: Command, decisions: Path) -> None:
    assert {(each["kind"], len(each["at"])) for each in lines(decisions)} == {("baseline", 10)}
    assert sizes(decisions) == {
        "zh/a.md": {"heading-missing-space": 1, "term-forbidden": 3},
        "zh/b.md": {"heading-missing-space": 1},
    }
    assert found(review_tui) == ["P401"] * 5
    assert "Nothing to report" in review_tui("lint", "zh", "--select", "H101,T701").out


@pytest.mark.parametrize("few", [False, True])
def test_what_a_later_baseline_adds_has_a_line_of_its_own_only_where_it_is_little(
    review_tui: Command, article: Path, decisions: Path, few: bool
) -> None:
    new = "\n##丙\n\n新的锻炼。\n" + ("" if few else "\n##丁\n\n##戊\n")
    article.write_text(TEXT + new, "utf-8")
    assert len(found(review_tui, "--select", "H101,T701")) == (2 if few else 4)
    review_tui("lint", "zh", "--baseline", "--select", "H101,T701")
    assert found(review_tui, "--select", "H101,T701") == []
    kinds = ["baseline", "finding", "finding"] if few else ["baseline"]
    assert [each["kind"] for each in lines(decisions) if each["path"] == "zh/a.md"] == kinds


def test_of_twins_as_many_stay_as_are_left(review_tui: Command, article: Path, decisions: Path) -> None:
    """The first and the last 锻炼 are alike; whichever is mended, the other one is the first then."""
    article.write_text(TEXT.replace("锻炼", "债务重组", 1), "utf-8")
    ran = review_tui("lint", "zh", "--select", "H101,T701")
    assert ran.out == "Nothing to report in 2 files.\n4 findings left out by decision (--no-decisions shows them).\n"
    assert "review-decisions.jsonl:1: stale decision: term-forbidden in zh/a.md" in ran.err
    review_tui("lint", "zh", "--select", "H101,T701", "--prune")
    assert sizes(decisions)["zh/a.md"] == {"heading-missing-space": 1, "term-forbidden": 2}
    assert found(review_tui, "--select", "H101,T701") == []


@pytest.mark.parametrize("rules", ["H101,P401,T701", "P401"])
def test_fixes_beside_them_wake_none(review_tui: Command, article: Path, decisions: Path, rules: str) -> None:
    """Neither where their rules run as well, nor where they do not."""
    before = sizes(decisions)
    ran = review_tui("lint", "zh", "--fix", "--select", rules)
    assert article.read_text("utf-8") == FIXED
    assert (ran.code, "stale" in ran.err) == (0, False)
    assert sizes(decisions) == before
    assert found(review_tui) == []
    written = decisions.read_bytes()
    assert review_tui("lint", "zh", "--fix", "--prune", *ALL).code == 0
    assert decisions.read_bytes() == written


def test_a_renamed_article_takes_them_along(review_tui: Command, article: Path, decisions: Path) -> None:
    article.rename(article.with_name("new.md"))
    ran = review_tui("lint", "zh", *ALL)
    assert "zh/a.md is gone, and zh/new.md has 4 of the 4 decided things of it" in ran.err
    assert "Moved 4 decisions about zh/a.md to zh/new.md." in review_tui("lint", "zh", "--prune", *ALL).err
    assert list(sizes(decisions)) == ["zh/b.md", "zh/new.md"]
    assert found(review_tui) == ["P401"] * 5


def test_two_branches_lines_hold_together(review_tui: Command, article: Path, decisions: Path) -> None:
    """As git puts them together: one pruned what the other one still has."""
    old = decisions.read_bytes()
    article.write_text(TEXT.replace("锻炼", "债务重组", 1), "utf-8")
    review_tui("lint", "zh", "--prune", "--select", "H101,T701")
    decisions.write_bytes(decisions.read_bytes() + old)
    article.write_text(TEXT, "utf-8")
    assert found(review_tui, "--select", "H101,T701") == []
    review_tui("lint", "zh", "--prune", "--select", "H101,T701")
    article.write_text(TEXT.replace("锻炼", "债务重组"), "utf-8")
    review_tui("lint", "zh", "--prune", "--select", "H101,T701")
    assert sizes(decisions) == {path: {"heading-missing-space": 1} for path in ("zh/a.md", "zh/b.md")}


def test_one_that_somebody_gives_a_reason_for_gets_a_line_of_its_own(review_tui: Command, decisions: Path) -> None:
    adopted = next(each for each in all_decisions(decisions.read_bytes()) if isinstance(each, Accepted))
    for reason, by in (("原文如此", ""), ("baseline", "甲")):
        explained = replace(adopted, reason=reason, by=by)
        line = encode_decision(explained)
        assert json.loads(line)["kind"] == "finding"
        assert list(all_decisions(line)) == [explained]
