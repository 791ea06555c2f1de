"""What a reader of the site gets to see, as plain text: defects included."""

import re
from html import unescape

from review_tui.article import Article, Span
from review_tui.article.markdown import render_text

_TAG = re.compile(r"<(/?)([a-zA-Z0-9]+)[^<>]*>")
_CELLS = re.compile(r"</t[hd]>\s*<t[hd]\b[^<>]*>")
_ROWS = re.compile(r"(?:</?(?:table|thead|tbody|tr)>\n?)+")  # what says nothing once each row is a line
_BEFORE = {"li": "- ", "blockquote": "| ", "hr": "----------"}


def as_read(article: Article, span: Span) -> str:
    """Return a stretch of an article as its page shows it, in plain text.

    Headings begin with `==`, bold stands between two half bars, and an arrow stands before the words of a link, a bar
    between the cells of a row.
    """
    start = max(span.start, article.front_matter.span.end)
    html = render_text(re.sub(r"\r\n?", "\n", article.text[start : span.end]))
    html = _ROWS.sub("", _CELLS.sub(" | ", html))
    return unescape(_TAG.sub(_shown, html)).strip() or "(nothing: front matter is not shown)"


def _shown(match: re.Match[str]) -> str:
    closing, name = match[1], match[2].lower()
    if name in ("strong", "b"):
        return "▌" if not closing else "▐"
    if name == "a":
        return "" if closing else "→"
    if len(name) == 2 and name[0] == "h" and name[1].isdigit():
        return "\n" if closing else f"\n== {'  ' * (int(name[1]) - 1)}"
    return "" if closing else _BEFORE.get(name, "")
