"""`review-tui lint`: the options. What is done with them stands in `review_tui.cli.linting`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from review_tui.cli.arguments import (
    FILE,
    FILE_OR_STREAM,
    Decorated,
    articles_argument,
    glossary_option,
    selectors_in,
    severity_option,
)
from review_tui.cli.cluster import scheduler_option
from review_tui.cli.linting.contradictions import contradictions
from review_tui.cli.linting.options import LintOptions
from review_tui.cli.linting.running import lint
from review_tui.cli.streams import STDOUT
from review_tui.lint.project import Overrides
from review_tui.output.formats import NAMES


def selectors(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split selectors at commas, and refuse those that name no rule."""
    chosen = selectors_in(values)
    if chosen:
        from review_tui.rules.selector import UnknownRuleError, codes_of

        for selector in chosen:
            try:
                codes_of(selector)
            except UnknownRuleError as error:
                raise click.BadParameter(str(error), ctx, parameter) from None
    return chosen


def _rules(*names: str, text: str) -> Callable[[Decorated], Decorated]:
    return click.option(*names, multiple=True, callback=selectors, metavar="RULES", help=text)


@click.command("lint")
@articles_argument
@_rules("--select", "-s", text="Run only these rules: codes, beginnings of codes (T7) or names.")
@_rules("--ignore", "-i", text="Do not run these rules.")
@_rules("--extend-select", "-e", text="Run these rules as well.")
@click.option("--fix", is_flag=True, help="Make the safe fixes in the files.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="With --fix or --diff: make the suggested fixes too.")
@click.option("--diff", is_flag=True, help="Show what the fixes would change, and change nothing.")
@click.option("--output-format", "-f", type=click.Choice(NAMES), help="Default: text, or github under GitHub Actions.")
@click.option("--output-file", "-o", type=FILE_OR_STREAM, help="Write the report here. [default: -, which is stdout]")
@click.option("--statistics", is_flag=True, help="Count the findings and their articles by rule and by concept.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings.")
@severity_option("--min-severity", "Leave out what is less bad than this.")
@severity_option("--fail-on", "Exit with 1 only for findings as bad as this. [default: warning]")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes to use. [default: one for each processor]")
@scheduler_option
@click.option("--no-cache", is_flag=True, help="Check unchanged files again.")
@glossary_option
@click.option("--config", type=FILE, help="The configuration file that holds, for all files.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@click.option("--decisions", type=FILE, help="The file with the editors' decisions.")
@click.option("--no-decisions", is_flag=True, help="Report what editors decided to leave, too.")
@click.option("--baseline", is_flag=True, help="Decide to leave all of today's findings, so that only new ones count.")
@click.option("--prune", is_flag=True, help="Take out decisions that match nothing any more.")
@click.option("--force-exclude", is_flag=True, help="Leave out named files and folders too, as a run over all does.")
@click.option("--stdin-filename", metavar="NAME", help="What to call the article on stdin (PATH -).")
def command(
    paths: tuple[str, ...],
    *,
    output_file: Path | None,
    no_cache: bool,
    no_decisions: bool,
    stdin_filename: str | None,
    **others: Any,
) -> int:
    """Check Markdown articles: files, folders, or - for stdin.

    Exits with 0 where nothing is found, with 1 for findings (see --fail-on), with 2 for bad usage, a bad configuration,
    a file that is missing or cannot be read, or nothing to check.
    """
    is_on_stdout = output_file is not None and str(output_file) == STDOUT
    # All others are fields of `Overrides` or of `LintOptions`, by the same names.
    overrides = Overrides(**{name: others.pop(name) for name in Overrides.__struct_fields__})
    options = LintOptions(
        paths=paths or (".",),
        overrides=overrides,
        output_file=None if is_on_stdout else output_file,
        stdin_name=stdin_filename or "stdin.md",
        cache=not no_cache,
        decisions=not no_decisions,
        **others,
    )
    wrong = contradictions(options, reports_on_stdout=is_on_stdout, names_stdin=stdin_filename is not None)
    if (first := next(wrong, None)) is not None:
        raise click.UsageError(first)
    return lint(options)
