"""Which of the two sides of a row is Chinese: files that run the other way, and rows in another language."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from review_tui.article.han import HAN
from review_tui.glossary.concept import Kind
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.model import shortened
from review_tui.glossary.problem import Problem
from review_tui.severity import Severity

_WORD = re.compile(r"[^\W\d_]+")
_WRITTEN_OUT = re.compile(r"[^\W\d_A-Z]{2}")  # small letters in a row: MBS, CVaR and 401(k) have none

_MOST = 2_000  # code points of a row whose words are compared


def right_way(rows: Sequence[ForeignRow], path: Path, problems: list[Problem]) -> Iterator[ForeignRow]:
    """Yield the rows with the Chinese on its side. What is not Chinese becomes a problem; rows with our ids stay."""
    whole = [row for row in rows if row.zh.strip() and any(map(str.strip, row.en))]
    turned = 2 * sum(map(_backwards, whole)) > len(whole)
    if turned:
        message = "most rows run from Chinese to English: the two sides are read the other way round"
        problems.append(Problem(path, 0, message, Severity.WARNING))
    taken_over = {row.zh for row in whole if not HAN.search(row.zh) and not _foreign(row)}
    for row in rows:
        en = [term for term in row.en if term.strip()]
        if row.id.strip() or row.kind is not Kind.TERM or not en or not row.zh.strip():
            yield row
        elif turned and not (HAN.search(row.zh) and not any(map(HAN.search, en))):
            yield from (replace(row, en=(row.zh,), zh=term) for term in en)
        elif _backwards(row) or (row.zh not in taken_over and _foreign(row)):
            problems.append(Problem(path, row.line, f"{shortened(row.zh)!r} is not Chinese: this row does not count"))
        else:
            yield row


def _backwards(row: ForeignRow) -> bool:
    """Tell whether the English side is Chinese and the other one is not."""
    return not row.id and not HAN.search(row.zh) and any(map(HAN.search, row.en))


def _foreign(row: ForeignRow) -> bool:
    """Tell whether the Chinese side has words that are neither an abbreviation nor taken over from the English.

    A number is such a word, too: it is a cell of some other table.
    """
    if HAN.search(row.zh) or not row.en or len(row.zh) + sum(map(len, row.en)) > _MOST:
        return False
    if not _WORD.search(row.zh):
        return not any(row.zh in term for term in row.en)
    english = [word.casefold() for term in row.en for word in _WORD.findall(term)]
    words = [word.casefold() for word in _WORD.findall(row.zh) if _WRITTEN_OUT.search(word)]
    return any(not any(word in other or (len(other) > 2 and other in word) for other in english) for word in words)
