"""Front matter without title, description or keywords.

The site shows them in lists and gives them to search engines. A key that is there and empty counts as missing. A file
with none at all is left alone where its name says that it speaks of the repository: README, CHANGELOG, CONTRIBUTING …
"""

from collections.abc import Iterator
from pathlib import PurePath

from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading

RULE = Rule("F602", "front-matter-missing", Severity.WARNING)
CASES = (
    valid("---\ntitle: 甲\ndescription: 乙\nkeywords: 丙\n---\n"),
    valid("---\ntitle: 甲: 乙\n---\n"),
    valid("---\ntitle: 甲\ndescription: 乙\nkeywords: [丙, 丁]\n---\n"),
    valid('+++\ntitle = "甲"\ndescription = "乙"\nkeywords = ["丙", "丁"]\n+++\n'),
    invalid('+++\ntitle = "甲"\n\n[params]\nkeywords = "丙"\n+++\n', found="+++"),
    invalid("---\ntitle: 甲\ndescription:\n---\n", found="---"),
    invalid("# 止赎\n\n文字", found="# 止赎"),
    valid("# 译者须知\n\n文字", path="README.zh-CN.md"),
    valid("# 译者须知\n\n文字", path="docs/contributing.md"),
    invalid("---\ntitle: 甲\n---\n", path="README.md", found="---"),
    invalid("# 止赎\n\n文字", path="readmexample.md", found="# 止赎"),
)
KEYS = ("title", "description", "keywords")
_OF_THE_REPOSITORY = frozenset(
    ("authors", "changelog", "code_of_conduct", "contributing", "license", "readme", "security")
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield one finding that names what is missing."""
    article = reading.article
    front = article.front_matter
    if front.problem is not None or not article.text.strip():
        return
    if not front.span.end and PurePath(article.path).name.partition(".")[0].casefold() in _OF_THE_REPOSITORY:
        return
    missing = [key for key in KEYS if not front.values.get(key)]
    if missing:
        what = ", ".join(missing) if front.span.end else "all of it: title, description, keywords"
        yield RULE.finding(article.lines.span(0), f"the front matter lacks {what}")
