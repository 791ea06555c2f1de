"""The monkey's steps in a pseudo-terminal, as the bytes that keys come to, while the clocks of the desk run."""

import os
from collections.abc import Sequence
from pathlib import Path

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import key_to_character

from review_tui.tui.compat import typed_by
from tests.benchmarks.monkey_looks import Wrong, hold
from tests.benchmarks.monkey_steps import meddle
from tests.hostile.test_screen import obeyed
from tests.terminal import Terminal

SEQUENCES = {
    keys[0].value: sequence
    for sequence, keys in sorted(ANSI_SEQUENCES_KEYS.items(), key=lambda pair: -len(pair[0]))
    if isinstance(keys, tuple) and len(keys) == 1
}
SEQUENCES["shift+f6"] = "\x1b[17;2~"
COPIED, EVIL = "]52;c;", "ZXZpbA"  # what the hand copies goes to the clipboard
ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D"}


def play_in_terminal(folder: Path, steps: Sequence[str], every: int) -> None:
    """Take steps in a terminal; where one of them quits, the desk is started again."""
    left = list(steps)
    while left:
        with Terminal(".", columns=120, rows=36, folder=folder, environment=os.environ) as terminal:
            terminal.wait(lambda text: "articles" in text)
            while left and not terminal.is_over:
                take(terminal, folder, left.pop(0))
                if len(left) % every == 0:
                    terminal.settle()
            quit_desk(terminal)
            hold("the desk ends well", terminal.end(), 0)
            told = [each for each in obeyed(bytes(terminal.raw)) if COPIED not in each or EVIL in each]
            hold("the terminal obeys no file", told, [])


def quit_desk(terminal: Terminal) -> None:
    """Quit, and leave behind what is not saved."""
    for key in ("escape", "escape", "escape", "ctrl+q", "k") * 9:
        if terminal.is_over:
            return
        terminal.press(sent(key))
        terminal.settle(0.2)
    if not terminal.is_over:
        raise Wrong(f"the desk does not quit: {terminal.text}")


def take(terminal: Terminal, folder: Path, step: str) -> None:
    """Take a step."""
    verb, _, rest = step.partition(" ")
    try:
        if step.startswith("="):
            terminal.press(step[1:].replace("\n", "\r"))
        elif verb == "paste":
            terminal.paste(rest)
        elif verb == "size":
            columns, rows = map(int, rest.split())
            terminal.resize(columns, rows)
        elif verb == "they":
            meddle(folder, *rest.split())
        elif verb == "tick":
            terminal.read_for(1.2)
        else:
            terminal.press(*map(sent, step.split()))
        terminal.read(0.05)
    except OSError:  # it has quit
        terminal.is_over = True


def sent(key: str) -> str:
    """Return what a terminal sends for a key."""
    modifier, _, bare = key.rpartition("+")
    if modifier == "alt":
        return f"\x1b[1;3{ARROWS[bare]}" if bare in ARROWS else f"\x1b{bare}"
    return key if len(key) == 1 else SEQUENCES.get(key) or typed_by(key) or key_to_character(key) or ""
