"""What of the screen is kept for the next start, and putting it back."""

import os
from typing import TYPE_CHECKING

from textual.widgets import Input

from review_tui.review.queue.query import Query
from review_tui.review.remembered import Remembered, digest_of, latest
from review_tui.tui.panes import Sizes

if TYPE_CHECKING:
    from review_tui.tui.app import ReviewApp


def put_back(app: "ReviewApp", remembered: Remembered) -> None:
    """Put back what was kept, before anything is shown; what cannot be put back is as at the first start."""
    if remembered.theme in app.available_themes and "TEXTUAL_THEME" not in os.environ:
        app.theme = remembered.theme
    app.at.places = dict(remembered.places)
    app.review.board.sizes = {layout: dict(sizes) for layout, sizes in remembered.sizes.items()}
    app.review.glossary.words = remembered.words
    board = app.review.board
    board.article.shows_targets, board.english.is_wanted = remembered.targets, remembered.english
    app.queue.order = remembered.order
    if remembered.queried == _queried(app):
        app.queue.query = Query(remembered.query)
    if app.list is not None:
        app.list.rows.first = remembered.article


def snapshot(app: "ReviewApp", before: Remembered) -> Remembered:
    """Return what is to be kept for the next start; what was not on the screen stays as it was kept `before`."""
    app.at.leave()
    review = app.review
    here, session = app.at.article, app.desk.sessions.get(app.at.article.path)
    if app.list is not None and session is not None:
        app.queue.look_at(session, app.desk.shelf.decisions(session.file.parent))
        here = app.queue.to_go_on_with(here, app.at.articles)
    field = review.query("#filter")
    sizes: Sizes = {layout: each for layout, each in review.board.sizes.items() if each}
    return Remembered(
        theme=app.theme,
        article=os.fsencode(here.file).decode("utf-8", "replace"),
        places=latest(app.at.places),
        query=app.queue.query.text if app.list is not None else before.query,
        queried=_queried(app) or before.queried,
        order=app.queue.order if app.list is not None else before.order,
        words=field.first(Input).value if field else before.words,
        sizes=sizes,
        targets=review.board.article.shows_targets,
        english=review.board.english.is_wanted,
    )


def _queried(app: "ReviewApp") -> str:
    """Return the files that a filter of the list is for; empty without a list."""
    return digest_of(app.survey.paths) if app.survey is not None else ""
