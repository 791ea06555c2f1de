"""A glossary of which few rows changed is the same as one that is put together anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.edit import add_concept, add_rendering, remove_rendering, set_status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage import reassembly
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.reassembly import reassembled
from review_tui.glossary.storage.table import parse_table

_HEADER = "concept,en,zh,status,slugs\n"
OWN = _HEADER + "foreclosure,foreclosure,止赎,preferred,\nlender,lender,贷款机构,preferred,\n"
SHIPPED = (
    _HEADER
    + "foreclosure,foreclosure,止赎,preferred,\nfee,fee,费用,preferred,cost\n"
    + "lender,lender,贷款人,preferred,\nlender,lender,贷方,deprecated,\nprice,price,价格,preferred,cost\n"
)


@pytest.fixture
def contradictory() -> Glossary:
    """One's own rows beside others: a rendering twice, two that are preferred, a slug that two concepts have."""
    glossary = glossary_of([parse_table(OWN.encode(), Path("own.csv")), parse_table(SHIPPED.encode(), Path("s.csv"))])
    assert [problem.code for problem in glossary.problems] == ["row-duplicate", "preferred-twice", "slug-shared"]
    return glossary


@pytest.mark.parametrize(
    "edit",
    [
        lambda glossary: set_status(glossary, "fee", "费用", Status.ADMITTED),
        lambda glossary: set_status(glossary, "lender", "贷方", Status.FORBIDDEN),
        lambda glossary: set_status(glossary, "lender", "贷款人", Status.PREFERRED),
        lambda glossary: add_rendering(glossary, "price", Rendering("价钱")),
        lambda glossary: add_concept(glossary, Concept("yield", ("yield",), renderings=(Rendering("收益率"),))),
        lambda glossary: remove_rendering(glossary, "fee", "费用"),
    ],
)
def test_what_contradicts_elsewhere_stays_as_it_is(
    contradictory: Glossary, edit: Callable[[Glossary], Glossary], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = edit(contradictory)
    again = glossary_of(wanted.tables)
    assert (wanted.concepts, wanted.problems) == (again.concepts, again.problems)
    monkeypatch.setattr(reassembly, "glossary_of", None)  # nothing was put together anew
    quick = edit(contradictory)
    assert (quick.concepts, quick.problems) == (wanted.concepts, wanted.problems)


def test_a_row_of_another_file_is_named_from_the_folder_of_both() -> None:
    own, copied = Path("/home/wang/site/terms/site.csv"), Path("/home/wang/site/glossary/finance.csv")
    problem, *_ = glossary_of([parse_table(OWN.encode(), own), parse_table(SHIPPED.encode(), copied)]).problems
    assert (problem.path, problem.line) == (copied, 2)
    assert "terms/site.csv, line 2 calls '止赎' " in problem.message


def test_a_contradiction_that_is_mended_in_its_file_is_gone(contradictory: Glossary) -> None:
    mended = SHIPPED.replace("foreclosure,foreclosure,止赎,preferred,\n", "").replace("人,preferred", "人,admitted")
    tables = (contradictory.tables[0], parse_table(mended.encode(), Path("s.csv")))
    now = reassembled(contradictory, tables)
    assert [problem.code for problem in now.problems] == ["slug-shared"]
    assert now.concepts == glossary_of(tables).concepts
