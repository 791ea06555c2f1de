"""Reports kept from run to run, under a key of everything that they depend on: an unchanged file costs next to nothing.

It is one SQLite file, which all runs of a user share, even at the same time. Whatever goes wrong with it, a run goes on
without it.
"""

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path

import msgspec
from msgspec.structs import replace

import review_tui
from review_tui.files.own import cache_folder
from review_tui.files.squeezing import expand, squeeze
from review_tui.files.stamp import FileProblem, glance, read
from review_tui.lint.report import Report
from review_tui.lint.run.task import Task, TaskResult
from review_tui.lint.run.wire import decode
from review_tui.lint.settings import Settings, glossary_digest, glossary_of

LARGEST = 512 * 1024 * 1024  # bytes of the file; when it grows over that, what was not used for longest goes

_NAME = "reports-1.sqlite"  # another number for another shape of the table
_TABLE = "CREATE TABLE reports (key BLOB PRIMARY KEY, payload BLOB NOT NULL, used INTEGER NOT NULL)"
_BUFFER = 256  # reports written in one transaction
_PATIENCE = 2.0  # seconds to wait while another run writes
_ENCODER = msgspec.msgpack.Encoder()
_DAY = 86_400  # seconds
_PARSERS = ("markdown_it", "yaml", "frontmatter", "ahocorasick_rs", "rapidfuzz", "ftfy")


class Cache:
    """The reports of earlier runs. Use `open_cache`."""

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._file = file
        self._new: list[tuple[bytes, bytes, int]] = []
        self._used: list[tuple[int, bytes]] = []
        self._today = int(time.time()) // _DAY

    @property
    def is_open(self) -> bool:
        """Tell whether anything is remembered: False once it was closed, or given up as busy, full or broken."""
        return self._connection is not None

    def report(self, task: Task) -> Report | None:
        """Return the kept report on a task's file as it is now, None where there is none."""
        if not self.is_open:
            return None
        try:
            content = task.shown.content if task.shown is not None else read(Path(task.file))[1].sha256
        except FileProblem:
            return None  # running the task says why
        payload = self.get(key_of(task, content))
        if payload is None:
            return None
        try:
            return replace(decode(expand(payload)), path=task.path)
        except (msgspec.MsgspecError, TypeError, ValueError):
            return None

    def keep(self, task: Task, outcome: TaskResult) -> None:
        """Keep the report of a task."""
        if self.is_open:  # else it would be made small for nothing
            self.put(key_of(task, outcome.content), squeeze(outcome.payload))

    def get(self, key: bytes) -> bytes | None:
        """Return what is remembered under a key, None where that is nothing."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT payload, used FROM reports WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._fail(error)
            return None
        payload, used = row or (None, None)
        if not isinstance(payload, bytes) or not isinstance(used, int):  # SQLite keeps whatever type stands there
            return None
        if used < self._today:
            self._used.append((self._today, key))
        return payload

    def put(self, key: bytes, payload: bytes) -> None:
        """Remember something under a key."""
        if not self.is_open:
            return
        self._new.append((key, payload, self._today))
        if len(self._new) >= _BUFFER:
            self._write()

    def close(self) -> None:
        """Write what is left, and see that the file does not grow for ever."""
        self._write()
        if self._connection is None:
            return
        try:
            if self._file.stat().st_size > LARGEST:
                _shrink(self._connection)
        except (OSError, sqlite3.Error):
            pass
        self._connection.close()
        self._connection = None

    def _write(self) -> None:
        if self._connection is None:
            return
        new, used, self._new, self._used = self._new, self._used, [], []
        if not new and not used:
            return
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO reports VALUES (?, ?, ?)", new)
                self._connection.executemany("UPDATE reports SET used = ? WHERE key = ?", used)
        except sqlite3.Error as error:
            self._fail(error)

    def _fail(self, error: sqlite3.Error) -> None:
        """Go on without the cache; take it away where it is broken, and not only busy or full."""
        self._new, self._used = [], []
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                self._file.unlink()


def _shrink(connection: sqlite3.Connection) -> None:
    """Take away the half that was not used for longest."""
    with connection:
        connection.execute(
            "DELETE FROM reports WHERE rowid IN "
            "(SELECT rowid FROM reports ORDER BY used, rowid LIMIT (SELECT COUNT(*) / 2 FROM reports))"
        )
    connection.execute("VACUUM")


@contextmanager
def open_cache(folder: Path | None = None) -> Iterator[Cache | None]:
    """Give the cache in a folder (the user's own, where none is named); None where it cannot be used."""
    cache = _open((folder or cache_folder()) / _NAME)
    try:
        yield cache
    finally:
        if cache is not None:
            cache.close()


def _open(file: Path) -> Cache | None:
    for _ in range(2):  # a broken file is taken away, and made again
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(file, timeout=_PATIENCE)
        except (OSError, sqlite3.Error):
            return None
        try:
            # A cache may be lost with the machine's power; what a killed process leaves is mended all the same.
            connection.execute("PRAGMA synchronous = OFF")
            _make_table(connection)
        except sqlite3.OperationalError:
            connection.close()
            return None
        except sqlite3.Error:
            connection.close()
            try:
                file.unlink(missing_ok=True)
            except OSError:
                return None
            continue
        return Cache(connection, file)
    return None


def _make_table(connection: sqlite3.Connection) -> None:
    """Make the table where there is none; raise DatabaseError where there is another one, which nothing fits into."""
    found = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'reports'").fetchone()
    if found is None:
        connection.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))  # another run may make it just now
    elif found[0] != _TABLE:
        raise sqlite3.DatabaseError("the table has another shape")


def size(folder: Path | None = None) -> int:
    """Return how many bytes the cache takes."""
    return sum(map(_bytes_of, _files(folder)))


def clean(folder: Path | None = None) -> int:
    """Delete the cache; return how many bytes that freed."""
    freed = 0
    for file in _files(folder):
        freed += _bytes_of(file)
        file.unlink(missing_ok=True)
    return freed


def _bytes_of(file: Path) -> int:
    """Return the size of a file, 0 where another program has deleted it by now."""
    seen = glance(file)
    return seen.size if seen is not None else 0


def _files(folder: Path | None) -> list[Path]:
    """Return the files of the cache: reports, ready glossaries, hashes of large files, and pages of rules."""
    from review_tui.files import digests
    from review_tui.glossary.storage import compiled

    place = folder or cache_folder()
    patterns = ("reports-*.sqlite*", compiled.KEPT, digests.NAME, "rules/*.txt")  # the last are of `lsp/diagnostics.py`
    return [file for pattern in patterns for file in place.glob(pattern)]


def key_of(task: Task, content: str) -> bytes:
    """Return the key of a task's report; `content` is the SHA-256 of the file.

    The key stands for the content and the name of the file, the settings, the content of the glossary, the task's
    `ignored_rules` and `shown`, and this program. What is about fixes is left out: only reports of Mode.CHECK are kept.
    """
    name = os.path.basename(task.file)  # noqa: PTH119  for each of many files
    parts = (_settings_key(task.settings), content, os.fsencode(name), task.ignored_rules, task.shown)
    return hashlib.blake2b(_ENCODER.encode(parts), digest_size=16).digest()


@lru_cache(maxsize=256)
def _settings_key(settings: Settings) -> bytes:
    """Return the part of a key for this program and some settings: all fields, and the glossary by its content."""
    parts = (_program_key(), replace(settings, glossary=()), glossary_digest(settings.glossary))
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def forget() -> None:
    """Forget what this process read of glossary files, so that they are read again when they are needed."""
    glossary_of.cache_clear()
    glossary_digest.cache_clear()
    _settings_key.cache_clear()


@cache
def _program_key() -> str:
    """Return the part of a key that stands for this program and its parsers: it differs from version to version."""
    stats: list[object] = [review_tui.__version__, sys.version_info[:3]]
    stats += _modules(Path(review_tui.__file__).parent)
    for module in _PARSERS:
        spec = find_spec(module)
        if spec is not None and spec.origin is not None:
            stats.append((module, Path(spec.origin).stat().st_mtime_ns))
    return hashlib.blake2b(repr(stats).encode(), digest_size=16).hexdigest()


def _modules(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    """Yield the name, size in bytes and time in nanoseconds of each module, and list of words, below a folder."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    for entry in entries:
        if entry.is_dir():
            yield from () if entry.name == "__pycache__" else _modules(entry.path)
        elif entry.name.endswith((".py", ".txt")):
            status = entry.stat()
            yield entry.name, status.st_size, status.st_mtime_ns
