"""Settling terms, and adding to the glossary."""

import string
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.edit import add_blocker
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError
from review_tui.glossary.today import today
from review_tui.review.notice import Notice
from review_tui.review.terms.changing import GlossaryEdit
from review_tui.review.terms.settling import Verdict, objection, settled, told
from review_tui.review.terms.term_form import FormEntry, filled, identified, renamed, take
from review_tui.text.count import count
from review_tui.tui.background.work import outcome
from review_tui.tui.commands.leaving import leave_form
from review_tui.tui.widgets.entry_form import Blank

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen

_LONGEST = 20  # code points of a finding's words that are taken for a term
# What stands round a term in a finding, and is none of it.
_AROUND = string.punctuation + string.whitespace + "＃＊，。；：、！？…\u3000\u00a0"


async def settle(screen: "ReviewScreen") -> None:
    """Settle the term: which rendering is preferred, admitted, deprecated or forbidden, and which is deleted."""
    from review_tui.tui.screens.settle import Settle

    concept = screen.glossary.concept
    if concept is None:
        screen.say(f"There is no term here to settle; {screen.key_for('add')} adds one.")
        return
    counts = screen.at.session.counts(concept)
    against = partial(objection, concept, uses=_uses(screen, concept))
    verdicts = await screen.app.push_screen_wait(Settle(concept, counts, against))
    if verdicts:
        await _settle(screen, concept, verdicts, f"settle {concept.label}")


async def settle_as(screen: "ReviewScreen", concept: Concept, zh: str, status: Status | None) -> None:
    """Give one rendering a status, or (None) take it out."""
    verdicts = (Verdict(zh, status),)
    against = objection(concept, verdicts, _uses(screen, concept))
    if against:
        screen.say(against, bad=True)
    else:
        await _settle(
            screen,
            concept,
            verdicts,
            f"{'settle' if status else 'delete'} {zh}",
            "" if status else f" {screen.key_for('undo')} takes it back.",
        )


async def delete_rendering(screen: "ReviewScreen") -> None:
    """Delete the rendering under the cursor of the term's card."""
    concept, picked = screen.glossary.concept, screen.glossary.card.in_hand
    if concept is None or picked is None:
        pane, settle = screen.key_for("next_pane"), screen.key_for("settle")
        screen.say(f"Go to the rendering on the card of the term first: {pane} leads there. {settle} deletes, too.")
    else:
        await settle_as(screen, concept, picked.zh, None)


async def _settle(
    screen: "ReviewScreen", concept: Concept, verdicts: Sequence[Verdict], label: str, advice: str = ""
) -> None:
    edit = partial(settled, concept_id=concept.id, verdicts=verdicts, today=today())
    await change_glossary(screen, edit, label, told(concept, verdicts) + advice)


def _uses(screen: "ReviewScreen", concept: Concept) -> dict[str, int]:
    """Return how often each rendering of a concept stands in the article, or in those of the list that were seen."""
    everywhere = screen.queue.counts(concept) if screen.queue is not None else {}
    here = screen.at.session.counts(concept)
    return {zh: max(count, everywhere.get(zh, (0, 0))[0]) for zh, count in here.items()}


async def shield(screen: "ReviewScreen") -> None:
    """Shield a longer word, so that the shorter terms in it are let alone."""
    from review_tui.tui.screens.word import Word

    question = "A longer word that is no term itself: 修改者 for 修改"
    word = await screen.app.push_screen_wait(Word("Shield a word", question, _words_in_hand(screen)))
    if not word:
        return
    owners = screen.at.session.terms.glossary.concepts_of(word)
    if owners:  # which would be let alone itself, wherever it stands
        why, settle = f"{word} is a rendering of {owners[0].label} itself", screen.key_for("settle")
        screen.say(f"{why}; to shield is for a longer word. {settle} settles a term.", bad=True)
        return
    blocker = Rendering(word, Status.ADMITTED, origin="editor", updated=today())
    done = f"Terms inside {word} are let alone now."
    await change_glossary(screen, lambda glossary: add_blocker(glossary, blocker), f"shield {word}", done)


def add(screen: "ReviewScreen") -> None:
    """Add a rendering or a term, from the selection or the finding, or edit the rendering under the cursor."""
    concept, finding, picked = (
        screen.glossary.concept_in_hand,
        screen.glossary.finding_in_hand,
        screen.glossary.card.in_hand,
    )
    words = _words_in_hand(screen)
    if _is_elsewhere(screen, screen.selected_words):
        owners = screen.at.session.terms.glossary.concepts_of(words)
        concept, finding = owners[0] if len(owners) == 1 else None, None
    if concept is not None and concept.rendering(words) is not None:
        words = ""
    known = concept.id if concept is not None else (finding and finding.concept) or ""
    entry = FormEntry(known, chinese=picked.zh if picked is not None else words)
    edited = entry if picked is not None else None
    title = "Edit a rendering" if edited else "Add a rendering" if concept else "Add a term"
    screen.commit_editor()
    screen.board.bring("Glossary")
    glossary = screen.at.session.terms.glossary
    screen.glossary.open_form(Blank(title, entry, partial(filled, glossary, edited=edited), edited))


def _is_elsewhere(screen: "ReviewScreen", selected: str) -> bool:
    """Tell whether words are selected that are neither about the term in the glossary at hand nor the finding's."""
    finding = screen.glossary.finding_in_hand
    if not selected or finding is None or screen.glossary.has_focus_within:
        return False
    marked = finding.span.cut(screen.at.session.article.text)
    return selected not in marked and marked not in selected


def _words_in_hand(screen: "ReviewScreen") -> str:
    """Return what is selected, or what the finding marks without the marks around it; "" if that can be no term.

    While the hand is at another term in the glossary, the finding has no say.
    """
    finding, words = screen.glossary.finding_in_hand, screen.selected_words
    if not words and finding is not None:
        words = finding.span.cut(screen.at.session.article.text).strip(_AROUND)
    return words if len(words) <= _LONGEST and "\n" not in words else ""


def find(screen: "ReviewScreen") -> None:
    """Find terms in the whole glossary."""
    screen.board.bring("Glossary")
    screen.glossary.filter.focus()


async def candidates(screen: "ReviewScreen") -> None:
    """Go through the candidates for the glossary: accept, edit or reject each with one key."""
    from review_tui.review.terms.candidates import waiting
    from review_tui.tui.background.verdicts import Verdicts
    from review_tui.tui.screens.candidates import Candidates

    session, desk, place, hand = screen.at.session, screen.desk, screen.place, screen.hand
    articles = [each.article for each in desk.sessions.all if each.terms is session.terms]
    glossary, rejected = session.terms.glossary, desk.shelf.decisions(session.file.parent).rejected
    items = await outcome(lambda: waiting(glossary, articles, rejected), lambda: screen.say("Looking for candidates.."))
    if screen.app.screen is not screen or screen.hand != hand or screen.is_typing:
        again = screen.key_for("candidates")
        screen.say(f"You went on before the candidates were found; {again} looks for them again.")
        return
    if not items:
        screen.say("Nothing waits for a verdict. `review-tui glossary mine` finds candidates in a whole folder.")
        return
    verdicts = Verdicts(desk, session, screen.review_app.changing, place)
    settled = await screen.app.push_screen_wait(Candidates(items, verdicts))
    notices = verdicts.notices
    if settled:
        screen.after_change(place)
        notices.insert(0, Notice(f"{count(settled, 'candidate')} settled."))
    screen.tell(notices)


async def submit(screen: "ReviewScreen", entry: FormEntry, first: FormEntry, edited: FormEntry | None) -> None:
    """Take over what a filled-in form holds otherwise than at `first`, and leave it; where that cannot be, say why.

    `edited` is the rendering that it was opened to edit, if it was.
    """
    now = screen.at.session.terms.glossary
    entry = identified(now, entry)
    known, old = now.named(entry.concept), renamed(now, entry, edited)
    if not entry.concept or (known is None and not entry.chinese):
        screen.say("A slug (or English that no term has) and a Chinese rendering are needed.", bad=True)
        return
    form = screen.glossary.form
    if form.is_taken_over:
        screen.say("What stands in the form is still being taken over.")
        return
    done = ""

    def taken(glossary: Glossary) -> Glossary:
        nonlocal done
        glossary, done = take(glossary, entry, first, today(), edited)
        return glossary

    is_new = known is None or (entry.chinese and known.rendering(entry.chinese) is None)
    label = f"add {entry.chinese}" if is_new else f"edit {entry.chinese or entry.concept}"
    if old is not None:
        label = f"rename {old.zh}"
    form.is_taken_over = True
    try:
        notices = await _changed(screen, taken, label)
    finally:
        form.is_taken_over = False
    if notices is None:
        return
    if not done:
        there = f"{entry.chinese} is {entry.status.value} in the glossary already"
        what = f"{there}: change a field" if entry.chinese else "A Chinese rendering is needed, or a field to change"
        screen.say(f"{what}, or leave with Esc.")
        return
    screen.tell([Notice(done), *notices])
    if form.is_open:
        leave_form(screen)


async def change_glossary(screen: "ReviewScreen", change: GlossaryEdit, label: str, done: str) -> None:
    """Change the glossary, and look at the article again. What was `done` is said with what else came of it."""
    notices = await _changed(screen, change, label)
    if notices is not None:
        screen.tell([Notice(done), *notices])


async def _changed(screen: "ReviewScreen", change: GlossaryEdit, label: str) -> list[Notice] | None:
    """Change the glossary, and return what there is to tell; None where that was not possible, which is told here."""
    screen.commit_editor()
    try:
        notices = await screen.review_app.changing.change(screen.at.session, change, label, screen.place)
    except EditError as problem:
        screen.say(str(problem), bad=True)
        return None
    if screen.review_app.front is None:
        return None  # the desk is gone
    screen.commit_editor()  # one may have gone on
    screen.at.stay(screen.place)
    screen.show()  # and leave the editor alone: the text is as it was
    return notices
