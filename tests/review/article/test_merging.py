"""Two changes of one article: none is lost, and those of one section are for a human to decide."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review_tui.article import Article
from review_tui.review.article.merging import Change, Part, Piece, Take, conflicts, merge, merged_text, parts_of

BASE = "---\ntitle: 甲\n---\n\n导言。\n\n## 一\n\n止赎。\n\n## 二\n\n贷款。\n\n## 三\n\n还款。"


def merged(base: str, mine: str, theirs: str) -> tuple[Piece, ...]:
    return merge(*(parts_of(Article(text, "a.md")) for text in (base, mine, theirs)))


def without_conflict(base: str, mine: str, theirs: str) -> str:
    pieces = merged(base, mine, theirs)
    assert conflicts(pieces) == []
    return merged_text(pieces, {})


def test_changes_of_different_sections_are_both_taken() -> None:
    mine, theirs = BASE.replace("止赎", "取消赎回权"), BASE.replace("贷款", "借款")
    assert without_conflict(BASE, mine, theirs) == mine.replace("贷款", "借款")
    assert [piece.change for piece in merged(BASE, mine, theirs)] == [
        Change.NOBODY,
        Change.NOBODY,
        Change.MINE,
        Change.THEIRS,
        Change.NOBODY,
    ]


def test_the_front_matter_is_a_section() -> None:
    mine, theirs = BASE.replace("title: 甲", "title: 乙"), BASE.replace("导言", "引言")
    assert without_conflict(BASE, mine, theirs) == mine.replace("导言", "引言")


def test_a_section_that_both_changed_is_a_conflict_until_somebody_decides() -> None:
    mine, theirs = BASE.replace("止赎", "甲"), BASE.replace("止赎", "乙")
    pieces = merged(BASE, mine, theirs)
    (number,) = conflicts(pieces)
    assert pieces[number] == Piece("一", "## 一\n\n止赎。\n\n", "## 一\n\n甲。\n\n", "## 一\n\n乙。\n\n")
    assert merged_text(pieces, {}) == merged_text(pieces, {number: Take.MINE}) == mine
    assert merged_text(pieces, {number: Take.THEIRS}) == theirs
    both = merged_text(pieces, {number: Take.BOTH})
    assert both == BASE.replace("## 一\n\n止赎。\n\n", "## 一\n\n甲。\n\n## 一\n\n乙。\n\n")


def test_the_same_change_on_both_sides_is_none_to_decide() -> None:
    both = BASE.replace("止赎", "甲")
    assert without_conflict(BASE, both, both) == both
    assert Change.BOTH_ALIKE in [piece.change for piece in merged(BASE, both, both)]


def test_new_sections_at_the_end_of_a_file_without_a_last_line_end() -> None:
    mine, theirs = f"{BASE}\n\n## 四\n\n完。", BASE.replace("还款", "偿还")
    assert without_conflict(BASE, mine, theirs) == f"{theirs}\n\n## 四\n\n完。"
    assert without_conflict(BASE, theirs, mine) == f"{theirs}\n\n## 四\n\n完。"


def test_new_sections_in_one_place_are_a_conflict() -> None:
    mine, theirs = f"{BASE}\n\n## 四\n\n完。", f"{BASE}\n\n## 五\n\n末。"
    pieces = merged(BASE, mine, theirs)
    (number,) = conflicts(pieces)
    assert merged_text(pieces, {number: Take.BOTH}) == f"{BASE}\n\n## 四\n\n完。\n## 五\n\n末。"


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
    (number,) = conflicts(merged(base, mine, base.replace("甲", "丁")))
    assert number == 0


# Whatever the texts are

TEXTS = st.text("甲乙\n\r #-*", max_size=12)
TITLES = st.sampled_from(["一", "二", "三"])
PARTS = st.lists(st.builds(lambda title, text: Part(title, f"## {title}\n{text}\n"), TITLES, TEXTS), max_size=6)
LOOSE = st.text("甲乙丙#-:> \n\r", max_size=60)


@settings(max_examples=150)
@given(PARTS, PARTS, PARTS)
def test_no_word_of_any_side_is_left_out(base: list[Part], mine: list[Part], theirs: list[Part]) -> None:
    pieces = merge(base, mine, theirs)
    for name, parts in (("base", base), ("mine", mine), ("theirs", theirs)):
        assert "".join(getattr(piece, name) for piece in pieces) == "".join(part.text for part in parts)


@settings(max_examples=150)
@given(LOOSE, LOOSE)
def test_where_one_side_did_nothing_the_other_is_the_result(base: str, changed: str) -> None:
    for mine, theirs in ((changed, base), (base, changed), (changed, changed)):
        pieces = merged(base, mine, theirs)
        assert conflicts(pieces) == []
        assert merged_text(pieces, {}) == changed


@settings(max_examples=150)
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


@settings(max_examples=150)
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


@pytest.mark.parametrize("count", [300])
def test_very_many_sections_are_merged_too(count: int) -> None:
    base = "".join(f"## 节{number}\n\n正文{number}。\n\n" for number in range(count))
    mine, theirs = base.replace("正文7。", "甲"), base.replace("正文250。", "乙")
    assert without_conflict(base, mine, theirs) == mine.replace("正文250。", "乙")


def test_very_many_sections_that_are_alike_are_merged_in_time() -> None:
    base = [Part("一", "## 一\n")] * 20_000
    mine, theirs = [Part("二", "## 二\n"), *base, Part("二", "## 二\n")], [Part("三", "## 三\n"), *base[:-1]]
    pieces = merge(base, mine, theirs)
    assert "".join(piece.mine for piece in pieces) == "".join(part.text for part in mine)
