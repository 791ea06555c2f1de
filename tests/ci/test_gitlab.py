"""The README's example for GitLab: YAML that GitLab reads, and a command that writes the report it collects."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from review_tui.cli.main import run

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


@pytest.fixture
def job() -> dict[str, Any]:
    example = next(text for text in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if "codequality" in text)
    (job,) = yaml.safe_load(example).values()
    assert isinstance(job, dict)
    return job


def test_it_installs_and_lints_and_keeps_the_report_when_there_are_findings(job: dict[str, Any]) -> None:
    install, *commands = job["script"]
    assert shlex.split(install)[:2] == ["pip", "install"]
    assert [shlex.split(command)[:2] for command in commands] == [["review-tui", "lint"]] * 2
    assert job["artifacts"]["when"] == "always"
    assert job["image"].startswith("python:3.")


@pytest.mark.parametrize(("text", "code", "checks"), [("##甲\n", 1, ["heading-missing-space"]), ("# 甲\n", 0, [])])
def test_its_commands_write_the_report_that_is_collected_and_fail_the_job(
    job: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, code: int, checks: list[str]
) -> None:
    report_it, show_it = (shlex.split(command)[1:] for command in job["script"][1:])
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text(text, "utf-8")
    (tmp_path / "review-tui.toml").write_text('select = ["H101"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REVIEW_TUI_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("GITLAB_CI", "true")
    assert (run(report_it), run(show_it)) == (0, code)
    report = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert [(each["check_name"], each["location"]["path"]) for each in report] == [
        (check, "articles/a.md") for check in checks
    ]
