"""The files of a glossary while it is being edited: which may be written, writing them, and what others write."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from review_tui.files.stamp import ABSENT, FileProblem
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.location import FOLDER, GlossaryPlace, GlossarySource
from review_tui.glossary.storage.reassembly import what_differs
from review_tui.glossary.storage.table import Table
from review_tui.review.kept import Job, Look, TakeOver, WriteResult
from review_tui.review.terms.glossary_reading import (
    GlossaryOnDisk,
    look_again,
    read_files,
    read_own,
    read_shipped,
    told_of,
)
from review_tui.review.terms.glossary_writing import Sources, Written, write_files
from review_tui.review.terms.row_merge import merge_glossaries

Unsaved = list[tuple[Table, Table | None]]
"""Files as they are to be, each with what the disk has, None where it has none."""


class Meeting(NamedTuple):
    """A change that met with what others had written: it made `mine` of `base`, and `merged` of `theirs`."""

    base: Glossary
    mine: Glossary
    theirs: Glossary
    merged: Glossary


class Editable(NamedTuple):
    """A glossary with its rows, to be changed: the user's own, or a shipped one as a copy in files that are to be made.

    `sources` are the files of such a copy.
    """

    files: GlossaryOnDisk
    sources: Sources

    @property
    def glossary(self) -> Glossary:
        """Return the glossary itself."""
        return self.files.glossary


class _Differing(NamedTuple):
    """What a glossary has otherwise than its files: see `GlossaryFiles.unsaved`."""

    glossary: Glossary
    files: GlossaryOnDisk
    unsaved: Unsaved


class GlossaryFiles:
    """A glossary as it is now, and its files as they were read or written last.

    Rows are read once something is to be changed: see `editable`. The shipped glossary is never written to: the first
    save after `take_editable` puts a copy of it into `home`/glossary.
    """

    def __init__(self, place: GlossaryPlace, home: Path) -> None:
        self.found = place
        self.source = place.source
        self.home = home
        self.paths = place.paths
        self._files = (read_shipped if place.source is GlossarySource.SHIPPED else read_own)(place.paths)
        self._glossary = self._files.glossary
        self._differing: _Differing | None = None
        self._copies: Sources = {}  # files to be made: see `Editable`
        self.met: Meeting | None = None  # of the last write
        self._is_writing = False

    @property
    def glossary(self) -> Glossary:
        """Return the glossary as it is now."""
        return self._glossary

    @glossary.setter
    def glossary(self, glossary: Glossary) -> None:
        if glossary is not self._glossary:
            self._glossary.slim()  # the history may hold it for long
            self._glossary = glossary

    @property
    def is_own(self) -> bool:
        """Tell whether changes go into the files as they are; else it is copied before one."""
        return self.source not in (GlossarySource.SHIPPED, GlossarySource.NONE)

    @property
    def name(self) -> str:
        """Return the name of its file; of several, a change is in some only: see `unsaved_names`."""
        return self.paths[0].name if len(self.paths) == 1 else "the glossary"

    @property
    def unsaved_names(self) -> tuple[str, ...]:
        """Return the names of the files that do not hold the glossary as it is now."""
        return tuple(path.name for path in self._copies or (table.path for table in self._files.unsaved(self.glossary)))

    @property
    def is_saved(self) -> bool:
        """Tell whether the files hold the glossary as it is now."""
        return self.glossary is self._files.glossary

    @property
    def moved(self) -> GlossaryPlace | None:
        """Return where the files are now, once they were copied from where they were `found`; None where they stay."""
        is_copied = (
            self.is_own and not self._copies and self.found.source in (GlossarySource.SHIPPED, GlossarySource.NONE)
        )
        return GlossaryPlace(self.source, self.home / FOLDER, self.paths) if is_copied else None

    @property
    def own_paths(self) -> tuple[Path, ...]:
        """Return the files that changes go to: those of the copy, where the glossary is a shipped one."""
        if self.is_own:
            return self.paths
        return tuple(self.home / FOLDER / path.name for path in self.paths) or (self.home / FOLDER / "terms.csv",)

    @property
    def is_editable(self) -> bool:
        """Tell whether changes can be made in the glossary as it is; else one that is `editable` has to be taken."""
        return self.is_own and self._files.has_rows

    def editable(self) -> Editable | None:
        """Return the glossary with its rows, for `take_editable`: a copy of a shipped one; None where it has them.

        Nothing is changed: it may run in a thread, and of a large one takes seconds. Raises FileProblem where a file of
        the user's own cannot be read any more.
        """
        if self.is_editable:
            return None
        if self.is_own:
            now = look_again(self.paths, self._files)
            for path, problem in now.unread.items():
                raise FileProblem(path, f"nothing can be changed now: {problem.message}")
            return Editable(now, {})
        copies = self.own_paths
        if not self.paths:
            return Editable(_unmade(glossary_of([Table(copies[0])]), copies), dict.fromkeys(copies))
        files = read_files(self.paths, copies)
        sources = {copy: (path, files.stamps[copy].sha256) for copy, path in zip(copies, self.paths, strict=True)}
        return Editable(_unmade(files.glossary, copies), sources)

    def with_rows(self) -> Glossary:
        """Return the glossary as it is now, with its rows, for whoever writes it cell for cell.

        Like `editable`, it may run in a thread, and raises FileProblem where a file cannot be read any more.
        """
        editable = self.editable()
        return self.glossary if editable is None else editable.glossary

    def take_editable(self, editable: Editable) -> Path | None:
        """Let a glossary with its rows be the glossary. The files of a copy are made with the next save.

        Returns the folder of a copy, or None where there is none, or the glossary can be changed already.
        """
        if self.is_editable:
            return None
        self.glossary = editable.glossary
        self._files = editable.files
        if not editable.sources:
            return None
        self._copies = editable.sources
        self.paths = tuple(editable.sources)
        self.source = GlossarySource.NEAREST
        return self.home / FOLDER

    def writing(self) -> Job:
        """Return the job that writes the files that the glossary has otherwise than the disk, under their lock.

        What other programs changed meanwhile is merged row by row. Where a file cannot be written, the glossary is kept
        as it is.
        """
        self._is_writing = True
        mine, before, copies = self.glossary, self._files, self._copies

        def take_over(written: Written) -> WriteResult:
            self._is_writing = False
            theirs = written.theirs
            self.met = Meeting(before.glossary, mine, theirs, written.glossary) if theirs is not None else None
            self._files = written.files
            self.paths = tuple(dict.fromkeys((*self.paths, *written.files.stamps)))
            if written.outcome.problem is None:
                self._copies = {}
            return self._take(mine, written.glossary, written.outcome)

        def write() -> TakeOver:
            written = write_files(mine, before, copies)
            written.glossary.prepare()  # here, where nobody waits for it: it may be merged with theirs
            return partial(take_over, written)

        return write

    def looking(self) -> Look:
        """Return the job that reads the files again where another program changed one.

        They are merged, row by row, with what is unsaved here. Of a file that is gone or cannot be read any more, what
        was read before stays.
        """
        base, paths = self._files, self.paths

        def take_over(theirs: GlossaryOnDisk) -> WriteResult:
            if self._is_writing or self._files is not base:
                # A write comes between, which has a look of its own, or rows were read.
                return WriteResult(is_news=False)
            self._files = theirs
            return self._take(base.glossary, theirs.glossary, WriteResult(told_of(theirs)))

        def look() -> TakeOver | None:
            if not base.is_changed:
                return None
            theirs = look_again(paths, base, rows=False)
            theirs.glossary.prepare()  # here, where nobody waits for it
            return partial(take_over, theirs)

        return look

    def _take(self, base: Glossary, theirs: Glossary, outcome: WriteResult) -> WriteResult:
        """Bring what changed here since `base` into `theirs`."""
        if self.glossary is base:
            self.glossary = theirs
        elif theirs is not base:
            self.glossary, conflicts = merge_glossaries(base, self.glossary, theirs)
            return outcome._replace(told=(*outcome.told, *conflicts))
        return outcome

    def unsaved(self) -> Callable[[], Unsaved]:
        """Return the job that finds the files that differ from those on the disk, reduced to the concepts that do.

        It may run in a thread, and is quick when it runs again.
        """
        glossary, files = self.glossary, self._files

        def tell() -> Unsaved:
            known = self._differing
            if known is None or known.glossary is not glossary or known.files is not files:
                before = {table.path: table for table in files.glossary.tables}
                found: Unsaved = []
                for table in files.unsaved(glossary):
                    old = before.get(table.path)
                    found.append((table, None) if old is None else what_differs(table, old))
                known = self._differing = _Differing(glossary, files, found)
            return known.unsaved

        return tell

    def travel(self, left: Glossary, wanted: Glossary) -> tuple[str, ...]:
        """Go from one state of the history to another, by undo or redo; return the conflicts.

        What came since the state that is `left` stays: the difference between the two is made in the glossary as it is.
        What others preferred since stays preferred: theirs is the later decision.
        """
        if self.glossary is left:
            self.glossary = wanted
            return ()
        self.glossary, conflicts = merge_glossaries(left, wanted, self.glossary, mine_last=False)
        return conflicts


def _unmade(glossary: Glossary, copies: Iterable[Path]) -> GlossaryOnDisk:
    """Return a glossary in files that are not there yet."""
    return GlossaryOnDisk(glossary, dict.fromkeys(copies, ABSENT))
