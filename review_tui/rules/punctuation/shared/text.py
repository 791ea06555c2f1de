"""Matches of a pattern in what is written, markup included, but not in code, HTML, or link targets."""

import re
from collections.abc import Iterator

from review_tui.rules.reading import Reading


def text_matches(reading: Reading, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield each match that lies in text readers see, its positions those of the article's text."""
    article = reading.article
    for match in pattern.finditer(article.text, article.front_matter.span.end):
        if reading.shows(match.start(), match.end()):
            yield match
