"""What is found in an article, and the report on it, as a task asks."""

from review_tui.article import Article
from review_tui.lint.across.contributing import contribution_of
from review_tui.lint.check import CheckedArticle, checked_article
from review_tui.lint.identity import section_key
from review_tui.lint.report import Report, items_of
from review_tui.lint.run.task import Task
from review_tui.lint.settings import checking_of, matcher_of, selection_of


def checked_by(task: Task, article: Article) -> CheckedArticle:
    """Run the rules of a task over an article."""
    return checked_article(article, matcher_of(task.settings.glossary), checking_of(task.settings, task.ignored_rules))


def report_on(checked: CheckedArticle, task: Task, data: bytes) -> Report:
    """Return the report on a checked article; `data` are the bytes of its file."""
    article = checked.reading.article
    sections = tuple(section_key(section.span.cut(article.text)) for section in article.sections)
    title = article.title
    items = items_of(article, checked.findings)
    contribution, broken = contribution_of(checked.reading, selection_of(task.settings, task.ignored_rules), data)
    failures = (*checked.failures, *broken)
    return Report(article.path, items, failures, sections=sections, title=title, contribution=contribution)
