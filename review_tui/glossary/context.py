"""The `context` cell: words near a rendering that decide whether its row counts.

Words are separated by `|`. Without a mark, a word has to stand in the article; `~` asks for it in the same paragraph,
or among what every paragraph is about: the article's title, and what stands in it three times. Such words are
alternatives: one of them is enough. `!` (or `!~`) turns it round: the word must not stand in the article (or the
paragraph), and this holds for every one of them. In an article with fenced code no word asked for counts as there: it
is about programs, and their 索引 and 返回 are right wherever 股票 stands near.

`*` stands for what else the concept accepts: an engine renders one English term in two ways, so that 政策 is wrong for
an insurance policy where the article has 保单, too. `~*` asks for it near.
"""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from review_tui.glossary.concept import Concept, Rendering

OTHERS = "*"
"""What stands in a cell for the other renderings that the concept accepts."""

_NOWHERE = "\uffff"  # no character: what is asked for where a concept accepts nothing else


class Context(Struct, frozen=True):
    """The words of a `context` cell. An empty one always holds.

    `key` is what tells it from others: the cell, and what its `*` stand for.
    """

    key: str = ""
    in_article: tuple[str, ...] = ()
    in_paragraph: tuple[str, ...] = ()
    not_in_article: tuple[str, ...] = ()
    not_in_paragraph: tuple[str, ...] = ()

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """Return the words in the order in which a `Context` is made of them."""
        return self.in_article, self.in_paragraph, self.not_in_article, self.not_in_paragraph

    @property
    def empty(self) -> bool:
        """Tell whether it asks for nothing."""
        return not (self.positive or self.not_in_article or self.not_in_paragraph)

    @property
    def positive(self) -> bool:
        """Tell whether it asks for a word (and so, when it holds, speaks for its concept)."""
        return bool(self.in_article or self.in_paragraph)

    def naming(self, others: Iterable[str]) -> "Context":
        """Return the context with other renderings of its concept in the place of each `*`."""
        own = tuple(others) or (_NOWHERE,)
        if not any(OTHERS in words for words in self.lists):
            return self
        named = [
            tuple([each for word in words for each in (own if word == OTHERS else (word,))]) for words in self.lists
        ]
        return Context(f"{self.key}\0{'|'.join(own)}", *named)


def context_of(concept: Concept, rendering: Rendering) -> Context | None:
    """Return the context in which the row of a rendering counts, None if it always does."""
    if not rendering.context:
        return None
    context = parse_context(rendering.context)
    if OTHERS in rendering.context:
        context = context.naming(others_of(concept, rendering.zh))
    return None if context.empty else context


def others_of(concept: Concept, zh: str) -> tuple[str, ...]:
    """Return the renderings that `*` stands for in the row of `zh`: those that the concept accepts without a context.

    Left out are those that hold `zh` or stand in it, which say nothing about it, and single characters, which stand
    everywhere.
    """
    free = [each.zh for each in concept.accepted if not each.context]
    return tuple([other for other in free if len(other) > 1 and other not in zh and zh not in other])


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
