"""markdown-it-py with exact positions.

markdown-it-py says which lines a block stands on, but not where a link or an emphasis stands in them. Its inline
rules are therefore wrapped: the state's position before and after a rule is the stretch that the rule took. No second
Markdown parser, and no regular expression that guesses.
"""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from markdown_it import MarkdownIt, helpers
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from review_tui.article.dispatch import SPECIAL, BlockParser, InlineParser

Env = MutableMapping[str, Any]
_TRACE = "review_tui.trace"


class Piece(NamedTuple):
    """What one inline rule took, in positions of the block's content."""

    rule: str
    start: int
    end: int
    text: str  # the characters that a reader sees for it: of an entity, an escape or a code span


class TracedLink(NamedTuple):
    """A link, in positions of the block's content: `[` at `start`, `]` at `label_end`, its end at `end`."""

    start: int
    label_end: int
    end: int
    href: str


class TracedDelimiter(NamedTuple):
    """One `*` or `_` that may open or close emphasis, with the list in which markdown-it-py pairs it."""

    position: int
    siblings: list[Delimiter]
    place: int  # its index there

    @property
    def partner(self) -> int | None:
        """Return the index among the siblings of the one that closes what this one opens."""
        end = self.siblings[self.place].end
        return None if end == -1 else end


@dataclass(slots=True)
class Trace:
    """What the inline rules took in the content of one block."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[TracedLink] = field(default_factory=list)
    delimiters: list[TracedDelimiter] = field(default_factory=list)
    labels: dict[int, int] = field(default_factory=dict)


def _trace_of(env: Env) -> Trace | None:
    trace = env.get(_TRACE)
    return trace if isinstance(trace, Trace) else None


def _wrap(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Return a rule that does what `rule` does and notes what it took."""

    def traced(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if silent:
            return rule(state, True)
        trace = _trace_of(state.env)
        if trace is None:
            return rule(state, False)
        before = len(state.tokens)
        if name == "image":  # its description is parsed as a text of its own
            state.env[_TRACE] = None
        try:
            taken = rule(state, False)
        finally:
            state.env[_TRACE] = trace
        if taken:
            _note(trace, state, name, start, before)
        return taken

    return traced


def _note(trace: Trace, state: StateInline, name: str, start: int, before: int) -> None:
    if name == "emphasis":
        first = len(state.delimiters) - (state.pos - start)
        siblings = state.delimiters
        trace.delimiters += [TracedDelimiter(start + n, siblings, first + n) for n in range(state.pos - start)]
    elif name == "link":
        opened = next(token for token in state.tokens[before:] if token.type == "link_open")
        trace.links.append(TracedLink(start, trace.labels[start], state.pos, str(opened.attrs.get("href", ""))))
    elif len(state.tokens) > before:  # else it only let literal characters pass, such as lone backticks
        seen = state.tokens[-1].content if name in ("escape", "entity", "backticks") else ""
        trace.pieces.append(Piece(name, start, state.pos, seen))


def _parse_link_label(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803
    """Do what markdown-it-py's own does, and note where the label ends."""
    end = helpers.parseLinkLabel(state, start, disableNested)
    trace = _trace_of(state.env)
    if trace is not None and end >= 0:
        trace.labels[start] = end
    return end


def _inline(state: StateCore) -> None:
    """Parse each block's content and keep its trace in the token's `meta`."""
    for token in state.tokens:
        if token.type == "inline":
            trace = Trace()
            token.meta["trace"] = trace
            state.env[_TRACE] = trace
            token.children = []
            if SPECIAL.search(token.content) is None:  # plain text, as most headings are
                if token.content:
                    token.children.append(Token("text", "", 0, content=token.content))
                continue
            state.md.inline.parse(token.content, state.md, state.env, token.children)
    state.env.pop(_TRACE, None)


@cache
def parser() -> MarkdownIt:
    """Return the one parser of the process: CommonMark with tables, its inline rules traced."""
    md = MarkdownIt("commonmark")
    md.inline = InlineParser(_wrap)
    md.block = BlockParser()
    md.core.ruler.at("inline", _inline)
    md.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkLabel=_parse_link_label,
        parseLinkDestination=helpers.parseLinkDestination,
        parseLinkTitle=helpers.parseLinkTitle,
    )
    return md


def parse(text: str) -> list[Token]:
    r"""Return the block tokens of a text whose line ends are `\n`; each inline token's `meta` holds its `Trace`."""
    return parser().parse(text, {})


def render(tokens: list[Token]) -> str:
    """Return the HTML of block tokens, as a site's renderer makes it."""
    md = parser()
    return str(md.renderer.render(tokens, md.options, {}))


def render_inline(tokens: list[Token]) -> str:
    """Return the HTML of the inline tokens of one block."""
    md = parser()
    renderer = md.renderer
    if not isinstance(renderer, RendererHTML):
        raise TypeError("the parser renders no HTML")
    return renderer.renderInline(tokens, md.options, {})


def render_text(text: str) -> str:
    """Return the HTML of a Markdown text."""
    return render(parse(text))
