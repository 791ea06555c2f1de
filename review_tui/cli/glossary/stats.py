"""`review-tui glossary stats`: how consistently the articles render their terms."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from review_tui.cli.arguments import ANY, articles_argument, glossary_option, output_option
from review_tui.cli.cluster import cluster_at, scheduler_option
from review_tui.cli.exit_codes import CLEAN, TROUBLE
from review_tui.cli.glossary.loading import load, locate_glossary, spare_articles

if TYPE_CHECKING:
    from review_tui.article import Article
    from review_tui.glossary.consistency.counts import UseCount


@click.command("stats")
@articles_argument
@click.option("--source", type=ANY, help="The folder of the originals, same file names.")
@click.option("--substrings", is_flag=True, help="With --source: count as the WMT tasks do, inside longer words too.")
@click.option("--limit", type=click.IntRange(0), default=30, help="Concepts in the table. [default: 30; 0: all]")
@click.option(
    "--output-format", "-f", type=click.Choice(["text", "json", "csv"]), default="text", help="Default: text."
)
@output_option
@scheduler_option
@glossary_option
def command(
    paths: tuple[str, ...],
    *,
    source: Path | None,
    substrings: bool,
    limit: int,
    output_format: str,
    output: Path | None,
    scheduler: str | None,
    glossary: tuple[Path, ...],
) -> int:
    """Measure how consistently terms are rendered, over all the articles.

    Concepts come in the order in which it pays to settle them: articles times (1 - HHI). HHI is 1 for one rendering
    throughout; effective is how many renderings in equal parts would be as inconsistent; LTCR is the share of pairs of
    uses with the same rendering, undefined (–) below two uses. Micro and macro are the shares of uses that have the
    preferred rendering (or else the commonest), over all uses and as a mean over concepts. Renderings of another pos,
    such as an abbreviation beside the full form, are measured by themselves: they are no rivals. With --source the
    success rate of the WMT terminology tasks is added.
    """
    from review_tui.cli.glossary.articles import Articles
    from review_tui.cli.streams import send, style_of
    from review_tui.glossary.consistency.counts import Counts
    from review_tui.glossary.consistency.statistics import Successes, figures
    from review_tui.lint.finding_json import encoded
    from review_tui.output.figures import as_csv, table
    from review_tui.output.style import Style

    if substrings and source is None:
        raise click.UsageError("--substrings counts in the originals too: name their folder with --source")
    loaded = load(glossary, quiet=True)
    if loaded is None:
        return TROUBLE
    spare_articles(output, paths, source, glossary)
    counts, successes = Counts(), Successes()
    articles = Articles(paths, source)
    files = tuple(str(path.absolute()) for path in locate_glossary(glossary).paths)
    with cluster_at(scheduler) as cluster:
        for uses, slugs, rates in articles.each(partial(_measured, files, substrings), cluster, files):
            counts.add(uses, slugs)
            if rates is not None:
                successes.add(rates)
            articles.found = len(counts.concepts)
    if articles.seen:
        result = figures(counts, successes, loaded)
        if output_format == "json":
            data = (encoded(result) + "\n").encode()
        elif output_format == "csv":
            data = as_csv(result)
        else:
            style = style_of(sys.stdout) if output is None else Style()
            data = ("\n".join(table(result, style, limit or None)) + "\n").encode()
        send(data, output)
    return TROUBLE if articles.trouble else CLEAN


def _measured(
    files: tuple[str, ...], substrings: bool, article: "Article", original: "Article | None"
) -> "tuple[tuple[UseCount, ...], set[str], list[tuple[str, float]] | None]":
    """Return how an article renders its terms, what it links to, and how well it keeps to its original's terms."""
    from review_tui.glossary.consistency.counting import uses_of
    from review_tui.glossary.consistency.statistics import substring_success_rates, success_rates
    from review_tui.glossary.search.mentions import slugs_of
    from review_tui.lint.settings import matcher_of

    matcher = matcher_of(files)
    uses = uses_of(article, matcher)
    if original is None:
        rates = None
    elif substrings:
        rates = substring_success_rates(article, original, matcher.glossary)
    else:
        rates = success_rates(original, matcher.glossary, uses)
    return uses, slugs_of(article), rates
