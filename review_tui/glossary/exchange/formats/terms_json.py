"""The terminology of the WMT shared tasks: JSON with English terms and their renderings. To read only.

Either one object, `{"foreclosure": ["止赎"]}`, or JSON Lines whose objects have such a one under `terms` or `proper`.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from review_tui.glossary.exchange.delimited import decode, head
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather
from review_tui.glossary.exchange.model import FormatError, Imported
from review_tui.glossary.problem import Problem

_KEYS = ("terms", "proper")


def sniff(data: bytes) -> bool:
    """Tell whether the file begins with `{`."""
    return next((line.lstrip() for line in head(data) if line.strip()), "").startswith("{")


def read(data: bytes, path: Path) -> Imported:
    """Read the terms; raise FormatError where the file is no JSON of this shape."""
    text = decode(data)
    problems: list[Problem] = []
    foreign: dict[tuple[str, str], ForeignRow] = {}
    for number, value in _objects(text, path, problems):
        for en, zh in _pairs(value):
            foreign.setdefault((en, zh), ForeignRow((en,), zh, number))
    if not foreign and not problems:
        raise FormatError("there are no terms in this JSON: it has to map English terms to lists of renderings")
    return gather(foreign.values(), path, problems)


def _objects(text: str, path: Path, problems: list[Problem]) -> Iterator[tuple[int, Any]]:
    try:
        yield 1, json.loads(text)
    except (ValueError, RecursionError):
        pass
    else:
        return
    for number, line in enumerate(text.split("\n"), 1):  # other line ends may stand in a text of JSON
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                problems.append(Problem(path, number, f"this line is not valid JSON: {error}"))


def _pairs(value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        return
    terms = next((value[key] for key in _KEYS if isinstance(value.get(key), dict)), value)
    for en, renderings in terms.items():
        several = renderings if isinstance(renderings, list) else [renderings]
        # A text under a key of its own, beside the terms, is a sentence and no rendering.
        if terms is value and en in ("en", "zh", "id"):
            continue
        for zh in several:
            if isinstance(zh, str):
                yield en, zh
