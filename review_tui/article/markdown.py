"""markdown-it-py as this project uses it: CommonMark with tables, and exact positions."""

from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.common import normalize_url
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.normalize import normalize
from markdown_it.rules_core.text_join import text_join
from markdown_it.token import Token

from review_tui.article.block_parser import BlockParser
from review_tui.article.inline_parser import InlineParser

TRACE = "review_tui.trace"  # in the `meta` of an inline token: its Trace


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Return the target of a link as a browser wants it."""
        return _normal_link(url)


@lru_cache(maxsize=1 << 12)  # articles link to the same articles again and again
def _normal_link(url: str) -> str:
    return normalize_url.normalizeLink(url)


def _normalize(state: StateCore) -> None:
    """Make line ends and NUL what the other rules expect, where there is anything to do."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _inline(state: StateCore) -> None:
    """Parse each block's content and keep its trace in the token's `meta`."""
    inline = state.md.inline
    if not isinstance(inline, InlineParser):
        raise TypeError("the parser notes no positions")
    marked: list[Token] = []
    for token in state.tokens:
        if token.type == "inline":
            token.children, trace = inline.traced(token.content, state.md, state.env)
            token.meta[TRACE] = trace
            if token.children:
                marked.append(token)
    text_join(StateCore(state.src, state.md, state.env, marked))


@cache
def parser() -> MarkdownIt:
    """Return the one parser of the process."""
    md = _Parser("commonmark").enable("table").disable("text_join")
    md.block = BlockParser(md.block)
    md.inline = InlineParser(md.inline)
    md.core.ruler.at("normalize", _normalize)
    md.core.ruler.at("inline", _inline)
    return md


def parse(text: str) -> list[Token]:
    """Return the block tokens of a text; each inline token's `meta` holds its `Trace`."""
    return parser().parse(text, {})


def render(tokens: list[Token]) -> str:
    """Return the HTML of block tokens, as a site's renderer makes it."""
    md = parser()
    for token in tokens:
        if token.type == "inline" and not token.children:
            token.children = _tokens_of(token.content)
    return str(md.renderer.render(tokens, md.options, {}))


def render_inline(content: str, tokens: list[Token]) -> str:
    """Return the HTML of the content of one block, and of its inline tokens; where they are left out, make them."""
    md = parser()
    renderer = md.renderer
    if not isinstance(renderer, RendererHTML):
        raise TypeError("the parser renders no HTML")
    return renderer.renderInline(tokens or _tokens_of(content), md.options, {})


def _tokens_of(content: str) -> list[Token]:
    """Return the inline tokens of content that has none yet: see `InlineParser.traced`."""
    md = parser()
    return md.inline.parse(content, md, {}, [])


def render_text(text: str) -> str:
    """Return the HTML of a Markdown text."""
    return render(parse(text))
