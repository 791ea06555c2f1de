"""`review-tui glossary mine`: candidates for the glossary, from articles that are there."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from review_tui.cli.arguments import ANY, articles_argument, glossary_option, output_option
from review_tui.cli.cluster import cluster_at, scheduler_option
from review_tui.cli.exit_codes import CLEAN, TROUBLE
from review_tui.cli.glossary.loading import load_from, locate_glossary, spare_articles
from review_tui.cli.messages import note
from review_tui.glossary.mining.candidates import Candidate
from review_tui.glossary.today import today


@click.command("mine")
@articles_argument
@click.option("--source", type=ANY, help="The folder of the originals, same file names.")
@output_option
@click.option("--new", is_flag=True, help="Leave out what the glossary has already.")
@scheduler_option
@glossary_option
def command(
    paths: tuple[str, ...],
    *,
    source: Path | None,
    output: Path | None,
    new: bool,
    scheduler: str | None,
    glossary: tuple[Path, ...],
) -> int:
    """Find candidates for the glossary: in links, titles and first mentions with the English in brackets.

    The file is a glossary file, every row provisional, so that an editor can settle it and `glossary import` takes it
    in. The rows come in the order in which it pays to settle them: articles times (1 - HHI). What was rejected is
    written beside it, with the reason (OUTPUT-rejected.csv), where that is an ordinary file.
    """
    from review_tui.cli.glossary.articles import Articles
    from review_tui.cli.streams import send
    from review_tui.files.atomic import write
    from review_tui.glossary.mining.candidates import candidates
    from review_tui.glossary.mining.evidence import Evidence
    from review_tui.glossary.mining.sightings import sightings_of

    loaded = load_from(locate_glossary(glossary), quiet=True)
    if loaded is None:
        return TROUBLE
    spare_articles(output, paths, source, glossary)
    beside = _beside(output)
    spare_articles(beside, paths, source, glossary, "the rejected candidates' file")
    evidence = Evidence()
    articles = Articles(paths, source, "slugs")
    with cluster_at(scheduler) as cluster:
        for sightings in articles.each(sightings_of, cluster):
            evidence.add(sightings)
            articles.found = len(evidence.slugs)
    if not articles.seen:
        return TROUBLE
    found = candidates(evidence, loaded)
    if new:
        found = [each for each in found if not each.known]
    kept = [each for each in found if not each.fault]
    rejected = [each for each in found if each.fault]
    send(_csv(kept), output)
    if beside is not None:
        write(beside, _csv(rejected, reasons=True))
        note(f"Wrote {len(kept):,} candidates to {output}, and {len(rejected):,} rejected ones to {beside}.")
    for reason, count in Counter(_kind(each.fault) for each in rejected).most_common():
        note(f"Rejected: {reason}: {count:,}.")
    return TROUBLE if articles.trouble else CLEAN


def _beside(output: Path | None) -> Path | None:
    """Return the file for what was rejected, beside the output where that is an ordinary file; else None."""
    from review_tui.files.outlet import is_ordinary

    if output is None or not is_ordinary(output):
        return None
    return output.with_name(f"{output.stem}-rejected{output.suffix}")


def _kind(fault: str) -> str:
    """Return a reason without what it names: `belongs to another concept`."""
    for beginning, whole in (
        ("belongs to", "belongs to another concept"),
        ("overruns", "overruns a commoner one"),
        ("a part of", "a part of a longer one"),
    ):
        if fault.startswith(beginning):
            return whole
    return fault


def _csv(found: Iterable[Candidate], *, reasons: bool = False) -> bytes:
    """Return candidates as a glossary file, their counts (and why they were rejected) in columns of their own."""
    from review_tui.glossary.exchange.delimited import write_rows
    from review_tui.glossary.exchange.merge import MINED
    from review_tui.glossary.exchange.spreadsheet import guard
    from review_tui.glossary.storage.columns import HEADER

    lines: list[tuple[str, ...]] = [(*HEADER, "uses", "articles", "urgency", *(["rejected"] if reasons else []))]
    for each in found:
        cells = {
            "concept": each.concept,
            "en": "|".join(each.en),
            "zh": each.zh,
            "status": "provisional",
            "kind": "term",
            "slugs": "|".join(each.slugs),
            "note": f"{each.known} in the glossary" if each.known else "",
            "origin": f"{MINED}{each.origin}",
            "updated": today(),
        }
        own = (str(each.uses), str(each.articles), f"{each.urgency:.2f}", *([each.fault] if reasons else []))
        lines.append(tuple(map(guard, (*(cells.get(name, "") for name in HEADER), *own))))
    return write_rows(lines)
