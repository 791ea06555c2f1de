"""The figures on concepts, as a table with bars and as CSV."""

from collections.abc import Iterator

from review_tui.glossary.consistency.statistics import ConceptFigures, Figures
from review_tui.glossary.exchange.delimited import write_rows
from review_tui.glossary.exchange.spreadsheet import guard
from review_tui.output.style import Style
from review_tui.text.cells import clip, pad, width
from review_tui.text.count import count
from review_tui.text.visible import visible

UNDEFINED = "–"
_BAR = 16  # cells of a bar that is full
_EIGHTHS = " ▏▎▍▌▋▊▉"
_COLUMNS = (
    "concept", "label", "uses", "articles", "hhi", "hhi_normalised", "effective", "ltcr", "reference", "agreeing",
    "preferred", "success", "zh", "zh_uses", "zh_articles", "zh_share", "zh_status",
)  # fmt: skip


def table(figures: Figures, style: Style, most: int | None = None) -> Iterator[str]:
    """Yield the lines of the table: at most `most` concepts, those first that it pays most to settle."""
    shown = figures.concepts if most is None else figures.concepts[:most]
    for concept in shown:
        yield from _concept(concept, style)
    if len(shown) < len(figures.concepts):
        yield style.paint(f"and {len(figures.concepts) - len(shown):,} more concepts (see --limit)", "dim")
        yield ""
    uses = sum(concept.uses for concept in figures.concepts)
    totals = [
        count(figures.articles, "article"),
        count(figures.slugs, "slug"),
        count(len(figures.concepts), "concept"),
        count(uses, "use"),
    ]
    if figures.originals:
        totals.append(count(figures.originals, "original"))
    yield ", ".join(totals)
    yield (
        f"consistency: micro {_two(figures.micro)}, macro {_two(figures.macro)}; "
        f"preferred {_two(figures.preferred)}"
        + (f"; success against the originals {_two(figures.success)}" if figures.originals else "")
    )


def _concept(concept: ConceptFigures, style: Style) -> Iterator[str]:
    name = visible(concept.label if concept.label == concept.id else f"{concept.label} ({concept.id})")
    measures = [
        f"HHI {_two(concept.hhi)}",
        f"effective {_one(concept.effective)}",
        f"LTCR {_two(concept.ltcr)}",
        f"preferred {_two(concept.preferred)}",
    ]
    if concept.success is not None:
        measures.append(f"success {_two(concept.success)}")
    yield style.paint(clip(name, style.columns), "bold")
    yield f"  {count(concept.uses, 'use')} in {count(concept.articles, 'article')}   {'   '.join(measures)}"
    widest = max((width(visible(each.zh)) for each in concept.renderings), default=0)
    for each in concept.renderings:
        counted = f"×{each.uses:,}"
        status = each.status or "not in the glossary"
        zh = pad(visible(each.zh), min(widest, 30))
        yield f"  {bar(each.share)}  {zh}  {counted:>6}  {style.paint(status, 'dim')}"
    yield ""


def bar(share: float) -> str:
    """Return a bar for a share from 0 to 1, always as wide; what is there at all shows."""
    eighths = max(1, round(share * _BAR * 8)) if share > 0 else 0
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "") + " " * (_BAR - full - bool(rest))


def as_csv(figures: Figures) -> bytes:
    """Return one row a rendering, the figures of its concept repeated; safe to open in a spreadsheet."""
    lines: list[tuple[str, ...]] = [_COLUMNS]
    for concept in figures.concepts:
        whole = (
            concept.id,
            concept.label,
            str(concept.uses),
            str(concept.articles),
            *(_number(value) for value in (concept.hhi, concept.hhi_normalised, concept.effective, concept.ltcr)),
            concept.reference or "",
            str(concept.agreeing),
            _number(concept.preferred),
            _number(concept.success),
        )
        for each in concept.renderings:
            own = (each.zh, str(each.uses), str(each.articles), _number(each.share), each.status)
            lines.append(tuple(map(guard, (*whole, *own))))
        if not concept.renderings:
            lines.append(tuple(map(guard, (*whole, "", "0", "0", "", ""))))
    return write_rows(lines)


def _two(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value:.2f}"


def _one(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value:.1f}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
