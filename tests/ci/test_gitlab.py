"""The README's example for GitLab: YAML that GitLab reads, and a script that writes the report it collects."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]


@pytest.fixture
def job() -> dict[str, Any]:
    readme = (ROOT / "README.md").read_text("utf-8")
    example = next(text for text in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL) if "codequality" in text)
    (job,) = yaml.safe_load(example).values()
    assert isinstance(job, dict)
    return job


def test_it_installs_and_keeps_the_report_when_there_are_findings(job: dict[str, Any]) -> None:
    assert shlex.split(job["script"][0])[:2] == ["pip", "install"]
    assert job["artifacts"]["when"] == "always"
    assert job["image"].startswith("python:3.")


@pytest.mark.parametrize(
    ("articles", "code", "checks"),
    [
        ({"a.md": "##甲\n".encode(), "b.md": "##乙\n".encode("gb18030")}, 2, ["heading-missing-space", "file-error"]),
        ({"a.md": "# 甲\n".encode()}, 0, []),
    ],
)
def test_its_script_says_all_in_the_log_writes_the_report_and_ends_as_the_linter_did(
    job: dict[str, Any], tmp_path: Path, articles: dict[str, bytes], code: int, checks: list[str]
) -> None:
    (tmp_path / "articles").mkdir()
    for name, content in articles.items():
        (tmp_path / "articles" / name).write_bytes(content)
    (tmp_path / "review-tui.toml").write_text('select = ["H101"]\n', "utf-8")
    shim = tmp_path / "bin" / "review-tui"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m review_tui "$@"\n', "utf-8")
    shim.chmod(0o755)
    script = "\n".join(job["script"][1:])
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GITLAB_CI": "true",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code
    assert ("a.md:1:1: error H101" in done.stdout) == bool(checks)
    report = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert [each["check_name"] for each in report] == checks
