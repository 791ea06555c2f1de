"""Let two editors work on one folder at the same time, and see that nothing that either saved is missing.

    python tests/reliability/two_editors.py --saves 500

Two processes, each with a desk of its own, save the same article, glossary and decisions by turns in random order. Each
edits a section of its own and one that both share; where the other was first, it merges, and where both
changed the shared one, it reads the file again and makes its edit anew. Each names the number of a save once it is
done; in the end all of them have to stand in the files. Exits with 1 where one does not.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from review_tui.article import Edit, Span
from review_tui.files.atomic import Changed
from review_tui.glossary.concept import Rendering
from review_tui.glossary.edit import add_rendering
from review_tui.glossary.storage.table import parse_table
from review_tui.lint.decisions.decisions import Reviewed
from review_tui.lint.decisions.lines import all_decisions
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Overrides, Project
from review_tui.review import taking_in
from review_tui.review.article.merging import conflicts, merge, merged_text
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.terms.changing import worked_out

EDITORS = ("one", "two")
PAUSE = 0.02  # seconds at most between two saves of one editor
KINDS = ("article", "glossary", "decisions")
TEXT = "---\ntitle: 甲\n---\n\n## one\n\n止赎。\n\n## both\n\n共用。\n\n## two\n\n贷款。\n"
TERMS = "concept,en,zh,status\nworkout,workout,债务重组,preferred\n"


# An editor


def edit(folder: Path, name: str, saves: int, seed: int) -> None:
    """Make so many saves, and print each with what it came to when it is done."""
    chooser = random.Random(seed)
    desk = Desk(Project(Overrides(isolated=True, glossary=(folder / "terms.csv",)), folder))
    session = desk.open(Found("a.md", str(folder / "a.md")))
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(saves):
        time.sleep(chooser.uniform(0, PAUSE))  # else one makes many saves while the other wakes up
        kind = chooser.choice(KINDS)
        word = f"{name}{number};"
        if kind == "article":
            how = save_article(desk, session, chooser.choice((name, "both")), word)
        elif kind == "glossary":
            how = save_row(desk, session, word)
        else:
            decisions = desk.shelf.decisions(folder)
            before = set(decisions.about(session.file))
            decisions.change((), (Reviewed(path="a.md", hash=word),))
            problem = decisions.writing()()().problem
            if problem is not None:
                raise problem
            how = "merged" if set(decisions.about(session.file)) - before - {word} else "alone"
        print(kind, word, how, flush=True)


def save_article(desk: Desk, session: Session, section: str, word: str) -> str:
    """Put a word into a section and save; merge, or begin anew, as often as the other was first."""
    how = "alone"
    type_into(desk, session, section, word)
    while True:
        try:
            session.save()
        except Changed:
            how = "merged" if how != "anew" else how
        else:
            return how
        theirs = session.disk.read()
        base = session.article.with_text(session.disk.text)
        pieces = merge(base, session.article, theirs.article)
        if conflicts(pieces):
            how = "anew"
            taking_in.read_again(desk, session)
            type_into(desk, session, section, word)
            continue
        taking_in.merge(desk, session, theirs, merged_text(pieces, {}))


def type_into(desk: Desk, session: Session, section: str, word: str) -> None:
    """Put a word at the beginning of a section's text."""
    heading = f"## {section}\n\n"
    place = session.article.text.index(heading) + len(heading)
    desk.edit(session, (Edit(Span(place, place), word),), "type")


def save_row(desk: Desk, session: Session, zh: str) -> str:
    """Add a row to the glossary, which is saved with it."""
    known = len(session.terms.glossary.tables[0].rows)
    work = worked_out(session.terms, lambda glossary: add_rendering(glossary, "workout", Rendering(zh)))
    notices = desk.take_glossary(session, work, "add", 0)
    if any(notice.bad for notice in notices):
        raise SystemExit(str(notices))
    return "merged" if len(session.terms.glossary.tables[0].rows) > known + 1 else "alone"


# Both of them


def run(saves: int, seed: int) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Let both work; return how many saves of each kind came to what, and how many of each kind are missing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.md").write_text(TEXT, encoding="utf-8")
        (folder / "terms.csv").write_text(TERMS, encoding="utf-8")
        shares = {"one": saves - saves // 2, "two": saves // 2}
        editors = [begin(folder, each, shares[each], seed + place) for place, each in enumerate(EDITORS)]
        for editor in editors:
            if editor.stdout is None or editor.stdout.readline() != "ready\n":
                raise SystemExit("an editor did not begin")
        for editor in editors:
            if editor.stdin is not None:
                editor.stdin.write("go\n")
                editor.stdin.flush()
        said = [editor.communicate()[0] for editor in editors]
        if any(editor.returncode for editor in editors):
            raise SystemExit("an editor ended with an error")
        outcomes: Counter[tuple[str, str]] = Counter()
        words: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for line in "".join(said).splitlines():
            kind, word, how = line.split()
            outcomes[kind, how] += 1
            words[kind].add(word)
        there = contents(folder)
        return outcomes, Counter({kind: len(words[kind] - there[kind]) for kind in KINDS})


def begin(folder: Path, name: str, saves: int, seed: int) -> subprocess.Popen[str]:
    """Start an editor; it waits for a line before it saves."""
    command = [sys.executable, __file__, "--editor", name, "--folder", str(folder)]
    command += ["--saves", str(saves), "--seed", str(seed)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def contents(folder: Path) -> dict[str, set[str]]:
    """Return the words that stand in the files."""
    table = parse_table((folder / "terms.csv").read_bytes(), folder / "terms.csv")
    if table.problems:
        raise SystemExit(str(table.problems))
    text = (folder / "a.md").read_bytes().decode()
    marks = {f"{word};" for line in text.splitlines() for word in line.split(";")[:-1]}
    return {
        "article": marks,
        "glossary": {row.rendering.zh for row in table.rows if row.rendering},
        "decisions": {decision.key for decision in all_decisions((folder / "review-decisions.jsonl").read_bytes())},
    }


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--saves", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--editor", choices=EDITORS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.editor:
        edit(asked.folder, asked.editor, asked.saves, asked.seed)
        return 0
    start = time.monotonic()
    outcomes, missing = run(asked.saves, asked.seed)
    print("| what was saved | saves | nobody between | merged | read and edited anew | missing |")
    print("|---|---:|---:|---:|---:|---:|")
    for kind in KINDS:
        came = [outcomes[kind, how] for how in ("alone", "merged", "anew")]
        print(f"| {kind} | {sum(came)} | " + " | ".join(map(str, came)) + f" | {missing[kind]} |")
    print(f"\n{outcomes.total()} saves in {time.monotonic() - start:.0f} s, seed {asked.seed}")
    return 1 if missing.total() else 0


if __name__ == "__main__":
    raise SystemExit(main())
