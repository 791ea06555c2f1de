"""What holds for the glossary that comes with the program."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from review_tui.glossary.concept import BANNED, Concept, Kind, Rendering, Status
from review_tui.glossary.exchange.formats import native, xlsx
from review_tui.glossary.glossary import Glossary

Renderings = list[tuple[Concept, Rendering]]
GLOSSARY = Path(__file__).parents[2] / "glossary"
_ORDER = {status.value: status.order for status in Status} | {"": len(Status)}


def test_it_comes_back_from_a_workbook_that_unpacks_to_much_more_than_its_table(
    shipped_glossary: Glossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Take a hundredth of it, as if that were the largest table that is read: the whole takes a minute."""
    concepts = shipped_glossary.concepts[::100]
    monkeypatch.setattr(xlsx, "LIMIT", len(native.write(concepts).data))
    assert set(xlsx.read(xlsx.write(concepts).data, Path("terms.xlsx")).concepts) == set(concepts)


@pytest.fixture(scope="module")
def renderings(shipped_glossary: Glossary) -> Renderings:
    return [(concept, each) for concept in shipped_glossary.concepts for each in concept.renderings]


def test_it_has_what_it_promises_and_nothing_is_wrong_with_it(shipped_glossary: Glossary) -> None:
    kinds = Counter(concept.kind for concept in shipped_glossary.concepts)
    assert kinds[Kind.TERM] >= 700
    assert kinds[Kind.HEADING] >= 60
    assert shipped_glossary.problems == ()


def test_a_loan_does_not_eat_the_beginning_of_a_lender(renderings: Renderings) -> None:
    """抵押贷款 would take 贷款 of 贷款人, 贷款方, 贷款者, 贷款商 and 贷款机构."""
    open_ended = [
        (concept.id, each.zh)
        for concept, each in renderings
        if each.zh.endswith("贷款")
        and len(each.zh) > 2
        and concept.kind not in (Kind.HEADING, Kind.BLOCKER)
        and not frozenset("人方者商机") <= frozenset(each.not_before)
    ]
    assert open_ended == []


def test_what_is_always_wrong_is_no_common_word(renderings: Renderings) -> None:
    """One character is a piece of many words: without a context or a guard it would be told everywhere."""
    bare = [
        (concept.id, each.zh)
        for concept, each in renderings
        if each.status in BANNED
        and len(each.zh) == 1
        and not (each.context or each.not_before or each.not_after)
        and concept.kind is not Kind.HEADING
    ]
    assert bare == []


@pytest.mark.parametrize("name", ["finance.csv", "headings.csv"])
def test_rows_stand_as_saving_sorts_them(name: str) -> None:
    """Else the first term that an editor settles moves every line of the file, and nobody can read the difference."""
    with (GLOSSARY / name).open(encoding="utf-8", newline="") as file:
        rows = [(row["concept"], _ORDER[row["status"]], row["zh"]) for row in csv.DictReader(file)]
    assert rows == sorted(rows)
