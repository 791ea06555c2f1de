"""Sections: an editor's, made by the intended headings, not CommonMark's."""

from msgspec import Struct

from review_tui.article.headings import Heading
from review_tui.article.position import Lines, Span


class Section(Struct, frozen=True):
    """A stretch of whole lines: the front matter, the text before the first heading, or a heading and what follows.

    `heading` is None for the first two; `number` counts from 0. All sections joined are the whole text.
    """

    number: int
    span: Span
    heading: Heading | None
    is_front_matter: bool = False

    @property
    def title(self) -> str:
        """Return what a list of sections shows for it."""
        if self.is_front_matter:
            return "front matter"
        return self.heading.text if self.heading else "beginning"


def find_sections(text: str, lines: Lines, front_matter: Span, headings: tuple[Heading, ...]) -> tuple[Section, ...]:
    """Return the sections of an article, in order; there is always at least one."""
    tops: list[tuple[int, Heading | None, bool]] = []
    for heading in headings:
        start = lines.starts[heading.line]
        if not (heading.quotes or heading.lists) and (not tops or start > tops[-1][0]):
            tops.append((start, heading, False))
    body, first = front_matter.end, tops[0][0] if tops else len(text)
    starts: list[tuple[int, Heading | None, bool]] = [(0, None, True)] if body else []
    if text[body:first].strip() or not (starts or tops):
        starts.append((body, None, False))
    starts += tops
    bounds = [0, *(start for start, _, _ in starts[1:]), len(text)]
    return tuple(
        Section(number, Span(bounds[number], bounds[number + 1]), heading, is_front_matter)
        for number, (_, heading, is_front_matter) in enumerate(starts)
    )
