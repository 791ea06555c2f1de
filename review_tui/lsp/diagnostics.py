"""A checkup as the diagnostics of the protocol. Their codes lead to the rules' pages, which are files for that."""

from functools import lru_cache
from pathlib import Path

from lsprotocol import types

from review_tui.files.atomic import write
from review_tui.files.own import cache_folder
from review_tui.files.stamp import FileProblem, read
from review_tui.lsp.checkup import Checkup, ShownFinding, Trouble
from review_tui.lsp.positions import range_at
from review_tui.output.manual import page
from review_tui.output.style import Style
from review_tui.rules.registry import rules_by_key
from review_tui.severity import Severity
from review_tui.text.visible import visible

SOURCE = "review-tui"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostics_of(checkup: Checkup, encoding: types.PositionEncodingKind) -> list[types.Diagnostic]:
    """Return the diagnostics of a checkup: what kept it from being made, and then the findings in order."""
    return [
        *(_trouble(trouble) for trouble in checkup.troubles),
        *(diagnostic_of(checkup, shown, encoding) for shown in checkup.shown),
    ]


def diagnostic_of(checkup: Checkup, shown: ShownFinding, encoding: types.PositionEncodingKind) -> types.Diagnostic:
    """Return the diagnostic of a finding. `data` is what the finding is known by, its code links to the rule's page."""
    item = shown.item
    there = rule_page(item.code)
    return types.Diagnostic(
        range=range_at(checkup.article, shown.finding.span, encoding),
        message=f"{item.rule}: {visible(item.message)}",
        severity=_SEVERITIES[item.severity],
        code=item.code,
        code_description=types.CodeDescription(href=there.absolute().as_uri()) if there else None,
        source=SOURCE,
        data={"key": item.identity.key},
    )


@lru_cache(maxsize=256)
def rule_page(code: str) -> Path | None:
    """Return the file with a rule's page, written where it is not there yet; None where that is not possible."""
    module = rules_by_key().get(code)
    if module is None:
        return None
    file = cache_folder() / "rules" / f"{code}.txt"
    content = "".join(f"{line.rstrip()}\n" for line in page(module, Style())).encode("utf-8")
    try:
        if not file.exists() or read(file)[0] != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            write(file, content)
    except (FileProblem, OSError):
        return None
    return file


def _trouble(trouble: Trouble) -> types.Diagnostic:
    start = types.Position(trouble.line, 0)
    related = None
    if trouble.place is not None:
        path, line = trouble.place
        there = types.Position(line, 0)
        location = types.Location(path.absolute().as_uri(), types.Range(there, there))
        related = [types.DiagnosticRelatedInformation(location, "it stands here")]
    return types.Diagnostic(
        range=types.Range(start, types.Position(trouble.line + 1, 0)),
        message=visible(trouble.message),
        severity=types.DiagnosticSeverity.Error,
        code=trouble.code,
        source=SOURCE,
        related_information=related,
    )
