"""`review-tui glossary import`: take a glossary file in."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from review_tui.cli.arguments import FILE, FILE_OR_STREAM, glossary_option
from review_tui.cli.exit_codes import CLEAN, FINDINGS, TROUBLE
from review_tui.cli.glossary.loading import NOWHERE, is_unread, locate_glossary, report_problems
from review_tui.cli.messages import complain, note
from review_tui.cli.progress import elapsing
from review_tui.cli.streams import STDIN, take
from review_tui.files.presence import is_taken
from review_tui.glossary.concept import Status
from review_tui.glossary.exchange.formats import GUESSED, guess, reader
from review_tui.glossary.exchange.merge import Merged, RowFate, merge
from review_tui.glossary.exchange.model import FormatError, Imported
from review_tui.glossary.exchange.script import SCRIPTS, convert
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.glossary.storage.location import FOLDER, GlossarySource, csv_files, fault_of
from review_tui.glossary.today import today
from review_tui.severity import Severity
from review_tui.text.count import count


@click.command("import")
@click.argument("file", type=FILE_OR_STREAM)
@click.option("--format", "-f", "name", type=click.Choice(GUESSED), help="Default: told by the file's content.")
@click.option("--dry-run", "-n", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--status", type=click.Choice([each.value for each in Status]), help="Give every new row this status.")
@click.option("--script", type=click.Choice(list(SCRIPTS)), help="Turn the Chinese into this script first.")
@click.option("--overwrite", is_flag=True, help="Where the file contradicts the glossary, the file counts.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although rows conflict or do not count.")
@click.option(
    "--into",
    type=FILE,
    help="The glossary file for new concepts; in a glossary/ folder, that is the glossary.",
)
@glossary_option
def command(
    file: Path,
    *,
    name: str | None,
    dry_run: bool,
    status: str | None,
    script: str | None,
    overwrite: bool,
    exit_zero: bool,
    into: Path | None,
    glossary: tuple[Path, ...],
) -> int:
    """Take a glossary file in (- for stdin), and say row by row what becomes of it.

    A row is added, changes a row that is there, is untouched since it is there already, or is conflicting: then the
    glossary stays as it is, unless --overwrite is given. Rows of formats that know no status come in as provisional,
    which never makes a finding by itself. Concepts are told by their id, else by their English term.

    Exits with 0 where every row was taken or is there already, with 1 where one conflicts or does not count (the others
    are taken all the same), with 2 where the file or the glossary cannot be read or written.
    """
    from review_tui.collector import undisturbed
    from review_tui.files.lock import locked
    from review_tui.files.naming import slashed
    from review_tui.files.outlet import is_ordinary

    try:
        data = take(file)
        file = Path("stdin") if str(file) == STDIN else file
        with undisturbed():
            imported = _imported(data, file, name, script)
        with (
            undisturbed(),
            elapsing("taking it in"),
            # whoever edits it meanwhile loses no row
            locked(*locate_glossary(glossary).paths, *([into] if into else [])),
        ):
            before, path = _target(glossary, into, is_trial=dry_run)
            merged = merge(
                before,
                imported,
                path,
                status=Status(status) if status else None,
                origin=slashed(file.name) if is_ordinary(file) else "import",
                updated=today(),
                overwrite=overwrite,
            )
            written = () if dry_run else tuple(_write(before, merged.glossary))
    except EditError as problem:
        complain(str(problem))
        return TROUBLE
    except FormatError as problem:
        complain(f"{file}: {problem}")
        return TROUBLE
    report_problems(map(str, imported.problems))
    for line in _report(merged, file):
        click.echo(line)
    if dry_run:
        note("Nothing was changed (--dry-run).")
    for path in written:
        note(f"Wrote {path}.")
    return FINDINGS if _tell_unmet(merged, imported, file) and not exit_zero else CLEAN


def _tell_unmet(merged: Merged, imported: Imported, file: Path) -> bool:
    """Say how many rows were not taken, and tell whether there were any."""
    conflicting = merged.count(RowFate.CONFLICTING)
    lost = sum(problem.severity is Severity.ERROR for problem in imported.problems)
    if lost:
        verb = "does" if lost == 1 else "do"
        note(f"{count(lost, 'row')} of {file} {verb} not count, as said above.")
    if conflicting:
        verb = "contradicts" if conflicting == 1 else "contradict"
        hint = "which stays as it is (--overwrite lets the file count)"
        note(f"{count(conflicting, 'row')} {verb} the glossary, {hint}.")
    return bool(lost or conflicting)


def _write(before: Glossary, after: Glossary) -> Iterator[Path]:
    """Write the files that changed, and yield them."""
    from review_tui.files.atomic import write
    from review_tui.glossary.storage.table import dump_table

    old = {table.path: table for table in before.tables}
    for table in after.tables:
        if table is not old.get(table.path):
            table.path.parent.mkdir(parents=True, exist_ok=True)
            write(table.path, dump_table(table))
            yield table.path


def _imported(data: bytes, file: Path, name: str | None, script: str | None) -> Imported:
    chosen = name or guess(data)
    with elapsing(f"reading {file}"):
        imported = reader(chosen).read(data, file)
    if name is None:
        note(f"{file} looks like {chosen}.")
    return replace(imported, concepts=convert(imported.concepts, script)) if script else imported


def _target(named: tuple[Path, ...], into: Path | None, *, is_trial: bool) -> tuple[Glossary, Path]:
    """Return the glossary to take the file into, and the path of its file for new concepts.

    For a trial, that may be the glossary that comes with review-tui.
    """
    if into is not None and not named:
        if fault := fault_of(into.parent):
            raise click.ClickException(f"{into.parent}: {fault}")
        beside = [path for path in csv_files(into.parent) if into.parent.name == FOLDER and path.name != into.name]
        return _read([*beside, *([into] if is_taken(into) else [])]), into
    place = locate_glossary(named)
    if place.source is GlossarySource.SHIPPED and not is_trial:
        raise click.ClickException(
            "the glossary that comes with review-tui is not to be changed: run `review-tui glossary init` first, or "
            "name a file with --into"
        )
    if place.source is GlossarySource.NONE:
        raise click.ClickException(NOWHERE)
    missing = [path for path in place.paths if not is_taken(path)]
    if missing:
        raise click.ClickException(f"{missing[0]}: there is no such file; to make one, name it with --into")
    return _read(place.paths), into or place.paths[-1]


def _read(paths: Sequence[Path]) -> Glossary:
    """Return the glossary in some files. Raises ClickException where one cannot be read: its rows would come twice."""
    glossary = load_glossary(paths)
    if is_unread(glossary, paths):
        raise click.ClickException(str(next(problem for problem in glossary.problems if problem.of_file)))
    return glossary


def _report(merged: Merged, file: Path) -> Iterator[str]:
    """Yield a line for each row that is not untouched, and a line with the counts."""
    from review_tui.text.visible import visible

    for line in merged.lines:
        if line.fate is not RowFate.UNTOUCHED:
            detail = f"  {line.detail}" if line.detail else ""
            yield visible(f"{file}:{line.line}: {line.fate}  {line.concept}  {line.zh}{detail}")
    yield ", ".join(f"{merged.count(fate):,} {fate}" for fate in RowFate) + "."
