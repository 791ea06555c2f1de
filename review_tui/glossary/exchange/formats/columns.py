"""Any table with an English and a Chinese column that say so: what people keep in a spreadsheet. To read only."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from review_tui.glossary.concept import Status
from review_tui.glossary.exchange.delimited import DelimitedRow, column, header_of
from review_tui.glossary.exchange.directed import is_directed
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather_table
from review_tui.glossary.exchange.model import FormatError, Imported, shortened
from review_tui.glossary.exchange.spreadsheet import unguard
from review_tui.glossary.problem import Problem
from review_tui.glossary.storage.row import several, status_of
from review_tui.severity import Severity
from review_tui.text.count import first_few

_ENGLISH = (
    "en", "english", "english term", "en-us", "en-gb", "en_us", "en_gb", "eng", "英文", "英语", "英語", "英文术语",
)  # fmt: skip
_CHINESE = (
    "zh-cn", "zh_cn", "zh-hans", "zh_hans", "zh", "chinese", "simplified chinese", "chinese (simplified)",
    "chinese term", "中文", "中文译名", "中文譯名", "简体中文", "简体", "zh-tw", "zh_tw", "zh-hk", "zh_hk", "zh-hant",
    "zh_hant", "traditional chinese", "chinese (traditional)", "繁体中文", "繁體中文", "繁體", "译文", "譯文",
)  # fmt: skip
_STATUS = ("status", "state", "状态", "狀態")
_NOTE = ("note", "notes", "comment", "comments", "remark", "remarks", "备注", "備註")
_DEFINITION = ("definition", "description", "定义", "定義", "解释", "解釋")
_NAMED = 10  # columns in a message
_POS = ("pos", "part of speech", "词性", "詞性")


def sniff(data: bytes) -> bool:
    """Tell whether the header has a column that is English and one that is Chinese."""
    _, header = header_of(data)
    return _sides(header) is not None and not is_directed(data)


def read(data: bytes, path: Path) -> Imported:
    """Read a table; several English terms in a cell are separated by `|`. Raises FormatError."""
    separator, header = header_of(data)
    sides = _sides(header)
    if sides is None:
        raise FormatError("the header has no English column and Chinese one (such as: en,zh)")
    english, chinese = sides
    status, note = column(header, *_STATUS), column(header, *_NOTE)
    definition, pos = column(header, *_DEFINITION), column(header, *_POS)

    def row_of(line: DelimitedRow) -> ForeignRow:
        row = line._replace(cells=tuple(map(unguard, line.cells)))
        said = row.cell(status)
        if said and status_of(said) is None:
            message = f"{shortened(said)!r} is no status ({', '.join(Status)}): the rendering is provisional"
            problems.append(Problem(path, row.number, message, Severity.WARNING, "status-unknown"))
        return ForeignRow(
            several(row.cell(english)),
            row.cell(chinese),
            row.number,
            status=status_of(said) or Status.PROVISIONAL,
            pos=row.cell(pos),
            definition=row.cell(definition),
            note=row.cell(note),
        )

    problems = list(_unread(header, (english, chinese, status, note, definition, pos), path))
    return gather_table(data, separator, path, row_of, problems=problems)


def _sides(header: Sequence[str]) -> tuple[int, int] | None:
    english, chinese = column(header, *_ENGLISH), column(header, *_CHINESE)
    return (english, chinese) if english is not None and chinese is not None else None


def _unread(header: Sequence[str], read: Sequence[int | None], path: Path) -> Iterator[Problem]:
    names = [repr(shortened(name)) for index, name in enumerate(header) if name and index not in read]
    if names:
        message = f"nothing is read from these columns: {first_few(names, _NAMED)}"
        yield Problem(path, 1, message, Severity.WARNING, "column-unknown")
