"""What becomes of a decisions file at the end of a run; nothing is written for it to be known."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from review_tui.article import Article, Span
from review_tui.lint.decisions.decisions import Accepted, Reviewed
from review_tui.lint.decisions.index import DecisionIndex, read_index
from review_tui.lint.decisions.leaving import parted
from review_tui.lint.decisions.lines import encode_decision
from review_tui.lint.decisions.noted import Noted
from review_tui.lint.decisions.settlement import Settlement, Stale, settlement
from review_tui.lint.decisions.writing import change
from review_tui.lint.report import Item, Report, items_of
from review_tui.rules.model import Rule, Severity

RULE = Rule("X100", "made-up", Severity.WARNING)
WORDS = ["银行同意把贷款重新安排到明年的这个时候", "借款人三个月后恢复还款并且没有再次拖欠", "评级机构没有看到"]
RAN = frozenset({RULE.name})


def items(*words: str) -> tuple[Item, ...]:
    text = "\n".join(words)
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    return items_of(Article(text), [RULE.finding(span, "m") for span in spans])


def accepted(path: str, *words: str) -> list[Accepted]:
    return [Accepted(path=path, **item.identity._asdict(), reason="因为") for item in items(*words)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "d.jsonl"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return an article that is there."""
    made = tmp_path / "new.md"
    made.write_text("甲", "utf-8")
    return made


def test_the_same_decision_of_two_branches_is_known_by_both_its_lines(file: Path) -> None:
    once, other = accepted("a.md", *WORDS[:2])
    file.write_bytes(b"\n".join(map(encode_decision, (once, other, replace(once, reason="另一个原因")))))
    about = read_index(file).articles["a.md"]
    assert [about[each.key].lines for each in (once, other)] == [(1, 3), (2,)]


def run(index: DecisionIndex, article: Path, *words: str, adopting: bool = False) -> Noted:
    """Return what a run over one article with findings of these words notes."""
    noted = Noted(index)
    noted.see(article)
    it = parted(Report(article.name, items(*words)), index.of(article))
    noted.take(article, it, RAN)
    if adopting:
        noted.adopt(article, it.left.items, RAN, "2026-01-01")
    return noted


def settled(noted: Noted, folder: Path, *, pruning: bool = False) -> Settlement:
    before = noted.index.file.read_bytes()
    due = settlement(noted.index, noted, [folder], pruning=pruning)
    assert noted.index.file.read_bytes() == before
    return due


def test_decisions_that_match_nothing_are_stale_by_their_lines(file: Path, article: Path) -> None:
    change(file, [*accepted("new.md", *WORDS), Reviewed(path="new.md", hash="s1")])
    index = read_index(file)
    due = settled(run(index, article, *WORDS[1:]), file.parent)
    (word,) = index.articles["new.md"][accepted("new.md", WORDS[0])[0].key].lines
    (section,) = index.articles["new.md"]["s1"].lines
    assert due.stale == sorted([Stale(word, "new.md", RULE.name), Stale(section, "new.md")])
    assert (due.new_articles, due.new) == ({}, None)


def test_those_about_an_article_that_is_gone_are(file: Path, article: Path) -> None:
    change(file, accepted("old.md", WORDS[0]))
    due = settled(run(read_index(file), article), file.parent)
    assert due.stale == [Stale(1, "old.md", is_gone=True)]
    elsewhere = settled(run(read_index(file), article), file.parent / "other")
    assert elsewhere.stale == []


def test_those_about_one_that_was_renamed_move_where_that_is_wanted(file: Path, article: Path) -> None:
    change(file, accepted("old.md", *WORDS))
    noted = run(read_index(file), article, *WORDS[:2])
    told, pruned = settled(noted, file.parent), settled(noted, file.parent, pruning=True)
    assert [list(due.missed.renamed) for due in (told, pruned)] == [["old.md"], ["old.md"]]
    assert (told.stale, told.new_articles) == ([], {})
    keys = [each.key for each in accepted("old.md", *WORDS)]
    assert pruned.new_articles == {("old.md", key): "new.md" for key in keys[:2]}
    (line,) = read_index(file).articles["old.md"][keys[2]].lines
    assert pruned.stale == [Stale(line, "old.md", is_gone=True, now="new.md")]


def test_of_an_article_that_is_still_there_what_another_has_moves_and_the_rest_is_just_stale(
    file: Path, article: Path
) -> None:
    old = article.with_name("old.md")
    old.write_text("甲", "utf-8")
    change(file, accepted("old.md", *WORDS))
    index = read_index(file)
    noted = run(index, article, *WORDS[:2])
    noted.see(old)
    noted.take(old, parted(Report("old.md"), index.of(old)), RAN)
    due = settled(noted, file.parent, pruning=True)
    *moving, rest = [each.key for each in accepted("old.md", *WORDS)]
    assert due.new_articles == {("old.md", key): "new.md" for key in moving}
    (line,) = index.articles["old.md"][rest].lines
    assert due.stale == [Stale(line, "old.md", RULE.name)]


def test_a_baseline_says_of_what_has_another_name_what_was_said_and_adds_nothing_that_moves(
    file: Path, article: Path
) -> None:
    change(file, accepted("old.md", *WORDS))
    noted = run(read_index(file), article, *WORDS, "别的", adopting=True)
    told, pruned = settled(noted, file.parent), settled(noted, file.parent, pruning=True)
    assert told.new is not None
    assert [(each.path, each.reason) for each in told.new] == [("new.md", "因为")] * 3 + [("new.md", "baseline")]
    assert pruned.new is not None
    assert [each.text for each in pruned.new] == ["别的"]
