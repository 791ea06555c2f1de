"""The `context` cell: words near a rendering that decide whether its row counts.

Words are separated by `|`. Without a mark, a word has to stand in the article; `~` asks for it in the same paragraph,
or among what every paragraph is about: the article's title, and what stands in it three times. Such words are
alternatives: one of them is enough. `!` (or `!~`) turns it round: the word must not stand in the article (or the
paragraph), and this holds for every one of them. In an article with fenced code no word asked for counts as there: it
is about programs, and their 索引 and 返回 are right wherever 股票 stands near.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

LONG_ENOUGH_TO_FOLD = 5
"""Words with more ASCII letters than this are compared without regard to case: ARM is not arm, Mortgage is mortgage."""

_OFTEN = 3  # times: what stands so often in an article is what it is about

_ASCII_WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")


def fold(text: str) -> str:
    """Return the text with ASCII capitals made small, character for character: no offset moves.

    A lone surrogate, which no UTF-8 text holds, becomes `?`.
    """
    return text.encode("utf-8", "replace").lower().decode("utf-8")


@lru_cache(maxsize=1 << 14)  # the words of a glossary, asked for again in each article
def folds(word: str) -> bool:
    """Tell whether a word is compared without regard to ASCII case."""
    return sum(character.isascii() and character.isalpha() for character in word) > LONG_ENOUGH_TO_FOLD


def has_latin_edge(word: str) -> bool:
    """Tell whether a word begins or ends in an ASCII letter or digit, and so asks for a word edge there."""
    return word[0] in _ASCII_WORD or word[-1] in _ASCII_WORD


def on_edges(text: str, start: int, end: int) -> bool:
    r"""Tell whether text[start:end] stands on ASCII word edges, wherever it begins or ends in a Latin letter or digit.

    Not `\b`: to a regular expression a Han character is a letter too, and 贷款MBS has no edge before the M.
    """
    if start > 0 and text[start - 1] in _ASCII_WORD and text[start] in _ASCII_WORD:
        return False
    return not (end < len(text) and text[end] in _ASCII_WORD and text[end - 1] in _ASCII_WORD)


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a `context` cell, and the cell itself. An empty one always holds."""

    cell: str = ""
    in_article: tuple[str, ...] = ()
    in_paragraph: tuple[str, ...] = ()
    not_in_article: tuple[str, ...] = ()
    not_in_paragraph: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Tell whether it asks for nothing."""
        return not (self.positive or self.not_in_article or self.not_in_paragraph)

    @property
    def positive(self) -> bool:
        """Tell whether it asks for a word (and so, when it holds, speaks for its concept)."""
        return bool(self.in_article or self.in_paragraph)


@lru_cache(maxsize=1 << 14)
def parse_context(cell: str) -> Context:
    """Read a `context` cell. Empty words, and marks with no word, count for nothing."""
    words: dict[str, list[str]] = {"": [], "~": [], "!": [], "!~": []}
    for part in cell.split("|"):
        bare = part.strip()
        marks = "!" if bare.startswith("!") else ""
        bare = bare.removeprefix("!").lstrip()
        if bare.startswith("~"):
            marks += "~"
            bare = bare.removeprefix("~").lstrip()
        if bare:
            words[marks].append(bare)
    return Context(cell, *map(tuple, words.values()))


class Surroundings:
    """The text a match stands in, asked for the words of contexts. It remembers its answers: one for each text.

    `text` is where the matches are, `paragraph_of` gives the span of the paragraph an offset lies in (without it, all
    of the text is one), `article` is what article-wide words are looked for in (without it, the text), and `topic` what
    the article is about: its title. `with_code` tells that it has fenced code.
    """

    def __init__(
        self,
        text: str,
        paragraph_of: Callable[[int], tuple[int, int]] | None = None,
        article: str | None = None,
        topic: str = "",
        *,
        with_code: bool = False,
    ) -> None:
        self._text = text
        self._with_code = with_code
        self._topic = topic
        self._article = text if article is None else article
        self._paragraph_of = paragraph_of
        self._in_article: dict[str, bool] = {}
        self._in_text: dict[str, bool] = self._in_article if article is None else {}
        self._in_paragraph: dict[tuple[str, tuple[int, int]], bool] = {}
        self._open: dict[str, _Open | bool] = {}

    def hold(self, context: Context, offset: int) -> bool:
        """Tell whether a context holds for a match at an offset of the text."""
        state = self._open.get(context.cell)
        if state is None:
            state = self._open[context.cell] = self._decide(context)
        if isinstance(state, bool):
            return state
        paragraph = self._paragraph_of(offset) if self._paragraph_of else (0, len(self._text))
        if any(self._paragraph_has(word, paragraph) for word in state.unwanted):
            return False
        return not state.wanted or any(self._paragraph_has(word, paragraph) for word in state.wanted)

    def _decide(self, context: Context) -> "_Open | bool":
        """Return whether a context holds all through the article, or what is left to ask of each paragraph.

        Nearly always it holds nowhere or everywhere: few of its words stand in one article.
        """
        wanted: tuple[str, ...] = ()
        if context.positive:  # first, since nearly always none of these words stands anywhere
            if self._with_code:
                return False
            if not any(map(self._article_has, context.in_article)):
                near = self._near(context)
                if not any(map(self._is_about, near)):
                    wanted = tuple(filter(self._text_has, near))
                    if not wanted:
                        return False
        if any(map(self._article_has, context.not_in_article)):
            return False
        unwanted = tuple(filter(self._text_has, context.not_in_paragraph))
        return _Open(wanted, unwanted) if wanted or unwanted else True

    def _near(self, context: Context) -> list[str]:
        """Return the paragraph-wide words of a context that may stand near: in the article, or in its title."""
        return [word for word in context.in_paragraph if self._article_has(word) or stands_in(word, self._topic)]

    def _is_about(self, word: str) -> bool:
        return stands_in(word, self._topic) or stands_in(word, self._article, _OFTEN)

    def _article_has(self, word: str) -> bool:
        answer = self._in_article.get(word)
        if answer is None:
            answer = self._in_article[word] = stands_in(word, self._article)
        return answer

    def _text_has(self, word: str) -> bool:
        answer = self._in_text.get(word)
        if answer is None:
            answer = self._in_text[word] = stands_in(word, self._text)
        return answer

    def _paragraph_has(self, word: str, paragraph: tuple[int, int]) -> bool:
        answer = self._in_paragraph.get((word, paragraph))
        if answer is None:
            start, end = paragraph
            answer = self._in_paragraph[word, paragraph] = stands_in(word, self._text[start:end])
        return answer


class _Open(NamedTuple):
    """What is left to ask of a paragraph: words of which it must have one (if there are any), and must have none."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def stands_in(word: str, text: str, times: int = 1) -> bool:
    """Tell whether a word stands in a text so often as a rendering would: Latin ones on word edges, case by `folds`."""
    if folds(word):
        word, text = fold(word), fold(text)
    start = text.find(word)
    while start >= 0:
        times -= on_edges(text, start, start + len(word))
        if times == 0:
            return True
        start = text.find(word, start + 1)
    return False
