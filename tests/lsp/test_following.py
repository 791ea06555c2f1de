"""Decisions move along with fixes that were made in an editor, once the document is saved."""

from pathlib import Path

import pytest

from review_tui.lint.decisions.decisions import Accepted, acceptance
from review_tui.lint.decisions.lines import all_decisions
from review_tui.lint.decisions.writing import change
from review_tui.lsp.checkup import check_document
from review_tui.lsp.following import follow
from review_tui.lsp.surroundings import Surroundings
from tests.lsp.conftest import Client

TEXT = "# 题\n\n银行同意锻炼协议以后 ，借款人再次还款 ，直到锻炼完成。\n\n别处有一句 ，没有人改。\n"
CONFIG = 'select = ["P401", "T701"]\nglossaries = ["glossary"]\n'
ROWS = "concept,en,zh,status\nworkout,workout,债务重组,preferred\nworkout,workout,锻炼,forbidden\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return an article of which all spaces before commas are accepted, and none of the terms."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "terms.csv").write_text(ROWS, "utf-8")
    (tmp_path / "review-tui.toml").write_text(CONFIG, "utf-8")
    file = tmp_path / "a.md"
    file.write_text(TEXT, "utf-8")
    items = [shown.item for shown in check_document(TEXT, file, Surroundings()).shown if shown.item.code == "P401"]
    assert len(items) == 3
    decisions = tmp_path / "review-decisions.jsonl"
    change(decisions, [acceptance(decisions, file, item, reason="原文如此") for item in items])
    return file


def shown(file: Path) -> list[tuple[str, str]]:
    """Return the findings in the file that are not accepted."""
    checkup = check_document(file.read_text("utf-8"), file, Surroundings())
    return [(each.item.code, each.item.text) for each in checkup.shown]


def save(file: Path, now: str) -> int:
    before = file.read_text("utf-8")
    file.write_text(now, "utf-8")
    return follow(before, now, file, Surroundings(), file.parent)


def decided(file: Path) -> list[Accepted]:
    data = (file.parent / "review-decisions.jsonl").read_bytes()
    return [each for each in all_decisions(data) if isinstance(each, Accepted)]


@pytest.mark.parametrize(
    "now",
    [
        TEXT.replace("锻炼协议", "债务重组协议"),
        TEXT.replace("锻炼", "债务重组"),
        TEXT.replace("# 题", "# 另一个题").replace("锻炼", "债务重组") + "\n新的一段。\n",
    ],
    ids=["one fix", "all like it", "and somebody wrote elsewhere"],
)
def test_those_beside_a_fix_move_to_what_it_left(file: Path, now: str) -> None:
    assert save(file, now) > 0
    assert [code for code, _ in shown(file)] == ["T701"] * now.count("锻炼")
    assert [each.reason for each in decided(file)] == ["原文如此"] * 3
    assert save(file, now) == 0


def test_those_beside_what_somebody_wrote_do_not(file: Path) -> None:
    before = decided(file)
    assert save(file, TEXT.replace("锻炼协议以后", "债务重组协议之后")) == 0
    assert decided(file) == before
    assert ("P401", " ，") in shown(file)


def test_what_was_undone_before_it_was_saved_moves_nothing(file: Path) -> None:
    before = decided(file)
    assert save(file, TEXT) == 0
    assert decided(file) == before


def test_a_file_that_holds_something_else_by_now_is_left(file: Path) -> None:
    before = decided(file)
    now = TEXT.replace("锻炼", "债务重组")
    assert follow(TEXT, now, file, Surroundings(), file.parent) == 0
    assert decided(file) == before


def test_a_client_may_keep_the_byte_order_mark_to_itself(file: Path) -> None:
    now = TEXT.replace("锻炼", "债务重组")
    file.write_text(f"\ufeff{now}", "utf-8")
    assert follow(TEXT, now, file, Surroundings(), file.parent) > 0


def test_decisions_that_cannot_be_read_as_a_whole_are_left(file: Path) -> None:
    decisions = file.parent / "review-decisions.jsonl"
    decisions.write_bytes(decisions.read_bytes() + b"<<<<<<< ours\n")
    before = decisions.read_bytes()
    assert save(file, TEXT.replace("锻炼", "债务重组")) == 0
    assert decisions.read_bytes() == before


def test_the_server_moves_them_when_a_document_is_saved(file: Path) -> None:
    client = Client(file.parent, file.parent / "errors.txt")
    try:
        client.start()
        uri = client.open("a.md")
        assert client.codes(uri) == ["T701", "T701"]
        now = TEXT.replace("锻炼协议", "债务重组协议")
        client.change(uri, now, 2)
        assert "P401" in client.codes(uri, 2)  # as long as it is not saved
        file.write_text(now, "utf-8")
        client.tell("textDocument/didSave", textDocument={"uri": uri})
        assert client.codes(uri, 2) == ["T701"]
        assert client.complaints() == ""
    finally:
        client.close()
