"""The articles under review: found, walked through, kept while they hold changes."""

from pathlib import Path

import pytest

from review_tui.glossary.concept import Status
from review_tui.glossary.edit import set_status
from review_tui.glossary.glossary import Glossary
from review_tui.lint.selection import Selection
from review_tui.review.queue import Queue, find_articles


@pytest.fixture
def queue(tmp_path: Path, glossary: Glossary, selection: Selection) -> Queue:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text("##甲\n\n锻炼\n", encoding="utf-8")
    return Queue(find_articles([tmp_path]), glossary, selection)


def test_articles_are_found_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.markdown", "c.txt", ".hidden/d.md", "in/e.MD"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    names = [path.relative_to(tmp_path).as_posix() for path in find_articles([tmp_path, tmp_path / "b.md"])]
    assert names == ["a.markdown", "b.md", "in/e.MD"]


def test_it_ends_where_the_articles_end(queue: Queue) -> None:
    assert queue.place == "1/3"
    assert not queue.move(-1)
    assert queue.move(1)
    assert queue.move(1)
    assert not queue.move(1)
    assert queue.place == "3/3"


def test_changes_are_kept_while_others_are_looked_at(queue: Queue) -> None:
    queue.session.apply(queue.session.findings[0])
    changed = queue.session
    queue.move(1)
    assert queue.dirty == [changed]
    queue.move(-1)
    assert queue.session is changed


def test_an_article_that_was_only_looked_at_is_read_again(queue: Queue) -> None:
    first = queue.session
    queue.move(1)
    queue.move(-1)
    assert queue.session is not first


def test_another_glossary_counts_for_every_article(queue: Queue, glossary: Glossary) -> None:
    queue.session.apply(queue.session.findings[0])
    queue.move(1)
    queue.use_glossary(set_status(glossary, "workout", "锻炼", Status.ADMITTED))
    assert [finding.rule.code for finding in queue.session.findings] == ["H101"]
    queue.move(-1)
    assert queue.session.findings == ()


def test_there_must_be_an_article(glossary: Glossary) -> None:
    with pytest.raises(ValueError, match="no article"):
        Queue([], glossary)
