"""Articles at addresses such as s3://bucket/articles, read through fsspec. They are only read, never written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from review_tui.files.presence import is_file, is_there
from review_tui.files.stamp import LIMIT, FileProblem, read, reason
from review_tui.text.installing import how_to_install

_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+::)*[A-Za-z][A-Za-z0-9+.-]+://")


def is_address(path: str) -> bool:
    """Tell whether a path is an address: `s3://…`, `file://…`, `memory://…`."""
    return _SCHEME.match(path) is not None


def fetch(address: str) -> bytes:
    """Return the bytes at an address.

    Raises FileProblem where they cannot be had, or are more than a file of ours may have.
    """
    with _as_problem(address, "read"):
        system, path = _opened(address)
        if _is_here(system):  # where there are pipes and devices, which may never end
            return read(Path(path))[0]
        with system.open(path, "rb") as file:
            data: bytes = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise FileProblem(Path(address), f"it is larger than {LIMIT // 2**20} MiB, which no article is")
    return data


class Listing(NamedTuple):
    """What lies at an address, as its file system names it: a file, or a folder with all the files below, in order.

    The names of `files` begin with `address`.
    """

    address: str
    files: tuple[str, ...] | None


def place_at(address: str) -> Listing:
    """Return what lies at an address.

    Raises FileProblem where nothing is there, or it cannot be looked at.
    """
    with _as_problem(address, "looked at"):
        system, path = _opened(address)
        name: str = system.unstrip_protocol(path)
        if system.isfile(path):
            return Listing(name, None)
        if not system.isdir(path):
            if _is_special(system, path):
                message = "this is neither a file nor a folder: name Markdown files, or folders of them"
                raise FileProblem(Path(address), message)
            hint = "; write characters as they are, not as %XX" if "%" in address else ""
            raise FileProblem(Path(address), f"there is no such file or folder: check the spelling{hint}")
        found = (file for file in system.find(path) if not _is_special(system, file))
        return Listing(name, tuple(sorted(map(system.unstrip_protocol, found))))


def _is_here(system: Any) -> bool:
    """Tell whether a file system is that of this machine."""
    return "file" in (system.protocol if isinstance(system.protocol, tuple) else (system.protocol,))


def _is_special(system: Any, path: str) -> bool:
    """Tell whether something is there that is no file: a pipe or a device, which must not be opened."""
    return _is_here(system) and is_there(Path(path)) and not is_file(Path(path))


@contextmanager
def _as_problem(address: str, done: str) -> Iterator[None]:
    """Turn whatever goes wrong at an address into a FileProblem that names it: each file system has its own errors."""
    try:
        yield
    except FileProblem as problem:
        raise FileProblem(Path(address), problem.message) from problem
    except Exception as error:
        said = reason(error) if isinstance(error, OSError) and error.errno else f"{type(error).__name__}: {error}"
        raise FileProblem(Path(address), f"it cannot be {done}: {said}") from error


def _opened(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise FileProblem(Path(address), f"addresses need fsspec: {how_to_install('dask')}") from error
    if "::" in address:
        raise FileProblem(Path(address), "addresses within addresses (::) cannot be read: name files or a folder")
    try:
        system, path = url_to_fs(address)
    except (ValueError, ImportError) as error:  # an unknown scheme, or one whose package is not there
        raise FileProblem(Path(address), f"this kind of address cannot be read: {error}") from error
    return system, path
