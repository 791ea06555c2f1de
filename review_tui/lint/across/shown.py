"""The findings on an article that only the whole run shows, made when all articles are counted."""

from msgspec import Struct

from review_tui.files.stamp import digest
from review_tui.lint.report import Report, items_of
from review_tui.rules.across import Remark
from review_tui.severity import Severity


class ShownBy(Struct, frozen=True, array_like=True):
    """What one rule shows on an article: its code and name, the severity of the findings, and these."""

    code: str
    name: str
    severity: Severity
    remarks: tuple[Remark, ...]


class ShownAcross(Struct, frozen=True, array_like=True):
    """What the run shows on one article. `content` is the SHA-256 of the file that the places are of."""

    content: str
    by_rule: tuple[ShownBy, ...]


def report_of(path: str, data: bytes, shown: ShownAcross) -> Report:
    """Return the extra report on a file; where its bytes are no longer those that were counted, it is only a note."""
    if digest(data) != shown.content:
        return changed(path)
    from review_tui.article import Article, Span
    from review_tui.article.source import decode
    from review_tui.rules.model import Rule

    findings = [
        Rule(each.code, each.name, each.severity).finding(Span(start, end), message, concept=concept or None)
        for each in shown.by_rule
        for start, end, message, concept in each.remarks
    ]
    findings.sort(key=lambda finding: finding.sort_key)
    return Report(path, items_of(Article(decode(data).text, path), findings), is_extra=True)


def changed(path: str) -> Report:
    """Return the extra report on a file that is gone, or another one by now."""
    note = "not compared with the other articles: the file changed while it was checked; run the command again"
    return Report(path, notes=(note,), is_extra=True)
