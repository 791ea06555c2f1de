"""The files of a glossary while it is being edited: which may be written, writing them, and what others write."""

from contextlib import suppress
from pathlib import Path

from review_tui.files.atomic import Changed, write
from review_tui.files.lock import locked
from review_tui.files.stamp import ABSENT, FileProblem, Stamp, changed, read
from review_tui.glossary.glossary import Glossary, glossary_of, load_glossary
from review_tui.glossary.location import FOLDER
from review_tui.glossary.problem import Problem
from review_tui.glossary.table import Table, dump_table, parse_table
from review_tui.lint.project import GlossaryPlace, Source
from review_tui.review.rowmerge import merge_tables

_TRIES = 5  # times a file may be changed under a save before it is given up


class GlossaryFiles:
    """A glossary as it is now, and its files as they were read or written last.

    The shipped glossary is never written to: the first save puts a copy of it into `home`/glossary.
    """

    def __init__(self, place: GlossaryPlace, home: Path) -> None:
        self.source = place.source
        self.home = home
        self.paths = place.paths
        self.glossary, self._stamps = _read(place.paths)
        self._on_disk = self.glossary
        self._unread: dict[Path, Problem] = {}

    @property
    def is_own(self) -> bool:
        """Tell whether changes go into the files as they are; else a save makes a copy."""
        return self.source not in (Source.SHIPPED, Source.NONE)

    @property
    def is_saved(self) -> bool:
        """Tell whether the files hold the glossary as it is now."""
        return self.glossary is self._on_disk

    def make_own(self) -> Path | None:
        """Copy a shipped glossary to where it may be edited; return the folder, or None where nothing was to be done.

        A glossary that is nowhere becomes an empty file. Raises FileProblem where that cannot be written.
        """
        if self.is_own:
            return None
        folder = self.home / FOLDER
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileProblem(folder, f"the folder cannot be made: {error.strerror or error}") from error
        sources = self.paths
        self.paths = tuple(folder / path.name for path in sources) or (folder / "terms.csv",)
        for source, copy in zip(sources, self.paths, strict=False):
            with suppress(Changed):  # there is one already
                write(copy, read(source)[0], ABSENT)
        if not sources:
            with suppress(Changed):
                write(self.paths[0], dump_table(Table(self.paths[0])), ABSENT)
        self.source = Source.NEAREST
        self.glossary, self._stamps = _read(self.paths)
        self._on_disk = self.glossary
        return folder

    def save(self) -> tuple[str, ...]:
        """Write the files that the glossary has otherwise than the disk, under the lock of their folders.

        What other programs changed meanwhile is merged row by row; the conflicts are returned, one sentence each.
        Raises FileProblem where a file cannot be written; the glossary is kept as it is.
        """
        new = [table.path for table in self._unsaved if table.path not in self._stamps]
        self.paths += tuple(path for path in new if path not in self.paths)
        self._stamps |= dict.fromkeys(new, ABSENT)
        conflicts: list[str] = []
        for _ in range(_TRIES):
            try:
                with locked(*(table.path for table in self._unsaved)):
                    if self.is_changed_on_disk:
                        conflicts += self.take_in()
                    self._write()
            except Changed:  # by a program that asks for no lock
                continue
            return tuple(conflicts)
        raise FileProblem(self.paths[0], "another program keeps changing it; nothing was written")

    @property
    def unsaved(self) -> list[tuple[Table, Table | None]]:
        """Return the files that the disk has otherwise, each with what it has."""
        before = {table.path: table for table in self._on_disk.tables}
        return [(table, before.get(table.path)) for table in self._unsaved]

    @property
    def _unsaved(self) -> list[Table]:
        before = {table.path: table for table in self._on_disk.tables}
        return [table for table in self.glossary.tables if before.get(table.path) is not table and table.unread is None]

    def _write(self) -> None:
        for table in self._unsaved:
            if table.path in self._unread and self._stamps[table.path] != ABSENT:
                raise FileProblem(table.path, f"nothing is written over it: {self._unread[table.path].message}")
            self._stamps[table.path] = write(table.path, dump_table(table), self._stamps[table.path])
        self._on_disk = self.glossary

    @property
    def is_changed_on_disk(self) -> bool:
        """Tell whether another program changed one of the files."""
        return any(changed(path, stamp) for path, stamp in self._stamps.items())

    def take_in(self) -> tuple[str, ...]:
        """Read the files again and merge them, row by row, with what is unsaved here; return the conflicts.

        Of a file that is gone or cannot be read any more, what was read before stays.
        """
        theirs, stamps = _read(self.paths)
        mine, base = self.glossary, self._on_disk
        theirs, self._unread = _with_last_readable(theirs, base)
        sentences = tuple(f"{each}; what was read before still counts here" for each in self._unread.values())
        self._stamps, self._on_disk = stamps, theirs
        if mine is base:
            self.glossary = theirs
            return sentences
        self.glossary, conflicts = merged(base, mine, theirs)
        return (*sentences, *conflicts)

    def restore(self, after: Glossary, before: Glossary) -> tuple[str, ...]:
        """Take back the change that made `after` of `before`, and nothing that came since; return the conflicts."""
        if self.glossary is after:
            self.glossary = before
            return ()
        self.glossary, conflicts = merged(after, before, self.glossary)
        return conflicts


def merged(base: Glossary, mine: Glossary, theirs: Glossary) -> tuple[Glossary, tuple[str, ...]]:
    """Return `theirs` with what changed from `base` to `mine`, and the conflicts, in which mine wins."""
    olds = {table.path: table for table in base.tables}
    mines = {table.path: table for table in mine.tables}
    tables, conflicts = [], []
    for table in theirs.tables:
        old, own = olds.get(table.path), mines.pop(table.path, None)
        if own is None or own is old:
            tables.append(table)
            continue
        both, clashes = merge_tables(old or Table(table.path), own, table)
        tables.append(both)
        conflicts += clashes
    tables += (table for path, table in mines.items() if path not in olds)
    elsewhere = [problem for problem in theirs.problems if problem.path not in {table.path for table in tables}]
    return glossary_of(tables, elsewhere), tuple(conflicts)


def _read(paths: tuple[Path, ...]) -> tuple[Glossary, dict[Path, Stamp]]:
    tables: list[Table] = []
    stamps: dict[Path, Stamp] = {}
    missing: list[Path] = []
    for path in paths:
        try:
            data, stamps[path] = read(path)
        except FileProblem:
            missing.append(path)
            stamps[path] = _stamp_of_unread(path)
            continue
        tables.append(parse_table(data, path))
    return glossary_of(tables, load_glossary(missing).problems), stamps


def _with_last_readable(now: Glossary, before: Glossary) -> tuple[Glossary, dict[Path, Problem]]:
    """Return a glossary with the files of `before` that can no longer be read, and what is wrong with them."""
    tables = {table.path: table for table in now.tables}
    unread: dict[Path, Problem] = {}
    for old in before.tables:
        new = tables.get(old.path)
        if old.unread is None and (new is None or new.unread is not None):
            tables[old.path] = old
            problems = new.problems if new is not None else now.problems
            gone = Problem(old.path, 0, "there is no such file", code="file-unreadable")
            unread[old.path] = next((problem for problem in problems if problem.path == old.path), gone)
    if not unread:
        return now, {}
    order = list(dict.fromkeys(table.path for table in (*before.tables, *now.tables)))
    elsewhere = [problem for problem in now.problems if problem.path not in tables]
    return glossary_of([tables[path] for path in order], [*elsewhere, *unread.values()]), unread


def _stamp_of_unread(path: Path) -> Stamp:
    """Return a stamp that differs as soon as the file does; no content has its hash."""
    try:
        status = path.stat()
    except OSError:
        return ABSENT
    return Stamp(status.st_ino, status.st_mtime_ns, status.st_size, "")
