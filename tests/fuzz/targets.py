"""What must hold for any bytes at all: the targets of the fuzzers, and of the suite's own short runs.

Each target takes bytes. It raises AssertionError where a promise is broken; whatever else it raises is a defect too.
"""

import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from review_tui.article import Article, EncodingProblem, Span
from review_tui.glossary.exchange import formats
from review_tui.glossary.exchange.model import FormatError
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.inspection.inspection import inspect_glossary, mend
from review_tui.glossary.search.matcher import matcher_for
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import dump_table, parse_table
from review_tui.lint.check import CheckedArticle
from review_tui.lint.config.check import checked_config
from review_tui.lint.config.mistake import ConfigError
from review_tui.lint.decisions.index import read_index
from review_tui.lint.decisions.lines import all_decisions, encode_decision
from review_tui.lint.fixing.fixing import fix_article
from review_tui.lint.report import Report, items_of
from review_tui.lint.selection import Selection, select
from review_tui.output.formats import NAMES, renderer
from review_tui.output.style import Style
from review_tui.rules.model import Finding, Safety, Severity
from tests.checking import check_article

# What articles of the kind are made of; bytes choose among it.
TOKENS = (
    *"\n \t甲乙丙的是，。：；、？！（）《》“”「」",
    *"*_#＃[]()<>`\\&;:/-=|!\"'.0123456789abXYZ\r\u3000\u200b\ufeff\u202e\x00\x1b\x85\u2028é�",
    "\n\n", "\n\n", "\n\n", "\n", "\n", "\r\n", "## ", "##", "＃＃ ", "### ", "# ", "> ", ">",
    "> ### ", "- ", "-", "1. ", "1.", "2)", "**", "**", "***", "＊＊", "__", "`", "```\n", "~~~",
    "    ", "---\n", "---\n", "===\n", "***\n", "|", "|-|-|\n", "| 甲 | 乙 |\n", "title: ",
    "description: ", "keywords: ", "[a, b]", '"\\u7532"', "&a ", "*a", "!!int ", ">\n  ",
    "|\n  ", "{", "}", "[止赎](/foreclosure)", "[修改](/loan_modification)",
    "[贷款](/loan_modification)", "[，](/default2)", "[国内生产](/gdp)总值", "](/a)", "] (/b)", "]（/c）",
    "【止赎】(/foreclosure)", "[甲]: /a\n", "[甲]", "![", "<span类= \"a\">", "</ span>", "<b>",
    "</b>", "<br>", "<!-- ", " -->", "<!-- review-tui: ignore-next-line T702 -->\n",
    "<!-- review-tui: ignore-start H101 -->", "<?", "<![CDATA[", "<div>\n", "</div>\n",
    "&#39;", "&amp;", "&#39；", "& nbsp;", "＆", "https://a.b/c", "a@b.c", "www.", "《纽约时报》",
    "据**《甲》**报道", "**销售权：**如果", "止赎", "丧失抵押品赎回权",
    "锻炼", "抵押贷款支持证券", "抵押支持证券", "违约或违约", "显着",
    "帐户", "MBS", "foreclosure", "您", "你", "的贷款", "什么是止赎？", "强调", "底线", "Highlights",
    "How It Works", "The lender may foreclose on the home. ", "锟斤拷", "â€™", " ，", "。 ", "甲,乙",
    "a一次性付款", "以及", "抵押贷款 (MBS)",
)  # fmt: skip
GLOSSARY = """concept,en,zh,status,slugs,context,not_before,kind
foreclosure,foreclosure,止赎,preferred,,,,
foreclosure,foreclosure,丧失抵押品赎回权,admitted,,,,
workout,workout,债务重组,preferred,,,,
workout,workout,锻炼,forbidden,,贷款|抵押,,
mbs,mortgage-backed security|MBS,抵押贷款支持证券,preferred,,,,
loan-modification,loan modification,贷款修改,preferred,loan_modification,,,
modify,modify,修改,admitted,,,者,
gdp,gross domestic product,国内生产总值,preferred,,,,
default,default,违约,preferred,default2,,,
highlights,Highlights,要点,preferred,,,,heading
highlights,Highlights,强调,forbidden,,,,heading
"""
PATH = Path("terms.csv")


def as_text(data: bytes) -> str:
    """Return a text made of bytes: themselves as far as they are UTF-8; where the first is odd, what they choose."""
    if not data or data[0] % 2 == 0:
        return data[1:].decode("utf-8", "ignore")
    return "".join(TOKENS[byte % len(TOKENS)] for byte in data[1:])


@cache
def _glossary() -> Glossary:
    return glossary_of([parse_table(GLOSSARY.encode(), PATH)])


@cache
def _selection() -> Selection:
    return select()


def _checked(article: Article) -> CheckedArticle:
    checked = check_article(article, matcher_for(_glossary()), _selection())
    assert checked.failures == (), checked.failures
    return checked


def _found(article: Article) -> tuple[Finding, ...]:
    return _checked(article).findings


def article(data: bytes) -> None:
    """Any bytes are an article or an EncodingProblem; it comes back byte for byte, and spans are what they say."""
    for each in (data, as_text(data).encode()):
        try:
            read = Article.from_bytes(each)
        except EncodingProblem:
            continue
        assert read.to_bytes() == each
        _structure(read)


def _structure(read: Article) -> None:
    text = read.text
    assert "".join(section.span.cut(text) for section in read.sections) == text
    whole = Span(0, len(text))
    for block in read.blocks:
        assert whole.covers(block.span)
        if block.inline is None:
            continue
        for span in (*block.inline.code, *block.inline.tags, *(each.span for each in block.inline.emphasis)):
            assert whole.covers(span)
        assert all(span.cut(text).startswith("`") and span.cut(text).endswith("`") for span in block.inline.code)
        assert all(each.span.cut(text)[0] in "*_" for each in block.inline.emphasis)
    for link in read.links:
        assert link.span.cut(text).startswith("[")
        assert link.span.covers(link.text_span)
        assert text[link.text_span.start - 1] == "["
        assert text[link.text_span.end] == "]"
    for heading in read.headings:
        assert whole.covers(heading.span)
        assert heading.span.covers(heading.text_span)
        if heading.hashes is not None:
            assert set(heading.hashes.cut(text)) <= set("#＃")
    prose = read.prose
    last = 0
    for segment in prose.segments:
        assert prose.text[segment.end : segment.end + 1] in ("\n", "")
        for place in range(segment.start, segment.end):
            span = prose.span(place, place + 1)
            assert whole.covers(span)
            if span.end - span.start == 1 and prose.text[place] != "\n" and segment.block is not None:
                written = span.cut(text)
                assert prose.text[place] == written or written in "\0\\&\t" or prose.text[place] == "\ufffd"
        last = segment.end
    assert last <= len(prose.text)
    read.render()


def fixers(data: bytes) -> None:
    """No rule breaks; fixes are made in their spans, once, and what they leave has no new error."""
    before = Article(as_text(data))
    found = _found(before)
    for finding in found:
        assert 0 <= finding.span.start <= finding.span.end <= len(before.text)
        for fix in finding.fixes:
            assert all(0 <= edit.span.start <= edit.span.end <= len(before.text) for edit in fix.edits)
    items = items_of(before, found)
    report = Report("a.md", items)
    for name in NAMES:
        "".join(renderer(name)([report], Style()))
    for safeties in (frozenset({Safety.SAFE}), frozenset(Safety)):
        fixed = fix_article(before, _found, safeties)
        again = fix_article(fixed.article, _found, safeties)
        assert again.article.text == fixed.article.text, (before.text, fixed.article.text, again.article.text)
        assert not again.mended
        if safeties == {Safety.SAFE}:
            assert len(fixed.article.lines) == len(before.lines)
            touched = _touched(before, fixed.article)
            grown = _errors(fixed.article, touched) - _errors(before, touched)
            assert not grown, (grown, before.text, fixed.article.text)


def _touched(before: Article, after: Article) -> set[int]:
    """Return the lines (from 0) of all blocks in which a line changed: what stands there was hidden before.

    Front matter counts as one: where a character made all of it unreadable, the next fault shows without it.
    """
    lines = {n for n in range(len(before.lines)) if before.lines.text(n) != after.lines.text(n)}
    changed = set(lines)
    for block in (*before.blocks, *after.blocks):
        if not changed.isdisjoint(range(*block.lines)):
            lines.update(range(*block.lines))
    for read in (before, after):
        front = range(read.front_matter.lines)
        if not changed.isdisjoint(front):
            lines.update(front)
    return lines


def _errors(read: Article, touched: set[int]) -> Counter[tuple[int, str]]:
    """Count the errors on lines by line and rule, some lines left out."""
    found = ((read.place(each.span.start).line, each) for each in _found(read) if each.severity is Severity.ERROR)
    return Counter((line, each.rule.code) for line, each in found if line - 1 not in touched)


def table(data: bytes) -> None:
    """Any bytes are a glossary file with problems; what was read comes back, sorted, and then stays as it is."""
    for each in (data, b"concept,en,zh,status\n" + data, GLOSSARY.encode() + data):
        read = parse_table(each, PATH)
        dumped = dump_table(read)
        back = parse_table(dumped, PATH)
        assert dump_table(back) == dumped
        assert sum(row.rendering is not None for row in back.rows) == sum(
            row.rendering is not None for row in read.rows
        )
        glossary = glossary_of([read])
        inspect_glossary(glossary)
        mended, _ = mend(glossary)
        assert mend(mended)[1] == 0
        matcher_for(glossary).mentions("止赎和甲")


def exchange(data: bytes) -> None:
    """Any bytes are a file of a glossary format, or FormatError; what was read can be written in each format."""
    with suppress(FormatError):
        formats.guess(data)
    for name in ("tbx", "terms-json", "weblate", "columns", "crowdin", "utx", "omegat", "xlsx", "native"):
        try:
            back = formats.reader(name).read(data, PATH)
        except FormatError:
            continue
        for other in formats.WRITTEN[1:]:  # not the native one, which the target for tables writes
            try:
                formats.writer(other).write(back.concepts)
            except FormatError:
                continue


def configuration(data: bytes) -> None:
    """Any bytes are a configuration, or ConfigError."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("review-tui.toml", "pyproject.toml"):
            file = Path(folder, name)
            for each in (data, as_text(data).encode(), b"[tool.review-tui]\n" + data):
                file.write_bytes(each)
                try:
                    checked_config(file)
                except ConfigError as error:
                    assert all(mistake.line >= 1 for mistake in error.mistakes)


def decisions(data: bytes) -> None:
    """Any bytes are decisions and lines that are none; a decision is written as it was read."""
    for decision in all_decisions(data):
        assert list(all_decisions(encode_decision(decision))) == [decision]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "review-decisions.jsonl")
        file.write_bytes(data)
        read_index(file)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "article": article,
    "fixers": fixers,
    "table": table,
    "exchange": exchange,
    "configuration": configuration,
    "decisions": decisions,
}
