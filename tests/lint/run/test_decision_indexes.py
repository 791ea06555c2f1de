"""The decisions files of a run: each is read once, and asked for what a task needs."""

from pathlib import Path

import pytest

from review_tui.files.stamp import digest
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.index import OtherDecisions
from review_tui.lint.decisions.writing import change
from review_tui.lint.project import Overrides, Project
from review_tui.lint.run.decision_indexes import DecisionIndexes


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    change(
        tmp_path / "review-decisions.jsonl", [accepted("zh/a.md", "heading-missing-space"), accepted("zh/b.md", "r")]
    )
    return tmp_path / "review-decisions.jsonl"


def accepted(path: str, rule: str) -> Accepted:
    return Accepted(path=path, rule=rule, text="甲")


def test_all_articles_of_a_folder_have_the_same_one(file: Path) -> None:
    indexes = DecisionIndexes(Project(folder=file.parent))
    index = indexes.of(str(file.parent / "zh" / "a.md"))
    file.unlink()  # and it is not read again
    assert indexes.of(str(file.parent / "zh" / "b.md")) is index is indexes.of(str(file.parent / "en" / "b.md"))
    assert indexes.known == {file: index}
    assert list(indexes.about(str(file.parent / "zh" / "a.md"))) == [accepted("", "heading-missing-space").key]


def test_those_apart_are_of_rules_that_do_not_run(file: Path) -> None:
    name = str(file.parent / "zh" / "a.md")
    for select, expected in (("H101", ()), ("P401", (accepted("zh/a.md", "heading-missing-space"),))):
        indexes = DecisionIndexes(Project(Overrides(select=(select,)), folder=file.parent), keeping=True)
        assert indexes.unchecked(name) == expected
    assert DecisionIndexes(Project(folder=file.parent), keeping=True).unchecked(str(file.parent / "c.md")) == ()


def test_it_says_where_there_are_decisions_about_others(file: Path) -> None:
    name = str(file.parent / "zh" / "a.md")
    other = OtherDecisions(str(file), digest(file.read_bytes()))
    assert DecisionIndexes(Project(folder=file.parent)).other_decisions(name) == other
    file.unlink()
    assert DecisionIndexes(Project(folder=file.parent)).other_decisions(name) is None


def test_one_that_was_named_and_is_missing_is_a_problem_unless_it_is_to_be_made(tmp_path: Path) -> None:
    project = Project(Overrides(decisions=tmp_path / "d.jsonl"), folder=tmp_path)
    (problem,) = DecisionIndexes(project).of(str(tmp_path / "a.md")).problems
    assert problem[1].startswith("there is no such file")
    assert DecisionIndexes(project, making=True).of(str(tmp_path / "a.md")).is_whole
