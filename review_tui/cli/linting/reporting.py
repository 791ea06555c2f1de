"""Writing the report: where it belongs, in its format, as it comes in."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from review_tui.cli.linting.asked import Linting
from review_tui.cli.messages import note
from review_tui.cli.progress import ProgressLine
from review_tui.cli.streams import for_stream, style_of
from review_tui.files.outlet import is_ordinary, outlet
from review_tui.lint.report import Report
from review_tui.lint.tally import Tally, counted
from review_tui.output.formats import renderer
from review_tui.output.style import Style
from review_tui.output.summary import as_json, statistics, summary
from review_tui.text.count import count
from review_tui.text.visible import visible

Placed = Callable[[Iterable[Report]], Iterator[Report]]
"""Gives reports the paths that the format wants."""


def write(asked: Linting, reports: Iterable[Report], tally: Tally, progress: ProgressLine, placed: Placed) -> None:
    """Write the reports, and count them in the `tally`."""
    with _sink(asked) as (put, style):
        for piece in _pieces(asked, counted(reports, tally), tally, style, placed):
            progress.clear()
            put(piece)
        progress.clear()


def sum_up(asked: Linting, tally: Tally) -> None:
    """Say what the reports come to, where somebody reads that."""
    if asked.diff:
        note(f"{count(tally.mended, 'finding')} would be fixed in {count(tally.mended_files, 'file')}.")
    elif asked.is_among_what_people_read or asked.output_file is not None:
        aside = not asked.is_for_people or asked.gives_article or asked.output_file is not None
        click.echo(summary(tally, fixing=asked.fix), nl=False, err=aside)
        if asked.output_file is not None and is_ordinary(asked.output_file):
            note(f"The report is in {asked.output_file}.")


def _pieces(asked: Linting, reports: Iterable[Report], tally: Tally, style: Style, placed: Placed) -> Iterator[str]:
    """Yield what is to be written."""
    if asked.diff:
        yield from (report.diff for report in reports if report.diff)
    elif asked.statistics:
        for _ in reports:
            pass
        yield from _statistics(asked, tally, style)
    else:
        yield from renderer(asked.format)(placed(reports), style)


def _statistics(asked: Linting, tally: Tally, style: Style) -> Iterator[str]:
    if asked.is_among_what_people_read:
        yield from statistics(tally, style)
        yield "\n"
    else:
        from review_tui.lint.jsonline import encoded

        yield encoded(as_json(tally)) + "\n"


@contextmanager
def _sink(asked: Linting) -> Iterator[tuple[Callable[[str], object], Style]]:
    """Yield a function that writes a piece of the report, and the style to write in. A file is replaced at the end."""
    if asked.output_file is not None:
        with outlet(asked.output_file) as out:
            is_seen = asked.diff and out.is_terminal
            yield lambda piece: out.write((visible(piece, lines=True) if is_seen else piece).encode()), Style()
        return
    stream = sys.stderr if asked.gives_article else sys.stdout
    is_for_programs = not asked.is_for_people or (asked.diff and not stream.isatty())  # a patch is of the file's bytes
    if is_for_programs and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8")
    yield lambda piece: stream.write(for_stream(piece, stream) if asked.diff else piece), style_of(stream)
    stream.flush()
