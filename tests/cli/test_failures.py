"""Every failure in every format: the exit code, a report that its reader can parse, and a message with the path."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from xml.etree import ElementTree

import jsonschema
import pytest
from msgspec.structs import replace

from review_tui.cli.main import run
from review_tui.files.stamp import FileProblem
from review_tui.output.formats import FORMATS, NAMES, Reader
from review_tui.rules.model import Finding
from review_tui.rules.reading import Reading
from review_tui.rules.registry import all_rules
from tests.cli.running import Command
from tests.forked import Forked, forked

Entry = tuple[str, str]  # the path, and the code of what stands there

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "tests" / "output" / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
SARIF = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
CODES = {rule.rule.name: rule.rule.code for rule in all_rules()} | {"internal-error": "E901", "file-error": "E902"}
FOR_PEOPLE = {name for name, each in FORMATS.items() if each.reader is Reader.PERSON}


def from_lines(out: str) -> list[Entry]:
    """Read text and concise: what names a place on a line of its own."""
    found = re.findall(r"^([^\s:]+):\d+:\d+: (?:error|warning|info) ([A-Z]\d{3}) ", out, re.MULTILINE)
    return [(path, code) for path, code in found]


def from_json(out: str) -> list[Entry]:
    return [(each["path"], each["code"]) for each in json.loads(out)]


def from_json_lines(out: str) -> list[Entry]:
    return [entry for line in out.splitlines() for entry in from_json(f"[{line}]")]


def from_github(out: str) -> list[Entry]:
    found = [
        re.fullmatch(r"::(?:error|warning|notice) file=([^,]+),.*,title=(\w+) [\w-]+::.+", line)
        for line in out.splitlines()
    ]
    assert all(found), out
    return [(each[1], each[2]) for each in found if each]


def from_gitlab(out: str) -> list[Entry]:
    issues = json.loads(out)
    assert len({each["fingerprint"] for each in issues}) == len(issues)
    return [(each["location"]["path"], CODES[each["check_name"]]) for each in issues]


def from_junit(out: str) -> list[Entry]:
    suites = ElementTree.fromstring(out)
    assert suites.tag == "testsuites"
    cases = [case for case in suites.iter("testcase") if len(case)]
    return [(case.attrib["classname"], case.attrib["name"].split()[0]) for case in cases]


def from_sarif(out: str) -> list[Entry]:
    document = json.loads(out)
    SARIF.validate(document)
    (run,) = document["runs"]
    (invocation,) = run["invocations"]
    notes = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is not bool(notes)
    results = [(each, each["ruleId"]) for each in run["results"]] + [(each, each["descriptor"]["id"]) for each in notes]
    return [(each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], code) for each, code in results]


def from_rdjson(out: str) -> list[Entry]:
    diagnostics = json.loads(out)["diagnostics"]
    return [(each["location"]["path"], each["code"]["value"].split()[0]) for each in diagnostics]


READERS: dict[str, Callable[[str], list[Entry]]] = {
    "text": from_lines,
    "concise": from_lines,
    "json": from_json,
    "json-lines": from_json_lines,
    "github": from_github,
    "gitlab": from_gitlab,
    "junit": from_junit,
    "sarif": from_sarif,
    "rdjson": from_rdjson,
}
GOOD = ("good.md", "H101")  # what is found in the article beside the one that fails


@dataclass(frozen=True)
class Failing:
    """What `lint` is asked, the code that it must end with, what the report must hold, and what stderr must say."""

    arguments: tuple[str, ...]
    code: int
    entries: tuple[Entry, ...] = ()
    message: str = ""


FAILURES = {
    "clean": Failing(("clean.md",), 0),
    "findings": Failing(("good.md",), 1, (GOOD,)),
    "missing file": Failing(
        ("gone.md", "good.md"), 2, (("gone.md", "E902"), GOOD), "error: gone.md: there is no such file"
    ),
    "unreadable file": Failing(
        ("locked.md", "good.md"), 2, (("locked.md", "E902"), GOOD), "error: locked.md: it cannot be read: permission"
    ),
    "file in a folder that must not be entered": Failing(
        ("shut/a.md", "good.md"), 2, (("shut/a.md", "E902"), GOOD), "error: shut/a.md: it cannot be read: permission"
    ),
    "folder that must not be entered, but can be listed": Failing(
        ("shut", "good.md"), 2, (("shut/a.md", "E902"), GOOD), "error: shut/a.md: it cannot be read: permission"
    ),
    "name that is too long": Failing(
        ("x" * 256, "good.md"), 2, (("x" * 256, "E902"), GOOD), f"error: {'x' * 256}: it cannot be read: its name"
    ),
    "no text": Failing(("gbk.md", "good.md"), 2, (("gbk.md", "E902"), GOOD), "error: gbk.md:1: not UTF-8"),
    "bad configuration": Failing(
        ("bad/a.md", "good.md"),
        2,
        (("bad/review-tui.toml", "E902"), GOOD),
        "bad/review-tui.toml:2: unknown key 'selct'",
    ),
    "nothing matched": Failing(("empty",), 2, (("empty", "E902"),), "error: empty: no Markdown file"),
    "missing glossary": Failing(
        ("good.md", "-g", "gone.csv"), 2, (("gone.csv", "E902"), GOOD), "error: gone.csv: there is no such file"
    ),
    "glossary that is no text": Failing(
        ("strange/good.md",),
        2,
        (("strange/glossary/terms.csv", "E902"), ("strange/good.md", "H101")),
        "error: strange/glossary/terms.csv:2: the file looks like GB18030",
    ),
    "damaged decisions": Failing(
        ("good.md", "--decisions", "damaged.jsonl"),
        2,
        (("damaged.jsonl", "E902"), ("damaged.jsonl", "E902"), GOOD),
        "error: damaged.jsonl:1: a merge conflict was left here",
    ),
    "crash of a rule": Failing(
        ("crash.md", "good.md"),
        2,
        (("crash.md", "E901"), ("crash.md", "P401"), GOOD),
        "error: crash.md: internal error in rule H102: ZeroDivisionError: so it goes",
    ),
    "crash beside the rules": Failing(
        ("odd.md", "good.md"),
        2,
        (("odd.md", "E901"), GOOD),
        "error: odd.md: internal error: ZeroDivisionError: so it goes",
    ),
}


@pytest.fixture(autouse=True)
def articles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put an article for each failure into the folder, and let fail what only a defect or the system makes fail."""
    texts = {
        "clean.md": "# 甲\n",
        "good.md": "##甲\n",
        "locked.md": "##甲\n",
        "shut/a.md": "##甲\n",
        "bad/a.md": "##甲\n",
        "bad/review-tui.toml": 'select = ["H101"]\nselct = []\n',
        "empty/a.txt": "##甲\n",
        "crash.md": "# 甲\n\n甲 ，乙\n",
        "odd.md": "##甲\n",
        "strange/good.md": "##甲\n",
        "damaged.jsonl": "<<<<<<< ours\nnothing\n",
        "review-tui.toml": 'select = ["H101", "H102", "P401"]\n',
        "glossary/terms.csv": "concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\n",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "strange" / "glossary").mkdir()
    (folder / "strange" / "glossary" / "terms.csv").write_bytes(
        "concept,en,zh,status\na,a,止赎,preferred\n".encode("gb18030")
    )
    (folder / "gbk.md").write_bytes("# 止赎\n\n正文".encode("gb18030"))

    may = os.access

    def allowed(path: Any, mode: int, **named: Any) -> bool:
        return not str(path).endswith("locked.md") and may(path, mode, **named)

    def refusing(function: Callable[..., Any], refused: str) -> Callable[..., Any]:
        def refuse(path: Any, *arguments: Any, **named: Any) -> Any:
            if re.search(refused, str(path)):
                raise PermissionError(13, "Permission denied")
            return function(path, *arguments, **named)

        return refuse

    def broken(reading: Reading) -> Iterator[Finding]:
        if reading.article.path.endswith("crash.md"):
            raise ZeroDivisionError("so it goes")
        yield from ()

    from review_tui.lint.run import checking, mending

    checked_by = checking.checked_by

    def odd(task: Any, article: Any) -> Any:
        if article.path.endswith("odd.md"):
            raise ZeroDivisionError("so it goes")
        return checked_by(task, article)

    rules = tuple(replace(each, check=broken) if each.rule.code == "H102" else each for each in all_rules())
    monkeypatch.setattr(os, "access", allowed)
    monkeypatch.setattr(os, "open", refusing(os.open, r"locked\.md$|\bshut/"))
    monkeypatch.setattr(os, "stat", refusing(os.stat, r"\bshut/"))
    monkeypatch.setattr(os, "lstat", refusing(os.lstat, r"\bshut/"))
    monkeypatch.setattr("review_tui.lint.selection.all_rules", lambda: rules)
    for module in (checking, mending):
        monkeypatch.setattr(module, "checked_by", odd)
    from review_tui.lint.settings import selection_of

    selection_of.cache_clear()
    yield
    selection_of.cache_clear()


@pytest.mark.parametrize("failing", FAILURES.values(), ids=FAILURES.keys())
def test_every_failure_has_its_code_a_message_and_a_report_that_can_be_read_in_every_format(
    review_tui: Command, failing: Failing
) -> None:
    for name in NAMES:
        ran = review_tui("lint", *failing.arguments, "-f", name)
        expected = [entry for entry in failing.entries if name not in FOR_PEOPLE or not entry[1].startswith("E")]
        assert (name, ran.code) == (name, failing.code)
        assert (name, sorted(READERS[name](ran.out))) == (name, sorted(expected))
        assert failing.message in ran.err
        assert "Traceback" not in ran.err
        assert ("error:" in ran.err) == (failing.code == 2)
    for name in ("concise", "json"):  # and with --exit-zero, only findings are forgiven
        assert review_tui("lint", *failing.arguments, "-f", name, "--exit-zero").code == failing.code & 2
    for mode, name in (("--diff", "concise"), ("--statistics", "concise"), ("--statistics", "json")):
        ran = review_tui("lint", *failing.arguments, "-f", name, mode)
        assert (mode, name, ran.code) == (mode, name, failing.code)
        assert failing.message in ran.err
        assert "Traceback" not in ran.err


@pytest.mark.parametrize("failing", [FAILURES["findings"], FAILURES["no text"], FAILURES["nothing matched"]])
def test_a_report_in_a_file_is_that_of_stdout(review_tui: Command, failing: Failing, folder: Path) -> None:
    for name in NAMES:
        ran = review_tui("lint", *failing.arguments, "-f", name)
        written = review_tui("lint", *failing.arguments, "-f", name, "-o", "report.txt")
        report = (folder / "report.txt").read_text("utf-8")
        assert (name, written.code) == (name, failing.code)
        assert ran.out.startswith(report) if name in FOR_PEOPLE else ran.out == report


@pytest.mark.parametrize("failing", FAILURES.values(), ids=FAILURES.keys())
@pytest.mark.parametrize(("mode", "name"), [*product(("--fix", "--baseline"), ("concise", "json"))])
def test_to_fix_and_to_write_a_baseline_know_trouble(
    review_tui: Command, failing: Failing, name: str, mode: str, folder: Path
) -> None:
    if mode == "--baseline" and "--decisions" not in failing.arguments:
        (folder / "review-decisions.jsonl").write_text("", "utf-8")
    ran = review_tui("lint", *failing.arguments, "-f", name, mode)
    assert ran.code == (0 if failing.code == 1 else failing.code)
    assert failing.message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("review", "locked.md", "good.md"),
        ("glossary", "stats", "locked.md", "good.md"),
        ("glossary", "mine", "locked.md", "good.md"),
        ("glossary", "lint", "--articles", "locked.md", "--articles", "good.md"),
    ],
)
def test_other_commands_look_at_the_other_articles_too(review_tui: Command, arguments: tuple[str, ...]) -> None:
    ran = review_tui(*arguments)
    assert "error: locked.md: it cannot be read: permission denied" in ran.err
    assert "Usage" not in ran.err
    assert ran.code == 2
    assert ran.out


@pytest.mark.parametrize(
    ("data", "path", "entry", "message"),
    [
        (b"# x\n", "bad/a.md", ("bad/review-tui.toml", "E902"), "bad/review-tui.toml:2: unknown key 'selct'"),
        ("# 止赎正文".encode("gb18030"), "x.md", ("x.md", "E902"), "error: x.md:1: not UTF-8"),
        (b"# x\n", "odd.md", ("odd.md", "E901"), "error: odd.md: internal error: ZeroDivisionError: so it goes"),
    ],
    ids=["bad configuration", "no text", "crash beside the rules"],
)
def test_a_failure_at_stdin_is_told_in_every_format(
    review_tui: Command, monkeypatch: pytest.MonkeyPatch, data: bytes, path: str, entry: Entry, message: str
) -> None:
    for name in NAMES:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        ran = review_tui("lint", "-", "--stdin-filename", path, "-f", name)
        assert (name, ran.code) == (name, 2)
        assert (name, READERS[name](ran.out)) == (name, [] if name in FOR_PEOPLE else [entry])
        assert message in ran.err


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_that_goes_away_is_no_crash(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["-m", "review_tui", "lint", "good.md", "-f", name, "--no-cache"]
    process = Forked(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    _, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (141, b"")


def test_fixing_stdin_gives_back_what_cannot_be_checked(review_tui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bad/a.md", "odd.md"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("##甲\n".encode())))
        ran = review_tui("lint", "-", "--stdin-filename", name, "--fix")
        assert (ran.code, ran.out) == (2, "##甲\n")


def test_of_a_stdin_without_end_no_more_is_read_than_of_a_file(
    review_tui: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review_tui.files.stamp.LIMIT", 10)
    stdin = io.BytesIO("##甲\n".encode() * 10)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stdin))
    ran = review_tui("lint", "-")
    assert (ran.code, ran.out) == (2, "")
    assert "error: stdin.md: stdin has more than 10 bytes" in ran.err
    assert stdin.tell() == 11


def test_a_report_that_cannot_be_written_is_trouble(review_tui: Command, folder: Path) -> None:
    (folder / "report.txt").mkdir()
    ran = review_tui("lint", "good.md", "-f", "json", "-o", "report.txt")
    assert ran.code == 2
    assert "report.txt" in ran.err
    ran = review_tui("lint", "good.md", "-f", "json", "-o", "gone/report.txt")
    assert (ran.code, ran.out) == (2, "")
    assert "error: gone/report.txt: it cannot be written" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("encoding", "read_as"), [("ascii", "utf-8"), ("cp1252", "utf-8"), ("gbk", "gbk"), ("utf-8", "utf-8")]
)
def test_what_has_no_chinese_in_its_encoding_gets_it_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, read_as: str
) -> None:
    (folder / "宽限.md").write_text("##宽限𠮷\n", "utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert run(["lint", "宽限.md", "没有.md", "-s", "H101"]) == 2
    text, said = (stream.buffer.getvalue().decode(read_as) for stream in (out, err))
    character = r"\U00020bb7" if encoding == "gbk" else "𠮷"
    assert f"1 | ##宽限{character}\n" in text
    assert "error: 没有.md: there is no such file" in said


def test_what_keeps_many_files_from_being_fixed_is_no_flood_of_messages(
    review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(file: Path, *_: object, **__: object) -> None:
        raise FileProblem(file, "it cannot be written: it lies on a read-only file system")

    (folder / "many").mkdir()
    for number in range(25):
        (folder / "many" / f"{number}.md").write_text("##甲\n", "utf-8")
    monkeypatch.setattr("review_tui.lint.run.writing.write", refused)
    ran = review_tui("lint", "many", "--fix", "--jobs", "1", "--select", "H101")
    assert ran.code == 2
    assert ran.err.count(": not fixed: it cannot be written: it lies on a read-only file system\n") == 10
    assert "error: 15 more files: not fixed: it cannot be written: it lies on a read-only file system " in ran.err
    assert "25 errors (said above)" in ran.out
    listed = json.loads(review_tui("lint", "many", "--fix", "--jobs", "1", "--select", "H101", "-f", "json").out)
    assert len([each for each in listed if each["code"] == "E902"]) == 25


@pytest.mark.skipif(os.name == "nt", reason="streams are closed by a shell")
@pytest.mark.parametrize(
    ("arguments", "code", "out", "err"),
    [
        ("lint good.md -f concise >&-", 1, b"", b""),
        ("lint good.md -f concise 2>&-", 1, b"good.md:1:1: error H101", b""),
        ("lint gone.md -f json >&- 2>&-", 2, b"", b""),
        ("lint - -f concise <&-", 2, b"", b"error: stdin.md: stdin cannot be read"),
        ("lint good.md -f concise > /dev/full", 2, b"", b"error: stdout: it cannot be written: the disk is full"),
        (
            "glossary export > /dev/full",
            2,
            b"",
            b"error: stdout: it cannot be written: the disk is full",
        ),  # more than its buffer
    ],
)
def test_streams_that_are_closed_or_full_are_no_crash(
    folder: Path, arguments: str, code: int, out: bytes, err: bytes
) -> None:
    if "/dev/full" in arguments and not Path("/dev/full").exists():
        pytest.skip("there is no disk that is always full")
    ran = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m review_tui {arguments}'],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
        capture_output=True,
        timeout=120,
    )
    assert (ran.returncode, ran.stdout[: len(out) or None], ran.stderr[: len(err) or None]) == (code, out, err)


PROGRAM = """
import sys
from msgspec.structs import replace
from review_tui.cli.main import run
from review_tui.lint import selection
from review_tui.rules.registry import all_rules

def broken(reading):
    if reading.article.path == "5.md":
        raise ZeroDivisionError("so it goes")
    yield from ()

rules = tuple(replace(each, check=broken) if each.rule.code == "H102" else each for each in all_rules())
selection.all_rules = lambda: rules
sys.exit(run(sys.argv[1:]))
"""


def test_a_rule_that_crashes_in_a_worker_process_is_told_like_one_that_crashes_here(folder: Path) -> None:
    names = [f"{number}.md" for number in range(1, 21)]
    for name in names:
        (folder / name).write_text("##甲\n", "utf-8")
    (folder / "program.py").write_text(PROGRAM, "utf-8")
    command = ["program.py", "lint", *names, "-f", "json", "--no-cache"]
    runs = [forked([*command, "--jobs", jobs]) for jobs in ("1", "2")]
    assert runs[0].stdout == runs[1].stdout
    entries = from_json(runs[1].stdout.decode())
    assert sorted(entries) == sorted([("5.md", "E901"), *((name, "H101") for name in names)])
    for ran in runs:
        assert ran.returncode == 2
        assert ran.stderr.decode().startswith("error: 5.md: internal error in rule H102: ZeroDivisionError: so it goes")


def test_trouble_stands_in_the_same_place_however_many_processes_there_are(folder: Path) -> None:
    for number in range(12):
        for place in ("bad", "strange", "."):
            (folder / place / f"{number}.md").write_text("##甲\n", "utf-8")
    (folder / "review-decisions.jsonl").write_text("<<<<<<< ours\n", "utf-8")
    reports = [
        forked(["-m", "review_tui", "lint", ".", "-f", "json", *options]).stdout
        for options in (("--jobs", "1", "--no-cache"), ("--jobs", "2"), ("--jobs", "2"))
    ]
    assert len(set(reports)) == 1
    codes = [code for _, code in from_json(reports[0].decode())]
    assert codes.count("E902") == 4  # with gbk.md


def test_a_lack_of_memory_is_told_plainly(review_tui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review_tui.cli.lint.lint", Mock(side_effect=MemoryError))
    ran = review_tui("lint")
    assert (ran.code, ran.err) == (
        2,
        "error: there is not enough memory: free some (`lint` takes less with --jobs 1)\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that somebody is in cannot be deleted there")
@pytest.mark.parametrize("arguments", [("lint", "."), ("config", "show"), ("glossary", "lint")])
def test_a_current_folder_that_is_gone_is_told_plainly(
    review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    gone = folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    ran = review_tui(*arguments)
    assert (ran.code, ran.err) == (2, "error: the current folder is gone: go to another one\n")
