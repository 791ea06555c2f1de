"""The desk in a pseudo-terminal on a folder of hostile articles: it obeys none of their text, and stays alive."""

import re
import unicodedata
from pathlib import Path

import pytest

from tests.forked import SCREEN
from tests.terminal import Terminal

pytestmark = pytest.mark.long

_SEQUENCE = re.compile(
    rb"\x1b(?:\[(?P<csi>[0-?]*)[ -/]*[@-~]|(?P<string>[\]P^_X])(?P<words>[^\x1b\x07]*)(?:\x07|\x1b\\)|[ -/]*[0-~])"
)


def obeyed(raw: bytes) -> list[str]:
    """Return what the terminal was told that only a file can have said."""
    found = [
        ascii(match[0])
        for match in _SEQUENCE.finditer(raw)
        if (match["string"] is not None and match["words"] != b"22;default") or b"31337" in (match["csi"] or b"")
    ]
    plain = _SEQUENCE.sub(b"", raw).decode()
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return found + [
        ascii(char) for char in plain if unicodedata.category(char) in hidden and char not in "\r\n\t\x0e\x0f"
    ]


ESCAPE = "\x1b"
F2, F3, F5, F6, F8, F9, F10, F12 = (
    "\x1bOQ",
    "\x1bOR",
    "\x1b[15~",
    "\x1b[17~",
    "\x1b[19~",
    "\x1b[20~",
    "\x1b[21~",
    "\x1b[24~",
)


class Desk(Terminal):
    """The desk in a large window, which has done what a key asks for before the next one is pressed."""

    def __init__(self, *arguments: str, folder: Path, environment: dict[str, str]) -> None:
        super().__init__(*arguments, columns=150, rows=40, folder=folder, environment=environment, loading=SCREEN)

    def press(self, *keys: str) -> None:
        for key in keys:
            super().press(key)
            self.settle(0.2 if key == ESCAPE else 0.05)  # before it is clear that Escape begins no other key


def test_a_folder_of_hostile_articles(own: Path, surroundings_of: dict[str, str]) -> None:
    with Desk("articles", "--source", "articles", folder=own, environment=surroundings_of) as running:
        running.wait(lambda text: "good.md" in text or "zz-good" in text)
        running.wait(lambda text: "checking" not in text and "looking for" not in text)
        for _ in range(3):
            running.press("t")  # all orders
        running.press("\x1b[6~", "\x1b[6~", "\x1b[H")
        running.press("\x11")
        assert running.end() == 0
    assert obeyed(bytes(running.raw)) == []


def test_an_article_with_hostile_text_everywhere(own: Path, surroundings_of: dict[str, str]) -> None:
    file = own / "articles" / "steering.md"
    before = file.read_bytes()
    with Desk("articles/steering.md", "--source", "articles", folder=own, environment=surroundings_of) as running:
        running.wait(lambda text: "Finding 1/" in text)
        running.press(ESCAPE, F8, "]", F8, "]", F8, "n", "n")
        assert "[bold]markup[/][/x][@click=app.quit]evil[/]" in running.text  # as it is: no markup, no action
        running.press(F6, F6, F6, F6, F3, F3)  # every pane, and the English beside it
        running.press(F5, ESCAPE, F12, ESCAPE)  # what a reader sees; the rule
        running.press("l", F8, F8)  # the targets of links
        running.press(F10, ESCAPE, F9, ESCAPE, "x", ESCAPE)  # an entry, settling a term, a reason
        running.press("\x12", ESCAPE, "/", "evil", ESCAPE)  # all alike; the filter
        running.press("\x10", ESCAPE, "?", ESCAPE)  # the palette, help
        running.press("c")
        running.wait(lambda text: "Candidates for the glossary" in text and "歹" in text)
        running.press("\x1b[B", "\x1b[A", F2, ESCAPE, "\x1b[3~", "\x1a", "\r", ESCAPE)  # edited, rejected, accepted
        running.wait(lambda text: "Candidates for the glossary" not in text)
        running.wait(lambda _: b"candidate settled" in running.raw)  # it may have been there and gone again
        running.press(F2)
        running.wait(lambda text: "Editing" in text)
        running.press("新")
        running.press(ESCAPE)
        running.wait(lambda text: "Editing" not in text and "*modified" in text)
        theirs = before.replace("乙".encode(), "丙\x1b[31337m\u202e".encode())
        file.write_bytes(theirs)
        running.press("\x13")
        running.wait(lambda text: "Changed by another program" in text)
        running.press("\x1b[B", "\x1b[6~", "m", "t", "b", "\x1b[A", "\x1b[6~", ESCAPE)
        running.wait(lambda text: "Changed by another program" not in text)
        running.press("\x13")
        running.wait(lambda text: "Changed by another program" in text)
        running.press("o")  # over theirs
        running.wait(lambda text: "*modified" not in text)
        running.press("q")
        assert running.end() == 0
    assert obeyed(bytes(running.raw)) == []
    after = file.read_bytes()
    assert after != before
    assert after.replace("新".encode(), b"") == before  # every byte that was not typed is as it was
