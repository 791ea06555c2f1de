"""Writing the report: where it belongs, in its format, as it comes in."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from review_tui.cli.linting.options import LintOptions
from review_tui.cli.messages import note, warn
from review_tui.cli.progress import ProgressLine
from review_tui.cli.streams import for_stream, style_of
from review_tui.files.outlet import is_ordinary, outlet
from review_tui.lint.report import Report
from review_tui.lint.tally import Tally, counted
from review_tui.output.formats import FORMATS, renderer
from review_tui.output.style import Style
from review_tui.output.summary import as_json, statistics, summary
from review_tui.text.count import count
from review_tui.text.visible import visible

Placed = Callable[[Iterable[Report]], Iterator[Report]]
"""Gives reports the paths that the format wants."""


def write(
    options: LintOptions, reports: Iterable[Report], tally: Tally, progress: ProgressLine, placed: Placed
) -> None:
    """Write the reports, and count them in the `tally`."""
    with _sink(options) as (put, style):
        for piece in _pieces(options, counted(reports, tally), tally, style, placed):
            progress.clear()
            put(piece)
        progress.clear()


def sum_up(options: LintOptions, tally: Tally) -> None:
    """Print what the reports come to, where people read the format or the log beside it."""
    most = FORMATS[options.format].most
    if most and tally.findings > most:
        hint = "--min-severity leaves out the less bad ones, --baseline all that are there today"
        warn(f"GitHub refuses a report with more than {most:,} results, and this one has {tally.findings:,}: {hint}")
    if options.diff:
        note(f"{count(tally.mended, 'finding')} would be fixed in {count(tally.mended_files, 'file')}.")
    elif options.is_among_what_people_read or options.output_file is not None:
        aside = not options.is_for_people or options.gives_article or options.output_file is not None
        click.echo(summary(tally, fixing=options.fix), nl=False, err=aside)
        if options.output_file is not None and is_ordinary(options.output_file):
            note(f"The report is in {options.output_file}.")


def _pieces(
    options: LintOptions, reports: Iterable[Report], tally: Tally, style: Style, placed: Placed
) -> Iterator[str]:
    """Yield what is to be written."""
    if options.diff:
        yield from (report.diff for report in reports if report.diff)
    elif options.statistics:
        for _ in reports:
            pass
        yield from _statistics(options, tally, style)
    else:
        yield from renderer(options.format)(placed(reports), style)


def _statistics(options: LintOptions, tally: Tally, style: Style) -> Iterator[str]:
    if options.is_among_what_people_read:
        yield from statistics(tally, style)
        yield "\n"
    else:
        from review_tui.lint.finding_json import encoded

        yield encoded(as_json(tally)) + "\n"


@contextmanager
def _sink(options: LintOptions) -> Iterator[tuple[Callable[[str], object], Style]]:
    """Give a function that writes a piece of the report, and the style of the pieces; a file is replaced at the end."""
    if options.output_file is not None:
        with outlet(options.output_file) as out:
            is_seen = options.diff and out.is_terminal
            yield lambda piece: out.write((visible(piece, lines=True) if is_seen else piece).encode()), Style()
        return
    stream = sys.stderr if options.gives_article else sys.stdout
    is_for_programs = not options.is_for_people or (
        options.diff and not stream.isatty()
    )  # a patch is of the file's bytes
    if is_for_programs and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8")
    yield lambda piece: stream.write(for_stream(piece, stream) if options.diff else piece), style_of(stream)
    stream.flush()
