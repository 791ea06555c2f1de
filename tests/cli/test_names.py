"""File names of all sorts: what cannot be printed is shown, and nothing breaks on it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from review_tui.output.formats import NAMES
from tests.cli.running import Command

ROOT = Path(__file__).parents[2]
ODD = [
    b"a b.md",
    "止赎.md".encode(),
    b"\xff\xfe.md",
    b"new\nline.md",
    b"-dash.md",
    b"esc\x1b[2J.md",
    "\u202e.md".encode(),
]


@pytest.fixture
def odd(folder: Path) -> Path:
    for name in ODD:
        (folder / os.fsdecode(name)).write_text("##甲\n", "utf-8")
    (folder / "review-tui.toml").write_text('select = ["H101"]\n', "utf-8")
    return folder


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize("name", NAMES)
def test_every_format_reports_every_file(review_tui: Command, name: str) -> None:
    ran = review_tui("lint", ".", "-f", name)
    assert ran.code == 1
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.out + ran.err
    ran.out.encode()


@pytest.mark.usefixtures("odd")
def test_json_names_them_all(review_tui: Command) -> None:
    paths = [each["path"] for each in json.loads(review_tui("lint", ".", "-f", "json").out)]
    assert len(paths) == len(set(paths)) == len(ODD)
    assert "止赎.md" in paths
    assert "\\xff\\xfe.md" in paths


def test_they_can_be_fixed_and_decided(review_tui: Command, odd: Path) -> None:
    assert review_tui("lint", ".", "--baseline").code == 0
    assert review_tui("lint", ".").code == 0
    assert review_tui("lint", ".", "--fix", "--no-decisions").code == 0
    assert all(file.read_text("utf-8") == "## 甲\n" for file in odd.glob("*.md"))


def test_what_is_decided_to_stay_is_not_fixed(review_tui: Command, odd: Path) -> None:
    review_tui("lint", ".", "--baseline")
    assert review_tui("lint", ".", "--fix").code == 0
    assert all(file.read_text("utf-8") == "##甲\n" for file in odd.glob("*.md"))


@pytest.mark.usefixtures("odd")
def test_one_that_begins_with_a_dash_can_be_named(review_tui: Command) -> None:
    assert review_tui("lint", "--", "-dash.md").code == 1
    assert review_tui("lint", "./-dash.md").code == 1


def test_they_are_compared_with_one_another(review_tui: Command, folder: Path) -> None:
    for name in ODD:
        (folder / os.fsdecode(name)).write_text("见[甲丁](/f2)。\n", "utf-8")
        for other in range(3):
            (folder / f"{other}.md").write_text("见[甲乙](/f2)。\n" * 2, "utf-8")
        ran = review_tui("lint", ".", "-f", "json", "--select", "T708", "--isolated")
        assert [each["text"] for each in json.loads(ran.out)] == ["甲丁"], ran.err
        (folder / os.fsdecode(name)).unlink()


@pytest.mark.usefixtures("odd")
def test_git_applies_a_diff_of_them(review_tui: Command, folder: Path) -> None:
    ran = review_tui("lint", ".", "--diff", "--isolated", "--select", "H101")
    patch = ran.out.encode("utf-8", "surrogateescape")
    done = subprocess.run(["git", "apply", "-"], input=patch, cwd=folder, capture_output=True)
    assert done.returncode == 0, (ran.out, done.stderr)
    assert review_tui("lint", ".", "--isolated", "--select", "H101").code == 0


@pytest.fixture
def strange(folder: Path) -> Path:
    """Return a folder whose name is in GBK, with a configuration of its own and an article."""
    inner = folder / os.fsdecode("姓".encode("gbk"))
    inner.mkdir()
    (folder / "review-tui.toml").write_text('select = ["H101"]\n', "utf-8")
    (inner / "a.md").write_text("##甲\n", "utf-8")
    return inner


@pytest.mark.parametrize("path", [".", "folder"])
class TestFolderWhoseNameIsNoText:
    def test_its_configuration_says_what_is_shown_and_what_counts(
        self, review_tui: Command, strange: Path, path: str
    ) -> None:
        named = strange.name if path == "folder" else path
        configuration = 'select = ["H101"]\n{}\n[severities]\nH101 = "{}"\n'
        (strange / "review-tui.toml").write_text(configuration.format('fail-on = "info"', "info"), "utf-8")
        assert review_tui("lint", named, "-f", "json").code == 1
        (strange / "review-tui.toml").write_text(configuration.format('min-severity = "error"', "warning"), "utf-8")
        ran = review_tui("lint", named, "-f", "json")
        assert (ran.code, json.loads(ran.out)) == (0, [])

    def test_its_decisions_lie_in_it(self, review_tui: Command, strange: Path, path: str) -> None:
        named = strange.name if path == "folder" else path
        (strange / "review-tui.toml").write_text('select = ["H101"]\n', "utf-8")
        assert review_tui("lint", named, "--baseline").code == 0
        (line,) = (strange / "review-decisions.jsonl").read_text("utf-8").splitlines()
        assert json.loads(line)["path"] == "a.md"
        assert not (strange.parent / "review-decisions.jsonl").exists()
        ran = review_tui("lint", named, "--prune")
        assert (ran.code, "stale" in ran.err) == (0, False)

    def test_what_is_wrong_with_its_glossary_is_told(self, review_tui: Command, strange: Path, path: str) -> None:
        named = strange.name if path == "folder" else path
        (strange / "glossary").mkdir()
        (strange / "glossary" / "t.csv").write_text("concept,en,zh,status\na,a,甲,nonsense\n", "utf-8")
        for _ in range(2):
            ran = review_tui("lint", named)
            assert "t.csv:2: " in ran.err
            assert "internal error" not in ran.err

    @pytest.mark.parametrize("name", NAMES)
    def test_what_is_wrong_with_its_configuration_is_told(
        self, review_tui: Command, strange: Path, path: str, name: str
    ) -> None:
        (strange / "review-tui.toml").write_text("slect = 1\n", "utf-8")
        ran = review_tui("lint", strange.name if path == "folder" else path, "-f", name)
        assert ran.code == 2
        assert "error: \\xd0\\xd5/review-tui.toml:1: unknown key" in ran.err
        ran.out.encode()


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are text there, whatever the locale is")
class TestLocaleThatIsNotUtf8:
    """With PYTHONUTF8=0 and the C locale, names are ASCII to Python, and all else in them is bytes."""

    @staticmethod
    def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
        locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        return subprocess.run(
            [sys.executable, "-m", "review_tui", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **locale},
            capture_output=True,
            encoding="utf-8",
        )

    @pytest.fixture(autouse=True)
    def articles(self, folder: Path) -> None:
        (folder / "文章").mkdir()
        (folder / "glossary").mkdir()
        (folder / "glossary" / "t.csv").write_text("concept,en,zh,status\na,a,甲,preferred\n", "utf-8")
        for name in ("甲.md", "乙.md", "丙.md"):
            (folder / "文章" / name).write_text("##甲\n", "utf-8")

    def test_patterns_match_names(self, folder: Path) -> None:
        (folder / ".gitignore").write_text("甲*\n", "utf-8")
        (folder / ".git").mkdir()
        config = 'select = ["H101"]\nexclude = ["文章/丙.md"]\n[per-file-ignores]\n"文章/乙*" = ["H"]\n'
        (folder / "review-tui.toml").write_text(config, "utf-8")
        ran = self.run(folder, "lint", ".")
        assert (ran.returncode, ran.stdout) == (0, "Nothing to report in 1 file.\n")

    def test_messages_name_them(self, folder: Path) -> None:
        ran = self.run(folder, "lint", ".", "--select", "H101", "-o", "报告.txt")
        assert "The report is in 报告.txt.\n" in ran.stderr
        assert (folder / "报告.txt").read_text("utf-8").startswith("文章/丙.md:1:1: error H101")

    def test_an_imported_file_is_the_origin_of_its_rows(self, folder: Path) -> None:
        (folder / "新.csv").write_text("concept,en,zh,status\nb,b,乙,preferred\n", "utf-8")
        ran = self.run(folder, "glossary", "import", "新.csv")
        assert ran.returncode == 0, ran.stderr
        row = (folder / "glossary" / "t.csv").read_text("utf-8")
        assert "乙,preferred" in row
        assert "新.csv" in row
