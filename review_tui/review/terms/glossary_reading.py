"""The files of a glossary as they stand on the disk: reading them, and what was read of those that went away."""

import gc
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from review_tui.collector import undisturbed
from review_tui.files.own import cache_folder
from review_tui.files.stamp import ABSENT, FileProblem, Stamp, changed, glance, read
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import Problem
from review_tui.glossary.storage.assembly import glossary_of, load_glossary
from review_tui.glossary.storage.compiled import kept_glossary, load_compiled
from review_tui.glossary.storage.reassembly import reassembled
from review_tui.glossary.storage.table import Table, parse_table

_MANY = 10_000  # rows
_LARGE = 1 << 20  # bytes: rows of a smaller glossary are read in a moment


class GlossaryOnDisk(Struct, frozen=True):
    """A glossary's files as they were read or written last.

    Of a file in `unread`, what was read before stands in the glossary; the problem says why. Without rows, it came from
    its kept form, and they are to be read before anything is changed.
    """

    glossary: Glossary
    stamps: Mapping[Path, Stamp]
    unread: Mapping[Path, Problem] = {}
    has_rows: bool = True

    @property
    def is_changed(self) -> bool:
        """Tell whether another program changed one of the files."""
        return any(changed(path, stamp) for path, stamp in self.stamps.items())

    def unsaved(self, glossary: Glossary) -> list[Table]:
        """Return the tables of a glossary that these files have otherwise."""
        before = {table.path: table for table in self.glossary.tables}
        return [table for table in glossary.tables if before.get(table.path) is not table and table.unread is None]


@undisturbed()
def read_files(
    paths: tuple[Path, ...], names: tuple[Path, ...] | None = None, before: GlossaryOnDisk | None = None
) -> GlossaryOnDisk:
    """Read the files, under other `names` if given. Never raises: the glossary's problems say what is wrong.

    Files that hold what they held `before` are not taken apart again, which takes seconds where one of them is large.
    """
    known = _tables_by_content(before) if before is not None else {}
    tables: list[Table] = []
    stamps: dict[Path, Stamp] = {}
    missing: list[Path] = []
    for path, name in zip(paths, names or paths, strict=True):
        try:
            data, stamps[name] = read(path)
        except FileProblem:
            missing.append(path)
            stamps[name] = _stamp_of_unread(path)
            continue
        table = known.get((name, stamps[name].sha256))
        tables.append(table if table is not None else parse_table(data, name))
    beside = load_glossary(missing).problems
    glossary = reassembled(before.glossary, tables, beside) if known and before else glossary_of(tables, beside)
    if sum(len(table.rows) for table in tables) > _MANY:
        gc.freeze()  # hundreds of thousands of objects that last: the collector need not walk through them at each edit
    return GlossaryOnDisk(glossary, stamps)


def _tables_by_content(files: GlossaryOnDisk) -> dict[tuple[Path, str], Table]:
    """Return the tables that hold what their files do, by path and SHA-256."""
    tables = (table for table in files.glossary.tables if table.unread is None and table.path not in files.unread)
    return {(table.path, files.stamps[table.path].sha256): table for table in tables if table.path in files.stamps}


def read_shipped(paths: tuple[Path, ...]) -> GlossaryOnDisk:
    """Return a shipped glossary from its kept form, which is made if there is none: its rows are copied for an edit."""
    try:
        stamps = {path: read(path)[1] for path in paths}
    except FileProblem:
        return read_files(paths)
    return GlossaryOnDisk(load_compiled(paths, cache_folder()), stamps, has_rows=False)


def read_own(paths: tuple[Path, ...]) -> GlossaryOnDisk:
    """Return a glossary of the user's own, a large one from its kept form if there is one: rows would take seconds."""
    try:
        contents = {path: read(path) for path in paths}
    except FileProblem:
        return read_files(paths)
    if sum(len(data) for data, _ in contents.values()) >= _LARGE:
        kept = kept_glossary(paths, [stamp.sha256 for _, stamp in contents.values()], cache_folder())
        if kept is not None and all(problem.code != "file-unreadable" for problem in kept.problems):
            return GlossaryOnDisk(kept, {path: stamp for path, (_, stamp) in contents.items()}, has_rows=False)
    return read_files(paths)


def look_again(paths: tuple[Path, ...], before: GlossaryOnDisk, *, rows: bool = True) -> GlossaryOnDisk:
    """Read the files again; of one that cannot be read any more, what was read before stays.

    Where no `rows` are asked for, a large glossary that had none may come from its kept form once more.
    """
    now = read_files(paths, before=before) if rows or before.has_rows else read_own(paths)
    if not now.has_rows:
        return now
    if not before.has_rows:
        read_now = {table.path for table in now.glossary.tables if table.unread is None}
        lost = {path: _why_unread(path, now.glossary) for path in before.stamps if path not in read_now}
        return replace(before, stamps=now.stamps, unread=lost) if lost else now
    glossary, unread = _with_last_readable(now.glossary, before.glossary)
    return GlossaryOnDisk(glossary, now.stamps, unread)


def told_of(files: GlossaryOnDisk) -> tuple[str, ...]:
    """Return a sentence for each file that cannot be read any more."""
    return tuple(f"{each}; what was read before still counts here" for each in files.unread.values())


def _with_last_readable(now: Glossary, before: Glossary) -> tuple[Glossary, dict[Path, Problem]]:
    """Return a glossary with the files of `before` that can no longer be read, and what is wrong with them."""
    tables = {table.path: table for table in now.tables}
    unread: dict[Path, Problem] = {}
    for old in before.tables:
        new = tables.get(old.path)
        if old.unread is None and (new is None or new.unread is not None):
            tables[old.path] = old
            unread[old.path] = _why_unread(old.path, now)
    if not unread:
        return now, {}
    order = list(dict.fromkeys(table.path for table in (*before.tables, *now.tables)))
    elsewhere = now.problems_beside(tables.values())
    return glossary_of([tables[path] for path in order], [*elsewhere, *unread.values()]), unread


def _why_unread(path: Path, now: Glossary) -> Problem:
    gone = Problem(path, 0, "there is no such file", code="file-unreadable")
    return next((problem for problem in now.problems if problem.path == path), gone)


def _stamp_of_unread(path: Path) -> Stamp:
    """Return a stamp that differs as soon as the file does; no content has its hash."""
    seen = glance(path)
    return ABSENT if seen is None else Stamp(seen, "")
