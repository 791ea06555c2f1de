"""Two changes of one glossary file become one."""

from pathlib import Path

import pytest

from review_tui.glossary.table import Table, dump_table, parse_table
from review_tui.review.rowmerge import merge_tables

HEAD = "concept,en,zh,status,note\n"
BASE = f"{HEAD}a,alpha,甲,preferred,\nb,beta,乙,admitted,\n"


def table(text: str) -> Table:
    return parse_table(text.encode(), Path("terms.csv"))


def merge(base: str, mine: str, theirs: str) -> tuple[str, list[str]]:
    merged, conflicts = merge_tables(table(base), table(mine), table(theirs))
    return dump_table(merged).decode(), conflicts


def test_changes_of_different_rows_are_both_made() -> None:
    mine = BASE.replace("甲,preferred", "甲,forbidden")
    theirs = BASE.replace("乙,admitted,", "乙,admitted,seen")
    assert merge(BASE, mine, theirs) == (f"{HEAD}a,alpha,甲,forbidden,\nb,beta,乙,admitted,seen\n", [])


def test_changes_of_different_cells_of_a_row_are_both_made() -> None:
    mine = BASE.replace("乙,admitted,", "乙,deprecated,")
    theirs = BASE.replace("乙,admitted,", "乙,admitted,seen")
    assert merge(BASE, mine, theirs) == (f"{HEAD}a,alpha,甲,preferred,\nb,beta,乙,deprecated,seen\n", [])


def test_where_both_changed_a_cell_mine_wins_and_is_told() -> None:
    mine = BASE.replace("乙,admitted", "乙,deprecated")
    theirs = BASE.replace("乙,admitted", "乙,forbidden")
    text, conflicts = merge(BASE, mine, theirs)
    assert "乙,deprecated" in text
    assert conflicts == ["乙: status is 'deprecated' here and 'forbidden' in the file; yours was kept"]


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    both = BASE.replace("乙,admitted", "乙,deprecated")
    assert merge(BASE, both, both) == (both, [])


def test_new_rows_of_both_sides_are_kept() -> None:
    text, _ = merge(BASE, f"{BASE}c,gamma,丙,admitted,\n", f"{BASE}d,delta,丁,admitted,\n")
    assert "丙" in text
    assert "丁" in text


def test_a_row_deleted_on_one_side_goes_unless_the_other_changed_it() -> None:
    without = f"{HEAD}a,alpha,甲,preferred,\n"
    assert merge(BASE, without, BASE)[0] == without
    assert merge(BASE, BASE, without)[0] == without
    changed = BASE.replace("乙,admitted", "乙,deprecated")
    assert "乙,deprecated" in merge(BASE, without, changed)[0]
    assert "乙,deprecated" in merge(BASE, changed, without)[0]


def test_new_columns_and_rows_nobody_understood_are_kept() -> None:
    mine = "concept,en,zh,status,note,mark\na,alpha,甲,preferred,,x\nb,beta,乙,admitted,,\n"
    theirs = f"{BASE}broken\n"
    text, conflicts = merge(BASE, mine, theirs)
    assert text.startswith("concept,en,zh,status,note,mark\na,alpha,甲,preferred,,x\n")
    assert "broken" in text
    assert conflicts == []


@pytest.mark.parametrize("is_dated_here", [True, False])
def test_a_column_that_one_side_added_changes_no_row(*, is_dated_here: bool) -> None:
    dated = "concept,en,zh,status,note,updated\na,alpha,甲,preferred,,2026-11-29\nb,beta,乙,admitted,,\n"
    without = f"{HEAD}a,alpha,甲,preferred,\n"
    mine, theirs = (dated, without) if is_dated_here else (without, dated)
    text, conflicts = merge(BASE, mine, theirs)
    assert text == "concept,en,zh,status,note,updated\na,alpha,甲,preferred,,2026-11-29\n"
    assert conflicts == []


def test_what_is_taken_back_leaves_no_date() -> None:
    after = "concept,en,zh,status,note,updated\na,alpha,甲,admitted,,2026-11-29\nb,beta,乙,admitted,,\n"
    text, conflicts = merge(after, BASE, f"{after}c,gamma,丙,admitted,,\n")
    assert "a,alpha,甲,preferred,,\n" in text
    assert "2026" not in text
    assert conflicts == []
