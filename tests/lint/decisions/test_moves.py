"""Where decided findings are after fixes: what was decided stays through every further run, and nothing else does."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from review_tui.article import Article, Edit, Span
from review_tui.lint.decisions.decisions import Accepted
from review_tui.lint.decisions.index import IndexedDecision
from review_tui.lint.decisions.leaving import left_by, moved
from review_tui.lint.decisions.moves import moves_of, moves_of_unchecked
from review_tui.lint.identity import LONG, SHORT
from review_tui.lint.report import Item, Move, Report, items_of
from review_tui.lint.run.job import check_bytes
from review_tui.lint.run.task import Mode, Task
from review_tui.lint.settings import Settings
from review_tui.rules.model import Finding, Rule, Severity

RULE = Rule("X100", "made-up", Severity.WARNING)

PIECES = ["##甲", "##甲\n", "句一 ，", "锻炼", " 。", "，", "\n\n", "“", "[锻炼](/workout)", "1.", "**", "( x)"]


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    file = tmp_path_factory.mktemp("glossary") / "g.csv"
    file.write_text("concept,en,zh,status\nworkout,workout,重组,preferred\nworkout,workout,锻炼,forbidden\n", "utf-8")
    return Settings(glossary=(str(file),))


def fixed(text: str, accepted: dict[str, str], chosen: Settings, *, unsafe: bool) -> tuple[Report, str]:
    task = Task("a.md", "a.md", chosen, mode=Mode.FIX, accepted=accepted, unsafe=unsafe)
    report, after = check_bytes(text.encode(), task)
    return report, after.decode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.data(), st.booleans())
def test_fixing_again_changes_nothing_and_no_decision_is_lost(
    chosen: Settings, text: str, data: st.DataObject, unsafe: bool
) -> None:
    items = check_bytes(text.encode(), Task("a.md", "a.md", chosen))[0].items
    about = [item for item in items if data.draw(st.booleans())]
    accepted = {item.identity.key: item.identity.first for item in about}
    report, after = fixed(text, accepted, chosen, unsafe=unsafe)
    gone = {move.key for move in report.moves}
    now = {key: first for key, first in accepted.items() if key not in gone}
    now |= {move.identity.key: move.identity.first for move in report.moves}
    assert len({move.identity.key for move in report.moves}) == len(report.moves)  # no two decisions become one
    again, same = fixed(after, now, chosen, unsafe=unsafe)
    assert same == after
    assert again.moves == ()
    assert len(left_by(again.items, now)) == len(left_by(report.items, now))


def test_the_decision_about_one_of_twins_stays_where_the_other_was_mended_with_what_it_overlaps(
    chosen: Settings,
) -> None:
    text = "一 。 。甲 。 。"
    items = check_bytes(text.encode(), Task("a.md", "a.md", chosen))[0].items
    first, second = [item for item in items if item.code == "P401" and text[item.start.offset - 1] == "。"]
    assert second.identity.first == first.identity.key
    (pair,) = [item for item in items if item.code == "P403" and item.start.offset > text.index("甲")]
    left = {item.identity.key: item.identity.first for item in (second, pair)}
    report, after = fixed(text, left, chosen, unsafe=False)
    assert after == "一。。甲。 。"  # the first was mended, with the pair that it stands in
    assert Move(second.identity.key, first.identity) in report.moves


def items(text: str, *spans: tuple[int, int]) -> tuple[Item, ...]:
    return items_of(Article(text), [RULE.finding(Span(*span), "m") for span in spans])


def test_a_decision_follows_all_that_its_finding_came_to_be() -> None:
    before, after = items("甲乙丙", (0, 2)), items("甲，乙丙", (0, 1), (2, 3))
    key = before[0].identity.key
    moves = moves_of({0: key}, [(0, 1)], after)
    assert [(move.key, move.identity) for move in moves] == [(key, item.identity) for item in after]
    known = {key: IndexedDecision("made-up", (3,), key), "other": IndexedDecision("made-up", (4,), "other")}
    now = moved(known, moves)
    assert {each: now[each].lines for each in now} == {"other": (4,), **{item.identity.key: (3,) for item in after}}


def test_it_needs_no_move_where_that_is_as_it_was_or_gone() -> None:
    before = items("甲。乙", (0, 1))
    key = before[0].identity.key
    assert moves_of({0: key}, [(0,)], items("甲。丙", (0, 1))) == []
    assert moves_of({0: key}, [()], ()) == []


def test_what_many_decisions_about_the_same_words_have_to_be_costs_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []

    def counted(article: Article, findings: Sequence[Finding]) -> tuple[Item, ...]:
        looks.append(article.text)
        return items_of(article, findings)

    text = "".join(f"第{number}个贷方要求锻炼协议和 ，贷款很多。\n\n" for number in range(100))
    starts = [match.start() for match in re.finditer("锻炼", text)]
    decisions = [
        Accepted(path="a.md", **item.identity._asdict()) for item in items(text, *((at, at + 2) for at in starts))
    ]
    edits = [Edit(Span(match.start(), match.end()), "") for match in re.finditer(" ", text)]
    after = text.replace(" ", "")
    now = items(after, *((match.start(), match.end()) for match in re.finditer("锻炼", after)))
    monkeypatch.setattr("review_tui.lint.decisions.moves.items_of", counted)
    moves = moves_of_unchecked(Article(text), Article(after), decisions, [edits], lambda *_: ())
    assert [move.identity for move in moves] == [item.identity for item in now]
    assert looks == [text, after]


@pytest.mark.parametrize("length", [SHORT, LONG + 1])  # words as long as what stands for longer ones, and such
def test_long_words_are_followed(length: int) -> None:
    words = "".join(f"第{number}句话，" for number in range(20))[:length]
    (item,) = items(f"前文 {words}", (3, 3 + len(words)))
    decided = Accepted(path="a.md", **item.identity._asdict())
    edits = [Edit(Span(0, 2), "后")]
    (move,) = moves_of_unchecked(Article(f"前文 {words}"), Article(f"后 {words}"), [decided], [edits], lambda *_: ())
    assert (move.identity.text, move.identity.before) == (item.identity.text, "后 ")


def test_long_words_cost_little_in_a_text_that_repeats_itself() -> None:
    edits = [Edit(Span(0, 2), "后")]
    (item,) = items("甲" * 40 + "乙" * 60, (0, 100))
    decided = Accepted(path="a.md", **item.identity._asdict())
    much = "前文 " + "甲" * 20_000  # at each character of this, the words may begin
    assert moves_of_unchecked(Article(much), Article(f"后{much[2:]}"), [decided], [edits], lambda *_: ()) == []


def test_a_decided_link_is_not_moved_by_the_fix_of_its_other_half(chosen: Settings) -> None:
    text = "大多数贷方要求足够抵押品的证据[，但](/collateral)[NINJA](/collateral)贷款很多。\n"
    chosen = replace(chosen, select=("L3",))
    items = check_bytes(text.encode(), Task("a.md", "a.md", chosen))[0].items
    (decided,) = [item for item in items if item.code == "L304" and "但" in item.text]
    key = decided.identity.key
    report, after = fixed(text, {key: decided.identity.first}, chosen, unsafe=True)
    assert after == text.replace("[，但]", "，[但]")  # which is what another rule wants, and the link is there
    (move,) = report.moves
    assert move.key == key
    assert len(left_by(report.items, {move.identity.key: move.identity.first})) == 1
    assert "[但]" not in fixed(text, {}, chosen, unsafe=True)[1]
