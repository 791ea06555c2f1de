"""Waiting with a fix while the glossary is being changed: the fixes by the old glossary would be the wrong ones."""

import asyncio
from typing import TYPE_CHECKING

from review_tui.rules.model import Finding
from review_tui.tui.widgets.finding_list import short

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen

_PAUSE = 0.02  # seconds between two looks
_WORDS = 40  # cells of a finding's words in a message


def has_to_wait(screen: "ReviewScreen", finding: Finding) -> bool:
    """Tell whether a finding in the article in focus may have other fixes in a moment.

    That is so while the glossary is being changed, and until the article was checked with the changed one.
    """
    session, changing = screen.at.session, screen.review_app.changing
    is_behind = session.analysis.glossary is not session.terms.glossary
    return bool(finding.concept) and (is_behind or changing.is_changing(session.terms))


async def once_changed(screen: "ReviewScreen", finding: Finding) -> Finding | None:
    """Wait until the glossary is changed, and return the finding in focus with the fixes that it has then.

    Return None, and say so, where the finding is gone by then or no longer in focus.
    """
    article, session, was_typing = screen.at.article, screen.at.session, screen.is_typing
    key, words = session.key(finding), short(finding.span.cut(session.article.text), _WORDS)
    screen.say("The glossary is being changed: this finding is fixed when that is done.")
    while screen.at.article is article and has_to_wait(screen, finding):
        await asyncio.sleep(_PAUSE)
    now = screen.at.finding
    if screen.at.article is article and session.finding(key) is None:
        screen.say(f"{words}: it is no finding any more.")
    elif screen.at.article is not article or now is None or session.key(now) != key or screen.is_typing != was_typing:
        screen.say(f"{words}: you went on before the glossary was changed, so it is not fixed.")
    else:
        return now
    return None
