"""The first heading says something else than the front matter's title.

Lists and search engines show the title, the page shows the heading: when the two were translated apart, a reader who
follows a link lands on what looks like another article. Space, punctuation, case, a bracketed acronym and HTML tags
are not compared.
"""

from collections.abc import Iterator

from review_tui.article.letters import letters_of
from review_tui.rules.model import Finding, Rule, Severity, invalid, valid
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

RULE = Rule("H109", "heading-title-mismatch", Severity.INFO)
CASES = (
    valid("---\ntitle: 止赎\n---\n# 止赎"),
    valid("---\ntitle: 可调利率抵押贷款 (ARM)\n---\n# 可调利率抵押贷款"),
    valid("---\ntitle: 止赎\n---\n## 什么是丧失抵押品赎回权？"),
    valid("# 没有题头"),
    valid('---\ntitle: 止赎\n---\n# 止赎 {#foreclosure .wide data-x="1"}'),
    valid("---\ntitle: 止赎\n---\n# 止赎 <!-- review-tui: ignore-line H104: 原文如此 -->"),
    valid('---\ntitle: 快速上手\n---\n# 快速上手 <Badge text="v2.0+" type="tip"/>'),
    valid("---\ntitle: 止赎\n---\n# <b>止</b>赎"),
    valid('---\ntitle: 止赎\n---\n# <a id="a > b"></a>止赎'),
    invalid("---\ntitle: 止赎\n---\n# <b>破产</b>", found="<b>破产</b>"),
    invalid("---\ntitle: 止赎\n---\n# 丧失抵押品赎回权", found="丧失抵押品赎回权"),
)
_BRACKETED = lazy(r"[(（][^)）]{0,80}[)）]")
_TAG = lazy(r"</?[A-Za-z](?:[^<>\"']|\"[^\"]{0,200}\"|'[^']{0,200}'){0,400}>")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding where the first heading of level 1 and the title differ."""
    title = reading.article.front_matter.text("title")
    first = next((heading for heading in reading.article.headings if heading.level == 1 and not heading.quotes), None)
    if title is None or first is None:
        return
    said, meant = (letters_of(_BRACKETED.sub("", _TAG.sub("", text))) for text in (first.text, title))
    if said and meant and said != meant:
        yield RULE.finding(first.text_span, f"the front matter's title is “{title}”")
