"""Finds the articles of a run: lazily, each once, in the order of their paths."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import merge
from pathlib import Path

from msgspec import Struct

from review_tui.article.slug import SUFFIXES
from review_tui.files.address import is_address, place_at
from review_tui.files.naming import absolute, collapsed, slashed
from review_tui.files.presence import is_folder, is_repository, is_taken
from review_tui.files.stamp import FileProblem, reason
from review_tui.lint.discovery.ignoring import NEVER_ENTERED, Layer, gitignore_of, gitignores_above, is_left_out
from review_tui.lint.failure import Failure
from review_tui.text.nearest import nearest


class Found(Struct, frozen=True):
    """An article to check. `path` is how messages name it, with `/`; `file` is its absolute path, or its address."""

    path: str
    file: str

    @property
    def folder(self) -> str:
        """Return the absolute path of the folder it is in; for an address, of the current one, whose settings hold."""
        if is_address(self.file):
            return str(Path.cwd())
        return self.file.rpartition(os.sep)[0] or os.sep


class Nothing(Struct, frozen=True):
    """An argument that names no article: a folder without any, or one that is left out by `Exclusions.forced`."""

    path: str
    message: str
    is_left_out: bool = False


Discovered = Found | Nothing | Failure


class Exclusions(Struct, frozen=True):
    """What a run leaves out.

    `exclude` returns the patterns of the configuration for a folder, `gitignore` whether `.gitignore` counts there.
    `forced` tells whether files and folders that are named as arguments are left out as well.
    """

    exclude: Callable[[str], Layer | None] = lambda _: None
    gitignore: Callable[[str], bool] = lambda _: True
    forced: bool = False


def discover(arguments: Iterable[str], exclusions: Exclusions | None = None) -> Iterator[Discovered]:
    """Yield what the arguments name, each article once, in the order of the absolute paths.

    A named file is taken whatever its suffix. In a folder only Markdown files count, but for names that begin with a
    dot and what the exclusions leave out. A path that is not there, or cannot be read, gives a Failure.
    """
    exclusions = exclusions or Exclusions()
    streams: list[Iterable[tuple[str, Discovered]]] = []
    single: dict[str, Discovered] = {}
    folders: dict[str, str] = {}
    for argument in arguments:
        if is_address(argument):
            streams.append(_at_address(argument))
            continue
        if not argument:
            single["''"] = Failure("''", 0, "an empty path names nothing: check where it comes from, or say . for here")
            continue
        shown, file = collapsed(argument), absolute(argument, Path.cwd())
        whole = str(file)
        if is_folder(file):
            folders.setdefault(whole, shown)
        else:
            single.setdefault(whole, _named(file, shown, exclusions))
    streams.append(sorted(single.items()))
    streams += (_folder(whole, shown, exclusions) for whole, shown in folders.items())
    last = None
    for key, found in merge(*streams, key=lambda pair: pair[0]):
        if key != last or not isinstance(found, Found):
            yield found
        if isinstance(found, Found):
            last = key


def _at_address(address: str) -> Iterator[tuple[str, Discovered]]:
    """Yield the articles at an address, without those below a name that begins with a dot; no `.gitignore` counts."""
    try:
        place = place_at(address)
    except FileProblem as problem:
        yield address, Failure(address, 0, problem.message)
        return
    if place.files is None:
        yield place.address, Found(address, address)
        return
    found_any = False
    for file in place.files:
        below = file.removeprefix(place.address).split("/")
        if file.lower().endswith(SUFFIXES) and not any(name.startswith(".") or name in NEVER_ENTERED for name in below):
            found_any = True
            shown = file if address.endswith("://") else f"{address.rstrip('/')}/{'/'.join(below).lstrip('/')}"
            yield file, Found(shown, shown)
    if not found_any:
        yield address, Nothing(address, f"no Markdown file ({', '.join(SUFFIXES)}) below this address")


def _named(file: Path, shown: str, exclusions: Exclusions) -> Discovered:
    path = slashed(shown)
    try:
        is_absent, is_other = not file.exists(), not file.is_file()
    except OSError as error:
        return Failure(path, 0, f"it cannot be read: {reason(error)}")
    if is_absent:
        return Failure(path, 0, _absence(file))
    if is_other:
        return Failure(
            path, 0, "this is neither a file nor a folder: name Markdown files, or folders of them, or - for stdin"
        )
    if exclusions.forced and not is_walked_to(file, exclusions):
        return _left_out(path)
    return Found(path, str(file))


def _left_out(path: str) -> Nothing:
    return Nothing(path, "left out by its name, the configuration or .gitignore", is_left_out=True)


def _absence(file: Path) -> str:
    """Return the message for a path that leads nowhere: nothing is there, or a link whose target is missing."""
    if not is_taken(file):
        return f"there is no such file or folder{_hint(file)}"
    try:
        file.stat()
    except OSError as error:
        if error.errno != errno.ENOENT:
            return f"it cannot be read: {reason(error)}"
    return "this symbolic link leads nowhere"


def _hint(file: Path) -> str:
    """Return the end of the message: a similar name in the same folder, or else to check the spelling."""
    with suppress(OSError):
        near = nearest(file.name, [each.name for each in file.parent.iterdir()], 0.7)
        if near is not None:
            return f"; did you mean {near}?"
    return ": check the spelling"


def _folder(whole: str, shown: str, exclusions: Exclusions) -> Iterator[tuple[str, Discovered]]:
    if exclusions.forced and not is_walked_to(Path(whole), exclusions, is_folder=True):
        yield whole, _left_out(slashed(shown))
        return
    prefix = "" if shown == os.curdir else shown.rstrip(os.sep) + os.sep
    found_any = False
    layers = gitignores_above(whole)
    for key, found in _walk(whole.rstrip(os.sep), prefix, layers, exclusions):
        found_any = True
        yield key, found
    if found_any:
        return
    if exclusions.forced and any(_walk(whole.rstrip(os.sep), prefix, (), Exclusions(gitignore=lambda _: False))):
        yield whole, _left_out(slashed(shown))  # by a pattern that speaks of what is in it
    else:
        suffixes = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
        message = f"no Markdown file ({suffixes}) in this folder that counts: check the path, .gitignore and `exclude`"
        yield whole, Nothing(slashed(shown), message)


class _Below(Struct, frozen=True):
    """A folder that is still to be looked at, the `.gitignore` files above it, and how messages name it."""

    folder: str
    prefix: str
    layers: tuple[Layer, ...]


def _walk(
    folder: str, prefix: str, layers: tuple[Layer, ...], exclusions: Exclusions
) -> Iterator[tuple[str, Discovered]]:
    """Yield what is in a folder and below, however deep."""
    streams = [_look(_Below(folder, prefix, layers), exclusions)]
    while streams:
        found = next(streams[-1], None)
        if found is None:
            streams.pop()
        elif isinstance(found, _Below):
            streams.append(_look(found, exclusions))
        else:
            yield found


def _look(place: _Below, exclusions: Exclusions) -> Iterator[tuple[str, Discovered] | _Below]:
    """Yield the articles and the folders in a folder, in order."""
    folder, prefix = place.folder, place.prefix
    own = gitignore_of(folder or os.sep)
    layers = place.layers if own is None else (*place.layers, own)
    try:
        with os.scandir(folder or os.sep) as scan:
            entries = sorted((entry.name + os.sep * entry.is_dir(follow_symlinks=False), entry) for entry in scan)
    except OSError as error:
        path = slashed(prefix.rstrip(os.sep) or os.curdir)
        yield folder, Failure(path, 0, f"this folder cannot be read: {reason(error)}")
        return
    active = _active(folder, layers, exclusions)
    for name, entry in entries:
        is_folder, bare = name.endswith(os.sep), entry.name
        may_count = bare not in NEVER_ENTERED if is_folder else bare.lower().endswith(SUFFIXES)
        path = f"{folder}{os.sep}{bare}"
        if not may_count or bare.startswith(".") or (active and is_left_out(path, active, is_folder=is_folder)):
            continue
        if is_folder:
            yield _Below(path, f"{prefix}{name}", layers)
        elif (found := _article(entry, path, slashed(prefix + bare))) is not None:
            yield path, found


def _article(entry: os.DirEntry[str], file: str, path: str) -> Found | Failure | None:
    """Return the article that a name in a folder leads to, or what keeps it from being read.

    `file` is its absolute path, `path` how messages name it. None for a pipe, a device, and a link to a folder.
    """
    try:
        if entry.is_file():
            return Found(path, file)
        if entry.is_symlink() and not Path(file).exists():
            return Failure(path, 0, "this symbolic link leads nowhere")
    except OSError as error:
        return Failure(path, 0, f"it cannot be read: {reason(error)}")
    return None


def _active(folder: str, gitignores: tuple[Layer, ...], exclusions: Exclusions) -> Sequence[Layer]:
    exclude = exclusions.exclude(folder)
    kept = gitignores if exclusions.gitignore(folder) else ()
    return kept if exclude is None else (*kept, exclude)


def is_walked_to(path: Path, exclusions: Exclusions, *, is_folder: bool = False) -> bool:
    """Tell whether a search from the project's root would come to a file or a folder, whatever its suffix."""
    folder = path if is_folder else path.parent
    names = folder.relative_to(_root_of(folder)).parts
    if any(name.startswith(".") or name in NEVER_ENTERED for name in names):
        return False
    return (is_folder or not path.name.startswith(".")) and not is_excluded(path, exclusions, is_folder=is_folder)


def _root_of(folder: Path) -> Path:
    """Return the nearest folder upward that is the current one or a repository's root, else the folder itself."""
    here = Path.cwd()
    return next((each for each in (folder, *folder.parents) if each == here or is_repository(each)), folder)


def is_excluded(path: Path, exclusions: Exclusions, *, is_folder: bool = False) -> bool:
    """Tell whether a file or a folder, or one of the folders above it, is left out by a configuration or `.gitignore`.

    Whether something is left out is decided by the configuration that holds in the folder that it is in.
    """
    folder = str(path.parent)
    above, own = gitignores_above(folder), gitignore_of(folder)
    layers = above if own is None else (*above, own)
    return any(
        is_left_out(str(each), _active(str(each.parent), layers, exclusions), is_folder=is_folder or each is not path)
        for each in (path, *path.parents)
    )
