"""markdown-it-py's block parser, going straight to the rules that a line can begin.

The rules are markdown-it-py's own, in its order, but footnotes are text. A line's first character rules out most of
them, and an empty line below rules out tables and underlined headings; the original calls every rule for every line.
"""

from collections.abc import Callable, Iterable
from typing import cast

from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Rule
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_Rule = Callable[[StateBlock, int, int, bool], bool]
_DIGITS = "0123456789"
# The characters that a line of each rule begins with. Lines of rules that are not here can begin with any.
_STARTS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+" + _DIGITS,
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
_NEED_LINE_BELOW = frozenset({"table", "lheading"})
_CLOSE = Token("paragraph_close", "p", -1, block=True)  # outside of lists and quotes: there, nothing changes it
COLUMNS = "review_tui.columns"  # in the `meta` of a table's token: the column at which each of its rows begins


class BlockParser(ParserBlock):
    """The block parser of CommonMark with tables."""

    def __init__(self, rules: ParserBlock) -> None:
        super().__init__()
        self.ruler = rules.ruler
        active = [rule for rule in rules.ruler.__rules__ if rule.enabled]
        for rule in active:
            if rule.name == "table":
                rules.ruler.at("table", _with_columns(rule.fn), {"alt": rule.alt})
            elif rule.name == "reference":
                rules.ruler.at("reference", _but_for_notes(rule.fn), {"alt": rule.alt})
        starts = {character for name in _STARTS for character in _STARTS[name]}
        self._all = [rule.fn for rule in active]
        unindented = [rule for rule in active if rule.name != "code"]
        self._by_start = {start: _rules(unindented, start) for start in starts}
        self._by_start_alone = {start: _rules(unindented, start, alone=True) for start in starts}
        self._other = _rules(unindented, "")
        self._paragraph = _rules(unindented, "", alone=True)  # the paragraph rule and no other

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Make tokens of the lines from `startLine` to before `endLine`."""
        nesting_limit = state.md.options.maxNesting
        source, starts, shifts, ends, indents = state.src, state.bMarks, state.tShift, state.eMarks, state.sCount
        line = startLine
        has_empty_lines = False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or indents[line] < state.blkIndent:
                break
            if state.level >= nesting_limit:
                state.line = endLine  # as markdown-it-py does: the rest is not looked at
                break
            below = line + 1
            if indents[line] - state.blkIndent >= 4:
                rules: Iterable[_Rule] = self._all
            elif below >= endLine or starts[below] + shifts[below] >= ends[below]:
                rules = self._by_start_alone.get(source[starts[line] + shifts[line]], self._paragraph)
            else:
                rules = self._by_start.get(source[starts[line] + shifts[line]], self._other)
            if rules is self._paragraph:
                _add_paragraph(state, line)
            else:
                for rule in rules:
                    if rule(state, line, endLine, False):
                        break
            state.tight = not has_empty_lines
            line = state.line
            # A paragraph in a nested list may take an empty line after it.
            if line - 1 < endLine and state.isEmpty(line - 1):
                has_empty_lines = True
            if line < endLine and state.isEmpty(line):
                has_empty_lines = True
                state.line = line = line + 1


def _but_for_notes(reference: _Rule) -> _Rule:
    """Return the rule for references without footnotes: one that holds no blank, `[^1]: 注`, would be an address."""

    def without_notes(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        is_note = state.src.startswith("[^", state.bMarks[start_line] + state.tShift[start_line])
        return not is_note and reference(state, start_line, end_line, silent)

    return without_notes


def _add_paragraph(state: StateBlock, line: int) -> None:
    """Do what the paragraph rule does for a paragraph of one line: most are."""
    content = mdTrim(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    level = state.level
    state.tokens += (
        Token("paragraph_open", "p", 1, map=[line, line + 1], level=level, block=True),
        Token("inline", "", 0, map=[line, line + 1], level=level + 1, children=[], content=content, block=True),
        Token("paragraph_close", "p", -1, level=level, block=True) if level else _CLOSE,
    )
    state.line = line + 1


def _rules(active: list[Rule[_Rule]], start: str, *, alone: bool = False) -> list[_Rule]:
    """Return the rules for a line that begins with `start`; `alone` says that no text stands on the line below."""
    return [
        rule.fn
        for rule in active
        if (rule.name not in _STARTS or (start and start in _STARTS[rule.name]))
        and not (alone and rule.name in _NEED_LINE_BELOW)
    ]


def _with_columns(table: _Rule) -> _Rule:
    """Return the table rule, made to note the column at which each row begins: a container's marks stand before it."""

    def noting(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        if not table(state, line, end, silent):
            return False
        if not silent:
            starts = (state.bMarks[row] + state.tShift[row] for row in range(line, state.line))
            state.tokens[before].meta[COLUMNS] = [start - state.src.rfind("\n", 0, start) - 1 for start in starts]
        return True

    return cast(_Rule, noting)
