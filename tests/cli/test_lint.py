"""`review-tui lint`: what it prints, what it changes, and how it exits."""

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from review_tui.files import atomic
from review_tui.files.stamp import Stamp
from review_tui.output.formats import NAMES
from review_tui.rules.model import Finding
from review_tui.rules.reading import Reading
from review_tui.rules.registry import all_rules
from tests.cli.running import Command

GLOSSARY = """\
concept,en,zh,status
foreclosure,foreclosure,止赎,preferred
foreclosure,foreclosure,丧失抵押品赎回权,deprecated
"""


@pytest.fixture(autouse=True)
def glossary(folder: Path) -> Path:
    file = folder / "glossary" / "terms.csv"
    file.parent.mkdir()
    file.write_text(GLOSSARY, "utf-8")
    return file


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


class TestText:
    def test_marks_the_words_cell_for_cell_and_says_what_to_do(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "# 止赎\n\n银行的丧失抵押品赎回权程序。\n")
        ran = review_tui("lint", "a.md", "--select", "T702")
        assert ran.code == 1
        assert ran.out.splitlines()[1:5] == [
            "  |",
            "3 | 银行的丧失抵押品赎回权程序。",
            "  |       ^^^^^^^^^^^^^^^^",
            "  = help: 止赎 (suggested fix: --fix --unsafe-fixes)",
        ]
        assert ran.out.startswith("a.md:3:4: warning T702 term-deprecated: ")
        assert ran.out.endswith(
            "Found 1 finding (1 warning) in 1 file.\n"
            "1 can be fixed with --fix --unsafe-fixes, for you to check afterwards.\n"
        )
        assert ran.err == ""

    def test_concise_is_one_line_a_finding(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "##甲\n\n##乙\n")
        lines = review_tui("lint", "a.md", "-f", "concise", "--select", "H101").out.splitlines()
        assert [line.split(" ")[0] for line in lines[:2]] == ["a.md:1:1:", "a.md:3:1:"]
        assert all(line.endswith("[safe fix]") for line in lines[:2])

    def test_nothing_that_steers_a_terminal_is_printed(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a\x1b[31m.md", "##甲\x1b]0;x\x07\x9b2J\n")
        ran = review_tui("lint", ".", "--select", "H101")
        assert not {"\x1b", "\x07", "\x9b"} & set(ran.out + ran.err)
        assert "␛" in ran.out

    def test_a_clean_file_is_said_to_be_clean(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "## 甲\n")
        ran = review_tui("lint", "a.md", "--select", "H101")
        assert (ran.code, ran.out) == (0, "Nothing to report in 1 file.\n")

    def test_statistics_count_by_rule_and_by_concept_most_first(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "##甲\n\n丧失抵押品赎回权，丧失抵押品赎回权。\n")
        write(folder, "b.md", "甲\n\n##乙\n\n丧失抵押品赎回权。\n\n##丙\n")
        for _ in ("worked out", "cached"):
            ran = review_tui("lint", ".", "--statistics", "--select", "H101,T702")
            assert ran.out.splitlines()[:6] == [
                "count  articles  severity  --fix  --unsafe-fixes  rule",
                "    3         2  error         3               0  H101 heading-missing-space",
                "    3         2  warning       0               3  T702 term-deprecated",
                "",
                "count  articles  concept",
                "    3         2  foreclosure",
            ]
        counts = json.loads(review_tui("lint", ".", "--statistics", "-f", "json", "-s", "H101,T702").out)
        assert counts["rules"][1] == {
            "code": "T702",
            "rule": "term-deprecated",
            "severity": "warning",
            "count": 3,
            "articles": 2,
            "fixes": {"safe": 0, "suggested": 3},
        }
        assert counts["concepts"] == [{"concept": "foreclosure", "count": 3, "articles": 2}]

    @pytest.mark.parametrize("named", [[], ["--output-format", "github"]])
    def test_statistics_in_the_log_of_a_job_are_the_table(
        self, review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, named: list[str]
    ) -> None:
        write(folder, "a.md", "##甲\n")
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        ran = review_tui("lint", "a.md", "--statistics", "--select", "H101", *named)
        assert ran.out.splitlines()[1].split() == ["1", "1", "error", "1", "0", "H101", "heading-missing-space"]


@pytest.mark.parametrize("name", NAMES)
def test_counts_and_patches_are_refused_for_formats_that_have_no_form_for_them(
    review_tui: Command, folder: Path, name: str
) -> None:
    write(folder, "a.md", "##甲\n")
    for option, formats in (
        ("--statistics", ("text", "concise", "json", "json-lines", "github")),
        ("--diff", ("text", "concise", "github")),
    ):
        ran = review_tui("lint", "a.md", "-s", "H101", "-f", name, "-o", "report", option)
        assert ran.code == (1 if name in formats else 2)
        assert (folder / "report").exists() is (name in formats)
        if name not in formats:
            assert f"{option} has no form in {name}: leave one of them out, or take --output-format" in ran.err
        (folder / "report").unlink(missing_ok=True)


REFUSED = (
    ("--statistics --diff", "--diff shows changes and --statistics counts findings: leave one of them out"),
    ("--diff --prune", "leave out --prune"),
    ("--select H101 --ignore H101", "none is left to run"),
    ("--ignore ALL", "none is left to run"),
    ("--select heading-missing-spce", "did you mean heading-missing-space?"),
    ("- a.md", "name it alone"),
    ("- --fix -o -", "stdout is for the article that is fixed"),
    ("- --baseline", "--baseline decides about the article's file: name it with --stdin-filename"),
    *((f"{option} ''", "an empty path names nothing") for option in ("-o", "--config", "--decisions", "--glossary")),
)


@pytest.mark.parametrize(("arguments", "said"), REFUSED)
def test_what_cannot_be_meant_is_refused(review_tui: Command, folder: Path, arguments: str, said: str) -> None:
    before = sorted(folder.iterdir())
    ran = review_tui("lint", *shlex.split(arguments))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert sorted(folder.iterdir()) == before


class TestJson:
    def test_has_exactly_the_promised_fields(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "甲丧失抵押品赎回权。\r\n")
        ran = review_tui("lint", "a.md", "-f", "json", "--select", "T702")
        (finding,) = json.loads(ran.out)
        message = finding.pop("message")
        assert "丧失抵押品赎回权" in message
        assert finding == {
            "path": "a.md",
            "rule": "term-deprecated",
            "code": "T702",
            "severity": "warning",
            "text": "丧失抵押品赎回权",
            "start": {"line": 1, "column": 2, "offset": 1},
            "end": {"line": 1, "column": 10, "offset": 9},
            "concept": "foreclosure",
            "fix": {"safety": "suggested", "edits": [{"start": 1, "end": 9, "text": "止赎"}]},
        }
        assert ran.code == 1

    def test_without_findings_is_an_empty_array(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "## 甲\n")
        assert json.loads(review_tui("lint", "a.md", "-f", "json", "--select", "H101").out) == []

    def test_a_finding_without_fix_and_concept_says_so(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "[，](/foreclosure)\n\n#\n")
        findings = json.loads(review_tui("lint", "a.md", "-f", "json", "--select", "H107").out)
        assert [(finding["fix"], finding["concept"]) for finding in findings] == [(None, None)]

    def test_is_the_same_whatever_the_order_of_the_arguments(self, review_tui: Command, folder: Path) -> None:
        for name in ("b.md", "a/x.md", "a.md", "c/y.md"):
            write(folder, name, "##甲\n")
        whole = review_tui("lint", ".", "-f", "json").out
        assert review_tui("lint", "c", "b.md", "a.md", "./a/x.md", "a", "-f", "json").out == whole
        paths = [finding["path"] for finding in json.loads(whole) if finding["code"] == "H101"]
        assert paths == ["a.md", "a/x.md", "b.md", "c/y.md"]

    def test_json_lines_hold_the_same_objects(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "##甲\n\n##乙\n")
        lines = review_tui("lint", "a.md", "-f", "json-lines").out.splitlines()
        assert [json.loads(line) for line in lines] == json.loads(review_tui("lint", "a.md", "-f", "json").out)


class TestSelection:
    @pytest.mark.parametrize(
        ("config", "arguments", "said"),
        [
            ('select = ["H1"]', ["--ignore", "H1"], "1: select: together with --ignore, it leaves no rule to run"),
            (
                '\nignore = ["H101"]',
                ["--select", "H101"],
                "2: ignore: together with --select, it leaves no rule to run",
            ),
            ('select = ["H"]\nignore = ["H"]', [], "2: ignore: it takes away all rules that are chosen"),
        ],
    )
    def test_that_leaves_no_rule_is_told(
        self,
        review_tui: Command,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        config: str,
        arguments: list[str],
        said: str,
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("##甲\n".encode())))
        write(folder, "site/review-tui.toml", f"{config}\n")
        write(folder, "site/a.md", "##甲\n")
        write(folder, "b.md", "甲\n")
        for paths in (["site"], ["-", "--stdin-filename", "site/a.md"]):
            ran = review_tui("lint", *paths, *arguments)
            assert (ran.code, ran.out.count("H101")) == (2, 0)
            assert f"site/review-tui.toml:{said}" in ran.err
        if arguments:  # one folder may well have none of the rules that a run is about
            assert review_tui("lint", "site", "b.md", *arguments, "--exit-zero").code == 0

    def test_files_and_folders_may_do_without_any(self, review_tui: Command, folder: Path) -> None:
        write(folder, "review-tui.toml", '[per-file-ignores]\n"a.md" = ["ALL"]\n')
        write(folder, "a.md", "##甲\n")
        write(folder, "drafts/review-tui.toml", 'ignore = ["ALL"]\n')
        write(folder, "drafts/b.md", "##甲\n")
        assert review_tui("lint", ".", "--ignore", "T").code == 0
        for arguments in ((), ("--ignore", "T")):
            ran = review_tui("lint", "drafts", *arguments)
            assert (ran.code, ran.err.count("drafts/review-tui.toml:1: ignore: no rule is left")) == (0, 1)
        assert "no rule is left" not in review_tui("lint", ".").err

    def test_by_code_prefix_and_name(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "##甲\n\n丧失抵押品赎回权 。\n")

        def codes(*arguments: str) -> set[str]:
            return {each["code"] for each in json.loads(review_tui("lint", "a.md", "-f", "json", *arguments).out)}

        assert codes("--select", "heading-missing-space") == {"H101"}
        assert codes("--select", "H1,T702") >= {"H101", "T702"}
        assert "H101" not in codes("--ignore", "H")
        assert codes("--select", "H101", "--extend-select", "P401") == {"H101", "P401"}


class TestFixing:
    def test_makes_the_safe_fixes_and_leaves_every_other_byte(self, review_tui: Command, seed: Path) -> None:
        before = seed.read_bytes().split(b"\n")
        ran = review_tui("lint", seed.name, "--fix")
        after = seed.read_bytes().split(b"\n")
        assert [n for n, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new] == [12, 30, 32, 42]
        assert "Fixed 4 findings in 1 file." in ran.out
        assert "H101" not in ran.out

    def test_exits_with_0_where_all_is_fixed(self, review_tui: Command, folder: Path) -> None:
        file = write(folder, "a.md", "##甲\n")
        assert review_tui("lint", "a.md", "--fix", "--select", "H101").code == 0
        assert file.read_text("utf-8") == "## 甲\n"

    def test_suggested_fixes_are_made_when_asked_for(self, review_tui: Command, folder: Path) -> None:
        file = write(folder, "a.md", "丧失抵押品赎回权\n")
        review_tui("lint", "a.md", "--fix")
        assert file.read_text("utf-8") == "丧失抵押品赎回权\n"
        review_tui("lint", "a.md", "--fix", "--unsafe-fixes")
        assert file.read_text("utf-8") == "止赎\n"

    def test_unsafe_fixes_alone_are_a_slip(self, review_tui: Command, seed: Path) -> None:
        before = seed.read_bytes()
        ran = review_tui("lint", seed.name, "--unsafe-fixes")
        assert (ran.code, seed.read_bytes()) == (2, before)
        assert "add --fix or --diff" in ran.err

    def test_a_fix_that_cannot_be_proven_is_named(self, review_tui: Command, folder: Path) -> None:
        file = write(folder, "a.md", "甲\n\u200b---\n")  # without that character, the line above would be a heading
        ran = review_tui("lint", "a.md", "--fix", "--isolated", "--select", "M206")
        assert (ran.code, file.read_bytes()) == (1, "甲\n\u200b---\n".encode())
        assert "1 fix was not made: the page would change elsewhere, too.\n" in ran.out

    def test_a_diff_changes_nothing_and_git_can_apply_it(self, review_tui: Command, folder: Path) -> None:
        text = "##甲\r\n\r\n>\r\n\r\n末行##乙\n\n##丙"
        file = write(folder, "a.md", text)
        ran = review_tui("lint", "a.md", "--diff", "--select", "H101")
        assert file.read_bytes() == text.encode()
        assert ran.code == 1
        assert "2 findings would be fixed in 1 file." in ran.err
        patch = subprocess.run(["git", "apply", "-"], input=ran.out.encode(), cwd=folder, capture_output=True)
        assert patch.returncode == 0, patch.stderr
        applied = file.read_bytes()
        file.write_bytes(text.encode())
        review_tui("lint", "a.md", "--fix", "--select", "H101")
        assert file.read_bytes() == applied != text.encode()

    @pytest.mark.parametrize("program", ["git apply -", "patch -p1 --no-backup-if-mismatch"])
    @pytest.mark.parametrize(
        ("here", "paths", "base"),
        [
            (".", ["{folder}/docs"], "."),
            (".", ["{folder}/docs/a.md", "docs/b b.md"], "."),
            (".", ["./docs/../docs"], "."),
            ("docs", ["{folder}/docs"], "."),
            ("docs", ["../docs"], "."),
            ("link", ["{folder}/docs"], "."),
            ("beside", ["../docs"], "{folder}"),
            ("beside", ["{folder}/docs/a.md", "../docs/b b.md"], "{folder}"),
            ("beside/deep", ["../../docs", "."], "{folder}"),
            ("other", ["{folder}/docs"], "{folder}"),
        ],
    )
    @pytest.mark.parametrize("is_repository", [True, False])
    def test_a_diff_is_taken_in_one_folder_however_its_files_were_named(
        self,
        review_tui: Command,
        folder: Path,
        tmp_path_factory: pytest.TempPathFactory,
        monkeypatch: pytest.MonkeyPatch,
        here: str,
        paths: list[str],
        base: str,
        program: str,
        is_repository: bool,
    ) -> None:
        if shutil.which(program.split()[0]) is None:
            pytest.skip(f"there is no {program}")
        root = folder / "root"
        files = [write(root / "docs", name, "##甲\n") for name in ("a.md", "b b.md")]
        (root / "beside" / "deep").mkdir(parents=True)
        (root / "link").symlink_to(root / "docs")
        if is_repository:
            (root / ".git").mkdir()
            subprocess.run(["git", "init", "-q", root], check=True)
        monkeypatch.chdir(tmp_path_factory.mktemp("other") if here == "other" else root / here)
        named = [path.format(folder=root) for path in paths]
        ran = review_tui("lint", *named, "--diff", "--isolated", "--select", "H101")
        told = re.search(r"The names in the patch are from (.*): apply it there", ran.err)
        assert (told is None) == (base == ".")
        where = Path(told[1]) if told else Path.cwd()
        assert not is_repository or told is None or where == root.resolve()
        done = subprocess.run(program.split(), input=ran.out.encode(), cwd=where, capture_output=True)
        assert done.returncode == 0, (ran.out, done.stdout, done.stderr)
        assert [file.read_text("utf-8") for file in files] == ["## 甲\n", "## 甲\n"]

    @pytest.mark.parametrize("program", ["git apply -", "patch -p1 --no-backup-if-mismatch"])
    def test_a_diff_is_of_the_file_behind_a_link_once(self, review_tui: Command, folder: Path, program: str) -> None:
        if shutil.which(program.split()[0]) is None:
            pytest.skip(f"there is no {program}")
        files = [write(folder, name, "##甲\n") for name in ("b.md", "text.txt")]
        for link, target in (("a.md", "b.md"), ("c.md", "b.md"), ("d.md", "text.txt")):
            (folder / link).symlink_to(target)
        ran = review_tui("lint", ".", "--diff", "--isolated", "--select", "H101")
        assert "2 findings would be fixed in 2 files." in ran.err
        done = subprocess.run(program.split(), input=ran.out.encode(), cwd=folder, capture_output=True)
        assert done.returncode == 0, (ran.out, done.stdout, done.stderr)
        assert [file.read_text("utf-8") for file in files] == ["## 甲\n", "## 甲\n"]
        assert (folder / "d.md").is_symlink()

    def test_a_diff_of_what_is_not_there_is_no_crash(self, review_tui: Command, folder: Path) -> None:
        (folder / "loop").symlink_to("loop")
        for path in ("loop/a.md", "../loop.md", f"{folder}/loop/a.md", "/nowhere/a.md", ""):
            ran = review_tui("lint", path, "--diff", "--select", "H101")
            assert (ran.code, ran.out) == (2, "")
            assert "internal error" not in ran.err

    def test_a_diff_has_the_byte_order_mark_of_its_file(self, review_tui: Command, folder: Path) -> None:
        file = write(folder, "a.md", "\ufeff##甲\n")
        ran = review_tui("lint", "a.md", "--diff", "--select", "H101")
        patch = subprocess.run(["git", "apply", "-"], input=ran.out.encode(), cwd=folder, capture_output=True)
        assert patch.returncode == 0, patch.stderr
        assert file.read_bytes() == "\ufeff## 甲\n".encode()

    @pytest.mark.parametrize(("arguments", "code"), [((), 0), (("--fail-on", "info"), 1)])
    def test_a_diff_fails_where_the_findings_do(
        self, review_tui: Command, folder: Path, arguments: tuple[str, ...], code: int
    ) -> None:
        write(folder, "a.md", "甲。 乙\n")
        ran = review_tui("lint", "a.md", "--diff", "--select", "P403", *arguments)
        assert ran.out.startswith("--- a/a.md")
        assert ran.code == code

    def test_a_read_only_file_is_reported_and_its_findings_still_shown(self, review_tui: Command, folder: Path) -> None:
        if os.geteuid() == 0:
            pytest.skip("root may write everywhere")
        file = write(folder, "a.md", "##甲\n")
        file.chmod(0o444)
        ran = review_tui("lint", "a.md", "--fix")
        assert ran.code == 2
        assert "read-only" in ran.err
        assert "H101" in ran.out

    def test_a_file_that_changed_meanwhile_is_left_and_named(
        self, review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = write(folder, "a.md", "##甲\n")

        def change_and_write(path: Path, data: bytes, expect: Stamp | None) -> Stamp:
            file.write_text("##别人的\n", "utf-8")
            return atomic.write(path, data, expect)

        monkeypatch.setattr("review_tui.lint.run.writing.write", change_and_write)
        ran = review_tui("lint", "a.md", "--fix", "--select", "H101")
        assert file.read_text("utf-8") == "##别人的\n"
        assert "a.md: not fixed: it was changed by another program" in ran.err
        assert ran.code == 1


class TestStdin:
    def feed(self, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    def test_is_linted_under_the_name_given(self, review_tui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        self.feed(monkeypatch, "##甲\n")
        (finding,) = json.loads(
            review_tui("lint", "-", "--stdin-filename", "./articles/x.md", "-f", "json", "-s", "H101").out
        )
        assert finding["path"] == "articles/x.md"

    def test_fixed_text_goes_to_stdout_and_the_report_to_stderr(
        self, review_tui: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.feed(monkeypatch, "##甲\n\n> ### 乙\n")
        ran = review_tui("lint", "-", "--fix", "-s", "H101,H103")
        assert ran.out == "## 甲\n\n> ### 乙\n"
        assert "H103" in ran.err

    def test_is_left_out_like_a_file_of_that_name(
        self, review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(folder, "review-tui.toml", 'exclude = ["drafts/"]\n')
        self.feed(monkeypatch, "##甲\n")
        ran = review_tui("lint", "-", "--stdin-filename", "drafts/a.md", "--force-exclude", "--fix", "-s", "H101")
        assert (ran.code, ran.out) == (0, "##甲\n")
        self.feed(monkeypatch, "##甲\n")
        assert review_tui("lint", "-", "--stdin-filename", "drafts/a.md", "-s", "H101").code == 1

    def test_has_a_name_that_is_no_text(self, review_tui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        name = os.fsdecode(b"a\xff.md")
        self.feed(monkeypatch, "##甲\n")
        (finding,) = json.loads(review_tui("lint", "-", "--stdin-filename", name, "-f", "json", "-s", "H101").out)
        assert finding["path"] == "a\\xff.md"
        self.feed(monkeypatch, "##甲\n")
        assert review_tui("lint", "-", "--stdin-filename", name, "-s", "H101", "--baseline").code == 0
        self.feed(monkeypatch, "##甲\n")
        assert review_tui("lint", "-", "--stdin-filename", name, "-s", "H101").code == 0


class TestExitCodes:
    def test_0_when_what_is_found_is_below_what_counts(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "##甲\n\n甲。 乙\n")
        assert review_tui("lint", "a.md", "-s", "P403").code == 0
        assert review_tui("lint", "a.md", "-s", "P403", "--fail-on", "info").code == 1
        for level, failures in (("info", "1"), ("warning", "0")):
            ran = review_tui("lint", "a.md", "-s", "P403", "-f", "junit", "--fail-on", level)
            (suite,) = ElementTree.fromstring(ran.out)
            assert (ran.code, suite.get("tests"), suite.get("failures")) == (int(failures), "1", failures)
            assert "P403" in suite[0].get("name", "")
            assert [each.tag for each in suite[0]] == ["failure" if ran.code else "system-out"]
            assert "info: " in ElementTree.tostring(suite[0], "unicode") or ran.code
        assert review_tui("lint", "a.md", "-s", "H101", "--fail-on", "error").code == 1
        assert review_tui("lint", "a.md", "-s", "H101", "--exit-zero").code == 0

    def test_what_is_less_bad_than_asked_for_is_left_out(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "##甲\n\n甲。 乙\n")
        ran = review_tui("lint", "a.md", "-s", "H101,P403", "--min-severity", "error", "--fail-on", "info")
        assert "P403" not in ran.out
        assert "H101" in ran.out

    def test_exit_zero_does_not_hide_trouble(self, review_tui: Command) -> None:
        assert review_tui("lint", "nowhere.md", "--exit-zero").code == 2


class TestBadInput:
    @pytest.mark.parametrize("output_format", ["text", "concise", "json", "json-lines"])
    def test_a_missing_file_is_named_and_the_others_are_still_linted(
        self, review_tui: Command, seed: Path, output_format: str
    ) -> None:
        ran = review_tui("lint", "hopenowaliance.md", seed.name, "-f", output_format)
        assert ran.code == 2
        assert "hopenowaliance.md: there is no such file or folder; did you mean hopenowalliance.md?" in ran.err
        assert "H102" in ran.out
        last = "1 error (said above) kept something from being checked."
        assert (ran.out.splitlines()[-1] == last) == (output_format in ("text", "concise"))

    def test_what_is_missing_is_no_file_that_was_checked(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "甲\n")
        ran = review_tui("lint", "a.md", "b.md", "--isolated", "--select", "H101")
        assert (ran.code, ran.out.splitlines()[0]) == (2, "Nothing to report in 1 file.")

    def test_a_folder_without_markdown_is_nothing_to_check(self, review_tui: Command, folder: Path, seed: Path) -> None:
        (folder / "empty").mkdir()
        write(folder, "empty/a.txt", "##甲\n")
        ran = review_tui("lint", "empty")
        assert ran.code == 2
        assert "error: empty: no Markdown file (*.md, *.markdown)" in ran.err
        assert review_tui("lint", "empty", seed.name).code == 1

    def test_a_binary_file_is_no_text(self, review_tui: Command, folder: Path, seed: Path) -> None:
        (folder / "b.md").write_bytes(b"\x89PNG\r\n\x00\x00\x00")
        ran = review_tui("lint", "b.md", seed.name)
        assert ran.code == 2
        assert "b.md:1: not a text file" in ran.err
        assert "H102" in ran.out

    def test_another_encoding_is_named_with_line_and_way_out(self, review_tui: Command, folder: Path) -> None:
        (folder / "gbk.md").write_bytes("# 止赎\n\n正文".encode("gb18030"))
        ran = review_tui("lint", "gbk.md")
        assert ran.code == 2
        assert "gbk.md:1: not UTF-8" in ran.err
        assert "iconv -f GB18030" in ran.err

    def test_broken_front_matter_is_a_finding_with_its_line(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "---\ntitle: [甲\n---\n\n##乙\n")
        ran = review_tui("lint", "a.md", "-f", "concise", "--select", "F601,H101")
        assert ran.code == 1
        assert [line.split(" ")[2] for line in ran.out.splitlines()[:2]] == ["F601", "H101"]

    def test_a_broken_glossary_row_is_named_and_the_rest_still_counts(
        self, review_tui: Command, folder: Path, glossary: Path
    ) -> None:
        glossary.write_text(GLOSSARY + 'risk,risk,"风险,preferred\n', "utf-8")
        write(folder, "a.md", "丧失抵押品赎回权\n")
        ran = review_tui("lint", "a.md", "--select", "T702")
        assert "warning: glossary/terms.csv:4: row left out: a double quote opens a cell" in ran.err
        assert "T702" in ran.out
        assert ran.code == 1

    @pytest.mark.parametrize("arguments", [(), ("--no-cache",)])
    def test_a_glossary_that_cannot_be_read_is_trouble_every_time(
        self, review_tui: Command, seed: Path, glossary: Path, arguments: tuple[str, ...]
    ) -> None:
        glossary.write_bytes(GLOSSARY.encode("gb18030"))
        for _ in range(2):
            ran = review_tui("lint", seed.name, *arguments)
            assert ran.code == 2
            assert "error: glossary/terms.csv:2: the file looks like GB18030" in ran.err
            assert "H102" in ran.out

    @pytest.mark.parametrize("place", ["glossary", "glossary/terms.csv"])
    def test_a_glossary_that_a_link_leads_to_no_more_is_trouble_and_no_other_takes_its_place(
        self, review_tui: Command, folder: Path, glossary: Path, place: str
    ) -> None:
        glossary.unlink()
        if place == "glossary":
            glossary.parent.rmdir()
        (folder / place).symlink_to("gone")
        write(folder, "a.md", "# 甲\n")
        for _ in range(2):
            ran = review_tui("lint", "a.md")
            assert ran.code == 2
            assert ran.err == f"error: {place}: this symbolic link leads nowhere\n"

    def test_two_preferred_renderings_are_named(self, review_tui: Command, seed: Path, glossary: Path) -> None:
        glossary.write_text(GLOSSARY + "foreclosure,foreclosure,法拍,preferred\n", "utf-8")
        ran = review_tui("lint", seed.name)
        assert "glossary/terms.csv:4: concept 'foreclosure' has two preferred renderings" in ran.err
        assert ran.code == 1

    @pytest.mark.parametrize(
        ("own", "said"),
        [("terms/own.csv", ""), ("glossary/own.csv", "two preferred renderings, '法拍' (own.csv, line 2) and '止赎'")],
    )
    def test_own_terms_overrule_a_copy_in_another_folder_and_are_no_mistake_there(
        self, review_tui: Command, folder: Path, seed: Path, glossary: Path, own: str, said: str
    ) -> None:
        write(folder, own, GLOSSARY.splitlines()[0] + "\nforeclosure,foreclosure,法拍,preferred\n")
        ran = review_tui("lint", seed.name, "--glossary", own, "--glossary", str(glossary))
        assert said in ran.err
        assert bool(ran.err) is bool(said)

    def test_a_named_glossary_that_is_not_there_is_trouble_and_the_articles_are_still_linted(
        self, review_tui: Command, seed: Path
    ) -> None:
        ran = review_tui("lint", seed.name, "--glossary", "terms.csv")
        assert ran.code == 2
        assert "terms.csv: there is no such file" in ran.err
        assert "H102" in ran.out

    def test_a_folder_that_is_no_glossary_is_trouble(self, review_tui: Command, seed: Path, folder: Path) -> None:
        (folder / "empty").mkdir()
        ran = review_tui("lint", seed.name, "--glossary", "empty")
        assert ran.code == 2
        assert "empty" in ran.err

    def test_a_rule_that_breaks_is_reported_in_the_finding_list_too(
        self, review_tui: Command, seed: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(reading: Reading) -> Iterator[Finding]:
            raise ZeroDivisionError("so it goes")

        rules = tuple(replace(each, check=broken) if each.rule.code == "H102" else each for each in all_rules())
        monkeypatch.setattr("review_tui.lint.selection.all_rules", lambda: rules)
        ran = review_tui("lint", seed.name, "-f", "json", "--select", "H1", "--ignore", "H103,H104")
        findings = json.loads(ran.out)
        assert ran.code == 2
        assert (findings[0]["code"], findings[0]["rule"]) == ("E901", "internal-error")
        assert "H102" in findings[0]["message"]
        assert [each["code"] for each in findings[1:3]] == ["H101", "H101"]


class TestOutputFile:
    def test_holds_the_report_and_stdout_stays_free(self, review_tui: Command, folder: Path, seed: Path) -> None:
        ran = review_tui("lint", seed.name, "-f", "json", "-o", "report.json")
        assert ran.out == ""
        assert ran.code == 1
        report = (folder / "report.json").read_text("utf-8")
        assert report == review_tui("lint", seed.name, "-f", "json").out

    @pytest.mark.parametrize("name", ["json", "gitlab", "text"])
    def test_the_log_of_a_job_says_how_it_went_and_where_the_report_is(
        self, review_tui: Command, folder: Path, name: str
    ) -> None:
        write(folder, "a.md", "##甲\n")
        ran = review_tui("lint", "a.md", "-s", "H101", "-f", name, "-o", "report.json")
        assert ran.err.splitlines() == [
            "Found 1 finding (1 error) in 1 file.",
            "1 can be fixed with --fix.",
            "The report is in report.json.",
        ]

    def test_beside_githubs_annotations_too(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "##甲\n")
        ran = review_tui("lint", "a.md", "-s", "H101", "-f", "github")
        assert ran.out.count("\n") == 1
        assert ran.err == "Found 1 finding (1 error) in 1 file.\n1 can be fixed with --fix.\n"

    def test_a_folder_that_is_not_there_is_trouble(self, review_tui: Command, seed: Path) -> None:
        ran = review_tui("lint", seed.name, "-o", "nowhere/report.txt")
        assert ran.code == 2
        assert "report.txt" in ran.err


class TestGlossary:
    def test_the_nearest_folder_upward_counts(self, review_tui: Command, folder: Path) -> None:
        write(folder, "zh/a.md", "丧失抵押品赎回权，卖空\n")
        write(
            folder,
            "zh/glossary/own.csv",
            "concept,en,zh,status\nshort-sale,short sale,短售,preferred\nshort-sale,short sale,卖空,deprecated\n",
        )
        out = review_tui("lint", "zh/a.md", "-f", "json", "--select", "T702").out
        assert [each["text"] for each in json.loads(out)] == ["卖空"]
        out = review_tui("lint", "zh/a.md", "-f", "json", "--select", "T702", "-g", "glossary").out
        assert [each["text"] for each in json.loads(out)] == ["丧失抵押品赎回权"]

    def test_one_upward_of_where_the_command_runs_counts_for_articles_elsewhere(
        self, review_tui: Command, tmp_path: Path
    ) -> None:
        article = write(tmp_path, "elsewhere/a.md", "丧失抵押品赎回权\n")
        for _ in range(2):
            ran = review_tui("lint", str(article), "-f", "json", "--select", "T702")
            assert [each["text"] for each in json.loads(ran.out)] == ["丧失抵押品赎回权"]
            assert ran.err == (
                "Using the glossary in glossary/, the nearest above the current folder: there is no glossary/ folder "
                f"with .csv files beside the articles in {article.parent} or above.\n"
            )

    def test_that_is_said_once_and_of_no_other(self, review_tui: Command, folder: Path, tmp_path: Path) -> None:
        here = write(folder, "a.md", "丧失抵押品赎回权\n")
        others = [write(tmp_path, f"{name}/a.md", "甲\n") for name in ("one", "two")]
        assert review_tui("lint", str(here)).err == ""
        ran = review_tui("lint", *map(str, (here, *others)), "-f", "json")
        assert ran.err.count("Using the glossary in glossary/") == 1


class TestNames:
    @pytest.fixture(autouse=True)
    def terms(self, glossary: Path) -> None:
        glossary.write_text(
            "concept,en,zh,status\nearnout,earnout,或有对价,preferred\npenalty,penalty,罚金,preferred\n", "utf-8"
        )

    @pytest.mark.parametrize("name", ["earnout.md", "Earnout.markdown", "file://{}/earnout.md"])
    def test_an_article_is_about_the_term_in_its_name_however_it_is_named(
        self, review_tui: Command, folder: Path, name: str
    ) -> None:
        write(folder, name.rpartition("/")[2], "# 赚取\n\n见[或有对价](/earnout)与[罚金](/penalty)。\n")
        if "://" in name:
            pytest.importorskip("fsspec", reason="the extra dask is not installed")
        ran = review_tui("lint", name.format(folder), "--select", "T710", "-f", "concise")
        assert ran.out.startswith(f"{name.format(folder)}:1:3: warning T710 term-title: ")


class TestAcrossArticles:
    @pytest.fixture(autouse=True)
    def articles(self, folder: Path) -> None:
        write(
            folder,
            "zh/glossary/own.csv",
            "concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\n"
            "foreclosure,foreclosure,丧失抵押品赎回权,admitted\n",
        )
        for name, text in (("a", "丧失抵押品赎回权"), ("b", "止赎"), ("c", "止赎"), ("d", "止赎")):
            write(folder, f"zh/{name}.md", f"{text}。\n")

    def test_a_rival_is_reported_last_and_counts_like_any_finding(self, review_tui: Command) -> None:
        ran = review_tui("lint", "zh", "--select", "T708", "-f", "json")
        (found,) = json.loads(ran.out)
        assert (ran.code, found["path"], found["text"], found["concept"]) == (
            1,
            "zh/a.md",
            "丧失抵押品赎回权",
            "foreclosure",
        )
        assert "止赎 in 3 articles" in found["message"]
        assert "Found 1 finding (1 warning) in 1 file." in review_tui("lint", "zh", "--select", "T708").out
        assert review_tui("lint", "zh/a.md", "--select", "T708").code == 0

    def test_the_cache_changes_nothing_about_it(self, review_tui: Command) -> None:
        first = review_tui("lint", "zh", "-f", "json").out
        assert "term-rival" in first
        assert review_tui("lint", "zh", "-f", "json").out == first

    def test_an_accepted_one_stays_accepted_and_is_never_stale(self, review_tui: Command) -> None:
        assert review_tui("lint", "zh", "--select", "T708", "--baseline").code == 0
        assert review_tui("lint", "zh", "--select", "T708").code == 0
        ran = review_tui("lint", "zh/a.md", "--select", "T708")
        assert ran.code == 0
        assert "stale" not in ran.err


def test_of_very_many_broken_glossary_rows_the_first_are_named(review_tui: Callable[..., Any], folder: Path) -> None:
    (folder / "glossary").mkdir(exist_ok=True)
    rows = "".join(f"c{number},词{number},wat\n" for number in range(500))
    (folder / "glossary" / "terms.csv").write_text(f"concept,zh,status\n{rows}", "utf-8")
    (folder / "a.md").write_text("正文。\n", "utf-8")
    ran = review_tui("lint", "a.md")
    assert ran.err.count(": row left out: the status 'wat' is not known") == 20
    assert "and 480 more rows of the glossary: `review-tui glossary lint` names them all" in ran.err


class TestOutputFileThatIsThere:
    @pytest.fixture
    def report(self, folder: Path) -> Path:
        write(folder, "a.md", "##甲\n")
        report = write(folder, "report.json", "the last one")
        report.chmod(0o640)
        return report

    def test_the_report_grows_beside_the_file_and_takes_its_place_at_the_end(
        self, review_tui: Command, report: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[tuple[int, str]] = []

        def pieces(reports: Iterable[object], style: object) -> Iterator[str]:
            list(reports)
            yield "甲" * 100_000
            (draft,) = report.parent.glob(f"{atomic.PREFIX}*")
            seen.append((draft.stat().st_size, report.read_text("utf-8")))
            yield "。\n"

        monkeypatch.setattr("review_tui.cli.linting.reporting.renderer", lambda name: pieces)
        assert review_tui("lint", "a.md", "-f", "json", "-o", "report.json").code == 1
        ((size, text),) = seen
        assert (size >= 290_000, text) == (True, "the last one")
        assert report.read_text("utf-8") == "甲" * 100_000 + "。\n"
        assert report.stat().st_mode & 0o777 == 0o640
        assert not list(report.parent.glob(f"{atomic.PREFIX}*"))

    def test_a_run_that_breaks_off_leaves_the_last_report(
        self, review_tui: Command, report: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def pieces(reports: object, style: object) -> Iterator[str]:
            yield "half of it"
            raise RuntimeError("a defect")

        monkeypatch.setattr("review_tui.cli.linting.reporting.renderer", lambda name: pieces)
        ran = review_tui("lint", "a.md", "-f", "json", "-o", "report.json")
        assert (ran.code, ran.out) == (2, "")
        assert report.read_text("utf-8") == "the last one"
        assert not list(report.parent.glob(f"{atomic.PREFIX}*"))

    def test_what_cannot_be_written_is_told_before_anything_is_checked(self, review_tui: Command, folder: Path) -> None:
        write(folder, "a.md", "##甲\n")
        ran = review_tui("lint", "a.md", "gone.md", "-f", "json", "-o", "gone/report.json")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines() == [
            "error: gone/report.json: it cannot be written: its folder is gone; make the folder again first"
        ]
