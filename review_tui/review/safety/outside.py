"""What other programs do to the files of the desk: noticing it, and taking it over."""

from collections.abc import Callable, Sequence
from functools import partial

from review_tui.review.article.rereading import rereading
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk
from review_tui.review.kept import Look, TakeOver, WriteResult
from review_tui.review.notice import Notice, bad_news
from review_tui.review.taking_in import take_in


def watching(desk: Desk, session: Session) -> Callable[[], Callable[[], list[Notice]]]:
    """Return the job that looks at what other programs did to the article at hand and to the glossaries.

    It may run in a thread; what it returns takes that over, and returns what there is to tell. An article without
    unsaved changes is read again, unless its file is gone or cannot be read any more; a glossary is merged; a change
    under unsaved work is told, and waits for the next save.
    """
    terms, decisions = desk.shelf.looking()
    article = rereading(session, partial(take_in, desk, session))

    def look() -> Callable[[], list[Notice]]:
        return partial(_take_in, desk, session, _seen(terms), _seen(decisions), _seen((article,)))

    return look


def _seen(looks: Sequence[Look]) -> list[TakeOver]:
    return [found for look in looks if (found := look()) is not None]


def _take_in(
    desk: Desk, session: Session, terms: Sequence[TakeOver], decisions: Sequence[TakeOver], article: Sequence[TakeOver]
) -> list[Notice]:
    notices = []
    for outcome in _news(terms):
        notices.append(Notice("The glossary was changed by another program and read again."))
        notices += bad_news(outcome.told)
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
