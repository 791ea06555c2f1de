"""TBX-Basic: written as version 3 (ISO 30042:2019) in the DCA style, read in versions 2 and 3, DCA and DCT.

What TBX-Basic holds of a glossary: concepts with their id, English terms and definition, renderings with status, part
of speech, note, origin and date. `forbidden` is `deprecatedTerm-admn-sts` (an undesired term), `deprecated` is
`supersededTerm-admn-sts` (one that was replaced), and a provisional rendering has no status yet.

Reading is streaming and safe: a file that declares an entity is refused, nothing outside it is ever opened.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from review_tui.glossary.concept import Concept, Rendering
from review_tui.glossary.exchange.choice import terms
from review_tui.glossary.exchange.delimited import beginning
from review_tui.glossary.exchange.gathering import flat
from review_tui.glossary.exchange.model import (
    SOURCE_LANGUAGE,
    TARGET_LANGUAGE,
    Exported,
    FormatError,
    Imported,
    Losses,
    note_lost_fields,
)
from review_tui.glossary.exchange.tbx_categories import POS, STATUS, xml_id
from review_tui.glossary.exchange.tbx_reading import read_tbx

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_LOST = ("context", "not_before", "not_after", "extra", "slugs", "kind")


class Dialect(NamedTuple):
    """The element names in which versions 2 and 3 differ, and what stands around the entries."""

    opening: str
    closing: str
    entry: str
    language: str
    term: str


_HEADER = "<fileDesc><sourceDesc><p>A glossary of review-tui</p></sourceDesc></fileDesc>"
_DCA = Dialect(
    '<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
    f"<tbxHeader>{_HEADER}</tbxHeader>\n<text><body>\n",
    "</body></text>\n</tbx>\n",
    "conceptEntry",
    "langSec",
    "termSec",
)


def sniff(data: bytes) -> bool:
    """Tell whether the file is XML whose root is `tbx` or `martif`."""
    text = beginning(data)
    return text.lstrip().startswith("<") and re.search(r"<(?:\w+:)?(?:tbx|martif)\b", text) is not None


def read(data: bytes, path: Path) -> Imported:
    """Read a file; raise FormatError where it is not well-formed, declares entities or nests too deep."""
    return read_tbx(data, path)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return the concepts as TBX-Basic, version 3, DCA style."""
    return document(concepts, _DCA)


def document(concepts: Sequence[Concept], dialect: Dialect) -> Exported:
    """Return the concepts as a TBX document; raise FormatError where none can be one."""
    losses = Losses()
    entries = "".join(_entry(concept, dialect, losses) for concept in terms(concepts, losses))
    if not entries:
        raise FormatError("there is no concept that TBX could hold, and it has no empty files")
    note_lost_fields(concepts, _LOST, losses)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{dialect.opening}{entries}{dialect.closing}'
    return Exported(text.encode("utf-8"), losses.lines())


def _entry(concept: Concept, dialect: Dialect, losses: Losses) -> str:
    lines = [f"<{dialect.entry} id={quoteattr(xml_id(concept.id))}>"]
    if concept.definition:
        definition = f'<descrip type="definition">{_text(concept.definition, losses)}</descrip>'
        lines.append(f"  <descripGrp>{definition}</descripGrp>")
    english = (f"    <{dialect.term}><term>{_text(term, losses)}</term></{dialect.term}>" for term in concept.en)
    lines += _language(dialect, SOURCE_LANGUAGE, english)
    chinese = (_term(rendering, dialect, losses) for rendering in concept.renderings)
    lines += _language(dialect, TARGET_LANGUAGE, chinese)
    lines.append(f"</{dialect.entry}>\n")
    return "\n".join(lines)


def _language(dialect: Dialect, code: str, sections: Iterable[str]) -> Iterator[str]:
    yield f'  <{dialect.language} xml:lang="{code}">'
    yield from sections
    yield f"  </{dialect.language}>"


def _term(rendering: Rendering, dialect: Dialect, losses: Losses) -> str:
    parts = [f"<term>{_text(flat(rendering.zh), losses)}</term>"]
    if rendering.status in STATUS:
        parts.append(f'<termNote type="administrativeStatus">{STATUS[rendering.status]}</termNote>')
    if rendering.pos in POS:
        parts.append(f'<termNote type="partOfSpeech">{POS[rendering.pos]}</termNote>')
    elif rendering.pos:
        losses.add("parts of speech that TBX-Basic does not know", rendering.pos)
    if rendering.origin:
        parts.append(f'<admin type="source">{_text(rendering.origin, losses)}</admin>')
    if _DAY.fullmatch(rendering.updated):
        kind = '<transac type="transactionType">modification</transac>'
        parts.append(f"<transacGrp>{kind}<date>{rendering.updated}</date></transacGrp>")
    elif rendering.updated:
        losses.add("dates that are not of the form 2026-01-31", rendering.updated)
    if rendering.note:
        parts.append(f"<note>{_text(rendering.note, losses)}</note>")
    return f"    <{dialect.term}>{''.join(parts)}</{dialect.term}>"


def _text(text: str, losses: Losses) -> str:
    if _ILLEGAL.search(text):
        losses.add("texts lose control characters, which XML cannot hold", _ILLEGAL.sub("", text))
        text = _ILLEGAL.sub("", text)
    return escape(text, {"\r": "&#13;"})
