"""One article: what is known of it, and what of an edit reaches the disk."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from review_tui.article import Edit, Span, apply_edits
from review_tui.files.atomic import Changed
from review_tui.files.stamp import FileProblem
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.identity import section_key
from review_tui.lint.project import Overrides, Project
from review_tui.lint.report import items_of
from review_tui.review.article.analysis import after_edits
from review_tui.review.article.carrying import Carried
from review_tui.review.article.session import LARGE, Session
from review_tui.review.desk import Desk

Opener = Callable[[str | bytes], Session]

GLOSSARY = """concept,en,zh,status
foreclosure,foreclosure,止赎,preferred
workout,workout,债务重组,preferred
workout,workout,锻炼,forbidden
"""
LONG = "##甲\n\n止赎和锻炼。\n\n" + "没有问题。\n" * (LARGE // 5)


def codes(session: Session) -> list[str]:
    return [finding.rule.code for finding in session.findings]


def test_it_opens_with_the_findings_in_the_order_of_the_text(session: Session) -> None:
    assert codes(session) == ["H101", "T701", "P401", "T702"]
    assert [section.title for section in session.sections] == ["front matter", "甲的历史", "乙"]
    assert session.article.title == "甲"
    assert not session.is_dirty


def test_counts_hold_every_rendering(session: Session) -> None:
    concept = session.terms.glossary.by_id("foreclosure")
    assert concept is not None
    assert session.counts(concept) == {"止赎": 1, "丧失抵押品赎回权": 1}


def test_saving_changes_the_edited_bytes_and_no_other(session_on: Opener) -> None:
    original = "\ufeff# 甲\r\n\u2028乙\n##丙丁\r\n\x0c戊".encode()
    session = session_on(original)
    place = session.article.text.index("##丙") + 2
    session.edit([Edit(Span(place, place), " ")])
    session.save()
    assert session.file.read_bytes() == original.replace("##丙".encode(), "## 丙".encode())
    assert not session.is_dirty


def test_typing_into_a_stretch_leaves_the_bytes_of_other_lines(session_on: Opener) -> None:
    original = "## 甲\r\n\x85乙\u2028\n丙\r"
    session = session_on(original)
    span = Span(0, len(original))
    edit = session.retyped(span, session.shown(span).replace("丙", "丁"))
    assert edit == Edit(Span(original.index("丙"), original.index("丙") + 1), "丁")
    assert session.retyped(span, session.shown(span)) is None


def test_a_file_that_another_program_changed_is_not_written(session: Session) -> None:
    session.edit([Edit(Span(0, 0), "\n")])
    session.file.write_text("theirs", "utf-8")
    with pytest.raises(Changed):
        session.save()
    assert session.file.read_text("utf-8") == "theirs"
    assert session.is_dirty
    session.save(overwrite=True)
    assert session.file.read_text("utf-8").startswith("\n---")


def test_an_edit_taken_back_by_hand_leaves_nothing_to_save(session: Session) -> None:
    change = session.edit([Edit(Span(0, 0), "甲")])
    assert session.is_dirty
    assert session.fits(change.reversed)
    session.redo(change.reversed)
    assert not session.is_dirty


def test_a_wrong_encoding_is_shown_and_cannot_be_edited(session_on: Opener) -> None:
    data = "这是一篇关于止赎的文章。".encode("gb18030")
    session = session_on(data)
    assert "GB18030" in session.problem
    assert not session.can_edit
    assert session.article.text
    with pytest.raises(ValueError, match="GB18030"):
        session.edit([Edit(Span(0, 0), "甲")])
    with pytest.raises(FileProblem):
        session.save()
    assert session.file.read_bytes() == data


def test_a_missing_file_opens_all_the_same(desk: Desk, desk_folder: Path) -> None:
    session = desk.open(Found("gone.md", str(desk_folder / "gone.md")))
    assert "no such file" in session.problem
    assert len(session.sections) == 1


def test_broken_front_matter_does_not_keep_an_article_from_being_edited(session_on: Opener) -> None:
    session = session_on('---\ntitle: "止赎\n---\n\n##甲乙\n')
    assert codes(session) == ["H101"]
    assert session.can_edit
    assert session.article.title == ""


def test_of_two_like_findings_one_is_accepted(session_on: Opener) -> None:
    session = session_on("甲说锻炼。\n\n甲说锻炼。\n")
    first, second = session.findings
    session.accepted = dict.fromkeys([session.key(first)], session.key(first))
    assert session.findings == (second,)


def test_of_two_like_findings_the_accepted_one_stays_so_where_the_other_is_mended(session_on: Opener) -> None:
    session = session_on("甲说锻炼。\n\n甲说锻炼。\n")
    first, second = session.findings
    session.accepted = {session.key(second): session.key(first)}
    assert [finding.span for finding in session.findings] == [first.span]
    session.edit(first.fixes[0].edits)
    assert codes(session) == []
    assert session.finding(session.analysis.keys[0]) is None


def test_a_long_article_is_carried_over_an_edit_and_looked_at_later(session_on: Opener) -> None:
    session = session_on(LONG)
    assert session.is_behind
    assert codes(session) == []
    assert session.take(session.look())
    assert codes(session) == ["H101", "T701"]
    session.edit([Edit(Span(0, 0), "\n\n")])
    assert session.is_behind
    assert [finding.span.cut(session.article.text) for finding in session.findings] == ["##甲", "锻炼"]
    edits = [edit for finding in session.findings for fix in finding.fixes for edit in fix.edits]
    assert [edit.span.cut(session.article.text) for edit in edits] == ["", "锻炼", "锻炼"]
    assert [section.title for section in session.sections] == ["甲"]
    assert session.sections[0].span.end == len(session.article.text)


MANY = "##甲\n\n止赎和锻炼。\n\n" + "".join(
    f"## 节{number}\n\n第{number}次止赎，锻炼，说第{number}回。锻炼。\n\n正文[止赎](/foreclosure)。\n\n"
    for number in range(1500)
)


def session_of(text: str, folder: Path) -> Session:
    (folder / "terms.csv").write_text(GLOSSARY, "utf-8")
    (folder / "many.md").write_text(text, "utf-8")
    choices = Overrides(isolated=True, glossary=(folder / "terms.csv",), select=("H101", "T701"))
    return Desk(Project(choices, folder)).open(Found("many.md", str(folder / "many.md")))


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Return a long article of many sections, findings and terms that was looked at."""
    session = session_of(MANY, tmp_path_factory.mktemp("site"))
    assert session.is_behind
    assert session.take(session.look())
    return session


@pytest.fixture(scope="module")
def its_beginning(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Return the first sections of it, as an article of their own: a short one is looked at when it is opened."""
    return session_of(MANY[: MANY.index("## 节60")], tmp_path_factory.mktemp("site"))


@example(edits=[(10, 0, "。。"), (269, 12, "。#"), (0, 8, "#")])  # two that become alike
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 12), st.text("甲乙。#\n", max_size=5)), max_size=4))
def test_what_is_carried_is_as_it_would_be_found_now(its_beginning: Session, edits: list[tuple[int, int, str]]) -> None:
    looked, article = its_beginning.analysis, its_beginning.article
    carried = looked
    for start, size, text in edits:
        edit = Edit(Span(start, start + size), text)
        article = article.with_text(apply_edits(article.text, [edit]))
        carried = after_edits(carried, article, [edit])
    items = items_of(article, carried.findings)
    alike = Counter(item.identity[:5] for item in (*items, *looked.items))
    for key, item in zip(carried.keys, items, strict=True):
        assert key == item.identity.key or alike[item.identity[:5]] > 2
    assert carried.section_keys == tuple(section_key(section.span.cut(article.text)) for section in carried.sections)
    assert [section.span.end for section in carried.sections[:-1]] == [s.span.start for s in carried.sections[1:]]
    for concept in {use.concept.id for use in looked.uses}:
        assert list(carried.uses_of(concept)) == [use for use in carried.uses if use.concept.id == concept]
    for use in carried.uses[:20]:
        assert use.zh is None or use.span.cut(article.text) == use.zh


def test_to_edit_a_long_article_moves_nothing_that_nobody_asks_for(looked_at: Session) -> None:
    looked, article = looked_at.analysis, looked_at.article
    edited = after_edits(looked, article.with_text(f"\n{article.text}"), [Edit(Span(0, 0), "\n")])
    assert len(edited.keys) == len(edited.findings) == len(looked.findings) > 3000
    assert edited.findings[2000].span.start == looked.findings[2000].span.start + 1
    assert edited.findings[2000] is edited.findings[2000]
    assert isinstance(edited.findings, Carried)
    assert len(edited.findings._known) < 10


def test_what_is_left_is_left_while_a_long_article_is_edited(session_on: Opener) -> None:
    session = session_on(LONG)
    session.take(session.look())
    key = session.key(session.findings[0])
    session.accepted = {key: key}
    session.edit([Edit(Span(len(LONG), len(LONG)), "新")])
    assert codes(session) == ["T701"]
    assert session.finding(key) is None
    session.edit([Edit(Span(3, 3), "乙")])  # other words stand beside it now
    assert codes(session) == ["H101", "T701"]


def test_a_finding_that_an_edit_touches_is_dropped_until_the_next_look(session_on: Opener) -> None:
    session = session_on(LONG)
    session.take(session.look())
    place = session.article.text.index("锻炼")
    session.edit([Edit(Span(place, place + 1), "锻")])
    assert codes(session) == ["H101"]
    session.take(session.look())
    assert codes(session) == ["H101", "T701"]


def test_what_was_found_out_about_an_older_text_is_not_taken(session_on: Opener) -> None:
    session = session_on(LONG)
    old = session.look()
    session.edit([Edit(Span(0, 0), "\n")])
    assert not session.take(old)
    assert session.is_behind


def test_a_finding_is_found_by_its_key_until_it_is_gone_or_accepted(session: Session) -> None:
    first, second, *_ = session.findings
    key = session.key(second)
    assert session.finding(key) is second
    session.edit([Edit(first.span, "")])
    moved = session.finding(key)
    assert moved is not None
    assert moved.span.start == second.span.start - (first.span.end - first.span.start)
    session.accepted = {key: key}
    assert session.finding(key) is None
    session.accepted = {}
    session.edit([Edit(moved.span, "")])
    assert session.finding(key) is None
