"""Front matter: values through python-frontmatter, a span for every key and value, and a reason where there is none."""

import datetime
import subprocess
import sys
from typing import Any

import frontmatter
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from review_tui.article import Article, Span
from review_tui.article.front_matter import YAML_LIMIT, Fenced, Field, FrontMatter, Syntax
from review_tui.article.front_matter_yaml import read_yaml


def read(text: str) -> FrontMatter:
    return Article(text).front_matter


def written(text: str) -> list[tuple[str, str]]:
    return [(item.key_span.cut(text), item.value_span.cut(text)) for item in read(text).fields]


def test_keys_and_values_stand_where_they_are_written() -> None:
    text = (
        "---\n"
        "keywords: Personal Finance,Mortgage\n"
        "title:   可调利率抵押贷款 (ARM)   # note\n"
        '"description": >-\n'
        "  使用可调利率抵押贷款，\n"
        "  您的利率可以变化。\n"
        "\n"
        "tags: [a, b]\n"
        "'slug': 'it''s'\n"
        'author: "\\u5f20 \\\n   三"\n'
        "draft: true\n"
        "date: 2022-01-31\n"
        "empty:\n"
        "---\n"
        "# 正文\n"
    )
    matter = read(text)
    assert written(text) == [
        ("keywords", "Personal Finance,Mortgage"),
        ("title", "可调利率抵押贷款 (ARM)"),
        ('"description"', ">-\n  使用可调利率抵押贷款，\n  您的利率可以变化。"),
        ("tags", "[a, b]"),
        ("'slug'", "'it''s'"),
        ("author", '"\\u5f20 \\\n   三"'),
        ("draft", "true"),
        ("date", "2022-01-31"),
        ("empty", ""),
    ]
    assert matter.problem is None
    assert matter.values == frontmatter.loads(text).metadata
    assert matter.values["date"] == datetime.date(2022, 1, 31)
    assert matter.text("description") == "使用可调利率抵押贷款， 您的利率可以变化。"
    assert matter.text("author") == "张 三"
    assert matter.text("draft") is None
    assert matter.text("missing") is None
    assert matter.span.cut(text) == text[: text.index("# 正文")]
    assert matter.lines == text[: matter.span.end].count("\n")
    author = matter.field("author")
    assert author is not None
    assert author.offsets is not None
    assert author.offsets.span(0, 1).cut(text) == "\\u5f20"
    assert author.offsets.span(2, 3).cut(text) == "三"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("lead", ["", "\ufeff"])
def test_spans_hold_with_every_newline_and_a_mark_inside(newline: str, lead: str) -> None:
    text = newline.join(["---", f"{lead}title: 甲😀", "description: '乙'", "---", "正文"])
    assert written(text) == [("title", "甲😀"), ("description", "'乙'")]


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_spans_hold_where_yaml_sees_more_lines_than_markdown(mark: str) -> None:
    text = f'---\ntitle: "甲{mark}乙"\ndescription: 丙\n---\n'
    assert written(text) == [("title", f'"甲{mark}乙"'), ("description", "丙")]
    text = f"---\ntitle: 甲{mark}description: 乙\n---\n正文"
    assert written(text) == [("title", "甲"), ("description", "乙")]
    assert Article(text).body == "正文"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 甲\n",
        "---\n\n甲\n",
        "---",
        "---\n甲\n---\n乙\n",
        "--- a\nb: c\n---\n",
        "\n---\na: b\n---\n",
        " ---\na: b\n---\n",
        "--\na: b\n--\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    matter = read(text)
    assert matter.fields == ()
    assert matter.problem is None
    assert matter.span == (0, 0)
    assert Article(text).body == text


@pytest.mark.parametrize("text", ["---\n---\n甲", "---\n# note\n---\n甲", "---\n{}\n---\n甲", "----\n---  \n甲"])
def test_empty_front_matter(text: str) -> None:
    matter = read(text)
    assert (matter.fields, matter.values, matter.problem) == ((), {}, None)
    assert Article(text).body == "甲"


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("---\ntitle: 甲\n正文\n", "never closed", "---"),
        ("---\ntitle: 甲\n... \n正文\n", "closed with dots", "..."),
        ("---\ntitle: 甲\n\n...\n", "never closed", "---"),
        ("+++\ntitle = '甲'\n...\n", "never closed", "+++"),
        ("---\ntitle: 甲: 乙\n---\n", "mapping values are not allowed", ": 乙"),
        ("---\ntitle: '甲\n---\n", "unexpected end of stream", ""),
        ("---\n甲: \x07乙\n---\n", "control characters are not allowed (U+0007)", "\x07"),
        ("---\n甲: a\0\n---\n", "control characters are not allowed (U+0000)", "\0"),
        ("---\n甲: \ud800\n---\n", "half of a surrogate pair (U+D800)", "\ud800"),
        ("---\n\ttitle: 甲\n---\n", "cannot start any token", "\ttitle"),
        ("---\n- 甲\n- 乙\n---\n", "not a list of keys and values", "- 甲"),
        ("---\na: b\n...\nc: d\n---\n", "did not find expected <document start>", "c: d"),
        ("---\n%YAML 1.1\n---\na: b\n---\n", "did not find expected <document start>", ""),
        ("---\na: *b\n---\n", "found undefined alias", "*b"),
        ("---\na: 2022-13-40\n---\n", "month must be in 1..12", ""),
        ("---\na: !!bool 也许\n---\n", "a value does not fit its tag", ""),
        ("---\na: !!int ''\n---\n", "a value does not fit its tag", ""),
        ("---\na: !!timestamp x\n---\n", "a value does not fit its tag", ""),
        ("---\na: !!python/object:os.system x\n---\n", "could not determine a constructor", "!!python"),
        ("---\n? [a]\n: b\n---\n", "found unhashable key", "[a]"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(text: str, message: str, place: str) -> None:
    matter = read(text)
    assert matter.problem is not None
    assert message in matter.problem.message
    assert (matter.fields, matter.values) == ((), {})
    if place:
        assert matter.problem.offset == text.index(place)
    assert 0 <= matter.problem.offset <= len(text)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("a: " + "[" * 100_000, "nested more than 50 deep"),
        ("a: " + "{b: " * 50_000, "nested more than 50 deep"),
        ("- " * 100_000 + "a", "nested more than 50 deep"),
        ("? " * 100_000 + "a", "nested more than 50 deep"),
        ("a: 1\rb:\r " + "- " * 60 + "a", "nested more than 50 deep"),
        ("".join(f"{' ' * n}a:\n" for n in range(200)), "nested more than 50 deep"),
        ("a: &a x\n" + "b: *a\n" * 60, "more than 50 YAML aliases"),
        (
            "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{x: *a{n - 1}, y: *a{n - 1}}}\n" for n in range(1, 25)),
            "written out",
        ),
        (
            "a0: &a0 {k: v}\n"
            + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 25)),
            "written out",
        ),
        ("a: &a [*a]", "stands for what it is in"),
        ("a: 1" + ":1" * 100_000, "a number of 200,001 characters"),
        ("a: " + "贷" * YAML_LIMIT, "at most"),
    ],
    ids=range(12),
)  # fmt: skip
def test_what_would_cost_too_much_is_refused(body: str, message: str) -> None:
    text = f"---\n{body}\n---\n正文"
    matter = read(text)
    assert matter.problem is not None
    assert message in matter.problem.message
    assert 4 <= matter.problem.offset < len(text)
    assert Article(text).body == "正文"


def test_a_key_that_stands_twice_is_the_last() -> None:
    text = "---\ntitle: 甲\ntitle: 乙\n---\n"
    assert read(text).text("title") == "乙"
    assert [item.text for item in read(text).fields] == ["甲", "乙"]


def test_merge_keys_and_a_few_aliases_are_read() -> None:
    text = "---\nbase: &base {a: 1}\nmore: {<<: *base, b: 2}\nx: &x 甲\ny: *x\n---\n"
    matter = read(text)
    assert matter.problem is None
    assert matter.values == {"base": {"a": 1}, "more": {"a": 1, "b": 2}, "x": "甲", "y": "甲"}


def test_a_fence_may_be_longer_and_the_body_may_hold_another() -> None:
    text = "-----  \ntitle: |\n  甲\n  ---\n------\n乙\n---\n"
    assert read(text).text("title") == "甲\n---\n"
    assert Article(text).body == "乙\n---\n"


KEYS = st.sampled_from(
    ["title", "description", "标题", "'k'", '"\\u6b62"', "a b", "1", "true", "<<", "&a k", "? k", ""]
)
VALUES = st.sampled_from(
    [
        "甲", "", " '乙'", '"\\u4e00"', ">\n  甲\n  乙", "|-\n  甲\n\n", "[a, {b: c}]", "{a: b}", "- a\n- b", "*a",
        "&a x", "1", "2022-01-31", "2022-99-99", "true", "~", "!!int x", "!!set {a, b}", "a: b", "甲\n  乙",
        "'甲\n\n  乙'", "# c", "\x07", "\0", "\x85", "\u2028", "\r", "\ufeff", "\t", "@", "`", "%", "...", "😀", '"',
        "'", "---x", "0x1F", "1e400",
    ]
)  # fmt: skip
PAIRS = st.lists(st.tuples(KEYS, st.sampled_from([": ", ":", " : "]), VALUES).map("".join), max_size=5)


@given(PAIRS.map("\n".join), st.sampled_from(["\n", "\r\n", "\r"]))
@example("a: b\n...", "\n")
def test_values_are_those_of_yaml_and_spans_lie_in_it(body: str, newline: str) -> None:
    body = body.replace("\n", newline)
    text = f"---{newline}{body}{newline}---{newline}正文"
    matter = read(text)
    inner = text[len(f"---{newline}") : text.rindex("---")]
    if matter.problem is not None:
        assert 0 <= matter.problem.offset <= len(text)
        assert matter.problem.message
        return
    if matter == FrontMatter():
        return  # text between two thematic breaks
    expected: Any = yaml.load(inner, Loader=yaml.CSafeLoader)
    if not isinstance(expected, dict):
        assert matter.values == {}
        return
    assert repr(matter.values) == repr(expected)
    for item in matter.fields:
        assert 0 <= item.key_span.start <= item.key_span.end <= matter.span.end
        assert 0 <= item.value_span.start <= item.value_span.end <= matter.span.end
        assert item.key == (yaml.load(item.key_span.cut(text), Loader=yaml.CBaseLoader) or "")
        if item.text is None:
            assert item.offsets is None
            continue
        assert item.offsets is not None
        assert item.offsets.length == len(item.text)
        for place, character in enumerate(item.text):
            span = item.offsets.span(place, place + 1)
            assert item.value_span.covers(span)
            if span.end - span.start == 1 and not character.isspace():
                assert span.cut(text) == character


_KEYS = st.text("abYyNnOofF_-1 ", max_size=5) | st.sampled_from(["title", "on", "null", "keywords", "Yes", "a" * 70])
_VALUES = ["中", "文", "a", "B", "9", "1.5", "true", "Null", "no", "2022-01-31", "1:30", "0x1f", "1e3", "~"]
_MARKS = [" ", "  ", ": ", " #", *":#,[]{}&*!|>%@`-\\'\""]
_ODD = list("，。\t\xa0\u3000\x85\u2028\ufeff\x00\x7f😀\ud800\r")
_WORDS = st.lists(st.sampled_from(_VALUES + _MARKS + _ODD) | st.text(max_size=3), max_size=6).map("".join)
_LINES = st.tuples(_KEYS, st.sampled_from([": ", ":", ":  ", " : "]), _WORDS, st.just("\n")).map("".join)
_MATTERS = st.lists(_LINES, min_size=1, max_size=4).map("".join)


def told(matter: FrontMatter) -> tuple[object, ...]:
    fields = [(item.key, item.key_span, item.value, item.value_span, item.text, places(item)) for item in matter.fields]
    return fields, matter.values, matter.problem, matter.span, matter.lines


def places(item: Field) -> list[tuple[int, int]]:
    length = len(item.text or "")
    return [(item.offsets.start(n), item.offsets.end(n + 1)) for n in range(length)] if item.offsets else []


@given(_MATTERS)
@example("title: 希望联盟\nkeywords: Personal Finance,Home Ownership\n")
@example("title: 80-20 规则 \n")
@example("title: 中文: 中\n")
@example("title: a #b\n")
@example("title: yes\n")
@example("on: 中文\n")
@example("title: 12\n")
@example("title: 中:\n")
def test_words_are_read_as_yaml_reads_them(body: str) -> None:
    text = f"---\n{body}---\n中\n"
    article = Article(text)
    inner = Span(4, 4 + len(body))
    if article.lines.text(0) != "---" or text.count("---") != 2 or read(text) == FrontMatter():
        return
    assert told(read(text)) == told(
        read_yaml(Fenced(text, Span(0, inner.end + 4), len(article.lines.starts) - 2, inner))
    )


def test_words_are_read_without_yaml() -> None:
    text = "---\nkeywords: Personal Finance,Mortgage\ntitle: 80-20 规则\n---\n# 正文\n"
    code = "import sys; from review_tui.article import Article; Article(sys.argv[1]).front_matter; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code, text], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "review_tui.article.front_matter" in loaded
    assert "yaml" not in loaded


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_toml_has_keys_values_and_their_places(newline: str) -> None:
    text = (
        "+++\r\n"
        'title = "止赎"  # note\r\n'
        "description = '一种 \\ 法律程序'\r\n"
        'author = "张\\u4e09"\r\n'
        'keywords = ["止赎", "贷款"]\r\n'
        "date = 2022-01-31\r\n"
        'note = """\r\ntitle = "不是"\r\n"""\r\n'
        "[params]\r\n"
        'title = "也不是"\r\n'
        "+++\r\n"
        "# 止赎\r\n"
    ).replace("\r\n", newline)
    matter = read(text)
    assert matter.problem is None
    assert matter.values["keywords"] == ["止赎", "贷款"]
    assert matter.values["author"] == "张三"
    assert written(text) == [("title", '"止赎"'), ("description", "'一种 \\ 法律程序'")]
    assert matter.text("title") == "止赎"
    title = matter.field("title")
    assert title is not None
    assert title.offsets is not None
    assert title.offsets.span(0, 2).cut(text) == "止赎"
    assert Article(text).headings[0].text == "止赎"
    assert Article(text).body == "# 止赎\n"


@pytest.mark.parametrize(
    ("body", "said", "at"),
    [
        ('title = "止赎\n', "not TOML", "title"),
        ("a = " + "[" * 5000, "deep", "a"),
        ("a = 1\nb = 否\n", "not TOML", "否"),
        ('a = "甲\u2028乙\x85丙"\r\nb = 否\n', "not TOML", "否"),
        ("a." * 20_000 + "a = 1", "at most", "a"),
        ("a." * 10_000 + "a = 1", "deep", "a"),
        ("a = " + "1" * 10_000, "not TOML", "a"),
    ],
)
def test_toml_that_cannot_be_read_says_why_and_where(body: str, said: str, at: str) -> None:
    text = f"+++\n{body}\n+++\n甲\n"
    problem = read(text).problem
    assert problem is not None
    assert said in problem.message
    assert text[problem.offset :].startswith(at) or at == "title"


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("---\ntitle: 甲\n---\n", Syntax.YAML),
        ("---\ntitle: '甲'\n---\n", Syntax.YAML),
        ("---\n- 甲\n---\n", Syntax.YAML),
        ("---\n# 甲\n---\n", Syntax.YAML),
        ("---\ntitle: [\n---\n", Syntax.YAML),
        ("---\ntitle: 甲\n", Syntax.YAML),
        ('+++\ntitle = "甲"\n+++\n', Syntax.TOML),
        ("+++\ntitle = \n+++\n", Syntax.TOML),
        ("+++\na = " + "[" * 40_000 + "\n+++\n", Syntax.TOML),
        ("+++\n" + "a." * 100 + "a = 1\n+++\n", Syntax.TOML),
        ("+++\ntitle = 1\n", Syntax.TOML),
        ("---\n甲\n---\n", None),
        ("+++\n甲\n", None),
        ("甲\n", None),
    ],
)
def test_the_syntax_is_known_even_where_it_cannot_be_read(text: str, syntax: Syntax | None) -> None:
    assert read(text).syntax is syntax
