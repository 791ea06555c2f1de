"""Fixes that wait for a change of the glossary: by the glossary as it was, they would be the wrong ones."""

import asyncio
from typing import TYPE_CHECKING

from review_tui.rules.model import Finding
from review_tui.tui.widgets.finding_list import short

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen

_PAUSE = 0.02  # seconds between two looks
_WORDS = 40  # cells of a finding's words in a message


def is_to_wait(screen: "ReviewScreen", finding: Finding) -> bool:
    """Tell whether the choices of a finding in the article in focus may be others in a moment.

    The glossary is being changed, or is another one and the article was not looked at since.
    """
    session, changing = screen.at.session, screen.review_app.changing
    is_behind = session.analysis.glossary is not session.terms.glossary
    return bool(finding.concept) and (is_behind or changing.is_of(session.terms))


async def as_it_is_then(screen: "ReviewScreen", finding: Finding) -> Finding | None:
    """Wait until nothing is to come any more; return what the finding in focus is by then.

    None where it is no longer one, or no longer in focus, which is told.
    """
    article, session, was_typing = screen.at.article, screen.at.session, screen.is_typing
    key, words = session.key(finding), short(finding.span.cut(session.article.text), _WORDS)
    screen.say("The glossary is being changed: this finding is fixed when that is done.")
    while screen.at.article is article and is_to_wait(screen, finding):
        await asyncio.sleep(_PAUSE)
    now = screen.at.finding
    if screen.at.article is article and session.finding(key) is None:
        screen.say(f"{words}: it is no finding any more.")
    elif screen.at.article is not article or now is None or session.key(now) != key or screen.is_typing != was_typing:
        screen.say(f"{words}: you went on before the glossary was changed, so it is not fixed.")
    else:
        return now
    return None
