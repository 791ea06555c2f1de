"""The desk in a real (pseudo-)terminal: it starts, shows Chinese, takes keys and ends."""

import csv
import json
import os
import re
import shutil
import signal
import termios
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from review_tui.glossary.concept import Status
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.review.desk import Desk
from tests.forked import SCREEN
from tests.terminal import ROOT, Terminal

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    ("columns", "rows", "loading"), [(120, 36, ()), (80, 24, SCREEN)], ids=["as everybody starts it", "small"]
)
def test_a_review_in_a_terminal(desk_folder: Path, columns: int, rows: int, loading: tuple[str, ...]) -> None:
    with Terminal(desk_folder / "a.md", columns=columns, rows=rows, loading=loading) as running:
        running.wait(lambda text: "甲的历史" in text and "Finding 1/" in text)
        assert "止赎和锻炼。" in running.text
        running.press("】")  # the next section, with an input method on
        running.wait(lambda text: "Finding 1/" not in text)
        running.press("【")
        running.wait(lambda text: "Finding 1/" in text)
        running.press("\x1bOQ")  # F2
        running.wait(lambda text: "Editing" in text)
        running.press("新希望】n\x13")  # saving does not overtake what was typed before it
        running.wait(lambda text: "saved" in text)
        assert "新希望】n" in (desk_folder / "a.md").read_text(encoding="utf-8")
        running.press("\x1b")
        running.wait(lambda text: "Editing" not in text)
        running.resize(columns + 20, rows + 6)
        running.wait(lambda text: "F8 next" in text.split("\n")[-1])
        running.press("q")
        assert running.end() == 0
    assert "新希望】n" in (desk_folder / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, None])
def test_what_was_typed_outlives_the_program(desk_folder: Path, number: signal.Signals | None) -> None:
    drafts = Path(os.environ["XDG_STATE_HOME"]) / "review-tui" / "drafts"
    with Terminal(desk_folder / "a.md", loading=SCREEN) as running:
        running.wait(lambda text: "Finding 1/" in text)
        running.press("\x1bOQ")  # F2
        running.wait(lambda text: "Editing" in text)
        running.press("没有丢")
        if number is signal.SIGKILL:  # nobody can catch it: what was kept before counts
            running.wait(lambda _: any("没有丢" in place.read_text("utf-8") for place in drafts.glob("*.json")))
        else:
            running.wait(lambda text: "没有丢" in text)
        if number is None:  # the terminal goes away
            running.close()
        else:
            running.kill(number)
        assert running.end() == (-9 if number is signal.SIGKILL else 128 + (number or signal.SIGHUP))
    assert "没有丢" not in (desk_folder / "a.md").read_text("utf-8")
    assert any("没有丢" in place.read_text("utf-8") for place in drafts.glob("*.json"))


def test_what_was_kept_is_offered_at_the_next_start(desk_folder: Path) -> None:
    drafts = Path(os.environ["XDG_STATE_HOME"]) / "review-tui" / "drafts"
    with Terminal(desk_folder / "a.md", loading=SCREEN) as running:
        running.wait(lambda text: "Finding 1/" in text)
        running.press("\x1bOQ")  # F2
        running.wait(lambda text: "Editing" in text)
        running.press("没有丢")
        running.wait(lambda _: any("没有丢" in place.read_text("utf-8") for place in drafts.glob("*.json")))
        running.kill()
        running.end()
    with Terminal(desk_folder / "a.md", loading=SCREEN) as running:
        running.wait(lambda text: "Unsaved work" in text and "+ 没有丢" in text)  # with what differs
        running.press("\r")
        running.wait(lambda text: "Unsaved work" not in text and "没有丢" in text and "*modified" in text)
        running.press("\x1a")  # the steps are back as well
        running.wait(lambda text: "Undone: typing" in text and "*modified" not in text)
        running.press("\x19")
        running.wait(lambda text: "*modified" in text)
        running.press("\x13")
        running.wait(lambda text: "saved" in text)
        running.press("\x11")
        assert running.end() == 0
    assert "没有丢" in (desk_folder / "a.md").read_text("utf-8")
    assert list(drafts.glob("*")) == []


def test_the_section_is_edited_in_another_program(desk_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "sed -i s/止赎/改好了/")
    with Terminal(desk_folder / "a.md", loading=SCREEN) as running:
        running.wait(lambda text: "Finding 1/" in text)
        running.press("\x1bOS")  # F4
        running.wait(lambda text: "改好了和锻炼" in text and "*modified" in text)
        running.press("\x1b[15~")  # F5
        running.wait(lambda text: "What a reader sees" in text)
        running.press("\x1b")
        running.wait(lambda text: "What a reader sees" not in text)
        running.press("u")
        running.wait(lambda text: "Undone" in text)
        running.press("\x13")
        running.wait(lambda text: "nothing to save" in text)
        running.press("q")
        assert running.end() == 0


def _of_article(shipped: Path, article: Path) -> str:
    """Return the rows of a glossary of which one has words that stand in an article, with all of their concepts."""
    header, *rows = shipped.read_text("utf-8").splitlines(keepends=True)
    text = article.read_text("utf-8")
    cells = list(csv.reader(rows))
    wanted = {concept for concept, _, zh, *_ in cells if zh in text}
    return header + "".join(row for row, (concept, *_) in zip(rows, cells, strict=True) if concept in wanted)


def test_the_whole_review_of_the_real_article_in_a_terminal(
    tmp_path: Path, seed_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fix, settle, ignore, mark and save by what the screen says, in sixty keys at most."""
    article = Path(shutil.copy(seed_path, tmp_path / seed_path.name))
    (tmp_path / "glossary").mkdir()
    for shipped in (ROOT / "glossary").glob("*.csv"):
        (tmp_path / "glossary" / shipped.name).write_text(_of_article(shipped, article), "utf-8")
    monkeypatch.chdir(tmp_path)
    keys: list[str] = []
    to_settle = {"Hope Now Alliance", "foreclosure|foreclose", "lender"}
    settled: set[str] = set()
    ignored = False
    with Terminal(article, columns=160, rows=44, loading=SCREEN) as running:

        def press(key: str, until: Callable[[str], bool]) -> None:
            keys.append(key)
            running.press(key)
            running.wait(until)
            running.settle()

        def differs() -> Callable[[str], bool]:
            before = running.text
            return lambda text: text != before

        running.wait(lambda text: "Finding 1/" in text and "used " in text)
        while (finding := _finding(running.text)) is not None and len(keys) < 80:
            settles = next((each for each in to_settle - settled if each in finding.card), None)
            if settles is not None:
                settled.add(settles)
                press("\x1b[20~", lambda text: "1-9 prefer" in text)  # F9
                press("1", lambda text: re.search(r"> 1 \+ .* preferred", text) is not None)
                press("\r", lambda text: "1-9 prefer" not in text)
            elif finding.words and finding.alike > 2:
                press("\x12", lambda text: "Fix all like this" in text)  # Ctrl+r
                press("\r", lambda text: " fixed" in text and "Fix all like this" not in text)
            elif finding.words:
                press("\r", differs())
            elif not ignored:
                ignored = True
                press("x", lambda text: "Why may it stay?" in text)
                press("1", lambda text: "Why may it stay?" not in text)
            elif finding.number == finding.total:
                break
            else:
                press("\x1b[19~", differs())  # F8
        while "Every section of this article is reviewed" not in running.text and len(keys) < 80:
            press(" ", differs())
        press("\x13", lambda text: "is saved" in text)  # Ctrl+s
        running.press("\x11")
        assert running.end() == 0
    assert settled == to_settle
    assert len(keys) <= 60, keys
    saved = article.read_text("utf-8")
    assert "锻炼" not in saved
    assert "＃" not in saved
    desk = Desk(Project())
    session = desk.open(Found(article.name, str(article)))
    assert [finding for finding in session.findings if finding.fixes] == []
    for name in ("hope-now-alliance", "foreclosure", "lender"):
        concept = session.terms.glossary.by_id(name)
        assert concept is not None
        assert [item.status for item in concept.renderings].count(Status.PREFERRED) == 1
    kinds = [json.loads(line)["kind"] for line in (tmp_path / "review-decisions.jsonl").read_text("utf-8").splitlines()]
    assert Counter(kinds) == {"finding": 1, "section": len(session.sections)}


class Shown(NamedTuple):
    """What the screen says of the current finding; `words` are what a fix changes, which stand `alike` times there."""

    number: int
    total: int
    words: str
    alike: int
    card: str


def _finding(text: str) -> Shown | None:
    place = re.search(r" Finding (\d+)/(\d+) ", text)
    if place is None:
        return None
    lines = text.split("\n")
    row = next(n for n, line in enumerate(lines) if place[0] in line)
    fix = re.search(r"  (?:Enter )?(\S(?:(?!  ).)*?) ->", lines[row + 1])
    words = fix[1] if fix else ""
    term = next((n for n, line in enumerate(lines) if re.search(r" Term\s*$", line)), len(lines))
    card = "\n".join(lines[term + 1 :])
    used = re.search(rf"[-+=!?] {re.escape(words)} (\d+) #", card) if words else None
    return Shown(int(place[1]), int(place[2]), words, int(used[1]) if used else 0, card)


def test_a_desk_that_was_stopped_goes_on_and_one_that_is_pasted_over_stays_alive(desk_folder: Path) -> None:
    drafts = Path(os.environ["XDG_STATE_HOME"]) / "review-tui" / "drafts"
    line = "止赎和锻炼的历史。\n"
    with Terminal(desk_folder / "a.md", loading=SCREEN) as running:
        before = termios.tcgetattr(running.handle)
        running.wait(lambda text: "Finding 1/" in text)
        running.press("\x1bOQ")  # F2
        running.wait(lambda text: "Editing" in text)
        for _ in range(2):
            running.kill(signal.SIGSTOP)
            running.settle()
            running.screen.reset()  # as after what a shell does meanwhile
            running.kill(signal.SIGCONT)
            running.wait(lambda text: "Editing" in text and "止赎和锻炼。" in text)
        for word in ("没有丢", "也没有乱"):  # were two to read the keys, each would have half of them
            running.press(word)
            running.wait(lambda text, word=word: word in text)  # type: ignore[misc]
        running.wait(lambda _: any("没有丢也没有乱" in place.read_text("utf-8") for place in drafts.glob("*.json")))
        running.paste(line * (2**20 // len(line.encode())))
        running.wait(lambda text: "Nothing was pasted" in text)
        os.write(running.handle, b"\xb0")  # no UTF-8: a terminal of another encoding, or noise on the line
        running.press("还在")
        running.wait(lambda text: "没有丢也没有乱\ufffd还在" in text)
        running.press("\x13")
        running.wait(lambda text: "is saved" in text)
        running.press("\x11")
        assert running.end() == 0
        assert termios.tcgetattr(running.handle)[:4] == before[:4]  # the terminal is as it was
    assert (desk_folder / "a.md").read_text("utf-8").count("没有丢也没有乱\ufffd还在") == 1
