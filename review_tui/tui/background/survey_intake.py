"""What the survey finds out, on its way into the list: a little at a time, so that keys are never kept waiting."""

import time
from collections.abc import Iterator
from pathlib import Path

from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.report import Report
from review_tui.review.queue.survey import AllSeen, Gone, News
from review_tui.tui.screens.queue import QueueScreen

SORT = 10  # times that news are taken in between two times the list is sorted, while it grows
GROWN = 1.5  # times as many articles as when it was sorted last: then it is sorted at once
AT_ONCE = 0.02  # seconds for which news are taken in at one time
FEW = 4  # pieces of news that are taken in between two looks at the clock


class SurveyIntake:
    """Takes the news of the survey into the list of articles, and has the screen show them now and then."""

    def __init__(self, screen: QueueScreen) -> None:
        self._screen = screen
        self._survey, self._queue, self._at = screen.survey, screen.queue, screen.at
        self._times = 0
        self._is_first = True  # nobody looked at all of them yet
        self._is_due = False  # to be sorted
        self._is_behind = False  # what stands on the desk of an article is not known
        self._gone: set[str] = set()  # paths of articles whose files are gone, and that may hold unsaved work

    def take(self) -> None:
        """Take in what there is by now."""
        settled = False
        for news in self._news():
            if isinstance(news, Found):
                self._queue.add(news)
                self._gone.discard(news.path)
            elif isinstance(news, Report):
                self._take_report(news)
            elif isinstance(news, Gone):
                self._gone.add(news.path)
            settled = settled or isinstance(news, AllSeen)
        self._let_go()
        self._times += 1
        is_time = self._survey.is_busy and self._times % SORT == 0
        is_longer = len(self._queue) > GROWN * self._queue.totals.articles
        self._is_due = self._is_due or is_time or is_longer or settled
        if not self._is_due or (self._screen.is_in_front and self._screen.is_in_hand):
            self._screen.show_summary()
        else:
            self._sort()
        if settled and self._is_behind:
            self._is_behind = False
            self._screen.look_at_open()
        self._is_first = self._is_first and not settled

    def _let_go(self) -> None:
        """Let go of the articles that are gone, but for those with unsaved work: that is reached from the list alone.

        One that was written again meanwhile is told of by the survey.
        """
        for path in list(self._gone):
            session = self._at.desk.sessions.get(path)
            if session is None or not session.is_dirty:
                self._gone.discard(path)
                self._queue.remove(path)
                self._is_due = True

    def _sort(self) -> None:
        self._is_due = False
        self._queue.arrange()
        if self._screen.is_in_front:
            self._screen.show()
        else:  # what one came to does not change under the hand that works on an article; nor, later, what comes next
            been = self._at.been if self._is_first else None
            self._at.articles = self._queue.kept(self._at.articles, self._at.article, been)
            self._screen.review_app.review.show_status()  # which counts them

    def _news(self) -> Iterator[News]:
        """Yield what the survey found out, for as long as keys may be kept waiting."""
        end = time.monotonic() + AT_ONCE
        while time.monotonic() < end:
            few = self._survey.drain(FEW)
            if not few:
                return
            yield from few

    def _take_report(self, report: Report) -> None:
        """Take in what is said of a file; how an article stands that has something unsaved is known from the desk."""
        entry = self._queue.entry(report.path)
        if entry is None:
            return
        desk, folder = self._at.desk, Path(entry.found.folder)
        try:
            decisions, lowest = desk.shelf.decisions(folder), desk.project.config(folder).min_severity
        except ConfigError as mistake:
            entry.problem = str(mistake)
            entry.rate()
            return
        self._queue.take(report, decisions, lowest)
        session = desk.sessions.get(report.path)
        if session is None or not session.is_dirty:
            return
        if session.is_looked_at:
            self._queue.look_at(session, decisions)
        else:
            self._is_behind = True
