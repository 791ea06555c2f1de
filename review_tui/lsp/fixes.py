"""The edits that mend findings of a checkup: one, all like it, or all that are safe."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from review_tui.article import Article, Edit
from review_tui.lint.decisions.leaving import left_by
from review_tui.lint.fixing.fixing import fix_article
from review_tui.lint.fixing.together import made_together
from review_tui.lsp.changed_lines import edits_between
from review_tui.lsp.checkup import Checkup, ShownFinding, examine
from review_tui.rules.model import Finding, Fix
from review_tui.rules.safety import Safety


class FixKind(NamedTuple):
    """What fixes have in common that are made together: the rule, the term, the words and what is done to them.

    With neither `label` nor `words`, it is all first fixes of a rule, whatever each of them does.
    """

    code: str
    concept: str | None = None
    words: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """The edits that make several fixes together, and how many findings these mend."""

    edits: tuple[Edit, ...]
    count: int


class FixGroups:
    """The fixes of a checkup's findings, grouped by kind."""

    def __init__(self, checkup: Checkup) -> None:
        self._text = checkup.article.text
        self._groups: defaultdict[FixKind, list[Fix]] = defaultdict(list)
        self._made: dict[FixKind, Together] = {}
        for shown in checkup.shown:
            for choice, fix in enumerate(shown.finding.fixes):
                for kind in self.kinds(shown.finding, choice):
                    self._groups[kind].append(fix)

    def kinds(self, finding: Finding, choice: int) -> tuple[FixKind, ...]:
        """Return the kinds of a finding's fix, the narrowest first; `choice` is the index of the fix.

        A fix of a term has one kind: the same label for the same words. Any other fix has one for the same change of
        the same words. Where it is the finding's first fix, it has a second kind: all first fixes of the rule.
        """
        fix, code = finding.fixes[choice], finding.rule.code
        if finding.concept is not None:
            return (FixKind(code, finding.concept, (finding.span.cut(self._text),), fix.label),)
        words = tuple(word for edit in fix.edits for word in (edit.span.cut(self._text), edit.text))
        same = FixKind(code, None, words, fix.label)
        return (same, FixKind(code)) if choice == 0 else (same,)

    def together(self, kind: FixKind) -> Together:
        """Return the edits that make all fixes of a kind, but for those that touch an earlier one."""
        if kind not in self._made:
            edits, count = made_together(self._groups[kind])
            self._made[kind] = Together(tuple(edits), count)
        return self._made[kind]


def safe_edits(checkup: Checkup, is_wanted: Callable[[], bool]) -> tuple[Edit, ...]:
    """Return the edits that make every safe fix of the findings that are shown, as far as the fixes are proven.

    Findings that an editor decided to leave are left, even where another fix changes the words beside them. Where the
    decisions could not be read as a whole, nothing is fixed. Raises GivenUp where `is_wanted` says so.
    """
    holding = checkup.holding
    if holding is None or holding.unsure or not any(_is_safe(shown) for shown in checkup.shown):
        return ()
    undecided = dataclasses.replace(holding, accepted={})
    first = examine(checkup.article, undecided, is_wanted)

    def findings_in(article: Article) -> list[Finding]:
        there = first if article is checkup.article else examine(article, undecided, is_wanted)
        return [shown.finding for shown in there.shown]

    left = left_by([shown.item for shown in first.shown], holding.accepted)
    decided = [shown.finding for index, shown in enumerate(first.shown) if index in left]
    fixed = fix_article(checkup.article, findings_in, staying=lambda _: decided)
    return edits_between(checkup.article, fixed.article)


def has_safe_fix(checkup: Checkup) -> bool:
    """Tell whether a finding that is shown has a safe fix, proven or not."""
    return any(_is_safe(shown) for shown in checkup.shown)


def _is_safe(shown: ShownFinding) -> bool:
    return shown.finding.fix is not None and shown.finding.fix.safety is Safety.SAFE
