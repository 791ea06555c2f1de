"""What other programs do to the files of the desk: noticing it, and taking it over."""

from collections.abc import Callable, Sequence
from functools import partial

from review_tui.review.article.rereading import rereading
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.kept import Look, TakeOver, WriteResult
from review_tui.review.notice import Notice, bad_news
from review_tui.review.taking_in import take_in

TakeIn = Callable[[], list[Notice]]
"""Takes over what was found, and returns what there is to tell."""

Watching = Callable[[], TakeIn]
"""A job that may run in a thread."""


def watching(desk: Desk, session: Session) -> Watching:
    """Return the job that looks at what other programs did to the article at hand and to the decisions.

    An article without unsaved changes is read again, unless its file is gone or cannot be read any more; a change under
    unsaved work is told, and waits for the next save.
    """
    decisions = desk.shelf.looking_at_decisions()
    article = rereading(session, partial(take_in, desk, session))
    return lambda: partial(_take_in, desk, session, _seen(decisions), _seen((article,)))


def watching_terms(desk: Desk) -> Watching:
    """Return the job that looks at what other programs did to the glossaries. They are merged.

    A large one takes seconds, which is why the article does not wait for it.
    """
    terms = desk.shelf.looking_at_terms()
    return lambda: partial(_take_in_terms, _seen(terms))


def _seen(looks: Sequence[Look]) -> list[TakeOver]:
    return [found for look in looks if (found := look()) is not None]


def _take_in_terms(terms: Sequence[TakeOver]) -> list[Notice]:
    notices = []
    for outcome in _news(terms):
        notices.append(Notice("The glossary was changed by another program and read again."))
        notices += bad_news(outcome.told)
    return notices


def _take_in(desk: Desk, session: Session, decisions: Sequence[TakeOver], article: Sequence[TakeOver]) -> list[Notice]:
    notices = []
    if _news(decisions):
        desk.take_decisions()
        notices.append(Notice("The decisions were changed by another program and read again."))
    for outcome in _news(article):
        if outcome.told:  # the text is what it was
            notices += (Notice(sentence, bad=bool(session.problem)) for sentence in outcome.told)
        else:
            notices.append(Notice(f"{session.name} was changed by another program and read again."))
    return notices


def _news(found: Sequence[TakeOver]) -> list[WriteResult]:
    return [outcome for take_over in found if (outcome := take_over()).is_news]
