"""Every command that writes, on a disk that is really full: a message, exit code 2, and every file as it was."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALONE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
COMMANDS = (
    ("lint", "--fix", "a.md"),
    ("lint", "--baseline", "a.md"),
    ("lint", "-f", "json", "--output-file", "report.json", "a.md"),
    ("glossary", "import", "more.csv"),
    ("glossary", "export", "-o", "out.csv"),
    ("glossary", "init", "new"),
)
ON_THE_DISK = """
import os, sys
from pathlib import Path
import review_tui.cli.linting, review_tui.lint.check, review_tui.lint.fixing.fixing
import review_tui.glossary.exchange.formats
from review_tui.__main__ import main

folder, commands = Path(sys.argv[1]), [line.split() for line in sys.argv[2].splitlines()]
os.chdir(folder)
Path("a.md").write_text("##甲\\n\\n止赎 。\\n" + "正文。\\n" * 900, "utf-8")
Path("glossary").mkdir()
head = "concept,en,zh,status\\n"
Path("glossary/terms.csv").write_text(head + "".join(f"c{n},c {n},概念{n},preferred\\n" for n in range(200)), "utf-8")
Path("more.csv").write_text(head + "d,d,丁,preferred\\n", "utf-8")
with open("filler", "wb", buffering=0) as filler:
    while True:
        try:
            filler.write(b"x" * 512)
        except OSError:
            break

def state():
    return {path: path.read_bytes() for path in Path().rglob("*") if path.is_file() and path.parts[0] != "cache"}

def run(command):
    hear, tell = os.pipe()
    if os.fork() == 0:
        os.dup2(tell, 1)
        os.dup2(tell, 2)
        os.close(hear)
        os.close(tell)
        sys.argv = ["review-tui", *command]
        code = 70
        try:
            code = main()
        except SystemExit as end:
            code = end.code
        finally:
            sys.stdout.flush()
            os._exit(code or 0)
    os.close(tell)
    with open(hear) as file:
        said = file.read()
    return os.waitstatus_to_exitcode(os.wait()[1]), said

before = state()
for command in commands:
    code, said = run(command)
    assert code == 2, (command, code, said)
    assert "disk is full" in said, (command, said)
    assert "Traceback" not in said, said
    after = state()
    assert after == before, (command, [path for path in {*before, *after} if before.get(path) != after.get(path)])
Path("filler").unlink()
for command in commands:
    code, said = run(command)
    assert code < 2, (command, said)
print("all well")
"""


def test_a_full_disk_costs_no_file(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    room = 3 * 1024 + sum(file.stat().st_size for file in (ROOT / "glossary").iterdir()) // 1024  # for `glossary init`
    mount = f'mount -t tmpfs -o size={room}k none "$1"'
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here to mount a small disk with")
    if subprocess.run([*ALONE, mount, "sh", disk], capture_output=True).returncode:
        pytest.skip("this machine lets nothing be mounted")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "REVIEW_TUI_CACHE_DIR": str(disk / "cache")}
    commands = "\n".join(" ".join(command) for command in COMMANDS)
    run = subprocess.run(
        [*ALONE, f'{mount} && exec "$2" -c "$3" "$1" "$4"', "sh", disk, sys.executable, ON_THE_DISK, commands],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "all well"
