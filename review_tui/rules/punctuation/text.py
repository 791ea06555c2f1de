"""Matches of a pattern in what is written, markup included, but not in code, HTML, or link targets."""

import re
from collections.abc import Iterator

from review_tui.article import Article
from review_tui.article.inline import Inline


def text_matches(article: Article, pattern: re.Pattern[str]) -> Iterator[tuple[Inline, re.Match[str]]]:
    """Yield each match with the block it stands in; positions are those of the block's content.

    A match counts where its last character is text. The closing of a link may stand before it.
    """
    for block in article.blocks:
        inline = block.inline
        if inline is None:
            continue
        hidden: list[tuple[int, int]] | None = None
        for match in pattern.finditer(inline.content):
            if hidden is None:
                hidden = _hidden(inline)
            last = match.end() - 1
            if not any(start <= last < end for start, end in hidden):
                yield inline, match


def _hidden(inline: Inline) -> list[tuple[int, int]]:
    pieces = [
        (piece.start, piece.end)
        for piece in inline.trace.pieces
        if piece.rule in ("backticks", "html_inline", "autolink", "image")
    ]
    return pieces + [(link.label_end, link.end) for link in inline.trace.links]
