"""What the desk remembers of a project from one start to the next: where the editor was, and how the screen was.

Losing it costs nothing but a few keys, so nothing that is wrong with it is ever told, and nothing waits for it.
"""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from review_tui.files.atomic import write
from review_tui.files.own import state_folder
from review_tui.files.stamp import FileProblem
from review_tui.review.queue.queue import Order

MOST = 200
"""Articles whose places are remembered, those left last."""
_LARGEST = 1 << 20  # bytes of a file that is read


class LastPlace(Struct, frozen=True, array_like=True):
    """A place in an article: an offset in code points, and the key of the finding there (empty for none)."""

    offset: int
    key: str = ""


class Remembered(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered. `sizes` are the cells of panes by the name of a layout and of a pane."""

    theme: str = ""
    article: str = ""
    places: dict[str, LastPlace] = {}
    query: str = ""
    queried: str = ""
    """The files that the query was for: see `digest_of`."""
    order: Order = Order.NEED
    words: str = ""
    """What the glossary was filtered by."""
    sizes: dict[str, dict[str, int]] = {}
    targets: bool = False
    english: bool = False


class Memory:
    """The file that holds what is remembered of a project, known by its folder."""

    def __init__(self, home: Path, folder: Path | None = None) -> None:
        self.file = (folder or state_folder() / "desks") / f"{digest_of((home,))}.json"

    def recall(self) -> Remembered:
        """Return what was kept last; where nothing was, or nothing that can be read, the beginning."""
        with suppress(OSError, ValueError):  # msgspec's errors are ValueErrors
            with self.file.open("rb") as stream:
                data = stream.read(_LARGEST)
            return msgspec.json.decode(data, type=Remembered)
        return Remembered()

    def keep(self, remembered: Remembered) -> None:
        """Keep it, as far as that can be done."""
        with suppress(OSError, ValueError, FileProblem):
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write(self.file, msgspec.json.format(msgspec.json.encode(remembered), indent=1))


@lru_cache(maxsize=1024)  # a disk that sleeps would be asked at every turn
def name_of(file: Path) -> str:
    """Return what an article is remembered by."""
    return os.fsencode(os.path.realpath(file)).decode("utf-8", "replace")


def digest_of(paths: Iterable[str | Path]) -> str:
    """Return what files and folders are known by, wherever the desk is started for them."""
    places = "\0".join(os.path.realpath(path) for path in paths)
    return hashlib.blake2b(os.fsencode(places), digest_size=12).hexdigest()


def latest(places: dict[str, LastPlace]) -> dict[str, LastPlace]:
    """Return the places that were left last, as many as are remembered."""
    return dict(list(places.items())[-MOST:])
