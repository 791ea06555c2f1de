r"""A section on its way into a text editor and back, so that what the editor does not change keeps its bytes.

Editors know one line end and break lines at characters that are ordinary ones here (U+2028, U+0085, form feed). A
section is therefore shown with `\\n` and with stand-ins for such characters, and what comes back is compared with what
was shown line by line: untouched lines keep their own line ends.
"""

from difflib import SequenceMatcher
from itertools import pairwise

from review_tui.article.position import LINE_END

# Characters at which str.splitlines() breaks, and those that steer a terminal: shown as private-use stand-ins.
_HIDDEN = (
    "".join(chr(code) for code in range(0x20) if chr(code) not in "\t\n\r")
    + "\x7f"
    + "".join(chr(code) for code in range(0x80, 0xA0))
)
_HIDDEN += "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u2060\ufeff"
_BASE = 0x10F800  # a private-use plane that no font and no icon set uses
_OUT = {ord(character): chr(_BASE + place) for place, character in enumerate(_HIDDEN)}
_BACK = {_BASE + place: character for place, character in enumerate(_HIDDEN)}


def shown(text: str) -> str:
    r"""Return a section as an editor shows it: `\\n` for every line end, stand-ins for what it would mistreat."""
    return LINE_END.sub("\n", text).translate(_OUT)


def merged(original: str, edited: str, newline: str) -> str:
    """Return the section after editing: `edited` is what `shown(original)` became.

    Lines that did not change keep their line ends; new ones get `newline`, whatever the editor wrote.
    """
    before = _lines(original)
    after = LINE_END.sub("\n", edited).translate(_BACK).split("\n")
    if shown(original) == edited:
        return original
    plain = [LINE_END.sub("", line) for line in before]
    pieces: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, plain, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces += before[i1:i2]
        else:
            pieces += (f"{line}{newline}" for line in after[j1:j2])
    ends = [piece if LINE_END.search(piece) else f"{piece}{newline}" for piece in pieces[:-1]]
    return "".join([*ends, *(LINE_END.sub("", piece) for piece in pieces[-1:])])


def _lines(text: str) -> list[str]:
    """Return the lines with their ends; the last one, perhaps empty, has none."""
    bounds = [0, *(match.end() for match in LINE_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]
