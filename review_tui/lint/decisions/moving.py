"""Moving decisions to the new identities of their findings, in the decisions file, while fixed articles are written.

First the new decisions are added beside the old ones, then the articles are written, then the old ones are deleted.
Wherever the program ends in between, every article still finds its decisions; those too many are reported as stale.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from review_tui.files.stamp import Stamp
from review_tui.lint.decisions.decisions import Accepted, Decision, first_of
from review_tui.lint.decisions.index import DecisionIndex
from review_tui.lint.decisions.lines import decisions_of, encode_decisions, lines_in
from review_tui.lint.decisions.writing import rewrite
from review_tui.lint.identity import Identity
from review_tui.lint.report import Move


class Moving:
    """The moves of decisions in one decisions file: call `begin`, write the articles, call `end`; again if need be.

    `is_begun` tells whether `begin` was ever called.
    """

    def __init__(self, index: DecisionIndex) -> None:
        self.file = index.file
        self.is_begun = False
        self._is_alone = True  # whether nobody else wrote to the file since the index was made
        self._stamp = index.stamp
        self._moves: dict[str, dict[str, list[Identity]]] = {}  # by article and key
        self._old: dict[str, set[bytes]] = {}
        self._new: dict[str, set[bytes]] = {}
        self._early: dict[str, set[bytes]] = {}

    def begin(self, moves: Mapping[str, Sequence[Move]]) -> None:
        """Add the new decisions about some articles; `moves` has them by the names of the articles in the file.

        Raises FileProblem where the file cannot be written; it is unchanged then.
        """
        self.is_begun = True
        self._moves = {}
        for name, several in moves.items():
            of_article = self._moves[name] = {}
            for move in several:
                of_article.setdefault(move.key, []).append(move.identity)
        self._note(rewrite(self.file, self._with_new))

    def end(self, written: Collection[str]) -> None:
        """Delete the old decisions about the articles that were written, and what `begin` added for the others.

        Raises FileProblem where the file cannot be written; old and new decisions both remain then.
        """
        self._note(rewrite(self.file, lambda lines: self._settled(lines, written)))

    def is_as_left(self, index: DecisionIndex) -> bool:
        """Tell whether nobody else wrote to the file between the index that this was made of and a later one."""
        return (
            self._is_alone
            and self._stamp is not None
            and index.stamp is not None
            and self._stamp.sha256 == index.stamp.sha256
        )

    def _with_new(self, lines: list[bytes]) -> list[bytes] | None:
        there = set(lines)
        for table in (self._old, self._new, self._early):
            table.clear()
        for number, line in lines_in(lines):
            name = line.path
            if not self._moves.get(name):
                continue
            decisions = list(decisions_of(line))
            now, early = _moved(decisions, self._moves[name])
            if now != decisions:
                self._old.setdefault(name, set()).add(lines[number - 1])
                self._new.setdefault(name, set()).update(encode_decisions(now))
                self._early.setdefault(name, set()).update(new for new in encode_decisions(early) if new not in there)
        added = set[bytes]().union(*self._early.values())
        return [*lines, *added] if added else None

    def _settled(self, lines: list[bytes], written: Collection[str]) -> list[bytes] | None:
        out: set[bytes] = set()
        put: set[bytes] = set()
        for name, new in self._new.items():
            out |= self._early.get(name, set())
            if name in written:
                out |= self._old[name] - new
                put |= new
        settled = {line for line in lines if line not in out} | put
        return list(settled) if settled != set(lines) else None

    def _note(self, stamps: tuple[Stamp, Stamp]) -> None:
        before, after = stamps
        if self._stamp is None or before.sha256 != self._stamp.sha256:
            self._is_alone = False
        self._stamp = after


def _moved(
    decisions: Iterable[Decision], moves: Mapping[str, Sequence[Identity]]
) -> tuple[list[Decision], list[Decision]]:
    """Return decisions about an article after their moves, by key, and those of them that have to be there early."""
    now: list[Decision] = []
    early: list[Decision] = []
    for decision in decisions:
        identities = moves.get(decision.key, ())
        if not identities or not isinstance(decision, Accepted):
            now.append(decision)
            continue
        moved = [decision.about(identity) for identity in identities]
        now += moved
        # Where only the number is another, it waits for the end: a decision too many would count for a twin.
        first = first_of(decision, decision.key)
        early += [new for new, identity in zip(moved, identities, strict=True) if identity.first != first]
    return now, early
