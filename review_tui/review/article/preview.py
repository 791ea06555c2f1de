"""What a reader of the site gets to see, as plain text: defects included."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

from review_tui.article import Article, Span
from review_tui.article.markdown import render_text
from review_tui.article.shifting import alike_start
from review_tui.text.cells import fold, width
from review_tui.text.visible import visible

# No `html.parser`: on Python 3.11 it takes 14 s for 40 KB of tags that never end.
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>", re.DOTALL)
_HEADING = re.compile(r"h([1-6])")
_ALT = re.compile(r'\balt="([^"]*)"')
_START = re.compile(r'\bstart="(\d+)"')
_BLOCKS = frozenset(("p", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "div", "hr"))
_APART = _BLOCKS - {"li", "tr"}  # with a blank line before and after them
_LISTS = ("ul", "ol")
_DEEPEST = 20  # quotes and items in each other that are told apart: more is none an editor wrote
_LEAST = 10  # cells for words, however much stands before them


def as_read(article: Article, span: Span) -> Callable[[int], str]:
    """Return what gives a stretch of an article as its page shows it, in plain text whose lines have so many cells.

    Headings begin with `==`, bold stands between two half bars, and an arrow stands before the words of a link, a bar
    between the cells of a row and before the lines of a quote.
    """
    start = max(span.start, article.front_matter.span.end)
    html = render_text(re.sub(r"\r\n?", "\n", article.text[start : span.end]))
    page, done = _Page(), 0
    for tag in _TAG.finditer(html):
        page.write(unescape(html[done : tag.start()]))
        done = tag.end()
        if tag["name"]:
            (page.close if tag["end"] else page.open)(tag["name"].lower(), tag["rest"])
    page.write(unescape(html[done:]))
    lines = page.lines
    return lambda cells: "\n".join(row for line in lines for row in line.within(cells)) or "(nothing is shown)"


class _Line(NamedTuple):
    """Words, with what stands before them, and before each line in which they go on."""

    before: str
    margin: str
    words: str

    def within(self, cells: int) -> Iterator[str]:
        """Yield the line as lines of so many cells."""
        first, *others = fold(visible(self.words, lines=True), max(_LEAST, cells - width(self.before))) or [""]
        yield f"{self.before}{first}".rstrip()
        for row in others:
            yield f"{self.margin}{row}"


class _Page:
    """Lines of text that tags and words are written to, one after the other."""

    def __init__(self) -> None:
        self._lines: list[_Line] = []
        self._line = ""  # the one that is being written, without what stands before it
        self._margins: list[str] = []  # what stands before each line of quotes, items, headings: the outer first
        self._marks: list[str] = []  # of the same, what stands there once instead
        self._deeper = 0  # how many more of them are open than are told apart
        self._numbers: list[int | None] = []  # of the lists that are open, that of the next item
        self._around: list[str] = []  # what stood before the line that was written last
        self._is_apart = False  # a blank line comes before the next one
        self._is_code = False

    @property
    def lines(self) -> list[_Line]:
        """Return what was written."""
        self._end_line()
        return self._lines

    def write(self, words: str) -> None:
        """Write words; outside of code, their lines run on."""
        if not self._is_code:
            run_on = re.sub(r"[ \t\n]+", " ", words)
            self._line += run_on if self._line else run_on.lstrip(" ")
            return
        *whole, last = words.split("\n")
        for line in whole:
            self._line += line
            self._end_line(is_kept=True)
        self._line += last

    def open(self, name: str, rest: str) -> None:
        """Begin an element, of which `rest` are the attributes."""
        heading = _HEADING.fullmatch(name)
        if heading or name in _BLOCKS:
            self._begin_block(name)
        if heading:
            self._indent(f"== {'  ' * (int(heading[1]) - 1)}", is_once=True)
        elif name in _LISTS:
            start = _START.search(rest)
            self._numbers.append(None if name == "ul" else int(start[1]) if start else 1)
        elif name in ("li", "blockquote"):
            self._indent(self._next_mark() if name == "li" else "| ", is_once=name == "li")
        elif name == "pre":
            self._is_code = True
        elif name in ("td", "th") and self._line:
            self._line = f"{self._line.rstrip()} | "
        else:
            self._line += _inline(name, rest)
            if name == "br":
                self._end_line()

    def close(self, name: str, _rest: str) -> None:
        """End an element."""
        if name in ("strong", "b"):
            self._line += "▐"
        is_heading = _HEADING.fullmatch(name) is not None
        if not is_heading and name not in _BLOCKS:
            return
        self._end_line()
        if name == "pre":
            self._is_code = False
        if name in _LISTS and self._numbers:
            self._numbers.pop()
        if is_heading or name in ("li", "blockquote"):
            self._outdent(name)
        self._is_apart |= name not in ("li", "tr") and not self._numbers

    def _begin_block(self, name: str) -> None:
        self._end_line()
        self._is_apart |= name in _APART and not self._numbers

    def _next_mark(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number}. "

    def _indent(self, mark: str, *, is_once: bool) -> None:
        if len(self._margins) == _DEEPEST:
            self._deeper += 1
            return
        self._marks.append(mark)
        self._margins.append(" " * len(mark) if is_once else mark)

    def _outdent(self, name: str) -> None:
        if self._deeper:
            self._deeper -= 1
        elif self._margins:
            if name != "blockquote" and self._marks[-1].strip():
                self._end_line(is_kept=True)  # an empty item or heading
            self._margins.pop()
            self._marks.pop()

    def _end_line(self, *, is_kept: bool = False) -> None:
        """Begin a new line, where something stands on this one or it is to be kept anyway."""
        if not self._line and not is_kept:
            return
        if self._is_apart and self._lines:
            common = self._margins[: alike_start(self._margins, self._around)]
            self._lines.append(_Line("".join(common), "", ""))
        self._lines.append(_Line("".join(self._marks), "".join(self._margins), self._line))
        self._line, self._is_apart = "", False
        self._marks, self._around = self._margins.copy(), self._margins.copy()


def _inline(name: str, rest: str) -> str:
    """Return what stands for the beginning of an element within a line."""
    if name == "img":
        alt = _ALT.search(rest)
        return f"(picture: {unescape(alt[1])})" if alt else "(picture)"
    return {"strong": "▌", "b": "▌", "a": "→", "hr": "----------"}.get(name, "")
