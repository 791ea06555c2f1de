"""Settling terms, and adding to the glossary."""

import asyncio
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from review_tui.files.stamp import FileProblem
from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.edit import EditError, add_blocker, add_concept, add_rendering, set_note, set_status
from review_tui.glossary.glossary import Glossary
from review_tui.review.desk import GlossaryEdit, StaleStepError
from review_tui.review.notice import Notice
from review_tui.tui.widgets.entryform import Entry

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen

_LONGEST = 20  # code points of a finding's words that are taken for a term


async def settle(screen: "ReviewScreen") -> None:
    """Settle the term: which rendering is preferred, which is admitted, deprecated or forbidden."""
    from review_tui.tui.screens.settle import Settle

    concept = screen.concept
    if concept is None:
        screen.say("There is no term here to settle; F10 adds one.")
        return
    verdicts = await screen.app.push_screen_wait(Settle(concept, screen.at.session.counts(concept)))
    if not verdicts:
        return
    today = date.today().isoformat()

    def settled(glossary: Glossary) -> Glossary:
        for verdict in verdicts:
            glossary = set_status(glossary, concept.id, verdict.zh, verdict.status, today)
        return glossary

    change_glossary(screen, settled, f"settle {concept.label}")


def settle_as(screen: "ReviewScreen", concept: Concept, zh: str, status: Status) -> None:
    """Give one rendering a status."""
    today = date.today().isoformat()
    settled = partial(set_status, concept_id=concept.id, zh=zh, status=status, updated=today)
    change_glossary(screen, settled, f"settle {zh}", f"{zh} is {status.value} now.")


async def shield(screen: "ReviewScreen") -> None:
    """Shield a longer word, so that the shorter terms in it are let alone."""
    from review_tui.tui.screens.word import Word

    finding = screen.at.finding
    words = screen.selected_words or (finding.span.cut(screen.at.session.article.text) if finding is not None else "")
    words = words if len(words) <= _LONGEST and "\n" not in words else ""
    word = await screen.app.push_screen_wait(Word("A longer word that is no term itself: 修改者 for 修改", words))
    if not word:
        return
    blocker = Rendering(word, Status.ADMITTED, origin="editor", updated=date.today().isoformat())
    done = f"Terms inside {word} are let alone now."
    change_glossary(screen, lambda glossary: add_blocker(glossary, blocker), f"shield {word}", done)


def add(screen: "ReviewScreen") -> None:
    """Add a rendering to the term, or a new term, from the selection or the finding."""
    concept, finding = screen.concept, screen.at.finding
    words = screen.selected_words
    if not words and finding is not None:
        words = finding.span.cut(screen.at.session.article.text)
    words = words if len(words) <= _LONGEST and "\n" not in words else ""
    if concept is not None and concept.rendering(words) is not None:
        words = ""
    entry = Entry(chinese=words)
    if concept is not None:
        entry = Entry(concept.id, "|".join(concept.en), words)
    elif finding is not None and finding.concept:
        entry = Entry(finding.concept, "", words)
    screen.open_form(entry, "Add a rendering" if concept else "Add a term")


def find(screen: "ReviewScreen") -> None:
    """Find terms in the whole glossary."""
    screen.go_to_filter()


async def candidates(screen: "ReviewScreen") -> None:
    """Go through the candidates for the glossary: accept, edit or reject each with one key."""
    from review_tui.review.candidates import Waiting, accept, fresh, reject, waiting
    from review_tui.tui.screens.candidates import Candidates, Hand

    session, desk, place = screen.at.session, screen.desk, screen.at.place
    articles = [each.article for each in desk.opened if each.terms is session.terms]
    items = await asyncio.to_thread(waiting, session.terms.glossary, articles, frozenset(desk.rejected))
    if not items:
        screen.say("Nothing waits for a verdict. `review-tui glossary mine` finds candidates in a whole folder.")
        return
    notices: list[Notice] = []
    steps: list[bool] = []  # for each verdict, whether it is a step of the history
    today = date.today().isoformat()

    def change(edit: GlossaryEdit, label: str) -> str:
        before = desk.history.done[-1:]
        try:
            notices.extend(desk.change_glossary(session, edit, label, place))
        except EditError as problem:
            return str(problem)
        steps.append(desk.history.done[-1:] != before)
        return ""

    def take_out(item: Waiting) -> str:
        if item.is_row:
            return change(lambda glossary: reject(glossary, item), f"reject {item.zh}")
        desk.rejected.add(item.name)
        steps.append(False)
        return ""

    def take_back(item: Waiting) -> str:
        desk.rejected.discard(item.name)
        if steps.pop():
            try:
                undone = desk.undo()
            except (StaleStepError, FileProblem) as problem:
                steps.append(False)
                return str(problem)
            notices.extend(undone[1] if undone is not None else ())
        return ""

    hand = Hand(
        lambda item, zh: change(lambda glossary: accept(glossary, item, zh, today), f"accept {zh}"),
        take_out,
        take_back,
        lambda item: fresh(item, session.terms.glossary),
    )
    settled = await screen.app.push_screen_wait(Candidates(items, hand))
    if settled:
        screen.after_change(place)
        screen.say(f"{settled:,} candidate{'s' if settled != 1 else ''} settled.")
    screen.tell(notices)


def submit(screen: "ReviewScreen", entry: Entry) -> bool:
    """Take over a filled-in form; tell whether that was possible."""
    if not entry.concept or not entry.chinese:
        screen.say("A slug and a Chinese rendering are needed.", bad=True)
        return False
    return change_glossary(screen, lambda glossary: _with(glossary, entry), f"add {entry.chinese}")


def _with(glossary: Glossary, entry: Entry) -> Glossary:
    today = date.today().isoformat()
    known = glossary.by_id(entry.concept) or glossary.by_slug(entry.concept)
    rendering = Rendering(entry.chinese, entry.status, note=entry.note, origin="editor", updated=today)
    if known is None:
        english = tuple(part.strip() for part in entry.english.split("|") if part.strip())
        return add_concept(glossary, Concept(entry.concept, english, renderings=(rendering,)))
    if known.rendering(entry.chinese) is None:
        return add_rendering(glossary, known.id, rendering)
    changed = set_status(glossary, known.id, entry.chinese, entry.status, today)
    return set_note(changed, known.id, entry.chinese, entry.note, today) if entry.note else changed


def change_glossary(screen: "ReviewScreen", change: GlossaryEdit, label: str, done: str = "") -> bool:
    """Change the glossary, and look at the article again; tell whether that was possible.

    What was `done` is said together with what else came of it.
    """
    place = screen.at.place
    try:
        notices = screen.desk.change_glossary(screen.at.session, change, label, place)
    except EditError as problem:
        screen.say(str(problem), bad=True)
        return False
    screen.after_change(place)
    screen.tell([*([Notice(done)] if done else []), *notices])
    return True
