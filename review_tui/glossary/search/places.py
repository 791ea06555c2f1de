"""Where the words that contexts ask for stand in a text."""

from bisect import bisect_left

from review_tui.glossary.folding import fold, folds, on_edges


class Places(dict[str, list[int]]):
    """Where words begin in one text, in code points, in order: looked for when they are asked for, and remembered."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, word: str) -> list[int]:
        """Look for a word that nobody asked for before."""
        places = self[word] = places_of(word, self._text)
        return places

    def within(self, word: str, start: int, end: int) -> bool:
        """Tell whether a word stands in text[start:end]."""
        places = self[word]
        first = bisect_left(places, start)
        return first < len(places) and places[first] + len(word) <= end


def places_of(word: str, text: str) -> list[int]:
    """Return where a word stands in a text as a rendering would: Latin ones on word edges, case by `folds`."""
    if folds(word):
        word, text = fold(word), fold(text)
    places: list[int] = []
    start = text.find(word)
    while start >= 0:
        if on_edges(text, start, start + len(word)):
            places.append(start)
        start = text.find(word, start + 1)
    return places
