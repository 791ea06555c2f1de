"""`review-tui glossary export`: the terms for translators, engines and spreadsheets."""

from pathlib import Path

import click

from review_tui.cli.arguments import glossary_option, output_option
from review_tui.cli.exit_codes import CLEAN, TROUBLE
from review_tui.cli.glossary.loading import load, spare_glossary
from review_tui.cli.messages import complain, note
from review_tui.cli.progress import elapsing
from review_tui.glossary.exchange.exporting import NATIVE, exported
from review_tui.glossary.exchange.formats import WRITTEN
from review_tui.glossary.exchange.model import FormatError
from review_tui.text.count import count


@click.command("export")
@click.option("--format", "-f", "name", type=click.Choice(WRITTEN), default=NATIVE, help="Default: native.")
@output_option
@click.option("--spreadsheet-safe", is_flag=True, help="For Excel and its like: no cell is run as a formula.")
@glossary_option
def command(name: str, output: Path | None, *, spreadsheet_safe: bool, glossary: tuple[Path, ...]) -> int:
    """Write the glossary to one file.

    The native CSV file is UTF-8, sorted, one row a rendering. With --spreadsheet-safe it begins with a byte order mark,
    and a cell that begins like a formula has one ' before it, which an import takes away again. Any other format gets
    exactly what its tool accepts; what that cannot hold is said on stderr.
    """
    from review_tui.cli.streams import send

    if spreadsheet_safe and name != NATIVE:
        raise click.UsageError(f"--spreadsheet-safe is for the native format: {name} files are not for spreadsheets")
    loaded = load(glossary)
    if loaded is None:
        return TROUBLE
    spare_glossary(output, loaded)
    try:
        with elapsing(f"making the {name} file"):
            made = exported(loaded, name, spreadsheet_safe=spreadsheet_safe)
    except FormatError as problem:
        complain(str(problem))
        return TROUBLE
    for line in made.dropped:
        note(f"Lost in {name}: {line}.")
    send(made.data, output)
    if output is None:
        return CLEAN
    if name == NATIVE:
        renderings = sum(len(concept.renderings) for concept in loaded.concepts)
        note(f"Wrote {count(len(loaded), 'concept')} with {count(renderings, 'rendering')} to {output}.")
    else:
        note(f"Wrote {count(len(made.data), 'byte')} to {output}.")
    return CLEAN
