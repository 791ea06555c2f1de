"""Work that earlier sessions left unsaved: on which files it is, and what is told of those."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from review_tui.lint.discovery.discovery import Found
from review_tui.review.notice import Notice
from review_tui.review.safety.journal import Draft, DraftKind
from review_tui.text.count import first_few

_NAMED = 3  # files in a message


class LeftBehind:
    """The drafts that nobody was asked about yet, and the files of those that cannot be read."""

    def __init__(self, drafts: Iterable[Draft], unreadable: Sequence[Path] = ()) -> None:
        """Take the drafts, the oldest first, and the files."""
        self._unreadable = unreadable
        self._by_file: dict[str, list[Draft]] = {}
        for draft in drafts:
            self._by_file.setdefault(os.path.realpath(draft.file), []).append(draft)

    def __bool__(self) -> bool:
        """Tell whether there are drafts to offer."""
        return bool(self._by_file)

    def take(self, file: Path) -> list[Draft]:
        """Return the drafts of a file, the latest first, and let go of them."""
        return self._by_file.pop(os.path.realpath(file), [])[::-1]

    def among(self, articles: Iterable[Found]) -> set[str]:
        """Return the paths of those of some articles that there are drafts of."""
        if not self._by_file:
            return set()
        # Where each of many thousands of files really lies takes too long to ask.
        names = {draft.file.name for drafts in self._by_file.values() for draft in drafts}
        alike = [found for found in articles if os.path.basename(found.file) in names]  # noqa: PTH119  as above
        return {found.path for found in alike if os.path.realpath(found.file) in self._by_file}

    def notices(self, near: Path, at_hand: Iterable[Path] = ()) -> list[Notice]:
        """Return what names the files, but for those at hand: they are called by how they lie `near` a folder."""
        near = Path(os.path.realpath(near))
        left = self._by_file.keys() - set(map(os.path.realpath, at_hand))
        others = {file for file in left if self._by_file[file][0].kind is not DraftKind.ARTICLE}
        return [
            Notice(waiting(sorted(_name(Path(file), near) for file in files), when))
            for files, when in ((left - others, "it"), (others, "an article"))
            if files
        ]

    def unreadable_notices(self) -> list[Notice]:
        """Return what names the files of drafts that cannot be read, if there are any."""
        if not self._unreadable:
            return []
        folder = _from_home(self._unreadable[0].parent)
        files = first_few([file.name for file in self._unreadable], _NAMED)
        told = f"Unsaved work of an earlier session cannot be read. It stays in {folder} until you delete it: {files}"
        return [Notice(told, bad=True)]


def waiting(names: Sequence[str], when: str = "it") -> str:
    """Return a sentence about files with work that was left unsaved."""
    files = first_few(names, _NAMED)
    return f"Unsaved work of an earlier session waits in {files}: it is offered when you open {when}."


def _name(file: Path, near: Path) -> str:
    """Return what to call a file: by its name where it lies near, else by the whole way to it."""
    return str(file.relative_to(near)) if file.is_relative_to(near) else _from_home(file)


def _from_home(path: Path) -> str:
    """Return the whole way to a path, with ~ for the home folder."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  Path.home raises where there is none
    return str("~" / path.relative_to(home)) if path.is_relative_to(home) else str(path)
