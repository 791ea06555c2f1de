"""How a finding is known again: by its rule, its concept, its own words and those around it, never by its line.

So a decision about it holds after edits elsewhere, and ends when the words near it in its sentence change.
"""

import hashlib
from typing import NamedTuple

from review_tui.text.lazy import lazy

NEAR = 20  # code points of its sentence that count on each side
LONG = 80  # code points; what is longer is stood for by its beginning and a hash
SHORT = LONG // 2 + 13  # code points of what stands for it

_SENTENCE_END = lazy("[。！？!?\r\n]")


class Identity(NamedTuple):
    """What tells a finding from the others in its file.

    `rule` is the rule's name, `concept` empty where there is none, `text` the finding's own words (see `shorten`),
    `before` and `after` the words around it in its sentence. `occurrence` numbers, from 1, the findings that are equal
    in everything else.
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
        return _hash("\x1f".join((*self[:5], str(self.occurrence))), 12)

    @property
    def first(self) -> str:
        """Return the key with occurrence 1, which is the same for all findings that are equal in everything else."""
        return self._replace(occurrence=1).key


def shorten(text: str) -> str:
    """Return a text as an identity has it: the text itself, or its beginning and a hash if it is longer than LONG."""
    if len(text) <= LONG:
        return text
    return f"{text[: LONG // 2]}…{_hash(text, 6)}"


def near_before(text: str) -> str:
    """Return the part that counts of the text before a finding on its line: at most NEAR of its sentence."""
    return _SENTENCE_END.split(text[-NEAR:])[-1]


def ends_sentence(text: str) -> bool:
    """Tell whether a finding's own words end their sentence: then nothing after them counts."""
    return _SENTENCE_END.match(text[-1:]) is not None


def near_after(text: str) -> str:
    """Return the part that counts of the text after a finding on its line: at most NEAR of its sentence."""
    return _SENTENCE_END.split(text[:NEAR], maxsplit=1)[0]


def section_key(text: str) -> str:
    """Return the hash of a section's text, 24 hexadecimal digits; line ends and trailing blanks do not count."""
    return _hash("\n".join([line.rstrip() for line in text.strip().splitlines()]), 12)


def _hash(text: str, size: int) -> str:
    """Return a hash of a text, of `size` bytes, in hexadecimal."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
