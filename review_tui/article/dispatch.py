"""markdown-it-py's two tokenizers, told by a character which rules can begin with it.

markdown-it-py tries every rule at every line and at every special character. Each rule of CommonMark begins with a
character of its own, so most of those calls say no at once. Here the character picks the rules; the rules themselves,
their order and what they do are markdown-it-py's. (Profile of 300 articles: two thirds of its time were such calls.)
"""

import re
from collections.abc import Callable

from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

InlineRule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]

INLINE_STARTS = {
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
SPECIAL = re.compile(r"[\n\\`*_\[\]!<&]")  # where plain text ends; `]` because it ends a link's label
_BLOCK_STARTS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
_CODE_INDENT = 4


class InlineParser(ParserInline):
    """Tokenizes the content of a block."""

    def __init__(self, wrap: Callable[[str, InlineRule], InlineRule]) -> None:
        """Take what each rule is wrapped in."""
        super().__init__()
        self._by_start: dict[str, list[InlineRule]] = {}
        for rule in self.ruler.__rules__:
            for start in INLINE_STARTS.get(rule.name, ""):
                self._by_start.setdefault(start, []).append(wrap(rule.name, rule.fn))
        self.ruler.enableOnly(["text", *INLINE_STARTS])
        self.ruler2.enableOnly(["balance_pairs", "emphasis", "fragments_join"])

    def tokenize(self, state: StateInline) -> None:
        """Do what markdown-it-py's own does."""
        src, end = state.src, state.posMax
        rules_at = self._by_start if state.level < state.md.options["maxNesting"] else {}
        while state.pos < end:
            start = state.pos
            if src[start] not in self._by_start:
                match = SPECIAL.search(src, start + 1, end)
                state.pos = match.start() if match else end
                state.append_pending(src[start : state.pos])
                continue
            for rule in rules_at.get(src[start], ()):
                if rule(state, False):
                    break
            else:
                state.append_pending(src[start])
                state.pos = start + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        """Do what markdown-it-py's own does."""
        start = state.pos
        known = state.cache.get(start)
        if known is not None:
            state.pos = known
            return
        rules = self._by_start.get(state.src[start])
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax + 1
        elif rules is None:
            match = SPECIAL.search(state.src, start + 1)
            state.pos = match.start() if match else state.posMax
        elif not self._skips(state, rules):
            state.pos = start + 1
        state.cache[start] = state.pos

    def _skips(self, state: StateInline, rules: list[InlineRule]) -> bool:
        for rule in rules:
            state.level += 1
            taken = rule(state, True)
            state.level -= 1
            if taken:
                return True
        return False


class BlockParser(ParserBlock):
    """Tokenizes the lines of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler.enableOnly([*_BLOCK_STARTS, "table", "code", "lheading", "paragraph"])
        self._rules: dict[tuple[str, bool, bool], list[BlockRule]] = {}

    def _rules_for(self, first: str, *, pipes: bool, indented: bool) -> list[BlockRule]:
        key = (first if first in "`~>*-_+0123456789[<#" else "", pipes, indented)
        rules = self._rules.get(key)
        if rules is None:
            rules = self._rules[key] = [
                rule.fn
                for rule in self.ruler.__rules__
                if rule.enabled
                and key[0] in (_BLOCK_STARTS.get(rule.name, key[0]) or key[0])
                and (key[0] or rule.name not in _BLOCK_STARTS)
                and (pipes or rule.name != "table")
                and (indented or rule.name != "code")
            ]
        return rules

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Do what markdown-it-py's own does."""
        line = startLine
        deepest = state.md.options["maxNesting"]
        pipes = "|" in state.src
        blank = False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= deepest:
                state.line = endLine
                break
            first = state.src[state.bMarks[line] + state.tShift[line]]
            indented = state.sCount[line] - state.blkIndent >= _CODE_INDENT
            for rule in self._rules_for(first, pipes=pipes, indented=indented):
                if rule(state, line, endLine, False):
                    break
            state.tight = not blank
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                blank = True
            if line < endLine and state.isEmpty(line):
                blank = True
                line += 1
                state.line = line
