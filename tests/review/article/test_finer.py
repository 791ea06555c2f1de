"""A paragraph that both changed: what is apart is told apart, exactly, and what touches is not."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from review_tui.article import Article
from review_tui.review.article.finer import told_apart
from review_tui.review.article.line_cuts import clauses
from review_tui.review.article.merging import MergePiece, Take, conflicts, merge, merged_text

BASE = "止赎是一种法律程序。宽限期是一段时间，借款人可以补足欠款，保住房屋。拍卖所得用来偿还贷款。"


def merged(base: str, mine: str, theirs: str) -> tuple[MergePiece, ...]:
    return merge(*(Article(text, "a.md") for text in (base, mine, theirs)))


def without_conflict(base: str, mine: str, theirs: str) -> str:
    pieces, turned = merged(base, mine, theirs), merged(base, theirs, mine)
    assert conflicts(pieces) == conflicts(turned) == []
    assert merged_text(pieces, {}) == merged_text(turned, {})
    return merged_text(pieces, {})


def asked(base: str, mine: str, theirs: str) -> list[tuple[str, str, str]]:
    """Return what is a conflict, in three states, and see that taking one side of it all gives that side."""
    pieces = merged(base, mine, theirs)
    sides = {Take.MINE: mine, Take.THEIRS: theirs}
    for take, side in sides.items():
        assert merged_text(pieces, {number: take for number, piece in enumerate(pieces) if piece.ways}) == side
    return [(pieces[number].base, pieces[number].mine, pieces[number].theirs) for number in conflicts(pieces)]


def test_what_both_wrote_in_two_places_asks() -> None:
    new = "法院可以推迟拍卖。"
    assert asked(BASE, BASE.replace("宽限期", f"{new}宽限期"), BASE.replace("房屋。", f"房屋。{new}"))
    short = "其次，"  # so short that it may well be meant in both
    mine, theirs = BASE.replace("宽限期", f"{short}宽限期"), BASE.replace("拍卖", f"{short}拍卖")
    assert without_conflict(BASE, mine, theirs) == mine.replace("拍卖", f"{short}拍卖")


@pytest.mark.parametrize("frame", ["{}", "- {}", "> 1. {}\n", "## 甲\n\n{}\n\n乙。\n", "## {}\n", "{}\r\n\r\n乙。\r\n"])
def test_different_sentences_of_a_paragraph_are_both_taken(frame: str) -> None:
    base = frame.format(BASE)
    mine, theirs = base.replace("法律程序", "程序"), base.replace("偿还", "还清")
    assert without_conflict(base, mine, theirs) == mine.replace("偿还", "还清")
    mine, theirs = base.replace("止赎", "取消赎回权"), base.replace("拍卖", "新的一句。拍卖")
    assert without_conflict(base, mine, theirs) == theirs.replace("止赎", "取消赎回权")
    mine, theirs = base.replace("止赎", "取消赎回权"), base.replace("拍卖所得用来偿还贷款。", "")
    assert without_conflict(base, mine, theirs) == theirs.replace("止赎", "取消赎回权")


def test_different_clauses_of_a_sentence_are_both_taken() -> None:
    mine, theirs = BASE.replace("一段时间", "几天"), BASE.replace("保住", "留住")
    assert without_conflict(BASE, mine, theirs) == mine.replace("保住", "留住")
    mine, theirs = BASE.replace("一段时间", "几天"), BASE.replace("借款人可以补足欠款，", "")
    assert without_conflict(BASE, mine, theirs) == theirs.replace("一段时间", "几天")


def test_of_what_is_alike_in_both_the_rest_is_told_apart() -> None:
    mine = BASE.replace("止赎", "取消赎回权").replace("偿还", "还清")
    theirs = BASE.replace("止赎", "取消赎回权").replace("房屋", "房子")
    assert without_conflict(BASE, mine, theirs) == mine.replace("房屋", "房子")


def test_only_the_sentence_that_both_changed_asks() -> None:
    mine = BASE.replace("止赎", "取消赎回权").replace("一段时间", "**几天**").replace("保住房屋", "保住家")
    theirs = BASE.replace("一段时间", "一周").replace("偿还", "还清")
    (conflict,) = asked(BASE, mine, theirs)
    assert [text.partition("，")[0] for text in conflict] == ["宽限期是一段时间", "宽限期是**几天**", "宽限期是一周"]
    pieces = merged(BASE, mine, theirs)
    wanted = mine.replace("偿还", "还清")
    assert merged_text(pieces, {}) == wanted
    both = merged_text(pieces, {conflicts(pieces)[0]: Take.BOTH})
    assert both == wanted.replace(conflict[1], conflict[1] + conflict[2])


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (("一段时间", "几天"), ("一段时间", "一周")),  # one place
        (("一段", "几段"), ("时间", "日子")),  # one clause
        (("一段时间，", "几天；"), ("借款人可以", "可以")),  # side by side
        (("借款人可以补足欠款，", ""), ("保住", "来保住")),
        (("借款人可以补足欠款，", ""), ("补足", "补上")),
        (("借款人可以", "新的话，借款人可以"), ("借款人可以", "别的话，借款人可以")),
        (("时间，借款人可以补足欠款，保住", "日子。保住"), ("补足", "补上")),
    ],
)
def test_changes_that_touch_are_for_a_human_to_decide(mine: tuple[str, str], theirs: tuple[str, str]) -> None:
    here, there = BASE.replace(*mine), BASE.replace(*theirs)
    assert len(asked(BASE, here, there)) == 1
    assert len(asked(BASE, there, here)) == 1


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("见[甲。乙](/a)。丙。", "见[丁。乙](/a)。丙。", "见[甲。戊](/a)。丙。"),
        ("这**甲。乙**丙。", "这**丁。乙**丙。", "这**甲。戊**丙。"),
        ("甲。乙。丙丁。", "**甲。乙。丙**丁。", "甲。乙。丙戊。"),
        ("甲。乙。丙丁。", "甲[。乙。丙丁。", "甲。乙。丙](/a)丁。"),
        ("甲。乙。丙。", "甲*。乙。丙。", "甲。乙。*丙。"),
        ("甲`。乙。丙。", "丁`。乙。丙。", "甲`。乙。丁`。"),
        ("“甲。乙。”丙。", "“丁。乙。”丙。", "“甲。乙。丙。"),
        ("甲 * 乙 * 丙。丁 * 戊 * 己。", "甲 *乙 * 丙。丁 * 戊 * 己。", "甲 * 乙 * 丙。丁 * 戊* 己。"),
        ("- 甲。乙。", "1. 甲。丁。", "- 丙。乙。"),
        ("| 甲。乙 | 丙。丁 |\n| - | - |", "| 戊。乙 | 丙。丁 |\n| - | - |", "| 甲。乙 | 丙。己 |\n| - | - |"),
        ("<b>甲。</b>乙。", "<b>丙。</b>乙。", "<b>甲。</b>丁。"),
        ("```\n甲。乙。\n```\n", "```\n丙。乙。\n```\n", "```\n甲。丙。\n```\n"),
        ("---\ntitle: 甲。乙。\n---\n", "---\ntitle: 丙。乙。\n---\n", "---\ntitle: 甲。丙。\n---\n"),
    ],
)
def test_nothing_is_put_together_across_what_is_opened_and_closed(base: str, mine: str, theirs: str) -> None:
    for here, there in ((mine, theirs), (theirs, mine)):
        ((old, own, other),) = asked(base, here, there)
        assert (old.strip(), own.strip(), other.strip()) != ("", "", "")


def test_links_and_emphasis_that_are_whole_are_no_hindrance() -> None:
    base = "见[甲。乙](/a)。**丙。**丁。"
    mine, theirs = base.replace("(/a)", "(/b)"), base.replace("丁", "戊")
    assert without_conflict(base, mine, theirs) == mine.replace("丁", "戊")
    mine, theirs = base.replace("[甲。乙](/a)", "甲乙"), base.replace("**丙。**", "*丙。*")
    assert without_conflict(base, mine, theirs) == "见甲乙。*丙。*丁。"


def test_blank_lines_after_a_paragraph_come_and_go_with_what_follows() -> None:
    base = f"{BASE}\n\n乙。\n"
    mine, theirs = f"{BASE.replace('止赎', '取消赎回权')}\n", base.replace("偿还", "还清")
    assert without_conflict(base, mine, theirs) == f"{BASE.replace('止赎', '取消赎回权').replace('偿还', '还清')}\n"


# Whatever the texts are

LINES = st.text("甲乙丙。，；“”[]()*`a ", max_size=40)
CHANGES = st.sampled_from(["keep", "change", "take out", "add after"])
WORDS = ["贷款", "宽限期", "[止赎](/a)", "**拍卖**", "借款人（甲。）", "“乙。丙，丁”", "`a。b`", "房屋", "还款"]


@given(LINES, LINES, LINES)
def test_the_pieces_are_each_side_whole_whatever_the_lines_are(base: str, mine: str, theirs: str) -> None:
    rows = told_apart(base, mine, theirs)
    assert tuple("".join(side) for side in zip(*rows, strict=True)) == (base, mine, theirs)
    assert [(row[0], row[2], row[1]) for row in rows] == told_apart(base, theirs, mine)


@given(LINES, LINES)
def test_where_one_side_did_nothing_or_both_the_same_the_result_is_exact(base: str, changed: str) -> None:
    for mine, theirs in ((changed, base), (base, changed), (changed, changed)):
        pieces = merged(base, mine, theirs)
        assert merged_text(pieces, {}) == changed


@given(LINES, LINES, LINES)
def test_each_side_can_be_had_whole_and_no_clause_goes_unseen(base: str, mine: str, theirs: str) -> None:
    conflicting = asked(base, mine, theirs)
    text = merged_text(merged(base, mine, theirs), {})
    seen = text + "".join(other for _, _, other in conflicting)
    for side in (mine, theirs):
        for clause in set(clauses(side.strip())) - set(clauses(base.strip())):
            assert clause.strip() in seen


@given(LINES, LINES, LINES)
def test_sides_turned_round_agree_where_nothing_is_to_decide(base: str, mine: str, theirs: str) -> None:
    pieces, turned = merged(base, mine, theirs), merged(base, theirs, mine)
    assert len(conflicts(pieces)) == len(conflicts(turned))
    if not conflicts(pieces):
        assert merged_text(pieces, {}) == merged_text(turned, {})


@st.composite
def apart(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """Return the clauses of a line, and for each what either side makes of it; never both, and not side by side."""
    count = draw(st.integers(2, 9))
    ends = draw(st.lists(st.sampled_from("。，；？"), min_size=count, max_size=count))
    base = [f"{WORDS[number]}{chr(0x5E00 + 40 * number) * 4}{end}" for number, end in enumerate(ends)]
    sides = {"我": list(base), "他": list(base)}
    last = ""
    for number, clause in enumerate(base):
        word, change = draw(st.sampled_from("我他")), draw(CHANGES)
        if change == "keep":
            last = ""
        elif last in ("", word):
            new = {"change": f"{word}的{clause}", "take out": "", "add after": f"{clause}{word * 5}，"}
            sides[word][number], last = new[change], word
        else:
            last = ""
    return base, sides["我"], sides["他"]


@given(apart())
def test_edits_of_different_clauses_are_all_taken(case: tuple[list[str], list[str], list[str]]) -> None:
    base, mine, theirs = case
    wanted = "".join(own if own != old else other for old, own, other in zip(base, mine, theirs, strict=True))
    texts = ["".join(side) for side in case]
    assume(all(texts))
    pieces = merged(*texts)
    assert conflicts(pieces) == []
    assert merged_text(pieces, {}) == wanted


@given(LINES, LINES, LINES)
def test_what_is_put_together_renders_what_the_sides_render(base: str, mine: str, theirs: str) -> None:
    def links(text: str) -> set[tuple[str, str]]:
        return {(link.text, link.target) for link in Article(text, "a.md").links}

    text = merged_text(merged(base, mine, theirs), {})
    assert links(text) <= links(base) | links(mine) | links(theirs)


@st.composite
def rewritten(draw: st.DrawFn) -> list[str]:
    """Return a line, and what two sides made of it: clauses changed and taken out, sentences joined and cut in two."""
    count = draw(st.integers(3, 8))
    base = [[f"{WORDS[0]}{chr(0x5E00 + 7 * number) * 2}", draw(st.sampled_from("。，"))] for number in range(count)]
    lines = ["".join(word + end for word, end in base)]
    for side in "我他":
        row = [list(clause) for clause in base]
        for _ in range(draw(st.integers(1, 3))):
            number, change = draw(st.integers(0, len(row) - 1)), draw(st.sampled_from(["change", "take out", "end"]))
            if change == "change":
                row[number][0] = side + row[number][0]
            elif change == "end":
                row[number][1] = "，" if row[number][1] == "。" else "。"
            elif len(row) > 1:
                del row[number]
        lines.append("".join(word + end for word, end in row))
    return lines


TWICE = [
    "贷款帀帀，贷款帇帇。贷款帎帎。贷款帕帕。贷款帜帜，贷款帣帣。",
    "我贷款帀帀，贷款帇帇。贷款帎帎，贷款帕帕。贷款帜帜。贷款帣帣。",
    "贷款帀帀，贷款帎帎。贷款帜帜。贷款帣帣。",
]


@given(rewritten())
@example(TWICE)
def test_what_stood_once_stands_once_whatever_side_is_taken(lines: list[str]) -> None:
    pieces = merged(*lines)
    for take in (Take.MINE, Take.THEIRS):
        text = merged_text(pieces, dict.fromkeys(conflicts(pieces), take))
        assert all(text.count(chr(0x5E00 + 7 * number) * 2) <= 1 for number in range(8))
