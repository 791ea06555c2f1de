"""What fixes would change, as a unified diff that `git apply` and `patch` take."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import takewhile

from review_tui.files.naming import quoted

COMPARED = 1000  # lines on either side that difflib may compare: its time grows with their square
_CONTEXT = 3  # lines shown around a change

Block = tuple[int, int, int, int]  # lines (from 0) that changed: first and after the last, before and after


def difference(before: str, after: str, path: str) -> str:
    r"""Return the diff of two texts, empty where they are equal. Lines end at `\n` only; a `\r` is part of its line."""
    old, new = _lines(before), _lines(after)
    names = (_name("a", path), _name("b", path))
    if max(len(old), len(new)) > COMPARED:
        lines = _unified(old, new, blocks(old, new), *names)
    else:
        lines = unified_diff(old, new, *names)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _name(side: str, path: str) -> str:
    """Return how the head of a diff names a file, as git quotes it; a tab tells where a name with spaces ends."""
    name = f"{side}/{path.lstrip('/')}"
    if quoted(name) != f'"{name}"':
        name = quoted(name)
    return f"{name}\t" if " " in name else name


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def blocks(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return what changed: each changed line, where there are as many as before; else one block around all changes."""
    if len(old) == len(new):
        changed = (place for place, (left, right) in enumerate(zip(old, new, strict=True)) if left != right)
        return [(place, place + 1, place, place + 1) for place in changed]
    most = min(len(old), len(new))
    head = sum(1 for _ in takewhile(lambda place: old[place] == new[place], range(most)))
    tail = sum(1 for _ in takewhile(lambda place: old[-1 - place] == new[-1 - place], range(most - head)))
    return [(head, len(old) - tail, head, len(new) - tail)]


def _unified(
    old: Sequence[str], new: Sequence[str], blocks: Sequence[Block], old_name: str, new_name: str
) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    hunks: list[list[Block]] = []
    for block in blocks:
        if hunks and block[0] - hunks[-1][-1][1] <= 2 * _CONTEXT:
            last = hunks[-1][-1]
            if last[1] == block[0]:  # side by side: one block, so that all old lines come before the new ones
                hunks[-1][-1] = (last[0], block[1], last[2], block[3])
            else:
                hunks[-1].append(block)
        else:
            hunks.append([block])
    if hunks:
        yield from (f"--- {old_name}\n", f"+++ {new_name}\n")
    for hunk in hunks:
        first, last = hunk[0], hunk[-1]
        start, new_start = max(0, first[0] - _CONTEXT), max(0, first[2] - _CONTEXT)
        end = min(len(old), last[1] + _CONTEXT)
        new_end = last[3] + end - last[1]
        yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n"
        place = start
        for block in hunk:
            yield from (f" {line}" for line in old[place : block[0]])
            yield from (f"-{line}" for line in old[block[0] : block[1]])
            yield from (f"+{line}" for line in new[block[2] : block[3]])
            place = block[1]
        yield from (f" {line}" for line in old[place:end])


def _range(start: int, end: int) -> str:
    """Return a range of lines (from 0, end not included) as a diff has it."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + (end > start)},{end - start}"
