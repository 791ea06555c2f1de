"""The review desk as an editor runs it: the actions on the glossary, watching the disk, and how it starts."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from textual import work
from textual.widgets import Input

from review_tui.files.stamp import FileProblem
from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.edit import EditError, add_concept, add_rendering, set_status
from review_tui.glossary.glossary import Glossary
from review_tui.review.glossarydesk import GlossaryDesk
from review_tui.review.queue import Queue, find_articles
from review_tui.tui.screens.entry import Answer, Entry
from review_tui.tui.screens.settle import Settle
from review_tui.tui.textactions import TextActions
from review_tui.tui.widgets.glossarytable import GlossaryTable

Change = Callable[[Glossary], Glossary]


class ReviewApp(TextActions):
    """One article at a time: its sections, its text, its findings, and the glossary."""

    CSS_PATH = "app.tcss"

    def on_mount(self) -> None:
        """Start watching the disk."""
        self._asked = False
        self.set_interval(1.0, self.watch_disk)

    # Glossary

    @property
    def term(self) -> Concept | None:
        """Return the concept under the glossary's cursor, else that of the current finding."""
        picked = self.query_one(GlossaryTable).picked
        if picked is None and self.finding and self.finding.concept:
            return self.session.glossary.by_id(self.finding.concept)
        return picked

    def action_filter(self) -> None:
        """Go to the glossary's filter."""
        while self.pane != 2:
            self.action_next_pane()
        self.query_one("#filter", Input).focus()

    @work
    async def action_settle(self) -> None:
        """Ask for the verdict on a rendering of the term, and see the findings change."""
        concept = self.term
        if concept is None:
            self.say("There is no term here to settle.")
            return
        answer = await self.push_screen_wait(Settle(concept, self.session.counts(concept)))
        if answer:
            zh, status = answer
            today = date.today().isoformat()
            self.change_glossary(
                lambda glossary: set_status(glossary, concept.id, zh, status, today), f"settle {concept.label}"
            )

    @work
    async def action_entry(self) -> None:
        """Ask for a rendering of the term, or for a new term."""
        concept, finding = self.term, self.finding
        words = finding.span.cut(self.session.article.text) if finding else ""
        known = concept.id if concept else ((finding.concept or "") if finding else "")
        english = "|".join(concept.en) if concept else ""
        answer = await self.push_screen_wait(Entry(known, english, words if len(words) < 20 else "", Status.ADMITTED))
        if answer:
            self.change_glossary(lambda glossary: _added(glossary, answer), f"add {answer.chinese}")

    def change_glossary(self, change: Change, label: str) -> None:
        """Change the glossary, write it to its file, and check the article again."""
        place = self.finding.span.start if self.finding else 0
        try:
            if self.desk.is_shipped:
                self.queue.use_glossary(self.desk.own_copy())
                self.say(f"The shipped glossary was copied to {self.desk.location.folder}; changes go there.")
            glossary = change(self.session.glossary)
            self.session.set_glossary(glossary, label, place)
            self.keep_glossary(glossary)
        except (EditError, FileProblem) as problem:
            self.say(str(problem), bad=True)
        self._after_change(place)

    def keep_glossary(self, glossary: object) -> None:
        """Write the glossary to its files, and read every article against it from now on."""
        if not isinstance(glossary, Glossary):
            raise TypeError("no glossary")
        try:
            self.desk.save(glossary)
        except FileProblem as problem:
            self.say(f"{problem}. The change counts here until you quit.", bad=True)
        self.queue.use_glossary(glossary)

    # The disk

    def watch_disk(self) -> None:
        """Notice what other programs do to the article and the glossary."""
        if len(self.screen_stack) > 1 or self.is_editing:
            return
        if self.desk.changed_on_disk():
            glossary = self.desk.reload()
            self.queue.use_glossary(glossary)
            self.say("The glossary was changed by another program and read again.")
            self.show()
        if self.session.changed_on_disk() and not self._asked:
            if self.session.is_dirty:
                self._asked = True
                self.say("Another program changed this file; saving will ask what to do.", bad=True)
            else:
                self.session.reload()
                self.say("Another program changed this file; it was read again.")
                self.show()


def _added(glossary: Glossary, answer: Answer) -> Glossary:
    """Return the glossary with a new rendering, of a concept that is there or of a new one."""
    rendering = Rendering(
        answer.chinese, answer.status, note=answer.note, origin="editor", updated=date.today().isoformat()
    )
    concept = glossary.by_id(answer.concept) or glossary.by_slug(answer.concept)
    if concept is not None:
        return add_rendering(glossary, concept.id, rendering)
    english = tuple(part.strip() for part in answer.english.split("|") if part.strip())
    return add_concept(glossary, Concept(answer.concept, english, renderings=(rendering,)))


def run(paths: Sequence[Path], *, glossary_paths: Sequence[Path] = ()) -> int:
    """Open the desk on files and folders; return the exit code.

    `glossary_paths` are the glossary's CSV files; without them the nearest `glossary/` folder counts, then the shipped
    one.
    """
    articles = find_articles(paths)
    start = articles[0].parent if articles else Path.cwd()
    desk = GlossaryDesk(start, tuple(glossary_paths))
    queue = Queue(articles, desk.glossary)
    return ReviewApp(queue, desk).run() or 0
