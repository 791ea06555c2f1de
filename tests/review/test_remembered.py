"""What the desk remembers: kept whole, and no reason ever not to start."""

from pathlib import Path

import pytest

from review_tui.lint.discovery.discovery import Found, discover
from review_tui.lint.project import Project
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus
from review_tui.review.queue.queue import Order
from review_tui.review.remembered import MOST, LastPlace, Memory, Remembered, latest, name_of

FULL = Remembered(
    theme="nord",
    article="/site/甲.md",
    places={"/site/甲.md": LastPlace(12, "key")},
    query="rule:T7",
    order=Order.TITLE,
    words="止赎",
    sizes={"wide": {"glossary": 40}},
    targets=True,
    english=True,
)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    Memory(tmp_path / "site", tmp_path / "state").keep(FULL)
    assert Memory(tmp_path / "site", tmp_path / "state").recall() == FULL
    assert Memory(tmp_path / "other", tmp_path / "state").recall() == Remembered()


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"theme": 1}',
        b'{"order": "sideways"}',
        b'{"places": {"a": ["x"]}}',
        b"\xff\xfe\x00",
    ],
)
def test_a_broken_file_is_as_none(tmp_path: Path, broken: bytes) -> None:
    memory = Memory(tmp_path, tmp_path / "state")
    memory.file.parent.mkdir()
    memory.file.write_bytes(broken)
    assert memory.recall() == Remembered()


def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, not a folder", "utf-8")
    memory = Memory(tmp_path, tmp_path / "state")
    memory.keep(FULL)
    assert memory.recall() == Remembered()


def test_only_the_places_left_last_are_remembered() -> None:
    places = {str(number): LastPlace(number) for number in range(MOST + 5)}
    assert list(latest(places)) == [str(number) for number in range(5, MOST + 5)]


def test_a_name_that_is_no_utf8_can_be_kept(tmp_path: Path) -> None:
    name = name_of(tmp_path / "\udcff.md")
    memory = Memory(tmp_path, tmp_path / "state")
    memory.keep(Remembered(places={name: LastPlace(1)}))
    assert memory.recall().places == {name: LastPlace(1)}


def _focus() -> Focus:
    return Focus(Desk(Project()), [found for found in discover(("a.md", "b.md")) if isinstance(found, Found)])


def test_the_hand_returns_to_the_finding_it_left_though_it_moved(desk_folder: Path) -> None:
    at = _focus()
    at.go_to_article(at.articles[0], last=True)
    finding = at.finding
    at.leave()
    text = (desk_folder / "a.md").read_text("utf-8")
    (desk_folder / "a.md").write_text(text.replace("title: 甲", "title: 甲乙丙"), "utf-8")
    later = _focus()
    later.places = at.places
    later.return_to(later.articles[0])
    assert finding is not None
    assert later.finding is not None
    assert later.finding.rule.code == finding.rule.code == "T702"
    assert later.place == at.place + 2


def test_the_hand_returns_to_the_next_finding_where_the_one_it_left_is_gone(desk_folder: Path) -> None:
    at = _focus()
    at.return_to(at.articles[0])
    at.step(1)
    at.leave()
    text = (desk_folder / "a.md").read_text("utf-8")
    (desk_folder / "a.md").write_text(text.replace("和锻炼", "和债务重组"), "utf-8")
    later = _focus()
    later.places = at.places
    later.return_to(later.articles[0])
    assert later.finding is not None
    assert later.finding.rule.code == "P401"


def test_a_place_past_the_end_is_the_end(desk_folder: Path) -> None:
    at = _focus()
    at.places = {name_of(desk_folder / "b.md"): LastPlace(10_000)}
    at.return_to(at.articles[1])
    assert at.place == len(at.session.article.text)
