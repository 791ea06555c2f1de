"""Whether words stand in quotation marks or brackets: what is quoted is not the article's own text."""

MARKS = (("“", "”"), ("「", "」"))
BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"))
_FAR = 400  # code points before an offset in which the opening mark is looked for


def is_within(text: str, begin: int, offset: int, pairs: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether one of the `pairs` is opened between `begin` and `offset` of a text, and not closed there.

    An odd number of straight quotation marks counts as such a pair, if `MARKS` are among these.
    """
    before = text[max(begin, offset - _FAR) : offset]
    if any(before.rfind(opening) > before.rfind(closing) for opening, closing in pairs):
        return True
    return MARKS[0] in pairs and before.count('"') % 2 == 1
