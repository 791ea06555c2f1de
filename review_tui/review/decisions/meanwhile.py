"""What somebody else decided meanwhile, in sentences."""

from typing import assert_never

from review_tui.lint.decisions.decisions import Accepted, Decision, Rejected, Reviewed


def sentence(theirs: Decision | None, ours: Decision | None) -> str:
    """Return what was decided about the thing that a decision of ours is about, without the full stop.

    `theirs` is what stands there now, None where nothing does.
    """
    about = theirs or ours
    if about is None:
        return "Somebody else decided meanwhile"
    who = (about.by if theirs is not None else "") or "Somebody else"
    if isinstance(about, Reviewed):
        what = f"{f'section {about.section}' if about.section else 'a section'} of {about.path}"
        done = f"marked {what} as {about.state or 'reviewed'}"
        undone = f"took back the mark on {what}"
    elif isinstance(about, Rejected):
        what = f"the candidate {about.zh} for {about.concept}"
        done, undone = f"rejected {what}", f"took back that {what} is rejected"
    elif isinstance(about, Accepted):
        what = f"{about.rule}{f' at {about.text}' if about.text else ''} in {about.path}"
        done = f"ignored {what}" + (f" ({about.reason})" if about.reason else "")
        undone = f"took back that {what} is ignored"
    else:
        assert_never(about)
    return f"{who} {undone if theirs is None else done} meanwhile"


def stays(theirs: Decision | None, ours: Decision | None) -> str:
    """Return that what was decided about the same thing stays."""
    return f"{sentence(theirs, ours)}: that stays, and nothing is changed here."
