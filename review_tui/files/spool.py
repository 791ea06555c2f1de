"""Pieces of bytes that are kept until all are there: a few in memory, many in a temporary file."""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import IO

from review_tui.files.stamp import reason

_LENGTH = 8  # bytes before each piece in the file
_IN_MEMORY = 1 << 20  # bytes; what some five hundred articles contribute needs no temporary file


class Spool:
    """The pieces. `problem` says what went wrong, if anything did; `folder` is where the temporary file lies."""

    def __init__(self) -> None:
        self.problem = ""
        self.folder = "the temporary folder"
        self._memory = BytesIO()
        self._file: IO[bytes] = self._memory

    def put(self, piece: bytes) -> None:
        """Keep a piece; after something went wrong, none is kept."""
        if self.problem:
            return
        try:
            if self._file is self._memory and self._file.tell() + len(piece) > _IN_MEMORY:
                self._write_out()
            self._file.write(len(piece).to_bytes(_LENGTH, "big") + piece)
        except OSError as error:
            self.problem = reason(error)

    def take(self) -> Iterator[bytes]:
        """Yield the kept pieces, in order; none where something went wrong, for then some are missing."""
        if self.problem:
            return
        try:
            self._file.seek(0)
        except OSError as error:  # what was not written yet is written now
            self.problem = reason(error)
            return
        while length := self._file.read(_LENGTH):
            yield self._file.read(int.from_bytes(length, "big"))

    def close(self) -> None:
        """Let the file go."""
        with suppress(OSError):  # closing writes what is left
            self._file.close()

    def _write_out(self) -> None:
        """Go on in a temporary file, with what waits in memory. Raises OSError."""
        import tempfile  # here, since few runs need it, and it takes its time to load

        self.folder = tempfile.gettempdir()
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by close
        self._file.write(self._memory.getbuffer())
        self._memory = BytesIO()
