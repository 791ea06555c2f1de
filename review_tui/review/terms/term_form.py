"""The form of a term: what it is filled in with, and what it makes of the glossary once it was edited."""

from dataclasses import dataclass, replace

from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.edit import (
    add_concept,
    add_rendering,
    describe,
    rename_rendering,
    set_context,
    set_note,
    set_status,
)
from review_tui.glossary.exchange.foreign_row import id_of
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError
from review_tui.glossary.storage.row import several


@dataclass(frozen=True, slots=True)
class FormEntry:
    """What the form holds: `concept` is the id or slug, `english` the terms with `|` between them.

    `context` and `note` are of the rendering, `chinese`; `definition` is of the term.
    """

    concept: str = ""
    english: str = ""
    definition: str = ""
    chinese: str = ""
    status: Status = Status.ADMITTED
    context: str = ""
    note: str = ""


def filled(glossary: Glossary, entry: FormEntry, edited: FormEntry | None = None) -> FormEntry:
    """Return an entry with what the glossary has of its term and its rendering, where it has them.

    Other words for the rendering that is `edited` are filled in with what the glossary has of that.
    """
    concept = glossary.named(entry.concept)
    if concept is None:
        return entry
    entry = replace(entry, english="|".join(concept.en), definition=concept.definition)
    rendering = concept.rendering(entry.chinese) or renamed(glossary, entry, edited)
    if rendering is None:
        return entry
    return replace(entry, status=rendering.status, context=rendering.context, note=rendering.note)


def identified(glossary: Glossary, entry: FormEntry) -> FormEntry:
    """Return an entry with the id that its English gives, where it has none and no concept is called so."""
    made = "" if entry.concept else id_of(next(iter(several(entry.english)), ""))
    is_free = made != "" and made.isascii() and glossary.named(made) is None
    return replace(entry, concept=made) if is_free else entry


def renamed(glossary: Glossary, entry: FormEntry, edited: FormEntry | None) -> Rendering | None:
    """Return the rendering that an entry has other words for: the `edited` one, unless it is about something else."""
    concept = glossary.named(entry.concept)
    if edited is None or concept is None or concept is not glossary.named(edited.concept):
        return None
    is_other = bool(entry.chinese) and concept.rendering(entry.chinese) is None
    return concept.rendering(edited.chinese) if is_other else None


def take(
    glossary: Glossary, entry: FormEntry, first: FormEntry, today: str, edited: FormEntry | None = None
) -> tuple[Glossary, str]:
    """Return the glossary with what an entry has otherwise than it was filled in `first`, and a sentence of that.

    Other words for the rendering that was `edited` take the place of the old ones.
    The sentence is empty, and the glossary the one that was given, where that is nothing. Raises EditError where it
    cannot be.
    """
    known = glossary.named(entry.concept)
    if known is None:
        if not entry.chinese:
            raise EditError("a new term needs a Chinese rendering")
        made = (_made(entry, today),)
        concept = Concept(entry.concept, several(entry.english), definition=entry.definition, renderings=made)
        added = add_concept(glossary, concept)
        made_in = next(new.path for new, old in zip(added.tables, glossary.tables, strict=True) if new is not old)
        where = f" of {made_in.name}" if len(added.tables) > 1 else ""
        return added, f"{concept.label}: {entry.chinese} is added as {entry.status.value}, in a new term{where}."
    told: list[str] = []
    if entry.chinese:
        old = renamed(glossary, entry, edited)
        if old is not None:
            glossary = rename_rendering(glossary, known.id, old.zh, entry.chinese, today)
            told.append(f"{old.zh} is {entry.chinese} now")
        glossary, more = _take_rendering(glossary, glossary.named(known.id) or known, entry, first, today)
        told += more
    if several(entry.english) != several(first.english):
        glossary = describe(glossary, known.id, en=several(entry.english), updated=today)
        told.append(f"English {_shown('|'.join(several(entry.english)))}")
    if entry.definition != first.definition:
        glossary = describe(glossary, known.id, definition=entry.definition, updated=today)
        told.append(f"definition {_shown(entry.definition)}")
    return glossary, f"{known.label}: {', '.join(told)}." if told else ""


def _take_rendering(
    glossary: Glossary, concept: Concept, entry: FormEntry, first: FormEntry, today: str
) -> tuple[Glossary, list[str]]:
    zh, status, told = entry.chinese, entry.status, []
    is_new = concept.rendering(zh) is None
    if is_new:
        glossary = add_rendering(glossary, concept.id, _made(entry, today))
        told.append(f"{zh} is added as {status.value}")
    elif status is not first.status:
        glossary = set_status(glossary, concept.id, zh, status, today)
        told.append(f"{zh} is {status.value} now")
    before = concept.preferred
    if told and status is Status.PREFERRED and before is not None and before.zh != zh:
        told.append(f"{before.zh} {Status.ADMITTED.value}")
    if not is_new and entry.context != first.context:
        glossary = set_context(glossary, concept.id, zh, entry.context, today)
        told.append(f"context of {zh} {_shown(entry.context)}")
    if not is_new and entry.note != first.note:
        glossary = set_note(glossary, concept.id, zh, entry.note, today)
        told.append(f"note of {zh} {_shown(entry.note)}")
    return glossary, told


def _made(entry: FormEntry, today: str) -> Rendering:
    return Rendering(
        entry.chinese, entry.status, context=entry.context, note=entry.note, origin="editor", updated=today
    )


def _shown(text: str) -> str:
    return text or "taken away"
