"""Fixing, ignoring and explaining findings, and saying how far the review of a section is."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from review_tui.files.stamp import FileProblem
from review_tui.review.decisions.decision_file import DecisionChange
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.history import Step
from review_tui.review.notice import Notice
from review_tui.rules.model import Finding
from review_tui.text.count import count
from review_tui.tui.commands.awaiting import has_to_wait, once_changed
from review_tui.tui.widgets.finding_list import short, told

if TYPE_CHECKING:
    from review_tui.tui.screens.review import ReviewScreen


def fix(screen: "ReviewScreen") -> Coroutine[None, None, None] | None:
    """Make the finding's fix."""
    return _take(screen, 1, is_chosen=False)


def choose(screen: "ReviewScreen", number: int) -> Coroutine[None, None, None] | None:
    """Take one of the finding's choices."""
    return _take(screen, number, is_chosen=True)


def _take(screen: "ReviewScreen", number: int, *, is_chosen: bool) -> Coroutine[None, None, None] | None:
    """Make the fix with a number (from 1) of the finding in focus; where it has to wait, return what is to be awaited.

    One that `is_chosen` is not made where there are other choices by then.
    """
    finding = screen.at.finding
    if finding and has_to_wait(screen, finding):
        return _take_later(screen, finding, number, is_chosen=is_chosen)
    _take_now(screen, number)
    return None


async def _take_later(screen: "ReviewScreen", finding: Finding, number: int, *, is_chosen: bool) -> None:
    now = await once_changed(screen, finding)
    if now is not None and is_chosen and [fix.label for fix in now.fixes] != [fix.label for fix in finding.fixes]:
        screen.say("The choices are others now: choose again.")
    elif now is not None:
        _take_now(screen, number)


def _take_now(screen: "ReviewScreen", number: int) -> None:
    finding, session = screen.at.finding, screen.at.session
    if finding is None:
        say_none(screen)
    elif not session.can_edit:
        screen.say(session.problem, bad=True)
    elif not finding.fixes:
        edit, ignore = screen.key_for("edit"), screen.key_for("ignore")
        screen.say(f"This finding has no fix of its own: {edit} edits the section, {ignore} ignores it.")
    elif number > len(finding.fixes):
        screen.say(f"This finding has {count(len(finding.fixes), 'choice')}.")
    else:
        line, before = session.article.place(finding.span.start).line, finding.span.cut(session.article.text)
        words = told(before, finding.fixes[number - 1])
        screen.desk.apply(session, finding, number - 1, words)
        screen.after_change(finding.span.start)
        screen.say(f"Line {line}: {words}{_turned_back(screen, finding.span.start)}")


def _turned_back(screen: "ReviewScreen", place: int) -> str:
    """Say where the hand went back to what was stepped over, as no finding comes after the place of a change."""
    left = len(screen.at.session.findings)
    if screen.at.finding is None or screen.at.place >= place:
        return ""
    return f"; that was the last one, and {count(left, 'finding')} above {'is' if left == 1 else 'are'} left"


def say_none(screen: "ReviewScreen", what: str = "finding") -> None:
    """Say that there is no finding to act on here, or none yet."""
    if not screen.look.is_awaited():
        screen.say(f"There is no {what} here; {screen.key_for('next_finding')} goes to the next.")


async def ignore(screen: "ReviewScreen") -> None:
    """Ignore the finding, or all like it in the article, with a reason."""
    from review_tui.review.alike import like
    from review_tui.tui.screens.reason import Reason

    finding, session = screen.at.finding, screen.at.session
    if finding is None:
        say_none(screen)
        return
    if not _can_decide(screen):
        return
    key, words = session.key(finding), short(finding.span.cut(session.article.text), 40)
    line = session.article.place(finding.span.start).line
    others = [session.key(each) for each in like(finding, session)]
    what = f"{words}: {finding.message}"
    offered = screen.desk.offered_reasons(session)
    answer = await screen.app.push_screen_wait(Reason(what, offered, screen.desk.reasons.latest, len(others)))
    if not answer:
        return
    kept = [known for each in (others if answer.is_for_all else [key]) if (known := session.finding(each)) is not None]
    if not kept:
        screen.say(f"{words}: this finding is gone, as the text was changed meanwhile. Nothing was decided.", bad=True)
        return
    notices = _decided(screen, lambda: screen.desk.ignore(session, kept, answer.reason, words))
    if notices is not None:
        screen.after_change(finding.span.start)
        what = f"{len(kept):,} are" if len(kept) > 1 else f"Line {line}: {words} is"
        screen.tell([Notice(f"{what} ignored{_turned_back(screen, finding.span.start)}."), *notices])


def _can_decide(screen: "ReviewScreen") -> bool:
    """Tell whether the article was read, so that something can be decided about it; say so where it was not."""
    session = screen.at.session
    if not session.can_edit:
        screen.say(f"{session.problem}. Nothing was decided.", bad=True)
    return session.can_edit


def _decided(screen: "ReviewScreen", decide: Callable[[], list[Notice]]) -> list[Notice] | None:
    """Decide something, and return what there is to tell; None where that cannot be decided, which is said here."""
    try:
        return decide()
    except FileProblem as problem:
        screen.say(f"{problem}. Nothing was decided.", bad=True)
        return None


async def ignored(screen: "ReviewScreen") -> None:
    """Show the findings of the article that are ignored, with the reasons, and wake one of them."""
    from review_tui.review import decision_changes
    from review_tui.tui.screens.ignored import Ignored

    session = screen.at.session
    decisions = screen.desk.shelf.decisions(session.file.parent)
    found = [] if screen.look.is_awaited() else decision_changes.ignored(decisions, session)
    if not found:
        if not session.is_behind:
            screen.say("Nothing is ignored in this article.")
        return
    answer = await screen.app.push_screen_wait(Ignored(session.article, found))
    if answer is None:
        return
    place = next(finding.span.start for finding, decision in found if decision is answer)
    step = Step(f"wake {answer.rule}", session.name, place)
    notices = _decided(screen, lambda: screen.desk.decide(step, DecisionChange(decisions, (answer,), ())))
    if notices is None:
        return
    screen.editing.leave()
    screen.at.go_to_key(answer.key)
    screen.show_finding()
    screen.tell([Notice(f"{answer.rule} is a finding again."), *notices])


def explain(screen: "ReviewScreen") -> None:
    """Show the page of the finding's rule."""
    from review_tui.rules.registry import rules_by_key
    from review_tui.tui.screens.page import Page

    finding = screen.at.finding
    if finding is None:
        say_none(screen)
        return
    module = rules_by_key()[finding.rule.code]
    paragraphs = (" ".join(paragraph.split("\n")) for paragraph in module.doc.split("\n\n"))
    text = "\n\n".join((finding.message, *paragraphs))
    screen.app.push_screen(Page(f"{finding.rule.code} {finding.rule.name}", text))


def reviewed(screen: "ReviewScreen") -> None:
    """Mark the section as reviewed (or no longer), and go to the next that is not."""
    if screen.look.is_awaited():
        return
    marked = _mark(screen, SectionState.REVIEWED)
    if marked is None:
        return
    state, notices = marked
    following = screen.at.next_open_section() if state is SectionState.REVIEWED else None
    if following is not None:
        screen.editing.leave()
        screen.at.go_to_section(following.number)
    screen.show()
    if state is not SectionState.REVIEWED:
        notices.append(Notice(f"This section is now {state.told}."))
    elif following is None:
        notices.append(Notice(f"Every section of this article is reviewed{_left(screen)}."))
    screen.tell(notices)


def _left(screen: "ReviewScreen") -> str:
    left = len(screen.at.session.findings)
    return f"; {left:,} of its findings {'are' if left > 1 else 'is'} open" if left else ""


def article_reviewed(screen: "ReviewScreen") -> None:
    """Mark all sections of the article as reviewed, but for those in need of work (or all of these no longer)."""
    session, desk = screen.at.session, screen.desk
    if screen.look.is_awaited() or not _can_decide(screen):
        return
    states = desk.states(session)
    is_open, working = SectionState.OPEN in states, states.count(SectionState.NEEDS_WORK)
    before, wanted = SectionState.OPEN, SectionState.REVIEWED
    if not is_open:
        before, wanted = wanted, before
    sections = [section for section, state in zip(session.sections, states, strict=True) if state is before]
    if not sections:
        screen.say("Every section of this article is in need of work.")
        return
    notices = _decided(screen, lambda: desk.mark(session, sections, wanted))
    if notices is None:
        return
    screen.show()
    if not is_open:
        told = f"{count(len(sections), 'section')} {'are' if len(sections) > 1 else 'is'} open again."
    elif working:
        told = f"{working} of {len(states)} sections {'is' if working == 1 else 'are'} still in need of work."
    else:
        told = f"Every section of this article is reviewed{_left(screen)}."
    screen.tell([Notice(told), *notices])


def needs_work(screen: "ReviewScreen") -> None:
    """Mark the section as in need of work (or no longer)."""
    if screen.look.is_awaited():
        return
    marked = _mark(screen, SectionState.NEEDS_WORK)
    if marked is not None:
        state, notices = marked
        screen.show()
        screen.tell([Notice(f"This section is now {state.told}."), *notices])


def _mark(screen: "ReviewScreen", wanted: SectionState) -> tuple[SectionState, list[Notice]] | None:
    """Give the section in focus a state, or take it back where it has that; return its state then, and notices.

    None where nothing can be decided, which is said here.
    """
    session, section, desk = screen.at.session, screen.at.section, screen.desk
    if not _can_decide(screen):
        return None
    state = SectionState.OPEN if desk.state(session, section) is wanted else wanted
    notices = _decided(screen, lambda: desk.mark(session, (section,), state))
    return (state, notices) if notices is not None else None
