"""markdown-it-py's inline parser, with exact positions.

markdown-it-py does not say where a link or an emphasis stands. Its rules are therefore called from a loop that looks
at the state's position before and after each: that is the stretch which the rule took. The rules themselves are
markdown-it-py's own; the loop goes straight to those that a character can begin, where the original tries all of
them, and takes text in one step up to the next such character.
"""

import re
from collections.abc import Callable, MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from review_tui.article.trace import Piece, Trace, TracedLink, TracedRun

Env = MutableMapping[str, Any]
_Rule = Callable[[StateInline, bool], bool]
# The characters that a rule of CommonMark can begin with. `text` takes what none of them begins with.
_STARTS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
_SPECIAL = re.compile(r"[\n\\`*_\[<&!](?:(?<!!)|(?=\[))")
_SPECIAL_OR_CLOSING = re.compile(r"[\n\\`*_\[\]<&!](?:(?<!!)|(?=\[))")
# Words without a mark, a target without space, brackets, escapes and entities: half of the parser's time would go into
# the rule for all links, and nearly all are of this form.
_SIMPLE_LINK = re.compile(r"\[([^\n\\`*_\[\]<&]*)\]\(([^\s<>()\\&\x00-\x20\x7f]+)\)")
_SEEN = frozenset({"escape", "entity", "backticks"})
PLAIN = Trace()  # the trace of content in which no rule can begin; never written to


class _State(StateInline):
    """The state of one parse, with its trace. The description of an image is a parse of its own."""

    def __init__(self, source: str, md: MarkdownIt, env: Env, tokens: list[Token]) -> None:
        super().__init__(source, md, env, tokens)
        self.trace = Trace()
        self.label_end = 0  # where the link description parsed last ends


class InlineParser(ParserInline):
    """The inline parser of CommonMark; it notes in a `Trace` what each rule matched."""

    def __init__(self, rules: ParserInline) -> None:
        super().__init__()
        self.ruler = rules.ruler
        self.ruler2 = rules.ruler2
        self._by_start: dict[str, list[tuple[str, _Rule]]] = {}
        for rule in rules.ruler.__rules__:
            if rule.enabled and rule.name != "text":
                for character in _STARTS[rule.name]:
                    self._by_start.setdefault(character, []).append((rule.name, rule.fn))

    def traced(self, content: str, md: MarkdownIt, env: Env) -> tuple[list[Token], Trace]:
        """Return the inline tokens of a block's content, and its trace.

        For plain content, and for content with nothing but simple links in it, there are no tokens: most content is of
        this form and is never rendered. `markdown.render` makes them when they are needed.
        """
        if _SPECIAL.search(content) is None:
            return [], PLAIN
        links = _simple_links(content, md)
        if links is not None:
            return [], Trace(links=links)
        state = _State(content, md, env, [])
        self._run(state)
        return state.tokens, state.trace

    def parse(self, src: str, md: MarkdownIt, env: Env, tokens: list[Token]) -> list[Token]:
        """Parse a text of its own, such as the description of an image."""
        state = _State(src, md, env, tokens)
        self._run(state)
        return state.tokens

    def _run(self, state: _State) -> None:
        self.tokenize(state)
        if state.trace.runs:  # the second pass is about emphasis alone
            for rule in self.ruler2.getRules(""):
                rule(state)

    def tokenize(self, state: StateInline) -> None:
        """Make tokens of the content up to the state's end."""
        if not isinstance(state, _State):
            raise TypeError("a state without a trace")
        source, end = state.src, state.posMax
        by_start, trace = self._by_start, state.trace
        position = state.pos
        nests_too_deep = state.level >= state.md.options["maxNesting"]
        while position < end:
            match = None if nests_too_deep else _SPECIAL.search(source, position, end)
            start = match.start() if match else end
            if start > position:
                state.append_pending(source[position:start])
                state.pos = position = start
            if match is None:
                break
            character = source[start]
            if character == "[" and (match := _SIMPLE_LINK.match(source, start, end)) and _add_link(state, match):
                position = state.pos
                continue
            before = len(state.tokens)
            for name, rule in by_start[character]:
                if rule(state, False):
                    position = state.pos
                    _note(trace, state, name, start, before)
                    break
            else:
                state.append_pending(character)
                state.pos = position = start + 1
        state.label_end = end
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        """Go past one token without making any."""
        position = state.pos
        known = state.cache.get(position)
        if known is not None:
            state.pos = known
            return
        source = state.src
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax + 1  # as markdown-it-py does: the rest is not looked at
        else:
            rules = self._by_start.get(source[position])
            if rules is None:
                match = _SPECIAL_OR_CLOSING.search(source, position + 1, state.posMax)
                state.pos = position + 1 if source[position] == "]" else match.start() if match else state.posMax
            else:
                state.level += 1
                taken = any(rule(state, True) for _, rule in rules)
                state.level -= 1
                if not taken:
                    state.pos = position + 1
        state.cache[position] = state.pos


def _simple_links(content: str, md: MarkdownIt) -> list[TracedLink] | None:
    """Return the links of content in which no rule can begin but at a simple link; None for other content."""
    links: list[TracedLink] = []
    position = 0
    while (special := _SPECIAL.search(content, position)) is not None:
        match = _SIMPLE_LINK.match(content, special.start())
        link = _simple_link(match, md) if match else None
        if link is None:
            return None
        links.append(link)
        position = link.end
    return links


def _simple_link(match: re.Match[str], md: MarkdownIt) -> TracedLink | None:
    """Return the link that a match of `_SIMPLE_LINK` stands for; None where its target is not allowed."""
    href = md.normalizeLink(match[2])
    return TracedLink(match.start(), match.end(1), match.end(), href) if md.validateLink(href) else None


def _add_link(state: _State, match: re.Match[str]) -> bool:
    """Do what the link rule does for a match of `_SIMPLE_LINK`; tell whether it is a link."""
    link = _simple_link(match, state.md)
    if link is None:
        return False
    state.push("link_open", "a", 1).attrs = {"href": link.href}
    state.append_pending(match[1])
    state.push("link_close", "a", -1)
    state.trace.links.append(link)
    state.pos = link.end
    return True


def _note(trace: Trace, state: _State, name: str, start: int, before: int) -> None:
    """Note what a rule matched from `start` to the state's position; `before` is how many tokens there were."""
    end = state.pos
    if name == "emphasis":
        trace.runs.append(TracedRun(start, end, state.delimiters, len(state.delimiters) - (end - start)))
    elif name == "link":
        tokens = state.tokens
        opened = tokens[before] if tokens[before].type == "link_open" else tokens[before + 1]
        trace.links.append(TracedLink(start, state.label_end, end, str(opened.attrs["href"])))
    elif len(state.tokens) > before:  # else it only let literal characters pass, such as lone backticks
        trace.pieces.append(Piece(name, start, end, state.tokens[-1].content if name in _SEEN else ""))
