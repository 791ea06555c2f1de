"""stdin, stdout and stderr: made fit for what this program prints, and told from a terminal."""

import io
import os
import sys
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TextIO

from review_tui.output.style import WITHOUT_TERMINAL, Style
from review_tui.text.visible import visible


def style_of(stream: TextIO) -> Style:
    """Return the style for a stream: colour and width of a terminal, unless NO_COLOR or FORCE_COLOR say otherwise."""
    terminal = stream.isatty()
    colour = terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("NO_COLOR"):
        colour = False
    elif os.environ.get("FORCE_COLOR"):
        colour = True
    if not terminal:
        return Style(colour, WITHOUT_TERMINAL)
    import shutil

    return Style(colour, shutil.get_terminal_size().columns)


def open_missing() -> None:
    """Put something in the place of stdin, stdout and stderr where the caller closed them.

    What is printed there goes nowhere; reading fails as it does from a closed file.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_WRONLY)  # the lowest that is free: that of the stream itself
            setattr(sys, name, os.fdopen(handle, "r" if name == "stdin" else "w", encoding="utf-8"))


def buffer_stdout() -> None:
    """Give stdout a buffer, flushed at each line, where Python was told to have none (`-u`, PYTHONUNBUFFERED).

    Without one, Python loses what the system does not take at once, as when a signal comes or a reader goes away.
    """
    stream = sys.stdout
    if stream is not sys.__stdout__:
        return
    if isinstance(stream, io.TextIOWrapper) and isinstance(stream.buffer, io.RawIOBase):
        encoding, errors = stream.encoding, stream.errors
        buffer = io.BufferedWriter(stream.detach())
        sys.stdout = io.TextIOWrapper(buffer, encoding, errors, line_buffering=True)
        sys.__stdout__ = sys.stdout  # type: ignore[misc]  # the old one is of no use any more


def wait_for_readers() -> None:
    """Let stdout and stderr wait until somebody reads, even where the caller told them not to, as Node and ssh may.

    A report of more than a pipe holds would be cut off.
    """
    if sys.platform == "win32":  # there, they always do
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # no stream need be a file
            os.set_blocking(stream.fileno(), True)


def fit_for_chinese() -> None:
    """Let stdout and stderr take every character, even where the encoding of the environment has no Chinese ones.

    In such an environment, a pipe or a file gets UTF-8, and a terminal gets escapes. An encoding that has Chinese
    characters, such as GBK, stays; characters that it lacks are escaped.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper) or stream.encoding.lower().replace("-", "") == "utf8":
            continue
        if stream.isatty() or _has_chinese(stream.encoding):
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _has_chinese(encoding: str) -> bool:
    try:
        return bool("中文".encode(encoding))
    except (UnicodeEncodeError, LookupError):
        return False


def for_stream(text: str, stream: TextIO) -> str:
    """Return a text as it may be printed on a stream: for a terminal, control characters are made visible."""
    return visible(text, lines=True) if stream.isatty() else text


def write_data(data: bytes) -> None:
    """Write bytes to stdout as they are; for a terminal, control characters are made visible."""
    if sys.stdout.isatty():
        sys.stdout.write(visible(data.decode("utf-8", "replace"), lines=True))
        sys.stdout.flush()
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


STDOUT = STDIN = "-"


def take(path: Path) -> bytes:
    """Return all bytes of a file or a pipe, or of stdin for `-`.

    Raises FileProblem where they cannot be read, or are more than LIMIT.
    """
    from review_tui.files.outlet import is_ordinary
    from review_tui.files.stamp import LIMIT, FileProblem, read, reason

    is_stdin = str(path) == STDIN
    it = "stdin" if is_stdin else "it"
    if not is_stdin and is_ordinary(path):
        return read(path)[0]
    try:
        with nullcontext(sys.stdin.buffer) if is_stdin else path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise FileProblem(path, f"{it} cannot be read: {reason(error)}") from error
    if len(data) > LIMIT:
        raise FileProblem(path, f"{it} has more than {LIMIT:,} bytes, which are not read")
    return data


def send(data: bytes, output: Path | None) -> None:
    """Write bytes to a file, a pipe or a device; to stdout for None.

    Raises FileProblem where they cannot be written.
    """
    if output is None:
        write_data(data)
        return
    from review_tui.files.outlet import outlet

    with outlet(output) as out:
        out.write(visible(data.decode("utf-8", "replace"), lines=True).encode() if out.is_terminal else data)
