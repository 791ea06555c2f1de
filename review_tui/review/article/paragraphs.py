"""A section in paragraphs: what an editor changes as one, and what a merge takes from one side or the other.

A line that begins an item, a heading, a row of a table or a quote begins a paragraph of its own; fenced code is one,
whatever stands in it. In front matter it is a field.
"""

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_OPENING = re.compile(r"\s*(?:[#＃>|]|[-*+•]\s|\d{1,9}[.)、．）](?!\d)|`{3}|~{3}|<!--)")
_CLOSING = re.compile(r"\s*(?:[#＃].*|(?:-{2,}|\+{2,}|={2,}|\*{3,}|_{3,}|`{3,}|~{3,})\s*)$")
_FENCE = re.compile(r"\s*(`{3,}(?=[^`]*$)|~{3,})")
_FIELD = re.compile(r"[\w\"'][^:=]*[:=]|---|\+\+\+")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each with the blank lines after it; joined, they are the text."""
    found: list[str] = []
    last, fence = "", ""
    for line in _LINE.findall(text):
        is_blank = not line.strip()
        if found and (fence or is_blank or not found[-1].strip() or _goes_on(last, line)):
            found[-1] += line
        else:
            found.append(line)
        if fence:
            fence = "" if line.strip().startswith(fence) and not line.strip().strip(fence[0]) else fence
        elif (mark := _FENCE.match(line)) is not None:
            fence = mark[1]
        last = line
    return found


def fields(text: str) -> list[str]:
    """Return the fields of a front matter and the lines around them; joined, they are the text."""
    found: list[str] = []
    for line in _LINE.findall(text):
        if found and not _FIELD.match(line):
            found[-1] += line
        else:
            found.append(line)
    return found


def run_together(before: str, after: str) -> bool:
    """Tell whether a text would go on with the last paragraph of the one before it, were it put right behind it."""
    lines, following = _LINE.findall(before), _LINE.findall(after)
    return bool(lines and following) and _goes_on(lines[-1], following[0])


def _goes_on(last: str, line: str) -> bool:
    """Tell whether a line belongs to the paragraph of the line before it."""
    if not last.strip() or not line.strip() or _CLOSING.match(last):
        return False
    is_quoted = last.lstrip().startswith(">") and line.lstrip().startswith(">")
    return is_quoted or not _OPENING.match(line)
