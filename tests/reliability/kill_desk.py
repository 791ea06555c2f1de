"""Kill the desk itself while somebody types and saves, and see that no word is lost that was shown for a second.

    python tests/reliability/kill_desk.py --kills 25

The program runs in a pseudo-terminal. Words are typed into a section, now and then with Ctrl+S, and the program is
killed (SIGKILL) at a random moment. Then the article has to be whole, and every word that was on the screen at least a
second before has to stand in it or in the journal; the next start has to offer it, takes it, and goes on. Exits with 1
otherwise.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from review_tui.review.safety.journal import Journal
from tests.terminal import Terminal

SECOND = 1.0
WORD = re.compile(r"w\d+;")
TYPED = re.compile(r"w\d*;?\n?")  # a word, or what of it was typed before the kill
ARTICLE = "---\ntitle: 甲\n---\n\n## 止赎\n\n" + "止赎是贷款人收回房屋的程序。\n\n" * 30


def session(file: Path, first: int, chooser: random.Random, *, has_draft: bool) -> list[tuple[float, str]]:
    """Start the desk, take what it offers, type until it is killed; return the words and how long each was shown."""
    with Terminal("--isolated", file) as program:
        if has_draft:
            program.wait(lambda text: "Unsaved work" in text)
            program.press("\r")
            program.wait(lambda text: "Unsaved work" not in text)
        program.wait(lambda text: "UTF-8" in text)
        program.press("\x1bOQ")  # F2
        if "Unsaved work" in program.wait(lambda text: "Editing" in text or "Unsaved work" in text):
            program.press("d")  # it was killed after a save, with a draft from before: all of that stands in the file
            program.wait(lambda text: "Unsaved work" not in text)
            program.press("\x1bOQ")
            program.wait(lambda text: "Editing" in text)
        words: list[str] = []
        shown: dict[str, float] = {}
        end = time.monotonic() + chooser.uniform(0.2, 3.5)
        while time.monotonic() < end:
            words.append(f"w{first + len(words)};")
            program.press(f"{words[-1]}\r")
            if chooser.random() < 0.15:
                program.press("\x13")
            program.read_for(chooser.uniform(0.02, 0.15))
            screen = program.text
            now = time.monotonic()
            for word in words:
                if word not in shown and word in screen:
                    shown[word] = now
        now = time.monotonic()
    return [(now - shown.get(word, now), word) for word in words]


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chooser = random.Random(asked.seed)
    count = lost = torn = 0
    young = 0
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = f"{name}/state"
        file = Path(name) / "a.md"
        file.write_text(ARTICLE, encoding="utf-8")
        known: set[str] = set()
        has_draft = False
        for _ in range(asked.kills):
            typed = session(file, count, chooser, has_draft=has_draft)
            count += len(typed)
            text = file.read_bytes().decode("utf-8")
            drafts = [draft.text for draft in Journal().left_behind()[0]]
            torn += sum(TYPED.sub("", each) != ARTICLE for each in (text, *drafts))
            there = {word for each in (text, *drafts) for word in WORD.findall(each)}
            missing = (known | {word for age, word in typed if age >= SECOND}) - there
            if missing:
                print("missing:", sorted(missing), "known before:", sorted(missing & known), typed)
            lost += len(missing)
            young += sum(age < SECOND and word not in there for age, word in typed)
            known = there
            has_draft = any(set(WORD.findall(draft)) - set(WORD.findall(text)) for draft in drafts)
    print("| kills of the desk | words typed | lost | torn | not kept yet, of the last second |")
    print("|---:|---:|---:|---:|---:|")
    print(f"| {asked.kills} | {count} | {lost} | {torn} | {young} |")
    return 1 if lost or torn else 0


if __name__ == "__main__":
    raise SystemExit(main())
