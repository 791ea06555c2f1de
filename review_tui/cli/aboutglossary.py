"""Saying which glossary holds, and what is wrong with it."""

from typing import TYPE_CHECKING

import msgspec

from review_tui.cli.messages import complain, note, warn
from review_tui.lint.project import GlossaryPlace, Source
from review_tui.lint.settings import glossary_digest, glossary_of

if TYPE_CHECKING:
    from review_tui.lint.cache import Cache


class Flaw(msgspec.Struct, frozen=True, array_like=True):
    """Something wrong with a glossary: with a row of it, or with a whole file."""

    message: str
    of_file: bool


def report_glossary(place: GlossaryPlace, cache: "Cache | None" = None) -> bool:
    """Say where a glossary comes from and what is wrong with it; tell whether a file of it could not be read."""
    if place.source is Source.NONE:
        warn(
            "there is no glossary, so no terms are checked: name one with --glossary, or run `review-tui glossary init`"
        )
    elif place.source is Source.SHIPPED:
        note(
            f"Using the glossary that comes with review-tui ({place.paths[0].parent}): there is no glossary/ folder "
            "beside the articles or above. `review-tui glossary init` makes you one to edit."
        )
    flaws = _flaws(tuple(map(str, place.paths)), cache)
    for flaw in flaws:
        (complain if flaw.of_file else warn)(flaw.message)
    return any(flaw.of_file for flaw in flaws)


def _flaws(paths: tuple[str, ...], cache: "Cache | None") -> list[Flaw]:
    if cache is None:
        return _found(paths)
    from review_tui.lint.cache import key_for

    key = key_for("glossary", paths, glossary_digest(paths))
    known = cache.get(key)
    if known is not None:
        try:
            return msgspec.msgpack.decode(known, type=list[Flaw])
        except msgspec.MsgspecError:
            pass
    flaws = _found(paths)
    cache.put(key, msgspec.msgpack.encode(flaws))
    return flaws


def _found(paths: tuple[str, ...]) -> list[Flaw]:
    return [Flaw(str(problem), problem.of_file) for problem in glossary_of(paths).problems]
