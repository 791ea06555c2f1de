"""Checking one article as the program does, from its text on."""

from review_tui.article import Article
from review_tui.glossary.search.matcher import Matcher
from review_tui.lint.check import Checked, check_reading
from review_tui.lint.selection import Selection
from review_tui.rules.reading import Reading


def check_article(article: Article, matcher: Matcher, selection: Selection) -> Checked:
    """Return what the selected rules find in an article, with the options that hold where none are given."""
    return check_reading(Reading(article, matcher), selection)
