"""Front matter that cannot be read.

When YAML (or TOML, between lines of `+++`) does not parse, the site gets no title, no description and no keywords, or
does not build at all. A colon in an unquoted value is the usual cause.

So is a key that stands there twice: some sites refuse the article, others take the first value or the last.
"""

from collections.abc import Iterator

from review_tui.article import Article, Span
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
    valid("---\n\n# 标题: 甲\n\n- 乙\n\n---\n\n丙"),
    valid("---\n\n作者: 甲，日期: 乙\n\n---\n\n丙"),
    valid("---\n[返回](/a)\n\n---\n"),
    valid("---\n![图](/a.png)\n\n---\n"),
    valid("---\n# 标题\n\n**注意: **甲\n\n---\n"),
    valid("---\n> 引语: 甲\n\n---\n"),
    valid("---\n| 甲 | 乙 |\n|---|---|\n\n---\n"),
    valid("---\n```yaml\na: b\n```\n---\n"),
    valid('---\nmenu:\n  {{ .Section }}:\n    parent: 甲\nsummary: "乙 {{ .Date.Format "2006" }}丙"\n---\n'),
    valid("---\ntitle: {% if a %}甲{% endif %}\n---\n"),
    invalid("---\n# 注释\ntitle: 甲: 乙\n---\n", found="title: 甲: 乙"),
    invalid("---\n标题: 甲: 乙\n---\n", found="标题: 甲: 乙"),
    invalid("---\n\ttitle: 甲\n---\n", found="\ttitle: 甲"),
    valid("---\ntitle: {{ title }}\ndate: {{ date }}\ntags:\n---\n"),
    valid('---\ntitle: "{{ replace .Name "-" " " | title }}"\ndate: {{ .Date }}\n---\n'),
    valid('+++\ntitle = "{{ replace .Name "-" " " | title }}"\ndate = {{ .Date }}\ndraft = true\n+++\n'),
    invalid("---\ntitle: {{ title }}\ndescription: 甲: 乙\n---\n", found="description: 甲: 乙"),
    invalid('+++\ntitle = "止赎"\ndraft = 否\n+++\n', found="draft = 否"),
    invalid('+++\ntitle = "止赎"\n\n# 止赎\n', found="+++"),
    invalid("---\ntitle: 止赎\n...\n\n# 止赎\n", found="..."),
    invalid("---\ntitle: 止赎\nkeywords: 贷款\ntitle: 丧失抵押品赎回权\n---\n", found="title: 丧失抵押品赎回权"),
    invalid('---\ntitle: 甲\ntags: [乙]\ntags:\n- 丙\n"tags": 丁\n---\n', found=("tags:", '"tags": 丁')),
    valid("---\ntitle: 甲\na: {title: 乙}\nb: {title: 丙}\n---\n"),
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding where the front matter is broken, and for each key that is there already, on its line."""
    article = reading.article
    problem = article.front_matter.problem
    if problem is not None:
        yield RULE.finding(_line(article, problem.offset), problem.message)
    lines: dict[str, int] = {}
    for field in article.front_matter.fields:
        line = article.lines.index_at(field.key_span.start)
        first = lines.setdefault(field.key, line)
        if first != line:
            message = f"the key {field.key} stands here a second time, after line {first + 1}: leave one of the two"
            yield RULE.finding(_line(article, field.key_span.start), message)


def _line(article: Article, offset: int) -> Span:
    return article.lines.span(article.lines.index_at(offset))
