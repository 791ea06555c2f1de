"""The edits that lead from one version of an article to another."""

from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Article, apply_edits
from review_tui.lsp.changed_lines import edits_between


def test_edits_touch_only_what_differs() -> None:
    before, after = Article("甲\r\n##乙\r\n丙\r\n丁 ，"), Article("甲\r\n## 乙\r\n丙\r\n丁，")
    edits = edits_between(before, after)
    assert [(edit.span, edit.text) for edit in edits] == [((5, 5), " "), ((12, 13), "")]
    assert apply_edits(before.text, edits) == after.text


@given(
    before=st.lists(st.sampled_from(["甲", "乙 ，", "", ">", "##丙"]), max_size=8),
    after=st.lists(st.sampled_from(["甲", "乙，", "", "## 丙"]), max_size=8),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_edits_make_the_one_text_of_the_other(before: list[str], after: list[str], end: str) -> None:
    old, new = Article(end.join(before)), Article(end.join(after))
    assert apply_edits(old.text, edits_between(old, new)) == new.text


def test_every_line_is_an_edit_of_its_own_however_many_there_are() -> None:
    before, after = Article("##甲\n\n乙\n\n" * 400), Article("## 甲\n\n乙\n\n" * 400)
    assert {edit.text for edit in edits_between(before, after)} == {" "}
    assert len(edits_between(before, after)) == 400
    shorter = after.with_text(after.text[:-2])
    assert apply_edits(before.text, edits_between(before, shorter)) == shorter.text
