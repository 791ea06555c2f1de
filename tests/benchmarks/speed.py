"""How fast the linter is, against what it stands on. Run: python tests/benchmarks/speed.py FOLDER_OF_ARTICLES

Prints the whole-process time of `lint seeds` (cold and from the cache) against `python -c "import markdown_it"`, and
the time to lint a folder in one process against parsing it with markdown-it-py alone. Each figure is the best of
several runs on the machine as it is.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]


def best(command: list[str], times: int) -> float:
    """Return the shortest wall time of a command, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
        taken.append(time.perf_counter() - start)
    return min(taken)


def parse_time(files: list[Path]) -> float:
    """Return the time that markdown-it-py takes for the files, reading left out, in seconds."""
    texts = [path.read_text("utf-8") for path in files]
    parser = MarkdownIt()
    start = time.perf_counter()
    for text in texts:
        parser.parse(text)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--times", type=int, default=5)
    args = options.parse_args()
    lint = [sys.executable, "-m", "review_tui", "lint", "--exit-zero"]
    floor = best([sys.executable, "-c", "import markdown_it"], args.times)
    cold = best([*lint, "--no-cache", "seeds"], args.times)
    warm = best([*lint, "seeds"], args.times)
    print(f"import markdown_it      {floor:.3f} s")
    print(f"lint seeds, no cache    {cold:.3f} s  {cold / floor:.2f} x")
    print(f"lint seeds, from cache  {warm:.3f} s  {warm / floor:.2f} x")
    files = sorted(args.folder.resolve().rglob("*.md"))
    parsing = min(parse_time(files) for _ in range(2))
    linting = best([*lint, "--no-cache", "--jobs", "1", "-f", "concise", str(args.folder.resolve())], 2)
    print(f"{len(files)} articles: parse {parsing:.2f} s, lint {linting:.2f} s  {linting / parsing:.2f} x")


if __name__ == "__main__":
    main()
