"""The articles to review: how each stands, which are shown, and in what order."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from enum import StrEnum
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from review_tui.glossary.concept import Concept
from review_tui.lint.decisions.leaving import left_by
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.report import Item, Report
from review_tui.review.article.session import Session
from review_tui.review.decisions.decision_file import DecisionFile
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.queue.entry import ArticleState, PairNumbers, QueueEntry
from review_tui.review.queue.query import Query
from review_tui.review.queue.uses import RenderingUses
from review_tui.rules.terms.shared.majority import use_of
from review_tui.severity import Severity

_ADVISED_AGAINST = ("T701", "T702")
_IN_USE = "T708"  # the rule to whose counts an article adds the renderings that it uses


class Order(StrEnum):
    """How the articles are sorted."""

    NEED = "most work first"
    PATH = "path"
    TITLE = "title"


_KEYS: Mapping[Order, Callable[[QueueEntry], tuple[object, ...]]] = {
    Order.NEED: attrgetter("rank"),
    Order.PATH: lambda entry: (entry.found.path,),
    Order.TITLE: lambda entry: (not entry.title, entry.title, entry.found.path),
}


class Totals(NamedTuple):
    """How many articles there are, how many of them nobody looked at yet, and how those that are shown stand."""

    articles: int = 0
    findings: int = 0
    done: int = 0
    waiting: int = 0


class Queue:
    """All articles, and those that are shown; `totals` are as of the last time they were arranged."""

    def __init__(self) -> None:
        self.kinds = PairNumbers()
        self._uses = RenderingUses()
        self.query = Query("")
        self.order = Order.NEED
        self.shown: list[QueueEntry] = []
        self.unsaved: Set[str] = frozenset()  # the paths of articles with changes that are not saved
        self.left: Set[str] = frozenset()  # and of those with work that an earlier session left unsaved
        self.totals = Totals()
        self._entries: dict[str, QueueEntry] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[QueueEntry]:
        return iter(self._entries.values())

    def entry(self, path: str) -> QueueEntry | None:
        """Return what is known of the article with this path, as messages name it."""
        return self._entries.get(path)

    @property
    def articles(self) -> list[Found]:
        """Return the articles that are shown, in order."""
        return [entry.found for entry in self.shown]

    def kept(self, row: Sequence[Found], here: Found | None = None, been: Set[str] | None = None) -> list[Found]:
        """Return a row of articles in its order, without those that are gone but `here`, and new ones at the end.

        What no longer matches the filter stays in it. Given where one has `been`, the paths of articles, only what lies
        before the last of these stays in its place; what comes after them is in the order of the list.
        """
        staying = [found for found in row if found.path in self._entries or found == here]
        ends = (n for n, found in enumerate(staying, 1) if been is None or found.path in been)
        end = max(ends, default=0)
        head, tail = staying[:end], staying[end:]
        known = {found.path for found in head}
        following = [entry.found for entry in self.shown if entry.found.path not in known]
        known |= {found.path for found in following}
        return [*head, *following, *(found for found in tail if found.path not in known)]

    def to_go_on_with(self, here: Found, row: Sequence[Found]) -> Found:
        """Return the article to go on with: `here`, or where that is done the next of a row that is not.

        What comes before that in the row comes after the end of that. Where all are done, one stays.
        """
        found_at = (index for index, found in enumerate(row) if found.path == here.path)
        index = next(found_at, None)
        if index is None or not self._is_done(here):
            return here
        return next((found for found in (*row[index + 1 :], *row[:index]) if not self._is_done(found)), here)

    def _is_done(self, found: Found) -> bool:
        entry = self.entry(found.path)
        return entry is None or entry.state is ArticleState.DONE

    def arrange(self, query: str | None = None, order: Order | None = None) -> None:
        """Choose and sort the articles to show, by another filter or order where one is given."""
        if query is not None:
            self.query = Query(query)
        self.order = order or self.order
        # What is in order already takes little time to sort: the next time begins with this one's.
        self._entries = {entry.found.path: entry for entry in sorted(self, key=_KEYS[self.order])}
        self.shown = [entry for entry in self if self._is_asked_for(entry)]
        done = sum(entry.state is ArticleState.DONE for entry in self.shown)
        waiting = sum(entry.state is ArticleState.WAITING for entry in self)
        self.totals = Totals(len(self), sum(entry.total for entry in self.shown), done, waiting)

    def _is_asked_for(self, entry: QueueEntry) -> bool:
        return self.query.matches(entry, self.kinds, self._uses.renderings, is_unsaved=self.is_unsaved(entry))

    @property
    def is_counted(self) -> bool:
        """Tell whether all uses that are asked for are of renderings that are counted: of those that have rivals."""
        return self.query.is_counted(self._uses.renderings)

    def is_unsaved(self, entry: QueueEntry) -> bool:
        """Tell whether there is work on an article that is not saved, or was left unsaved."""
        return entry.found.path in self.unsaved or entry.found.path in self.left

    def take_unsaved(self, paths: Set[str], left: Set[str]) -> None:
        """Take in which articles have changes that are not saved, and which have work that was `left` unsaved."""
        changed = (paths, left) != (self.unsaved, self.left)
        self.unsaved, self.left = paths, left
        if changed and self.query.unsaved:
            self.arrange()

    # What is found out about them

    def add(self, found: Found) -> QueueEntry:
        """Take in an article."""
        return self._entries.setdefault(found.path, QueueEntry(found))

    def remove(self, path: str) -> None:
        """Let go of an article that is no more."""
        entry = self._entries.pop(path, None)
        if entry is not None:
            self._uses.change(entry, {})

    def take(self, report: Report, decisions: DecisionFile, lowest: Severity = Severity.INFO) -> None:
        """Take in what a run says of an article; findings below the `lowest` severity do not count."""
        entry = self._entries.get(report.path)
        if entry is None:
            return
        left = left_by(report.items, decisions.accepted(Path(entry.found.file)))
        items = [
            item for index, item in enumerate(report.items) if item.severity.rank >= lowest.rank and index not in left
        ]
        entry.problem = "" if report.items or not report.failures else str(report.failures[0])
        entry.title, entry.sections = report.title, report.sections
        self._count(entry, items)
        share = report.contribution.share(_IN_USE) if report.contribution else None
        if share is not None:
            # Renderings that are advised against are no part of what an article contributes, but they are findings.
            uses = Counter((item.concept or "", item.text) for item in items if item.code in _ADVISED_AGAINST)
            in_use = zip(map(use_of, share.keys), share.counts, strict=True)
            uses.update({(use.concept, use.zh): count for use, count in in_use})
            self._uses.change(entry, uses)
        self.mark(entry, decisions)

    def look_at(self, session: Session, decisions: DecisionFile) -> None:
        """Take over how an article stands that is open: what was done to it counts before it is saved."""
        entry = self._entries.get(session.name)
        if entry is None or session.is_behind:
            return
        entry.title, entry.sections = session.article.title, session.analysis.section_keys
        entry.problem = "" if session.can_edit else session.problem
        keys = dict(zip(session.analysis.findings, session.analysis.items, strict=True))
        self._count(entry, [keys[finding] for finding in session.findings])
        self.mark(entry, decisions)

    def mark(self, entry: QueueEntry, decisions: DecisionFile) -> None:
        """Count the sections of an article that were reviewed."""
        file = Path(entry.found.file)
        states = [decisions.state(file, key) for key in entry.sections]
        entry.marks = (states.count(SectionState.REVIEWED), states.count(SectionState.NEEDS_WORK))
        entry.rate()

    def _count(self, entry: QueueEntry, items: Iterable[Item]) -> None:
        counts = dict.fromkeys(Severity, 0)
        kinds: dict[int, int] = {}
        for item in items:
            counts[item.severity] += 1
            number = self.kinds.number(item.code, item.concept or "")
            kinds[number] = kinds.get(number, 0) + 1
        entry.counts = (counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO])
        entry.kinds = array("I", (value for pair in kinds.items() for value in pair))

    def counts(self, concept: Concept) -> dict[str, tuple[int, int]]:
        """Return how often each rendering of a concept stands in all articles, and in how many of them.

        They are the articles as they are on the disk, and renderings that have rivals.
        """
        return self._uses.counts(concept)

    def that_may_have(self, code: str, concept: str) -> list[QueueEntry]:
        """Return the articles with a finding of a rule about a concept (empty for none), and those not looked at yet.

        They are in the order of their paths.
        """
        number = self.kinds.number(code, concept)
        entries = (entry for entry in self if entry.counts is None or number in entry.kinds[::2])
        return sorted(entries, key=lambda entry: entry.found.path)
