"""The decisions of one file, as a run uses them: by article and key."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from review_tui.files.address import is_address
from review_tui.files.presence import is_absent, is_taken
from review_tui.files.stamp import FileProblem, Stamp, read
from review_tui.lint.decisions.decisions import (
    Accepted,
    Decision,
    Name,
    Rejected,
    Reviewed,
    first_of,
    path_in,
)
from review_tui.lint.decisions.lines import Adopted, decisions_in, lines_in, lines_of


class IndexedDecision(Struct, frozen=True):
    """A decision in the index: about a finding, or about a section.

    `rule` is the name of the finding's rule, empty for a section. `first` is the key of the first of its twins (the
    findings that are alike in all but their number), empty where that is its own. `lines` are those in the file, from
    1: there are several where two branches made the same decision on different days or for different reasons.

    A run calls a decision stale where it finds neither its finding nor its section. A third kind of decision about
    articles therefore needs a field here that tells it from these two. What moves along with findings and articles asks
    for `Accepted`.
    """

    rule: str
    lines: tuple[int, ...]
    first: str = ""


class _Articles(Mapping[str, dict[str, IndexedDecision]]):
    """The decisions by article and key. Those of a large baseline are taken from its lines when they are asked for."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, IndexedDecision]] = {}
        self._waiting: dict[str, list[tuple[int, Adopted]]] = {}
        self._again: dict[str, dict[str, list[int]]] = {}  # apart, as each longer tuple would be a copy

    def take(self, number: int, line: Decision | Adopted) -> None:
        """Take what stands on a line (from 1)."""
        if isinstance(line, Adopted):
            self._waiting.setdefault(line.path, []).append((number, line))
        else:
            self._add(line.path, number, line)

    def _add(self, name: str, number: int, line: Decision | Adopted) -> None:
        known = self._known.setdefault(name, {})
        for key, decision in _indexed(line, number):
            if key in known:
                self._again.setdefault(name, {}).setdefault(key, []).append(number)
            else:
                known[key] = decision

    def __getitem__(self, name: str) -> dict[str, IndexedDecision]:
        for number, line in self._waiting.pop(name, ()):
            self._add(name, number, line)
        known = self._known[name]
        for key, numbers in self._again.pop(name, {}).items():
            known[key] = replace(known[key], lines=(*known[key].lines, *numbers))
        return known

    def __setitem__(self, name: str, known: dict[str, IndexedDecision]) -> None:
        self._waiting.pop(name, None)
        self._again.pop(name, None)
        self._known[name] = known

    def put(self, name: str, key: str, decision: IndexedDecision) -> None:
        """Let a decision be about an article, which may be new here."""
        self._known.setdefault(name, {})
        self[name][key] = decision

    def __contains__(self, name: object) -> bool:
        return name in self._known or name in self._waiting

    def __iter__(self) -> Iterator[str]:
        return iter({**self._known, **self._waiting})

    def __len__(self) -> int:
        return len(self._known.keys() | self._waiting.keys())

    def __bool__(self) -> bool:  # asked for each article of a run: it must not count them
        return bool(self._known or self._waiting)


class DecisionIndex:
    """The decisions of one file: `articles` maps the name of an article to its decisions by key.

    `problems` are the lines (from 1; 0 for the file as a whole) that could not be read, each with what is wrong. Such
    lines decide nothing, but stay in the file. `lines` are those of the file where `read_index` keeps them, else empty.
    `stamp` is None where there is no file.
    """

    def __init__(self, file: Path, problems: list[tuple[int, str]], stamp: Stamp | None) -> None:
        self.file = file
        self.problems = problems
        self.stamp = stamp
        self.articles = _Articles()
        self.lines: list[bytes] = []

    @property
    def is_whole(self) -> bool:
        """Tell whether every line was read. If not, findings without a decision may have one: do not fix or prune."""
        return not self.problems

    def names(self, article: Path | str) -> tuple[str, ...]:
        """Return the names that an article may have in this file; it is given by its path or its address.

        An address has two: the path that it may have been taken for, with one slash less, and the address itself.
        """
        name = path_in(self.file, article)
        return (path_in(self.file, Path(article)), name) if is_address(name) else (name,)

    def of(self, article: Path | str) -> dict[str, IndexedDecision]:
        """Return the decisions about an article, by key; it is given by its path or its address."""
        name, *others = self.names(article)
        known = self.articles.get(name, {})
        for other in others:
            known = known | self.articles.get(other, {})
        return known

    def rename(self, new_articles: Mapping[Name, str]) -> None:
        """Give decisions the articles that they have got in the file: see `writing.prune`."""
        for (name, key), article in new_articles.items():
            if (decision := self.articles.get(name, {}).pop(key, None)) is not None:
                self.articles.put(article, key, decision)

    def accepted(self, article: Path | str, without: Collection[str]) -> tuple[Accepted, ...]:
        """Return the accepted findings of an article, except those of the rules named in `without`.

        Empty where the index was read without keeping the lines.
        """
        known = {key: each for key, each in self.of(article).items() if each.rule and each.rule not in without}
        lines = dict.fromkeys(self.lines[each.lines[-1] - 1] for each in known.values() if self.lines)
        found = (decision for _, decision in decisions_in(lines) if decision.key in known)
        return tuple(decision for decision in found if isinstance(decision, Accepted))


class OtherDecisions(Struct, frozen=True):
    """Where decisions about other articles are: the path of the file, and the SHA-256 that it had as the run began."""

    file: str
    digest: str


def is_missing(file: Path) -> bool:
    """Tell whether there certainly is no such decisions file. Raises FileProblem for a link that leads nowhere."""
    if is_absent(file) and is_taken(file):
        raise FileProblem(file, "it is a link that leads nowhere: bring back what it leads to, or delete it")
    return is_absent(file)


def read_index(file: Path, *, keeping: bool = False) -> DecisionIndex:
    """Read a decisions file; one that is not there is empty. Raises FileProblem where it cannot be read.

    With `keeping`, the index keeps the lines of the file, for callers that need more of a decision than the index has.
    """
    if is_missing(file):
        return DecisionIndex(file, [], None)
    data, stamp = read(file)
    index, lines = DecisionIndex(file, [], stamp), lines_of(data)
    if keeping:
        index.lines = lines
    for number, line in lines_in(lines, lambda line, message: index.problems.append((line, message))):
        index.articles.take(number, line)
    return index


def _indexed(line: Decision | Adopted, number: int) -> Iterator[tuple[str, IndexedDecision]]:
    """Yield the decisions of a line, by key. Those of a baseline are many, and share what they can."""
    if isinstance(line, Adopted):
        of_rules = {rule: IndexedDecision(rule, (number,)) for rule in line.findings}
        for rule, key, twin in line.entries():
            yield key, replace(of_rules[rule], first=twin) if twin else of_rules[rule]
    elif isinstance(line, Accepted):
        key = line.key
        first = first_of(line, key)
        yield key, IndexedDecision(line.rule, (number,), first if first != key else "")
    elif isinstance(line, Reviewed | Rejected):
        yield line.key, IndexedDecision("", (number,))
    else:
        assert_never(line)
