"""How fast the linter is beside its peers. Run: python tests/benchmarks/peers.py FOLDER_OF_ARTICLES [--peers FOLDER]

`--peers` is a folder in which `npm install autocorrect-node markdownlint-cli2 zhlint` was run; without it only our own
figures are printed. Each program checks the whole folder with its default rules in one process group, its output
thrown away; the wall time is of a single run, the CPU time that of the program and its children. The time that
markdown-it-py takes to parse the same files, in as many processes as there are processors, is the floor.

With `--curve`, the linter alone runs over the first 100, 1,000, 4,000 … articles, to show how the cost grows.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
LINT = [sys.executable, "-m", "review_tui", "lint", "--exit-zero", "-f", "json"]
STEPS = (100, 1_000, 4_000)


def taken(command: list[str], folder: Path) -> tuple[float, float]:
    """Return the wall time and the CPU time of a command, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def parse(paths: list[Path]) -> int:
    """Parse some files, and return how many."""
    parser = MarkdownIt()
    for path in paths:
        parser.parse(path.read_text("utf-8"))
    return len(paths)


def floor(files: list[Path]) -> float:
    """Return the wall time of parsing the files in all processors, in seconds."""
    count = os.cpu_count() or 1
    start = time.perf_counter()
    with ProcessPoolExecutor(count) as pool:
        list(pool.map(parse, [files[place::count] for place in range(count)]))
    return time.perf_counter() - start


def say(name: str, wall: float, cpu: float | None = None) -> None:
    """Print one line of the table."""
    print(f"{name:<28} {wall:8.2f} s" + (f" {cpu:8.2f} s of CPU" if cpu is not None else ""), flush=True)


def curve(files: list[Path]) -> None:
    """Print what the linter takes for more and more articles."""
    for count in (*(step for step in STEPS if step < len(files)), len(files)):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for place, file in enumerate(files[:count]):
                shutil.copy(file, folder / f"{place:06}.md")
            wall, cpu = taken([*LINT, "--no-cache", str(folder)], ROOT)
        print(f"{count:>6} articles {wall:8.2f} s {cpu:8.2f} s of CPU, {cpu / count * 1000:6.2f} ms each", flush=True)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--peers", type=Path)
    options.add_argument("--curve", action="store_true")
    args = options.parse_args()
    folder = args.folder.resolve()
    files = sorted(folder.rglob("*.md"))
    if args.curve:
        curve(files)
        return
    print(f"{len(files)} articles, {os.cpu_count()} processors")
    say("markdown-it-py, parsing", floor(files))
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        say("review-tui, cold", *taken([*LINT, str(folder)], ROOT))
        say("review-tui, from the cache", *taken([*LINT, str(folder)], ROOT))
    if args.peers:
        bin_ = args.peers.resolve() / "node_modules" / ".bin"
        say("autocorrect", *taken([str(bin_ / "autocorrect"), "--lint", "."], folder))
        say("markdownlint-cli2", *taken([str(bin_ / "markdownlint-cli2"), "**/*.md"], folder))
        say("zhlint", *taken([str(bin_ / "zhlint"), "**/*.md"], folder))


if __name__ == "__main__":
    main()
