"""A file of decisions while they are being made, shared with CI and with other editors.

What holds on the desk is in three layers: what stood in the file when it was read or written last; what was decided
here since, and waits to be written (`pending`); and the decisions that a fix in an unsaved text gave another identity,
while the file has them under the old one (`forms`).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path

from msgspec import Struct

from review_tui.files.stamp import FileProblem, changed
from review_tui.lint.decisions.decisions import (
    BASELINE,
    Accepted,
    Decision,
    Name,
    Rejected,
    name_of,
    path_in,
)
from review_tui.lint.decisions.leaving import Accepting
from review_tui.review.decisions.forms import Form, Forms, Moved
from review_tui.review.decisions.meanwhile import sentence, stays
from review_tui.review.decisions.on_disk import DecisionsOnDisk, read_decisions
from review_tui.review.decisions.pending import PendingBatch, PendingDecision
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.kept import Job, Look, TakeOver, WriteResult

_name = lru_cache(maxsize=256)(path_in)  # asked for every section at every key


class DecisionFile:
    """The decisions of one file, by article and key.

    `problem` says what keeps it from being read; then it holds none, and none can be made.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._pending: dict[Name, PendingDecision] = {}
        self._theirs: dict[Decision, Decision] = {}  # what others had decided where a decision of ours took its place
        self._forms = Forms()
        self._is_writing = False
        self._load(read_decisions(file))

    def _load(self, disk: DecisionsOnDisk) -> None:
        """Take the file as it was read just now, and lay over it what is not in it yet: `_articles` is all of this."""
        self._disk = disk
        self._articles, self.problem = disk.articles, disk.problem
        for name, each in self._pending.items():
            if not each.gives_way or self._standing(name) in each.over:
                self._put(name, each.decision)
        self._forms.lay_over(self._articles)

    def _standing(self, name: Name) -> Decision | None:
        path, key = name
        return self._articles.of(path).get(key)

    def _put(self, name: Name, decision: Decision | None) -> None:
        path, key = name
        if decision is None:
            self._articles.of(path).pop(key, None)
        else:
            self._articles.of(path)[key] = decision

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.file.name

    @property
    def unsaved_names(self) -> tuple[str, ...]:
        """Return the name of the file, where that does not hold the decisions as they are now."""
        return () if self.is_saved else (self.name,)

    def about(self, article: Path) -> Mapping[str, Decision]:
        """Return the decisions about an article, by key."""
        return self._articles.of(_name(self.file, article))

    def holds(self, decision: Decision) -> bool:
        """Tell whether this very decision was made."""
        return self._standing(name_of(decision)) == decision

    def accepted(self, article: Path) -> Accepting:
        """Return which findings of an article may stay."""
        return self._articles.accepting(_name(self.file, article))

    def state(self, article: Path, section: str) -> SectionState:
        """Return the state of a section, known by its key."""
        mark = self._articles.mark(_name(self.file, article), section)
        if mark is None:
            return SectionState.OPEN
        return SectionState.NEEDS_WORK if mark.state else SectionState.REVIEWED

    @property
    def rejected(self) -> frozenset[tuple[str, str]]:
        """Return the candidates for the glossary that were rejected, each by concept and words."""
        about_none = self._articles.of("").values()
        return frozenset((each.concept, each.zh) for each in about_none if isinstance(each, Rejected))

    def reasons(self) -> list[str]:
        """Return the reasons that editors gave so far, the latest first, each once."""
        accepted = [
            decision
            for decision in self._articles.explained()
            if isinstance(decision, Accepted) and decision.reason not in ("", BASELINE)
        ]
        accepted.sort(key=lambda decision: decision.at, reverse=True)
        return list(dict.fromkeys(decision.reason for decision in accepted))

    def change(
        self, removed: Iterable[Decision], added: Iterable[Decision], *, gives_way: bool = False
    ) -> tuple[str, ...]:
        """Take decisions out and put others in; what others decided meanwhile stays. It is not written yet.

        A decision is taken out, or where this `gives_way` replaced, only where it is the very one that stands there;
        what stands there instead is told, a sentence each. Raises FileProblem where no decision can be made; nothing is
        decided then.
        """
        if self.problem:
            raise FileProblem(self.file, f"no decision can be made: {self.problem}")
        old, new = ({name_of(decision): decision for decision in each} for each in (removed, added))
        self._take_back_forms(old)
        self.adopt_forms([form for name in new if (form := self._forms.get(name))])  # its old name is given away
        told = []
        for name in {**old, **new}:
            before, after, standing = old.get(name), new.get(name), self._standing(name)
            yields = gives_way or after is None
            if yields and standing != before:
                told.append(stays(standing, before or after))
                continue
            if gives_way and before is not None:
                after = self._theirs.pop(before, after)
            self._pending[name] = PendingDecision(after, self._may_stand(name) or (standing,), yields)
            self._put(name, after)
        return tuple(told)

    def _may_stand(self, name: Name) -> tuple[Decision | None, ...]:
        """Return what the file may hold under a name once what waits is written, or is not; empty if nothing waits."""
        waiting = self._pending.get(name)
        return (*waiting.over, waiting.decision) if waiting is not None else ()

    def _take_back_forms(self, decisions: dict[Name, Decision]) -> None:
        """Give decisions that a fix renamed the form back that the file has, here and among `decisions`."""
        for name in [name for name, decision in decisions.items() if self._standing(name) == decision]:
            form = self._forms.take(self._forms.origin(name) or name)
            if form is not None:
                self._put(name, None)
                self._put(name_of(form.was), form.was)
                del decisions[name]
                decisions[name_of(form.was)] = form.was

    # Decisions that follow a fix in a text that is not saved yet

    def follow(self, article: Path, moved: Moved) -> None:
        """Let decisions be about the findings of an article as a fix made them; the file keeps what they were."""
        self._forms.follow(self._articles.of(_name(self.file, article)), moved)

    def forms(self, article: Path) -> tuple[Form, ...]:
        """Return the decisions about an article that are others in the file."""
        return self._forms.of(_name(self.file, article))

    def adopt_forms(self, forms: Iterable[Form]) -> None:
        """Let the file hold decisions in the forms they have now. It is not written yet."""
        kept = [(form, now) for form in forms if (now := self._forms.take(name_of(form.was)))]
        for form, _ in kept:
            self._wait(name_of(form.was), None, form.was)
        for form, now in kept:
            self._wait(name_of(form.now), form.now, None)
            self._forms.give(form.now, now.now, now.identity)

    def _wait(self, name: Name, decision: Decision | None, standing: Decision | None) -> None:
        over = (*self._may_stand(name), standing, decision)
        self._pending[name] = PendingDecision(decision, over, gives_way=True)

    @property
    def is_saved(self) -> bool:
        """Tell whether the file holds all that was decided."""
        return not self._pending

    @property
    def unsaved(self) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
        """Return what was taken out, and what was put in, and is not written yet."""
        waiting = self._pending.values()
        out = (decision for each in waiting if each.decision is None for decision in each.over if decision is not None)
        return tuple(out), tuple(each.decision for each in waiting if each.decision is not None)

    def writing(self) -> Job:
        """Return the job that writes what is not written yet; where it cannot be, it waits for the next time."""
        self._is_writing = True
        batch = PendingBatch(self._pending)

        def write() -> TakeOver:
            try:
                disk = batch.write(self.file)
            except FileProblem as problem:
                return partial(self._give_up, problem)
            return partial(self._take_written, batch, disk)

        return write

    def _give_up(self, problem: FileProblem) -> WriteResult:
        self._is_writing = False
        return WriteResult((), problem)

    def _take_written(self, batch: PendingBatch, disk: DecisionsOnDisk) -> WriteResult:
        """Take over what was written, and return what there is to tell of the decisions of others."""
        self._is_writing = False
        self._pending = {name: each for name, each in self._pending.items() if batch.waiting.get(name) is not each}
        self._load(disk)
        return WriteResult(tuple(self._tell(batch.waiting[name], theirs) for name, theirs in batch.met.items()))

    def _tell(self, ours: PendingDecision, theirs: Decision | None) -> str:
        """Return what there is to tell of a decision of somebody else's; keep it where ours took its place."""
        if ours.gives_way or ours.decision is None:
            return stays(theirs, next((each for each in (ours.decision, *ours.over) if each is not None), None))
        if theirs is None:
            return f"{sentence(None, ours.decision)}: yours is put there again."
        self._theirs[ours.decision] = theirs
        return f"{sentence(theirs, theirs)}: yours takes its place, and to undo it brings theirs back."

    def looking(self) -> Look:
        """Return the job that reads the file again where another program changed it."""
        before = self._disk
        stamp, problem = before.stamp, before.problem

        def take_over(disk: DecisionsOnDisk) -> WriteResult:
            if self._is_writing or self._disk is not before:
                return WriteResult(is_news=False)  # a write comes between, which has a look of its own
            self._load(disk)
            return WriteResult()

        def look() -> TakeOver | None:
            if stamp is not None and not changed(self.file, stamp):
                return None
            disk = read_decisions(self.file)
            is_known = stamp is None and disk.stamp is None and disk.problem == problem
            return None if is_known else partial(take_over, disk)

        return look


class DecisionChange(Struct, frozen=True):
    """Decisions that were taken back, and those that were made."""

    decisions: DecisionFile
    removed: tuple[Decision, ...]
    added: tuple[Decision, ...]

    @property
    def reversed(self) -> "DecisionChange":
        """Return the change that takes this one back."""
        return DecisionChange(self.decisions, self.added, self.removed)

    def make(self, *, gives_way: bool = False) -> tuple[str, ...]:
        """Make the change; it is not written yet. Return as `DecisionFile.change` does what others decided instead.

        Raises FileProblem where no decision can be made.
        """
        return self.decisions.change(self.removed, self.added, gives_way=gives_way)
