"""Inline spans: links, code, tags and emphasis, where they stand in the article."""

import pytest

from review_tui.article import Article
from review_tui.article.inline import Inline


def only(text: str) -> Inline:
    (block,) = Article(text).blocks
    assert block.inline is not None
    return block.inline


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[贷款](/loan)", [("[贷款](/loan)", "贷款", "/loan", "/loan")]),
        ("甲[a](</b c> \"t\")乙", [("[a](</b c> \"t\")", "a", "</b c> \"t\"", "/b%20c")]),
        ("[a]()[b](c)", [("[a]()", "a", "", ""), ("[b](c)", "b", "c", "c")]),
        ("[**a** `]` \\]](/b)", [("[**a** `]` \\]](/b)", "**a** `]` \\]", "/b", "/b")]),
        ("[![图](/i.png)](/a)", [("[![图](/i.png)](/a)", "![图](/i.png)", "/i.png)](/a"[-2:], "/a")]),
        ("![[a](/b)](/c)", []),
        ("[a](b", []),
        ("\\[a](b)", []),
        ("`[a](b)`", []),
        ("[a] (b)", []),
        ("[a]（b）", []),
        ("<http://a.cn>", []),
        ("[a [b](c) d](e)", [("[b](c)", "b", "c", "c")]),
        ("[a\nb](c\n\"t\")", [("[a\nb](c\n\"t\")", "a\nb", "c\n\"t\"", "c")]),
        ("[a](/%E8%B4%B7?x=1&amp;y)", [("[a](/%E8%B4%B7?x=1&amp;y)", "a", "/%E8%B4%B7?x=1&amp;y", "/%E8%B4%B7?x=1&y")]),
        ("[a](javascript:x)", []),
    ],
)  # fmt: skip
def test_links_stand_where_they_are_written(text: str, links: list[tuple[str, str, str, str]]) -> None:
    found = [
        (link.span.cut(text), link.text_span.cut(text), (link.target_span or link.span).cut(text), link.target)
        for link in only(text).links
    ]
    assert found == links


def test_references_are_links_without_a_written_target() -> None:
    text = "[甲][R] [r] [r][] [x]\n\n[r]: /loan_modification 't'\n"
    links = Article(text).links
    assert [link.span.cut(text) for link in links] == ["[甲][R]", "[r]", "[r][]"]
    assert [(link.text, link.target, link.target_span, link.slug, link.slug_key) for link in links] == [
        (words, "/loan_modification", None, "loan_modification", "loan-modification") for words in ("甲", "r", "r")
    ]


def test_a_link_out_of_the_site_names_no_concept() -> None:
    text = "[甲](https://a.cn/loan) [乙](#top) [丙](mailto:a@b.cn)"
    assert [(link.slug, link.slug_key) for link in only(text).links] == [(None, None)] * 3


@pytest.mark.parametrize(
    ("text", "emphasis"),
    [
        ("*甲* **乙**", [("*甲*", "甲", False), ("**乙**", "乙", True)]),
        ("_c_ __d__", [("_c_", "c", False), ("__d__", "d", True)]),
        ("***甲***", [("***甲***", "**甲**", False), ("**甲**", "甲", True)]),
        ("****甲****", [("****甲****", "**甲**", True), ("**甲**", "甲", True)]),
        ("**甲*乙*丙**", [("**甲*乙*丙**", "甲*乙*丙", True), ("*乙*", "乙", False)]),
        ("_*甲*_", [("_*甲*_", "*甲*", False), ("*甲*", "甲", False)]),
        ("[**甲**](/a) *乙*", [("**甲**", "甲", True), ("*乙*", "乙", False)]),
        ("**甲", []),
        ("据**《甲》**报道", []),
        ("**甲\n乙**", [("**甲\n乙**", "甲\n乙", True)]),
    ],
)  # fmt: skip
def test_emphasis_stands_where_it_is_written(text: str, emphasis: list[tuple[str, str, bool]]) -> None:
    found = [(item.span.cut(text), item.text_span.cut(text), item.strong) for item in only(text).emphasis]
    assert found == emphasis


def test_runs_of_asterisks_are_known_whether_they_pair_or_not() -> None:
    inline = only("据**《甲》**报道，和**粗**体 * 与 ***")
    content = inline.content
    assert [content[start:end] for start, end in inline.asterisk_runs] == ["**"] * 4 + ["***"]
    assert {content[place] for place in inline.paired} == {"*"}
    assert len(inline.paired) == 4


def test_code_and_tags() -> None:
    text = "> 用`a`与`` b`c ``，<b>粗</b><!-- 注 -->\n> `未完 &lt;i>"
    inline = only(text)
    assert [span.cut(text) for span in inline.code] == ["`a`", "`` b`c ``"]
    assert [span.cut(text) for span in inline.tags] == ["<b>", "</b>", "<!-- 注 -->"]


def test_pieces_say_what_a_reader_sees() -> None:
    pieces = only("\\* &amp; &#39; `码` <b>").trace.pieces
    assert [(piece.rule, piece.text) for piece in pieces] == [
        ("escape", "*"),
        ("entity", "&"),
        ("entity", "'"),
        ("backticks", "码"),
        ("html_inline", ""),
    ]


def test_the_html_of_a_block_keeps_its_lines() -> None:
    assert only("> *甲*\n> 乙 <b>").html == "<em>甲</em>\n乙 <b>"


def test_one_mark_in_a_text_leaves_the_rest_in_one_piece() -> None:
    inline = only("贷款！是什么？a-b: c + d = e #1 [甲")
    assert inline.trace.pieces == []
    assert inline.html == "贷款！是什么？a-b: c + d = e #1 [甲"
