"""Intended headings: those that CommonMark sees, and those that lost their marks; hashtags and code are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Article
from review_tui.article.headings import Heading, HeadingFault

SPACE, FULL = HeadingFault.MISSING_SPACE, HeadingFault.FULLWIDTH_HASH
TITLED = "---\ntitle: 可调利率抵押贷款 (ARM)\n---\n"


def headings(text: str) -> tuple[Heading, ...]:
    return Article(text).headings


@pytest.mark.parametrize(
    ("text", "level", "words", "fault"),
    [
        ("## 什么是止赎？", 2, "什么是止赎？", None),
        ("  #### 止赎 ####", 4, "止赎", None),
        ("## 强调 {#highlights}", 2, "强调", None),
        ("##强调{.note #a} ##", 2, "强调", SPACE),
        ("## {#highlights}", 2, "{#highlights}", None),
        ("## 集合 {1, 2}", 2, "集合 {1, 2}", None),
        ("止赎\n====", 1, "止赎", None),
        ("a # b\n---", 2, "a # b", None),
        ("##什么是止赎？", 2, "什么是止赎？", SPACE),
        ("###华尔街的崩溃", 3, "华尔街的崩溃", SPACE),
        ("##1.标题", 2, "1.标题", SPACE),
        ("##1. 标题", 2, "1. 标题", SPACE),
        ("##“引号”标题", 2, "“引号”标题", SPACE),
        ("##《华尔街日报》", 2, "《华尔街日报》", SPACE),
        ("##'A-Note' 的限制", 2, "'A-Note' 的限制", SPACE),
        ("##Hope Now 是什么？", 2, "Hope Now 是什么？", SPACE),
        ("##arm 的类型", 2, "arm 的类型", SPACE),
        ("##C# 入门", 2, "C# 入门", SPACE),
        ("##什么是 #define？", 2, "什么是 #define？", SPACE),
        ("##[止赎](/foreclosure)是什么？", 2, "[止赎](/foreclosure)是什么？", SPACE),
        ("##[ARM](/arm) 的类型", 2, "[ARM](/arm) 的类型", SPACE),
        ("##**要点**", 2, "**要点**", SPACE),
        ("##2008 年的危机", 2, "2008 年的危机", SPACE),
        ("##401(k) 计划", 2, "401(k) 计划", SPACE),
        ("##80-20 规则", 2, "80-20 规则", SPACE),
        ("##Highlights", 2, "Highlights", SPACE),
        ("##The Bottom Line", 2, "The Bottom Line", SPACE),
        ("##Pros and Cons (2020)", 2, "Pros and Cons (2020)", SPACE),
        ("##\u3000全角空格", 2, "全角空格", SPACE),
        ("##\u00a0\u3000不断行空格", 2, "不断行空格", SPACE),
        ("#\u3000全角空格", 1, "全角空格", SPACE),
        ("##\u200b零宽", 2, "\u200b零宽", SPACE),
        ("##标题 ##", 2, "标题", SPACE),
        ("   ##标题", 2, "标题", SPACE),
        ("＃＃ 强调", 2, "强调", FULL),
        ("＃＃＃结果", 3, "结果", FULL),
        ("＃ 强调", 1, "强调", FULL),
        ("＃\u3000强调", 1, "强调", FULL),
        ("#＃ 应用", 2, "应用", FULL),
        ("＃# Highlights", 2, "Highlights", FULL),
        ("＃＃ 80-20", 2, "80-20", FULL),
        ("#什么是止赎？", 1, "什么是止赎？", SPACE),
        ("#ARM 是什么？", 1, "ARM 是什么？", SPACE),
        ("##通货膨胀##", 2, "通货膨胀", SPACE),
        ("## 测量方法#", 2, "测量方法", None),
        ("## C#", 2, "C#", None),
        ("## 话题 #甲#", 2, "话题 #甲#", None),
        ("# # 托管类型", 2, "托管类型", None),
        ("## # 号的用法", 2, "# 号的用法", None),
        ("＃ ＃ 要点", 2, "要点", FULL),
        ("\\## REIT 的类型", 2, "REIT 的类型", HeadingFault.ESCAPED_HASH),
        ("##止赎\n---", 2, "止赎", SPACE),
        (f"{TITLED}#可调利率抵押贷款（ARM）", 1, "可调利率抵押贷款（ARM）", SPACE),
        (f"{TITLED}#可调利率抵押贷款", 1, "可调利率抵押贷款", SPACE),
        ("---\ntitle: 止赎\n---\n文\n\n#止赎", 1, "止赎", SPACE),
    ],
)
def test_headings_are_found_with_what_is_wrong_with_them(
    text: str, level: int, words: str, fault: HeadingFault | None
) -> None:
    (heading,) = headings(text)
    assert (heading.level, heading.text, heading.fault) == (level, words, fault)
    assert heading.text_span.cut(text) == words
    if heading.hashes:
        attributes = text[heading.text_span.end : heading.span.end].strip()
        assert heading.span.start == heading.hashes.start
        assert attributes in ("", "{#highlights}", "{.note #a}", "##", "#")


@pytest.mark.parametrize(
    "text",
    [
        "#标签",
        "#标签 和别的话",
        "#标签 #另一个？",
        "#比特币 突破 10 万美元，你怎么看？",
        "#比特币 你怎么看？",
        "##和#的区别，这里以标准为准。",
        "##是连接运算符，#是字符串化运算符",
        "\\## 表示二级标题。",
        "\\# 甲",
        "##标签 ##另一个标签",
        "＃标签",
        "＃1 问题",
        "＃号键在键盘的左下角。",
        "请按 ＃ 号键。",
        "#1 问题",
        "#1 问题是什么？",
        "#define 甲 1",
        "#define 是什么？",
        "#include <stdio.h> 有什么用？",
        "#!/bin/sh",
        "#!/bin/sh 这一行是什么？",
        "##vso[task.setvariable variable=甲]值",
        "##[error]构建失败",
        "##[section]开始：构建",
        "##teamcity[testStarted name='测试']",
        "##__VA_ARGS__",
        "##args",
        "##TOKEN(x)",
        "##x = 1",
        "##1",
        "##!",
        "##：",
        "####### 七个井号",
        "#######七个井号",
        "＃＃＃＃＃＃＃ 七个",
        "\\##标题",
        "\\#\\#标题",
        "C 语言里的 ##连接符",
        "`##标题`",
        "`a\n##标题`",
        "[a\n##标题](/b)",
        "<b title='\n##标题'>",
        "    ##标题",
        "```\n##标题\n＃＃ 标题\n```",
        "~~~c\n#define 甲\n~~~",
        "<div>\n##标题\n</div>",
        "| ##标题 |\n|-|",
        "　　##标题",
        "文#标题",
        "-#标题",
        f"{TITLED}#抵押",
        f"{TITLED}文\n\n#贷款",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert [(heading.text, heading.fault) for heading in headings(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("> ##重要", [("重要", 1, 0, 0)]),
        ("> > ＃＃ 重要", [("重要", 2, 0, 0)]),
        ("> 甲\n> ##重要", [("重要", 1, 0, 1)]),
        ("- ##重要", [("重要", 0, 1, 0)]),
        ("- 甲\n  ##重要", [("重要", 0, 1, 1)]),
        ("1. > ##重要", [("重要", 1, 1, 0)]),
        ("> 甲\n##重要", [("重要", 0, 0, 1)]),
        ("- 甲\n##重要", [("重要", 0, 0, 1)]),
        ("甲\n##乙\n丙\n＃＃ 丁\n", [("乙", 0, 0, 1), ("丁", 0, 0, 3)]),
        ("> ## 重要\n- ## 要点", [("重要", 1, 0, 0), ("要点", 0, 1, 1)]),
        ("甲\r\n##乙\r##丙", [("乙", 0, 0, 1), ("丙", 0, 0, 2)]),
    ],
)
def test_headings_in_quotes_lists_and_lazy_lines(text: str, found: list[tuple[str, int, int, int]]) -> None:
    assert [(item.text, item.quotes, item.lists, item.line) for item in headings(text)] == found


def test_an_empty_heading_has_a_place() -> None:
    text = "甲\n\n##\n"
    (heading,) = headings(text)
    assert (heading.text, heading.span, heading.hashes, heading.text_span) == ("", (3, 5), (3, 5), (5, 5))


CLEAN = st.sampled_from(
    [
        "#标签\n",
        "#1 问题\n",
        "文\n",
        "\n",
        "`#标签`\n",
        "#include <a.h>\n",
        "    # 注\n",
        "```\n# 注\n```\n",
        "> #标签\n",
    ]
)


@given(st.lists(CLEAN, max_size=8).map("".join))
def test_clean_programming_articles_hold_no_garbled_heading(text: str) -> None:
    assert [heading.text for heading in headings(text) if heading.fault] == []


@given(st.sampled_from(["##", "###", "＃＃", "#＃"]), st.sampled_from(["止赎", "Hope Now 联盟", "“甲”"]), st.booleans())
def test_mending_the_marks_makes_a_heading(hashes: str, words: str, after_text: bool) -> None:
    text = ("文\n" if after_text else "") + hashes + words
    (heading,) = headings(text)
    assert heading.hashes is not None
    mended = text[: heading.hashes.start] + "#" * heading.level + " " + text[heading.text_span.start :]
    (real,) = headings(mended)
    assert (real.fault, real.text, real.level) == (None, words, heading.level)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("# 止赎 <!-- 原文如此 -->", "止赎"),
        ("# 止赎 <!-- 甲 --> <!-- 乙 -->", "止赎"),
        ("##止赎<!-- 原文如此 -->", "止赎"),
        ("# 止赎 <!-- 原文如此 --> {#foreclosure}", "止赎"),
        ("# 止赎 \\<!-- 甲 -->", "止赎 \\<!-- 甲 -->"),
        ("# <!-- 甲 -->", "<!-- 甲 -->"),
    ],
)
def test_a_comment_at_its_end_is_not_what_a_heading_says(line: str, says: str) -> None:
    (heading,) = Article(line).headings
    assert heading.text == heading.text_span.cut(line) == says
