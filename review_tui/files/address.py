"""Articles at addresses such as s3://bucket/articles, read through fsspec. They are only read, never written."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from review_tui.files.stamp import LIMIT, FileProblem, reason

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_address(path: str) -> bool:
    """Tell whether a path is an address: `s3://…`, `file://…`, `memory://…`."""
    return _SCHEME.match(path) is not None


def fetch(address: str) -> bytes:
    """Return the bytes at an address.

    Raises FileProblem where they cannot be had, or are more than a file of ours may have.
    """
    system, path = _opened(address)
    try:
        with system.open(path, "rb") as file:
            data: bytes = file.read(LIMIT + 1)
    except OSError as error:
        raise FileProblem(Path(address), reason(error)) from error
    except Exception as error:  # each file system has errors of its own
        raise FileProblem(Path(address), f"it cannot be read: {type(error).__name__}: {error}") from error
    if len(data) > LIMIT:
        raise FileProblem(Path(address), f"it is larger than {LIMIT // 2**20} MiB, which no article is")
    return data


def files_at(address: str) -> Iterator[str] | None:
    """Return the addresses of all files below an address, in order; None where it is a file itself.

    Raises FileProblem where nothing is there, or it cannot be looked at.
    """
    system, path = _opened(address)
    try:
        if system.isfile(path):
            return None
        if not system.isdir(path):
            raise FileProblem(Path(address), "there is no such file or folder: check the spelling")
        return iter([system.unstrip_protocol(name) for name in sorted(system.find(path))])
    except OSError as error:
        raise FileProblem(Path(address), reason(error)) from error
    except FileProblem:
        raise
    except Exception as error:  # each file system has errors of its own
        raise FileProblem(Path(address), f"it cannot be looked at: {type(error).__name__}: {error}") from error


def _opened(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise FileProblem(Path(address), "addresses need fsspec: pip install 'review-tui[dask]'") from error
    try:
        system, path = url_to_fs(address)
    except (ValueError, ImportError) as error:  # an unknown scheme, or one whose package is not there
        raise FileProblem(Path(address), f"this kind of address cannot be read: {error}") from error
    return system, path
