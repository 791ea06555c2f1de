"""Reading TBX: a stream of XML events, and a small stack of what they are in. Nothing outside the file is opened."""

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from msgspec import Struct

from review_tui.glossary.concept import Status
from review_tui.glossary.exchange.foreign_row import ForeignRow
from review_tui.glossary.exchange.gathering import gather
from review_tui.glossary.exchange.model import FormatError, Imported, shortened, simplified_first
from review_tui.glossary.exchange.tbx_categories import POS, STATUS, concept_id
from review_tui.glossary.problem import Problem
from review_tui.severity import Severity

DEEPEST = 64  # elements in one another; TBX needs about ten
LONGEST_TEXT = 100_000  # code points kept of one element
MOST_TERMS = 1_000  # of one concept in all languages; nothing has as many names

_ENTRY = frozenset({"conceptEntry", "termEntry"})
_LANGUAGE = frozenset({"langSec", "langSet"})
_TERM = frozenset({"termSec", "tig", "ntig"})
_INLINE = frozenset({"hi", "foreign", "sc", "ec", "ph"})
_TYPED = frozenset({"termNote", "descrip", "admin", "transac", "transacNote"})
_LANG = "http://www.w3.org/XML/1998/namespace lang"

_KNOWN_STATUS = {text: status for status, text in STATUS.items()} | {
    text.removesuffix("-admn-sts"): status for status, text in STATUS.items()
}
_KNOWN_POS = {text: pos for pos, text in POS.items()}


class _Term(Struct):
    """A term and what is said of it: texts by data category, the first of each."""

    line: int
    text: str = ""
    said: dict[str, str] = {}


class _ConceptEntry(Struct):
    """A concept: its id and line in the file, its `number` among the concepts, and its terms by language code."""

    id: str
    line: int
    number: int
    definition: str = ""
    note: str = ""
    languages: dict[str, list[_Term]] = {}


class _TbxHandlers:
    """The functions that expat calls while it parses a file: they collect `rows` and `problems`.

    `_stack` has the data categories (or names) of the elements that are open, `_text` what stands in the innermost one
    so far. `_entry`, `_terms` and `_term` are the concept, the language and the term that is being read. The text of an
    element is `_spoilt` where an entity in it is not explained.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: list[ForeignRow] = []
        self.problems: list[Problem] = []
        self._count = 0
        self._stack: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._spoilt = False
        self._entry: _ConceptEntry | None = None
        self._terms: list[_Term] | None = None
        self._term: _Term | None = None
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._unknown

    def feed(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            raise FormatError(f"line {error.lineno} is not well-formed XML: {reason}") from None
        except (LookupError, ValueError) as error:
            if isinstance(error, FormatError):
                raise
            raise FormatError(f"the file names an encoding that cannot be read ({error}): save it as UTF-8") from None

    def _entity(self, name: str, *_: object) -> None:
        raise FormatError(
            f"the file declares the entity {name!r}; files that do are not read, since they can swell without end or "
            "reach for other files. Have the tool that wrote it write plain characters"
        )

    def _unknown(self, name: str, *_: object) -> None:
        """Take in an entity that only a document type elsewhere could explain: the text around it is not whole."""
        self._spoilt = True
        line = self._parser.CurrentLineNumber
        message = f"the file does not say what &{name}; is, so the text with it is left out: write the character itself"
        self.problems.append(Problem(self.path, line, message))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if len(self._stack) >= DEEPEST:
            raise FormatError(f"elements are nested more than {DEEPEST} deep: this is no TBX")
        category = attributes.get("type", local) if local in _TYPED else local
        self._stack.append(category)
        if local in _INLINE:
            return
        self._text.clear()
        self._length = 0
        self._spoilt = False
        line = self._parser.CurrentLineNumber
        if local in _ENTRY:
            self._count += 1
            self._entry = _ConceptEntry(attributes.get("id", ""), line, self._count)
        elif local in _LANGUAGE and self._entry is not None:
            code = attributes.get(_LANG) or attributes.get("lang") or ""
            self._terms = self._entry.languages.setdefault(code.lower().replace("_", "-"), [])
        elif local in _TERM and self._terms is not None:
            self._term = _Term(line)
            self._terms.append(self._term)

    def _characters(self, text: str) -> None:
        room = LONGEST_TEXT - self._length
        self._length += len(text)
        if room > 0:
            self._text.append(text[:room])

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        category = self._stack.pop()
        if local in _INLINE:
            return  # what it holds is part of the text around it
        text = "" if self._spoilt else "".join(self._text).strip()
        if local in _ENTRY:
            self._finish()
        elif local in _LANGUAGE:
            self._terms = None
        elif local in _TERM:
            self._term = None
        elif self._term is not None:
            if category == "term":
                self._term.text = text
            elif text:
                self._term.said.setdefault(category, text)
        elif self._entry is not None and category == "definition" and not self._entry.definition:
            self._entry.definition = " ".join(text.split())
        elif self._entry is not None and category == "note" and self._terms is None and not self._entry.note:
            self._entry.note = " ".join(text.split())
        self._text.clear()
        self._spoilt = False

    def _finish(self) -> None:
        entry, self._entry = self._entry, None
        if entry is None:
            return
        english = _english(entry)
        codes = [
            code
            for code, terms in entry.languages.items()
            if (code == "zh" or code.startswith(("zh-", "cmn"))) and any(term.text for term in terms)
        ]
        many = sum(map(len, entry.languages.values()))
        if many > MOST_TERMS:
            message = f"the entry {shortened(entry.id)!r} has {many:,} terms: this is no concept, so it is passed over"
            self.problems.append(Problem(self.path, entry.line, message))
            return
        if not english or not codes:
            missing = "English" if not english else "Chinese"
            name = entry.id or next((term.text for terms in entry.languages.values() for term in terms), "")
            message = f"the entry {shortened(name)!r} has no {missing} term, so it is passed over"
            self.problems.append(Problem(self.path, entry.line, message, Severity.WARNING))
            return
        chosen = min(codes, key=simplified_first)
        self.rows += _foreign_rows(entry, concept_id(entry.id), english, entry.languages[chosen])


def read_tbx(data: bytes, path: Path) -> Imported:
    """Return what a TBX file holds; raise FormatError where it is not well-formed, or declares entities."""
    reader = _TbxHandlers(path)
    reader.feed(data)
    return gather(reader.rows, path, reader.problems)


def _english(entry: _ConceptEntry) -> tuple[str, ...]:
    several = (terms for code, terms in entry.languages.items() if code == "en" or code.startswith("en-"))
    return tuple(term.text for terms in several for term in terms if term.text)


def _foreign_rows(entry: _ConceptEntry, own: str, english: tuple[str, ...], terms: list[_Term]) -> Iterator[ForeignRow]:
    for term in terms:
        said = term.said
        status = said.get("administrativeStatus") or said.get("normativeAuthorization") or ""
        pos = said.get("partOfSpeech", "")
        yield ForeignRow(
            english,
            term.text,
            term.line,
            own,
            _KNOWN_STATUS.get(status, Status.PROVISIONAL),
            pos=_KNOWN_POS.get(pos, pos),
            definition=entry.definition,
            note=said.get("note", entry.note),
            origin=said.get("source", ""),
            updated=said.get("date", ""),
            group=str(entry.number),
        )
