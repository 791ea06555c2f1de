"""`review-tui glossary`: the terms as a file."""

import sys
from pathlib import Path

import click

from review_tui.cli.exit_codes import CLEAN, TROUBLE
from review_tui.cli.messages import complain, note, warn
from review_tui.glossary.glossary import Glossary, csv_files, load_glossary
from review_tui.glossary.location import FOLDER, shipped
from review_tui.lint.project import Choices, Project, Source


@click.group("glossary", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Work with the glossary: a CSV file, or a folder of them, one row for each rendering of a term."""


@command.command("export")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), help="Default: stdout."
)
@click.option("--spreadsheet-safe", is_flag=True, help="For Excel and its like: no cell is run as a formula.")
@click.option("--glossary", "-g", type=click.Path(path_type=Path), multiple=True, help="A glossary file or folder.")
def export(output: Path | None, *, spreadsheet_safe: bool, glossary: tuple[Path, ...]) -> int:
    """Write the glossary to one CSV file.

    It is UTF-8, sorted, one row a rendering. With --spreadsheet-safe it begins with a byte order mark, and a cell that
    begins like a formula has one ' before it, which an import takes away again.
    """
    from review_tui.files.atomic import write
    from review_tui.files.stamp import FileProblem
    from review_tui.glossary.export import export_csv

    loaded = _load(glossary)
    if loaded is None:
        return TROUBLE
    data = export_csv(loaded, spreadsheet_safe=spreadsheet_safe)
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return CLEAN
    try:
        write(output, data)
    except FileProblem as problem:
        complain(str(problem))
        return TROUBLE
    renderings = sum(len(concept.renderings) for concept in loaded.concepts)
    note(f"Wrote {len(loaded):,} concepts with {renderings:,} renderings to {output}.")
    return CLEAN


@command.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=FOLDER)
def init(folder: Path) -> int:
    """Copy the glossary that comes with review-tui into a folder (glossary/), for editing.

    Articles in and below the folder that holds glossary/ then use it.
    """
    from review_tui.files.atomic import write
    from review_tui.files.stamp import FileProblem

    place = shipped()
    if not place.paths:
        complain("this installation has no glossary to copy: install review-tui again")
        return TROUBLE
    if csv_files(folder):
        complain(f"{folder}: there is a glossary already; name another folder, or edit that one")
        return TROUBLE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in place.paths:
            write(folder / path.name, path.read_bytes())
    except (FileProblem, OSError) as problem:
        complain(str(problem))
        return TROUBLE
    names = ", ".join(path.name for path in place.paths)
    note(f"Copied {names} to {folder}{'' if str(folder).endswith('/') else '/'}. It is yours to edit.")
    return CLEAN


def _load(named: tuple[Path, ...]) -> Glossary | None:
    """Return the glossary that is meant, what is wrong with it said; None where there is none to use."""
    project = Project(Choices(glossary=named))
    place = project.glossary(project.folder)
    if place.source is Source.NONE:
        complain("there is no glossary here or above: name one with --glossary, or run `review-tui glossary init`")
        return None
    if place.source is Source.SHIPPED:
        note(f"Using the glossary that comes with review-tui ({place.paths[0].parent}).")
    loaded = load_glossary(place.paths)
    unread = [table for table in loaded.tables if table.unread is not None]
    for problem in loaded.problems:
        (complain if unread else warn)(str(problem))
    return None if unread else loaded
