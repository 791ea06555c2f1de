"""What the monkey does: its steps, the folder that it plays in, and what another program does there meanwhile."""

import os
import random
from pathlib import Path

from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.desk import Desk
from review_tui.tui.keys.actions import ACTIONS
from tests.conftest import ARTICLE, GLOSSARY
from tests.hostile.make import ALL, MARKUP, articles

LONG = "止赎和锻炼的历史 ，丧失抵押品赎回权。\n\n##乙\n\n" * 700  # looked at beside the screen, not at once
WORDS = ("止赎", "锻炼", "，", " 。", "##", "\n", "甲", "[改](/workout)", "a", " ", "<!-- review-tui: ignore-file -->")
PASTED = (ALL, MARKUP, ARTICLE, "甲\r\n乙\r丙\n", "止赎 ，" * 300, "\t[，](/x)", "```\n", "---\n")
SIZES = ("120 36", "80 24", "200 50", "60 12", "30 8", "100 18", "150 40")
TICKS = ("typing", "watch", "journal", "survey")
THEIRS = ("append", "insert", "cut", "empty", "remove", "crlf", "row", "decision")
PLAIN = ("enter", "escape", "up", "down", "left", "right", "backspace", "delete", "home", "end", "pageup", "pagedown")
EDITING = ("shift+left", "shift+end", "ctrl+k", "ctrl+u", "ctrl+x", "ctrl+v", "ctrl+w", "ctrl+a", "tab", "1", "2", "y")
OFTEN = (
    "escape",
    "f8 enter",
    "f8 enter",
    "ctrl+z",
    "ctrl+z",
    "ctrl+y",
    "ctrl+s",
    "f2 止 赎 ， escape",
    "alt+right",
    "space",
)
NOW_AND_THEN = (
    *("escape escape enter", "alt+left", "alt+down", "f7 2", "f8 f8 1", "ctrl+z ctrl+z ctrl+z", "ctrl+y ctrl+y", "f2"),
    *(
        "f2 enter # # 甲 enter",
        "ctrl+k ctrl+k",
        "ctrl+r enter enter",
        "alt+s",
        "delete enter",
        "alt+x enter",
        "delete 2",
    ),
    *("ctrl+s m enter", "ctrl+s t enter", "ctrl+s b enter", "f9 1 enter", "f9 2 enter", "f10 新 enter"),
)
SELDOM = (
    *("ctrl+g", "f2 ctrl+a ctrl+x", "ctrl+s r", "alt+s o", "alt+d", "alt+w enter", "alt+c enter escape", "alt+r", "f3"),
    *("ctrl+q k", "ctrl+q s", "alt+t 锻 enter", "f5 escape", "slash 锻 enter", "ctrl+w"),
)
HABITS = OFTEN * 9 + NOW_AND_THEN * 2 + SELDOM
"""What editors do again and again: most else leads to a dialog, where keys mean little."""


def planned(seed: int, count: int) -> list[str]:
    """Return so many steps."""
    chance = random.Random(seed)
    keys = [*PLAIN, *EDITING, *(key for action in ACTIONS for key in action.every_key)]
    meddles = chance.random() < 0.5

    def step() -> str:
        dice = chance.random()
        if dice < 0.6:
            return chance.choice(HABITS)
        if dice < 0.74:
            return " ".join(chance.choices(keys, k=chance.choice((1, 1, 1, 2, 4))))
        if dice < 0.84:
            return "=" + "".join(chance.choices(WORDS, k=chance.choice((1, 1, 3))))
        if dice < 0.86:
            return f"paste {chance.choice(PASTED)}"
        if dice < 0.88:
            return f"size {chance.choice(SIZES)}"
        if dice < 0.94 or not meddles:
            return f"tick {chance.choice(TICKS)}"
        return f"they {chance.choice(THEIRS)} {chance.randrange(99)}"

    return [step() for _ in range(count)]


def make(folder: Path) -> None:
    """Fill a folder: more articles than lie open on the desk at once, a glossary, and no decisions."""
    hostile = articles()
    names = (b"good", b"zz-good", b"steer", b"markup", b"cr", b"bom", b"gb", b"empty", b"blank", b"n0", b"n9", b"lone")
    files = {name: content for name, content in hostile.items() if name.startswith(names)}
    files |= {b"a.md": ARTICLE.encode(), b"open.md": "##甲\n\n止赎 ，锻炼".encode(), b"long.md": LONG.encode()}
    for name, content in files.items():
        (folder / os.fsdecode(name)).write_bytes(content)
    (folder / "glossary").mkdir()
    (folder / "glossary" / "terms.csv").write_text(GLOSSARY, "utf-8")
    (folder / "review-tui.toml").write_text('source = "."\n', "utf-8")


def meddle(folder: Path, what: str, which: str) -> str:
    """Do something as another program; return the name of the file that it was done to."""
    number, files = int(which), sorted(folder.glob("*.md"))
    file = files[number % len(files)] if files else folder / "new.md"
    if what == "row":
        file = folder / "glossary" / "terms.csv"
        with file.open("a", encoding="utf-8") as rows:
            rows.write(f"theirs-{number},theirs {number},他们{number},preferred,\n")
    elif what == "decision":
        desk = Desk(Project())
        session = desk.open(Found(file.name, str(file)))
        if session.can_edit:
            desk.mark(session, session.sections[:1], SectionState.REVIEWED)
            if session.findings:
                desk.ignore(session, session.findings[:1], "theirs")
            file = folder / "review-decisions.jsonl"
    elif what == "remove":
        file.unlink(missing_ok=True)
    else:
        data = file.read_bytes() if file.exists() else b""
        middle = data.find(b"\n", len(data) // 2) + 1
        change = {
            "append": data + "\n\n他们写的 ，锻炼。\n".encode(),
            "insert": data[:middle] + "##他们的\n\n止赎 。\n".encode() + data[middle:],
            "cut": data[:middle],
            "empty": b"",
            "crlf": data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
        }
        file.write_bytes(change[what])
    return file.name
