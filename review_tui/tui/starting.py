"""Opening the desk: on which articles, and what is told before the screen is taken."""

import sys
from collections.abc import Sequence
from pathlib import Path

from review_tui.files.visible import visible
from review_tui.lint.discovery import Found
from review_tui.lint.failure import Failure
from review_tui.lint.project import Choices, Project
from review_tui.review.desk import Desk
from review_tui.review.survey import Survey, articles_in
from review_tui.tui.app import ReviewApp


def run(paths: Sequence[Path | str], choices: Choices | None = None, source: Path | None = None) -> int:
    """Open the desk on files and folders; return the exit code: 0, or 2 where there is no article.

    `source` is the folder with the English articles, before the one that the configuration names.

    Raises ConfigError where the configuration is wrong.
    """
    project = Project(choices or Choices())
    named = [str(path) for path in paths]
    articles: list[Found] = []
    for found in articles_in(project, named):
        if isinstance(found, Failure):
            print(visible(str(found)), file=sys.stderr)  # noqa: T201
            continue
        articles.append(found)
        if len(articles) == 2:
            break  # the survey finds the others
    if not articles:
        return 2
    project.settings(Path(articles[0].folder))  # a broken configuration is told before the screen is taken
    survey = Survey(project, named) if len(articles) > 1 else None
    app = ReviewApp(Desk(project, source), articles, survey)
    if survey is not None:
        survey.start()
    return app.run() or 0
