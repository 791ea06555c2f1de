"""Nothing that the screen waits for takes a time that grows as the square of an article."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.article import Article, Edit, Span
from review_tui.lint.discovery.discovery import Found
from review_tui.lint.project import Project
from review_tui.review import alike
from review_tui.review.article.finer import told_apart
from review_tui.review.article.preview import as_read
from review_tui.review.article.session import Session
from review_tui.review.desk import Desk

Job = Callable[[], object]

TIMES = 8  # as large is the larger one
MOST = 24  # times as long it may take: the square would be 64
NOISE = 0.1  # seconds


def desk_on(folder: Path, text: str) -> tuple[Desk, Session]:
    """Return a desk, and on it an article that was looked at for spaces before marks."""
    (folder / "review-tui.toml").write_text('select = ["P401"]\nglossaries = ["terms.csv"]\n', "utf-8")
    (folder / "terms.csv").write_text("concept,en,zh,status\nforeclosure,foreclosure,止赎,preferred\n", "utf-8")
    (folder / "a.md").write_text(text, "utf-8")
    desk = Desk(Project(folder=folder))
    session = desk.open(Found("a.md", str(folder / "a.md")))
    session.take(session.look())
    return desk, session


def fixing_all_alike(folder: Path, size: int, line: str = "甲乙丙丁 。\n") -> Job:
    desk, session = desk_on(folder, line * size)
    model = alike.model_of(session.findings[0], session.article.text)
    found = alike.occurrences(Found("a.md", str(session.file)), session.analysis, session.accepted, model)
    return lambda: list(alike.fixing(desk, found, alike.FixCount()))


def fixing_all_alike_in_a_long_article(folder: Path, size: int) -> Job:
    return fixing_all_alike(folder, size, "甲乙丙丁" * 20 + " 。\n")


def finding_twins_by_their_keys(folder: Path, size: int) -> Job:
    _, session = desk_on(folder, "甲乙丙丁 。\n" * size)
    keys = [session.key(finding) for finding in session.findings]
    return lambda: [session.finding(key) for key in keys]


def making_one_more_twin(folder: Path, size: int) -> Job:
    desk, session = desk_on(folder, "子乙丙丁 。\n" + "甲乙丙丁 。\n" * size)
    desk.edit(session, [Edit(Span(0, 1), "甲")], "edit")
    return lambda: session.analysis.keys


def telling_apart_what_both_wrote(_: Path, size: int) -> Job:
    here, new = ([f"{words}{number}号的话。" for number in range(size // 8)] for words in ("第", "新加的"))
    pairs = list(zip(here, here[1:] + here[:1], new, strict=True))
    base = "".join(one + two for one, two, _ in pairs)
    mine = "".join(one + added + two for one, two, added in pairs)
    theirs = "".join(one + two + added for one, two, added in pairs)
    return lambda: told_apart(base, mine, theirs)


def reading_tags_that_never_end(_: Path, size: int) -> Job:
    article = Article("<div\n" + "<a" * size * 8, "a.md")
    return lambda: as_read(article, Span(0, len(article.text)))(80)


@pytest.mark.parametrize(
    "job",
    [
        fixing_all_alike,
        fixing_all_alike_in_a_long_article,
        finding_twins_by_their_keys,
        making_one_more_twin,
        telling_apart_what_both_wrote,
        reading_tags_that_never_end,
    ],
)
def test_it_grows_with_the_article(job: Callable[[Path, int], Job], tmp_path: Path) -> None:
    def seconds(size: int) -> float:
        ready = job(tmp_path, size)
        start = time.process_time()
        ready()
        return time.process_time() - start

    small, large = seconds(300), seconds(300 * TIMES)
    assert large < MOST * small + NOISE
