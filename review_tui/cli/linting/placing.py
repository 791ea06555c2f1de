"""The names of files for services that know the repository, and not the folder in it that the run was in."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from review_tui.files.address import is_address
from review_tui.files.naming import absolute, slashed
from review_tui.files.presence import repository_of
from review_tui.lint.report import Report
from review_tui.output.formats import FORMATS


def placed(reports: Iterable[Report], name: str, folder: Path, file_of: Callable[[str], str]) -> Iterator[Report]:
    """Yield the reports with the paths that the format `name` wants: for some, from the root of the repository.

    `folder` is the one that the run is in; `file_of` returns the absolute path, or the address, of a report's path.
    What lies outside of the repository keeps its name, and so does everything where there is no repository.
    """
    form = FORMATS[name]
    if not form.from_root:
        yield from reports
        return
    root = repository_of(folder)
    for report in reports:
        if not report.items and not report.failures:
            yield report
            continue
        path = _path(report.path, str(folder), None if root is None else str(root), file_of)
        if path != report.path:
            report = replace(report, path=path.replace(os.sep, "/") if form.takes_any_name else slashed(path))
        yield report


def _path(shown: str, folder: str, root: str | None, file_of: Callable[[str], str]) -> str:
    """Return the path of a file from the root; bytes in it that are no text are surrogates, as Python has them."""
    file = file_of(shown)
    if is_address(file):
        return shown
    whole = str(absolute(file, Path(folder)))
    if root is not None and whole.startswith(root.rstrip(os.sep) + os.sep):
        return os.path.relpath(whole, root)
    own = whole if os.path.isabs(shown) else os.path.relpath(whole, folder)  # noqa: PTH117
    return own if slashed(own) == shown else shown
