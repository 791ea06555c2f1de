"""Front matter as the rules see it: its values, and where each key and value stands."""

from enum import Enum
from typing import NamedTuple

from msgspec import Struct

from review_tui.article.offsets import OffsetMap
from review_tui.article.position import Span

YAML_LIMIT = 256 * 1024  # characters; front matter is a handful of lines, and YAML is costly
_NOWHERE = Span(0, 0)


class Field(Struct, frozen=True):
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


class FrontMatterProblem(Struct, frozen=True):
    """Why front matter cannot be read, and where (a code point offset into the article)."""

    message: str
    offset: int


class Syntax(Enum):
    """What front matter is written in."""

    YAML = "yaml"
    TOML = "toml"


class FrontMatter(Struct, frozen=True):
    """The block between the two `---` lines (or `+++` lines, of TOML) at the top.

    `span` takes in both fences and their line ends; `lines` is how many lines that is. `syntax` is what the first fence
    says, and so is known where there is a `problem`, too. All of it is empty where an article has no front matter.
    """

    span: Span = _NOWHERE
    lines: int = 0
    fields: tuple[Field, ...] = ()
    values: dict[str, object] = {}
    problem: FrontMatterProblem | None = None
    syntax: Syntax | None = None

    def field(self, key: str) -> Field | None:
        """Return the field of that name, the last one where it stands there twice, or None."""
        return next((item for item in reversed(self.fields) if item.key == key), None)

    def text(self, key: str) -> str | None:
        """Return the value of a key where it is a string, else None."""
        item = self.field(key)
        return item.text if item else None


class Fenced(NamedTuple):
    """Front matter before it is read: where it stands in the `text` of an article.

    `span` takes in both fences and their line ends, `lines` is how many lines that is; `inner` is what is between them.
    """

    text: str
    span: Span
    lines: int
    inner: Span

    @property
    def body(self) -> str:
        """Return what stands between the fences."""
        return self.inner.cut(self.text)

    def unreadable(self, syntax: Syntax, message: str, offset: int = 0) -> FrontMatter:
        """Return the front matter with no fields and a problem, which stands at an offset into the body."""
        problem = FrontMatterProblem(message, self.inner.start + offset)
        return FrontMatter(self.span, self.lines, problem=problem, syntax=syntax)
