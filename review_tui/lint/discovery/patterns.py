r"""Ignore patterns as git reads them (gitignore(5), and its wildmatch.c where that says less).

A pattern is taken apart once, into segments between slashes. Matching goes forward and falls back to the last `*` of a
segment, or the last `**` between segments, and no further: it costs what pattern and path are long, whatever they are.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_GLOB = re.compile(r"[*?\[\\]")
_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": r" \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": r"!-/:-@\[-`{-~",
    "space": r" \t\n\r",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}
"""The classes of POSIX, as parts of a set of a regular expression: of ASCII alone, as git has them."""

_STAR, _SLASH, _ESCAPED_SLASH = "*", "/", "\\/"  # tokens; all others are regular expressions of one character
_EVERY, _NEVER = re.compile(""), re.compile(r"(?!)")


class Pattern(NamedTuple):
    """One pattern. `prefix` is what a path begins with, and `segments` the rest; None stands for any number of them."""

    leaves_out: bool
    folders_only: bool
    by_name: bool
    prefix: str
    segments: tuple[re.Pattern[str] | None, ...]

    def names(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether it names a path itself, and not only a folder above; it counts from the pattern's folder."""
        if self.folders_only and not is_folder:
            return False
        text = path[path.rfind("/") + 1 :] if self.by_name else path
        if not text.startswith(self.prefix):
            return False
        if not self.segments:
            return text == self.prefix
        return _matches(self.segments, text[len(self.prefix) :].split("/"))


def pattern_of(written: str, *, is_strict: bool = False) -> Pattern | None:
    """Return the pattern in a line, None for an empty line and a comment.

    Raises ValueError where it never names anything; the message says why. If it `is_strict`, it does so for a range
    that runs backward, too, of which git takes the first character.
    """
    line = _without_spaces(written)
    if not line or line.startswith("#"):
        return None
    bare = line.removeprefix("!")
    folders_only = bare.endswith("/")
    bare = bare.removesuffix("/")
    if not bare:
        raise ValueError("there is no name in it")
    by_name = "/" not in bare
    glob = bare.removeprefix("/")
    found = _GLOB.search(glob)
    cut = found.start() if found else len(glob)
    segments = tuple(_segments(list(_tokens(glob[cut:], is_strict)))) if found else ()
    return Pattern(not line.startswith("!"), folders_only, by_name, glob[:cut], segments)


def _without_spaces(line: str) -> str:
    r"""Return a line without the spaces at its end, but for those after a backslash; tabs stay."""
    bare = line.rstrip(" ")
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return bare + " " if backslashes % 2 and bare != line else bare


def _tokens(glob: str, is_strict: bool) -> Iterator[str]:
    """Yield what a glob is made of: stars, slashes, and regular expressions for a character each."""
    at = 0
    while at < len(glob):
        char = glob[at]
        if char == "[":
            regex, at = _set(glob, at + 1, is_strict)
            yield regex
            continue
        if char == "\\":
            at += 1
            if at == len(glob):
                raise ValueError("there is nothing after the backslash at its end")
        if char in "*/":
            yield char
        else:
            yield "." if char == "?" else _ESCAPED_SLASH if glob[at] == "/" else re.escape(glob[at])
        at += 1


def _set(glob: str, at: int, is_strict: bool) -> tuple[str, int]:
    """Return the regular expression of a set that begins at an offset, and the offset after it."""
    is_negated = glob[at : at + 1] in ("!", "^")
    begin = at = at + is_negated
    parts: list[str] = []
    before = ""  # the character that a `-` may make the beginning of a range
    while at == begin or glob[at : at + 1] != "]":
        char, low = glob[at : at + 1], ""
        if char == "[" and glob[at + 1 : at + 2] == ":" and (name := _class_at(glob, at + 2)) is not None:
            parts.append(_CLASSES[name])
            before = ""
            at += len(f"[:{name}:]")
            continue
        if char == "-" and before and glob[at + 1 : at + 2] not in ("", "]"):
            low, at = before, at + 1
            char = glob[at]
        if char == "\\":
            at += 1
            char = glob[at : at + 1]
        if not char:
            raise ValueError("a [ in it has no ]")
        if not low:
            parts.append(_number(char))
        elif low <= char:
            parts.append(f"{_number(low)}-{_number(char)}")
        elif is_strict:
            raise ValueError(f"the range {low}-{char} runs backward")
        before = "" if low else char
        at += 1
    return f"[{'^' if is_negated else ''}{''.join(parts)}]", at + 1


def _class_at(glob: str, at: int) -> str | None:
    """Return the name of the class that begins at an offset, None where none does. Raises ValueError for no such."""
    end = glob.find("]", at)
    if end < 0:
        raise ValueError("a [ in it has no ]")
    if end == at or glob[end - 1] != ":":
        return None
    name = glob[at : end - 1]
    if name not in _CLASSES:
        raise ValueError(f"there is no class [:{name}:]; known are {', '.join(_CLASSES)}")
    return name


def _number(char: str) -> str:
    return f"\\U{ord(char):08x}"


def _segments(tokens: Sequence[str]) -> Iterator[re.Pattern[str] | None]:
    """Yield the segments of a glob. `**` stands for one at least, but for none too before a slash that is bare."""
    segment: list[str] = []
    for token in (*tokens, ""):
        if token not in (_SLASH, _ESCAPED_SLASH, ""):
            segment.append(token)
            continue
        if len(segment) < 2 or any(each != _STAR for each in segment):
            yield re.compile(_regex(segment), re.DOTALL)
        else:
            yield None
            if token != _SLASH:
                yield _EVERY
        segment = []


def _regex(segment: Sequence[str]) -> str:
    """Return the regular expression of a segment, which is searched from the beginning of a name."""
    first, *rest = _chunks(segment)
    if not rest:
        return f"{first}\\Z"
    *middle, last = rest
    return f"{first}{''.join(f'(?>.*?{chunk})' for chunk in middle)}.*{last}\\Z"


def _chunks(segment: Sequence[str]) -> list[str]:
    """Return what stands between the stars of a segment, one more than there are stars (several in a row are one)."""
    chunks = [""]
    for number, token in enumerate(segment):
        if token != _STAR:
            chunks[-1] += token
        elif number == 0 or segment[number - 1] != _STAR:
            chunks.append("")
    return chunks


def _matches(segments: Sequence[re.Pattern[str] | None], names: Sequence[str]) -> bool:
    """Tell whether segments match names, one each, but that None matches any number of them."""
    here = at = 0
    back: tuple[int, int] | None = None  # where to go on when nothing fits: after the last None, and one name further
    while at < len(names):
        segment = segments[here] if here < len(segments) else _NEVER
        if segment is None:
            here, back = here + 1, (here + 1, at + 1)
        elif segment.match(names[at]):
            here, at = here + 1, at + 1
        elif back is not None:
            here, at = back
            back = (here, at + 1)
        else:
            return False
    return all(segment is None for segment in segments[here:])
