"""The `context` cell: words that decide whether a rendering's row counts in an article.

Words are separated by `|`; marks before a word say where it is looked for:

- none: the word has to stand in the article;
- `~`: it has to stand in the same paragraph, in the article's title, or three times in the article;
- `^`: it has to stand in the same clause, between two of ，。；：！？;
- `!`: it must not stand in the article;
- `!~`: it must not stand in the same paragraph;
- `!^`: it must not stand in the same clause.

Of the words that have to stand somewhere, one is enough; of those that must not, none may. In an article with fenced
code, which is about programs, no word counts as standing there that is asked for: their 索引 and 返回 are right even
where 股票 stands near.

`*` in the place of a word stands for the other renderings that the concept accepts: 政策 is wrong for an insurance
policy where the article has 保单, too.
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
    in_clause: tuple[str, ...] = ()
    not_in_clause: tuple[str, ...] = ()

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """Return the words in the order in which a `Context` is made of them."""
        return (
            self.in_article,
            self.in_paragraph,
            self.not_in_article,
            self.not_in_paragraph,
            self.in_clause,
            self.not_in_clause,
        )

    @property
    def asked_for(self) -> tuple[str, ...]:
        """Return the words of which one has to stand somewhere."""
        return (*self.in_article, *self.in_paragraph, *self.in_clause)

    @property
    def ruled_out(self) -> tuple[str, ...]:
        """Return the words of which none may stand somewhere."""
        return (*self.not_in_article, *self.not_in_paragraph, *self.not_in_clause)

    @property
    def empty(self) -> bool:
        """Tell whether it asks for nothing."""
        return not any(self.lists)

    @property
    def positive(self) -> bool:
        """Tell whether it asks for a word (and so, when it holds, speaks for its concept)."""
        return bool(self.in_article or self.in_paragraph or self.in_clause)

    @property
    def ruling_out(self) -> "Context":
        """Return the context without the words that have to stand somewhere."""
        return Context(
            f"{self.key}\0!",
            not_in_article=self.not_in_article,
            not_in_paragraph=self.not_in_paragraph,
            not_in_clause=self.not_in_clause,
        )

    def naming(self, others: Iterable[str]) -> "Context":
        """Return the context with `others`, renderings of its concept, in the place of each `*`."""
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
        context = context.naming(others_of(concept.accepted, rendering.zh))
    return None if context.empty else context


def others_of(accepted: Iterable[Rendering], zh: str) -> tuple[str, ...]:
    """Return what `*` stands for in the row of `zh`: the `accepted` renderings of its concept that have no context.

    Left out are those that hold `zh` or stand in it, which say nothing about it, and single characters, which stand
    everywhere.
    """
    free = [each.zh for each in accepted if not each.context]
    return tuple([other for other in free if len(other) > 1 and other not in zh and zh not in other])


@lru_cache(maxsize=1 << 14)
def parse_context(cell: str) -> Context:
    """Read a `context` cell. Empty words, and marks with no word, count for nothing."""
    words: dict[str, list[str]] = {"": [], "~": [], "!": [], "!~": [], "^": [], "!^": []}
    for part in cell.split("|"):
        bare = part.strip()
        marks = "!" if bare.startswith("!") else ""
        bare = bare.removeprefix("!").lstrip()
        if bare.startswith(("~", "^")):
            marks += bare[0]
            bare = bare[1:].lstrip()
        if bare:
            words[marks].append(bare)
    return Context(cell, *map(tuple, words.values()))
