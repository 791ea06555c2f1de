"""What an article is: bytes, lines, front matter, blocks, inline spans, sections. Knows no glossary and no rule."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review_tui.article.article import Article
    from review_tui.article.edit import Edit, OverlapError, apply_edits
    from review_tui.article.position import Place, Span
    from review_tui.article.source import EncodingProblem

__all__ = ["Article", "Edit", "EncodingProblem", "OverlapError", "Place", "Span", "apply_edits"]

_HOMES = {
    "Article": "article",
    "Edit": "edit",
    "EncodingProblem": "source",
    "OverlapError": "edit",
    "Place": "position",
    "Span": "position",
    "apply_edits": "edit",
}


def __getattr__(name: str) -> object:
    """Load what is asked for, so that a slug can be had without the Markdown parser."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
