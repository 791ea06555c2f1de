"""Rows are addressed by where they stand in their file."""

from pathlib import Path

from review_tui.glossary.storage.rewriting import rows_by_rendering, tables_with, with_changes
from review_tui.glossary.storage.table import Table, dump_table, parse_table

PATH = Path("a.csv")


def table(*rows: str) -> Table:
    return parse_table("\n".join(("concept,zh,status", *rows, "")).encode(), PATH)


def test_of_rows_that_repeat_one_another_the_first_is_meant_and_what_is_no_row_is_passed_over() -> None:
    assert rows_by_rendering(table("a,止赎", "A b,止赎,admitted", "a_b,止赎,preferred", "a,锻炼,admitted")) == {
        ("a-b", "止赎"): 1,
        ("a", "锻炼"): 3,
    }


def test_cells_change_and_columns_come_in_the_order_of_the_rows() -> None:
    after = with_changes(
        table("a,止赎,admitted", "b,锻炼,admitted"), {1: {"note": "乙"}, 0: {"pos": "noun", "note": ""}}
    )
    assert dump_table(after).decode().splitlines() == [
        "concept,zh,status,pos,note",
        "a,止赎,admitted,noun,",
        "b,锻炼,admitted,,乙",
    ]


def test_a_file_in_which_nothing_changes_stays_the_same_object() -> None:
    one, other = table("a,止赎,admitted"), parse_table(b"concept,zh,status\n", Path("b.csv"))
    after = tuple(tables_with((one, other), new={}, changed={PATH: {0: {"status": "preferred"}}}))
    assert after[0] is not one
    assert after[1] is other
