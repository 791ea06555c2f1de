"""What readers see of an article, the comments for this program aside."""

import re

from review_tui.article import Article

_COMMENT = re.compile(r"<!--\s*review-tui:.*?-->", re.DOTALL)
_SPACE = re.compile(r"\s+")


def looks_alike(before: Article, after: Article) -> bool:
    """Tell whether readers see the same page, but for these comments and white space."""
    if (before.front_matter.problem is None) != (after.front_matter.problem is None):
        return False
    pages = [_SPACE.sub("", _COMMENT.sub("", article.render())) for article in (before, after)]
    return pages[0] == pages[1] and before.front_matter.values == after.front_matter.values
