"""What the list of articles is filtered by."""

import re

from review_tui.review.queue.entry import ArticleState, PairNumbers, QueueEntry
from review_tui.severity import Severity
from review_tui.text.narrow import narrowed
from review_tui.text.visible import visible

_UNSAVED = "unsaved"
_QUOTES = re.compile('["“”]')
_WORD = re.compile('(?:["“”][^"“”]*+["“”]?|[^\\s"“”])+')  # what stands in quotation marks has blanks
MAY_BE = (*(each.value for each in Severity), *(each.value.partition(" ")[0] for each in ArticleState), _UNSAVED)
"""What `is:` takes."""


def comparable(text: str) -> str:
    """Return a text as it is held against what a filter asks for: narrow, without upper case, and all of it visible.

    What a field cannot show cannot be asked for.
    """
    return narrowed(visible(text, lines=True)).casefold()


class Query:
    """What a filter asks for: words, and `rule:`, `term:`, `is:` (see `MAY_BE`) with a beginning of a value.

    `is:error rule:T7 term:fore 贷款` are the articles with an error, with a finding of a rule whose code begins with
    T7, with one about a term that begins with fore, and with 贷款 in title or path. `uses:` asks for a term that the
    article uses, findings or not, by its id or by a rendering, whole. What has blanks stands in quotation marks:
    `uses:"罗斯 401(k)"`. `unknown` are the values of `is:` that no article can be.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.rules: list[str] = []
        self.terms: list[str] = []
        self.uses: list[str] = []
        self.severities: list[int] = []
        self.states: list[ArticleState] = []
        self.unsaved = False
        self.unknown: list[str] = []
        self._known = 0  # so many of the renderings were held against `uses`
        self._meant: list[set[int]] = []  # for each of them, the numbers of those that it means
        named = {"rule": self.rules, "term": self.terms, "uses": self.uses}
        for word in _WORD.findall(comparable(text).replace("：", ":")):
            word = _QUOTES.sub("", word)
            key, _, value = word.partition(":")
            if value and key == "is":
                self._take_state(value)
            elif value and key in named:
                named[key].append(value.upper() if key == "rule" else value)
            else:
                self.words.append(word)

    def _take_state(self, value: str) -> None:
        """Take in what stands behind `is:`."""
        self.severities += (n for n, each in enumerate(Severity) if each.value.startswith(value))
        self.states += (each for each in ArticleState if each.value.startswith(value))
        self.unsaved = self.unsaved or _UNSAVED.startswith(value)
        if not any(each.startswith(value) for each in MAY_BE):
            self.unknown.append(value)

    def matches(
        self, entry: QueueEntry, kinds: PairNumbers, renderings: PairNumbers, *, is_unsaved: bool = False
    ) -> bool:
        """Tell whether an article is asked for."""
        if self.states or self.severities or self.unsaved or self.unknown:
            has = any(entry.counts[number] for number in self.severities) if entry.counts else False
            if not has and entry.state not in self.states and not (self.unsaved and is_unsaved):
                return False
        if (self.rules or self.terms) and not self._has_kind(entry, kinds):
            return False
        if self.uses and not all(not meant.isdisjoint(entry.uses[::2]) for meant in self._meant_by(renderings)):
            return False
        if not self.words:
            return True
        text = comparable(f"{entry.title}\n{entry.found.path}")
        return all(word in text for word in self.words)

    def is_counted(self, renderings: PairNumbers) -> bool:
        """Tell whether all that `uses:` asks for is among the renderings that are counted."""
        return not self.uses or all(self._meant_by(renderings))

    def _meant_by(self, renderings: PairNumbers) -> list[set[int]]:
        """Return for each of `uses` the numbers of the renderings that it means: new ones are looked at once."""
        self._meant = self._meant or [set() for _ in self.uses]
        for number in range(self._known, len(renderings.names)):
            names = [comparable(name) for name in renderings.names[number]]
            for wanted, meant in zip(self.uses, self._meant, strict=True):
                if wanted in names:
                    meant.add(number)
        self._known = len(renderings.names)
        return self._meant

    def _has_kind(self, entry: QueueEntry, kinds: PairNumbers) -> bool:
        names = [kinds.names[number] for number in entry.kinds[::2]]
        return all(any(code.startswith(rule) for code, _ in names) for rule in self.rules) and all(
            any(concept.startswith(term) for _, concept in names) for term in self.terms
        )
