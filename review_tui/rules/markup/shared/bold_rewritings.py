"""How bold that does not render might be written so that it does (M201)."""

from collections.abc import Iterator

from review_tui.rules.markup.shared.broken_emphasis import CLOSING, STOPS
from review_tui.text.lazy import lazy

_OPENING = "“‘《〈「『【〔（(\"'"
_PAIRS = dict(zip("“‘《〈「『【〔（([", "”’》〉」』】〕）)]", strict=True))
_ONE_LINK = lazy(r"\[([^\[\]\\*_`<!]+)\](\([^()\s]*(?:[ \t]+\"[^\"\n]*\")?\))")


def rewritings(inner: str, mark: str) -> Iterator[tuple[str, str]]:
    """Yield what would be bold, and the text that should make it so, the best first.

    Marks of punctuation go out of the bold, and so do words in brackets at its end, but no half of a pair.
    """
    yield inner, f"{mark}{inner}{mark}"
    if link := _ONE_LINK.fullmatch(inner):
        yield link[1], f"[{mark}{link[1]}{mark}]{link[2]}"
    core = inner.rstrip(CLOSING)
    tail = inner[len(core) :]
    bare = core.lstrip(_OPENING)
    head = core[: len(core) - len(bare)]
    without = ((bare, f"{head}{mark}{bare}{mark}{tail}"), (core, f"{mark}{core}{mark}{tail}")) if bare else ()
    yield from (each for each in without if _is_whole(each[0]))
    spoken = inner.rstrip(STOPS)
    if _is_whole(spoken):
        yield spoken, f"{mark}{spoken}{mark}{inner[len(spoken) :]}"
    bracket = max(map(spoken.rfind, "（("))
    words = inner[: max(bracket, 0)].rstrip()
    is_apart = (bracket > 0 and not spoken[bracket - 1].isascii()) or len(words) < bracket  # and no f(x)
    if words and is_apart and spoken.endswith(("）", ")")) and _is_whole(words):
        yield words, f"{mark}{words}{mark}{inner[len(words) :]}"
    for left, right in ((" ", ""), ("", " "), (" ", " ")):
        yield inner, f"{left}{mark}{inner}{mark}{right}"
    yield from without


def _is_whole(text: str) -> bool:
    """Tell whether every bracket and quotation mark has its other half, the opening one first."""
    opened: list[str] = []
    for character in text:
        if character in _PAIRS:
            opened.append(_PAIRS[character])
        elif character in _PAIRS.values() and (not opened or opened.pop() != character):
            return False
    return not opened
