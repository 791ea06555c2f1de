"""Where output goes and input comes from that is no file: stdout and stdin by name, pipes, devices."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from review_tui.output.formats import FORMATS
from tests.cli.running import Command

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


@pytest.fixture(autouse=True)
def site(folder: Path) -> None:
    (folder / "glossary").mkdir()
    (folder / "glossary" / "terms.csv").write_text("concept,en,zh,status\nask,ask,卖价,preferred\n", "utf-8")
    (folder / "a.md").write_text("##甲\n\n[要价](/ask)\n", "utf-8")


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def shell(folder: Path, line: str) -> "subprocess.CompletedProcess[str]":
    """Run a line in bash, in which `R` is review-tui."""
    return subprocess.run(
        ["bash", "-c", f'R() {{ "{sys.executable}" -m review_tui "$@"; }}; {line}'],
        cwd=folder,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


COMMANDS = {
    "lint": ("lint", "a.md", "-s", "H101", "-f", "json"),
    "export": ("glossary", "export"),
    "stats": ("glossary", "stats", "a.md"),
    "mine": ("glossary", "mine", "a.md"),
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
class TestEveryCommandThatWrites:
    def test_takes_a_dash_for_stdout(self, review_tui: Command, folder: Path, arguments: tuple[str, ...]) -> None:
        plain = review_tui(*arguments)
        assert plain.out
        assert review_tui(*arguments, "-o", "-") == plain
        assert not (folder / "-").exists()

    def test_writes_through_what_is_no_file(
        self, review_tui: Command, folder: Path, arguments: tuple[str, ...]
    ) -> None:
        plain = review_tui(*arguments)
        before = sorted(folder.iterdir()), sorted(Path("/dev").glob("*-rejected"))
        line = " ".join(arguments)
        wheres = ("-o /dev/stdout | cat", "-o >(cat); wait", "-o /dev/fd/3 3>&1", "-o /dev/stdout")
        for where in wheres if arguments[0] == "lint" else wheres[:1]:  # they differ in nothing but what they write
            ran = shell(folder, f"R {line} {where}")
            assert ran.stdout == plain.out, where
        ran = shell(folder, f"R {line} -o /dev/null")
        assert (ran.returncode, ran.stdout) == (plain.code, "")
        assert (sorted(folder.iterdir()), sorted(Path("/dev").glob("*-rejected"))) == before

    def test_adds_to_what_the_shell_has_begun(
        self, review_tui: Command, folder: Path, arguments: tuple[str, ...]
    ) -> None:
        plain = review_tui(*arguments)
        (folder / "log").write_text("before\n", "utf-8")
        shell(folder, f"R {' '.join(arguments)} -o /dev/stdout >> log")
        assert (folder / "log").read_text("utf-8") == f"before\n{plain.out}"

    def test_ends_as_a_pipe_does_whose_reader_has_gone(self, folder: Path, arguments: tuple[str, ...]) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        program = [sys.executable, "-m", "review_tui", *arguments, "-o", "/dev/stdout"]
        ran = subprocess.run(program, cwd=folder, env=environment(), stdout=writer, stderr=subprocess.PIPE, timeout=120)
        os.close(writer)
        assert (ran.returncode, ran.stderr.count(b"error")) == (141, 0)

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
    def test_tells_of_a_device_that_is_full(self, review_tui: Command, arguments: tuple[str, ...]) -> None:
        ran = review_tui(*arguments, "-o", "/dev/full")
        assert ran.code == 2
        assert "/dev/full: it cannot be written: the disk is full" in ran.err


@pytest.mark.parametrize("line", ["R glossary import - < in.tsv", "R glossary import <(cat in.tsv)"])
def test_an_import_reads_stdin_and_pipes(folder: Path, line: str) -> None:
    (folder / "in.tsv").write_text("loan\t贷款\n", "utf-8")
    ran = shell(folder, line)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith("1 added, 0 changed, 0 conflicting, 0 untouched.\n")
    assert "贷款" in (folder / "glossary" / "terms.csv").read_text("utf-8")


def test_a_report_that_github_would_refuse_is_told(
    review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, "sarif", replace(FORMATS["sarif"], most=2))
    (folder / "a.md").write_text("##甲\n\n##乙\n", "utf-8")
    for options in (("-f", "sarif", "-o", "r.sarif"), ("-f", "sarif")):
        assert "warning" not in review_tui("lint", "a.md", "--select", "H101", *options).err
    (folder / "b.md").write_text("##丙\n", "utf-8")
    for options in (("-f", "sarif", "-o", "r.sarif"), ("-f", "sarif")):
        ran = review_tui("lint", ".", "--select", "H101", *options)
        assert (
            "warning: GitHub refuses a report with more than 2 results, and this one has 3: --min-severity leaves out "
            "the less bad ones, --baseline all that are there today\n"
        ) in ran.err
    assert "GitHub" not in review_tui("lint", ".", "--select", "H101").err
