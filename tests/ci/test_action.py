"""The GitHub Action: its script, run as a runner would run it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = ROOT / ".github" / "actions" / "lint" / "action.yml"


@pytest.fixture(scope="module")
def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(ACTION.read_text("utf-8"))
    return loaded


def lint(action: dict[str, Any], folder: Path, **inputs: str) -> "subprocess.CompletedProcess[str]":
    (step,) = [step for step in action["runs"]["steps"] if step.get("name") == "Lint"]
    values = {name: spec["default"] for name, spec in action["inputs"].items()} | inputs
    environment = {
        name: values[text.removeprefix("${{ inputs.").removesuffix(" }}")] for name, text in step["env"].items()
    }
    shims = folder.parent / "bin"
    shims.mkdir(exist_ok=True)
    shim = shims / "review-tui"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m review_tui "$@"\n', "utf-8")
    shim.chmod(0o755)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={
            **os.environ,
            **environment,
            "PATH": f"{shims}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GITHUB_ACTIONS": "true",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "review-tui.toml").write_text('select = ["H101"]\n', "utf-8")
    (folder / "a b.md").write_text("##甲\n", "utf-8")
    (folder / "c.md").write_text("##甲\n", "utf-8")
    return folder


def test_findings_are_annotations_and_fail_the_step(action: dict[str, Any], articles: Path) -> None:
    done = lint(action, articles)
    assert done.returncode == 1
    assert done.stdout.count("::error file=") == 2


def test_paths_and_arguments_are_one_a_line_and_never_run_as_shell(action: dict[str, Any], articles: Path) -> None:
    done = lint(action, articles, paths="a b.md\n$(touch hacked)\n", arguments="--fail-on=error\n--no-cache\n")
    assert done.returncode == 2
    assert done.stdout.count("file=a b.md") == 1
    assert not (articles / "hacked").exists()


def test_sarif_is_written_too(action: dict[str, Any], articles: Path) -> None:
    done = lint(action, articles, paths="c.md", sarif="out.sarif")
    assert done.returncode == 1
    assert len(json.loads((articles / "out.sarif").read_text("utf-8"))["runs"][0]["results"]) == 1


def test_one_bad_file_keeps_no_annotation_from_showing(action: dict[str, Any], articles: Path) -> None:
    (articles / "bad.md").write_bytes("标题\n".encode("gb18030"))
    done = lint(action, articles, sarif="out.sarif")
    assert done.returncode == 2
    assert done.stdout.count("::error file=") == 3
    assert (articles / "out.sarif").exists()


def test_a_sarif_report_that_cannot_be_written_fails_the_step(action: dict[str, Any], articles: Path) -> None:
    done = lint(action, articles, paths="c.md", sarif="gone/out.sarif", arguments="--exit-zero")
    assert done.returncode == 2
    assert "gone/out.sarif: it cannot be written" in done.stderr


@pytest.mark.parametrize("arguments", ["--statistics", "--diff", "--diff\n--unsafe-fixes\n--no-cache"])
def test_what_is_for_the_log_alone_keeps_no_finding_from_the_sarif_report(
    action: dict[str, Any], articles: Path, arguments: str
) -> None:
    done = lint(action, articles, sarif="out.sarif", arguments=arguments)
    assert done.returncode == 1
    assert len(json.loads((articles / "out.sarif").read_text("utf-8"))["runs"][0]["results"]) == 2
    assert done.stdout.startswith("count  articles  " if arguments == "--statistics" else "--- a/a b.md")


def test_the_sarif_report_has_what_the_fixes_left(action: dict[str, Any], articles: Path) -> None:
    done = lint(action, articles, sarif="out.sarif", arguments="--fix\n--unsafe-fixes")
    assert done.returncode == 0
    assert json.loads((articles / "out.sarif").read_text("utf-8"))["runs"][0]["results"] == []


def test_inputs_reach_the_scripts_through_the_environment_only(action: dict[str, Any]) -> None:
    assert all("${{" not in step.get("run", "") for step in action["runs"]["steps"])


def test_the_readmes_workflow_uses_it_with_inputs_that_it_has(action: dict[str, Any]) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    (workflow,) = [yaml.safe_load(each) for each in examples if "runs-on" in each]
    *_, step = workflow["jobs"]["articles"]["steps"]
    assert step["uses"] == "OWNER/review-tui/.github/actions/lint@main"
    assert step["with"].keys() <= action["inputs"].keys()


def test_the_workflows_are_yaml() -> None:
    files = list((ROOT / ".github" / "workflows").glob("*.yml"))
    assert files
    for file in files:
        assert "jobs" in yaml.safe_load(file.read_text("utf-8"))
