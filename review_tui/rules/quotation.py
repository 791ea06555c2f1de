"""Whether words stand in quotation marks or brackets: what is quoted is somebody else's."""

MARKS = (("“", "”"), ("「", "」"))
BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"))
_FAR = 400  # code points before a place in which what it stands in may have begun


def is_within(text: str, begin: int, place: int, pairs: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether one of some pairs of marks is opened before a place of a text, not before `begin`, and not closed.

    A straight quotation mark opens and closes, so that an odd number of them counts where the pairs hold `MARKS`.
    """
    before = text[max(begin, place - _FAR) : place]
    if any(before.rfind(opening) > before.rfind(closing) for opening, closing in pairs):
        return True
    return MARKS[0] in pairs and before.count('"') % 2 == 1
