"""Whole articles: whatever the text, nothing is raised and every span cuts what it claims."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from review_tui.article import Article, EncodingProblem, Span
from review_tui.article.headings import HeadingFault
from review_tui.article.inline import Inline
from review_tui.article.prose import SegmentKind

PLAIN = MarkdownIt("commonmark").enable("table")
MARKS = (
    "贷款 止赎 a Hope 。 ， ： “ ” 《 》 ？ 1 1. 1) - * + ** *** _ __ # ## ＃ #标签 > [ ] ]( ) ![ [r] [a][r] "
    "[贷款](/loan) ![图](/a.png) [r]:/u ` `` `code` ``` ~~~ &amp; &#39; & &x; < <b> </b> <br> <div> </div> "
    "<!-- --> <script> </script> <a@b.cn> <http://a.cn> \\ \\* \\| | |-|-| --- === 😀 e\u0301 https://a.cn/b "
    "a@b.cn www.a.cn title: description: \" ' \\u4e00 {{ %%"
)
SPACES = "\t| |  |    |\u3000|\u00a0|\u200b|\ufeff|\u2028|\u0085|\f|\v|\0"
WORDS = [*MARKS.split(), *SPACES.split("|"), "- ", "1. ", "> ", "## ", "＃＃ ", '[a](</b c> "t")', "| a | b |"]
ENDS = ["\n", "\n", "\n\n", "\r\n", "\r", "\r\n\r\n", ""]
FRONT = st.sampled_from(
    [
        "", "", "",
        "---\ntitle: 止赎\n---\n",
        "---\r\ntitle: \"\\u6b62\\u8d4e\"\r\ndescription: >\r\n  一\r\n  二\r\n---\r\n",
        "---\ntitle: 'it''s'\ndescription: 甲\n  乙\n\n  丙\nkeywords: [a, b]\n---\n",
        "---\n- a\n---\n",
        "---\ntitle: |+\n  甲\n\n---\n",
        "---\n: :\n---\n",
        "\ufeff---\ntitle: a\n---\n",
    ]
)  # fmt: skip
LINE = st.tuples(st.lists(st.sampled_from(WORDS), max_size=8).map("".join), st.sampled_from(ENDS)).map("".join)
MARKDOWN = st.tuples(FRONT, st.lists(LINE, max_size=10).map("".join)).map("".join)
ANY_TEXT = st.one_of(MARKDOWN, st.text(max_size=60))


@given(MARKDOWN)
@example("\u3000\n贷款\n")
@example("- |a|b|\n  |-|-|\n  |c\\\\|d|e|\n")
@example("a # b\n===\n")
def test_spans_cut_what_they_claim(text: str) -> None:
    article = Article(text)
    for block in article.blocks:
        check_block(article, block.span, block.inline)
        assert 0 <= block.lines[0] < block.lines[1] <= len(article.lines)
        if block.hashes:
            assert block.hashes.cut(text) == "#" * block.level
    for link in article.links:
        written = link.span.cut(text)
        assert written[0] == "["
        assert written[-1] in ")]"
        assert link.text_span.cut(text) == visible(link.text, text) or "\n" in link.text or "|" in link.text
        assert text[link.text_span.start - 1] == "["
        assert text[link.text_span.end] == "]"
        if link.target_span:
            assert (text[link.target_span.start - 1], text[link.target_span.end]) == ("(", ")")
    for run in article.link_runs:
        assert run.text == "".join(link.text for link in run.links)
        assert len({link.slug_key for link in run.links}) == 1
    for heading in article.headings:
        assert 1 <= heading.level <= 6
        assert heading.span.covers(heading.text_span)
        assert heading.text_span.cut(text).replace("\0", "\ufffd") == heading.text or "\n" in heading.text
        if heading.hashes:
            hashes = heading.hashes.cut(text)
            assert len(hashes) == heading.level
            assert set(hashes) <= {"#", "＃"}
            assert ("＃" in hashes) == (heading.fault is HeadingFault.FULLWIDTH_HASH)
            assert article.lines.index_at(heading.hashes.start) == heading.line
    for container in article.containers:
        assert 0 <= container.span.start <= container.span.end <= len(text)


def visible(content: str, text: str) -> str:
    """Return the content as the article spells it."""
    return content.replace("\ufffd", "\0") if "\0" in text else content


def check_block(article: Article, span: Span, inline: Inline | None) -> None:
    text = article.text
    assert 0 <= span.start <= span.end <= len(text)
    if inline is None:
        return
    content = inline.content
    last = 0
    for place in range(len(content)):
        found = inline.span(place, place + 1)
        assert last <= found.start <= found.end <= len(text)
        assert span.covers(found)
        last = found.start
        if found.end - found.start == 1 and not content[place].isspace():
            assert found.cut(text) in (content[place], "\0")
    for found in inline.code:
        assert found.cut(text)[0] == found.cut(text)[-1] == "`"
    for found in inline.tags:
        assert found.cut(text)[0] == "<"
        assert found.cut(text)[-1] == ">"
    for emphasis in inline.emphasis:
        written = emphasis.span.cut(text)
        width = 2 if emphasis.strong else 1
        assert written[:width] == written[-width:]
        assert set(written[:width]) in ({"*"}, {"_"})
        assert emphasis.text_span == (emphasis.span.start + width, emphasis.span.end - width)
    for start, end in inline.asterisk_runs:
        assert content[start:end] == "*" * (end - start)
    assert all(content[place] in "*_" for place in inline.paired)


@given(MARKDOWN)
def test_prose_leads_back_to_the_same_characters(text: str) -> None:
    article = Article(text)
    prose = article.prose
    assert len(prose.text) == sum(segment.end - segment.start + 1 for segment in prose.segments)
    last = 0
    for segment in prose.segments:
        assert prose.segment_text(segment) == prose.text[segment.start : segment.end]
        assert prose.text[segment.end] == "\n"
        places = [prose.span(place, place + 1) for place in range(segment.start, segment.end)]
        for place, span in enumerate(places, segment.start):
            assert segment.span.covers(span)
            assert prose.segment_at(place) is segment
            character = prose.text[place]
            if character not in "\n\ufffd" and span.end - span.start == 1 and segment.kind is not SegmentKind.FIELD:
                assert text[span.start] == character
        if segment.kind is not SegmentKind.FIELD:
            assert last <= segment.span.start
            last = segment.span.start
        whole = prose.span(segment.start, segment.end)
        assert segment.span.covers(whole)
    assert prose.span(0, 0).start == prose.start(0)


@given(ANY_TEXT)
def test_nothing_is_raised_and_sections_are_the_whole_text(text: str) -> None:
    article = Article(text)
    assert "".join(section.span.cut(text) for section in article.sections) == text
    assert [section.number for section in article.sections] == list(range(len(article.sections)))
    for section in article.sections:
        assert article.section_at(section.span.start).span.start == section.span.start
    if "\0" not in text:  # else it may be taken for a binary file
        assert Article.from_bytes(article.to_bytes()).text == text.removeprefix("\ufeff")
    assert article.render() == PLAIN.render(article.body)
    for offset in range(len(text) + 1):
        line, column = article.place(offset)
        assert article.lines.starts[line - 1] + column - 1 == offset


@given(st.binary(max_size=80))
def test_bytes_are_text_or_an_encoding_problem(data: bytes) -> None:
    try:
        article = Article.from_bytes(data)
    except EncodingProblem as problem:
        assert 0 <= problem.offset < len(data)
        assert problem.line >= 1
    else:
        assert article.to_bytes() == data
        assert article.sections


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        "\ufeff---\ntitle: 止赎\n---\n\n## 甲\n".encode(),
        "甲\r\n乙\r\n".encode(),
        "甲\r\n乙\n丙\r丁".encode(),
        "甲\r乙\r".encode(),
        "甲\u2028乙\u0085丙\f丁\v戊\x00己\x1c庚".encode(),
        "无末行".encode(),
        b"\n\n\n",
    ],
)
def test_bytes_in_are_bytes_out(data: bytes) -> None:
    article = Article.from_bytes(data)
    assert article.to_bytes() == data
    assert Article.from_bytes(article.with_text(article.text).to_bytes()).text == article.text
    assert "".join(section.span.cut(article.text) for section in article.sections) == article.text


def test_an_article_knows_its_slug_newline_and_places() -> None:
    article = Article("---\r\ntitle: 甲\r\n---\r\n# 甲\r\n贷款\n", "zh/Loan_Modification.md")
    assert article.slug == "loan-modification"
    assert article.newline == "\r\n"
    assert article.body == "# 甲\n贷款\n"
    assert article.place(article.text.index("贷")) == (5, 1)
    assert article.with_text("乙").path == article.path


def test_the_same_slug_from_a_windows_path() -> None:
    assert Article("", "zh\\loan_modification.md").slug == "loan-modification"


def test_the_section_at_an_offset() -> None:
    article = Article("---\ntitle: 甲\n---\n前言\n\n## 一\n文\n\n##二\n字\n")
    titles = [article.section_at(article.text.index(words)).title for words in ("title", "前言", "文", "二", "字")]
    assert titles == ["front matter", "beginning", "一", "二", "二"]
    assert article.section_at(len(article.text)).title == "二"
