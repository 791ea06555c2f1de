"""Whether words stand in a text as a rendering would, and where: on word edges, with case as `folding` says."""

from bisect import bisect_left
from functools import lru_cache

from review_tui.glossary.folding import fold, folds, has_latin_edge, on_edges


class Lookup(dict[str, bool]):
    """Whether words stand in one text, as a dict that looks for a word when it is first asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._places: dict[str, list[int]] = {}  # of words for which `_stands_anywhere` is false

    def __missing__(self, word: str) -> bool:
        """Look for a word that nobody asked for before."""
        stands = self[word] = word in self._text if _stands_anywhere(word) else bool(self._places_of(word))
        return stands

    def stands_times(self, word: str, times: int) -> bool:
        """Tell whether a word stands so many times in the text, at least."""
        if not _stands_anywhere(word):
            return len(self._places_of(word)) >= times
        find, place = self._text.find, -1
        for _ in range(times):
            place = find(word, place + 1)
            if place < 0:
                return False
        return True

    def within(self, word: str, start: int, end: int) -> bool:
        """Tell whether a word stands in text[start:end]."""
        if _stands_anywhere(word):
            return self._text.find(word, start, end) >= 0
        places = self._places_of(word)
        first = bisect_left(places, start)
        return first < len(places) and places[first] + len(word) <= end

    def _places_of(self, word: str) -> list[int]:
        places = self._places.get(word)
        if places is None:
            places = self._places[word] = places_of(word, self._text)
        return places


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


@lru_cache(maxsize=1 << 14)  # the words of contexts, asked for again in each article
def _stands_anywhere(word: str) -> bool:
    """Tell whether a word stands wherever its characters do: it has neither case nor edges."""
    return not (has_latin_edge(word) or folds(word))
