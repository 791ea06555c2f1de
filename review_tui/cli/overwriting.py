"""Output files that a command must not overwrite, as they are among those that it reads."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from click import UsageError

from review_tui.article.slug import SUFFIXES
from review_tui.files.address import is_address
from review_tui.files.outlet import is_ordinary
from review_tui.files.presence import is_file, is_folder, is_same
from review_tui.lint.config.locating import OWN_NAME, SHARED_NAME
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.discovery.discovery import is_walked_to
from review_tui.lint.project import Project, exclusions_of


def spare_what_is_read(option: str, output: Path, paths: Iterable[str], project: Project) -> None:
    """Raise UsageError where the output, which an option names, would overwrite what a run over some paths reads."""
    what = read_by_lint(output, (path for path in paths if not is_address(path)), project)
    if what:
        raise UsageError(f"{option} {output} is {what}, and would be lost: name another file")


def read_by_lint(output: Path, paths: Iterable[str], project: Project) -> str:
    """Return what the output file is to a run over some paths, such as "a configuration"; empty where it is nothing.

    `paths` are the files and folders that the command line names.
    """
    place = project.absolute(output)
    if not is_ordinary(place) or not is_file(place):
        return ""
    named = [project.absolute(path) for path in paths]
    if is_one_of(place, filter(is_file, named)) or any(_is_below(place, folder, project) for folder in named):
        return "an article of this run"
    if place.name.lower().endswith(SUFFIXES) and is_one_of(
        place.parent, (each.parent for each in named if is_file(each))
    ):
        return "a Markdown file beside the articles of this run"  # a pattern of the shell gave it to the option
    if place.name in (OWN_NAME, SHARED_NAME):
        return "a configuration"
    folders = {each if is_folder(each) else each.parent for each in (*named, place)}
    for what, files in _beside(folders, project):
        if is_one_of(place, files):
            return what
    return ""


def is_one_of(path: Path, files: Iterable[Path]) -> bool:
    """Tell whether a path leads to one of some files, even under another name."""
    return any(is_same(path, file) for file in files)


def _is_below(place: Path, folder: Path, project: Project) -> bool:
    """Tell whether a walk through a folder comes to an article."""
    if not is_folder(folder) or not place.name.lower().endswith(SUFFIXES):
        return False
    is_below = Path(os.path.realpath(place)).is_relative_to(os.path.realpath(folder))
    return is_below and is_walked_to(place, exclusions_of(project))


def _beside(folders: Iterable[Path], project: Project) -> Iterator[tuple[str, tuple[Path, ...]]]:
    """Yield the other files that a run over some folders reads, under the name of what they are."""
    for folder in folders:
        with suppress(ConfigError):  # told of where the articles are
            config = project.config_file(folder)
            yield "the configuration", (config.path,) if config else ()
            yield "the file of the decisions", (project.decisions(folder),)
            yield "the glossary", project.glossary(folder).paths
