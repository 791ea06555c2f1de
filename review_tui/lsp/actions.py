"""What a client can do about the findings in a part of a document, as the code actions of the protocol."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lsprotocol import types

from review_tui.article import Edit, Span
from review_tui.lint.check import GivenUp
from review_tui.lsp.checkup import Checkup, ShownFinding
from review_tui.lsp.diagnostics import diagnostic_of
from review_tui.lsp.documents import Document
from review_tui.lsp.fixes import FixGroups, FixKind, has_safe_fix, safe_edits
from review_tui.lsp.positions import range_at
from review_tui.lsp.suppressing import suppressing_edit
from review_tui.rules.model import Fix
from review_tui.rules.safety import Safety
from review_tui.text.visible import visible

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.review-tui"
KINDS: Sequence[types.CodeActionKind | str] = (types.CodeActionKind.QuickFix, FIX_ALL)

_LONGEST = 60  # characters of a label in a title
_FEW = 8  # findings: a comment for each is tried out before anybody asks for it


class Later(StrEnum):
    """An action whose edits are worked out when it is chosen, by a client that can wait for them."""

    SAFE = "safe"
    IGNORE = "ignore"

    @property
    def without_edits(self) -> str:
        """Return what a client is told where there turns out to be nothing to edit."""
        match self:
            case Later.SAFE:
                return "no fix is proven to change nothing else: make them one by one"
            case Later.IGNORE:
                return "there is no place for a comment that changes nothing else: accept the finding on the desk"


@dataclass(frozen=True, slots=True)
class Client:
    """What a client understands.

    - `encoding`: what it counts characters in.
    - `knows_versions`: whether edits may name the version of the document that they are for.
    - `waits`: whether it can ask for the edits of an action later, when that is chosen.
    - `shows_reasons`: whether it shows why an action cannot be taken.
    """

    encoding: types.PositionEncodingKind = types.PositionEncodingKind.Utf16
    knows_versions: bool = True
    waits: bool = True
    shows_reasons: bool = True


def actions_in(
    document: Document,
    checkup: Checkup,
    span: Span,
    client: Client,
    only: Sequence[str] | None = None,
    is_wanted: Callable[[], bool] = lambda: True,
) -> list[types.CodeAction]:
    """Return the actions for the findings that touch a span of a document, the likeliest first.

    `only` are the kinds of actions that are asked for, None for all. `is_wanted` is asked again and again whether to go
    on; raises GivenUp where it says no.
    """
    actions: list[types.CodeAction] = []
    if _is_asked_for(types.CodeActionKind.QuickFix.value, only):
        touched = [
            shown
            for shown in checkup.shown
            if shown.finding.span.start <= span.end and span.start <= shown.finding.span.end
        ]
        groups = FixGroups(checkup) if touched and not _unsure(checkup) else None
        offered: set[FixKind] = set()
        for shown in touched:
            if not is_wanted():
                raise GivenUp
            own = _FindingActions(document, checkup, shown, client)
            actions += own.each()
            actions += own.together(groups, offered) if groups else ()
            if client.waits or len(touched) <= _FEW:
                actions += own.ignoring(is_wanted)
    if _is_asked_for(FIX_ALL, only) and has_safe_fix(checkup):
        everything = types.CodeAction("Make all safe fixes", FIX_ALL)
        if not _unsure(checkup):
            actions += _with_edits(everything, Later.SAFE, document, checkup, client, is_wanted)
        elif client.shows_reasons:
            everything.disabled = types.CodeActionDisabled(_unsure(checkup))
            actions.append(everything)
    return actions


def _unsure(checkup: Checkup) -> str:
    """Return why not everything may be fixed at once; empty where it may."""
    return checkup.holding.unsure if checkup.holding is not None else ""


def _is_asked_for(kind: str, only: Sequence[str] | None) -> bool:
    return only is None or any(not each or kind == each or kind.startswith(f"{each}.") for each in only)


class _FindingActions:
    """The actions for one finding."""

    def __init__(self, document: Document, checkup: Checkup, shown: ShownFinding, client: Client) -> None:
        self._document, self._checkup, self._shown, self._client = document, checkup, shown, client
        self._diagnostics = [diagnostic_of(checkup, shown, client.encoding)]

    def _action(self, title: str, edits: Iterable[Edit] | None = None, *, preferred: bool = False) -> types.CodeAction:
        return types.CodeAction(
            f"{self._shown.finding.rule.code}: {title}",
            types.CodeActionKind.QuickFix,
            self._diagnostics,
            is_preferred=preferred or None,
            edit=None if edits is None else workspace_edit(self._document, self._checkup, edits, self._client),
        )

    def each(self) -> Iterator[types.CodeAction]:
        """Yield an action for each way to mend it."""
        for choice, fix in enumerate(self._shown.finding.fixes):
            yield self._action(_label(fix), fix.edits, preferred=choice == 0 and fix.safety is Safety.SAFE)

    def together(self, groups: FixGroups, offered: set[FixKind]) -> Iterator[types.CodeAction]:
        """Yield an action for each way to mend all findings like it, unless it is among `offered`; add it there."""
        finding = self._shown.finding
        for choice, fix in enumerate(finding.fixes):
            most = 1
            for kind in groups.kinds(finding, choice):
                made = groups.together(kind)
                if made.count > most and kind not in offered:
                    offered.add(kind)
                    every = f"{_label(fix)}, in {made.count} places"
                    own = f"mend all {made.count} findings of this rule, each in its own way"
                    yield self._action(own if kind == FixKind(finding.rule.code) else every, made.edits)
                most = max(most, made.count)

    def ignoring(self, is_wanted: Callable[[], bool]) -> Iterator[types.CodeAction]:
        """Yield an action that silences it with a comment, unless no place for the comment is found."""
        action = self._action("ignore it here, with a comment")
        key = self._shown.item.identity.key
        yield from _with_edits(action, Later.IGNORE, self._document, self._checkup, self._client, is_wanted, key)


def _label(fix: Fix) -> str:
    written = " ".join((fix.label or "".join(edit.text for edit in fix.edits)).split()) or "take it out"
    return visible(written if len(written) <= _LONGEST else f"{written[: _LONGEST - 1]}…")


def _with_edits(
    action: types.CodeAction,
    later: Later,
    document: Document,
    checkup: Checkup,
    client: Client,
    is_wanted: Callable[[], bool],
    key: str = "",
) -> Iterator[types.CodeAction]:
    """Yield an action with its edits, or with the data that finds them later where the client waits.

    Yield nothing where there is nothing to edit. `key` and `is_wanted` are as in `edits_of`.
    """
    if client.waits:
        action.data = {"uri": document.uri, "version": document.version, "later": later.value, "key": key}
        yield action
        return
    edits = edits_of(later, checkup, key, is_wanted)
    if edits:
        action.edit = workspace_edit(document, checkup, edits, client)
        yield action


def edits_of(later: Later, checkup: Checkup, key: str, is_wanted: Callable[[], bool]) -> tuple[Edit, ...]:
    """Return the edits of an action, empty where there is nothing to do; `key` is that of its finding's identity.

    `is_wanted` is asked again and again whether to go on; raises GivenUp where it says no.
    """
    match later:
        case Later.SAFE:
            return safe_edits(checkup, is_wanted)
        case Later.IGNORE:
            shown = next((shown for shown in checkup.shown if shown.item.identity.key == key), None)
            edit = suppressing_edit(checkup, shown, is_wanted) if shown else None
            return (edit,) if edit else ()


def workspace_edit(document: Document, checkup: Checkup, edits: Iterable[Edit], client: Client) -> types.WorkspaceEdit:
    """Return edits of a checkup's article as the protocol has them, for this version of the document if possible."""
    changes = [types.TextEdit(range_at(checkup.article, edit.span, client.encoding), edit.text) for edit in edits]
    if not client.knows_versions:
        return types.WorkspaceEdit(changes={document.uri: changes})
    version = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(version, changes)])


@dataclass(frozen=True, slots=True)
class Asked:
    """What an action that a client chose is about."""

    uri: str
    version: int
    later: Later
    key: str


def asked_for(data: Any) -> Asked | None:
    """Return what the data of an action says, None where it is not of this server's making."""
    match data:
        case {"uri": str(uri), "version": int(version), "later": str(later), "key": str(key)} if later in set(Later):
            return Asked(uri, version, Later(later), key)
    return None
