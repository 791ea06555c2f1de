"""From the bytes of a file to its text and back, byte for byte."""

import codecs
from dataclasses import dataclass

BOM = codecs.BOM_UTF8
_SAMPLE = 65536  # bytes looked at when an encoding is guessed for a message
_CODEC_NAMES = {"utf-16": "UTF-16", "utf-32": "UTF-32", "gb18030": "GB18030 (GBK, GB2312)", "big5": "Big5"}


class EncodingProblem(Exception):
    """Bytes that are no UTF-8 text.

    `offset` is the first bad byte, counted from 0; `line` the line it stands on, from 1; `guess` the encoding the
    bytes seem to be in, or None.
    """

    def __init__(self, message: str, *, offset: int, line: int, guess: str | None) -> None:
        super().__init__(message)
        self.offset = offset
        self.line = line
        self.guess = guess


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it stands in a file: its characters, line ends untouched, and whether a byte order mark led them."""

    text: str
    bom: bool = False

    def encode(self) -> bytes:
        """Return the bytes the text was decoded from."""
        return (BOM if self.bom else b"") + self.text.encode("utf-8", "surrogatepass")

    @property
    def newline(self) -> str:
        """Return the line end used most: LF, CRLF or CR; LF where there is none."""
        crlf = self.text.count("\r\n")
        counts = {
            "\n": self.text.count("\n") - crlf,
            "\r\n": crlf,
            "\r": self.text.count("\r") - crlf,
        }
        best = max(counts, key=lambda style: counts[style])
        return best if counts[best] else "\n"


def decode(data: bytes) -> Source:
    """Return the text of a file's bytes; raise EncodingProblem where they are not UTF-8 text."""
    bom = data.startswith(BOM)
    body = data[len(BOM) :] if bom else data
    if body.count(0) * 50 > len(body):
        guess = _guess(data)
        raise EncodingProblem(_message(data, body.index(0), guess), offset=data.index(0), line=1, guess=guess)
    try:
        return Source(body.decode("utf-8"), bom)
    except UnicodeDecodeError as error:
        offset = error.start + (len(BOM) if bom else 0)
        guess = _guess(data)
        line = data.count(b"\n", 0, offset) + 1
        raise EncodingProblem(_message(data, offset, guess), offset=offset, line=line, guess=guess) from None


def _message(data: bytes, offset: int, guess: str | None) -> str:
    if guess is None:
        return f"not a text file: byte 0x{data[offset]:02X} at offset {offset} is not UTF-8"
    codec = guess.lower()
    return (
        f"not UTF-8: byte 0x{data[offset]:02X} at offset {offset}; it looks like {_CODEC_NAMES.get(codec, guess)}. "
        f"Convert it first, for example with: iconv -f {guess} -t UTF-8 FILE"
    )


def _guess(data: bytes) -> str | None:
    """Name the encoding that bytes seem to be in, or None where they seem to be no text."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    if 0 in data[:_SAMPLE]:
        return None
    for codec in ("gb18030", "big5"):
        decoder = codecs.getincrementaldecoder(codec)()
        try:
            sample = decoder.decode(data[:_SAMPLE])
        except UnicodeDecodeError:
            continue
        han = sum("\u4e00" <= character <= "\u9fff" for character in sample)
        if han * 4 > len(sample) - sum(character.isascii() for character in sample):
            return codec.upper()
    return None
