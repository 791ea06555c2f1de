"""The glossary's files while it is being edited: which may be written, and writing those that changed."""

from pathlib import Path

from review_tui.files.atomic import write
from review_tui.files.stamp import FileProblem, Stamp, changed, read
from review_tui.glossary.glossary import Glossary, glossary_of, load_glossary
from review_tui.glossary.location import Found, Location, locate
from review_tui.glossary.table import dump_table, parse_table


class GlossaryDesk:
    """A glossary with the stamps of its files.

    The shipped glossary is never written to: the first change copies its files into a `glossary/` folder beside the
    articles.
    """

    def __init__(self, start: Path, paths: tuple[Path, ...] = ()) -> None:
        self.start = start
        self.location = Location(Found.NEAREST, paths[0].parent, paths) if paths else locate(start)
        self.stamps: dict[Path, Stamp] = {}
        self.glossary = self._load(self.location.paths)

    def _load(self, paths: tuple[Path, ...]) -> Glossary:
        tables, missing = [], []
        for path in paths:
            try:
                data, stamp = read(path)
            except FileProblem:
                missing.append(path)
                continue
            self.stamps[path] = stamp
            tables.append(parse_table(data, path))
        return glossary_of(tables, load_glossary(missing).problems)

    @property
    def is_shipped(self) -> bool:
        """Tell whether the glossary is the one that comes with the program."""
        return self.location.found is Found.SHIPPED

    def own_copy(self) -> Glossary:
        """Copy the shipped glossary beside the articles, and return it as it stands there.

        Raises FileProblem where the copy cannot be written.
        """
        folder = self.start / "glossary"
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise FileProblem(folder, f"the folder cannot be made: {error.strerror}") from error
        copies = []
        for path in self.location.paths:
            copy = folder / path.name
            if not copy.exists():
                write(copy, read(path)[0])
            copies.append(copy)
        self.location = Location(Found.NEAREST, folder, tuple(copies))
        self.stamps.clear()
        self.glossary = self._load(self.location.paths)
        return self.glossary

    def save(self, glossary: Glossary) -> None:
        """Write the files that `glossary` has otherwise than the one on the disk.

        Raises files.atomic.Changed where another program changed one meanwhile, FileProblem where it cannot be written.
        """
        old = {table.path: table for table in self.glossary.tables}
        for table in glossary.tables:
            if old.get(table.path) is not table:
                self.stamps[table.path] = write(table.path, dump_table(table), self.stamps.get(table.path))
        self.glossary = glossary

    def changed_on_disk(self) -> bool:
        """Tell whether another program changed one of the files."""
        return any(changed(path, stamp) for path, stamp in self.stamps.items())

    def reload(self) -> Glossary:
        """Read the files again."""
        self.stamps.clear()
        self.glossary = self._load(self.location.paths)
        return self.glossary
