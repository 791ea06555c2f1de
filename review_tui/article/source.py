"""From the bytes of a file to its text and back, byte for byte."""

import codecs

from msgspec import Struct

BOM = codecs.BOM_UTF8
_SAMPLE = 65536  # bytes looked at when an encoding is guessed for a message
_FEW_NULS = 3
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Codecs with the sets and the first bytes in which the characters of everyday texts stand.
_LEGACY = (("gb18030", "gb2312", range(0xB0, 0xD8)), ("big5", "big5", range(0xA4, 0xC7)))
# What people call an encoding, where that is not the name that iconv knows.
_KNOWN_AS = {"UTF-16LE": "UTF-16", "UTF-16BE": "UTF-16", "GB18030": "GB18030 (GBK, GB2312)", "BIG5": "Big5"}


class EncodingProblem(Exception):
    """Bytes that are no UTF-8 text.

    `offset` is the first bad byte, counted from 0; `line` the line it stands on, from 1.
    """

    def __init__(self, message: str, *, offset: int, line: int) -> None:
        super().__init__(message)
        self.offset = offset
        self.line = line


class Source(Struct, frozen=True):
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
    skipped = len(data) - len(body)
    if data.startswith(_WIDE):
        raise _problem(data, 0, _guess(data))
    nuls = body.count(0)
    if nuls > _FEW_NULS and nuls * 50 > len(body):
        raise _problem(data, data.index(0), _guess_wide(body[:_SAMPLE]))
    try:
        return Source(body.decode("utf-8"), bom)
    except UnicodeDecodeError as error:
        raise _problem(data, error.start + skipped, _guess(body)) from None


def _problem(data: bytes, offset: int, guess: str | None) -> EncodingProblem:
    what = "damaged UTF-8" if _is_damaged_utf8(data) else "not a text file"
    message = f"{what}: byte 0x{data[offset]:02X} at offset {offset} belongs to no UTF-8 text"
    if guess is not None:
        message = (
            f"not UTF-8: byte 0x{data[offset]:02X} at offset {offset}; "
            f"it looks like {_KNOWN_AS.get(guess, guess)}. "
            f"Convert it first, for example with: iconv -f {guess} -t UTF-8 FILE > NEW"
        )
    return EncodingProblem(message, offset=offset, line=data.count(b"\n", 0, offset) + 1)


def guess_encoding(data: bytes) -> str | None:
    """Return what people call the encoding that bytes seem to be in; None where they seem to be no text."""
    guess = _guess(data)
    return None if guess is None else _KNOWN_AS.get(guess, guess)


def _guess(data: bytes) -> str | None:
    """Return iconv's name of what bytes seem to be in, or None where they seem to be no text, or damaged UTF-8."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    sample = data[:_SAMPLE]
    if 0 in sample:
        return _guess_wide(sample)
    if _is_damaged_utf8(data):
        return None
    shares = {codec: _common_share(sample, codec, plain, leads) for codec, plain, leads in _LEGACY}
    likely = [codec for codec, share in shares.items() if share is not None]
    # Both take most bytes for some character or other: what is written uses the common ones.
    return max(likely, key=lambda codec: shares[codec] or 0.0).upper() if likely else None


def _guess_wide(sample: bytes) -> str | None:
    """Name UTF-16 without a byte order mark where bytes are that: their NULs are halves of ASCII characters."""
    for codec, half in (("utf-16-le", 1), ("utf-16-be", 0)):
        if sample[1 - half :: 2].count(0):
            continue
        text = codecs.getincrementaldecoder(codec)("replace").decode(sample)
        strange = sum(
            not (character.isprintable() or character.isspace()) or character == "\ufffd" for character in text
        )
        if text and strange * 10 <= len(text):
            return codec.upper().replace("16-", "16")
    return None


def _common_share(sample: bytes, codec: str, plain: str, leads: range) -> float | None:
    """Return which share of the Chinese that bytes are in a codec is common; None where they are not in that codec."""
    try:
        text = codecs.getincrementaldecoder(codec)().decode(sample)
    except UnicodeDecodeError:
        return None
    # those of GB 2312 and Big5, whose order tells the common ones; no encoding is told by others
    han = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    if len(han) * 4 <= len(text) - sum(character.isascii() for character in text):
        return None
    return sum(character.encode(plain, "replace")[0] in leads for character in han) / len(han)


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether most of what is not ASCII is UTF-8: read as GB18030 it would come out as other Chinese."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return bad * 2 <= sum(not character.isascii() for character in text) and bad > 0
