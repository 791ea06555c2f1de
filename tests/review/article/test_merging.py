"""Two changes of one article: none is lost, and those of one paragraph are for a human to decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Article
from review_tui.review.article.merging import (
    ChangedBy,
    MergePiece,
    Take,
    conflicts,
    merge,
    merged_text,
)

BASE = "---\ntitle: 甲\n---\n\n导言。\n\n## 一\n\n止赎。\n\n## 二\n\n贷款。\n\n## 三\n\n还款。"


def merged(base: str, mine: str, theirs: str) -> tuple[MergePiece, ...]:
    return merge(*(Article(text, "a.md") for text in (base, mine, theirs)))


def without_conflict(base: str, mine: str, theirs: str) -> str:
    pieces = merged(base, mine, theirs)
    assert conflicts(pieces) == []
    return merged_text(pieces, {})


def test_changes_of_different_sections_are_both_taken() -> None:
    mine, theirs = BASE.replace("止赎", "取消赎回权"), BASE.replace("贷款", "借款")
    assert without_conflict(BASE, mine, theirs) == mine.replace("贷款", "借款")
    assert [piece.change for piece in merged(BASE, mine, theirs)] == [
        ChangedBy.NOBODY,
        ChangedBy.NOBODY,
        ChangedBy.MINE,
        ChangedBy.THEIRS,
        ChangedBy.NOBODY,
    ]


def test_the_front_matter_is_a_section() -> None:
    mine, theirs = BASE.replace("title: 甲", "title: 乙"), BASE.replace("导言", "引言")
    assert without_conflict(BASE, mine, theirs) == mine.replace("导言", "引言")


def test_a_paragraph_that_both_changed_is_a_conflict_until_somebody_decides() -> None:
    mine, theirs = BASE.replace("止赎", "甲"), BASE.replace("止赎", "乙")
    pieces = merged(BASE, mine, theirs)
    (number,) = conflicts(pieces)
    assert pieces[number] == MergePiece("一", "止赎。\n\n", "甲。\n\n", "乙。\n\n")
    assert merged_text(pieces, {}) == merged_text(pieces, {number: Take.MINE}) == mine
    assert merged_text(pieces, {number: Take.THEIRS}) == theirs
    assert merged_text(pieces, {number: Take.BOTH}) == BASE.replace("止赎。", "甲。\n\n乙。")


SECTION = "## 一\n\n止赎是丧失赎回权。\n\n- 贷款\n- 还款\n\n宽限期是一段时间。\n"


def test_changes_of_different_paragraphs_of_a_section_are_both_taken() -> None:
    mine, theirs = SECTION.replace("丧失", "失去"), SECTION.replace("一段", "几天")
    assert without_conflict(SECTION, mine, theirs) == mine.replace("一段", "几天")
    mine, theirs = SECTION.replace("## 一", "## 二"), SECTION.replace("丧失赎回权", "失去赎回权")
    assert without_conflict(SECTION, mine, theirs) == theirs.replace("## 一", "## 二")


def test_items_of_a_list_are_paragraphs_here() -> None:
    mine, theirs = SECTION.replace("- 贷款", "- 借款"), SECTION.replace("- 还款", "- 偿还\n- 逾期")
    assert without_conflict(SECTION, mine, theirs) == theirs.replace("- 贷款", "- 借款")


def test_a_paragraph_that_is_new_beside_one_that_is_changed() -> None:
    mine, theirs = SECTION.replace("丧失", "失去"), SECTION.replace("- 贷款", "新的一段。\n\n- 贷款")
    assert without_conflict(SECTION, mine, theirs) == theirs.replace("丧失", "失去")
    mine = SECTION.replace("止赎是丧失赎回权。\n\n", "")
    assert without_conflict(SECTION, mine, theirs) == theirs.replace("止赎是丧失赎回权。\n\n", "")


def test_only_what_both_changed_asks_where_the_rest_of_the_section_is_changed_too() -> None:
    mine = SECTION.replace("丧失", "失去").replace("一段", "几天")
    theirs = SECTION.replace("丧失", "没了").replace("贷款", "借款")
    pieces = merged(SECTION, mine, theirs)
    assert [(piece.change, piece.base) for piece in pieces] == [
        (ChangedBy.NOBODY, "## 一\n\n"),
        (ChangedBy.CONFLICT, "止赎是丧失赎回权。\n\n"),
        (ChangedBy.THEIRS, "- 贷款\n"),
        (ChangedBy.NOBODY, "- 还款\n\n"),
        (ChangedBy.MINE, "宽限期是一段时间。\n"),
    ]
    assert {piece.title for piece in pieces} == {"一"}
    together = mine.replace("贷款", "借款")
    assert merged_text(pieces, {1: Take.MINE}) == together
    both = together.replace("止赎是失去赎回权。", "止赎是失去赎回权。\n\n止赎是没了赎回权。")
    assert merged_text(pieces, {1: Take.BOTH}) == both


def test_a_paragraph_cut_in_two_here_and_changed_there_is_one_conflict() -> None:
    whole, halves = "止赎是一种程序，宽限期是一段时间。", ("止赎是一种程序。", "宽限期是一段时间。")
    base = f"## 一\n\n{whole}\n\n完全不同的话。\n"
    cut, joined = base.replace(whole, "\n\n".join(halves)), base.replace("时间", "日子")
    for mine, theirs in ((cut, joined), (joined, cut)):
        pieces = merged(base, mine, theirs)
        (number,) = conflicts(pieces)
        assert merged_text(pieces, {number: Take.MINE}) == mine
        assert merged_text(pieces, {number: Take.THEIRS}) == theirs
    for changed in ("程序", "时间"):  # and so where two were joined here
        theirs = cut.replace(changed, "日子")
        pieces = merged(cut, base, theirs)
        (number,) = conflicts(pieces)
        assert merged_text(pieces, {number: Take.THEIRS}) == theirs


def test_what_one_side_changed_can_be_refused() -> None:
    mine, theirs = BASE.replace("止赎", "甲"), BASE.replace("贷款", "借款")
    pieces = merged(BASE, mine, theirs)
    here, there = (
        next(n for n, piece in enumerate(pieces) if piece.change is each) for each in (ChangedBy.MINE, ChangedBy.THEIRS)
    )
    assert pieces[here].ways == pieces[there].ways == (Take.MINE, Take.THEIRS)
    assert merged_text(pieces, {there: Take.MINE}) == mine
    assert merged_text(pieces, {here: Take.THEIRS}) == theirs
    assert merged_text(pieces, {there: Take.MINE, here: Take.THEIRS}) == BASE
    assert merged_text(pieces, {there: Take.THEIRS, here: Take.MINE}) == mine.replace("贷款", "借款")
    assert pieces[0].ways == ()


def test_both_is_offered_where_both_wrote_something_that_may_stand_there_twice() -> None:
    changed = merged(BASE, BASE.replace("止赎", "甲"), BASE.replace("止赎", "乙"))
    gone = merged(BASE, BASE.replace("止赎。\n\n", ""), BASE.replace("止赎", "乙"))
    field = merged(BASE, BASE.replace("title: 甲", "title: 丙"), BASE.replace("title: 甲", "title: 丁"))
    ways = [pieces[number].ways for pieces in (changed, gone, field) for number in conflicts(pieces)]
    assert ways == [tuple(Take), (Take.MINE, Take.THEIRS), (Take.MINE, Take.THEIRS)]


def test_fields_of_the_front_matter_are_put_together() -> None:
    base = "---\ntitle: 甲\nkeywords:\n- 止赎\ndescription: 丙\n---\n\n导言。\n"
    mine, theirs = base.replace("甲", "乙"), base.replace("- 止赎", "- 止赎\n- 贷款").replace("丙", "丁")
    assert without_conflict(base, mine, theirs) == theirs.replace("甲", "乙")
    mine, theirs = base.replace("---\n\n", "date: 1\n---\n\n"), base.replace("title", "slug: a\ntitle")
    assert without_conflict(base, mine, theirs) == theirs.replace("---\n\n", "date: 1\n---\n\n")


def test_a_section_that_is_new_here_and_a_paragraph_there_at_the_end_of_the_one_before() -> None:
    base = "## 一\n\n甲。\n\n## 三\n\n丙。\n"
    mine, theirs = base.replace("## 三", "## 二\n\n乙。\n\n## 三"), base.replace("## 三", "新。\n\n## 三")
    for pair in ((mine, theirs), (theirs, mine)):
        assert without_conflict(base, *pair) == base.replace("## 三", "新。\n\n## 二\n\n乙。\n\n## 三")


@pytest.mark.parametrize("end", ["", "\n"])
def test_paragraphs_that_come_together_stay_two(end: str) -> None:
    base = f"## 一\n\n止赎是程序。\n\n宽限期。{end}"
    mine, theirs = f"## 一\n\n止赎是程序。{end}", f"{base.rstrip()}\n\n新的一段。{end}"
    assert without_conflict(base, mine, theirs) == f"## 一\n\n止赎是程序。\n\n新的一段。{end}"


def test_the_same_change_on_both_sides_is_none_to_decide() -> None:
    both = BASE.replace("止赎", "甲")
    assert without_conflict(BASE, both, both) == both
    assert ChangedBy.BOTH_ALIKE in [piece.change for piece in merged(BASE, both, both)]


def test_new_sections_at_the_end_of_a_file_without_a_last_line_end() -> None:
    mine, theirs = f"{BASE}\n\n## 四\n\n完。", BASE.replace("还款", "偿还")
    assert without_conflict(BASE, mine, theirs) == f"{theirs}\n\n## 四\n\n完。"
    assert without_conflict(BASE, theirs, mine) == f"{theirs}\n\n## 四\n\n完。"


def test_new_sections_in_one_place_are_a_conflict() -> None:
    mine, theirs = f"{BASE}\n\n## 四\n\n完。", f"{BASE}\n\n## 五\n\n末。"
    pieces = merged(BASE, mine, theirs)
    (number,) = conflicts(pieces)
    assert merged_text(pieces, {number: Take.BOTH}) == f"{BASE}\n\n## 四\n\n完。\n## 五\n\n末。"
    mine, theirs = f"{BASE}\n\n新的一段。", f"{BASE}\n\n另一段。"
    pieces = merged(BASE, mine, theirs)
    (number,) = conflicts(pieces)
    assert merged_text(pieces, {number: Take.BOTH}) == f"{BASE}\n\n新的一段。\n\n另一段。"


def test_a_section_taken_out_here_and_changed_there_is_a_conflict() -> None:
    mine, theirs = BASE.replace("## 二\n\n贷款。\n\n", ""), BASE.replace("贷款", "借款")
    pieces = merged(BASE, mine, theirs)
    (number,) = conflicts(pieces)
    assert merged_text(pieces, {number: Take.MINE}) == mine
    assert merged_text(pieces, {number: Take.THEIRS}) == theirs


def test_a_section_with_another_heading_is_still_that_section() -> None:
    mine, theirs = BASE.replace("## 二", "## 贷款的含义"), BASE.replace("止赎", "甲")
    assert without_conflict(BASE, mine, theirs) == mine.replace("止赎", "甲")


def test_a_mended_heading_makes_two_sections_of_one() -> None:
    base = "## 一\n\n甲。\n\n二\n\n乙。\n\n## 三\n\n丙。\n"
    mine, theirs = base.replace("二", "## 二"), base.replace("丙", "丁")
    assert without_conflict(base, mine, theirs) == mine.replace("丙", "丁")
    for word in "甲乙":
        assert without_conflict(base, mine, base.replace(word, "丁")) == mine.replace(word, "丁")


# Whatever the texts are

TEXTS = st.text("甲乙\n\r #-*", max_size=12)
TITLES = st.sampled_from(["一", "二", "三"])
PARTS = st.lists(st.builds("## {}\n{}\n".format, TITLES, TEXTS), max_size=6).map("".join)
LOOSE = st.text("甲乙丙#-:> \n\r", max_size=60)


@given(PARTS, PARTS, PARTS)
def test_no_word_of_any_side_is_left_out(base: str, mine: str, theirs: str) -> None:
    pieces = merged(base, mine, theirs)
    for name, text in (("base", base), ("mine", mine), ("theirs", theirs)):
        assert "".join(getattr(piece, name) for piece in pieces) == text


@given(LOOSE, LOOSE)
def test_where_one_side_did_nothing_the_other_is_the_result(base: str, changed: str) -> None:
    for mine, theirs in ((changed, base), (base, changed), (changed, changed)):
        pieces = merged(base, mine, theirs)
        assert conflicts(pieces) == []
        assert merged_text(pieces, {}) == changed


@given(LOOSE, LOOSE, LOOSE)
def test_a_line_that_one_side_wrote_is_in_the_result_or_in_a_conflict(base: str, mine: str, theirs: str) -> None:
    pieces = merged(base, mine, theirs)
    result = set(merged_text(pieces, {}).splitlines())
    open_to_decide = {line for number in conflicts(pieces) for line in pieces[number].theirs.splitlines()}
    known = set(base.splitlines()) | {""}
    assert set(mine.splitlines()) - known <= result
    assert set(theirs.splitlines()) - known <= result | open_to_decide


EDITS = st.sampled_from(["keep", "change", "take out", "add after"])


@st.composite
def apart(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """Return for each section who does what to it; never both, nor to neighbours where one adds or takes out."""
    count = draw(st.integers(2, 9))
    mine, theirs = ["keep"] * count, ["keep"] * count
    for number in range(count):
        side = draw(st.sampled_from([mine, theirs]))
        side[number] = draw(EDITS)
    return [f"节{number}" for number in range(count)], mine, theirs


def _edited(titles: list[str], edits: list[str], words: str) -> list[list[str]]:
    texts = []
    for number, (title, edit) in enumerate(zip(titles, edits, strict=True)):
        text = f"## {title}\n\n{'正文' * number}。\n\n"
        new = f"## {words}{number}\n\n{words * 9}\n\n"
        changed = {"change": [f"{text}{words}。\n\n"], "take out": [], "add after": [text, new]}
        texts.append(changed.get(edit, [text]))
    return texts


@given(apart())
def test_edits_of_different_sections_are_all_taken(case: tuple[list[str], list[str], list[str]]) -> None:
    titles, mine, theirs = case
    nothing = _edited(titles, ["keep"] * len(titles), "")
    here, there = _edited(titles, mine, "我"), _edited(titles, theirs, "他")
    wanted = "".join("".join(one if one != base else two) for base, one, two in zip(nothing, here, there, strict=True))
    base, own, other = ("".join("".join(texts) for texts in side) for side in (nothing, here, there))
    pieces = merged(base, own, other)
    assert conflicts(pieces) == []
    assert merged_text(pieces, {}) == wanted


@given(apart())
def test_edits_of_different_paragraphs_of_one_section_are_all_taken(
    case: tuple[list[str], list[str], list[str]],
) -> None:
    count, mine, theirs = len(case[0]), *case[1:]
    nothing, here, there = (
        [_paragraph(number, edit, words) for number, edit in enumerate(edits)]
        for edits, words in ((["keep"] * count, ""), (mine, "我"), (theirs, "他"))
    )
    wanted = "".join("".join(one if one != base else two) for base, one, two in zip(nothing, here, there, strict=True))
    base, own, other = ("".join("".join(texts) for texts in side) for side in (nothing, here, there))
    pieces = merged(base, own, other)
    assert conflicts(pieces) == []
    assert merged_text(pieces, {}) == wanted


def _paragraph(number: int, edit: str, words: str) -> list[str]:
    text = f"{chr(0x4E00 + 50 * number) * (number + 4)}。\n\n"
    new = f"{words}{chr(0x5E00 + 50 * number) * (number + 4)}！\n\n"
    return {"change": [f"{words}{text}"], "take out": [], "add after": [text, new]}.get(edit, [text])


@pytest.mark.parametrize("count", [300])
def test_very_many_sections_are_merged_too(count: int) -> None:
    base = "".join(f"## 节{number}\n\n正文{number}。\n\n" for number in range(count))
    mine, theirs = base.replace("正文7。", "甲"), base.replace("正文250。", "乙")
    assert without_conflict(base, mine, theirs) == mine.replace("正文250。", "乙")


def test_very_many_sections_that_are_alike_are_merged_in_time() -> None:
    base, two, three = "## 一\n" * 8_000, "## 二\n", "## 三\n"
    mine, theirs = two + base + two, three + base.removesuffix("## 一\n")
    assert "".join(piece.mine for piece in merged(base, mine, theirs)) == mine
