"""Unsaved work, kept in the state folder so that neither a crash nor a closed window loses a word."""

import contextlib
import hashlib
import json
import os
import secrets
import sys
import threading
import time
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from review_tui.article import Edit
from review_tui.files import handle_lock
from review_tui.files.atomic import write
from review_tui.files.own import state_folder
from review_tui.files.presence import is_absent, is_folder
from review_tui.files.processes import runs
from review_tui.files.stamp import FileProblem, read, reason

LASTS = 30 * 86_400.0
"""Seconds that a draft nobody asked for is kept after it was seen to be that old: twice that in all."""

_ALIVE = ".alive"
_OLD = ".old"


class Past(Struct, frozen=True):
    """A step of the history of one text: what it did, where (in code points), and what takes it back."""

    label: str
    place: int
    fixes: int
    edits: tuple[Edit, ...]
    inverse: tuple[Edit, ...]


class DraftKind(StrEnum):
    """What sort of file a draft is of, which tells what its texts are."""

    ARTICLE = "article"
    GLOSSARY = "glossary"
    DECISIONS = "decisions"
    """The text is the lines that are to be put in, and the text that it was made of those that are to go."""


class Draft(Struct, frozen=True):
    """The unsaved text of a file.

    `base` is the SHA-256 of the file that it was made of, `base_text` the text of that; `at` is when it was kept.
    `done` and `undone` are the steps that led to the text and those that were taken back, the latest at the end.
    `bom` tells whether the file of an article begins with a byte order mark, which is in neither text.
    `kept_in` is the file of the journal that holds the draft, None before it is kept.
    """

    file: Path
    text: str
    base: str
    base_text: str = ""
    kind: DraftKind = DraftKind.ARTICLE
    done: tuple[Past, ...] = ()
    undone: tuple[Past, ...] = ()
    bom: bool = False
    at: str = ""
    kept_in: Path | None = None


class Journal:
    """A folder with one file for each file with unsaved work, which only its owner can read.

    What a living process keeps is nobody else's. It holds the lock of a file of its own as long as it lives: a process
    number alone would be another's after a restart of the machine.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or state_folder() / "drafts"
        self.owner = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._kept: dict[Path, Draft] = {}
        self._alive: int | None = None
        self._turn = threading.Lock()  # the clock keeps in a thread, the end of the program at once
        self._closed = False
        self._number = 0

    def keep(self, drafts: Iterable[Draft], number: int | None = None) -> None:
        """Keep these drafts and no others of this process; one that is kept as it is costs nothing.

        May be called from several threads: with a `number`, drafts are passed over once some with a higher one are
        kept. Raises FileProblem where a draft cannot be written.
        """
        with self._turn:
            if not self._closed and (number is None or number >= self._number):
                self._number = self._number if number is None else number
                self._keep({draft.file: draft for draft in drafts})

    def _keep(self, wanted: dict[Path, Draft]) -> None:
        for file in [file for file in self._kept if file not in wanted]:
            with contextlib.suppress(OSError):
                self._place(file).unlink()
            del self._kept[file]
        if self._alive is not None and is_absent(self._sign):  # somebody took the folder away, perhaps
            self._end_life()
            self._kept.clear()
        # The small ones first: a disk that is too full for a large one may have room for all of them.
        for draft in sorted(wanted.values(), key=lambda draft: len(draft.text)):
            kept = self._kept.get(draft.file)
            if kept is None or kept.text is not draft.text or kept != draft:
                self._write(draft)
                self._kept[draft.file] = draft

    def close(self) -> None:
        """Keep nothing any more, from now on, and leave nothing behind."""
        self.keep([])
        with self._turn:
            self._closed = True
            self._end_life()

    def _end_life(self) -> None:
        if self._alive is not None:
            os.close(self._alive)  # first, since Windows deletes no open file
            self._alive = None
            with contextlib.suppress(OSError):
                self._sign.unlink()

    @property
    def _sign(self) -> Path:
        return self.folder / f"{self.owner}{_ALIVE}"

    def _place(self, file: Path) -> Path:
        return self.folder / f"{_key(file)}-{self.owner}.json"

    def _write(self, draft: Draft) -> None:
        place = self._place(draft.file)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._alive is None:
                self._alive = _show_life(self.folder, self.owner)
        except OSError as error:
            raise FileProblem(place, f"unsaved work cannot be kept here: {reason(error)}") from error
        try:
            file, now = Path(os.path.abspath(draft.file)), datetime.now()  # noqa: PTH100  a link stays one
            write(place, _encoded(replace(draft, file=file, at=now.isoformat(timespec="seconds"))), mode=0o600)
        except FileProblem as problem:
            raise FileProblem(place, f"unsaved work cannot be kept here: {problem.message}") from problem

    def left_behind(self) -> tuple[list[Draft], list[Path]]:
        """Return what processes that are gone left: the drafts, the oldest first, and the files that cannot be read."""
        drafts, unreadable = list[Draft](), list[Path]()
        for place in self._of_the_dead():
            draft = _draft_in(place)
            if draft is not None:
                drafts.append(draft)
            elif not is_absent(place):  # another desk may have dropped it meanwhile
                unreadable.append(place)
        return sorted(drafts, key=lambda draft: draft.at), unreadable

    def _of_the_dead(self) -> list[Path]:
        places = sorted(self.folder.glob("*.json")) if is_folder(self.folder) else []
        living: dict[str, bool] = {}
        for place in places:
            owner = _owner(place)
            if owner not in living:
                living[owner] = owner == self.owner or _lives(self.folder / f"{owner}{_ALIVE}")
        return [place for place in places if not living[_owner(place)]]

    def drop(self, draft: Draft) -> None:
        """Let a draft go."""
        if draft.kept_in is not None:
            with contextlib.suppress(OSError):
                draft.kept_in.unlink()

    def tidy(self) -> None:
        """Clear away what nobody asked for in a long time, and what shows the life of processes that are gone.

        A draft that is old by the clock is marked first, and goes when it is old once more: clocks jump. One that
        cannot be read stays: nobody was asked about it, and another version of the program may read it.
        """
        dead = self._of_the_dead()
        with contextlib.suppress(OSError):
            for sign in self.folder.glob(f"*{_ALIVE}"):
                if not _lives(sign):
                    sign.unlink(missing_ok=True)  # another desk may tidy, too
        for place in dead:
            with contextlib.suppress(OSError):
                if time.time() - place.stat().st_mtime < LASTS or _draft_in(place) is None:
                    continue
                if place.stem.endswith(_OLD):
                    place.unlink()
                else:
                    marked = place.rename(place.with_name(f"{place.stem}{_OLD}.json"))
                    os.utime(marked)


def _draft_in(place: Path) -> Draft | None:
    """Return the draft that a file of the journal holds, None where it cannot be read."""
    try:
        return _decoded(read(place)[0], place)
    except (FileProblem, ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return None


def _key(file: Path) -> str:
    return hashlib.blake2b(os.fsencode(os.path.realpath(file)), digest_size=12).hexdigest()


def _owner(place: Path) -> str:
    return place.stem.partition("-")[2]  # with _OLD, where it is marked: of the living, none is


def _show_life(folder: Path, owner: str) -> int:
    """Make a file and keep it locked; it gets its name when it is, so that nobody finds it unlocked."""
    path = folder / f"{owner}{_ALIVE}"
    nameless = path if sys.platform == "win32" else path.with_suffix(".new")  # an open file keeps its name there
    handle = os.open(nameless, os.O_RDWR | os.O_CREAT, 0o600)
    with contextlib.suppress(OSError):  # on some network drives; then the process number has to do
        handle_lock.take(handle)
    if nameless != path:
        nameless.rename(path)
    return handle


def _lives(sign: Path) -> bool:
    """Tell whether the process that a sign of life belongs to is there: without a sign, it is not.

    Where the sign cannot be looked at, or nothing can be locked, the process number tells. What is taken for dead loses
    its drafts to whoever is asked about them.
    """
    try:
        handle = os.open(sign, os.O_RDWR)
    except FileNotFoundError:
        return False
    except OSError:
        return _runs(sign)
    try:
        return not handle_lock.take(handle)
    except OSError:
        return _runs(sign)
    finally:
        os.close(handle)


def _runs(sign: Path) -> bool:
    process = sign.name.partition("-")[0]
    return process.isdecimal() and runs(int(process))


# As it stands in the file


def _encoded(draft: Draft) -> bytes:
    values = msgspec.to_builtins(draft, enc_hook=os.fspath)
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")  # a path may be no text


def _decoded(data: bytes, place: Path) -> Draft:
    values = json.loads(data.decode("utf-8", "surrogatepass"))
    return replace(msgspec.convert(values, Draft, dec_hook=lambda _, path: Path(path)), kept_in=place)
