"""The findings on an article that only the whole run shows, made when all articles are counted."""

from msgspec import Struct
from msgspec.structs import replace

from review_tui.files.stamp import digest
from review_tui.lint.report import Report, items_of
from review_tui.rules.severity import Severity


class Shown(Struct, frozen=True, array_like=True):
    """What the run shows on one article: places (code points), concepts and messages, in order.

    `content` is the SHA-256 of the file that the places are of, `severity` that of the findings.
    """

    content: str
    severity: Severity
    found: tuple[tuple[int, int, str, str], ...]


def report_of(path: str, data: bytes, shown: Shown) -> Report:
    """Return the extra report on a file, a note where its bytes are no longer those that were counted."""
    if digest(data) != shown.content:
        return changed(path)
    from review_tui.article import Article, Span
    from review_tui.article.source import decode
    from review_tui.rules.terms import rival

    findings = [
        replace(rival.RULE.finding(Span(start, end), message, concept=concept), severity=shown.severity)
        for start, end, concept, message in shown.found
    ]
    findings.sort(key=lambda finding: finding.sort_key)
    return Report(path, items_of(Article(decode(data).text, path), findings), is_extra=True)


def changed(path: str) -> Report:
    """Return the extra report on a file that is gone, or another one by now."""
    note = "not compared with the other articles: the file changed while it was checked; run the command again"
    return Report(path, notes=(note,), is_extra=True)
