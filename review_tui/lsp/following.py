"""Moving decisions along with the fixes that were made in a document, once it is saved, as `lint --fix` does.

A client does not tell which fix it made. So the text that was saved is held against the one that was saved before:
where lines came about by fixes that were offered there, and by nothing else, accepted findings are followed to what
stands there now. Whatever somebody typed into a line brings its findings back, as everywhere.
"""

from bisect import bisect_left
from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from review_tui.article import Article, Edit
from review_tui.files.stamp import read
from review_tui.lint.check import checked_article
from review_tui.lint.decisions.decisions import path_in
from review_tui.lint.decisions.leaving import left_by
from review_tui.lint.decisions.moves import moves_of
from review_tui.lint.decisions.moving import Moving
from review_tui.lint.fixing.tracking import tracked
from review_tui.lint.report import Item, Move, items_of
from review_tui.lsp.changed_lines import changed_lines
from review_tui.lsp.checkup import LONGEST
from review_tui.lsp.surroundings import Holding, Surroundings
from review_tui.rules.model import Finding

_MOST = 2_000  # steps to find out which fixes made some lines what they are


class _Found(NamedTuple):
    article: Article
    findings: Sequence[Finding]
    items: Sequence[Item]


def follow(before: str, now: str, file: Path, surroundings: Surroundings, here: Path) -> int:
    """Move the decisions about a document that was saved; return how many.

    `before` and `now` are its texts as they were saved before and are now. Nothing is done where the file holds
    something else by now, or its decisions cannot be read as a whole. Raises FileProblem, ConfigError and
    EncodingProblem.
    """
    if before == now or max(len(before), len(now)) > LONGEST:
        return 0
    holding = surroundings.of(file, here)
    if not holding.accepted or holding.left_out or holding.index is None or not holding.index.is_whole:
        return 0
    if read(file)[0].removeprefix(BOM_UTF8) != now.encode("utf-8", "surrogatepass").removeprefix(BOM_UTF8):
        return 0
    moves = _moves(_found(before, file, holding), now, file, holding)
    if moves:
        moving, name = Moving(holding.index), path_in(holding.index.file, file)
        moving.begin({name: moves})
        moving.end({name})
    return len(moves)


def _article(text: str, file: Path) -> Article:
    return Article.from_bytes(text.encode("utf-8", "surrogatepass"), str(file))


def _found(text: str, file: Path, holding: Holding) -> _Found:
    article = _article(text, file)
    findings = checked_article(article, holding.matcher, holding.checking).findings
    return _Found(article, findings, items_of(article, findings))


def _moves(old: _Found, text: str, file: Path, holding: Holding) -> list[Move]:
    left = left_by(old.items, holding.accepted)
    if not left:
        return []
    edits, fixed, typed = _edits(old, _article(text, file))
    lines = {index: range(item.start.line - 1, item.end.line) for index, item in enumerate(old.items) if index in left}
    near = {
        index: key
        for index, key in left.items()
        if not fixed.isdisjoint(lines[index]) and typed.isdisjoint(lines[index])
    }
    if not near:
        return []
    new = _found(text, file, holding)
    kept = set(left_by(new.items, holding.accepted).values())
    lost = {index: key for index, key in near.items() if key not in kept}
    now = tracked(lost.keys(), old.findings, new.findings, edits)
    return moves_of(lost, [now[index] for index in sorted(lost)], new.items)


def _edits(old: _Found, after: Article) -> tuple[list[Edit], set[int], set[int]]:
    """Return the edits that turn one article into the other.

    Then the indexes of the lines that nothing but fixes changed, and of those that somebody changed.
    """
    text, lines = old.article.text, old.article.lines
    offered = sorted({edit for finding in old.findings for fix in finding.fixes for edit in fix.edits})
    starts = [edit.span.start for edit in offered]
    edits: list[Edit] = []
    fixed: set[int] = set()
    typed: set[int] = set()
    for (first, last), edit, now in changed_lines(old.article, after):
        start = lines.starts[first] if first < len(lines) else len(text)
        end = lines.starts[last] if last < len(lines) else len(text)
        made = _made(text, start, end, now, offered[bisect_left(starts, start) : bisect_left(starts, end)])
        if made is None:
            edits.append(edit)
            typed.update(range(first, last))
        else:
            edits += made
            fixed.update(range(first, last))
    return edits, fixed, typed


def _made(text: str, start: int, end: int, now: str, offered: Sequence[Edit]) -> list[Edit] | None:
    """Return those of the edits that turn a stretch of a text into what stands there `now`; None where none do."""
    waiting: list[tuple[int, int, int, list[Edit]]] = [(0, start, 0, [])]  # edits seen, places in both, edits made
    seen: set[tuple[int, int, int]] = set()
    while waiting and len(seen) < _MOST:
        count, place, there, made = waiting.pop()
        if (count, place, there) in seen:
            continue
        seen.add((count, place, there))
        following = next((n for n in range(count, len(offered)) if offered[n].span.start >= place), len(offered))
        stop = offered[following].span.start if following < len(offered) else end
        length = stop - place
        if text[place:stop] != now[there : there + length]:
            continue
        if following == len(offered):
            if there + length == len(now):
                return made
            continue
        edit = offered[following]
        waiting.append((following + 1, stop, there + length, made))
        if edit.span.end <= end and now.startswith(edit.text, there + length):
            waiting.append((following + 1, edit.span.end, there + length + len(edit.text), [*made, edit]))
    return None
