"""Whether two states of an article look the same to readers."""

from functools import lru_cache

from review_tui.article import Article
from review_tui.rules.comments import HTML_COMMENT


def looks_alike(before: Article, after: Article) -> bool:
    """Tell whether readers see the same page, but for white space. Comments for this program do not count."""
    if (before.front_matter.problem is None) != (after.front_matter.problem is None):
        return False
    return _page(before) == _page(after) and before.front_matter.values == after.front_matter.values


@lru_cache(maxsize=2)
def _page(article: Article) -> str:
    return "".join(HTML_COMMENT.sub("", article.render()).split())
