"""The hooks, run by pre-commit itself on a repository of their own.

The environment that pre-commit would install is the one the tests run in, so that nothing is downloaded.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GIT = ("git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false")


class Repository:
    """A repository of articles that uses the hooks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "articles"
        shims = folder / "bin"
        shims.mkdir()
        shim = shims / "review-tui"
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m review_tui "$@"\n', "utf-8")
        shim.chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{shims}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PRE_COMMIT_HOME": str(folder / "home"),
            "PRE_COMMIT_COLOR": "never",
        }
        hooks = folder / "hooks"
        hooks.mkdir()
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
        self.commit_all(hooks)
        self.folder.mkdir()
        revision = subprocess.run([*GIT, "rev-parse", "HEAD"], cwd=hooks, capture_output=True, text=True, check=True)
        (self.folder / ".pre-commit-config.yaml").write_text(
            f"repos:\n- repo: {hooks}\n  rev: {revision.stdout.strip()}\n  hooks:\n"
            "  - {id: review-tui, language: system}\n  - {id: review-tui-fix, language: system, stages: [manual]}\n",
            "utf-8",
        )
        (self.folder / "review-tui.toml").write_text('select = ["H101"]\nexclude = ["drafts"]\n', "utf-8")

    def commit_all(self, folder: Path) -> None:
        for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
            subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True)

    def write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def run(self, hook: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        self.commit_all(self.folder)
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", hook, "--all-files", *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_the_manifest_is_valid() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    subprocess.run(command, check=True, capture_output=True)


def test_findings_stop_the_commit_and_what_is_excluded_does_not(repository: Repository) -> None:
    repository.write("a.md", "##甲\n")
    repository.write("drafts/b.md", "##乙\n")
    repository.write("c.txt", "##丙\n")
    done = repository.run("review-tui")
    assert done.returncode == 1, done.stderr
    assert "a.md:1:1: error H101" in done.stdout
    assert "b.md" not in done.stdout
    assert "c.txt" not in done.stdout


def test_clean_files_pass_and_so_do_excluded_ones_alone(repository: Repository) -> None:
    repository.write("drafts/b.md", "##乙\n")
    assert "Passed" in repository.run("review-tui").stdout
    repository.write("a.md", "## 甲\n")
    assert "Passed" in repository.run("review-tui").stdout


def test_the_name_of_an_article_is_no_option(repository: Repository) -> None:
    other = repository.write("README.md", "# readme\n")
    repository.write("-oREADME.md", "##甲\n")
    repository.run("review-tui")
    assert other.read_text("utf-8") == "# readme\n"


def test_the_fixing_hook_fixes(repository: Repository) -> None:
    file = repository.write("a.md", "##甲\n")
    done = repository.run("review-tui-fix", "--hook-stage", "manual")
    assert "files were modified by this hook" in done.stdout
    assert file.read_text("utf-8") == "## 甲\n"
