"""What travels: what a file held, what was written, and what a format could not hold."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from review_tui.glossary.concept import Concept, Kind, Status, concept_key
from review_tui.glossary.exchange.foreign_row import id_of
from review_tui.glossary.problem import Problem

SOURCE_LANGUAGE = "en"
TARGET_LANGUAGE = "zh-CN"

EXAMPLES = 3  # named in a message about what was left out


class FormatError(ValueError):
    """A file that cannot be read in a format, or a glossary that cannot be written in it; the message says why."""


class Imported(Struct, frozen=True):
    """The concepts of a file, in its order, and what was wrong with it.

    `keyed` tells whether the ids of the concepts are the glossary's own, except those in `made`. Otherwise those in
    `given` stand in the file, and may be another tool's. All others are made of English terms: a concept of the
    glossary with the same English term is meant unless a given id is known. `alike` are statuses that the format cannot
    tell apart.
    """

    concepts: tuple[Concept, ...] = ()
    problems: tuple[Problem, ...] = ()
    keyed: bool = False
    given: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
    alike: frozenset[Status] = frozenset()


class Exported(Struct, frozen=True):
    """The bytes of a file, and what is not in them, one line a reason."""

    data: bytes
    dropped: tuple[str, ...] = ()


class Losses:
    """What a format could not hold, by reason, while it is being written."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._examples: dict[str, list[str]] = {}

    def add(self, reason: str, example: str) -> None:
        """Note one thing that was left out. The reason comes before a number: `forbidden renderings`."""
        self._counts[reason] = self._counts.get(reason, 0) + 1
        examples = self._examples.setdefault(reason, [])
        if len(examples) < EXAMPLES and example not in examples:
            examples.append(example)

    def lines(self) -> tuple[str, ...]:
        """Return a line for each reason: how many, and a few of them."""
        return tuple(f"{reason}: {count:,}{self._named(reason)}" for reason, count in self._counts.items())

    def _named(self, reason: str) -> str:
        examples = [shortened(example) for example in self._examples[reason] if example]
        if not examples:
            return ""
        more = ", …" if self._counts[reason] > len(examples) else ""
        return f" ({', '.join(examples)}{more})"


def shortened(text: str) -> str:
    """Return a text for a message: on one line, and no longer than 40 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


_OF_CONCEPTS = ("slugs", "definition", "kind", "id")


def note_lost_fields(concepts: Iterable[Concept], fields: Collection[str], losses: Losses) -> None:
    """Note the cells of renderings and concepts that a format has no place for.

    An id is lost where the English term gives another. Blockers and headings are left out of every format as a whole.
    """
    for concept in concepts:
        if "slugs" in fields and concept.slugs:
            losses.add("concepts lose their slugs", concept.id)
        if "definition" in fields and concept.definition:
            losses.add("concepts lose their definition", concept.id)
        if "kind" in fields and concept.kind in (Kind.NAME, Kind.KEEP):
            losses.add(f"concepts are no longer marked as {concept.kind}", concept.id)
        if "id" in fields and concept.en and id_of(concept.en[0]) != concept_key(concept.id):
            losses.add("concepts lose their id", concept.id)
        for rendering in concept.renderings:
            for name in fields:
                if name not in _OF_CONCEPTS and getattr(rendering, name):
                    losses.add(f"renderings lose their {_COLUMNS.get(name, name)}", rendering.zh)


_COLUMNS = {"extra": "unknown columns", "pos": "part of speech", "updated": "date"}

_SIMPLIFIED = ("zh-cn", "zh-hans", "zh-hans-cn", "zh", "zh-sg", "cmn-hans", "cmn")


def chinese_column(header: Sequence[str]) -> int | None:
    """Return which cell of a header is a code of Chinese, the simplified one where there are several; None if none."""
    codes = ((index, name.lower().replace("_", "-").split("-")) for index, name in enumerate(header))
    chinese = [index for index, parts in codes if parts[0] == "zh" and parts[-1] != "description"]
    return min(chinese, key=lambda index: simplified_first(header[index]), default=None)


def simplified_first(code: str) -> int:
    """Return a sort key for Chinese language codes: simplified Chinese comes first."""
    code = code.lower().replace("_", "-")
    return _SIMPLIFIED.index(code) if code in _SIMPLIFIED else len(_SIMPLIFIED)
