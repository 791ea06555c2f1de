"""Who a finding is: known by its rule, its concept, its own words and those around it, never by its line.

So a decision about it lasts through edits elsewhere, and ends when what stands near it in its sentence changes.
"""

import hashlib
import re
from typing import NamedTuple

NEAR = 20  # code points of its sentence that count on each side
LONG = 80  # code points; what is longer is stood for by its beginning and a hash
SHORT = LONG // 2 + 13  # code points of what stands for it

_SENTENCE_END = re.compile("[。！？!?\r\n]")


class Identity(NamedTuple):
    """What makes a finding that finding, within its file.

    `rule` is the rule's name, `before` and `after` what stands around `text` in its sentence. `occurrence` counts,
    from 1, the findings of the file that are alike in all the rest.
    """

    rule: str
    concept: str
    text: str
    before: str
    after: str
    occurrence: int = 1

    @property
    def key(self) -> str:
        """Return a hash of it, 24 hexadecimal digits."""
        parts = "\x1f".join((*self[:5], str(self.occurrence)))
        return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

    @property
    def first(self) -> str:
        """Return the key of the first of those that are alike: what they have in common."""
        return self._replace(occurrence=1).key


def shorten(text: str) -> str:
    """Return a text as it stands in an identity: itself, or its beginning and a hash where it is long."""
    if len(text) <= LONG:
        return text
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{text[: LONG // 2]}…{digest}"


def near_before(text: str) -> str:
    """Return the end of what stands before a finding on its line, as far as it counts."""
    return _SENTENCE_END.split(text[-NEAR:])[-1]


def ends_sentence(text: str) -> bool:
    """Tell whether a finding's own words end their sentence, so that nothing that follows is near them."""
    return _SENTENCE_END.match(text[-1:]) is not None


def near_after(text: str) -> str:
    """Return the beginning of what follows a finding on its line, as far as it counts."""
    return _SENTENCE_END.split(text[:NEAR], maxsplit=1)[0]


def section_key(text: str) -> str:
    """Return the hash that a section is known by, 24 hexadecimal digits; line ends and blank ends do not count."""
    plain = "\n".join([line.rstrip() for line in text.strip().splitlines()])
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
