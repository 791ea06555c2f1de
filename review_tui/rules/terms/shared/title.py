"""What the title of an article names: 赚取 in `赚取 (earn)`."""

from review_tui.article import Article, Span


def named_by(title: str) -> tuple[int, str]:
    """Return where the words begin that a title names (code points, in the title), and these words: no brackets."""
    words = title.partition("(")[0].partition("（")[0].strip()
    return title.find(words), words


def named_by_front_matter(article: Article) -> tuple[Span, str] | None:
    """Return what the title in the front matter names, and where in the article; None where there is no such title."""
    field = article.front_matter.field("title")
    if field is None or field.text is None or field.offsets is None:
        return None
    start, words = named_by(field.text)
    return field.offsets.span(start, start + len(words)), words
