"""The card of one concept: what it means, its renderings with their verdicts, how often each is used, and where."""

from dataclasses import dataclass
from typing import NamedTuple

from textual.binding import Binding
from textual.message import Message

from review_tui.glossary.concept import Concept, Rendering, Status, without_number
from review_tui.glossary.consistency.measures import by_class
from review_tui.review.article.analysis import Use
from review_tui.review.article.session import Session
from review_tui.review.queue.queue import Queue
from review_tui.text.cells import wrap
from review_tui.tui.widgets.key_bar import Hint
from review_tui.tui.widgets.rows import HEADING, Pieces, RowList, RowPart, fit

LETTERS = {
    Status.PREFERRED: "+",
    Status.ADMITTED: "=",
    Status.DEPRECATED: "-",
    Status.FORBIDDEN: "!",
    Status.PROVISIONAL: "?",
}
KEYS = {
    Status.PREFERRED: ("plus", "＋"),
    Status.ADMITTED: ("equals_sign", "＝"),
    Status.DEPRECATED: ("minus", "－"),
    Status.FORBIDDEN: ("exclamation_mark", "！"),
}
STYLES = {
    Status.PREFERRED: "good",
    Status.ADMITTED: "",
    Status.DEPRECATED: "warning",
    Status.FORBIDDEN: "error",
    Status.PROVISIONAL: "dim",
}
_RENDERING_HINTS = (
    Hint("Del", "delete", "delete"),
    *(Hint(LETTERS[status], status.value, keys[0]) for status, keys in KEYS.items()),
    Hint("Enter", "settle", "enter"),
)
_BAR, _QUEUE_BAR = 8, 6  # cells of the longest bars
_PLACES = 50  # places shown


class Everywhere(NamedTuple):
    """The line that leads to the list of the articles that use the term."""

    concept: Concept


Line = Rendering | Use | Everywhere | RowPart


class ConceptCard(RowList):
    """Shows a concept. The cursor stands on renderings and on places; Enter on a place goes there.

    The signs of the statuses settle the rendering under the cursor, and Delete takes it out.
    """

    BINDINGS = [
        Binding("enter", "choose", "Go there", show=False),
        Binding("delete", "remove", "Delete", show=False),
        *(Binding(",".join(keys), f"settle('{status.value}')", status.value) for status, keys in KEYS.items()),
    ]

    @dataclass
    class Settled(Message):
        """A rendering was given a status, or (None) is to go."""

        concept: Concept
        rendering: Rendering
        status: Status | None

    def __init__(self, without: str) -> None:
        """Show a line `without` a concept."""
        super().__init__(id="card")
        self._without = without
        self.held = ""  # the id of the concept shown; while the card has the focus, also of one that is gone
        self._session: Session | None = None
        self._queue: Queue | None = None
        self._concept: Concept | None = None
        self._counts: dict[str, int] = {}
        self._everywhere: dict[str, tuple[int, int]] = {}
        self._lines: list[Line] = []

    def load(self, session: Session, concept: Concept | None, queue: Queue | None = None) -> None:
        """Show a concept, with its counts in the queue where there is one, or how to come by one."""
        same = concept is not None and concept.id == self.held
        picked = self.picked
        self._session, self._concept, self._queue = session, concept, queue
        self.held = concept.id if concept is not None else self.held if self.has_focus else ""
        self._lines = [RowPart(self._without, "dim")]
        if concept is not None:
            self._counts = session.counts(concept)
            self._everywhere = queue.counts(concept) if queue is not None else {}
            articles = max((articles for _, articles in self._everywhere.values()), default=0)
            self._lines = [
                *self._head(concept),
                *sorted(concept.renderings, key=self._wanted),
                *self._figures(concept),
                *self._places(session, concept),
            ]
            self._lines += [Everywhere(concept)] if articles else []
        self.show(len(self._lines), self._row_of(picked) if same else 0)

    def on_resize(self) -> None:
        """Take the room there is now: it is none while the pane is hidden."""
        if self._session is not None:
            self.load(self._session, self._concept, self._queue)

    def let_go(self) -> None:
        """Forget which concept this is about, so that the cursor begins at the top of the next one."""
        self.held = ""

    def _row_of(self, picked: "Rendering | Use | Everywhere | None") -> int | None:
        """Return the row of what was picked before the renderings were sorted anew; None where it is gone."""
        name = _name(picked)
        return next((row for row, line in enumerate(self._lines) if name and _name(line) == name), None)

    def _head(self, concept: Concept) -> list[Line]:
        lines: list[Line] = [RowPart("|".join(concept.en) or concept.id, "strong")]
        if concept.definition:
            lines += (RowPart(line, "dim") for line in wrap(concept.definition, max(10, self.size.width - 2)))
        return lines

    def _wanted(self, rendering: Rendering) -> tuple[int, ...]:
        """Return what puts the preferred rendering first, then those in use, then the others in the glossary's order.

        A forbidden one that stands in the article is more to an editor than an admitted one that stands nowhere.
        """
        here, everywhere = self._counts.get(rendering.zh, 0), self._everywhere.get(rendering.zh, (0, 0))[0]
        return (0,) if rendering.status is Status.PREFERRED else (1, -here, -everywhere)

    def _figures(self, concept: Concept) -> list[Line]:
        """Return how many uses in the article have the rendering that most have, where there is more than one use.

        Only renderings of one `pos` are rivals: an abbreviation agrees with itself.
        """
        known = {each.zh: each for each in concept.renderings}
        classes = by_class(((known.get(zh) or Rendering(zh)).compared_as, uses) for zh, uses in self._counts.items())
        uses, alike = sum(map(sum, classes)), sum(map(max, classes))
        if uses < 2:
            return []
        return [RowPart(f"{alike:,} of {uses:,} uses agree" if alike < uses else f"all {uses:,} uses agree", "dim")]

    def _places(self, session: Session, concept: Concept) -> list[Line]:
        uses = session.analysis.uses_of(concept.id)
        if not uses:
            return [RowPart("not used in this article", HEADING)]
        often = "once" if len(uses) == 1 else f"{len(uses):,} times"
        shown: list[Line] = [RowPart(f"used {often} in this article:", HEADING), *uses[:_PLACES]]
        return shown

    @property
    def picked(self) -> Rendering | Use | Everywhere | None:
        """Return what is under the cursor: a rendering, a place in the article, or the way to other articles."""
        line = self._lines[self.cursor] if self.cursor < len(self._lines) else None
        return None if isinstance(line, RowPart) else line

    @property
    def in_hand(self) -> Rendering | None:
        """Return the rendering under the cursor, while the card has the focus."""
        picked = self.picked
        return picked if self.has_focus and isinstance(picked, Rendering) else None

    @property
    def hints(self) -> tuple[Hint, ...]:
        """Return the keys of what is under the cursor."""
        picked = self.picked
        if isinstance(picked, Rendering):
            return _RENDERING_HINTS
        label = {Use: "go there", Everywhere: "list them"}.get(type(picked))
        return (Hint("Enter", label, "enter"),) if label else ()

    def action_settle(self, status: str) -> None:
        """Give the rendering under the cursor a status."""
        self._settle(Status(status))

    def action_remove(self) -> None:
        """Take out the rendering under the cursor."""
        self._settle(None)

    def _settle(self, status: Status | None) -> None:
        picked = self.picked
        if isinstance(picked, Rendering) and self._concept is not None:
            self.post_message(self.Settled(self._concept, picked, status))

    def takes_cursor(self, index: int) -> bool:
        """Tell whether the row is a rendering or a place."""
        return not isinstance(self._lines[index], RowPart)

    def row(self, index: int, width: int) -> Pieces:
        """Return a rendering with letter, count, bar and note, or a place with the words around it."""
        line = self._lines[index]
        if isinstance(line, RowPart):
            return (RowPart(fit(line.text, width), line.style),)
        if isinstance(line, Use):
            return self._place(line, width)
        if isinstance(line, Everywhere):
            return (RowPart("articles that use it, in the list"),)
        here = _bar(self._counts.get(line.zh, 0), max(self._counts.values(), default=0), _BAR)
        everywhere = ""
        if self._everywhere:
            most = max(uses for uses, _ in self._everywhere.values())
            everywhere = _bar(self._everywhere.get(line.zh, (0, 0))[0], most, _QUEUE_BAR)
            here = here or ("0 " if everywhere else "")
        return (
            RowPart(f"{LETTERS[line.status]} ", STYLES[line.status]),
            RowPart(f"{line.zh} ", STYLES[line.status]),
            RowPart(here),
            RowPart(f"in all {everywhere}" if everywhere else "", "dim"),
            RowPart(f"{without_number(line.pos)} " if line.pos else "", "dim"),
            RowPart(line.note, "dim"),
        )

    def _place(self, use: Use, width: int) -> Pieces:
        if self._session is None:
            return ()
        article = self._session.article
        line, _ = article.place(use.span.start)
        start = max(article.lines.starts[line - 1], use.span.start - 6)
        around = article.text[start : min(use.span.end + 20, article.lines.ends[line - 1])]
        return (RowPart(f"{line:>5} ", "dim"), RowPart(fit(around, max(1, width - 6)), "" if use.zh else "dim"))


def _name(line: Line | None) -> tuple[object, ...]:
    """Return what a row that can be picked is known by, whatever its place and status."""
    if isinstance(line, Rendering):
        return line.zh, line.pos
    if isinstance(line, Use):
        return line.zh, line.span.start
    return (Everywhere,) if isinstance(line, Everywhere) else ()


def _bar(count: int, most: int, cells: int) -> str:
    """Return a count and a bar, as long as it is in proportion to the most; nothing for nothing."""
    return f"{count:,} {'#' * max(1, round(cells * count / most))} " if count else ""
