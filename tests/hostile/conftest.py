"""The hostile folder, and programs in a pseudo-terminal whose output is kept as bytes."""

import os
import re
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from tests.forked import COMMANDS
from tests.hostile.make import make
from tests.terminal import Terminal

# What the program itself sends: colours of one or two digits, and the end of the progress bar.
_OWN = re.compile(rb"\x1b\[\d{0,2}(?:;\d\d?)?m|\r\x1b\[K")
_LINES = "\r\n\t"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the hostile folder; nothing may be changed in it."""
    folder: Path = tmp_path_factory.mktemp("hostile") / "site"
    make(folder)
    return folder


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """Return a hostile folder to change things in."""

    def copy(source: str, target: str) -> None:
        if not Path(source).is_fifo():
            shutil.copy2(source, target)

    shutil.copytree(made, tmp_path / "site", symlinks=True, copy_function=copy)
    return tmp_path / "site"


@dataclass(frozen=True)
class Seen:
    """What a command sent to its terminal, and its exit code."""

    code: int
    raw: bytes

    @cached_property
    def text(self) -> str:
        """What was sent, without the program's own colours."""
        return _OWN.sub(b"", self.raw).decode()

    @property
    def steering(self) -> set[str]:
        """Return the characters that steer a terminal or hide, and that the program did not send by itself."""
        hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
        return {char for char in set(self.text).difference(_LINES) if unicodedata.category(char) in hidden}


InTerminal = Callable[..., Seen]


@pytest.fixture(scope="session")
def surroundings_of(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a command: colours, and a cache of its own."""
    home = tmp_path_factory.mktemp("home")
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_STATE_HOME": str(home),
        "REVIEW_TUI_CACHE_DIR": str(home / "cache"),
    }


@pytest.fixture
def in_terminal(surroundings_of: dict[str, str]) -> InTerminal:
    """Return a function that runs `review-tui` with arguments in a folder, stdout and stderr a terminal."""

    def run(folder: Path, *arguments: str, **environment: str) -> Seen:
        surroundings = surroundings_of | environment
        with Terminal(*arguments, columns=80, folder=folder, environment=surroundings, loading=COMMANDS) as running:
            return Seen(running.end(), bytes(running.raw))

    return run
