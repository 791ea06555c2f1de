"""A monkey at the desk: random keys on a folder of ordinary and hostile articles, while another program writes there.

    python tests/benchmarks/monkey.py --seeds 1-20 [--steps 150] [--every 10] [--terminal]
    python tests/benchmarks/monkey.py --replay '["f2", "=止赎", "escape", "ctrl+s"]'

A step is what the hand does in one breath: the names of keys, `=` and words as an input method commits them, `paste`
and a text, `size` and columns and rows, `tick` and what a clock would begin, `they` and what another program does to
which article. After every few steps, what is known and shown is held against a fresh look at texts and files; in the
end, all is undone and done again. Where something is wrong, steps are left out one after the other as long as the rest
goes wrong in the same way; the seed and the steps that are left are printed, and the exit code is 1.

With `--terminal`, the same keys go to the program in a pseudo-terminal, where clocks run. It has to live, to obey
nothing that only a file can have said, and to end when it is asked to.
"""

import argparse
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.monkey_hand import play_here, quiet
from tests.benchmarks.monkey_looks import Wrong
from tests.benchmarks.monkey_steps import make, planned
from tests.benchmarks.monkey_terminal import play_in_terminal

Play = Callable[[Path, Sequence[str], int], None]


def wrong_with(steps: Sequence[str], every: int, play: Play) -> str:
    """Take steps in a new folder; return what goes wrong, empty where nothing does."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name).resolve()
        os.environ.update(XDG_STATE_HOME=str(home / "state"), REVIEW_TUI_CACHE_DIR=str(home / "cache"))
        (home / "site").mkdir()
        make(home / "site")
        try:
            play(home / "site", steps, every)
        except Wrong as wrong:
            return str(wrong)
        except Exception as error:  # whatever it is
            return f"{error!r}: {''.join(traceback.format_tb(error.__traceback__)[-3:])}"
    return ""


def shrunk(steps: Sequence[str], wrong: str, every: int, play: Play) -> list[str]:
    """Return fewer steps that go wrong in the same way."""

    def is_same(fewer: Sequence[str], every: int) -> bool:
        return wrong_with(fewer, every, play).partition(":")[0] == wrong.partition(":")[0]

    left, size = list(steps), len(steps) // 2
    every = 1 if is_same(left, 1) else every
    while size:
        for start in range(len(left) - size, -size, -size):
            fewer = left[: max(0, start)] + left[start + size :]
            left = fewer if is_same(fewer, every) else left
        size //= 2
    return left


def main() -> int:
    """Let it play with each seed, and tell what goes wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", default="1-10")
    options.add_argument("--steps", type=int, default=150)
    options.add_argument("--every", type=int, default=10)
    options.add_argument("--terminal", action="store_true")
    options.add_argument("--replay", type=json.loads)
    asked = options.parse_args()
    first, _, last = asked.seeds.partition("-")
    play: Play = play_in_terminal if asked.terminal else play_here
    failed = 0
    with quiet():
        for seed in [0] if asked.replay else range(int(first), int(last or first) + 1):
            steps = asked.replay or planned(seed, asked.steps)
            wrong = wrong_with(steps, asked.every, play)
            print(f"seed {seed}: {wrong or 'nothing wrong'}", flush=True)
            failed += bool(wrong)
            if wrong and not asked.replay:
                print(f"  {json.dumps(shrunk(steps, wrong, asked.every, play), ensure_ascii=False)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
