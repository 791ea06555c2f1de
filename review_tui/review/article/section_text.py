r"""A section on its way into a text editor and back, so that what the editor does not change keeps its bytes.

Editors know one line end and break lines at characters that are ordinary ones here (U+2028, U+0085, form feed). A
section is therefore shown with `\\n` and with stand-ins for such characters, and what comes back is compared with what
was shown line by line: untouched lines keep their own line ends, and in others what was not touched is what it was.
Only where somebody puts in one of the private characters that serve as stand-ins is it read as what that stands for.
"""

from review_tui.article.position import LINE_END
from review_tui.article.shifting import alike_ends, opcodes
from review_tui.text.lazy import lazy
from review_tui.text.visible import HIDDEN_RANGES, hidden

# What steers a terminal or hides, or breaks lines to str.splitlines(): shown as private-use stand-ins. Without what
# editors know (tabs and line ends), and what no file can have (lone surrogates).
_HIDDEN = [
    chr(code)
    for first, last in HIDDEN_RANGES
    for code in range(first, last + 1)
    if chr(code) not in "\t\n\r" and not 0xD800 <= code <= 0xDFFF
]
_ANY = lazy(hidden(without="\t\n\r\ud800-\udfff"))
_BASE = 0x10F800  # a private-use plane that no font and no icon set uses
_OUT = {ord(character): chr(_BASE + place) for place, character in enumerate(_HIDDEN)}
_BACK = {_BASE + place: character for place, character in enumerate(_HIDDEN)}


def shown(text: str) -> str:
    r"""Return a section as an editor shows it: `\\n` for every line end, stand-ins for what it would mistreat."""
    text = LINE_END.sub("\n", text) if "\r" in text else text
    # Nearly always there is nothing to be translated, and to find that takes a fraction of the time.
    is_plain = text.replace("\n", "").isprintable() or not _ANY.search(text)
    return text if is_plain else text.translate(_OUT)


def meant(shown_text: str) -> str:
    """Return what a piece of a text in an editor stands for, character by character."""
    return shown_text.translate(_BACK)


def merged(original: str, edited: str, newline: str) -> str:
    """Return the section after editing: `edited` is what `shown(original)` became.

    Lines that did not change keep every character, and those that did their line ends; new ones get `newline`.
    """
    if shown(original) == edited:
        return original
    lines = _lines(original)
    before, after = [shown(content) for content, _ in lines], LINE_END.sub("\n", edited).split("\n")
    pieces: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in opcodes(before, after):
        old, new = lines[i1:i2], after[j1:j2]
        if tag == "equal":
            pieces += old
        elif new:
            ends = [line_end for _, line_end in old] if len(old) == len(new) else [newline] * len(new)
            was = "\n".join(content for content, _ in old)
            pieces += zip(_meant(was, "\n".join(new)).split("\n"), ends, strict=True)
    text = _joined([(content, end or newline) for content, end in pieces])
    if shown(text) == edited:
        return text
    return _joined([(content, newline) for content, _ in pieces])  # a kept CR came to stand before a kept LF


def _meant(original: str, edited: str) -> str:
    """Return some lines after editing, without stand-ins; `edited` is what `shown(original)` became.

    What stands before and after the change is what it was. In between, a stand-in that was there itself is none.
    """
    before = shown(original)
    start, end = alike_ends(before, edited)
    there = set(original[start : len(original) - end])
    back = {code: character for code, character in _BACK.items() if chr(code) not in there}
    return original[:start] + edited[start : len(edited) - end].translate(back) + original[len(original) - end :]


def apart(original: str, edited: str, following: str) -> str:
    """Return the section after editing with the line ends back that kept it apart from what is `following`.

    Without them, what follows would go on in the last line: its heading would be none any more, or, underlined as it
    is, take in the lines before it.
    """
    before, after = shown(original), LINE_END.sub("\n", edited)
    was_apart = not before or before.endswith("\n")
    if not after or not was_apart or not following:
        return edited
    if after.endswith("\n"):
        return after + "\n" if _goes_on(before, after, following) else edited
    ends = before[len(before.rstrip("\n")) :]
    least = "\n" if following[0] in "\r\n" else "\n\n"
    return edited + max(ends, least)


def _goes_on(before: str, after: str, following: str) -> bool:
    """Tell whether one line end may not keep what follows apart, as it does from a line that stood there before."""
    last, was = (text[:-1].rpartition("\n")[2] for text in (after, before))
    return following[0] not in "#\r\n" and last.strip() != "" and last != was


def _joined(pieces: list[tuple[str, str]]) -> str:
    """Return lines as one text; the last one has no end."""
    return "".join(content + end for content, end in pieces[:-1]) + pieces[-1][0]


def _lines(text: str) -> list[tuple[str, str]]:
    """Return the lines, each with its end; the last one, perhaps empty, has none."""
    lines = []
    start = 0
    for match in LINE_END.finditer(text):
        lines.append((text[start : match.start()], match[0]))
        start = match.end()
    return [*lines, (text[start:], "")]
