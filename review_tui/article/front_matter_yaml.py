"""Front matter that is more than keys and words: python-frontmatter and PyYAML read it, within bounds."""

import re
from collections.abc import Iterator
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from review_tui.article.front_matter import YAML_LIMIT, Fenced, Field, FrontMatter, Syntax
from review_tui.article.position import Span
from review_tui.article.scalars import scalar_offsets

_MAX_DEPTH = 50
_TOO_DEEP = f"the front matter is nested more than {_MAX_DEPTH} deep"
_MAX_ALIASES = 50
_MAX_NODES = 100_000  # with every alias written out
_MAX_NUMBER = 1000  # characters; PyYAML's time for a number in base 60 grows with the square of its length
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAY_BE_DEEP = re.compile(r"[\[{*]|(?:^|\r)[ \t?:-]{40}", re.MULTILINE)
_STRING = "tag:yaml.org,2002:str"
_NUMBERS = frozenset({"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"})


def read_yaml(fenced: Fenced) -> FrontMatter:
    """Return front matter as it is read. What is wrong with it stands in `problem`, never raised."""
    body = fenced.body
    handler = _Handler(body)
    try:
        if len(body) > YAML_LIMIT:
            raise _TooLarge(f"the front matter has {len(body):,} characters; at most {YAML_LIMIT:,} are read", 0)
        if _MAY_BE_DEEP.search(body):
            _check_depth(body)
        values, _ = frontmatter.parse("", handler=handler)
    except Exception as error:  # PyYAML raises KeyError, IndexError and AttributeError too, for `!!bool x` and the like
        message, place = _explain(error, body)
        return fenced.unreadable(Syntax.YAML, message, max(0, min(place, len(body))))
    node = handler.node
    if node is None:
        return FrontMatter(fenced.span, fenced.lines, syntax=Syntax.YAML)
    if isinstance(node, yaml.ScalarNode):
        return FrontMatter()  # prose between two thematic breaks
    if not isinstance(node, yaml.MappingNode):
        return fenced.unreadable(Syntax.YAML, "the front matter is not a list of keys and values")
    # PyYAML does not count a byte order mark that the text begins with.
    start = fenced.inner.start + body.startswith("\ufeff")
    fields = tuple(_fields(fenced.text, start, handler.pairs, values))
    return FrontMatter(fenced.span, fenced.lines, fields, values, syntax=Syntax.YAML)


class _Handler(YAMLHandler):
    """Hands python-frontmatter the text between the fences, and keeps the nodes that its values are made of."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.body = body
        self.node: yaml.Node | None = None
        self.pairs: list[tuple[yaml.Node, yaml.Node]] = []

    def split(self, text: str) -> tuple[str, str]:
        """Return the front matter, whose fences are known, and no content."""
        del text
        return self.body, ""

    def load(self, fm: str, **kwargs: object) -> Any:
        """Return the value of the front matter; raise what PyYAML raises, or _TooLarge."""
        del kwargs
        loader = _LOADER(fm)
        try:
            self.node = loader.get_single_node()
            if self.node is None or isinstance(self.node, yaml.ScalarNode):
                return None
            _check_size(self.node)
            if isinstance(self.node, yaml.MappingNode):
                self.pairs = list(self.node.value)  # before merge keys are resolved into it
            return loader.construct_document(self.node)
        finally:
            loader.dispose()


class _TooLarge(Exception):
    """The front matter would cost more than it can be worth. `offset` counts from the beginning of its text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def _explain(error: Exception, body: str) -> tuple[str, int]:
    """Return what is wrong, and where in the body (code points)."""
    if isinstance(error, _TooLarge):
        return str(error), error.offset
    place = 0
    message = str(error).split("\n")[0]
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        place = (mark.index if mark else 0) + body.startswith("\ufeff")
        message = " ".join(part for part in (error.context, error.problem) if part)
        if "nesting depth" in message:  # newer versions of libyaml count before they say what they read
            return _TOO_DEEP, place
    elif isinstance(error, yaml.reader.ReaderError):
        place = body.find(chr(error.character)) if isinstance(error.character, int) else error.position
        message = f"{error.reason} (U+{ord(body[place]):04X})" if 0 <= place < len(body) else error.reason
    elif isinstance(error, UnicodeEncodeError):
        place, message = error.start, f"half of a surrogate pair (U+{ord(body[error.start]):04X})"
    elif not isinstance(error, ValueError):
        message = "a value does not fit its tag"
    return f"the front matter is not YAML: {message}", place


def _check_depth(body: str) -> None:
    """Raise _TooLarge for nesting at which libyaml runs out of stack, and for more aliases than anyone writes."""
    depth = aliases = 0
    for event in yaml.parse(body, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
        place = event.start_mark.index if event.start_mark else 0
        if depth > _MAX_DEPTH:
            raise _TooLarge(_TOO_DEEP, place)
        if aliases > _MAX_ALIASES:
            raise _TooLarge(f"the front matter holds more than {_MAX_ALIASES} YAML aliases", place)


def _check_size(root: yaml.Node) -> None:
    """Raise _TooLarge for aliases that multiply or that stand for what they are in, and for endless numbers."""
    sizes: dict[int, int] = {}

    def size(node: yaml.Node) -> int:
        known = sizes.get(id(node))
        if known == 0:
            raise _TooLarge("the front matter holds an alias that stands for what it is in", node.start_mark.index)
        if known is not None:
            return known
        total = 1
        if isinstance(node, yaml.ScalarNode):
            if node.tag in _NUMBERS and len(node.value) > _MAX_NUMBER:
                message = f"the front matter holds a number of {len(node.value):,} characters"
                raise _TooLarge(message, node.start_mark.index)
        else:
            sizes[id(node)] = 0
            for item in node.value:
                total += size(item) if isinstance(item, yaml.Node) else size(item[0]) + size(item[1])
                if total > _MAX_NODES:
                    message = f"the front matter holds more than {_MAX_NODES:,} values, its aliases written out"
                    raise _TooLarge(message, node.start_mark.index)
            sizes[id(node)] = total
        return total

    size(root)


def _fields(
    text: str, start: int, pairs: list[tuple[yaml.Node, yaml.Node]], values: dict[str, object]
) -> Iterator[Field]:
    """Yield the field of each key and its value; PyYAML counts from `start`, an offset into the article's text."""
    for key, value in pairs:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        key_span = Span(start + key.start_mark.index, start + key.end_mark.index)
        begin, end = start + value.start_mark.index, start + value.end_mark.index
        written = text[begin:end].rstrip(" \t\r\n\x85\u2028\u2029")
        value_span = Span(begin, begin + len(written))
        if isinstance(value, yaml.ScalarNode) and value.tag == _STRING:
            content = str(value.value)
            source = text[begin:end] if value.style in ("|", ">") else written
            offsets, exact = scalar_offsets(source, begin, content, value.style)
            value_span = Span(begin, max(value_span.end, offsets.end(len(content)) if exact else 0))
            yield Field(name, key_span, content, value_span, content, offsets)
        else:
            yield Field(name, key_span, values.get(name), value_span, None, None)
