"""`review-tui glossary lint`: what is wrong with the glossary itself."""

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import click

from review_tui.cli.arguments import ANY, ARTICLES, severity_option
from review_tui.cli.exit_codes import CLEAN, FINDINGS, TROUBLE
from review_tui.cli.glossary.loading import NOWHERE, is_unread, locate_glossary
from review_tui.cli.messages import complain, note
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.inspection.flaw import Flaw
from review_tui.glossary.inspection.inspection import inspect_glossary, mend
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.glossary.storage.location import GlossarySource
from review_tui.severity import Severity
from review_tui.text.count import count


@click.command("lint")
@click.argument("files", nargs=-1, type=ANY)
@click.option("--articles", multiple=True, type=ARTICLES, help="Name concepts that these articles never use.")
@click.option("--fix", is_flag=True, help="Mend what there is only one way to mend.")
@click.option("--output-format", "-f", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@severity_option("--min-severity", "Leave out less. [default: warning; in JSON: info]")
@severity_option("--fail-on", "Exit with 1 for this. [default: warning]")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings.")
def command(
    files: tuple[Path, ...],
    *,
    articles: tuple[str, ...],
    fix: bool,
    output_format: str,
    min_severity: Severity | None,
    fail_on: Severity | None,
    exit_zero: bool,
) -> int:
    """Check the glossary: the files that are named, or else the one that holds here.

    Exits with 0 where nothing is found, with 1 for findings (see --fail-on), with 2 where a file is missing or cannot
    be read.
    """
    from review_tui.files.lock import locked

    place = locate_glossary(files)
    if place.source is GlossarySource.NONE:
        complain(NOWHERE)
        return TROUBLE
    if fix and place.source is GlossarySource.SHIPPED:
        complain("the glossary that comes with review-tui is not to be changed: run `review-tui glossary init` first")
        return TROUBLE
    with locked(*place.paths) if fix else nullcontext():
        glossary = load_glossary(place.paths)
        trouble = is_unread(glossary, place.paths) or not glossary.tables
        if fix and not trouble:
            glossary = _fixed(glossary)
    used, unseen = _used(glossary, articles)
    trouble |= unseen
    flaws = inspect_glossary(glossary, used)
    lowest = min_severity or (Severity.INFO if output_format == "json" else Severity.WARNING)
    asked = {"concept-unused"} if articles and min_severity is None else set()
    shown = [flaw for flaw in flaws if flaw.severity.rank >= lowest.rank or flaw.code in asked]
    if output_format == "json":
        _print_json(shown)
    else:
        _print_text(shown)
        _summary(flaws, shown, len(glossary))
    if trouble:
        return TROUBLE
    failing = any(flaw.severity.rank >= (fail_on or Severity.WARNING).rank for flaw in shown)
    return FINDINGS if failing and not exit_zero else CLEAN


def _fixed(glossary: Glossary) -> Glossary:
    """Mend what can be mended, write it, and return the glossary as it is in the files after that."""
    from review_tui.files.atomic import write
    from review_tui.glossary.storage.table import dump_table

    mended, done = mend(glossary)
    for old, new in zip(glossary.tables, mended.tables, strict=True):
        if new is not old:
            write(new.path, dump_table(new))
            note(f"Wrote {new.path}.")
    note(f"Mended: {done:,}.")
    return load_glossary([table.path for table in mended.tables]) if done else glossary


def _used(glossary: Glossary, paths: tuple[str, ...]) -> tuple[set[str] | None, bool]:
    """Return the concepts that articles speak of (None where none are named), and whether one could not be read."""
    if not paths:
        return None, False
    from review_tui.cli.glossary.articles import Articles
    from review_tui.glossary.consistency.counting import uses_of
    from review_tui.glossary.search.matcher import matcher_for

    matcher = matcher_for(glossary)
    used: set[str] = set()
    articles = Articles(paths)
    for uses in articles.each(lambda article, _: uses_of(article, matcher)):
        used.update(use.concept for use in uses)
        articles.found = len(used)
    return used, articles.trouble


def _print_text(flaws: Sequence[Flaw]) -> None:
    from review_tui.cli.streams import style_of
    from review_tui.text.visible import visible

    style = style_of(sys.stdout)
    for flaw in flaws:
        place = f"{flaw.path}:{flaw.line}" if flaw.line else f"{flaw.path}"
        severity = style.paint(flaw.severity, flaw.severity)
        click.echo(f"{visible(place)}: {severity} {flaw.code}: {visible(flaw.message)}", color=style.colour)


def _print_json(flaws: Sequence[Flaw]) -> None:
    from review_tui.lint.finding_json import encoded

    entries = [
        {
            "path": str(flaw.path) if flaw.path else None,
            "line": flaw.line,
            "code": flaw.code,
            "severity": flaw.severity.value,
            "message": flaw.message,
            "concept": flaw.concept or None,
            "zh": flaw.zh or None,
            "fixable": flaw.fixable,
        }
        for flaw in flaws
    ]
    click.echo(encoded(entries))


def _summary(flaws: Sequence[Flaw], shown: Sequence[Flaw], concepts: int) -> None:
    counts = Counter(flaw.severity for flaw in flaws)
    fixable = sum(flaw.fixable for flaw in flaws)
    said = ", ".join(f"{severity.value}: {counts[severity]:,}" for severity in Severity)
    note(f"{count(concepts, 'concept')}; {said}." + (f" {fixable:,} can be mended with --fix." if fixable else ""))
    if len(shown) < len(flaws):
        note(f"{len(flaws) - len(shown):,} not shown: see them with --min-severity info.")
