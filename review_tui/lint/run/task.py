"""A task of a run, and what comes of it: plain values, for any process anywhere."""

from enum import StrEnum

import msgspec

from review_tui.files.stamp import Stamp
from review_tui.lint.across.shown import ShownAcross
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.index import OtherDecisions
from review_tui.lint.failure import Failure, of_error
from review_tui.lint.report import Report
from review_tui.lint.run.wire import decode, encode
from review_tui.lint.settings import Settings


class Mode(StrEnum):
    """What to do with a file."""

    CHECK = "check"
    FIX = "fix"
    """Make the fixes in the file, and report what is left."""
    DIFF = "diff"
    """Report what there is, and what the fixes would change."""


class Task(msgspec.Struct, frozen=True):
    """One file to check.

    - `path`: how messages name the file. `file`: where it is, its absolute path or its address.
    - `ignored_rules`: selectors of rules that do not run on it.
    - `unsafe`: whether to make the suggested fixes, too.
    - `accepted`: the decisions about its findings, which are not fixed (see `Accepting`).
    - `unchecked`: the decisions about findings of rules that do not run on it, or that compare articles.
    - `other_decisions`: where decisions about other articles are, one of which may be this one under an old name.
    - `shown`: what the whole run shows on the file. Where it is given, the report tells this and nothing else.
    - `patched`: how a diff names the file.
    """

    path: str
    file: str
    settings: Settings
    ignored_rules: tuple[str, ...] = ()
    mode: Mode = Mode.CHECK
    unsafe: bool = False
    accepted: dict[str, str] = {}
    unchecked: tuple[Accepted, ...] = ()
    other_decisions: OtherDecisions | None = None
    shown: ShownAcross | None = None
    patched: str = ""


class Unwritten(msgspec.Struct, frozen=True):
    """The fixed content of a task's file, which is to be written if the file still has this stamp."""

    stamp: Stamp
    content: bytes


class TaskResult(msgspec.Struct, frozen=True):
    """What came of a task: its report, and what is still to be written.

    `content` is the SHA-256 of the content that the report is about, empty where the file could not be read. The report
    is `made` here, or bytes: it is encoded only when it is sent to another process or cached. It is about the article
    after its fixes, even while these are `unwritten`, and so not yet in the file.
    """

    content: str
    made: Report | bytes
    unwritten: Unwritten | None = None

    @property
    def report(self) -> Report:
        """Return the report."""
        return decode(self.made) if isinstance(self.made, bytes) else self.made

    @property
    def payload(self) -> bytes:
        """Return the report as bytes."""
        return self.made if isinstance(self.made, bytes) else encode(self.made)

    def __reduce__(self) -> tuple[type["TaskResult"], tuple[str, bytes, Unwritten | None]]:
        """Travel as bytes."""
        return TaskResult, (self.content, self.payload, self.unwritten)


def failed_task(task: Task, message: str, line: int = 0) -> Report:
    """Return the report on a file that could not be checked."""
    return Report(task.path, failures=(Failure(task.path, line, message),), is_extra=task.shown is not None)


def broken_task(task: Task, error: Exception) -> Report:
    """Return the report on a file whose check raised an error that no rule raised: a defect of this program."""
    return Report(task.path, failures=(of_error(task.path, error),), is_extra=task.shown is not None)
