"""A comparison shows what differs, and no more."""

from hypothesis import given
from hypothesis import strategies as st

from review_tui.article.position import LINE_END
from review_tui.review.article.comparing import DiffLine, DiffPart, compared


def test_it_marks_the_characters_that_differ() -> None:
    assert compared("甲\n止赎和贷款。\n乙\n丙", "甲\n止赎和借款。\n乙\n丙") == [
        DiffLine(" ", (DiffPart("甲"),)),
        DiffLine("-", (DiffPart("止赎和"), DiffPart("贷", differs=True), DiffPart("款。"))),
        DiffLine("+", (DiffPart("止赎和"), DiffPart("借", differs=True), DiffPart("款。"))),
        DiffLine(" ", (DiffPart("乙"),)),
    ]


def test_gaps_are_shown_and_equal_texts_are_nothing() -> None:
    before = "\n".join("甲乙丙丁戊己庚")
    assert compared(before, before) == []
    assert [line.sign for line in compared(before, before.replace("庚", "辛"))] == [":", " ", "-", "+"]
    assert [line.sign for line in compared("甲\n", "甲\r\n")] == [":"]


def test_a_line_of_only_one_text_differs_as_a_whole_and_so_do_lines_too_long_to_compare() -> None:
    assert compared("甲\n乙", "甲") == [
        DiffLine(" ", (DiffPart("甲"),)),
        DiffLine("-", (DiffPart("乙", differs=True),)),
    ]
    assert compared("甲", "甲\n乙")[1:] == [DiffLine("+", (DiffPart("乙", differs=True),))]
    one, two = "甲" * 2001, "乙" * 2001
    assert compared(one, two) == [
        DiffLine("-", (DiffPart(one, differs=True),)),
        DiffLine("+", (DiffPart(two, differs=True),)),
    ]


def test_very_many_lines_are_compared_in_time() -> None:
    """In the square of the lines this would take minutes."""
    before, after = "\n甲" * 8_000, "乙\n\n" * 8_000
    assert len(compared(before, after)) > 20_000
    assert len(compared(before, f"{before}\n乙")) == 3


def test_many_paragraphs_that_all_changed_are_compared_in_time() -> None:
    """Where blank lines are held against each other, this many of them take minutes."""
    before, after = ("\n\n".join(f"第{number}段{word}" for number in range(900)) for word in ("旧文", "新文"))
    lines = compared(before, after)
    assert [line.sign for line in lines[:6]] == ["-", "+", " ", "-", "+", " "]
    assert lines[1].parts == (DiffPart("第0段"), DiffPart("新", differs=True), DiffPart("文"))


def test_long_lines_of_few_characters_are_compared_in_time() -> None:
    assert [line.sign for line in compared("甲乙" * 900, "甲丙" * 900)] == ["-", "+"]


@given(st.text("甲乙\n\r丙", max_size=40), st.text("甲乙\n\r丙", max_size=40))
def test_no_line_is_left_out(before: str, after: str) -> None:
    lines = compared(before, after, context=100)
    if [line.sign for line in lines] == [":"] or before == after:
        assert LINE_END.split(before) == LINE_END.split(after)
        return
    for text, sign in ((before, "-"), (after, "+")):
        there = ["".join(part.text for part in line.parts) for line in lines if line.sign in (" ", sign)]
        assert there == LINE_END.split(text)
