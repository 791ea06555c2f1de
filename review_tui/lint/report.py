"""What a run says about one file: plain values that travel between processes, into the cache and into every format.

Unlike a finding, an item needs no article: its places are worked out and the text around it is in it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from review_tui.lint.failure import Failure
from review_tui.lint.identity import Identity, ends_sentence, near_after, near_before, shorten
from review_tui.rules.safety import Safety
from review_tui.severity import Severity

if TYPE_CHECKING:
    from review_tui.article import Article
    from review_tui.rules.model import Finding, Fix

AROUND = 60  # code points of its line that an item carries on each side


class Spot(Struct, frozen=True, array_like=True, gc=False):
    """A place in a file: line and column from 1, offset from 0, in code points; `byte` is the column in UTF-8 bytes."""

    line: int
    column: int
    offset: int
    byte: int


class Change(Struct, frozen=True, array_like=True, gc=False):
    """Put `text` where the code points from `start` to `end` stand."""

    start: Spot
    end: Spot
    text: str


class Remedy(Struct, frozen=True, array_like=True, gc=False):
    """A way to mend an item. `label` is what stands there afterwards, in a few characters."""

    safety: Safety
    label: str
    changes: tuple[Change, ...]


class Item(Struct, frozen=True, array_like=True, gc=False):
    """A finding as it is reported. `code` and `rule` are the rule's code and name.

    `fix` is the likeliest way to mend it; `others` have the labels and texts of ways to write something else in the
    same place. `before` and `after` are what stands around `text` on its first and its last line, at most AROUND code
    points each. `occurrence` is that of its identity.
    """

    code: str
    rule: str
    severity: Severity
    message: str
    text: str
    start: Spot
    end: Spot
    concept: str | None
    fix: Remedy | None
    others: tuple[tuple[str, str], ...]
    before: str
    after: str
    occurrence: int = 1

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """Return all ways to mend it, the likeliest first."""
        if self.fix is None:
            return ()
        first = self.fix.changes[0]
        others = (
            Remedy(self.fix.safety, label, (Change(first.start, first.end, text),)) for label, text in self.others
        )
        return (self.fix, *others)

    @property
    def identity(self) -> Identity:
        """Return what the finding is known by."""
        return Identity(
            self.rule,
            self.concept or "",
            shorten(self.text),
            near_before(self.before),
            "" if ends_sentence(self.text) else near_after(self.after),
            self.occurrence,
        )


class Move(Struct, frozen=True, array_like=True, gc=False):
    """A decision, by its key, and the new identity of its finding, whose surroundings a fix changed."""

    key: str
    identity: Identity


class RuleAcross(Struct, frozen=True, array_like=True, gc=False):
    """A rule that holds articles against each other: code, name, and the module of its `across` (`rules/across.py`)."""

    code: str
    name: str
    module: str


class Share(Struct, frozen=True, array_like=True, gc=False):
    """What an article adds to the counts of one rule: its marks (`rules/across.py`), a list for each of their fields.

    `severity` is that of the findings that may come of it; `starts` and `ends` are code points.
    """

    rule: RuleAcross
    severity: Severity
    keys: list[str]
    counts: list[int]
    starts: list[int]
    ends: list[int]


class Contribution(Struct, frozen=True, array_like=True, gc=False):
    """What an article adds to the counts of a run. `content` is the SHA-256 of its file."""

    content: str
    shares: tuple[Share, ...]

    def share(self, code: str) -> Share | None:
        """Return what it adds to the counts of the rule with this code, None where that did not run."""
        return next((share for share in self.shares if share.rule.code == code), None)


class Report(Struct, frozen=True):
    """Everything a run says about one file.

    - `path`: how messages name it. `title`: that of its front matter. `sections`: the hashes of its sections.
    - `items`: its findings. `failures`: what kept it from being checked. `notes`: messages that are neither.
    - `mended`: how many findings fixes took away. `unproven`: how many fixes were left, as they could not be proven.
    - `diff`: what the fixes would change.
    - `accepted`: how many findings an editor decided to leave.
    - `moves`: decisions that have to move along with what was fixed beside them. `followed`: how many did.
    - `contribution`: what it adds to the counts of the run, None where nothing is counted.
    - `passing`: how bad a finding may be that does not make the run fail (see `Levels`).
    - `is_extra`: whether it stands for no further file: it is the second report on an article, with what only the whole
      run shows, or tells what is wrong beside the articles.
    """

    path: str
    items: Sequence[Item] = ()
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()
    mended: int = 0
    unproven: int = 0
    diff: str = ""
    accepted: int = 0
    sections: tuple[str, ...] = ()
    title: str = ""
    contribution: Contribution | None = None
    is_extra: bool = False
    moves: tuple[Move, ...] = ()
    followed: int = 0
    passing: frozenset[Severity] = frozenset()


def failed(failure: Failure) -> Report:
    """Return a report that is no article's, and says nothing but what kept something from being done."""
    return Report(failure.path, failures=(failure,), is_extra=True)


def items_of(article: "Article", findings: Iterable["Finding"]) -> tuple[Item, ...]:
    """Return the findings of an article as they are reported, in the order given."""
    items: list[Item] = []
    first: dict[tuple[str, str | None, str], Item | None] = {}  # None once another came and it is among the seen
    seen: dict[Identity, int] = {}
    spots = _Spots(article)
    for finding in findings:
        item = _item(article, finding, spots)
        key = (item.code, item.concept, item.text)
        twin = first.setdefault(key, item)
        if twin is not item:  # only then can the surroundings be the same too
            if twin is not None:
                seen[twin.identity] = 1
                first[key] = None
            identity = item.identity
            occurrence = seen[identity] = seen.get(identity, 0) + 1
            if occurrence > 1:
                item = replace(item, occurrence=occurrence)
        items.append(item)
    return tuple(items)


class _Spots(dict[int, Spot]):
    """The places of an article's offsets, each worked out once: a finding and its fixes share theirs."""

    def __init__(self, article: "Article") -> None:
        super().__init__()
        self._text = article.text
        self._starts = article.lines.starts
        self._last: dict[int, tuple[int, int]] = {}  # of each line, the offset and the byte asked for last: it is near

    def __missing__(self, offset: int) -> Spot:
        index = bisect_right(self._starts, offset) - 1
        start = self._starts[index]
        near, byte = self._last.get(index) or (start, 1)
        between = self._text[near:offset] if near <= offset else self._text[offset:near]
        width = len(between.encode("utf-8", "surrogatepass"))
        byte += width if near <= offset else -width
        self._last[index] = (offset, byte)
        place = self[offset] = Spot(index + 1, offset - start + 1, offset, byte)
        return place


def _item(article: "Article", finding: "Finding", spots: _Spots) -> Item:
    (begin, stop), rule, fixes = finding.span, finding.rule, finding.fixes
    start, end = spots[begin], spots[stop]
    text, lines = article.text, article.lines
    return Item(
        rule.code,
        rule.name,
        finding.severity,
        finding.message,
        text[begin:stop],
        start,
        end,
        finding.concept,
        _remedy(fixes[0], spots) if fixes else None,
        tuple([(fix.label, fix.edits[0].text) for fix in fixes[1:] if _shares_place(fix, fixes[0])]),
        text[max(lines.starts[start.line - 1], begin - AROUND) : begin],
        text[stop : min(max(lines.ends[end.line - 1], stop), stop + AROUND)],
    )


def _shares_place(fix: "Fix", first: "Fix") -> bool:
    return len(fix.edits) == len(first.edits) == 1 and fix.edits[0].span == first.edits[0].span


def _remedy(fix: "Fix", spots: _Spots) -> Remedy:
    changes = tuple([Change(spots[edit.span.start], spots[edit.span.end], edit.text) for edit in fix.edits])
    return Remedy(fix.safety, fix.label, changes)
