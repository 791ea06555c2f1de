"""What other programs do to an article while it lies on the desk."""

from review_tui.review.desk import Desk
from review_tui.review.outside import watching
from review_tui.review.session import Session


def test_an_article_without_changes_is_read_again(desk: Desk, session: Session) -> None:
    session.file.write_text("##他们的\n", "utf-8")
    assert [notice.bad for notice in watching(desk, session)()()] == [False]
    assert session.article.text == "##他们的\n"
    assert watching(desk, session)()() == []


def test_unsaved_work_is_kept_when_another_program_writes(desk: Desk, session: Session) -> None:
    desk.apply(session, session.findings[0])
    session.file.write_text("theirs\n", "utf-8")
    assert watching(desk, session)()() == []
    assert "## 甲的历史" in session.article.text
