"""Where the hand is, and where it goes."""

from collections.abc import Callable
from pathlib import Path

from review_tui.lint.discovery.discovery import Found
from review_tui.review.article.session import Session
from review_tui.review.decisions.section_state import SectionState
from review_tui.review.desk import Desk
from review_tui.review.focus import Focus


def here(focus: Focus) -> str:
    return focus.finding.rule.code if focus.finding else ""


def test_it_walks_through_the_findings(focus: Focus) -> None:
    focus.settle(0)
    seen = [here(focus)]
    while focus.step(1):
        seen.append(here(focus))
    assert seen == ["H101", "T701", "P401", "T702"]
    back = []
    while focus.step(-1):
        back.append(here(focus))
    assert back == ["P401", "T701", "H101"]


def test_from_between_two_findings_it_goes_to_the_nearest_on_that_side(focus: Focus) -> None:
    place = focus.session.article.text.index("## 乙")
    focus.go_to(place)
    assert focus.finding is None
    focus.step(1)
    assert here(focus) == "P401"
    focus.go_to(place)
    focus.step(-1)
    assert here(focus) == "T701"


def test_after_a_fix_the_hand_is_at_what_follows(desk: Desk, focus: Focus) -> None:
    focus.settle(0)
    finding = focus.finding
    assert finding is not None
    desk.apply(focus.session, finding)
    focus.settle(finding.span.start)
    assert (here(focus), focus.section.title) == ("T701", "甲的历史")


def test_after_a_fix_the_hand_goes_on_to_what_can_be_fixed_rather_than_to_what_that_fix_brought_about(
    desk: Desk, desk_folder: Path
) -> None:
    file = desk_folder / "named.md"
    file.write_text("---\ntitle: 锻炼\n---\n# 锻炼\n", "utf-8")
    (desk_folder / "review-tui.toml").write_text('select = ["H109", "T701"]\n', "utf-8")
    focus = Focus(desk, [Found(file.name, str(file))])
    seen: list[str] = []
    while focus.session.findings and len(seen) < 3:
        focus.settle(focus.place)
        finding = focus.finding
        assert finding is not None
        seen.append(finding.rule.code)
        desk.apply(focus.session, finding)
        focus.settle(finding.span.start)
        seen.append(" ".join(each.rule.code for each in focus.session.findings))
    assert seen == ["T701", "H109 T701", "T701", ""]


def test_after_the_last_finding_was_fixed_the_hand_is_at_the_one_before(desk: Desk, focus: Focus) -> None:
    last = focus.session.findings[-1]
    focus.go_to_finding(last)
    desk.apply(focus.session, last)
    focus.settle(last.span.start)
    assert here(focus) == "P401"


def test_the_current_finding_stays_the_current_one_when_others_go(desk: Desk, focus: Focus) -> None:
    focus.go_to_finding(focus.session.findings[2])
    desk.ignore(focus.session, [focus.session.findings[0]], "x")
    assert (here(focus), focus.index) == ("P401", 1)


def test_a_finding_that_is_none_any_more_leads_to_what_stands_at_its_place(desk: Desk, focus: Focus) -> None:
    first, second = focus.session.findings[:2]
    desk.apply(focus.session, first)
    focus.go_to_finding(first)
    assert (here(focus), focus.place) == ("T701", second.span.start + 1)


def test_a_finding_is_known_by_its_key_wherever_it_moved(desk: Desk, focus: Focus) -> None:
    first, second = focus.session.findings[:2]
    key = focus.session.key(second)
    desk.apply(focus.session, first)
    focus.go_to_known(key, 0)
    assert (here(focus), focus.place) == ("T701", second.span.start + 1)
    focus.go_to_known("unknown", 0)
    assert focus.index == 0


def test_an_undone_step_leads_to_the_first_finding_at_its_place_or_where_it_goes_on_behind_that(focus: Focus) -> None:
    first = focus.session.findings[0].span.start
    focus.look_at(first)
    assert here(focus) == "H101"
    focus.look_at(first + 1)
    assert (here(focus), focus.place) == ("", first + 1)
    focus.look_at(first, going_on=True)
    assert here(focus) == "H101"


def test_without_findings_there_is_still_a_section(session_on: Callable[[str], Session], desk: Desk) -> None:
    session = session_on("正文。\n")
    focus = Focus(desk, [Found(session.name, str(session.file))])
    focus.settle(9)
    assert (focus.finding, focus.place) == (None, len("正文。\n"))
    assert not focus.step(1)
    assert focus.section.number == 0


def test_articles_follow_one_another(focus: Focus, articles: list[Found]) -> None:
    assert focus.step_article(-1) is None
    assert focus.step_article(1) == articles[1]
    focus.go_to_article(articles[1], last=True)
    assert (focus.session.name, here(focus)) == ("b.md", "H101")
    assert focus.step_article(1) is None
    assert focus.step_article(-1) == articles[0]


def test_the_hand_returns_to_where_it_is_in_the_same_article(focus: Focus, articles: list[Found]) -> None:
    focus.return_to(articles[0])
    focus.step(1)
    focus.return_to(articles[0])
    assert here(focus) == "T701"
    focus.return_to(articles[1])
    focus.return_to(articles[0])
    focus.step(1)
    focus.return_to(articles[0])
    assert here(focus) == "P401"


def test_the_hand_returns_to_the_start_of_the_article_where_it_was_there(focus: Focus, articles: list[Found]) -> None:
    focus.return_to(articles[0])
    focus.go_to_section(0)
    assert (focus.place, focus.finding) == (0, None)
    focus.return_to(articles[0])
    assert (focus.place, focus.finding, focus.is_lost) == (0, None, False)


def test_the_next_open_section_is_looked_for_round_the_article(desk: Desk, focus: Focus) -> None:
    session = focus.session
    focus.go_to_section(2)
    desk.mark(session, [session.sections[0]], SectionState.REVIEWED)
    following = focus.next_open_section()
    assert following is not None
    assert following.number == 1
    desk.mark(session, [session.sections[1]], SectionState.REVIEWED)
    assert focus.next_open_section() is None
