"""What a rule works with that holds the articles of a run against each other.

Such a rule has two functions more. `contribution` yields the marks of one article, while it is at hand. `across` gets
what the marks of all articles come to, once all are counted, and returns what judges those of one article: no article
is at hand any more, nor is it parsed again.

Where no article changed, all marks come from the cache, and the rules are not even loaded. So `across` stands in a
module of its own that loads neither rules nor articles; the rule's module imports it from there.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from review_tui.rules.reading import Reading


class Mark(Struct, frozen=True, gc=False):
    """Something by which an article can be held against others: how often it has that, and where first (code points).

    The `key` is the same in all articles that have the same.
    """

    key: str
    count: int
    start: int
    end: int


class Whole(Struct, frozen=True):
    """What the marks of all articles come to: how often there is each key, and in how many articles.

    A key has a number, its index in the lists.
    """

    articles: int
    keys: list[str]
    counts: list[int]
    users: list[int]


class Remark(NamedTuple):
    """A finding on an article of the run: where (code points), what to say, and the concept, empty where there is none.

    It has no fix.
    """

    start: int
    end: int
    message: str
    concept: str = ""


Contribute = Callable[["Reading"], Iterable[Mark]]
Judge = Callable[[Sequence[int], Iterable[tuple[int, int]]], Iterable[Remark]]
"""What there is to say of an article: from the numbers of its marks, and where each stands first (code points)."""
Across = Callable[[Whole], Judge]


def module_of(across: Across) -> str:
    """Return the module of a rule's function, by which `across_in` finds it in another process, or in another run."""
    return across.__module__.removeprefix(f"{__package__}.")


def across_in(module: str) -> Across:
    """Return the function `across` of a module, which is named from the folder of the rules."""
    across: Across = import_module(f"{__package__}.{module}").across
    return across
