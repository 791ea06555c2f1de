"""A glossary kept ready from run to run: reading ten thousand rows of CSV takes longer than checking an article.

The kept form is found by the bytes of the files and the version of this program, so that it is never out of date. It
holds the concepts and the problems as far as articles are held against them: not the rows, nor where they stand, nor
who wrote them when. Whoever edits a glossary reads its files.
"""

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

import review_tui
from review_tui.files.atomic import write
from review_tui.files.stamp import FileProblem, read
from review_tui.glossary.concept import Concept, Rendering
from review_tui.glossary.glossary import Glossary, load_glossary
from review_tui.glossary.problem import Problem

_PREFIX = "glossary-"
_KEPT = 8  # files: as many glossaries as one machine has in use, and some


def load_compiled(paths: Sequence[Path], folder: Path) -> Glossary:
    """Return the glossary of CSV files, from its kept form in `folder` where there is one.

    Never raises: what is wrong with the files is in `problems`, and where nothing can be kept, nothing is.
    """
    try:
        file = folder / f"{_PREFIX}{_key(paths)}.msgpack"
        kept = _decoder().decode(file.read_bytes())
    except (OSError, FileProblem, msgspec.MsgspecError, UnicodeError):
        glossary = load_glossary(paths)
        with contextlib.suppress(FileProblem, OSError, UnboundLocalError, UnicodeError):
            _keep(file, glossary)
        return glossary
    glossary = Glossary(kept.concepts, kept.problems)
    known = {"heads": kept.heads, "slugs": kept.slugs, "joined_slugs": kept.joined_slugs, "openers": kept.openers}
    vars(glossary).update(known)  # so that they are not worked out again
    return glossary


def _key(paths: Sequence[Path]) -> str:
    digest = hashlib.blake2b(review_tui.__version__.encode(), digest_size=16)
    for path in paths:
        _, stamp = read(path)
        for part in (str(path).encode("utf-8", "surrogateescape"), stamp.sha256.encode()):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


class _Kept(Struct, frozen=True, array_like=True):
    """A glossary, with what is worked out of it for nearly every article."""

    concepts: tuple[Concept, ...]
    problems: tuple[Problem, ...]
    heads: dict[str, list[int]]
    slugs: dict[str, int]
    joined_slugs: dict[str, int | None]
    openers: dict[str, list[int]]


def _decoder() -> msgspec.msgpack.Decoder[_Kept]:
    return msgspec.msgpack.Decoder(_Kept, dec_hook=lambda kind, value: kind(value))


def _keep(file: Path, glossary: Glossary) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    others = sorted(file.parent.glob(f"{_PREFIX}*"), key=lambda path: path.stat().st_mtime)
    for old in others[: max(0, len(others) - _KEPT + 1)]:
        old.unlink(missing_ok=True)
    concepts = [replace(concept, renderings=tuple(map(_bare, concept.renderings))) for concept in glossary.concepts]
    indexes = (glossary.heads, glossary.slugs, glossary.joined_slugs, glossary.openers)
    kept = _Kept(tuple(concepts), glossary.problems, *indexes)
    write(file, msgspec.msgpack.encode(kept, enc_hook=str))


def _bare(rendering: Rendering) -> Rendering:
    return replace(rendering, origin="", updated="", extra=(), path=None, line=0)
