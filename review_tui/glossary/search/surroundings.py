"""Whether the context of a rendering holds where its words stand in a text."""

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from review_tui.glossary.context import Context
from review_tui.glossary.search.context_words import ContextWords, StandingWords
from review_tui.glossary.search.places import Lookup
from review_tui.text.lazy import lazy

_CLAUSE_END = lazy("[，。；：！？\n]")
_OFTEN = 3  # times: what stands so often in an article is what it is about


class Surroundings:
    """A text, asked for the words of contexts. It remembers its answers.

    `paragraph_of` gives the span of the paragraph that an offset lies in; without it, all of the text is one. `article`
    is what words of the whole article are looked for in; without it, the text. `topic` is the article's title, and
    `with_code` tells that it has fenced code. `words` makes this faster, if one object is used for many texts.
    """

    def __init__(
        self,
        text: str,
        paragraph_of: Callable[[int], tuple[int, int]] | None = None,
        article: str | None = None,
        topic: str = "",
        *,
        with_code: bool = False,
        words: ContextWords | None = None,
    ) -> None:
        self._whole = (0, len(text))
        self._with_code = with_code
        self._topic = Lookup(topic)
        self._subjects: dict[str, bool] = {}
        self._paragraph_of = paragraph_of
        self._text = Lookup(text)
        self._article = self._text if article is None else _lookup_of(article)
        self._text_itself = text
        self._clause_ends: list[int] | None = None
        self._open: dict[str, _Open | bool] = {}
        self._words = words
        self._texts = (text, topic) if article is None else (text, topic, article)
        self._standing: StandingWords | None = None

    def hold(self, context: Context, offset: int) -> bool:
        """Tell whether a context holds for a match at an offset of the text."""
        state = self._open.get(context.key)
        if state is None:
            state = self._open[context.key] = self._decide(context)
        if isinstance(state, bool):
            return state
        paragraph = self._paragraph_of(offset) if self._paragraph_of else self._whole
        if state.asks_clause:
            return self._holds_in(paragraph, self._clause_of(offset), state)
        holds = state.paragraphs.get(paragraph)
        if holds is None:
            holds = state.paragraphs[paragraph] = self._holds_in(paragraph, paragraph, state)
        return holds

    def _holds_in(self, paragraph: tuple[int, int], clause: tuple[int, int], state: "_Open") -> bool:
        within, context = self._text.within, state.context
        if any(within(word, *paragraph) for word in context.not_in_paragraph) or any(
            within(word, *clause) for word in context.not_in_clause
        ):
            return False
        return (
            not (context.in_paragraph or context.in_clause)
            or any(within(word, *paragraph) for word in context.in_paragraph)
            or any(within(word, *clause) for word in context.in_clause)
        )

    def _clause_of(self, offset: int) -> tuple[int, int]:
        """Return where the clause begins and ends in which an offset lies."""
        if self._clause_ends is None:
            self._clause_ends = [match.start() for match in _CLAUSE_END.finditer(self._text_itself)]
        ends = self._clause_ends
        after = bisect_right(ends, offset)
        return ends[after - 1] + 1 if after else 0, ends[after] if after < len(ends) else len(self._text_itself)

    def _decide(self, context: Context) -> "_Open | bool":
        """Return whether a context holds all through the article, or what is left to ask of each paragraph.

        Nearly always it holds nowhere or everywhere: few of its words stand in one article.
        """
        positive = context.positive
        if self._words is not None:
            if self._standing is None:
                self._standing = self._words.standing_in(self._texts)
            narrowed = self._standing.narrowed(context)
            if narrowed is None:  # as mostly
                return not positive
            if narrowed is context:
                self._words.learn(context)
            context = narrowed
        in_article, in_text, in_topic = self._article.__getitem__, self._text.__getitem__, self._topic.__getitem__
        wanted: tuple[str, ...] = ()
        in_clause: tuple[str, ...] = ()
        if positive:  # first, since nearly always none of these words stands anywhere
            if self._with_code:
                return False
            if not any(map(in_article, context.in_article)):
                near = [word for word in context.in_paragraph if in_article(word) or in_topic(word)]
                if not any(map(self._is_subject, near)):
                    wanted = tuple(filter(in_text, near))
                    in_clause = tuple(filter(in_text, context.in_clause))
                    if not wanted and not in_clause:
                        return False
        if any(map(in_article, context.not_in_article)):
            return False
        left = Context(
            in_paragraph=wanted,
            not_in_paragraph=tuple(filter(in_text, context.not_in_paragraph)),
            in_clause=in_clause,
            not_in_clause=tuple(filter(in_text, context.not_in_clause)),
        )
        return True if left.empty else _Open(left, bool(left.in_clause or left.not_in_clause), {})

    def _is_subject(self, word: str) -> bool:
        """Tell whether a word is among what the article as a whole is about."""
        known = self._subjects.get(word)
        if known is None:
            known = self._subjects[word] = self._topic[word] or self._article.stands_times(word, _OFTEN)
        return known


@lru_cache(maxsize=2)  # the headings of an article are looked at one by one
def _lookup_of(article: str) -> Lookup:
    return Lookup(article)


class _Open(NamedTuple):
    """What is left to ask of each paragraph or clause: nothing of the article.

    `paragraphs` holds the answers so far, by the spans of the paragraphs, where no clause is asked.
    """

    context: Context
    asks_clause: bool
    paragraphs: dict[tuple[int, int], bool]
