"""How a baseline is written: the decisions that accept what is found today."""

from collections.abc import Callable, Sequence
from pathlib import Path

from review_tui.cli.messages import note
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.union import is_begun, merge_by_union
from review_tui.lint.decisions.writing import change
from review_tui.text.count import count


def write_baseline(file: Path, decisions: Sequence[Accepted], display: Callable[[Path], str]) -> None:
    """Add decisions to a file, and say so; `display` returns how messages name a file.

    Raises FileProblem where it cannot be written.
    """
    if not decisions:
        note("There is no finding that is not decided already.")
        return
    is_new = not is_begun(file)
    change(file, decisions)
    written = f"Wrote {count(len(decisions), 'decision')} to {display(file)}"
    note(f"{written}: from now on, only new findings are reported.")
    attributes = merge_by_union(file) if is_new else None
    if attributes:
        note(f"Told git in {display(attributes)} to merge that file line by line.")
