"""Where the characters of YAML strings stand, held against PyYAML for every way of writing them."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from review_tui.article.scalars import scalar_offsets

BREAKS = ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"]


def placed(source: str, start: int = 0) -> tuple[str, bool, list[str]]:
    """Return the value of a scalar, whether each of its characters is placed, and what is written for each."""
    text = f"k: {source}"
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert root is not None
    node = root.value[0][1]
    written = text[node.start_mark.index : node.end_mark.index]
    offsets, exact = scalar_offsets(written, start, node.value, node.style)
    spans = [offsets.span(place, place + 1) for place in range(len(node.value))]
    assert offsets.length == len(node.value)
    assert all(start <= span.start <= span.end <= start + len(written) for span in spans)
    assert spans == sorted(spans)
    return node.value, exact, [written[span.start - start : span.end - start] for span in spans]


@pytest.mark.parametrize(
    ("source", "value", "written"),
    [
        ("止赎", "止赎", ["止", "赎"]),
        ("甲 乙", "甲 乙", ["甲", " ", "乙"]),
        ("甲\n  乙", "甲 乙", ["甲", "\n  ", "乙"]),
        ("甲 \r\n\r\n  乙", "甲\n乙", ["甲", " \r\n\r\n  ", "乙"]),
        ("'it''s'", "it's", ["i", "t", "''", "s"]),
        ("'甲\n   乙'", "甲 乙", ["甲", "\n   ", "乙"]),
        ('"\\u6b62\\u8d4e"', "止赎", ["\\u6b62", "\\u8d4e"]),
        ('"\\x41\\U0001F600\\n\\""', 'A😀\n"', ["\\x41", "\\U0001F600", "\\n", '\\"']),
        ('"甲\\\n   乙"', "甲乙", ["甲", "乙"]),
        ('"甲  乙\\/"', "甲  乙/", ["甲", " ", " ", "乙", "\\/"]),
        ("|\n  甲\n  乙", "甲\n乙", ["甲", "\n  ", "乙"]),
        ("|-\n  甲\n\n   乙\n", "甲\n\n 乙", ["甲", "\n\n  ", "\n\n  ", " ", "乙"]),
        (">\n  甲\n  乙\n", "甲 乙\n", ["甲", "\n  ", "乙", ""]),
        (">-\n  甲\n\n  乙\n", "甲\n乙", ["甲", "\n\n  ", "乙"]),
        ("|+\n  甲\n\n\n", "甲\n\n\n", ["甲", "", "", ""]),
        (">2\n    甲\n  乙\n", "  甲\n乙\n", [" ", " ", "甲", "\n  ", "乙", ""]),
        ("> # note\n  甲\n   - 乙\n  丙", "甲\n - 乙\n丙", ["甲", "\n  ", " ", "-", " ", "乙", "\n  ", "丙"]),
        ("甲\x85  乙", "甲 乙", ["甲", "\x85  ", "乙"]),
        ("甲\u2028  乙", "甲\u2028乙", ["甲", "\u2028  ", "乙"]),
        ("|\n  甲\u2028  乙\x85  丙", "甲\u2028乙\n丙", ["甲", "\u2028  ", "乙", "\x85  ", "丙"]),
        ("''", "", []),
    ],
)
def test_each_character_stands_for_what_is_written(source: str, value: str, written: list[str]) -> None:
    assert placed(source) == (value, True, written)
    assert placed(source, 100) == (value, True, written)


def test_what_is_read_otherwise_stands_as_a_whole() -> None:
    offsets, exact = scalar_offsets("'abc'", 10, "xyz", "'")
    assert not exact
    assert offsets.span(1, 2) == (10, 15)


@pytest.mark.parametrize("source", ['"\\', '"\\u12', '"\\q"', "|", ">x\n a", "'a''", '"\\UFFFFFFFF"'])
def test_broken_scalars_raise_nothing(source: str) -> None:
    for style in ("'", '"', "|", ">", "", None):
        assert scalar_offsets(source, 0, "never", style)[1] is False, style


WORDS = st.sampled_from(["甲", "乙 ", " 丙", "a", "-", "  ", "\\u4e00", "''", "\\\\", "\\n", "\t", ":", "😀", "\u3000"])
LINES = st.lists(st.lists(WORDS, max_size=4).map("".join), min_size=1, max_size=5)


def lenient(source: str) -> tuple[str, bool, list[str]] | None:
    try:
        return placed(source)
    except (yaml.YAMLError, AttributeError, ValueError):
        return None


@given(LINES, st.sampled_from(BREAKS), st.sampled_from(["'", '"', ""]))
def test_flow_scalars_are_read_as_pyyaml_reads_them(lines: list[str], newline: str, quote: str) -> None:
    text = (newline + "  ").join(lines)
    if quote == "'":
        text = text.replace("''", "'").replace("'", "''")
    found = lenient(quote + text + quote)
    assert found is None or found[1], found


@given(LINES, st.sampled_from(BREAKS), st.sampled_from(["|", ">", "|-", ">-", "|+", ">+"]))
def test_block_scalars_are_read_as_pyyaml_reads_them(lines: list[str], newline: str, header: str) -> None:
    found = lenient(newline.join([header, *(f"  {line}" for line in lines)]))
    assert found is None or found[1], found
