from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from review_tui.glossary.concept import BLOCKERS, Concept, Kind, Rendering, Status
from review_tui.glossary.edit import (
    add_blocker,
    add_concept,
    add_rendering,
    describe,
    remove_rendering,
    rename_rendering,
    set_context,
    set_note,
    set_status,
)
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError, Problem
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import Table, dump_table, parse_table

SHIPPED = """\
concept,en,zh,status,kind,slugs,definition,reviewer
foreclosure,foreclosure|repossession,止赎,preferred,term,foreclosures,taking the house,法务
foreclosure,foreclosure|repossession,丧失抵押品赎回权,admitted,term,foreclosures,taking the house,
lender,lender,贷款人,odd,term,,,
mortgage,mortgage,抵押贷款,preferred,term,,,
_blockers,,修改者,,blocker,,,
"""
OWN = "concept,zh,status\nlender,贷方,provisional\nforeclosure,没收,deprecated\n"


def made(*texts: str) -> Glossary:
    return glossary_of(
        parse_table(text.encode(), Path(name)) for name, text in zip(("a.csv", "b.csv", "c.csv"), texts, strict=False)
    )


def again(glossary: Glossary) -> Glossary:
    """Save and load."""
    return glossary_of(parse_table(dump_table(table), table.path) for table in glossary.tables)


def statuses(glossary: Glossary, concept_id: str) -> dict[str, str]:
    concept = glossary.by_id(concept_id)
    return {rendering.zh: rendering.status.value for rendering in concept.renderings} if concept else {}


def lines(glossary: Glossary, path: str) -> set[str]:
    (table,) = (table for table in glossary.tables if table.path == Path(path))
    return set(dump_table(table).decode().splitlines())


def gained(before: Glossary, after: Glossary, path: str) -> tuple[set[str], set[str]]:
    return lines(before, path) - lines(after, path), lines(after, path) - lines(before, path)


def test_settling_one_preferred_makes_the_old_one_admitted() -> None:
    before = made(SHIPPED, OWN)
    after = set_status(before, "Foreclosure", "没收", Status.PREFERRED, updated="2026-11-23")
    assert statuses(after, "foreclosure") == {"没收": "preferred", "止赎": "admitted", "丧失抵押品赎回权": "admitted"}
    assert statuses(before, "foreclosure")["止赎"] == "preferred"
    assert [problem.line for problem in after.problems] == [4]
    # Both files change, only in these rows, and gain the column for the date.
    assert (
        "foreclosure,foreclosure|repossession,止赎,admitted,term,foreclosures,taking the house,法务,2026-11-23"
        in lines(after, "a.csv")
    )
    assert lines(after, "b.csv") == {
        "concept,zh,status,updated",
        "lender,贷方,provisional,",
        "foreclosure,没收,preferred,2026-11-23",
    }


def test_settling_within_one_file() -> None:
    after = set_status(made(SHIPPED), "foreclosure", "丧失抵押品赎回权", Status.PREFERRED)
    assert statuses(after, "foreclosure") == {"丧失抵押品赎回权": "preferred", "止赎": "admitted"}


def test_setting_another_status_leaves_the_preferred_one() -> None:
    before = made(SHIPPED)
    after = set_status(before, "foreclosure", "丧失抵押品赎回权", Status.FORBIDDEN)
    assert statuses(after, "foreclosure") == {"止赎": "preferred", "丧失抵押品赎回权": "forbidden"}
    assert gained(before, after, "a.csv") == (
        {"foreclosure,foreclosure|repossession,丧失抵押品赎回权,admitted,term,foreclosures,taking the house,"},
        {"foreclosure,foreclosure|repossession,丧失抵押品赎回权,forbidden,term,foreclosures,taking the house,"},
    )


def test_settling_what_is_settled_changes_nothing() -> None:
    before = made(SHIPPED)
    assert set_status(before, "foreclosure", "止赎", Status.PREFERRED).concepts == before.concepts


def test_a_rendering_goes_where_its_concept_stands() -> None:
    before = made(SHIPPED, OWN)
    after = add_rendering(
        before, "foreclosure", Rendering(" 取消赎回权 ", Status.PREFERRED, extra=(("reviewer", "甲"),))
    )
    assert statuses(after, "foreclosure")["取消赎回权"] == "preferred"
    assert statuses(after, "foreclosure")["止赎"] == "admitted"
    assert "foreclosure,foreclosure|repossession,取消赎回权,preferred,term,foreclosures,taking the house,甲" in lines(
        after, "a.csv"
    )
    assert after.tables[1] is before.tables[1]
    assert len(after.problems) == len(before.problems)


def test_a_new_concept_goes_into_the_shortest_file() -> None:
    before = made(SHIPPED, OWN)
    concept = Concept(
        "short-sale",
        ("short sale", "short"),
        slugs=("shortsale",),
        renderings=(Rendering("卖空", Status.PREFERRED), Rendering("沽空")),
    )
    after = add_concept(before, concept)
    assert after.by_slug("shortsale") == concept
    assert gained(before, after, "b.csv")[1] == {
        "concept,zh,status,en,slugs",
        "lender,贷方,provisional,,",
        "foreclosure,没收,deprecated,,",
        "short-sale,卖空,preferred,short sale|short,shortsale",
        "short-sale,沽空,admitted,short sale|short,shortsale",
    }


@pytest.mark.parametrize("own_first", [False, True])
def test_a_new_concept_goes_into_ones_own_file_and_not_among_headings(*, own_first: bool) -> None:
    header = "concept,en,zh,status,kind\n"
    shipped = header + "foreclosure,foreclosure,止赎,preferred,\nlender,lender,贷款人,preferred,\nfee,fee,费,admitted\n"
    headings = header + "heading-faq,FAQ,常见问题,preferred,heading\n"
    own = header + "price,price,价格,preferred,\nyield,yield,收益率,preferred,\n"
    before = made(own, shipped, headings) if own_first else made(shipped, headings, own)
    concept = Concept("lien", ("lien",), renderings=(Rendering("留置权"),))
    changed = [n for n, table in enumerate(add_concept(before, concept).tables) if table is not before.tables[n]]
    assert changed == ([0] if own_first else [2])
    (alone, _) = add_concept(made(shipped, headings), concept).tables
    assert len(alone.rows) == 4
    heading = Concept("heading-news", ("News",), Kind.HEADING, renderings=(Rendering("新闻"),))
    assert len(add_concept(made(shipped, headings), heading).tables[1].rows) == 2


def test_a_new_concept_loses_no_column(filled: Concept) -> None:
    whole = add_concept(EMPTY, filled)
    assert list(again(whole).concepts) == [filled]
    first, second = filled.renderings
    for later, earlier in ((first, second), (second, first)):
        one = add_concept(EMPTY, replace(filled, renderings=(earlier,)))
        assert list(again(add_rendering(one, filled.id, later)).concepts) == [filled]


def test_a_new_blocker_loses_no_column(filled: Concept) -> None:
    blocker = replace(filled.renderings[0], status=Status.ADMITTED)
    (concept,) = again(add_blocker(EMPTY, blocker)).concepts
    assert concept == Concept(BLOCKERS, kind=Kind.BLOCKER, renderings=(blocker,))


def test_a_first_concept_in_a_first_file() -> None:
    after = add_concept(EMPTY, Concept("a", kind=Kind.NAME, renderings=(Rendering("甲"),)))
    assert lines(after, "new.csv") == {
        "concept,en,zh,status,kind,pos,slugs,context,not_before,not_after,definition,note,origin,updated",
        "a,,甲,admitted,name,,,,,,,,,",
    }


def test_other_words_for_a_rendering_leave_the_rest_of_its_row() -> None:
    before = made(SHIPPED, OWN)
    after = rename_rendering(before, "foreclosure", "止赎", "止赎权")
    assert gained(before, after, "a.csv") == (
        {"foreclosure,foreclosure|repossession,止赎,preferred,term,foreclosures,taking the house,法务"},
        {"foreclosure,foreclosure|repossession,止赎权,preferred,term,foreclosures,taking the house,法务"},
    )
    for words in ("没收", " 没收 ", "", "  "):
        with pytest.raises(EditError):
            rename_rendering(before, "foreclosure", "止赎", words)
    assert lines(rename_rendering(before, "foreclosure", "止赎", " 止赎权\n"), "a.csv") == lines(after, "a.csv")


def test_notes() -> None:
    after = set_note(made(SHIPPED), "mortgage", "抵押贷款", "say, so", updated="2026-11-23")
    assert 'mortgage,mortgage,抵押贷款,preferred,term,,,,"say, so",2026-11-23' in lines(after, "a.csv")
    assert set_note(after, BLOCKERS, "修改者", "x").concepts[0].renderings[0].note == "x"


def test_contexts() -> None:
    after = set_context(made(SHIPPED), "mortgage", "抵押贷款", "贷款|~银行", updated="2026-11-23")
    assert "mortgage,mortgage,抵押贷款,preferred,term,,,,贷款|~银行,2026-11-23" in lines(after, "a.csv")


def test_what_is_said_of_a_concept_is_said_on_every_row_that_says_something() -> None:
    before = made(SHIPPED, OWN)
    after = describe(before, "Foreclosure", en=("foreclosure", "taking"), updated="2026-11-23")
    concept = after.by_id("foreclosure")
    assert concept is not None
    assert concept.en == ("foreclosure", "taking")
    assert sum("foreclosure|taking" in line and "2026-11-23" in line for line in lines(after, "a.csv")) == 2
    assert lines(after, "b.csv") == lines(before, "b.csv")
    assert [problem.line for problem in after.problems] == [4]
    again_ = describe(after, "lender", en=("lender",), definition="who lends")
    lender = again_.by_id("lender")
    assert lender is not None
    assert (lender.en, lender.definition) == (("lender",), "who lends")
    cleared = describe(after, "foreclosure", definition="").by_id("foreclosure")
    assert cleared is not None
    assert (cleared.definition, cleared.en) == ("", ("foreclosure", "taking"))


def test_removing_a_rendering_and_with_the_last_one_the_concept() -> None:
    before = made(SHIPPED)
    after = remove_rendering(before, "mortgage", "抵押贷款")
    assert after.by_id("mortgage") is None
    assert gained(before, after, "a.csv") == ({"mortgage,mortgage,抵押贷款,preferred,term,,,"}, set())
    assert remove_rendering(before, BLOCKERS, "修改者").by_id(BLOCKERS) is None


def test_a_rendering_that_stands_there_twice_is_removed_twice() -> None:
    rows = "lender,贷方,admitted\nLender,贷方,forbidden\nlender,贷款人,preferred\nloan,贷方,admitted\n"
    before = made(f"concept,zh,status\n{rows}", "concept,zh,status\nlender,贷方,deprecated\n")
    after = remove_rendering(before, "lender", "贷方")
    assert statuses(after, "lender") == statuses(again(after), "lender") == {"贷款人": "preferred"}
    assert statuses(after, "loan") == {"贷方": "admitted"}
    assert after.problems == ()
    blockers = "concept,zh,status,kind\n_blockers,修改者,,blocker\n,修改者,,blocker\nx,甲,admitted,\n"
    assert remove_rendering(made(blockers), BLOCKERS, "修改者").by_id(BLOCKERS) is None


def test_a_rendering_that_stands_there_twice_is_renamed_twice() -> None:
    rows = "lender,贷方,admitted\nLender,贷方,forbidden\nlender,贷款人,preferred\nloan,贷方,admitted\n"
    before = made(f"concept,zh,status\n{rows}", "concept,zh,status\nlender,贷方,deprecated\n")
    after = rename_rendering(before, "lender", "贷方", "放款人")
    assert (
        statuses(after, "lender") == statuses(again(after), "lender") == {"贷款人": "preferred", "放款人": "admitted"}
    )
    assert statuses(after, "loan") == {"贷方": "admitted"}


def test_the_same_words_under_another_concept_are_left_alone() -> None:
    before = made("concept,zh,status\nloan,贷款,admitted\nlending,贷款,admitted\n")
    assert lines(remove_rendering(before, "loan", "贷款"), "a.csv") == {"concept,zh,status", "lending,贷款,admitted"}
    assert statuses(set_status(before, "loan", "贷款", Status.PREFERRED), "lending") == {"贷款": "admitted"}


def test_blockers() -> None:
    before = made(SHIPPED, OWN)
    after = add_blocker(before, Rendering("还款人", note="a person"))
    assert "_blockers,,还款人,,blocker,,,,a person" in lines(after, "a.csv")
    after = add_blocker(after, Rendering("安全性"))
    blockers = after.by_id(BLOCKERS)
    assert blockers
    assert {rendering.zh for rendering in blockers.renderings} == {"修改者", "还款人", "安全性"}
    first = add_blocker(EMPTY, Rendering("修改者"))
    assert "_blockers,,修改者,,blocker,,,,,,,,," in lines(first, "new.csv")


EMPTY = glossary_of([Table(Path("new.csv"))])
CONCEPT = Concept("x", renderings=(Rendering("甲"),))


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda it: set_status(it, "nothing", "甲", Status.ADMITTED), "there is no concept 'nothing' in the glossary"),
        (lambda it: set_status(it, "mortgage", "甲", Status.ADMITTED), "'甲' is not a rendering of 'mortgage'"),
        (lambda it: set_status(it, BLOCKERS, "修改者", Status.ADMITTED), "there is no concept '_blockers'"),
        (lambda it: set_note(it, "mortgage", "甲", "x"), "'甲' is not a rendering of 'mortgage'"),
        (lambda it: describe(it, "nothing", definition="x"), "there is no concept 'nothing'"),
        (lambda it: remove_rendering(it, "mortgage", "甲"), "'甲' is not a rendering of 'mortgage'"),
        (
            lambda it: add_rendering(it, "mortgage", Rendering(" 抵押贷款")),
            r"'抵押贷款' is a rendering of 'mortgage' already \(preferred\): set its status",
        ),
        (lambda it: add_rendering(it, "mortgage", Rendering(" ")), "the zh cell is empty"),
        (lambda it: add_rendering(it, "mortgage", Rendering("甲\0")), "NUL"),
        (lambda it: add_rendering(it, BLOCKERS, Rendering("甲")), "there is no concept '_blockers'"),
        (lambda it: add_concept(it, Concept(" ", renderings=(Rendering("甲"),))), "a concept needs an id"),
        (
            lambda it: add_concept(it, Concept("Mortgage", renderings=(Rendering("甲"),))),
            "there is a concept 'mortgage'",
        ),
        (lambda it: add_concept(it, Concept("x")), "concept 'x' needs a rendering"),
        (
            lambda it: add_concept(it, Concept("x", renderings=(Rendering("甲"), Rendering("甲 ")))),
            "the same rendering twice",
        ),
        (
            lambda it: add_concept(
                it, Concept("x", renderings=(Rendering("甲", Status.PREFERRED), Rendering("乙", Status.PREFERRED)))
            ),
            "one preferred rendering only",
        ),
        (lambda it: add_concept(it, Concept("x", kind=Kind.BLOCKER, renderings=(Rendering("甲"),))), "add_blocker"),
        (lambda it: add_blocker(it, Rendering("修改者 ")), "'修改者' is a blocker already"),
        (lambda it: add_blocker(it, Rendering("")), "the zh cell is empty"),
        (lambda it: add_concept(Glossary(), CONCEPT), "the glossary has no file to write to"),
        (
            lambda it: add_concept(made("concept;zh;status\n"), CONCEPT),
            "a.csv could not be read, so nothing can be added to it: the cells are separated by semicolons",
        ),
        (lambda it: set_note(Glossary((CONCEPT,)), "x", "甲", "n"), "'甲' stands in no glossary file"),
    ],
)
def test_changes_that_cannot_be_made(edit: Callable[[Glossary], Glossary], message: str) -> None:
    with pytest.raises(EditError, match=message):
        edit(made(SHIPPED, OWN))


def test_problems_of_files_that_are_no_table_stay() -> None:
    before = made(SHIPPED)
    elsewhere = glossary_of((), [before.problems[0]]).problems[0]
    before = glossary_of(before.tables, [type(elsewhere)(Path("folder"), 0, "empty")])
    after = remove_rendering(before, "mortgage", "抵押贷款")
    assert [str(problem.path) for problem in after.problems] == ["folder", "a.csv"]


zh = st.sampled_from(["止赎", "没收", "贷方", "贷款人", "甲", "乙", "修改者", '"丙,丁"', "戊\n己"])
concept_ids = st.sampled_from(["foreclosure", "lender", "mortgage", "new-one", "New_Two"])
status = st.sampled_from(Status)
edits = st.one_of(
    st.builds(
        lambda i, w, z, s: (
            lambda it: add_concept(it, Concept(i, ("x y", "y"), slugs=(w,), renderings=(Rendering(z, s),)))
        ),
        concept_ids,
        st.sampled_from(["", "foreclosures", "xy", "lender"]),
        zh,
        status,
    ),
    st.builds(lambda i, z, s: lambda it: add_rendering(it, i, Rendering(z, s)), concept_ids, zh, status),
    st.builds(lambda i, z, s: lambda it: set_status(it, i, z, s), concept_ids, zh, status),
    st.builds(lambda i, z: lambda it: set_note(it, i, z, "a note, with a comma"), concept_ids, zh),
    st.builds(lambda i, e: lambda it: describe(it, i, en=(e,), definition="d"), concept_ids, zh),
    st.builds(lambda i, z: lambda it: remove_rendering(it, i, z), concept_ids, zh),
    st.builds(lambda z: lambda it: add_blocker(it, Rendering(z)), zh),
)


@given(st.lists(edits, max_size=8))
def test_edits_keep_the_glossary_sound_and_survive_saving(changes: list[Callable[[Glossary], Glossary]]) -> None:
    gone = Problem(Path("gone.csv"), 0, "there is no such file")
    glossary = glossary_of(made(SHIPPED, OWN).tables, [gone])
    for change in changes:
        try:
            glossary = change(glossary)
        except EditError:
            continue
        assert again(glossary).concepts == glossary.concepts
        anew = glossary_of(glossary.tables, [each for each in glossary.problems if each.path == Path("gone.csv")])
        assert (anew.concepts, anew.problems) == (glossary.concepts, glossary.problems)
        for name in ("slugs", "joined_slugs", "openers", "ids", "headings"):
            assert getattr(anew, name) == getattr(glossary, name)
    for concept in glossary.concepts:
        assert sum(rendering.status is Status.PREFERRED for rendering in concept.renderings) <= 1
    # The row that was never understood is still there, and the only error.
    assert any(line.startswith("lender,lender,贷款人,odd,term") for line in lines(glossary, "a.csv"))
    assert [problem.line for problem in glossary.problems if problem.severity == "error"] == [0, 4]
