"""Which glossary a command means, and what is wrong with it."""

from collections.abc import Iterable
from pathlib import Path

import click

from review_tui.cli.messages import MOST_PROBLEMS, complain, note, warn
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.glossary.storage.location import GlossaryPlace, GlossarySource, fault_of
from review_tui.lint.project import Overrides, Project

NOWHERE = "there is no glossary here or above: name one with --glossary, or run `review-tui glossary init`"


def locate_glossary(named: tuple[Path, ...]) -> GlossaryPlace:
    """Return where the glossary is that was named, or else that of the current folder."""
    project = Project(Overrides(glossary=named))
    return project.glossary(project.folder)


def load(named: tuple[Path, ...], *, quiet: bool = False) -> Glossary | None:
    """Return the named glossary, or that of the current folder, after saying what is wrong with it, unless `quiet`.

    Return None, after saying why, where there is none or a file of it cannot be read.
    """
    place = locate_glossary(named)
    if place.source is GlossarySource.NONE:
        complain(NOWHERE)
        return None
    if place.source is GlossarySource.SHIPPED:
        note(f"Using the glossary that comes with review-tui ({place.paths[0].parent}).")
    return load_from(place, quiet=quiet)


def load_from(place: GlossaryPlace, *, quiet: bool) -> Glossary | None:
    """Return the glossary at a place; None where a file of it cannot be read, which is said even when `quiet`."""
    loaded = load_glossary(place.paths)
    fatal = is_unread(loaded, place.paths)
    if not quiet or fatal:
        report_problems(map(str, loaded.problems), fatal=fatal)
    return None if fatal else loaded


def spare_glossary(output: Path | None, glossary: Glossary) -> None:
    """Raise UsageError where the output would do harm to the glossary that it is made of."""
    if output is None:
        return
    from review_tui.glossary.exchange.exporting import harm_of

    harm = harm_of(output, [table.path for table in glossary.tables])
    if harm:
        raise click.UsageError(f"--output {output} {harm}: name another file")


def spare_articles(
    output: Path | None,
    paths: tuple[str, ...],
    source: Path | None,
    glossary: tuple[Path, ...],
    option: str = "--output",
) -> None:
    """Raise UsageError where the output would overwrite what is looked at: an article, an original or the glossary.

    `source` is the folder of the originals, `glossary` what the command line names, `option` what names the output.
    """
    if output is None:
        return
    from review_tui.cli.overwriting import spare_what_is_read

    originals = [str(source)] if source is not None else []
    spare_what_is_read(option, output, [*(paths or ["."]), *originals], Project(Overrides(glossary=glossary)))


def is_unread(glossary: Glossary, paths: Iterable[Path]) -> bool:
    """Tell whether some of a glossary's files, or one of its folders, could not be read."""
    return any(table.unread is not None for table in glossary.tables) or any(map(fault_of, paths))


def report_problems(problems: Iterable[str], *, fatal: bool = False) -> None:
    """Say what is wrong: as errors where that is `fatal`, else as warnings; of many, only the first ones."""
    messages = list(problems)
    for message in messages[:MOST_PROBLEMS]:
        (complain if fatal else warn)(message)
    if len(messages) > MOST_PROBLEMS:
        warn(f"and {len(messages) - MOST_PROBLEMS:,} more like these")
