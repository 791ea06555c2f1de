"""Two changes of one glossary file become one."""

from pathlib import Path

import pytest

from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import Table, dump_table, parse_table
from review_tui.review.terms.row_merge import merge_glossaries, merge_tables

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


def test_of_a_row_that_both_made_another_cell_is_told_as_well() -> None:
    text, conflicts = merge(BASE, f"{BASE}c,gamma,丙,admitted,\n", f"{BASE}c,gamma,丙,forbidden,seen\n")
    assert "丙,admitted,seen" in text
    assert conflicts == ["丙: status is 'admitted' here and 'forbidden' in the file; yours was kept"]


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    both = BASE.replace("乙,admitted", "乙,deprecated")
    assert merge(BASE, both, both) == (both, [])


def test_all_blockers_are_one_concept_whatever_their_cells_say() -> None:
    blocker = "concept,en,zh,status,kind,note\n,,修改者,,blocker,\n"
    theirs = blocker.replace("\n,,", "\n_blockers,,")
    merged = theirs.replace("blocker,\n", "blocker,seen\n")
    assert merge(blocker, blocker.replace("blocker,\n", "blocker,seen\n"), theirs) == (merged, [])


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


def test_a_file_that_one_side_alone_has_is_kept() -> None:
    base, new = table(BASE), parse_table(f"{HEAD}c,gamma,丙,admitted,\n".encode(), Path("new.csv"))
    without, having = glossary_of([base]), glossary_of([base, new])
    for old, mine, theirs in ((without, without, having), (without, having, without), (having, without, having)):
        both, told = merge_glossaries(old, mine, theirs, mine_last=True)
        assert ([each.path.name for each in both.tables], told) == (["terms.csv", "new.csv"], ())
        assert both.by_id("c") is not None


# One preferred rendering

FIRST = f"{HEAD}a,alpha,甲,preferred,\na,alpha,乙,admitted,\na,alpha,丙,forbidden,\n"


def preferring(zh: str, text: str = FIRST) -> str:
    changed = text.replace("preferred", "admitted")
    return "\n".join(
        line.replace("admitted", "preferred").replace("forbidden", "preferred") if f",{zh}," in line else line
        for line in changed.split("\n")
    )


def merged(base: str, mine: str, theirs: str, *, mine_last: bool = True) -> tuple[dict[str, str], tuple[str, ...]]:
    glossaries = [glossary_of([table(text)]) for text in (base, mine, theirs)]
    both, told = merge_glossaries(*glossaries, mine_last=mine_last)
    return {each.zh: each.status.value for each in both.concepts[0].renderings}, told


def test_where_both_preferred_another_rendering_mine_is_preferred_and_theirs_admitted() -> None:
    statuses, (told,) = merged(FIRST, preferring("丙"), preferring("乙"))
    assert statuses == {"丙": "preferred", "甲": "admitted", "乙": "admitted"}
    assert told == "alpha: 乙 was made preferred by another program; 丙 is preferred, as here, and 乙 admitted"


def test_where_a_change_that_comes_first_prefers_theirs_stays_preferred() -> None:
    statuses, (*_, told) = merged(preferring("丙"), FIRST, preferring("乙", preferring("丙")), mine_last=False)
    assert statuses["乙"] == "preferred"
    assert statuses["甲"] == "admitted"
    assert told == "alpha: 乙 was made preferred by another program and stays so; 甲 is admitted"


def test_theirs_stays_preferred_where_nothing_was_preferred_here() -> None:
    mine = FIRST.replace("甲,preferred,", "甲,preferred,seen")
    theirs = FIRST.replace("a,alpha,甲,preferred,\n", "").replace("乙,admitted", "乙,preferred")
    statuses, told = merged(FIRST, mine, theirs)
    assert statuses == {"乙": "preferred", "甲": "admitted", "丙": "forbidden"}
    assert len(told) == 1


def test_two_that_another_program_prefers_are_its_own_affair() -> None:
    theirs = FIRST.replace("乙,admitted", "乙,preferred")
    statuses, told = merged(FIRST, FIRST.replace("丙,forbidden,", "丙,forbidden,x"), theirs)
    assert statuses["甲"] == statuses["乙"] == "preferred"
    assert told == ()


def test_a_new_rendering_of_another_file_counts_for_its_concept() -> None:
    more = Table(Path("more.csv"))
    base = glossary_of([table(FIRST), more])
    mine = glossary_of(
        [table(FIRST.replace("甲,preferred", "甲,admitted").replace("丙,forbidden", "丙,preferred")), more]
    )
    theirs = glossary_of(
        [
            table(FIRST.replace("甲,preferred", "甲,admitted")),
            parse_table(f"{HEAD}A,alpha,丁,preferred,\n".encode(), more.path),
        ]
    )
    both, told = merge_glossaries(base, mine, theirs)
    assert [each.zh for each in both.concepts[0].renderings if each.status == "preferred"] == ["丙"]
    assert len(told) == 1
    assert not both.problems
