"""Reading front matter.

Between lines of dashes stands YAML. What most articles have of it, lines of a key and some words, YAML cannot take for
anything but strings: that is read here, since loading YAML takes longer than checking a short article. Only what is
more than that goes to python-frontmatter (`front_matter_yaml`). Between lines of plus signs stands TOML, which the
standard library reads (`front_matter_toml`).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from review_tui.article.front_matter import YAML_LIMIT, Fenced, Field, FrontMatter, FrontMatterProblem, Syntax
from review_tui.article.han import HAN
from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Lines, Span
from review_tui.text.lazy import lazy

_MAX_LINES = 256 * 1024  # among which the closing fence is looked for
_YAML_FENCE = re.compile(r"-{3,}[ \t]*")
_TOML_FENCE = re.compile(r"\+{3}[ \t]*")
_DOTS = lazy(r"\.{3}[ \t]*")
# A key, and words that begin with a letter or a digit. They may hold nothing but what `str.isprintable` knows: that is
# none of the control characters and line ends that YAML minds.
_PLAIN_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,60}): +([^\W_][^\n]*)\n")
_YAML_KEY = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)")
_TOML_KEY = re.compile(r"[A-Za-z_][\w-]*\s*=")
_MARKDOWN = lazy(r"!?\[[^\]]*\]\(|> |\||`{3}|~{3}|<|\*\*")  # what a line of text begins with, and no key
# What a generator puts words in the place of: `title: {{ title }}`, `title = "{{ replace .Name "-" " " }}"`; in TOML,
# what is no string has to become one
_TAG = lazy(r"(?P<value>(?<== )|(?<==))?(?P<tag>\{\{[^\r\n]{0,300}?\}\}|\{%[^\r\n]{0,300}?%\})")
_NOT_PLAIN = re.compile(r":(?: |$)| #")  # where YAML sees another key, or a comment
_MEANT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})  # as something else than words

_Read = Callable[[Fenced], FrontMatter]


def read_front_matter(text: str, lines: Lines) -> FrontMatter:
    """Return the front matter of an article; what is wrong with it stands in `problem`, never raised."""
    top = lines.text(0)
    form = next((form for form in _FORMS if form.is_fence(top)), None)
    if form is None:
        return FrontMatter()
    limit = min(len(lines), _MAX_LINES)
    closing = next((n for n in range(1, limit) if form.is_fence(lines.text(n))), None)
    if closing is None:
        if len(lines) < 2 or not form.is_key(lines.text(1)):
            return FrontMatter()  # a thematic break
        return FrontMatter(problem=_unclosed(lines, limit, form), syntax=form.syntax)
    inner = Span(lines.starts[1], lines.starts[closing])
    return form.read(Fenced(text, Span(0, lines.full_span(closing).end), closing + 1, inner))


def _unclosed(lines: Lines, limit: int, form: "_Form") -> FrontMatterProblem:
    for number in range(1, limit) if form.syntax is Syntax.YAML else ():
        line = lines.text(number)
        if _DOTS.fullmatch(line):
            message = "the front matter is closed with dots, which few sites take for its end: put three dashes here"
            return FrontMatterProblem(message, lines.starts[number])
        if not line.strip():
            break
    return FrontMatterProblem(f"the front matter is never closed: a line of three {form.marks} is missing", 0)


def _read_toml(fenced: Fenced) -> FrontMatter:
    from review_tui.article.front_matter_toml import read_toml  # few articles have it

    return _read_filled_in(read_toml, fenced)


def _read_yaml(fenced: Fenced) -> FrontMatter:
    fields = _plain_fields(fenced.text, fenced.inner)
    if fields is not None:
        values: dict[str, object] = {field.key: field.value for field in fields}
        return FrontMatter(fenced.span, fenced.lines, fields, values, syntax=Syntax.YAML)
    from review_tui.article.front_matter_yaml import read_yaml  # it takes long to load

    front = _read_filled_in(read_yaml, fenced)
    return FrontMatter() if front.problem and _is_text(fenced.body) else front


def _is_text(body: str) -> bool:
    """Tell text between two thematic breaks from what was to be keys and values."""
    first = next((line for line in body.splitlines() if line.strip() and not line.startswith("#")), "")
    if body[:1] in ("\r", "\n"):
        return _YAML_KEY.match(first) is None
    return _MARKDOWN.match(first) is not None


def _read_filled_in(read: _Read, fenced: Fenced) -> FrontMatter:
    """Return front matter; of a template that a generator fills in (`title: {{ title }}`), as if it had done so."""
    front = read(fenced)
    text, inner = fenced.text, fenced.inner
    if front.problem is None or not _TAG.search(text, *inner):
        return front
    filled_in = _TAG.sub(_filling, fenced.body)
    return read(fenced._replace(text=text[: inner.start] + filled_in + text[inner.end :]))


def _filling(tag: re.Match[str]) -> str:
    """Return words as long as a tag."""
    return f'"{"x" * (len(tag["tag"]) - 2)}"' if tag["value"] is not None else "x" * len(tag["tag"])


def _plain_fields(text: str, inner: Span) -> tuple[Field, ...] | None:
    """Return the fields where there are only keys with words, one on a line; None where YAML has to be asked."""
    fields: list[Field] = []
    place = inner.start
    while place < inner.end:
        line = _PLAIN_LINE.match(text, place, inner.end)
        if line is None or line.end() - inner.start > YAML_LIMIT:
            return None
        key, words = line[1], line[2].rstrip(" ")
        is_text = HAN.search(words) or (words[0].isalpha() and words.lower() not in _MEANT)
        if key.lower() in _MEANT or not is_text or not words.isprintable() or _NOT_PLAIN.search(words):
            return None
        start = line.start(2)
        offsets = OffsetMap(start, len(words))
        fields.append(Field(key, Span(*line.span(1)), words, Span(start, start + len(words)), words, offsets))
        place = line.end()
    return tuple(fields) or None


class _Form(NamedTuple):
    """How front matter of one syntax is told, and read.

    `is_fence` tells the line before and after it, made of `marks`. A fence that is never closed is a thematic break,
    unless `is_key` holds for the line below it.
    """

    syntax: Syntax
    is_fence: Callable[[str], object]
    marks: str
    is_key: Callable[[str], object]
    read: _Read


_FORMS = (
    _Form(Syntax.YAML, _YAML_FENCE.fullmatch, "dashes", _YAML_KEY.match, _read_yaml),
    _Form(Syntax.TOML, _TOML_FENCE.fullmatch, "plus signs", _TOML_KEY.match, _read_toml),
)
