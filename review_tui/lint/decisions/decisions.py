"""What editors decided: a finding left as it is, a section reviewed, a candidate rejected.

Nothing in a decision names a line of an article: a finding is known by its identity, a section by the hash of its text.
Paths count from the folder of the decisions file; addresses stand as they are.
"""

import os
from itertools import chain
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from review_tui.files.address import is_address
from review_tui.files.naming import slashed
from review_tui.lint.identity import Identity
from review_tui.lint.report import Item
from review_tui.text.lazy import lazy


class Accepted(Struct, frozen=True, kw_only=True, tag_field="kind", tag="finding"):
    """A finding that is to be left as it is. `at` is a date, `by` a name; both and the reason may be empty.

    One of a large baseline has no words, only its key: `hash`, and `twin`, the key of the first of its twins if that is
    another.
    """

    path: str
    rule: str
    concept: str = ""
    text: str = ""
    before: str = ""
    after: str = ""
    occurrence: int = 1
    reason: str = ""
    by: str = ""
    at: str = ""
    hash: str = ""
    twin: str = ""

    @property
    def key(self) -> str:
        """Return the key of the finding's identity."""
        return self.hash or self.identity.key

    @property
    def identity(self) -> Identity:
        """Return the finding's identity; it has no words where there is a `hash`."""
        return Identity(self.rule, self.concept, self.text, self.before, self.after, self.occurrence)

    def about(self, identity: Identity) -> "Accepted":
        """Return the same decision about a finding that has another identity by now."""
        now = replace(self, **identity._asdict(), hash="", twin="")
        return now.without_words if self.hash else now

    @property
    def without_words(self) -> "Accepted":
        """Return the decision as a large baseline has it."""
        key = self.key
        first = first_of(self, key)
        twin = first if first != key else ""
        return Accepted(path=self.path, rule=self.rule, reason=self.reason, by=self.by, at=self.at, hash=key, twin=twin)


def first_of(accepted: Accepted, key: str) -> str:
    """Return the key of the first of an accepted finding's twins, which are alike in all but their number.

    `key` is the finding's own, which costs a hash to work out again.
    """
    if accepted.hash:
        return accepted.twin or key
    return key if accepted.occurrence == 1 else accepted.identity.first


def identity_of(accepted: Accepted, twin: Identity) -> Identity | None:
    """Return the identity of an accepted finding; `twin` is its own, or that of one of its twins.

    None where `twin` is of another finding, which only a decision without words can hide.
    """
    if not accepted.hash:
        return accepted.identity
    numbered = chain([twin], (twin._replace(occurrence=number) for number in range(1, _MOST_TWINS)))
    return next((each for each in numbered if each.key == accepted.hash), None)


class Reviewed(Struct, frozen=True, kw_only=True, tag_field="kind", tag="section"):
    """A section that somebody has reviewed, as long as its text is the one with this hash.

    `state` is empty, or `needs work` where the review came to that.
    """

    path: str
    section: str = ""
    hash: str
    state: Literal["", "needs work"] = ""
    by: str = ""
    at: str = ""

    @property
    def key(self) -> str:
        """Return the hash."""
        return self.hash


class Rejected(Struct, frozen=True, kw_only=True, tag_field="kind", tag="candidate"):
    """A candidate for the glossary that is no rendering. It is about no article, and `path` is empty."""

    path: Literal[""] = ""
    concept: str
    zh: str
    by: str = ""
    at: str = ""

    @property
    def key(self) -> str:
        """Return concept and words as one."""
        return f"{self.concept}|{self.zh}"


Decision = Accepted | Reviewed | Rejected

Name = tuple[str, str]
"""What a decision is known by in its file: the path of its article, and its key."""


def name_of(decision: Decision) -> Name:
    """Return what a decision is known by in its file."""
    return decision.path, decision.key


BASELINE = "baseline"
"""The reason of decisions that a baseline makes."""

_MOST_TWINS = 1000  # findings of an article that are alike in all but their number, and can be told apart

_ADDRESS = lazy(r"(?:^|/)[A-Za-z][A-Za-z0-9+.-]+:/")


def path_in(file: Path, article: Path | str) -> str:
    """Return how a decisions file names an article: a file by its path from there, an address as it is."""
    if isinstance(article, str) and is_address(article):
        return article
    return slashed(os.path.relpath(article, file.parent))


def is_address_name(name: str) -> bool:
    """Tell whether a name in a decisions file is an address, even one that lost a slash, and not the path of a file."""
    return _ADDRESS.search(name) is not None


def acceptance(file: Path, article: Path | str, item: Item, *, reason: str, by: str = "", at: str = "") -> Accepted:
    """Return the decision to leave a finding as it is, for a line of `file`; the article is a path or an address.

    `at` is a date (YYYY-MM-DD).
    """
    return Accepted(path=path_in(file, article), **item.identity._asdict(), reason=reason, by=by, at=at)
