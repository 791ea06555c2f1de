"""Kill processes while they save, again and again, and see that nothing is torn and nothing acknowledged is lost.

    python tests/reliability/kill.py --kills 1000

Two processes at a time work on one folder: each edits an article of its own, keeps it in the journal and saves it, and
both write rows of one glossary and lines of one decisions file. Half of them are killed (SIGKILL) at a random moment,
half at a random step of a write: in the middle of the data, before it is synced, before and after the file is replaced,
while the lock is held. What a process has been told is done is compared with what stands in the files afterwards; the
next processes go on from there. Exits with 1 where anything was lost or torn.
"""

import argparse
import functools
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from review_tui.article import Edit, Span
from review_tui.files import atomic, lock
from review_tui.glossary.concept import Rendering
from review_tui.glossary.edit import add_rendering
from review_tui.glossary.storage.table import parse_table
from review_tui.lint.decisions.decisions import Reviewed
from review_tui.lint.decisions.lines import all_decisions
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Overrides, Project
from review_tui.review.decisions.decision_file import DecisionFile
from review_tui.review.desk import Desk
from review_tui.review.safety.journal import Draft, Journal
from review_tui.review.terms.changing import worked_out

KINDS = ("article", "glossary", "decisions", "journal")
WRITERS = ("one", "two")
LONGEST = 0.08  # seconds until a kill at a random moment, counted from when the process begins to work
PER_FOLDER = 25  # kills, after which a new folder is begun: files grow
BODY = "".join(f"## 第{number}节\n\n" + "止赎是贷款人收回房屋的程序。" * 40 + "\n\n" for number in range(30))


def article(version: int) -> str:
    """Return the whole text of a version; it says which it is at both ends, so that half a one is found out."""
    return f"# 版本 {version:08}\n\n{BODY}完 {version:08}\n"


@dataclass(slots=True)
class Told:
    """What one process was told is done: by kind, the numbers of its edits; and what it was about when it died."""

    done: dict[str, list[int]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    begun: tuple[str, int] | None = None

    def hear(self, line: str) -> None:
        """Take in one line that the process wrote."""
        word, kind, number = line.split()
        if word == "begin":
            self.begun = (kind, int(number))
        else:
            self.done[kind].append(int(number))
            self.begun = None


@dataclass(slots=True)
class Figures:
    """What came of all kills."""

    kills: Counter[str] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    torn: Counter[str] = field(default_factory=Counter)
    in_a_write: int = 0


# The process that is killed


def work(folder: Path, name: str, first: int, tell: int, chooser: random.Random) -> None:
    """Edit and save until the end, and write what begins and what is done to a descriptor."""

    def do(kind: str, number: int, action: Callable[[], object]) -> None:
        os.write(tell, f"begin {kind} {number}\n".encode())
        action()
        os.write(tell, f"done {kind} {number}\n".encode())

    desk = Desk(Project(Overrides(isolated=True, glossary=(folder / "terms.csv",)), folder))
    found = Found(f"{name}.md", str(folder / f"{name}.md"))
    session = desk.open(found)
    decisions = DecisionFile(folder / "decisions.jsonl")
    journal = Journal(folder / "journal")
    number = first
    os.write(tell, b"ready\n")
    while True:
        number += 1
        kind = chooser.choice(KINDS)
        if kind == "glossary":
            row = Rendering(f"{name}{number}")
            do(kind, number, lambda row=row: change_glossary(desk, session, row))  # type: ignore[misc]
        elif kind == "decisions":
            decision = Reviewed(path=found.path, hash=f"{name}{number}")
            do(kind, number, lambda decision=decision: decide(decisions, decision))  # type: ignore[misc]
        else:
            text = session.article.text
            for place in (text.index("版本 ") + 3, text.index("完 ") + 2):
                session.edit([Edit(Span(place, place + 8), f"{number:08}")])
            draft = Draft(session.file, session.article.text, session.disk.sha256)
            do("journal", number, lambda draft=draft: journal.keep([draft]))  # type: ignore[misc]
            if kind == "article":
                do(kind, number, session.save)
                journal.keep([])


def change_glossary(desk: Desk, session: Any, row: Rendering) -> None:
    """Add a row and see that it was written."""
    work = worked_out(session.terms, lambda glossary: add_rendering(glossary, "workout", row))
    notices = desk.take_glossary(session, work, "add", 0)
    if any(notice.bad for notice in notices):
        raise SystemExit(str(notices))


def decide(decisions: DecisionFile, decision: Reviewed) -> None:
    """Make a decision and write it."""
    decisions.change((), (decision,))
    problem = decisions.writing()()().problem
    if problem is not None:
        raise problem


def die() -> None:
    """End this process as nothing but a kill does."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at_a_step(chooser: random.Random) -> None:
    """Arrange for this process to be killed at one of the steps of one of its next writes."""
    left = chooser.randrange(12)

    def now() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    def before(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapped(*args: Any, **named: Any) -> Any:
            if now():
                die()
            return function(*args, **named)

        return wrapped

    def after(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapped(*args: Any, **named: Any) -> Any:
            result = function(*args, **named)
            if now():
                die()
            return result

        return wrapped

    def halfway(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapped(handle: int, mode: str, *args: Any, **named: Any) -> Any:
            file = function(handle, mode, *args, **named)
            if "w" in mode and now():
                file.write(("x" if "b" not in mode else b"x") * 5_000)
                file.flush()
                die()
            return file

        return wrapped

    places: list[tuple[Any, str, Callable[..., Any]]] = [
        (tempfile, "mkstemp", after),
        (os, "fdopen", halfway),
        (os, "fchmod", before),
        (os, "fsync", before),
        (os, "fsync", after),
        (Path, "replace", before),
        (Path, "replace", after),
        (atomic, "_sync_folder", before),
        (atomic, "_is_as_expected", after),  # with the lock held
        (lock, "_release", before),
        (Path, "unlink", before),
    ]
    owner, name, how = chooser.choice(places)
    setattr(owner, name, how(getattr(owner, name)))


# The one who kills


@contextmanager
def worker(folder: Path, name: str, first: int, seed: int, *, at_a_step: bool) -> Iterator[tuple[int, int]]:
    """Give the number of a process that works, and the descriptor that it writes to."""
    hear, tell = os.pipe()
    process = os.fork()
    if process == 0:
        code = 1
        try:
            os.close(hear)
            chooser = random.Random(seed)
            if at_a_step:
                die_at_a_step(chooser)
            work(folder, name, first, tell, chooser)
        except BrokenPipeError:
            code = 0
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(code)
    os.close(tell)
    try:
        yield process, hear
    finally:
        os.close(hear)


def heard(hear: int) -> Told:
    """Return what a process that is gone has written."""
    data = b""
    while part := os.read(hear, 65536):
        data += part
    told = Told()
    for line in data.decode().splitlines():
        if line != "ready":
            told.hear(line)
    return told


def kill_two(folder: Path, firsts: dict[str, int], chooser: random.Random) -> dict[str, tuple[int, Told]]:
    """Let two processes work, kill both, and return their numbers and what they were told."""
    with (
        worker(folder, "one", firsts["one"], chooser.getrandbits(32), at_a_step=chooser.random() < 0.5) as one,
        worker(folder, "two", firsts["two"], chooser.getrandbits(32), at_a_step=chooser.random() < 0.5) as two,
    ):
        for _, hear in (one, two):
            if not select.select([hear], [], [], 30)[0]:
                raise SystemExit("a process did not begin")
        moments = sorted((chooser.uniform(0, LONGEST), process) for process, _ in (one, two))
        start = time.monotonic()
        for moment, process in moments:
            time.sleep(max(0.0, moment - (time.monotonic() - start)))
            os.kill(process, signal.SIGKILL)
        for process, _ in (one, two):
            _, status = os.waitpid(process, 0)
            if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
                raise SystemExit("a process ended by itself")
        return {name: (process, heard(hear)) for name, (process, hear) in zip(WRITERS, (one, two), strict=True)}


def prepare(folder: Path) -> None:
    """Put an article for each process, a glossary and nothing else into a folder."""
    rows = "".join(f"concept-{number},concept {number},概念{number},preferred,,\n" for number in range(200))
    head = "concept,en,zh,status,slugs,note\n"
    (folder / "terms.csv").write_text(f"{head}{rows}workout,workout,债务重组,preferred,,\n", encoding="utf-8")
    for name in WRITERS:
        (folder / f"{name}.md").write_text(article(0), encoding="utf-8")


@dataclass(slots=True)
class Known:
    """What has to stand in a folder: the version of each article, and the rows and lines of both processes."""

    versions: dict[str, int] = field(default_factory=lambda: dict.fromkeys(WRITERS, 0))
    rows: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)


def examine(folder: Path, known: Known, name: str, process: int, told: Told, figures: Figures) -> None:
    """Compare the files with what a process was told, and go on from what stands in them."""
    done = told.done
    figures.kills[told.begun[0] if told.begun else "between"] += 1
    for kind in KINDS:
        figures.edits[kind] += len(done[kind])
    figures.in_a_write += any(folder.rglob(f"{atomic.PREFIX}{process}-*"))

    # The article is the old one or the new one.
    before = max([known.versions[name], *done["article"]])
    allowed = {before} | ({told.begun[1]} if told.begun and told.begun[0] == "article" else set())
    text = (folder / f"{name}.md").read_bytes().decode("utf-8", "replace")
    version = next((each for each in allowed if text == article(each)), None)
    if version is None:
        whole = any(text == article(each) for each in range(before))
        (figures.lost if whole else figures.torn)["article"] += 1
        (folder / f"{name}.md").write_text(article(before), encoding="utf-8")
        version = before
    known.versions[name] = version

    # Every edit that the journal took is in it, or in the article.
    journal = Journal(folder / "journal")
    kept = [draft for draft in journal.left_behind()[0] if draft.kept_in and f"-{process}-" in draft.kept_in.name]
    files = list((folder / "journal").glob(f"*-{process}-*.json"))
    figures.torn["journal"] += len(files) - len(kept)
    versions = [int(draft.text[5:13]) for draft in kept]
    figures.torn["journal"] += sum(draft.text != article(each) for draft, each in zip(kept, versions, strict=True))
    if max([0, *done["journal"]]) > max([version, *versions]):
        figures.lost["journal"] += 1
    for draft in kept:
        journal.drop(draft)

    # Every row and every line is there, and each that is there is whole.
    known.rows |= {f"{name}{number}" for number in done["glossary"]}
    known.lines |= {f"{name}{number}" for number in done["decisions"]}


def examine_shared(folder: Path, known: Known, figures: Figures) -> None:
    """Compare the glossary and the decisions with what both processes were told."""
    table = parse_table((folder / "terms.csv").read_bytes(), folder / "terms.csv")
    rows = [row.rendering.zh for row in table.rows if row.rendering]
    figures.torn["glossary"] += bool(table.problems or table.unread) + (len(rows) != len(set(rows)))
    figures.lost["glossary"] += len(({f"概念{number}" for number in range(200)} | known.rows) - set(rows))
    file = folder / "decisions.jsonl"
    data = file.read_bytes() if file.exists() else b""
    lines = [decision.key for decision in all_decisions(data)]
    figures.torn["decisions"] += len(data.splitlines()) - len(set(lines))
    figures.lost["decisions"] += len(known.lines - set(lines))


def run(kills: int, seed: int) -> Figures:
    """Kill so many processes, and return what came of it."""
    chooser = random.Random(seed)
    figures = Figures()
    while sum(figures.kills.values()) < kills:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            prepare(folder)
            known = Known()
            firsts = dict.fromkeys(WRITERS, 0)
            for _ in range(min(PER_FOLDER, kills - sum(figures.kills.values()) + 1) // 2):
                for writer, (process, told) in kill_two(folder, firsts, chooser).items():
                    examine(folder, known, writer, process, told, figures)
                    numbers = [number for each in told.done.values() for number in each]
                    firsts[writer] = max([firsts[writer], *numbers, told.begun[1] if told.begun else 0])
                examine_shared(folder, known, figures)
    return figures


def table(figures: Figures) -> str:
    """Return the figures as a table in Markdown."""
    lines = ["| what was being saved | kills | acknowledged | lost | torn |", "|---|---:|---:|---:|---:|"]
    for kind in (*KINDS, "between"):
        cells = (figures.kills[kind], figures.edits[kind], figures.lost[kind], figures.torn[kind])
        lines.append(f"| {kind} | " + " | ".join(f"{cell:,}" for cell in cells) + " |")
    totals = [sum(each.values()) for each in (figures.kills, figures.edits, figures.lost, figures.torn)]
    lines.append("| all | " + " | ".join(f"{total:,}" for total in totals) + " |")
    lines.append(f"\nKilled with a file half written beside the old one: {figures.in_a_write:,}.")
    return "\n".join(lines)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    start = time.monotonic()
    figures = run(asked.kills, asked.seed)
    print(table(figures))
    print(f"{time.monotonic() - start:.0f} s, seed {asked.seed}")
    return 1 if sum(figures.lost.values()) + sum(figures.torn.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
