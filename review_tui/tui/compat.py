"""Every private part of Textual that is touched, each with a test that fails when Textual changes it."""

import re
from html import escape, unescape

import textual._wrap
from rich.cells import cell_len
from textual._wrap import compute_wrap_offsets

_CLOSING = "，。、；：？！）》」』】〕〉”’…—％,.;:?!)\\]}%"
_OPENING = "（《「『【〔〈“‘(\\[{"
_WIDE = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0003fffd"
)
# What may not be torn: opening marks and what follows, a Latin word or one wide character, closing marks, its space.
_CHUNK = re.compile(
    rf"[{_OPENING}]*(?:[^\s{_WIDE}{_OPENING}{_CLOSING}]+|[{_WIDE}]|(?<=[{_OPENING}])|[{_CLOSING}])[{_CLOSING}]*\s*|\s+|."
)


def wrap_for_chinese() -> None:
    """Let Textual break lines between any two Chinese characters, with no closing mark at the start of a line.

    Textual breaks at white space only, so that a Chinese sentence moves to the next line as a whole.
    """
    textual._wrap.re_chunk = _CHUNK


def wrap_offsets(text: str, width: int) -> list[int]:
    """Return the positions (code points) at which a line is broken to fit `width` cells."""
    return compute_wrap_offsets(text, width, 4)


def cell_width(text: str) -> int:
    """Return how many cells a text takes in the terminal."""
    return cell_len(text)


def svg_for_chinese(svg: str) -> str:
    """Return a screenshot in which wide characters take two cells.

    Rich gives every stretch of text the length of its characters in single cells, so that Chinese is squeezed to half
    its width. Each stretch is cut into wide and narrow runs, and each run gets its own place and length.
    """
    families = 'font-family: "Fira Code", "Noto Sans Mono CJK SC", "Sarasa Mono SC", monospace'
    return _SVG_TEXT.sub(_svg_runs, svg.replace("font-family: Fira Code, monospace", families))


_SVG_TEXT = re.compile(r'<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" ([^>]*)>([^<]*)</text>')
_SVG_RUN = re.compile(rf"[{_WIDE}]+|[^{_WIDE}]+")


def _svg_runs(match: re.Match[str]) -> str:
    style, left, y, length, rest, content = match.groups()
    text = unescape(content)
    if not text or cell_len(text) == len(text):
        return match[0]
    cell = float(length) / len(text)
    x = float(left)
    runs = []
    for run in _SVG_RUN.findall(text):
        width = cell_len(run) * cell
        shown = escape(run, quote=False).replace(" ", "&#160;")
        runs.append(f'<text class="{style}" x="{x:g}" y="{y}" textLength="{width:g}" {rest}>{shown}</text>')
        x += width
    return "".join(runs)
