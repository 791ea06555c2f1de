"""Where the editor's hand is: which article, which place in it, which finding."""

from collections.abc import Sequence
from pathlib import Path

from review_tui.article import Span
from review_tui.article.sections import Section
from review_tui.lint.discovery.discovery import Found
from review_tui.review.article.placed import first_from, index_of, standing_in
from review_tui.review.article.session import Session
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.desk import Desk
from review_tui.review.remembered import LastPlace, name_of
from review_tui.rules.model import Finding


class Focus:
    """A place in a row of articles.

    `place` is an offset in code points of the article's text; the section in focus is the one it lies in. The current
    finding is known by its key, so that it stays the current one while others come and go.

    To go somewhere, there is `go_to_finding` with a finding in hand; `go_to_key` with its key alone (nothing happens
    where it is gone); `go_to_known` with key and place (where it is gone, what stands at the place is taken). After a
    change: `stay`, if the hand did not make it; `settle`, if it did, at the place of the change, to go on from there;
    `look_at`, to see what came of it; `hold`, if only the words beside the finding changed, and with them its key.
    """

    def __init__(self, desk: Desk, articles: Sequence[Found]) -> None:
        """Take the articles in the order in which they are gone through; raise ValueError where there is none."""
        if not articles:
            raise ValueError("there is no article to review")
        self.desk = desk
        self.articles = articles
        self.been: set[str] = set()  # the paths of the articles one came to since that row began
        self.article = articles[0]
        self.place = 0
        self.places: dict[str, LastPlace] = {}  # where the hand was in articles that it left, the latest last
        self.is_arriving = False  # in a long article that is not looked at yet, to go to a finding there
        self._key: str | None = None
        self._has_come = False  # to the article in focus, which is the first of the row before that

    @property
    def session(self) -> Session:
        """Return the article in focus."""
        return self.desk.open(self.article)

    @property
    def section(self) -> Section:
        """Return the section in focus."""
        return self.session.analysis.section_at(self.place)

    @property
    def finding(self) -> Finding | None:
        """Return the current finding, or None."""
        if self._key is None:
            return None
        session = self.session
        return next((finding for finding in self._at(self.place) if session.key(finding) == self._key), None)

    def _at(self, place: int) -> Sequence[Finding]:
        """Return the findings that begin at an offset."""
        return standing_in(self.session.findings, Span(place, place + 1))

    @property
    def index(self) -> int | None:
        """Return the index of the current finding among the findings."""
        finding = self.finding
        return index_of(self.session.findings, finding) if finding is not None else None

    # Moving

    def go_through(self, articles: Sequence[Found]) -> None:
        """Take another row of articles, or the same in another order."""
        self.articles, self.been = articles, set()

    def go_to(self, place: int) -> None:
        """Go to an offset, and to no finding."""
        self._come(place, None)

    def go_to_finding(self, finding: Finding) -> None:
        """Make a finding the current one; where it is none any more, what stands at its place or after it."""
        if index_of(self.session.findings, finding) is not None:
            self._come(finding.span.start, self.session.key(finding))
        else:
            self.settle(finding.span.start)

    def go_to_narrowest(self, place: int) -> None:
        """Go to the narrowest finding around an offset; to the offset alone, where there is none."""
        found = [each for each in self.session.findings if each.span.start <= place < each.span.end]
        if found:
            self.go_to_finding(min(found, key=lambda each: each.span.end - each.span.start))
        else:
            self.go_to(place)

    def _come(self, place: int, key: str | None) -> None:
        self.place, self._key, self.is_arriving, self._has_come = place, key, False, True
        self.been.add(self.article.path)

    def go_to_known(self, key: str, place: int) -> None:
        """Go to the finding that the decisions know by a key; where there is none, to what stands at `place`."""
        known = self.session.finding(key)
        if known is not None:
            self.go_to_finding(known)
        else:
            self.settle(place)

    def go_to_key(self, key: str) -> None:
        """Make the finding with a key the current one, where there still is one."""
        finding = self.session.finding(key)
        if finding is not None:
            self.go_to_finding(finding)

    def go_to_section(self, number: int) -> None:
        """Put a section in focus, at its first finding where it has one."""
        sections = self.session.sections
        section = sections[max(0, min(number, len(sections) - 1))]
        findings = standing_in(self.session.findings, section.span)
        if findings:
            self.go_to_finding(findings[0])
        else:
            self.go_to(section.span.start)

    def leave(self) -> None:
        """Remember the place in the article in focus for `return_to`, unless the hand never went anywhere in it."""
        if self.is_arriving or (not self.place and self._key is None):
            return
        name = name_of(Path(self.article.file))
        self.places.pop(name, None)
        self.places[name] = LastPlace(self.place, self._key or "")

    def return_to(self, article: Found) -> None:
        """Go to where the hand was last in an article, or to its first finding."""
        is_here = self._has_come and article.path == self.article.path
        if is_here and self.is_arriving:
            return
        self.leave()
        place = LastPlace(self.place, self._key or "") if is_here else self.places.get(name_of(Path(article.file)))
        if place is None:
            self.go_to_article(article)
            return
        self.article = article
        session = self.session
        self._come(max(0, min(place.offset, len(session.article.text))), place.key or None)
        if session.is_behind or not place.key:  # it is found once the article was looked at
            return
        self.go_to_known(place.key, self.place)

    @property
    def is_lost(self) -> bool:
        """Tell whether the finding that was the current one is none any more."""
        return self._key is not None and self.finding is None

    def hold(self) -> bool:
        """Take the finding at the place if the current one lost its key; tell whether there is a current one then."""
        if self.is_lost:
            here = self._at(self.place)
            if here:
                self.go_to_finding(here[0])
        return self.finding is not None

    def go_to_article(self, article: Found, *, last: bool = False) -> None:
        """Go to the first (or last) finding of an article: with `settle`, where that is not looked at yet."""
        self.leave()
        self.article = article
        session = self.session
        if session.findings:
            self.go_to_finding(session.findings[-1 if last else 0])
        else:
            self.go_to(len(session.article.text) if last and session.is_behind else 0)
            self.is_arriving = session.is_behind

    def step(self, step: int) -> bool:
        """Go to the next (1) or the previous (-1) finding of the article; tell whether there was one."""
        findings = self.session.findings
        index = self.index
        target = index + step if index is not None else first_from(findings, self.place) - (step < 0)
        if not 0 <= target < len(findings):
            return False
        self.go_to_finding(findings[target])
        return True

    def step_article(self, step: int, article: Found | None = None) -> Found | None:
        """Return the article before or after another one, by default the one in focus, or None."""
        path = (article or self.article).path
        paths = [article.path for article in self.articles]
        if path not in paths:
            return self.articles[0] if self.articles else None
        target = paths.index(path) + step
        return self.articles[target] if 0 <= target < len(paths) else None

    def stay(self, place: int) -> None:
        """After a change that was none of the hand's, stay on the finding, or at the `place` that has become of it."""
        if self._key is not None:
            self.go_to_known(self._key, place)
        elif self.is_arriving:
            self.settle(place)
            self.is_arriving = self.session.is_behind
        else:
            self.go_to(min(place, len(self.session.article.text)))

    def settle(self, place: int | None = None) -> None:
        """After a change at `place`, go to the finding that stands there now, or else the next, or else the last.

        Where several begin at one place and the first has no fix, go to one that has and is worse: the fix of a title
        makes its heading another, which is a finding until the heading's own fix is made.
        """
        where = self.place if place is None else place
        findings = self.session.findings
        if not findings:
            self.go_to(min(where, len(self.session.article.text)))
            return
        first = findings[min(first_from(findings, where), len(findings) - 1)]
        worse = (
            each
            for each in self._at(first.span.start)
            if not first.fixes and each.fixes and each.severity.rank > first.severity.rank
        )
        self.go_to_finding(next(worse, first))

    def look_at(self, place: int, *, going_on: bool = False) -> None:
        """Go to an offset where an undone or redone step changed the text, and to a finding that begins there.

        If `going_on`, a finding that begins later in the section will do, too.
        """
        place = min(place, len(self.session.article.text))
        end = self.session.analysis.section_at(place).span.end if going_on else place + 1
        found = standing_in(self.session.findings, Span(place, end))
        if found:
            self.go_to_finding(found[0])
        else:
            self.go_to(place)

    def next_open_section(self) -> Section | None:
        """Return the next section that nobody has reviewed, looking from the one in focus round to it."""
        session, here = self.session, self.section.number
        sections = session.sections
        order = [*sections[here + 1 :], *sections[:here]]
        return next(
            (section for section in order if self.desk.state(session, section) is not SectionState.REVIEWED), None
        )

    @property
    def span(self) -> Span:
        """Return the stretch of the text that must be in view: the current finding, or the place alone."""
        finding = self.finding
        return finding.span if finding is not None else Span(self.place, self.place)
