"""Prose: the text in which a term may stand, and the way back to the article."""

import pytest

from review_tui.article import Article
from review_tui.article.prose import SegmentKind


def prose(text: str) -> str:
    return Article(text).prose.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贷款**修**改", "贷款修改\n"),
        ("据**《甲》**报道", "据《甲》报道\n"),
        ("[贷款](/loan)修改", "贷款修改\n"),
        ("[贷](/a)[款](/a)", "贷款\n"),
        ("[**贷**款](/loan \"t\")", "贷款\n"),
        ("贷`码`款", "贷\n款\n"),
        ("贷![图](/a.png)款", "贷\n款\n"),
        ("贷<b>款</b>", "贷款\n"),
        ("贷<br>款<BR/>项", "贷\n款\n项\n"),
        ("贷<!-- 注 -->款", "贷款\n"),
        ("贷<code>码</code>款<kbd>键</KBD >项", "贷\n款\n项\n"),
        ("贷<code>款<b>项</b>", "贷款项\n"),
        ("<p>贷<code>码</code></p>", "\n贷\n\n\n"),
        ("R&amp;D &#39;贷\\*款", "R&D '贷*款\n"),
        ("贷\n款", "贷款\n"),
        ("甲𠮷\n丙", "甲𠮷丙\n"),
        ("甲\n𠮷\uf9fe〇\n丙", "甲𠮷\uf9fe〇丙\n"),
        ("a\nb", "a\nb\n"),
        ("贷  \n款", "贷  \n款\n"),
        ("贷\\\n款", "贷\n款\n"),
        ("> 贷\n> 款", "贷款\n"),
        ("见 https://a.cn/贷 或 www.a.cn 或 a.b@c.cn。", "见 \n贷 或 \n 或 \n。\n"),
        ("@b.cn a@b 甲@b.cn", "@b.cn a@b 甲@b.cn\n"),
        ("<http://a.cn>贷", "\n贷\n"),
        ("    码\n\n```\n码\n```\n贷", "贷\n"),
        ("# 贷 #\n款\n---\n|甲|乙|\n|-|-|\n", "贷\n款\n甲\n乙\n"),
        ("<p>贷<b>款</b></p>\n", "\n贷\n款\n\n\n"),
        ("<div>\n<script>var x = 1</script><STYLE>a</style >甲<!-- 乙 --><pre>丙\n</div>", "\n\n\n\n甲\n\n丙\n\n\n"),
        ("<div> 1 < 2", "\n 1 < 2\n"),
        ("snake_case_name 与 2 ** 3", "snake_case_name 与 2  3\n"),
        ("[r]: /u\n\n[贷款][r]", "贷款\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_prose(text: str, expected: str) -> None:
    assert prose(text) == expected


def test_terms_that_marks_break_lead_back_to_the_article() -> None:
    text = '---\ntitle: "\\u8d37款"\ndescription: 丙\nkeywords: 丁\n---\n> [贷](/a)**款**\n> 修&amp;改\n'
    article = Article(text)
    found = article.prose
    assert found.text == "贷款\n丙\n贷款修&改\n"
    assert [(segment.kind, segment.key) for segment in found.segments] == [
        (SegmentKind.FIELD, "title"),
        (SegmentKind.FIELD, "description"),
        (SegmentKind.PARAGRAPH, None),
    ]
    assert found.span(0, 2).cut(text) == "\\u8d37款"
    start = found.text.index("贷款修")
    assert found.span(start, start + 2).cut(text) == "贷](/a)**款"
    assert found.span(start + 1, start + 3).cut(text) == "款**\n> 修"
    assert found.span(start + 3, start + 4).cut(text) == "&amp;"
    assert found.start(start) == text.index("贷]")
    assert found.segment_text(found.segment_at(start)) == "贷款修&改"
    assert found.segment_at(start).block is article.blocks[0]


def test_a_stretch_over_a_barrier_ends_where_its_last_character_does() -> None:
    text = "甲\n\n乙"
    found = Article(text).prose
    assert found.span(0, 3).cut(text) == "甲\n\n乙"
    assert found.span(0, 2).cut(text) == "甲"
    assert found.span(1, 1) == (1, 1)
    assert found.span(3, 3) == (4, 4)


def test_nothing_has_no_prose() -> None:
    found = Article("```\n码\n```").prose
    assert (found.text, found.segments) == ("", ())
    assert found.span(0, 0) == (0, 0)


def test_each_kind_of_block_is_a_kind_of_segment() -> None:
    found = Article("# 甲\n\n乙\n\n|丙|\n|-|\n\n<p>丁</p>\n").prose
    assert [segment.kind for segment in found.segments] == [
        SegmentKind.HEADING, SegmentKind.PARAGRAPH, SegmentKind.CELL, SegmentKind.HTML,
    ]  # fmt: skip
