"""What a rule works with that compares the articles of a run with each other.

Such a rule has two functions more. `contribution` takes one article and yields its marks. Once the marks of all
articles are counted, `across` takes the counts and returns a function that judges the marks of one article. By then no
article is at hand any more, and none is parsed again.

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
    """Something that an article may have in common with others: how often it has it, and where first (code points).

    All articles that have it use the same `key`.
    """

    key: str
    count: int
    start: int
    end: int


class Whole(Struct, frozen=True):
    """The counts of all marks in a run of so many `articles`.

    For each of the `keys`, `counts` tells how often it is there, and `users` in how many articles. The number of a key
    is its index in these lists.
    """

    articles: int
    keys: list[str]
    counts: list[int]
    users: list[int]


class Remark(NamedTuple):
    """A finding on an article of the run: where (code points), what to say, the concept or nothing. It has no fix."""

    start: int
    end: int
    message: str
    concept: str = ""


Contribute = Callable[["Reading"], Iterable[Mark]]
Judge = Callable[[Sequence[int], Iterable[tuple[int, int]]], Iterable[Remark]]
"""Takes the numbers of an article's marks, and where each stands first (code points); yields what there is to say."""
Across = Callable[[Whole], Judge]


def module_of(across: Across) -> str:
    """Return the module of a rule's function, by which `across_in` finds it in another process, or in another run."""
    return across.__module__.removeprefix(f"{__package__}.")


def across_in(module: str) -> Across:
    """Return the function `across` of a module, which is named from the folder of the rules."""
    across: Across = import_module(f"{__package__}.{module}").across
    return across
