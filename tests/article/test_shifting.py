from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Edit, Span, apply_edits
from review_tui.article.edit import carry
from review_tui.article.shifting import carry_span, inverse, moved, smallest

TEXTS = st.text("甲乙\r\n丙", max_size=20)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(TEXTS)
    places = draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True))
    bounds = sorted(places)
    edits = [
        Edit(Span(start, end), draw(st.text("子丑", max_size=3)))
        for start, end in zip(bounds[::2], bounds[1::2], strict=False)
    ]
    return text, edits


@given(edited())
def test_inverse_edits_give_the_text_back(made: tuple[str, list[Edit]]) -> None:
    text, edits = made
    after = apply_edits(text, edits)
    assert apply_edits(after, inverse(text, edits)) == text


@given(edited(), st.integers(0, 20), st.integers(0, 20))
def test_a_span_that_no_edit_touches_still_cuts_the_same(made: tuple[str, list[Edit]], first: int, second: int) -> None:
    text, edits = made
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    span = Span(start, end)
    moved = carry_span(span, edits)
    if moved is not None:
        assert moved.cut(apply_edits(text, edits)) == span.cut(text)
    else:
        assert any(edit.span.start < end and edit.span.end > start for edit in edits)


def test_an_offset_in_an_edit_comes_to_its_end() -> None:
    assert carry(3, [Edit(Span(2, 5), "子丑寅卯")]) == 6


def test_an_offset_stays_between_the_characters_that_others_left() -> None:
    assert moved(2, "甲乙丙", "甲乙丙") == 2
    assert moved(2, "甲乙丙", "子丑甲乙丙") == 4
    assert moved(2, "甲乙丙", "甲乙丙丁") == 2
    assert moved(2, "甲乙丙丁", "甲子丑寅卯丁") == 2
    assert moved(2, "甲乙丙丁", "甲丁") == 1


def test_an_offset_stays_in_its_paragraph_where_others_changed_them_all() -> None:
    """Where blank lines are held against each other, this many of them take minutes."""
    before, after = ("\n\n".join(f"第{number}段{word}" for number in range(2000)) for word in ("旧文", "新的文字"))
    place = before.index("第1000段")
    assert moved(place + 2, before, after) == after.index("第1000段") + 2


def test_an_offset_stays_on_its_line_where_others_took_away_and_added_paragraphs() -> None:
    before, after = "甲\n\n丙\n\n正文。\n\n乙\n\n锻炼。\n", "他\n\n乙\n\n锻炼。\n\n丁\n\n正文。\n"
    assert moved(before.index("乙"), before, after) == after.index("乙")


@given(TEXTS, TEXTS, st.integers(0, 5))
def test_the_smallest_edit_makes_the_new_text_and_tears_no_line_end(before: str, after: str, start: int) -> None:
    edit = smallest(start, before, after)
    frame = "前" * start
    assert apply_edits(frame + before, [edit]) == frame + after
    for text, left in ((before, edit.span.start - start), (before, edit.span.end - start)):
        assert text[left - 1 : left + 1] != "\r\n" or left == 0


def test_the_smallest_edit_touches_only_what_differs() -> None:
    assert smallest(10, "甲乙丙丁", "甲子丙丁") == Edit(Span(11, 12), "子")
    assert smallest(0, "甲\r\n", "甲\n") == Edit(Span(1, 3), "\n")


def test_a_place_stays_on_its_line_whatever_else_changed() -> None:
    before = "".join(f"贷款人{each}。\n\n" for each in "甲乙丙丁戊己庚辛")
    after = "长长的一段新的。\n\n" + before + "又一行。\n"
    place = before.index("己")
    assert after[moved(place, before, after)] == "己"


def test_a_place_on_a_line_that_was_changed_stays_on_it_whatever_else_changed() -> None:
    before = "题\n\n甲乙丙丁\n\n戊\n"
    after = "长长长长长长长长的题\n\n丙丁\n\n戊\n"
    assert after[moved(before.index("乙"), before, after)] == "丙"
    assert after[moved(before.index("丁"), before, after)] == "丁"
