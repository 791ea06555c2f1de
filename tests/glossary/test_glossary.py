import time
from pathlib import Path

import pytest

from review_tui.glossary.concept import BLOCKERS, Concept, Kind, Rendering, Status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import Problem
from review_tui.glossary.storage.assembly import glossary_of, load_glossary
from review_tui.glossary.storage.table import Table, parse_table
from review_tui.severity import Severity

HEADER = "concept,en,zh,status,kind,slugs,definition"


def table(*rows: str, path: str = "a.csv", header: str = HEADER) -> Table:
    return parse_table("\n".join((header, *rows)).encode(), Path(path))


def glossary(*rows: str) -> Glossary:
    return glossary_of([table(*rows)])


def told(glossary: Glossary) -> list[tuple[str, int, str, str]]:
    return [(str(problem.path), problem.line, problem.severity.value, problem.message) for problem in glossary.problems]


def test_rows_become_concepts() -> None:
    concepts = glossary(
        "mortgage,mortgage,抵押贷款,preferred,term,,a loan secured by a home",
        "foreclosure,foreclosure|repossession,丧失抵押品赎回权,admitted,term,foreclosures,",
        "foreclosure,foreclosure|repossession,止赎,preferred,term,foreclosures,",
    ).concepts
    assert concepts == (
        Concept(
            "foreclosure",
            ("foreclosure", "repossession"),
            Kind.TERM,
            ("foreclosures",),
            "",
            (Rendering("止赎", Status.PREFERRED), Rendering("丧失抵押品赎回权", Status.ADMITTED)),
        ),
        Concept(
            "mortgage",
            ("mortgage",),
            definition="a loan secured by a home",
            renderings=(Rendering("抵押贷款", Status.PREFERRED),),
        ),
    )
    assert [rendering.line for rendering in concepts[0].renderings] == [4, 3]


def test_blockers_are_one_concept_and_do_not_count() -> None:
    found = glossary("_blockers,,修改者,,blocker,,", ",,还款人,,blocker,,", "a,,甲,preferred,,,")
    assert len(found) == 1
    blockers = found.by_id("_blockers")
    assert blockers
    assert (blockers.id, blockers.kind) == (BLOCKERS, Kind.BLOCKER)
    assert {rendering.zh for rendering in blockers.renderings} == {"修改者", "还款人"}
    assert found.concepts_of("修改者") == ()
    assert found.problems == ()


def test_slugs_without_hyphens_and_english_terms_lead_to_their_concept() -> None:
    found = glossary(
        "monetary-policy,,货币政策,preferred,,,",
        "loanmod,loan modification,贷款修改,preferred,,,",
        "point-spread,,点差,preferred,,,",
        "points,point spread,分差,preferred,,,",
        "a-b,,甲,preferred,,,",
        "ab-c,,乙,preferred,,ab,",
    )
    assert found.by_slug("monetarypolicy") is found.by_id("monetary-policy")
    assert found.by_slug("LoanModification") is found.by_id("loanmod")
    assert found.by_slug("loan-modification") is found.by_id("loanmod")
    assert found.by_slug("pointspread") is found.by_id("point-spread")  # its own slug comes before another's term
    assert found.by_slug("ab") is found.by_id("ab-c")  # listed as it is
    assert found.by_slug("modification") is None


def test_a_slug_that_could_be_two_is_none() -> None:
    found = glossary("a-bc,b d,甲,preferred,,,", "ab-c,bd|b d,乙,preferred,,,")
    assert found.by_slug("abc") is None
    assert found.by_slug("bd") is None


def test_looking_up() -> None:
    found = glossary(
        "loan_modification,,贷款修改,admitted,,loanmod|/Modification.asp,",
        "margin,,保证金,preferred,,,",
        "profit-margin,,利润率,preferred,,margin,",
        "collateral,,保证金,deprecated,,#top|/,",
    )
    modification = found.by_id("Loan-Modification")
    assert modification is found.concepts[1]
    assert found.named("/loan_modification") is modification
    assert found.named("modification.md") is modification
    assert found.by_slug("Modification") is modification
    assert found.by_slug("nothing") is None
    assert found.by_slug("") is None
    assert found.by_id("nothing") is None
    # A concept that lists a slug has it, and not the one whose id it is.
    by_slug = found.by_slug("margin")
    assert by_slug
    assert by_slug.id == "profit-margin"
    assert [concept.id for concept in found.concepts_of("保证金")] == ["collateral", "margin"]
    assert found.concepts_of("保证") == ()


def test_a_slug_is_no_target() -> None:
    """What stands before `:`, `#` and `?` in the name of a file is not cut off."""
    found = glossary("what,,甲,preferred,,,", "what#is,,乙,preferred,,,", "b,,丙,preferred,,%E8%B4%B7,")
    assert found.by_slug("what#is") is found.by_id("what#is")
    assert found.by_slug("what?") is None
    assert found.by_slug("贷") is found.by_id("b")


def test_ids_need_not_look_like_slugs() -> None:
    found = glossary("q:a/b,,甲,preferred,,,", "q:c/b,,乙,preferred,,,", "贷款人,,丙,preferred,,,")
    assert len(found) == 3
    assert found.by_id("Q:A/B") is found.concepts[0]
    assert found.by_id("贷款人") is found.concepts[2]


def test_ids_that_differ_in_case_and_hyphens_only_are_one_concept() -> None:
    found = glossary("short-sale,,卖空,preferred,,,", "Short_Sale,,沽空,admitted,,,")
    assert [(concept.id, len(concept.renderings)) for concept in found.concepts] == [("short-sale", 2)]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (
            ("a,,甲,preferred,,,", "a,,乙,preferred,,,"),
            (
                "a.csv",
                3,
                "error",
                "concept 'a' has two preferred renderings, '甲' (line 2) and '乙': make one of them admitted",
            ),
        ),
        (
            ("a,,甲,preferred,,,", "a,, 甲,admitted,,,"),
            (
                "a.csv",
                3,
                "error",
                (
                    "'甲' already stands on line 2 as a rendering of concept 'a' (preferred); "
                    "this row does not count: delete one of the two"
                ),
            ),
        ),
        (
            ("a,x,甲,preferred,,,", "a,y,乙,admitted,name,,"),
            (
                "a.csv",
                3,
                "warning",
                "the kind and en of concept 'a' differ from line 2; repeat these cells alike on every row of a concept",
            ),
        ),
        (
            ("a,,甲,preferred,,s,", "b,,乙,preferred,,/S.asp,"),
            (
                "a.csv",
                3,
                "warning",
                "the slug 's' of concept 'b' also belongs to 'a', which keeps it: a link can mean only one of them",
            ),
        ),
        (
            ("a,,,preferred,,,", "b,,乙,preferred,,,"),
            ("a.csv", 2, "error", "the zh cell is empty: a row needs a Chinese rendering"),
        ),
        (
            (",,甲,,blocker,,", ",,甲,,blocker,,"),
            (
                "a.csv",
                3,
                "error",
                (
                    "'甲' already stands on line 2 as a rendering of the blockers (admitted); "
                    "this row does not count: delete one of the two"
                ),
            ),
        ),
    ],
)
def test_problems(rows: tuple[str, ...], problem: tuple[str, int, str, str]) -> None:
    assert told(glossary(*rows)) == [problem]


def test_of_two_preferred_the_first_is_meant() -> None:
    (concept,) = glossary("a,,甲,preferred,,,", "a,,乙,preferred,,,").concepts
    assert concept.preferred
    assert concept.preferred.zh == "甲"


def test_cells_of_a_concept_may_stand_on_one_row_only_and_further_ones_are_added() -> None:
    found = glossary("a,,甲,preferred,,,", "a,x,乙,admitted,,s,what it is", "a,,丙,admitted,,,")
    assert found.problems == ()
    assert (found.concepts[0].en, found.concepts[0].slugs, found.concepts[0].definition) == (
        ("x",),
        ("s",),
        "what it is",
    )
    assert glossary("a,x | y,甲,preferred,,,", "a,x|y,乙,admitted,,,").problems == ()
    found = glossary("a,x,甲,preferred,,,", "a,x|y,乙,admitted,,s,")
    assert (found.concepts[0].en, found.concepts[0].slugs) == (("x", "y"), ("s",))
    assert [problem.severity for problem in found.problems] == [Severity.WARNING]


def test_a_concept_whose_rows_all_say_something_else_costs_no_more_than_its_rows() -> None:
    def taken(rows: int) -> float:
        read = table(*(f"a,term {number},词{number},admitted,,s{number}," for number in range(rows)))
        start = time.process_time()
        assert len(glossary_of([read]).concepts[0].en) == rows
        return time.process_time() - start

    assert min(taken(4000) for _ in range(2)) < 24 * min(taken(500) for _ in range(3))  # 8 is linear, 64 the square


def test_later_files_extend_and_do_not_overrule() -> None:
    found = glossary_of(
        [
            table("a,x,甲,preferred,,,", path="shipped.csv"),
            table("a,x,乙,admitted,,,", "a,x,甲,forbidden,,,", "b,,丙,preferred,,,", path="own.csv"),
            table("a,x,丁,preferred,,,", path="third.csv"),
        ]
    )
    assert [(rendering.zh, rendering.status.value) for rendering in found.concepts[0].renderings] == [
        ("甲", "preferred"),
        ("丁", "preferred"),
        ("乙", "admitted"),
    ]
    assert told(found) == [
        (
            "own.csv",
            3,
            "error",
            (
                "'甲' already stands on shipped.csv, line 2 as a rendering of concept 'a' (preferred); "
                "this row does not count: delete one of the two"
            ),
        ),
        (
            "third.csv",
            2,
            "error",
            "concept 'a' has two preferred renderings, '甲' (shipped.csv, line 2) and '丁': make one of them admitted",
        ),
    ]
    assert len(found) == 2


def test_what_a_file_of_another_folder_overrules_is_meant_so() -> None:
    found = glossary_of(
        [
            table("a,x,甲,forbidden,,,", "a,x,乙,preferred,,,", path="terms/own.csv"),
            table("a,x|y,甲,preferred,,,what it is", "a,x|y,丙,preferred,,,what it is", path="glossary/shipped.csv"),
            table("a,,甲,admitted,heading,,", path="glossary/theirs.csv"),
        ]
    )
    assert [(rendering.zh, rendering.status.value) for rendering in found.concepts[0].renderings] == [
        ("乙", "preferred"),
        ("丙", "preferred"),
        ("甲", "forbidden"),
    ]
    assert [(problem.path and problem.path.name, problem.code, problem.severity) for problem in found.problems] == [
        ("shipped.csv", "row-overruled", Severity.INFO),
        ("shipped.csv", "preferred-overruled", Severity.INFO),
        ("theirs.csv", "row-overruled", Severity.INFO),
    ]
    assert all(problem.is_meant for problem in found.problems)
    differing = (
        table("a,z,丁,admitted,,,", path="glossary/shipped.csv"),
        table("a,z,戊,admitted,name,,", path="more/kind.csv"),
    )
    *_, english, kind = glossary_of([*found.tables[:1], *differing]).problems
    assert [(problem.code, problem.is_meant) for problem in (english, kind)] == [
        ("concept-differs", True),
        ("concept-differs", False),
    ]
    assert [problem.message for problem in found.problems[:2]] == [
        "terms/own.csv, line 2 calls '甲' forbidden for concept 'a', and is named first: this row does not count",
        "terms/own.csv, line 3 prefers '乙' for concept 'a', and is named first: '丙' is admitted beside it",
    ]


def test_loading_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "b.csv").write_text("concept,zh,status\nb,乙,preferred\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("concept,zh,status\na,甲,preferred\n", encoding="utf-8")
    found = load_glossary([tmp_path, tmp_path / "a.csv", tmp_path / "empty", tmp_path / "none.csv"])
    assert [concept.id for concept in found.concepts] == ["a", "b"]
    fill = "`review-tui glossary init FOLDER` makes two in it to edit"
    assert [str(problem) for problem in found.problems] == [
        f"{tmp_path / 'empty'}: there is no .csv file in this folder: {fill}",
        f"{tmp_path / 'none.csv'}: there is no such file",
    ]
    assert [each.path.name for each in found.tables] == ["a.csv", "b.csv", "none.csv"]


def test_an_empty_glossary() -> None:
    assert len(Glossary()) == 0
    assert Glossary().by_slug("a") is None


def test_the_concepts_are_equal_where_their_content_is() -> None:
    rows = ("a,x,甲,preferred,,,", "a,x,乙,admitted,,,", "b,,丙,preferred,,s,")
    concepts = glossary(*rows).concepts
    assert glossary(*reversed(rows)).concepts == concepts
    assert glossary_of([table(*rows[:2]), table(rows[2], path="b.csv")]).concepts == concepts
    others = [
        glossary(*rows[:2]),
        glossary("a,x,甲,admitted,,,", *rows[1:]),
        glossary("a,y,甲,preferred,,,", *rows[1:]),
        glossary(*rows[:2], "b,,丙,preferred,,t,"),
        glossary(*rows[:2], "b,,丙,preferred,name,s,"),
        glossary(*rows[:2], "b,,丙,preferred,,s,d"),
        Glossary(),
    ]
    assert all(other.concepts != concepts for other in others)


def test_problems_beside_some_files_are_those_that_they_do_not_bring_themselves() -> None:
    files = [table("a,,止赎,,,,", path="a.csv"), table("b,,锻炼,wrong,,,", path="b.csv")]
    folder = Problem(Path("c"), 0, "there is no .csv file in this folder")
    both = glossary_of(files, [folder])
    assert len(both.problems) > 1
    assert both.problems_beside(files) == [folder]
    assert told(glossary_of(files, both.problems_beside(files))) == told(both)
    assert set(both.problems_beside(files[:1])) == {folder, *files[1].problems}
