"""Changing a glossary, in two parts: the first takes long, and changes nothing; the second is done in a moment."""

from collections.abc import Callable
from typing import NamedTuple

from review_tui.files.stamp import FileProblem
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError
from review_tui.review.terms.glossary_files import Editable, GlossaryFiles

GlossaryEdit = Callable[[Glossary], Glossary]


class GlossaryWork(NamedTuple):
    """What an edit comes to: it makes `after` of `before`, the glossary as it was, or as it is `editable`."""

    editable: Editable | None
    before: Glossary
    after: Glossary

    @property
    def is_idle(self) -> bool:
        """Tell whether the edit changes nothing."""
        return self.after.concepts == self.before.concepts


def worked_out(terms: GlossaryFiles, edit: GlossaryEdit) -> GlossaryWork:
    """Return the outcome of an edit of a glossary; of a shipped one, a copy is edited. It may run in a thread.

    Raises EditError where the change makes no sense, or the rows cannot be read that it is to be made in.
    """
    before = terms.glossary
    try:
        editable = terms.editable()
    except FileProblem as problem:
        raise EditError(str(problem)) from problem
    if editable is not None:
        before = editable.glossary
    work = GlossaryWork(editable, before, edit(before))
    if not work.is_idle:
        work.after.prepare()
    return work
