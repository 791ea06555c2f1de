"""What a command loads, and how it ends: seen from outside, in processes of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from review_tui.cli.streams import wait_for_readers
from tests.cli.running import Command
from tests.forked import forked

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "hopenowalliance.md"


def run(
    *arguments: str, cwd: Path = ROOT, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    with Path(os.devnull).open() as nothing:
        command = ["-m", "review_tui", *arguments]
        return forked(command, cwd=cwd, env=surroundings, stdin=nothing, encoding="utf-8")


def loaded(*commands: tuple[str, ...]) -> set[str]:
    """Return the modules that commands import, one after the other."""
    code = (
        "import sys; from review_tui.cli.main import run; "
        f"[run(each) for each in {commands!r}]; print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((str(SEED),), 1), ((str(SEED), str(ROOT / "README.md"), "--jobs", "2"), 1), (("none.md",), 2)],
)
def test_the_command_ends_at_once_and_loses_nothing(arguments: tuple[str, ...], code: int) -> None:
    program = "from review_tui.__main__ import command; command()"
    options = ["lint", "--no-cache", "-f", "json", *arguments]
    done = subprocess.run([sys.executable, "-c", program, *options], cwd=ROOT, capture_output=True, check=False)
    usual = run(*options)
    assert done.returncode == usual.returncode == code
    assert done.stdout.decode() == usual.stdout
    assert done.stderr.decode() == usual.stderr


def test_help_loads_no_parser() -> None:
    modules = loaded(("--help",), ("--version",), ("lint", "--help"), ("glossary", "--help"))
    assert "review_tui.cli.glossary" in modules
    assert not {"markdown_it", "yaml", "ahocorasick_rs", "textual", "rich"} & modules


def test_no_command_but_the_screen_loads_textual() -> None:
    modules = loaded(("lint", str(SEED)), ("lint", str(SEED), "--fix", "--diff"), ("rule", "H101"))
    assert "markdown_it" in modules
    assert not {"textual", "rich"} & modules


def test_help_is_in_plain_sentences_and_lists_the_commands() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("review", "lint", "rule", "glossary", "config"))


def test_version() -> None:
    assert run("--version").stdout.startswith("review-tui ")


def test_review_without_a_terminal_reports_as_lint_does_and_says_why() -> None:
    done = run(str(SEED))
    linted = run("lint", str(SEED))
    assert done.stdout == linted.stdout != ""
    assert done.returncode == linted.returncode == 1
    said = done.stderr.removesuffix(linted.stderr)
    assert said.count("\n") == 1
    assert "No terminal" in said


def test_review_on_a_terminal_that_knows_no_screen_reports_as_lint_does_and_says_why(
    review_tui: Command, seed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    ran, linted = review_tui(seed.name), review_tui("lint", seed.name)
    assert (ran.code, ran.out) == (linted.code, linted.out)
    assert "TERM=dumb" in ran.err


@pytest.mark.parametrize(("slip", "meant"), [(("lnt", str(SEED)), "lint"), (("glossary", "exprt"), "glossary export")])
def test_a_slip_in_a_command_is_no_missing_file(slip: tuple[str, ...], meant: str) -> None:
    done = run(*slip)
    assert done.returncode == 2
    assert f"did you mean `review-tui {meant}`?" in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path, unbuffered: str) -> None:
    (tmp_path / "a.md").write_text("##甲\n\n" * 4_000, "utf-8")  # a report of more than a pipe holds
    writer = subprocess.Popen(
        [sys.executable, "-m", "review_tui", "lint", str(tmp_path / "a.md"), "-f", "json-lines", "--isolated"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.readline()
    writer.stdout.close()
    assert writer.wait() == 141
    assert b"Traceback" not in writer.stderr.read()
    writer.stderr.close()


def test_ctrl_c_while_the_program_is_loaded_ends_it_without_a_traceback() -> None:
    code = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # who runs this in the background ignores it
        "from review_tui.__main__ import main\n"
        "class Pressing:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'review_tui.cli.main':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Pressing())\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")


def test_a_pipe_that_was_told_never_to_wait_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader), os.fdopen(writer, "w") as stream:
        os.set_blocking(writer, False)
        monkeypatch.setattr(sys, "stdout", stream)
        wait_for_readers()
        assert os.get_blocking(writer)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_signal_in_the_middle_of_a_long_write_loses_nothing(tmp_path: Path, unbuffered: str) -> None:
    article = "##甲\n\n" * 20_000
    code = (
        "import signal, sys\n"
        "from review_tui.cli.streams import buffer_stdout, write_data\n"
        "signal.signal(signal.SIGUSR1, lambda *_: None)\n"
        "buffer_stdout()\n"
        "write_data(sys.stdin.buffer.read())\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdin.write(article.encode())
    writer.stdin.close()
    first = writer.stdout.read(1)  # it has begun, and the pipe is full
    writer.send_signal(signal.SIGUSR1)
    assert first + writer.stdout.read() == article.encode()
    assert writer.wait() == 0
    writer.stdout.close()


@pytest.mark.parametrize(
    "arguments",
    [("lint", "--isolated", str(SEED)), ("lint", "none.md"), ("rule", "H101"), ("glossary", "lint", "g.csv")],
)
def test_colour_can_be_forced_and_refused(
    review_tui: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    (folder / "g.csv").write_text("concept,en,zh,status\nmbs,MBS, 证券,preferred\n", "utf-8")

    def is_coloured() -> bool:
        ran = review_tui(*arguments)
        return "\x1b[" in ran.out + ran.err

    assert not is_coloured()
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert is_coloured()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not is_coloured()
