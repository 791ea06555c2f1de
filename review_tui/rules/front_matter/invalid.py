"""Front matter that cannot be read.

When YAML (or TOML, between lines of `+++`) does not parse, the site gets no title, no description and no keywords, or
does not build at all. A colon in an unquoted value is the usual cause.
"""

from collections.abc import Iterator

from review_tui.article import Span
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("F601", "front-matter-invalid", Severity.ERROR)
CASES = (
    valid("---\ntitle: 止赎\n---\n# 止赎"),
    valid("---\n\n文字\n\n---"),
    invalid("---\ntitle: 止赎: 定义\n---\n", found="title: 止赎: 定义"),
    invalid("---\ntitle: [止赎\n---\n", found="---"),
    invalid("---\n- 甲\n- 乙\n---\n", found="- 甲"),
    invalid("---\ntitle: 止赎\n\n# 止赎\n", found="---"),
    valid("+++\n\n文字"),
    invalid('+++\ntitle = "止赎"\ndraft = 否\n+++\n', found="draft = 否"),
    invalid('+++\ntitle = "止赎"\n\n# 止赎\n', found="+++"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding where the front matter is broken, on the line that breaks it."""
    article = reading.article
    problem = article.front_matter.problem
    if problem is None:
        return
    index = article.lines.index_at(problem.offset)
    span = article.lines.span(index)
    yield RULE.finding(Span(*span), problem.message)
