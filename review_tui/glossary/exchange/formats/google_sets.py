"""Google Cloud Translation, equivalent term sets: a CSV file whose header names languages.

From the documentation of its glossaries: a header of BCP-47 codes, then one row for each set of terms that mean the
same; columns `pos` and `description` may follow and are ignored there.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from review_tui.glossary.concept import Concept
from review_tui.glossary.exchange.choice import chosen, note_lost_conditions, terms
from review_tui.glossary.exchange.delimited import body, header_of, write_rows
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import flat, gather
from review_tui.glossary.exchange.model import (
    SOURCE_LANGUAGE,
    TARGET_LANGUAGE,
    Exported,
    FormatError,
    Imported,
    Losses,
    simplified_first,
)
from review_tui.glossary.problem import Problem

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{2,4}|[0-9]{3}))*")
_OTHERS = ("pos", "description")


def sniff(data: bytes) -> bool:
    """Tell whether the header is all language codes, English and Chinese among them."""
    separator, header = header_of(data, ",")
    codes = [name for name in header if name.lower() not in _OTHERS]
    return separator == "," and bool(codes) and all(map(_CODE.fullmatch, codes)) and _columns(header) is not None


def read(data: bytes, path: Path) -> Imported:
    """Read the English and the Chinese column, the simplified one where there are several; raise FormatError."""
    _, header = header_of(data, ",")
    columns = _columns(header)
    if columns is None:
        raise FormatError("the header names no English column (en) and Chinese one (zh-CN)")
    english, chinese = columns
    names = [name.lower() for name in header]
    description = names.index("description") if "description" in names else None
    pos = names.index("pos") if "pos" in names else None
    problems: list[Problem] = []
    foreign = [
        ForeignRow(
            (line.cell(english),),
            line.cell(chinese),
            line.number,
            pos=line.cell(pos),
            definition=line.cell(description),
        )
        for line in body(data, ",", path, problems)
    ]
    return gather(foreign, path, problems)


def write(concepts: Sequence[Concept]) -> Exported:
    """Return one row for each concept, with its first English term and the rendering that is to be used."""
    losses = Losses()
    lines = [(SOURCE_LANGUAGE, TARGET_LANGUAGE, "pos", "description")]
    taken: dict[str, str] = {}
    for concept in terms(concepts, losses):
        rendering = chosen(concept, losses)
        if rendering is None:
            continue
        en = flat(concept.en[0])
        if taken.setdefault(en, concept.id) != concept.id:
            losses.add("English terms that another concept has already", f"{en} of {concept.id}")
            continue
        for term in concept.en[1:]:
            losses.add("further English terms", term)
        lines.append((en, flat(rendering.zh), flat(rendering.pos), flat(concept.definition)))
    note_lost_conditions(concepts, losses)
    return Exported(write_rows(lines), losses.lines())


def _columns(header: Sequence[str]) -> tuple[int, int] | None:
    """Return where English and Chinese stand, None if one is missing."""
    names = [name.lower().replace("_", "-") for name in header]
    english = next((index for index, name in enumerate(names) if name == "en" or name.startswith("en-")), None)
    chinese = [index for index, name in enumerate(names) if name == "zh" or name.startswith("zh-")]
    if english is None or not chinese:
        return None
    return english, min(chinese, key=lambda index: simplified_first(names[index]))
