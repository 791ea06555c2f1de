"""Front matter: its values through python-frontmatter, and where each key and value stands."""

import re
from dataclasses import dataclass, field
from typing import Any

import frontmatter
import yaml

from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Lines, Span
from review_tui.article.scalars import scalar_offsets

LIMIT = 256 * 1024  # characters; front matter is a handful of lines, and YAML is costly
_MAX_DEPTH = 50
_MAX_ALIASES = 50
_FENCE = re.compile(r"-{3,}[ \t]*")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RISKY = re.compile(r"[\[{&*]|\n {40}")


@dataclass(frozen=True, slots=True)
class Field:
    """One key and its value.

    `value_span` takes in quotes and block marks. `text` is the value where it is one string, and `offsets` leads from
    its characters to the article; both are None for numbers, lists and the like.
    """

    key: str
    key_span: Span
    value: object
    value_span: Span
    text: str | None
    offsets: OffsetMap | None
    exact: bool  # whether each character of `text` has a place of its own


@dataclass(frozen=True, slots=True)
class FrontMatterProblem:
    """Why front matter cannot be read, and where (a code point offset into the article)."""

    message: str
    offset: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block between the two `---` lines at the top.

    `span` takes in both fences and their line ends; `lines` is how many lines that is. All of it is empty where an
    article has none.
    """

    span: Span = field(default=Span(0, 0))
    lines: int = 0
    fields: tuple[Field, ...] = ()
    values: dict[str, object] = field(default_factory=dict)
    problem: FrontMatterProblem | None = None

    def field(self, key: str) -> Field | None:
        """Return the field of that name, or None."""
        return next((item for item in self.fields if item.key == key), None)

    def text(self, key: str) -> str | None:
        """Return the value of a key where it is a string, else None."""
        item = self.field(key)
        return item.text if item else None


def read_front_matter(text: str, lines: Lines) -> FrontMatter:
    """Return the front matter of an article; what is wrong with it stands in `problem`, never raised."""
    if not _FENCE.fullmatch(lines.text(0)):
        return FrontMatter()
    limit = min(len(lines), LIMIT)
    closing = next((n for n in range(1, limit) if _FENCE.fullmatch(lines.text(n))), None)
    if closing is None:
        if not _looks_like_yaml(lines):
            return FrontMatter()  # a thematic break
        problem = FrontMatterProblem("the front matter is never closed: a line of three dashes is missing", 0)
        return FrontMatter(problem=problem)
    span = Span(0, lines.full_span(closing).end)
    inner = Span(lines.starts[1], lines.starts[closing])
    return _read(text, span, closing + 1, inner)


def _looks_like_yaml(lines: Lines) -> bool:
    return len(lines) > 1 and re.match(r"[A-Za-z_][\w-]*:(?:\s|$)", lines.text(1)) is not None


def _read(text: str, span: Span, count: int, inner: Span) -> FrontMatter:
    body = inner.cut(text)
    problem = _risk(body, inner.start)
    if problem:
        return FrontMatter(span, count, problem=problem)
    try:
        values, _ = frontmatter.parse(f"---\n{body}\n---\n")
        node = yaml.compose(body, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = inner.start + min(mark.index if mark else 0, len(body))
        message = " ".join(part for part in (error.context, error.problem) if part)
        return FrontMatter(span, count, problem=FrontMatterProblem(f"the front matter is not YAML: {message}", offset))
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        place = min(getattr(error, "position", 0) or 0, len(body))
        message = str(getattr(error, "reason", "") or error).split("\n")[0]
        return FrontMatter(
            span, count, problem=FrontMatterProblem(f"the front matter is not YAML: {message}", inner.start + place)
        )
    if node is None:
        return FrontMatter(span, count)
    if isinstance(node, yaml.ScalarNode):
        return FrontMatter()  # prose between two thematic breaks
    if not isinstance(node, yaml.MappingNode):
        message = "the front matter is not a list of keys and values"
        return FrontMatter(span, count, problem=FrontMatterProblem(message, inner.start))
    fields = tuple(_fields(text, inner.start, node, values))
    return FrontMatter(span, count, fields, values)


def _risk(body: str, start: int) -> FrontMatterProblem | None:
    """Refuse what would cost YAML much more than its size: aliases that multiply, and deep nesting."""
    if len(body) > LIMIT:
        return FrontMatterProblem(f"the front matter has {len(body):,} characters; at most {LIMIT:,} are read", start)
    if not _RISKY.search(body):
        return None
    depth = aliases = 0
    try:
        for event in yaml.parse(body, Loader=_LOADER):
            if isinstance(event, yaml.events.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.events.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.events.AliasEvent):
                aliases += 1
            if depth > _MAX_DEPTH:
                return FrontMatterProblem(f"the front matter is nested more than {_MAX_DEPTH} deep", start)
            if aliases > _MAX_ALIASES:
                return FrontMatterProblem(f"the front matter holds more than {_MAX_ALIASES} YAML aliases", start)
    except yaml.YAMLError:
        return None  # read again by the caller, which reports it
    return None


def _fields(text: str, start: int, node: yaml.MappingNode, values: dict[str, object]) -> list[Field]:
    found = []
    for key, value in node.value:
        name = str(getattr(key, "value", ""))
        key_span = Span(start + key.start_mark.index, start + key.end_mark.index)
        value_span = _trimmed(text, start + value.start_mark.index, start + value.end_mark.index)
        content = values.get(name)
        offsets, exact, string = None, False, None
        if isinstance(value, yaml.ScalarNode) and isinstance(content, str):
            string = content
            offsets, exact = scalar_offsets(value_span.cut(text), value_span.start, content, value.style)
        found.append(Field(name, key_span, content, value_span, string, offsets, exact))
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave the white space after a value out of its span."""
    while end > start and text[end - 1] in " \t\r\n":
        end -= 1
    return Span(start, end)
