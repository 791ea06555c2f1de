"""What tests make of texts: a glossary of its rows, the findings of one article, and a glossary that is changed."""

from pathlib import Path

from review_tui.article import Article
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import parse_table
from review_tui.lint.check import CheckedArticle, checked_article
from review_tui.lint.selection import Selection
from review_tui.lint.settings import Checking
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.notice import Notice
from review_tui.review.terms.changing import GlossaryEdit, worked_out
from review_tui.rules.options import Options


def glossary_from(rows: str) -> Glossary:
    """Return the glossary with these rows, a header first: all that its CSV file holds."""
    return glossary_of([parse_table(rows.encode(), Path("terms.csv"))])


def check_article(article: Article, matcher: Matcher, selection: Selection) -> CheckedArticle:
    """Return what the selected rules find in an article, with the options that hold where none are given."""
    return checked_article(article, matcher, Checking(selection, Options()))


def change_glossary(desk: Desk, session: Session, edit: GlossaryEdit, label: str) -> list[Notice]:
    """Change the glossary of an article as one step, as the screen does in a thread."""
    return desk.take_glossary(session, worked_out(session.terms, edit), label, 0)
