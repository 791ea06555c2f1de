"""Writing the files of a glossary under their lock, together with what other programs wrote meanwhile."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from review_tui.files.atomic import Changed, write
from review_tui.files.lock import locked
from review_tui.files.stamp import ABSENT, FileProblem, Stamp, read, reason
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.table import Table, dump_table
from review_tui.review.kept import WriteResult
from review_tui.review.terms.glossary_reading import GlossaryOnDisk, look_again, told_of
from review_tui.review.terms.row_merge import merge_glossaries

_TRIES = 5  # times a file may be changed under a save before it is given up

Sources = Mapping[Path, tuple[Path, str] | None]
"""Files that are to be made, each with what it copies and the SHA-256 of that as it was read, or None for a new one."""


class Written(NamedTuple):
    """What came of writing: the glossary with what others wrote meanwhile (`theirs`), and the files by then."""

    glossary: Glossary
    files: GlossaryOnDisk
    outcome: WriteResult
    theirs: Glossary | None = None


def write_files(mine: Glossary, files: GlossaryOnDisk, copies: Sources) -> Written:
    """Write what a glossary has otherwise than its `files`, and make its `copies` before; nothing in memory is changed.

    What other programs changed meanwhile is merged row by row. Never raises FileProblem: it is in the outcome.
    """
    told: list[str] = []
    theirs: Glossary | None = None
    try:
        files = replace(files, stamps={**files.stamps, **_make(copies)})
        for _ in range(_TRIES):
            new = [table.path for table in files.unsaved(mine) if table.path not in files.stamps]
            files = replace(files, stamps={**files.stamps, **dict.fromkeys(new, ABSENT)})
            try:
                with locked(*(table.path for table in files.unsaved(mine))):
                    if files.is_changed:
                        base, files = files.glossary, look_again(tuple(files.stamps), files)
                        told += told_of(files)
                        theirs = files.glossary
                        mine, conflicts = merge_glossaries(base, mine, theirs)
                        told += conflicts
                    for table in files.unsaved(mine):
                        stamp = _put(table, files)
                        files = replace(files, stamps={**files.stamps, table.path: stamp})
            except Changed:  # by a program that asks for no lock
                continue
            return Written(mine, replace(files, glossary=mine), WriteResult(tuple(told)), theirs)
        raise FileProblem(next(iter(files.stamps)), "another program keeps changing it; nothing was written")
    except FileProblem as problem:
        return Written(mine, files, WriteResult(tuple(told), problem), theirs)


def _put(table: Table, files: GlossaryOnDisk) -> Stamp:
    if table.path in files.unread and files.stamps[table.path] != ABSENT:
        raise FileProblem(table.path, f"nothing is written over it: {files.unread[table.path].message}")
    return write(table.path, dump_table(table), files.stamps[table.path])


def _make(copies: Sources) -> dict[Path, Stamp]:
    """Make copies of files, or empty ones; what is there already stays.

    Returns the stamps of those that hold what was read: they need not be read again.
    """
    made: dict[Path, Stamp] = {}
    for copy, source in copies.items():
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileProblem(copy.parent, f"the folder cannot be made: {reason(error)}") from error
        with suppress(Changed):
            stamp = write(copy, read(source[0])[0] if source is not None else dump_table(Table(copy)), ABSENT)
            if source is not None and stamp.sha256 == source[1]:
                made[copy] = stamp
    return made
