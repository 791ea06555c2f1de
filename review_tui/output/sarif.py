"""Findings as SARIF 2.1.0, for code scanning. Columns are Unicode code points."""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from review_tui import __version__
from review_tui.files.address import is_address
from review_tui.lint.finding_json import encoded
from review_tui.lint.report import Item, Remedy, Report, Spot
from review_tui.output.entries import failure_item
from review_tui.output.style import Style
from review_tui.rules.registry import RuleModule, all_rules
from review_tui.severity import Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LONGEST = 1024  # characters of a rule's description that GitHub takes; its help may be longer
_DRIVE = re.compile("[A-Za-z]:(?=/)")
FINGERPRINT = "reviewTuiIdentity/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(reports: Iterable[Report], style: Style) -> Iterator[str]:  # noqa: ARG001  all formats take a style
    """Yield one log with one run: the tool, the results as they come, and what went wrong."""
    rules = [_rule(module) for module in all_rules()]
    numbers = {module.rule.code: number for number, module in enumerate(all_rules())}
    driver = {"name": "review-tui", "semanticVersion": __version__, "rules": rules}
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n"tool": {encoded({"driver": driver})},\n'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    separator = "\n  "
    notifications: list[dict[str, Any]] = []
    for report in reports:
        notifications += (_notification(report.path, failure_item(failure)) for failure in report.failures)
        for item in report.items:
            yield separator + encoded(_result(report.path, item, numbers))
            separator = ",\n  "
    invocation = {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}
    yield f'\n],\n"invocations": [{encoded(invocation)}]\n}}]}}\n'


def _rule(module: RuleModule) -> dict[str, Any]:
    rule = module.rule
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": module.summary},
        "fullDescription": {"text": _first_paragraphs(_unwrapped(module.doc))},
        "help": {"text": module.doc, "markdown": f"# {rule.code} {rule.name}\n\n{module.doc}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [module.family]},
    }


def _unwrapped(text: str) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


def _first_paragraphs(text: str) -> str:
    """Return as many paragraphs as GitHub takes for a description, at least a piece of the first."""
    if len(text) <= _LONGEST:
        return text
    end = text.rfind("\n\n", 0, _LONGEST)
    return text[:end] if end > 0 else f"{text[: _LONGEST - 1]}…"


def _result(path: str, item: Item, numbers: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": numbers[item.code],
        "level": _LEVELS[item.severity],
        "message": {"text": _literal(item.message)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": _region(item)}}],
        "partialFingerprints": {FINGERPRINT: item.identity.key},
    }
    if item.concept is not None:
        result["properties"] = {"concept": item.concept}
    if item.remedies:
        result["fixes"] = [_fix(path, remedy) for remedy in item.remedies]
    return result


def _literal(text: str) -> str:
    """Escape what SARIF would take for a link in a message."""
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _uri(path: str) -> str:
    """Return the URI of a path, or of an address; bytes that are no text are surrogates in it, as Python has them."""
    if is_address(path):
        scheme, _, path = path.partition("://")
        start = f"{scheme}://"
    elif sys.platform == "win32" and _DRIVE.match(path):
        start, path = f"file:///{path[:2]}", path[2:]
    else:
        start = "file://" if path.startswith("/") else ""
    try:
        return start + quote(path, errors="surrogateescape")
    except UnicodeEncodeError:  # other surrogates, which no file has
        return start + quote(path, errors="surrogatepass")


def _region(item: Item) -> dict[str, Any]:
    return {**_span(item.start, item.end), "snippet": {"text": item.text}}


def _span(start: Spot, end: Spot) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": end.offset - start.offset,
    }


def _fix(path: str, remedy: Remedy) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _span(change.start, change.end), "insertedContent": {"text": change.text}}
        for change in remedy.changes
    ]
    change = {"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}
    return {"description": {"text": _literal(f"{remedy.safety} fix: {remedy.label}")}, "artifactChanges": [change]}


def _notification(path: str, item: Item) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if item.start.line > 1:
        where["region"] = {"startLine": item.start.line}
    return {
        "level": "error",
        "message": {"text": _literal(item.message)},
        "descriptor": {"id": item.code},
        "locations": [{"physicalLocation": where}],
    }
