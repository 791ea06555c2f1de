"""The first heading says something else than the front matter's title.

Lists and search engines show the title, the page shows the heading: when the two were translated apart, a reader who
follows a link lands on what looks like another article. Space, punctuation, case, a bracketed acronym and HTML tags
are not compared, nor is what one of the two has more, set off by a colon, a bar or a dash: `公告：`, `| 投资百科`.
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
    valid("---\ntitle: 公告：服务中断\n---\n# 服务中断"),
    valid("---\ntitle: 止赎 | 投资百科\n---\n# 止赎"),
    valid("---\ntitle: 止赎\n---\n# 止赎——定义与例子"),
    valid("---\ntitle: 公告：止赎 - 投资百科\n---\n# 止赎"),
    invalid("---\ntitle: 公告：止赎\n---\n# 公告：破产", found="公告：破产"),
    invalid("---\ntitle: 止赎程序\n---\n# 止赎", found="止赎"),
    invalid("---\ntitle: 短期-长期\n---\n# 长期", found="长期"),
    invalid("---\ntitle: 止赎\n---\n# <b>破产</b>", found="<b>破产</b>"),
    invalid("---\ntitle: 止赎\n---\n# 丧失抵押品赎回权", found="丧失抵押品赎回权"),
)
_BRACKETED = lazy(r"[(（][^)）]{0,80}[)）]")
_SETS_OFF = lazy(r"[：:|｜]|\s[-–—]\s|——")
_MOST = 8  # parts that a title is taken apart into
_TAG = lazy(r"</?[A-Za-z](?:[^<>\"']|\"[^\"]{0,200}\"|'[^']{0,200}'){0,400}>")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield a finding where the first heading of level 1 and the title differ."""
    title = reading.article.front_matter.text("title")
    first = next((heading for heading in reading.article.headings if heading.level == 1 and not heading.quotes), None)
    if title is None or first is None:
        return
    said, meant = (_parts(_BRACKETED.sub("", _TAG.sub("", text))) for text in (first.text, title))
    if said and meant and not (_contain(said, meant) or _contain(meant, said)):
        yield RULE.finding(first.text_span, f"the front matter's title is “{title}”")


def _parts(text: str) -> list[str]:
    """Return the letters of what is set off in a text, in order."""
    return [letters for part in _SETS_OFF.split(text, _MOST - 1) if (letters := letters_of(part))]


def _contain(parts: list[str], others: list[str]) -> bool:
    """Tell whether parts have all of some others, one after the other."""
    whole = "".join(others)
    return any(
        "".join(parts[start:end]) == whole for start in range(len(parts)) for end in range(start + 1, len(parts) + 1)
    )
