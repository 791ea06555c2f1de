"""What holds for an article is told in one place, whoever checks it."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.lint.project import Overrides, Project
from review_tui.lint.settings import Checking
from review_tui.severity import Severity

CONFIG = """\
select = ["H101", "P4", "T701"]
renderer = "cjk-friendly"
min-severity = "warning"

[per-file-ignores]
"old.md" = ["P4"]

[severities]
H101 = "info"
"""


def codes(checking: Checking) -> set[str]:
    return {module.rule.code for module in checking.selection.rules}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "review-tui.toml").write_text(CONFIG, "utf-8")
    return tmp_path


def test_an_article_is_checked_as_its_configuration_says(folder: Path) -> None:
    checking = Project(folder=folder).checking(folder / "a.md")
    assert {"H101", "P401", "T701", "T702"} & codes(checking) == {"H101", "P401", "T701"}
    assert checking.selection.severities["H101"] is Severity.INFO
    assert checking.options.renderer == "cjk-friendly"
    assert [checking.shows(severity) for severity in (Severity.INFO, Severity.WARNING)] == [False, True]


def test_rules_may_be_off_for_one_file(folder: Path) -> None:
    checking = Project(folder=folder).checking(folder / "old.md")
    assert {"H101", "P401"} & codes(checking) == {"H101"}


def test_what_is_asked_for_counts_before_it(folder: Path) -> None:
    checking = Project(Overrides(select=("T7",)), folder=folder).checking(folder / "a.md")
    assert {"H101", "T702"} & codes(checking) == {"T702"}
    assert {
        module.rule.name for module in checking.selection.rules if module.across
    } & checking.selection.alone == set()


def test_a_glossary_that_was_named_is_the_same_for_a_process_in_another_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "terms").mkdir()
    (folder / "terms" / "t.csv").touch()
    for named in ("terms", "terms/t.csv"):
        project = Project(Overrides(glossary=(Path(named),)))
        assert project.settings(folder / "articles").glossary == (str(folder / "terms" / "t.csv"),)


def test_what_is_above_many_folders_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: Counter[tuple[str, str]] = Counter()
    for name in ("lexists", "exists", "isfile"):
        look = getattr(os.path, name)

        def counted(path: str, name: str = name, look: Callable[[str], bool] = look) -> bool:
            looked[name, str(path)] += 1
            return look(path)

        monkeypatch.setattr(os.path, name, counted)
    project, folder = Project(folder=tmp_path), tmp_path
    for _ in range(9):
        folder /= "below"
        project.settings(folder)
        project.decisions(folder)
    assert len(looked) > 9
    assert set(looked.values()) == {1}
