"""Fuzzes one target. Run: python tests/fuzz/run.py TARGET [--minutes N] [--with plain] [-- LIBFUZZER_OPTIONS]

With atheris (extra `fuzz`) the runs are guided by what of the program they reach; `--with plain` needs no more than
the suite does. Without a finding the exit code is 0. A finding is printed with the bytes that make it: turn it into an
example of tests/fuzz/test_targets.py.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]


def guided(name: str, minutes: float, options: list[str]) -> None:
    """Run atheris; it ends the process."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["review_tui", "markdown_it"]):
        target = _target(name)

    def once(data: bytes) -> None:
        try:
            target(data)
        except Exception:
            print(f"{name}: {data!r}", flush=True)
            raise

    corpus = [str(ROOT / "seeds")] if name == "article" else []
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={int(minutes * 60)}", "-max_len=400", "-len_control=0", *options, *corpus], once
    )
    atheris.Fuzz()


def _target(name: str) -> Callable[[bytes], None]:
    sys.path.insert(0, str(Path(__file__).parent))
    target: Callable[[bytes], None] = import_module("targets").TARGETS[name]
    return target


def unguided(name: str, minutes: float) -> int:
    """Throw bytes at a target; return the exit code."""
    target = _target(name)
    chance = random.Random()
    end = time.monotonic() + minutes * 60
    runs = 0
    while time.monotonic() < end:
        data = b"\x01" * chance.choice((0, 1)) + chance.randbytes(chance.choice((4, 12, 40, 120)))
        runs += 1
        try:
            target(data)
        except Exception:
            traceback.print_exc()
            print(f"{name}, after {runs} runs: {data!r}", flush=True)
            return 1
    print(f"{name}: {runs} runs, nothing found")
    return 0


def main() -> None:
    """Fuzz what is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("target")
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--with", dest="engine", choices=("atheris", "plain"), default="atheris")
    args, others = options.parse_known_args()
    sys.path.insert(0, str(ROOT))
    if args.engine == "plain":
        sys.exit(unguided(args.target, args.minutes))
    guided(args.target, args.minutes, [each for each in others if each != "--"])


if __name__ == "__main__":
    main()
