"""The changes of decisions that an editor makes: what each is about, and who made it when."""

import getpass
from collections.abc import Sequence

from review_tui.article.sections import Section
from review_tui.glossary.today import today
from review_tui.lint.decisions.decisions import Accepted, Rejected, Reviewed, acceptance, path_in
from review_tui.review.article.placed import index_of
from review_tui.review.article.session import Session
from review_tui.review.decisions.decision_file import DecisionChange, DecisionFile
from review_tui.review.decisions.section_state import SectionState
from review_tui.rules.model import Finding


def leaving(decisions: DecisionFile, session: Session, findings: Sequence[Finding], reason: str) -> DecisionChange:
    """Return the change by which some findings may stay."""
    analysis, by, at = session.analysis, _editor(), today()
    indexes = [index for finding in findings if (index := index_of(analysis.findings, finding)) is not None]
    items = [analysis.items[index] for index in indexes]
    accepted = [acceptance(decisions.file, session.file, item, reason=reason, by=by, at=at) for item in items]
    return DecisionChange(decisions, (), tuple(accepted))


def ignored(decisions: DecisionFile, session: Session) -> list[tuple[Finding, Accepted]]:
    """Return the findings of an article that somebody decided to leave, each with that decision."""
    about, findings = decisions.about(session.file), session.analysis.findings
    pairs = ((findings[index], about.get(key)) for index, key in sorted(session.left.items()))
    return [(finding, known) for finding, known in pairs if isinstance(known, Accepted)]


def marking(
    decisions: DecisionFile, session: Session, sections: Sequence[Section], state: SectionState
) -> DecisionChange:
    """Return the change that gives some sections a state."""
    keys = {session.analysis.section_keys[section.number]: section for section in sections}  # of the same text, one
    about = decisions.about(session.file)
    removed = tuple(about[key] for key in keys if key in about)
    if state is SectionState.OPEN:
        return DecisionChange(decisions, removed, ())
    added = (
        Reviewed(
            path=path_in(decisions.file, session.file),
            section=section.title,
            hash=key,
            state="needs work" if state is SectionState.NEEDS_WORK else "",
            by=_editor(),
            at=today(),
        )
        for key, section in keys.items()
    )
    return DecisionChange(decisions, removed, tuple(added))


def rejecting(decisions: DecisionFile, concept: str, zh: str) -> DecisionChange:
    """Return the change by which a candidate for the glossary is none any more."""
    return DecisionChange(decisions, (), (Rejected(concept=concept, zh=zh, by=_editor(), at=today()),))


def _editor() -> str:
    """Return the name of whoever decides, as the system has it; empty where it has none, or none that is text."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
    return name if name.isprintable() else ""
