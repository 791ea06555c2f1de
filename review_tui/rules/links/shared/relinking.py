"""Writing links anew, only where nothing but links changes on the page.

A bracket that comes or goes next to another mark can change what that does: `**词**[，](/x)` is bold, and beside
`[词](/x)**` the asterisks may stay; `!` before a link makes an image of it; without its link `-` begins a list.
"""

from functools import lru_cache

from review_tui.article import Article, Edit, Span, apply_edits
from review_tui.article.inline import Link
from review_tui.rules.model import Fix, Rule
from review_tui.rules.reading import Reading
from review_tui.text.lazy import lazy

MARKS = frozenset("[]*_~`!<>\\&\n\r")
"""Characters that mean something in Markdown, and may mean another thing beside a bracket that comes or goes."""

_LONGEST = 1500  # code points of a block that is parsed: it is parsed anew for every fix in it
_WORD = lazy(r"[^\W\d_]")  # what a line may begin with and still be no list, heading or quote
_BRACKETS = lazy(r"\[|\](?:\([^()\s]*\))?")
_LINK = lazy(r"</?a\b[^>]*>")


def link_on(reading: Reading, link: Link, words: str) -> str:
    """Return the Markdown of a link on some words, with the target of another link as it is written there."""
    target = link.target_span.cut(reading.article.text) if link.target_span else link.target
    return f"[{words}]({target})"


def relinked(reading: Reading, rule: Rule, *edits: Edit, label: str) -> Fix | None:
    """Return the fix of a rule that makes edits to the links of one block; None where the page would change otherwise.

    That is tried by rendering the block before and after, if there is a mark near one of the edits.
    """
    if any(_is_near_marks(reading.article, edit) for edit in edits) and not _leaves_the_rest(reading, edits):
        return None
    return rule.mend(*edits, label=label)


def _is_near_marks(article: Article, edit: Edit) -> bool:
    """Tell whether a mark stands in an edit or beside it, or whether a line may begin with one after the edit."""
    text, (start, end) = article.text, edit.span
    line = text[_line_start(article, start) : start]
    if not line.strip() and not edit.text.startswith("[") and not _WORD.match(edit.text):
        return True
    near = text[start - 1 : start] + text[end : end + 1] if start else text[end : end + 1]
    words = _BRACKETS.sub("", text[start:end]) + _BRACKETS.sub("", edit.text)
    return not MARKS.isdisjoint(near + words)


def _leaves_the_rest(reading: Reading, edits: tuple[Edit, ...]) -> bool:
    """Tell whether a block, parsed by itself before and after, gives readers the same but for links."""
    text, block = reading.article.text, reading.block_at(min(edits).span.start)
    if block is None:
        return False
    start, end = _line_start(reading.article, block.span.start), block.span.end
    if max(edit.span.end for edit in edits) > end or end - start > _LONGEST:
        return False
    moved = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in edits]
    before = text[start:end]
    return _page(before) == _page(apply_edits(before, moved))


def _line_start(article: Article, offset: int) -> int:
    return article.lines.starts[article.lines.index_at(offset)]


@lru_cache(maxsize=2)
def _page(text: str) -> str:
    return "".join(_LINK.sub("", Article(text).render()).split())
