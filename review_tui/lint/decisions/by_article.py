"""The decisions of one file by article and key, for whoever changes them.

Those of a large baseline are many, and few of its articles are asked for: only their decisions are made.
"""

from collections.abc import Iterable, Iterator

from review_tui.lint.decisions.decisions import Accepted, Decision, Reviewed, first_of
from review_tui.lint.decisions.leaving import Accepting
from review_tui.lint.decisions.lines import Adopted, lines_in


class ByArticle:
    """Decisions by article and key. Of several about the same thing, the one on the last line counts."""

    def __init__(self, lines: Iterable[bytes] = ()) -> None:
        """Take the lines of a file; those that are no decision are passed over."""
        self._made: dict[str, dict[str, Decision]] = {}
        self._adopted: dict[str, list[Adopted]] = {}
        for _, line in lines_in(lines):
            if isinstance(line, Adopted):
                self._adopted.setdefault(line.path, []).append(line)
            else:
                self._made.setdefault(line.path, {})[line.key] = line

    def of(self, article: str) -> dict[str, Decision]:
        """Return the decisions about an article, by key; the dictionary may be changed."""
        about = self._made.setdefault(article, {})
        for line in self._adopted.pop(article, ()):
            for decision in line.decisions():
                about.setdefault(decision.key, decision)
        return about

    def accepting(self, article: str) -> Accepting:
        """Return which findings of an article may stay."""
        adopted = (each for line in self._adopted.get(article, ()) for each in line.entries())
        accepting = {key: twin or key for _, key, twin in adopted}
        for key, decision in self._made.get(article, {}).items():
            if isinstance(decision, Accepted):
                accepting[key] = first_of(decision, key)
        return accepting

    def mark(self, article: str, section: str) -> Reviewed | None:
        """Return what was decided about a section of an article, which is known by its key."""
        decision = self._made.get(article, {}).get(section)
        return decision if isinstance(decision, Reviewed) else None

    def explained(self) -> Iterator[Decision]:
        """Yield the decisions about all articles, but for those of a large baseline, which nobody gave a reason for."""
        for about in self._made.values():
            yield from about.values()
