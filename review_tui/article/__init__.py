"""What an article is: bytes, lines, front matter, blocks, inline spans, sections. Knows no glossary and no rule.

- `article`: one text, with all that follows from it; start reading here. `source`: from the bytes of a file and back.
- `position`: offsets, lines and columns. `offsets`: from a derived text to the article. `stretches`: many looked up.
- `edit`: changing a text. `shifting`: where its places come to stand then.
- `front_matter`: its values, and where each stands. `front_matter_reading` takes it from the text, with
  `front_matter_yaml` and `front_matter_toml` where it is more than keys and words; `scalars` are the strings of YAML.
- `markdown`: markdown-it-py as it is used here, with a `block_parser` and an `inline_parser` of our own, and a `trace`
  of what that one took. `blocks` are made of the one, `inline` (links, code, tags) of the other.
- `headings`, `sections`, `links` in runs, `tables`, `generator_code`: what editors and site generators see in them.
- `prose`: the text in which a term may stand.
- `slug`: the names that articles and links share. `han`, `letters`: characters, and words reduced to them.
"""

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
