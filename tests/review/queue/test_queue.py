"""The list of articles: how each stands, which are shown, and in what order."""

from pathlib import Path

import pytest

from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.lint.run.job import run_task
from review_tui.lint.run.task import Task
from review_tui.review.decision_changes import ignored
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.desk import Desk
from review_tui.review.queue.entry import ArticleState, QueueEntry
from review_tui.review.queue.query import Query
from review_tui.review.queue.queue import Order, Queue


@pytest.fixture
def queue(desk: Desk, articles: list[Found]) -> Queue:
    """Return a queue of a.md (two errors, two warnings), b.md (an error), c.md (nothing), and d.md, not looked at."""
    made = Queue()
    for name, text in (("c.md", "---\ntitle: 丙\n---\n\n正文。\n"), ("d.md", "##丁\n")):
        Path(name).write_text(text, "utf-8")
        articles.append(Found(name, str(Path(name).absolute())))
    for found in articles:
        made.add(found)
        if found.path != "d.md":
            look(made, desk, found)
    made.arrange()
    return made


def look(queue: Queue, desk: Desk, found: Found) -> None:
    folder = Path(found.folder)
    report = run_task(Task(found.path, found.file, Project().settings(folder))).report
    queue.take(report, desk.shelf.decisions(folder))


def names(queue: Queue) -> list[str]:
    return [entry.name for entry in queue.shown]


def entry(queue: Queue, path: str) -> QueueEntry:
    found = queue.entry(path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "name"),
    [("zh/u.s.-treasury.markdown", "u.s.-treasury"), ("zh/\\xff\\xfe.md", "\\xff\\xfe"), ("a\\b.md", "a\\b")],
)
def test_an_article_is_called_by_the_name_of_its_file(path: str, name: str) -> None:
    assert QueueEntry(Found(path, f"/{path}")).name == name


def test_what_needs_most_work_comes_first(queue: Queue) -> None:
    assert names(queue) == ["a", "b", "c", "d"]
    assert [each.state.value for each in queue.shown] == ["open", "open", "open", "waiting"]
    assert entry(queue, "a.md").counts == (2, 2, 0)
    assert queue.totals == (4, 5, 0, 1)


def test_other_orders(queue: Queue) -> None:
    queue.arrange(order=Order.TITLE)
    assert names(queue) == ["c", "a", "b", "d"]  # 丙, 甲, and two without
    queue.arrange(order=Order.PATH)
    assert names(queue) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["a", "b", "c", "d"]),
        ("丙", ["c"]),
        ("B.MD", ["b"]),
        ("rule:t7", ["a"]),
        ("rule:H1 rule:P4", ["a"]),
        ("rule：h1", ["a", "b"]),
        ("ｒｕｌｅ：ｈ１", ["a", "b"]),
        ("ｂ.ｍｄ", ["b"]),
        ("term:fore", ["a"]),
        ("is:warning", ["a"]),
        ("is:err", ["a", "b"]),
        ("is:waiting is:error", ["a", "b", "d"]),
        ("is:done", []),
        ("is:unsaved", ["b", "c"]),
        ("is:uns 丙", ["c"]),
        ("is:error is:unsaved", ["a", "b", "c"]),
        ("is:nonsense", []),
        ("is:nonsense is:error", ["a", "b"]),
        ("rule:", []),
        ("甲 rule:T701", ["a"]),
        ('"丙"', ["c"]),
    ],
)
def test_a_filter_shows_what_is_asked_for(queue: Queue, query: str, expected: list[str]) -> None:
    queue.unsaved = {"b.md", "c.md"}
    queue.arrange(query=query)
    assert names(queue) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('uses:"roth 401(k)"', ["b"]),
        ("uses:“Ｒｏｔｈ 401(k)”", ["b"]),
        ('uses:"Roth 401(k)', ["b"]),  # as it is being typed
        ('uses:"roth 401"', []),
        ('uses:"ROTH 401(K)" uses:Roth', ["b"]),
        ("uses:roth uses:止赎", []),
        ("uses:止赎 甲", ["a"]),
        ("uses:止", []),
        ("uses:锻炼", ["a"]),  # the first that is counted
    ],
)
def test_a_filter_finds_a_rendering_with_blanks_or_capitals(desk_folder: Path, query: str, expected: list[str]) -> None:
    Path("review-tui.toml").write_text('select = ["T701", "T702", "T708"]\n', "utf-8")
    terms = Path("glossary/terms.csv")
    rows = "roth,Roth account,Roth 401(k),preferred,\nroth,Roth account,罗斯 401(k),admitted,\n"
    rows += "foreclosure,foreclosure,收回房屋,admitted,\n"  # what has one rendering is not counted
    terms.write_text(terms.read_text("utf-8") + rows, "utf-8")
    Path("b.md").write_text("说 Roth 401(k)。\n", "utf-8")
    queue, desk = Queue(), Desk(Project())
    for name in ("a.md", "b.md"):
        found = Found(name, str(desk_folder / name))
        queue.add(found)
        queue.arrange(query=query)  # which goes on with what is new
        look(queue, desk, found)
    queue.arrange()
    assert names(queue) == expected


def test_a_filter_knows_what_no_article_can_be() -> None:
    assert Query("is:nonsense is:error is:unsaved is:needs rule:nonsense").unknown == ["nonsense"]


def test_an_article_is_done_when_all_its_sections_are_reviewed(queue: Queue, desk: Desk, articles: list[Found]) -> None:
    session = desk.open(articles[0])
    for section in session.sections:
        desk.mark(session, [section], SectionState.REVIEWED)
    queue.look_at(session, desk.shelf.decisions(session.file.parent))
    assert entry(queue, "a.md").state is ArticleState.DONE
    queue.arrange()
    assert names(queue)[-1] == "a"
    desk.mark(session, [session.sections[0]], SectionState.NEEDS_WORK)
    queue.look_at(session, desk.shelf.decisions(session.file.parent))
    assert entry(queue, "a.md").state is ArticleState.NEEDS_WORK
    look(queue, desk, articles[0])
    assert entry(queue, "a.md").marks == (2, 1)


def test_accepted_findings_do_not_count(queue: Queue, desk: Desk, articles: list[Found]) -> None:
    session = desk.open(articles[0])
    desk.ignore(session, [session.findings[0]], "x")
    look(queue, desk, articles[0])
    assert entry(queue, "a.md").counts == (1, 2, 0)


def test_as_many_twins_do_not_count_as_were_accepted(queue: Queue, desk: Desk, articles: list[Found]) -> None:
    session = desk.open(articles[0])
    session.file.write_text("甲说锻炼。\n\n甲说锻炼。\n", "utf-8")
    session.reload()
    first, second = session.findings
    desk.ignore(session, [second], "x")
    session.file.write_text("甲说锻炼。\n", "utf-8")
    look(queue, desk, articles[0])
    assert entry(queue, "a.md").counts == (0, 0, 0)
    session.reload()
    assert [finding.span for finding, _ in ignored(desk.shelf.decisions(session.file.parent), session)] == [first.span]


def test_what_is_done_to_an_open_article_counts_before_it_is_saved(
    queue: Queue, desk: Desk, articles: list[Found]
) -> None:
    session = desk.open(articles[0])
    desk.apply(session, session.findings[0])
    queue.look_at(session, desk.shelf.decisions(session.file.parent))
    assert entry(queue, "a.md").counts == (1, 2, 0)


def test_a_file_that_cannot_be_read_says_so(queue: Queue, desk: Desk, articles: list[Found]) -> None:
    Path("b.md").write_bytes("##止赎和锻炼。".encode("gb18030"))
    look(queue, desk, articles[1])
    assert entry(queue, "b.md").state is ArticleState.UNREADABLE
    assert "GB18030" in entry(queue, "b.md").problem


def test_articles_come_and_go(queue: Queue) -> None:
    queue.remove("a.md")
    queue.remove("nobody.md")
    queue.arrange()
    assert names(queue) == ["b", "c", "d"]


def test_a_row_of_articles_is_kept_in_its_order(queue: Queue, articles: list[Found]) -> None:
    row = [articles[2], articles[0], articles[3]]
    queue.remove("c.md")
    queue.arrange("is:error")  # which d is not
    assert [found.path for found in queue.kept(row)] == ["a.md", "d.md", "b.md"]
    assert [found.path for found in queue.kept(row, articles[2])] == ["c.md", "a.md", "d.md", "b.md"]


def test_the_articles_that_may_have_a_like_finding_are_known(queue: Queue) -> None:
    # Nobody has looked at d yet.
    assert [each.name for each in queue.that_may_have("H101", "")] == ["a", "b", "d"]
    assert [each.name for each in queue.that_may_have("T701", "workout")] == ["a", "d"]
    assert [each.name for each in queue.that_may_have("T701", "nobody")] == ["d"]
