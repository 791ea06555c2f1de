"""Makes fixes in an article, again and again until none is left."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import dropwhile
from typing import NamedTuple

from msgspec import Struct

from review_tui.article import Article, Edit, apply_edits
from review_tui.article.stretches import Stretches
from review_tui.lint.fixing.proof import keeps_page
from review_tui.lint.fixing.together import choose
from review_tui.lint.fixing.tracking import tracked
from review_tui.rules.model import Finding, Safety

# Fixes that free the way for others need a few rounds, in a paragraph with a hundred bold words a hundred.
_FEWEST_ROUNDS, _MOST_ROUNDS = 20, 500
_MOST_CHECKED = 3_000_000  # code points that are checked again in them
_FEWEST_PROOFS = 12  # of an article in one round
_MOST_PROVEN = 3_000_000  # code points that are parsed for them


class Fixed(Struct, frozen=True):
    """An article after its fixes: how many findings were mended, and how many were left as their fix was unproven.

    `rounds` are the edits, made one round after the other. `stayed` has for each finding that was to be left, in order,
    its indexes among the findings now.
    """

    article: Article
    mended: int
    unproven: int = 0
    rounds: tuple[tuple[Edit, ...], ...] = ()
    stayed: tuple[tuple[int, ...], ...] = ()


def fix_article(
    article: Article,
    check: Callable[[Article], Sequence[Finding]],
    safeties: frozenset[Safety] = frozenset({Safety.SAFE}),
    staying: Callable[[Sequence[Finding]], Iterable[Finding]] = lambda _: (),
) -> Fixed:
    """Make every fix of these safeties, in rounds, until there is none left to make.

    `check` returns the findings of an article. `staying` is given the first ones, and returns those of them (the same
    objects) that are to be left. Of a finding that is left, something stays in every round: a fix of another finding
    that would take all of it away is not made.

    A safe fix is made only where rendering before and after proves that nothing else changes. One that fails the proof
    is left, and counted as unproven.
    """
    findings = check(article)
    indexes = {id(finding): index for index, finding in enumerate(findings)}
    stage = _Stage(article, findings, [(indexes[id(finding)],) for finding in staying(findings)])
    states = {article.text: _State(0, 0, stage.left)}
    rounds: list[tuple[Edit, ...]] = []
    held: set[int] = set()
    unproven = 0
    for _ in range(max(_FEWEST_ROUNDS, min(_MOST_ROUNDS, _MOST_CHECKED // (len(article.text) + 1)))):
        made = _round(stage, held, states.keys(), check, safeties)
        unproven = made.unproven
        if made.after is None:
            settled = _where_it_ends(states, made.text)
            if settled != stage.article.text:
                stage = stage._replace(article=stage.article.with_text(settled))
            break
        mended = states[stage.article.text].mended + made.mended
        stage = made.after
        rounds.append(made.edits)
        states[made.text] = _State(len(rounds), mended, stage.left)
    state = states[stage.article.text]
    return Fixed(stage.article, state.mended, unproven, tuple(rounds[: state.rounds]), tuple(state.left))


class _Stage(NamedTuple):
    """An article between two rounds, and its findings. `left` has the indexes of each finding that is to be left."""

    article: Article
    findings: Sequence[Finding]
    left: list[tuple[int, ...]]


class _Round(NamedTuple):
    """What one round made: the text, the edits, how many findings they mend, and how many were left as unproven.

    `after` is the article with that text, None where the text was there before.
    """

    text: str
    edits: tuple[Edit, ...]
    mended: int
    unproven: int
    after: _Stage | None


def _round(
    stage: _Stage,
    held: set[int],
    seen: Collection[str],
    check: Callable[[Article], Sequence[Finding]],
    safeties: frozenset[Safety],
) -> _Round:
    """Make all fixes that can be made together. `seen` are the texts of earlier rounds.

    `held` are those of the findings to be left (by their numbers) whose words no fix may touch any more, as one would
    take them away. Each that turns out to be so is added, and the round begun again.
    """
    article, findings, left = stage
    stays = {index for indexes in left for index in indexes}
    while True:
        chosen = choose(_free(findings, stays, _words(findings, left, held)), safeties)
        after, made = _make(article, chosen)
        edits, unproven = tuple(_edits(made)), len(chosen) - len(made)
        if after.text in seen:
            return _Round(after.text, edits, len(made), unproven, None)
        found = check(after)
        now = tracked(stays, findings, found, edits)
        gone = {number for number, each in enumerate(left) if each and not any(now[index] for index in each)}
        if not _touch(edits, _words(findings, left, gone)):
            still_left = [tuple(each for index in indexes for each in now[index]) for indexes in left]
            return _Round(after.text, edits, len(made), unproven, _Stage(after, found, still_left))
        held |= gone


def _words(findings: Sequence[Finding], left: Sequence[Sequence[int]], held: Iterable[int]) -> Stretches:
    """Return the stretches of some of the findings that are left: those whose numbers are `held`."""
    return Stretches(findings[index].span for number in held for index in left[number])


def _free(findings: Sequence[Finding], stays: Collection[int], words: Stretches) -> list[Finding]:
    """Return the findings whose fix may be made: they are not to stay, and their fix does not touch some words."""
    return [
        finding
        for index, finding in enumerate(findings)
        if index not in stays and not (finding.fix and _touch(finding.fix.edits, words))
    ]


def _touch(edits: Iterable[Edit], words: Stretches) -> bool:
    """Tell whether edits change words, or put something in between."""
    return any(
        words.overlap(*edit.span)
        if edit.span.start < edit.span.end
        else words.cover(edit.span.start - 1, edit.span.end + 1)
        for edit in edits
    )


class _State(NamedTuple):
    """How a text came about: the rounds and mended findings so far, and the indexes of the findings left in it."""

    rounds: int
    mended: int
    left: list[tuple[int, ...]]


def _where_it_ends(texts: Iterable[str], again: str) -> str:
    """Return the text to end with, when the fixes of the last of some texts lead back to one of them, `again`.

    Where nothing is left to fix, the last text leads to itself, and is the one. Where rules undo each other, it is the
    shortest of the texts that lead to one another, so that fixing once more gives the same.
    """
    circle = dropwhile(lambda text: text != again, texts)
    return min(circle, key=lambda text: (len(text), text))


def _make(article: Article, findings: list[Finding]) -> tuple[Article, list[Finding]]:
    """Make the fixes together where that is proven, as nearly always, else one by one.

    Return the article after them, and the findings whose fixes were made.
    """
    after = _apply(article, findings)
    if _proven(article, after, findings):
        return after, findings
    kept = _provable(article, findings)
    return _apply(article, kept), kept


def provable(article: Article, findings: list[Finding]) -> list[Finding]:
    """Return which of findings whose fixes may be made together are proven: nearly always all, else one by one."""
    if not findings or _proven(article, _apply(article, findings), findings):
        return findings
    return _provable(article, findings)


def _provable(article: Article, findings: list[Finding]) -> list[Finding]:
    """Return the findings whose fixes can be proven, the earlier first.

    They are tried one by one while a proof costs little, that is in every article that a person writes; in a huge one
    many at once, and halves of what fails. What is not proven within the limit is left.
    """
    proofs = max(_FEWEST_PROOFS, _MOST_PROVEN // (len(article.text) + 1))
    kept: list[Finding] = []
    size = 1 if len(findings) <= proofs else (len(findings) + 1) // 2
    waiting = [findings[start : start + size] for start in range(0, len(findings), size)]
    waiting.reverse()
    while waiting and proofs:
        proofs -= 1
        tried = waiting.pop()
        if _proven(article, _apply(article, [*kept, *tried]), [*kept, *tried]):
            kept += tried
        elif len(tried) > 1:
            half = len(tried) // 2
            waiting += (tried[half:], tried[:half])
    return kept


def _edits(findings: Iterable[Finding]) -> list[Edit]:
    return [edit for finding in findings if finding.fix for edit in finding.fix.edits]


def _apply(article: Article, findings: Iterable[Finding]) -> Article:
    return article.with_text(apply_edits(article.text, _edits(findings)))


def _proven(before: Article, after: Article, findings: list[Finding]) -> bool:
    safe = [finding for finding in findings if finding.fix and finding.fix.safety is Safety.SAFE]
    if not safe:
        return True
    if len(safe) < len(findings):  # what a human takes may change the page: prove the safe ones by themselves
        return keeps_page(before, _apply(before, safe), _edits(safe))
    return keeps_page(before, after, _edits(safe))
