"""What an article is: bytes, lines, front matter, blocks, inline spans, sections. Knows no glossary and no rule."""

from review_tui.article.article import Article
from review_tui.article.edit import Edit, OverlapError, apply_edits
from review_tui.article.position import Place, Span
from review_tui.article.source import EncodingProblem

__all__ = ["Article", "Edit", "EncodingProblem", "OverlapError", "Place", "Span", "apply_edits"]
