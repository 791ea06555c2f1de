import csv
import io
import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from review_tui.glossary.concept import BLOCKERS, Kind, Rendering, Status
from review_tui.glossary.problem import Problem
from review_tui.glossary.storage import records as records_module
from review_tui.glossary.storage import table as module
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.columns import HEADER
from review_tui.glossary.storage.row import Row, several
from review_tui.glossary.storage.table import (
    Table,
    dump_table,
    make_row,
    parse_table,
    read_table,
    with_columns,
)
from review_tui.severity import Severity

PATH = Path("finance.csv")
HEAD = ",".join(HEADER)


def parse(text: str) -> Table:
    return parse_table(text.encode(), PATH)


def small(*rows: str, header: str = "concept,zh,status") -> Table:
    return parse("\n".join((header, *rows)) + "\n")


def told(table: Table) -> list[tuple[int, str]]:
    assert all(problem.path == PATH for problem in table.problems)
    return [(problem.line, problem.message) for problem in table.problems]


def renderings(table: Table) -> list[str]:
    return [row.rendering.zh for row in table.rows if row.rendering]


def written(table: Table) -> list[str]:
    return dump_table(table).decode().splitlines()


# What is understood


def test_a_row_with_everything() -> None:
    table = parse(
        f"{HEAD}\n"
        "workout,workout|debt workout,锻炼,forbidden,term,verb,workout|work-out,贷款|~抵押,身,天,"
        '"settling a debt, out of court","the ""gym"" sense",review-tui,2026-11-23\n'
    )
    assert table.problems == ()
    (row,) = table.rows
    assert row.rendering == Rendering(
        "锻炼", Status.FORBIDDEN, "verb", "贷款|~抵押", "身", "天", 'the "gym" sense', "review-tui", "2026-11-23"
    )
    assert row.rendering.path == PATH
    assert row.rendering.line == 2
    assert row.concept == (
        "workout",
        "workout|debt workout",
        Kind.TERM,
        "workout|work-out",
        "settling a debt, out of court",
    )


def test_columns_in_any_order_and_unknown_ones_kept() -> None:
    table = small("止赎,法务,foreclosure,preferred", header="zh, Reviewer ,Concept,STATUS")
    (row,) = table.rows
    assert row.rendering == Rendering("止赎", Status.PREFERRED, extra=(("Reviewer", "法务"),))
    assert written(table) == ["zh,Reviewer,concept,status", "止赎,法务,foreclosure,preferred"]


def test_a_bom_is_tolerated_and_kept() -> None:
    table = parse("\ufeffconcept,zh,status\na,甲,preferred\n")
    assert table.problems == ()
    assert renderings(table) == ["甲"]
    assert dump_table(table).startswith(b"\xef\xbb\xbfconcept")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_of_all_systems(newline: str) -> None:
    table = parse(f"concept,zh,status{newline}a,甲,preferred{newline}{newline}b,乙,odd{newline}c,丙,admitted")
    assert [row.line for row in table.rows] == [2, 4, 5]
    assert written(table) == ["concept,zh,status", "a,甲,preferred", "b,乙,odd", "c,丙,admitted"]


def test_lines_are_those_of_the_file_when_a_row_spans_some() -> None:
    table = small('a,甲,preferred,"one\ntwo\r\nthree"', "b,乙,odd,", header="concept,zh,status,note")
    assert [row.line for row in table.rows] == [2, 5]
    assert [line for line, _ in told(table)] == [5]
    assert '"one\ntwo\r\nthree"' in dump_table(table).decode()


def test_line_separators_of_unicode_end_no_row() -> None:
    table = small("a,甲,preferred,x\u2028y\x85z\x0cw", header="concept,zh,status,note")
    assert table.problems == ()
    assert table.rows[0].rendering
    assert table.rows[0].rendering.note == "x\u2028y\x85z\x0cw"


def test_blanks_around_cells_and_capitals_in_statuses_do_not_matter() -> None:
    table = small(" a ,　甲 , Preferred ")
    assert table.problems == ()
    assert renderings(table) == ["甲"]
    assert written(table)[1] == " a ,　甲 , Preferred "


def test_rows_of_blanks_are_no_rows() -> None:
    assert small(",,", "  ,,", "", '"",,', ",,,,,,").rows == ()


def test_a_blocker_needs_neither_status_nor_concept() -> None:
    table = small("_blockers,修改者,,blocker", ",还款人,,blocker", header="concept,zh,status,kind")
    assert table.problems == ()
    assert renderings(table) == ["修改者", "还款人"]


def test_several_values_in_a_cell() -> None:
    assert several(" ARM| adjustable-rate mortgage||ARM ") == ("ARM", "adjustable-rate mortgage")
    assert several("") == ()


# What is not understood: said with its line, kept, and the rest still loads


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,,preferred", "the zh cell is empty: a row needs a Chinese rendering"),
        ("a, ,preferred", "the zh cell is empty: a row needs a Chinese rendering"),
        (",甲,preferred", "the concept cell is empty: which concept is '甲' a rendering of?"),
        (
            "a,甲,prefered",
            (
                "the status 'prefered' is not known (is 'preferred' meant?): "
                "it has to be one of preferred, admitted, deprecated, forbidden, provisional"
            ),
        ),
        (
            "a,甲,",
            "the status cell is empty: it has to be one of preferred, admitted, deprecated, forbidden, provisional",
        ),
        (
            "a,甲",
            (
                "the row has 2 cells where the header has 3: "
                "a comma is missing, or a cell that holds a comma has to stand in double quotes"
            ),
        ),
        (
            "a",
            (
                "the row has 1 cell where the header has 3: "
                "a comma is missing, or a cell that holds a comma has to stand in double quotes"
            ),
        ),
        (
            "a,甲,preferred,x,y",
            (
                "the row has 5 cells where the header has 3: "
                "a comma is missing, or a cell that holds a comma has to stand in double quotes"
            ),
        ),
        ('a,"甲,preferred', "a double quote opens a cell and is never closed"),
        (
            'a,"甲"乙,preferred',
            'text follows a closing double quote: inside a quoted cell a double quote is written ""',
        ),
        (
            "a,甲\0,preferred",
            "the row holds a NUL character: delete it (the file may be damaged, or have been saved as UTF-16)",
        ),
        (f"a,{'甲' * 200_000},preferred", "a cell is longer than 131,072 characters"),
    ],
    ids=lambda value: value[:24],
)
def test_broken_rows(row: str, message: str) -> None:
    table = small("b,乙,preferred", row, "c,丙,preferred")
    assert told(table) == [(3, message)]
    assert table.problems[0].severity is Severity.ERROR
    assert renderings(table) == ["乙", "丙"]
    assert row in written(table)


def test_an_unknown_kind() -> None:
    table = small("a,甲,preferred,heding", header="concept,zh,status,kind")
    assert told(table) == [
        (
            2,
            (
                "the kind 'heding' is not known (is 'heading' meant?): "
                "it has to be one of term, name, heading, keep, blocker"
            ),
        )
    ]


def test_an_open_quote_does_not_swallow_the_rows_after_it() -> None:
    table = small('a,"甲,preferred', 'b,"乙",preferred', "c,丙,preferred")
    assert [line for line, _ in told(table)] == [2]
    assert renderings(table) == ["乙", "丙"]


def test_an_open_quote_is_given_up_after_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "MAX_RECORD_LINES", 3)
    table = small('a,"甲', "b,乙,preferred", "c,丙,preferred", '",preferred')
    assert [line for line, _ in told(table)] == [2, 5]
    assert renderings(table) == ["乙", "丙"]


def test_a_file_of_broken_quotes_is_read_only_so_far_and_kept_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "MAX_BROKEN_ROWS", 2)
    table = small('a,"甲"x,preferred', 'b,"乙"x,preferred', "c,丙,preferred", "d,丁,preferred")
    assert [line for line, _ in told(table)] == [2, 3]
    assert "nothing after it was read" in told(table)[1][1]
    assert renderings(table) == []
    assert written(table)[1:] == ['a,"甲"x,preferred', 'b,"乙"x,preferred', "c,丙,preferred", "d,丁,preferred"]


def test_hostile_quotes_take_no_quadratic_time() -> None:
    # Each of these lines opens a quote that the next one closes and opens again, up to the end of the file.
    table = small(*['a","b'] * 20_000)
    assert "nothing after it was read" in told(table)[-1][1]
    assert len(written(table)) == 20_001


# Headers and encodings


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("止赎,foreclosure\n", 1, f"the header is missing: the first line has to be {HEAD}"),
        (
            "concept_id,zh,state\n",
            1,
            (
                "the header has no column 'concept' (is 'concept_id' meant to be it?) and no column 'status' "
                "(is 'state' meant to be it?); it has to have concept, zh, status"
            ),
        ),
        (
            "concept;zh;status\na;甲;preferred\n",
            1,
            (
                "the cells are separated by semicolons: save the file as CSV with commas, in UTF-8; or move it out of "
                "here, and `review-tui glossary import` reads it as it is"
            ),
        ),
        (
            "concept\tzh\tstatus\n",
            1,
            (
                "the cells are separated by tabs: save the file as CSV with commas, in UTF-8; or move it out of "
                "here, and `review-tui glossary import` reads it as it is"
            ),
        ),
        ('\n"concept,zh\n', 2, "a double quote opens a cell and is never closed"),
    ],
)
def test_headers_that_are_none(text: str, line: int, message: str) -> None:
    table = parse(text)
    assert told(table) == [(line, message)]
    assert dump_table(table) == text.encode()


def test_columns_without_a_name_are_kept() -> None:
    table = small("a,甲,preferred,x,y", header="concept,zh,status,,")
    assert table.problems == ()
    assert written(table) == ["concept,zh,status,,", "a,甲,preferred,x,y"]


def test_doubtful_columns_are_warned_of() -> None:
    table = small("a,甲,preferred,x,,n", header="concept,zh,status,zh,not_befor,note")
    assert renderings(table) == ["甲"]
    assert [(problem.line, problem.severity, problem.message) for problem in table.problems] == [
        (1, Severity.WARNING, "the header has the column 'zh' 2 times; only the first one counts"),
        (
            1,
            Severity.WARNING,
            "the column 'not_befor' is not known and only kept; is it meant to be 'not_before'?",
        ),
    ]


@pytest.mark.parametrize(
    ("encoding", "message"),
    [
        (
            "gb18030",
            "the file looks like GB18030 (GBK, GB2312), not UTF-8",
        ),
        ("utf-16", "the file is in UTF-16"),
    ],
)
def test_other_encodings_are_named(encoding: str, message: str) -> None:
    data = "concept,zh,status\na,止赎,preferred\n".encode(encoding)
    table = parse_table(data, PATH)
    advice = "save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)"
    assert [problem.message for problem in table.problems] == [f"{message}: {advice}"]
    assert dump_table(table) == data


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "terms.csv")
    assert [problem.message for problem in read_table(tmp_path / "terms.csv").problems] == ["it is no ordinary file"]


def test_a_stray_byte_is_placed() -> None:
    data = b"concept,zh,status\na,b,preferred\nb,\xff\xff,preferred\n"
    assert told(parse_table(data, PATH)) == [
        (
            3,
            (
                "the file is not in UTF-8 (byte 0xff at offset 34 does not fit): "
                "save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)"
            ),
        )
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" \n,,\n"])
def test_an_empty_file_is_a_warning_and_can_be_filled(data: bytes) -> None:
    table = parse_table(data, PATH)
    assert [problem.severity for problem in table.problems] == [Severity.WARNING]
    assert dump_table(table).decode().removeprefix("\ufeff") == HEAD + "\n"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    missing = Problem(tmp_path / "none.csv", 0, "there is no such file", code="file-unreadable")
    assert read_table(tmp_path / "none.csv").problems == (missing,)
    folder = Problem(tmp_path, 0, "this is a folder: name the .csv files in it", code="file-unreadable")
    assert read_table(tmp_path).problems == (folder,)
    assert str(read_table(tmp_path / "none.csv").problems[0]) == f"{tmp_path / 'none.csv'}: there is no such file"


def test_reading_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("concept,zh,status\na,甲,preferred\n".encode())
    assert read_table(path) == parse_table(path.read_bytes(), path)


# Writing


def test_rows_are_sorted_by_concept_status_and_zh() -> None:
    rows = ["b,乙,forbidden", "b,丙,admitted", "b,甲,admitted", "a,丁,provisional", "b,戊,preferred", "b,己,odd"]
    assert written(small(*rows))[1:] == [rows[3], rows[4], rows[1], rows[2], rows[0], rows[5]]


def test_cells_are_quoted_only_where_they_must_be() -> None:
    rows = ['a,甲,preferred,"x,y"', 'a,乙,admitted,"say ""x"""', 'a,丙,admitted,"x\ry"', 'a,丁,admitted,it\'s "x"']
    table = small(*rows, header="concept,zh,status,note")
    data = dump_table(table).decode()
    assert 'a,丁,admitted,"it\'s ""x"""\n' in data
    assert all(row + "\n" in data for row in rows[:3])


def test_a_row_for_a_table() -> None:
    table = small("a,甲,preferred,法务", header="concept,zh,status,reviewer")
    changed = make_row(table, {"status": "admitted"}, table.rows[0])
    assert changed.cells == ("a", "甲", "admitted", "法务")
    assert changed.rendering == Rendering("甲", Status.ADMITTED, extra=(("reviewer", "法务"),))
    with pytest.raises(ValueError, match="no column 'note'"):
        make_row(table, {"note": "x"}, table.rows[0])
    with pytest.raises(ValueError, match="zh cell is empty"):
        make_row(table, {"zh": ""}, table.rows[0])
    assert make_row(
        with_columns(table, ("note",)), {"concept": "b", "zh": "乙", "status": "admitted", "note": "x"}
    ).cells == ("b", "乙", "admitted", "", "x")


def test_new_columns_leave_everything_else_of_a_table() -> None:
    table = Table(PATH, ("concept",), bom=True, unread=b"\xff")
    assert with_columns(table, ("zh",)) == Table(PATH, ("concept", "zh"), bom=True, unread=b"\xff")


def test_new_columns_leave_broken_rows_broken_and_whole() -> None:
    table = with_columns(small("a,甲", "b,乙,odd", 'c,"丙"x,preferred', "d,丁,preferred"), ("note", "zh"))
    assert table.header == ("concept", "zh", "status", "note")
    again = parse_table(dump_table(table), PATH)
    assert [line for line, _ in told(again)] == [2, 3, 5]
    assert renderings(again) == ["丁"]
    assert written(again)[1:] == ["a,甲,", "b,乙,odd,", "d,丁,preferred,", 'c,"丙"x,preferred']


cell = st.text(st.sampled_from('甲乙ab|,"\n\r \t=\u2028\ufeff'), max_size=5) | st.text(max_size=4)
row_cells = st.tuples(
    st.sampled_from(["a", "b", "B", "", "_blockers"]),
    cell,
    st.sampled_from([*Status, "", "odd", "PREFERRED"]),
    st.sampled_from(["", *Kind, "odd"]),
    cell,
)


def as_csv(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


@given(st.lists(row_cells, max_size=6))
def test_no_row_is_lost_and_writing_settles_at_once(rows: list[tuple[str, ...]]) -> None:
    header = ("concept", "zh", "status", "kind", "extra")
    table = parse(as_csv([header, *rows]))
    data = dump_table(table)
    again = parse_table(data, PATH)
    assert dump_table(again) == data
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert sorted(row.cells for row in again.rows) == sorted(kept)
    assert sorted(row.cells for row in table.rows) == sorted(kept)
    assert len(again.problems) == len(table.problems) == sum(row.rendering is None for row in table.rows)
    understood = [(row.concept, row.rendering) for row in table.rows if row.rendering]
    assert sorted(understood, key=repr) == sorted(
        ((row.concept, row.rendering) for row in again.rows if row.rendering), key=repr
    )


few_cells = st.tuples(
    st.sampled_from(["a", "b", "A", "_blockers", ""]),
    st.sampled_from("甲乙丙"),
    st.sampled_from(["preferred", "admitted", ""]),
    st.sampled_from(["", "blocker", "name", "term"]),
    st.sampled_from(["", "e", "f"]),
)


def clashing_pairwise(rows: Iterable[Row]) -> dict[str, str]:
    """Return what `_clashing` does, from any two rows of a concept."""
    said = [(row.concept, row.rendering) for row in rows if row.concept is not None and row.rendering is not None]
    clashing = set()
    for number, (cells, rendering) in enumerate(said):
        for others, other in said[:number]:
            if cells.key == others.key and (
                rendering.zh == other.zh
                or rendering.status is other.status is Status.PREFERRED
                or (cells.key != BLOCKERS and any(a and b and a != b for a, b in zip(cells, others, strict=True)))
            ):
                clashing.add(cells.key)
    return {key: next(cells.id for cells, _ in said if cells.key == key) for key in clashing}


@given(st.lists(few_cells, max_size=4))
def test_the_quick_look_for_rows_that_contradict_each_other_overlooks_none(rows: list[tuple[str, ...]]) -> None:
    table = parse(as_csv([("concept", "zh", "status", "kind", "en"), *rows]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_clashing", clashing_pairwise)
        slowly = dump_table(table)
    assert dump_table(table) == slowly


@given(st.text(st.sampled_from('a甲,"\n\r '), max_size=40))
@example('"\n""\n')
@example('a","b\na","b\n')
def test_whatever_stands_in_the_rows_every_line_survives(body: str) -> None:
    table = parse("concept,zh,status\n" + body)
    data = dump_table(table).decode()
    # Quoting and the order of rows may change; what the rows say may not.
    for character in "a甲":
        assert data.count(character) == ("concept,zh,status\n" + body).count(character)
    again = parse_table(dump_table(table), PATH)
    assert [row.rendering for row in again.rows if row.rendering] == sorted(
        (row.rendering for row in table.rows if row.rendering), key=lambda rendering: rendering.zh
    ) or len(table.problems) > 0


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    for content in (data, b"concept,zh,status\n" + data):
        dump_table(parse_table(content, PATH))


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> main", "||||||| base"])
def test_a_file_with_a_merge_conflict_counts_as_a_whole_when_that_is_settled(mark: str) -> None:
    text = f"{HEAD}\nfoo,foo,富,preferred\n{mark}\nfoo,foo,富裕,preferred\n"
    table = parse(text)
    (problem,) = table.problems
    assert (problem.line, problem.of_file, table.rows) == (3, True, ())
    assert "merge conflict" in problem.message
    assert dump_table(table) == text.encode()


class TestClashingRows:
    """Of two rows that contradict each other the first one counts, so saving must not turn them around."""

    @pytest.mark.parametrize(
        "rows",
        [
            ("a,a,止赎,preferred,", "a,a,丧赎,preferred,"),
            ("k,k,锻炼,forbidden,", "k,k,锻炼,preferred,"),
            ("k,k,锻炼,preferred,", "K,k,锻炼,forbidden,"),
            ("k,k,甲,provisional,later", "k,k,乙,preferred,sooner"),
            ("k,k|l,甲,provisional,", "k,l|k,乙,preferred,"),
            ("k_k,k,甲,admitted,", "k-k,k,甲,preferred,"),
            ("z,z,甲,blocker,", "b,b,甲,blocker,"),
        ],
    )
    def test_they_mean_the_same_after_saving(self, rows: tuple[str, ...]) -> None:
        header = "concept,en,zh,status,definition,kind,note\n"
        blockers = [f"{row.replace('blocker', 'admitted')},blocker,{number}" for number, row in enumerate(rows)]
        lines = blockers if "blocker" in rows[0] else [f"{row},term,{number}" for number, row in enumerate(rows)]
        others = ["m,m,乙,admitted,,term,", "m,m,甲,preferred,,term,", "c,c,丙,preferred,,term,"]
        table = parse_table((header + "\n".join([*others, *lines]) + "\n").encode(), Path("g.csv"))
        saved = dump_table(table)
        assert glossary_of([parse_table(saved, table.path)]).concepts == glossary_of([table]).concepts
        assert dump_table(parse_table(saved, table.path)) == saved

    def test_rows_that_agree_are_sorted_as_ever(self) -> None:
        table = parse_table("concept,zh,status\nb,乙,admitted\nb,甲,preferred\na,丙,admitted\n".encode(), Path("g.csv"))
        assert dump_table(table).decode().split()[1:] == ["a,丙,admitted", "b,甲,preferred", "b,乙,admitted"]
