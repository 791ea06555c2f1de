"""The kept form of a glossary: a file from which it is ready at once, since reading its CSV takes longer than checking.

The name of the file is made of the contents of the CSV files, the version of this program, what a kept form means
(`sound.py`) and the fields of what it holds, so that it is never out of date. It holds what articles are checked with:
the concepts, what is worked out of them, and the problems. It does not hold the rows, where they stand, and who wrote
them when, except for the rows that come with the program: to edit a glossary, its CSV files are read.

A head, which says where everything lies, is read as a whole. Of the rest each article needs a hundredth, and only that
is read (see `pieces.py`).
"""

import contextlib
import hashlib
import sys
from collections.abc import Callable, Iterable, Sequence
from operator import eq
from pathlib import Path
from typing import Any, overload

import msgspec
from msgspec import Struct
from msgspec.structs import replace

import review_tui
from review_tui.files.atomic import write
from review_tui.files.digests import digest_of
from review_tui.files.parts import Cut, parts_of
from review_tui.files.sealing import DamagedError, seal, unseal
from review_tui.files.stamp import FileProblem, read
from review_tui.glossary.concept import OURS, Concept, Rendering
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import Problem
from review_tui.glossary.storage.location import PACKAGE, PACKAGED
from review_tui.glossary.storage.pieces import LazyPieces, Pairs, Pieces, PieceWriter, Sharded
from review_tui.glossary.storage.sound import MEANING, PREFIX
from review_tui.glossary.word_index import KeptHeadWords, WordIndex, to_keep

KEPT = f"{PREFIX}*"
"""What the files are called that are kept about glossaries."""
_LENGTH = 8  # bytes that tell how long the head is, which says where everything lies
_KEPT_BYTES = 80 * 1024 * 1024  # four of the size of the shipped one: as many as one machine has in use, and some
_KEPT_FILES = 256

SHIPPED = PACKAGE / PACKAGED
"""Where the wheel has its glossary, and the kept form of it: a machine that is new need not make one."""


def load_compiled(paths: Sequence[Path], folder: Path) -> Glossary:
    """Return the glossary of CSV files, from its kept form in `folder` (or in the wheel) where there is one.

    Never raises: what is wrong with the files is in `problems`, and where nothing can be kept, nothing is.
    """
    try:
        digests = _digests(paths, folder)
    except FileProblem:
        return from_rows(paths)
    ready = kept_glossary(paths, digests, folder)
    if ready is not None:
        return ready
    glossary = from_rows(paths)
    made = _keep_form_of(glossary, paths, digests, folder)
    return _made_of(made, lambda: made) if made else glossary  # without the rows, which take ten times the memory


def kept_glossary(paths: Sequence[Path], digests: Sequence[str], folder: Path) -> Glossary | None:
    """Return the glossary of CSV files with these SHA-256 digests from its kept form; None where there is none.

    It is looked for in `folder` and in the wheel.
    """

    def again() -> Cut:
        return _keep_form_of(from_rows(paths), paths, digests, folder) or _in_memory(b"")

    names = _name(map(str, paths), digests), _name((path.name for path in paths), digests)
    for candidate in (folder / names[0], SHIPPED / names[1]):
        with contextlib.suppress(OSError, msgspec.MsgspecError, DamagedError, UnicodeError):
            return _made_of(parts_of(candidate), again)
    return None


def _keep_form_of(glossary: Glossary, paths: Sequence[Path], digests: Sequence[str], folder: Path) -> Cut | None:
    """Write the kept form of a glossary just read, and return it; None where its files changed meanwhile."""
    with contextlib.suppress(FileProblem, OSError, UnicodeError):
        form = _kept_form(glossary)
        if _digests(paths, folder) == list(digests):  # else they changed while they were read: it is of neither
            _keep(folder / _name(map(str, paths), digests), form)
            return _in_memory(form)
    return None


def keep_shipped(paths: Sequence[Path], folder: Path) -> Path:
    """Write the kept form of the glossary that comes with the program; return the file, which goes into the wheel.

    Raises ValueError where something is wrong with the glossary: what is said of it would name files of this machine.
    """
    glossary = from_rows(paths)
    if glossary.problems:
        raise ValueError("\n".join(map(str, glossary.problems)))
    file = folder / _name((path.name for path in paths), [read(path)[1].sha256 for path in paths])
    write(file, _kept_form(glossary))
    return file


def from_rows(paths: Sequence[Path]) -> Glossary:
    """Read the CSV itself."""
    from review_tui.glossary.storage.assembly import load_glossary  # few runs come here

    return load_glossary(paths)


def _digests(paths: Sequence[Path], folder: Path) -> list[str]:
    """Return the SHA-256 of each file; raises FileProblem where one cannot be read."""
    return [digest_of(path, folder) for path in paths]


def _in_memory(form: bytes) -> Cut:
    return lambda start, end: form[start:end]


def _made_of(form: Cut, again: Callable[[], Cut]) -> Glossary:
    """Return the glossary of a kept form; `again` makes the form anew if a part of it turns out to be damaged.

    Raises OSError, DamagedError or MsgspecError where the head cannot be read.
    """
    begin = _LENGTH + int.from_bytes(form(0, _LENGTH), "big")
    kept = msgspec.msgpack.decode(unseal(form(_LENGTH, begin)), type=_KeptGlossary)

    def rest(form: Cut) -> Cut:
        return lambda start, end: form(begin + start, begin + end)

    pieces = Pieces(kept.ends, kept.checksums, rest(form), lambda: rest(again()))
    problems = msgspec.msgpack.decode(kept.problems, type=tuple[Problem, ...], dec_hook=_made)
    glossary = Glossary(_Concepts(kept.concepts, pieces), problems)
    vars(glossary).update(  # so that they are not worked out again
        starts=kept.starts,
        headings=kept.headings,
        word_index=WordIndex(LazyPieces(pieces, Pairs(*kept.word_index), KeptHeadWords)),
        openers=Sharded(LazyPieces(pieces, kept.openers, dict[str, list[int]])),
        slugs=Sharded(LazyPieces(pieces, kept.slugs, dict[str, int])),
        joined_slugs=Sharded(LazyPieces(pieces, kept.joined_slugs, dict[str, int | None])),
    )
    return glossary


class _Concepts(Sequence[Concept]):
    """Concepts that are decoded when they are asked for: an article speaks of a few hundred of twenty thousand."""

    def __init__(self, count: int, pieces: Pieces) -> None:
        self._count = count
        self._pieces = pieces
        self._made: dict[int, Concept] = {}
        self._decoder = msgspec.msgpack.Decoder(Concept, dec_hook=_made)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Concept: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Concept, ...]: ...
    def __getitem__(self, index: int | slice) -> Concept | tuple[Concept, ...]:
        if isinstance(index, slice):
            return tuple(map(self.__getitem__, range(*index.indices(len(self)))))
        if index < 0:
            index += self._count
        if not 0 <= index < self._count:
            raise IndexError(index)
        concept = self._made.get(index)
        if concept is None:  # `setdefault`, since threads that ask at once have to get the same object
            concept = self._made.setdefault(index, self._decoder.decode(self._pieces[index]))
        return concept

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))


def _made(kind: type[Any], value: Any) -> Any:
    """Make what msgpack does not know: enumerations and paths."""
    return kind(value)


def _name(names: Iterable[str], digests: Iterable[str]) -> str:
    """Return the file name of the kept form of CSV files with these names and SHA-256 digests."""
    digest = hashlib.blake2b(_form().encode(), digest_size=16)
    for pair in zip(names, digests, strict=True):
        for part in pair:
            data = part.encode("utf-8", "surrogateescape")
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
    return f"{PREFIX}{digest.hexdigest()}.msgpack"


def _form() -> str:
    """Return what a kept form depends on besides its files: a form with other fields would be read wrongly."""
    shape = (struct.__struct_fields__ for struct in (Concept, Rendering, Problem, KeptHeadWords, _KeptGlossary))
    return f"{review_tui.__version__} {MEANING} {sys.byteorder} {[*shape]}"


class _KeptGlossary(Struct, frozen=True, array_like=True):
    """The head of a kept form. The other fields are those of `Glossary`, or say where these lie.

    The first pieces are the concepts, `concepts` of them. Of what is a mapping in `Glossary`, the numbers of the pieces
    are given, those of `word_index` as `Pairs` takes them. `ends` and `checksums` are those of all pieces.
    """

    concepts: int
    problems: msgspec.Raw
    starts: list[int]
    headings: list[int]
    word_index: tuple[int, bytes]
    openers: dict[str, int]
    slugs: dict[str, int]
    joined_slugs: dict[str, int]
    ends: bytes
    checksums: bytes


def _keep(file: Path, form: bytes) -> None:
    """Write a form where it is looked for, if that can be."""
    with contextlib.suppress(FileProblem, OSError):
        _make_room(file, len(form))
        write(file, form)


def _make_room(file: Path, size: int) -> None:
    """Remove the oldest kept forms beside a file of `size` bytes, if there are too many, or too many bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    others = [(each, each.stat()) for each in file.parent.glob(KEPT)]
    room = _KEPT_BYTES - size
    for number, (old, seen) in enumerate(sorted(others, key=lambda other: -other[1].st_mtime), 2):
        room -= seen.st_size
        if room < 0 or number > _KEPT_FILES:
            old.unlink(missing_ok=True)


def _kept_form(glossary: Glossary) -> bytes:
    parts = PieceWriter()
    for concept in glossary.concepts:
        parts.add(replace(concept, renderings=tuple(map(_bare, concept.renderings))))
    encode = msgspec.msgpack.Encoder(enc_hook=str).encode
    numbers = (
        parts.add_pairs({head: to_keep(words) for head, words in glossary.word_index.by_head.items()}),
        parts.add_shards(glossary.openers),
        parts.add_shards(glossary.slugs),
        parts.add_shards(glossary.joined_slugs),
    )
    ends, checksums, rest = parts.written()
    problems = msgspec.Raw(encode(glossary.problems))
    starts, headings = glossary.starts, glossary.headings
    head = seal(encode(_KeptGlossary(len(glossary.concepts), problems, starts, headings, *numbers, ends, checksums)))
    return len(head).to_bytes(_LENGTH, "big") + head + rest


def _bare(rendering: Rendering) -> Rendering:
    """Return a rendering without what articles are not checked with."""
    origin = rendering.origin if rendering.origin == OURS else ""
    return replace(rendering, origin=origin, updated="", path=None, line=0)
