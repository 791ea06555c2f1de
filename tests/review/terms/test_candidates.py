"""The queue of candidates: what waits, in what order, and what a verdict makes of the glossary."""

from pathlib import Path

import pytest

from review_tui.article import Article
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.problem import EditError
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import dump_table, parse_table
from review_tui.review.terms.candidates import WaitingCandidate, accept, reject, waiting

ROWS = (
    "concept,en,zh,status,note,uses,articles,urgency\n"
    "foreclosure,foreclosure,止赎,preferred,,,,\n"
    "foreclosure,foreclosure,法拍,provisional,why,4,3,1.50\n"
    "lender,lender,贷方,provisional,,2,2,0.00\n"
    "lender,lender,放款人,forbidden,,,,\n"
    "workout,workout,重组,provisional,,9,8,3.00\n"
)
ARTICLE = Article(
    "---\ntitle: 甲\n---\n\n[抵押贷款](/mortgage)和[法拍](/foreclosure)，[抵押贷款](/mortgage)。\n", "a.md"
)


def terms(text: str = ROWS) -> Glossary:
    return glossary_of([parse_table(text.encode(), Path("terms.csv"))])


def rows(glossary: Glossary) -> list[str]:
    return dump_table(glossary.tables[0]).decode().splitlines()[1:]


def the(glossary: Glossary, zh: str) -> WaitingCandidate:
    return next(each for each in waiting(glossary, [ARTICLE]) if each.zh == zh)


def test_what_it_pays_most_to_settle_comes_first() -> None:
    assert [(each.concept, each.zh, each.uses, each.articles) for each in waiting(terms())] == [
        ("workout", "重组", 9, 8),
        ("foreclosure", "法拍", 4, 3),
        ("lender", "贷方", 2, 2),
    ]


def test_open_articles_suggest_more_and_name_nothing_twice() -> None:
    found = {each.name: each for each in waiting(terms(), [ARTICLE])}
    assert list(found).count(("foreclosure", "法拍")) == 1
    mined = found["mortgage", "抵押贷款"]
    assert (mined.uses, mined.articles, mined.is_row) == (2, 1, False)
    assert ("mortgage", "抵押贷款") not in [each.name for each in waiting(terms(), [ARTICLE], {mined.name})]


@pytest.mark.parametrize(("zh", "status"), [("法拍", "admitted"), ("贷方", "preferred"), ("抵押贷款", "preferred")])
def test_accepting_prefers_it_unless_another_one_is(zh: str, status: str) -> None:
    glossary = terms()
    candidate = the(glossary, zh)
    after = accept(glossary, candidate, zh, "2026-01-31")
    concept = after.by_id(candidate.concept)
    assert concept is not None
    accepted = concept.rendering(zh)
    assert accepted is not None
    assert (accepted.status, accepted.updated) == (status, "2026-01-31")
    assert zh not in [each.zh for each in waiting(after, [ARTICLE])]
    assert rows(glossary) == rows(terms())


def test_an_edited_candidate_takes_the_place_of_its_row_and_keeps_the_rest_of_it() -> None:
    after = accept(terms(), the(terms(), "法拍"), " 司法拍卖 ")
    assert "foreclosure,foreclosure,司法拍卖,admitted,why,4,3,1.50" in [row.split(",,")[0] for row in rows(after)]
    assert not any("法拍," in row for row in rows(after))


def test_an_edit_into_what_is_known_leaves_that_as_it_was_decided() -> None:
    after = accept(terms(), the(terms(), "贷方"), "放款人")
    lender = after.by_id("lender")
    assert lender is not None
    assert [(each.zh, each.status) for each in lender.renderings] == [("放款人", "forbidden")]


def test_the_only_row_of_a_concept_can_be_edited() -> None:
    workout = accept(terms(), the(terms(), "重组"), "债务重组").by_id("workout")
    assert workout is not None
    assert workout.en == ("workout",)
    assert [(each.zh, each.status) for each in workout.renderings] == [("债务重组", "preferred")]


def test_rejecting_takes_a_row_out_and_nothing_else() -> None:
    after = reject(terms(), the(terms(), "法拍"))
    assert rows(after) == [row for row in rows(terms()) if "法拍" not in row]
    glossary = terms()
    assert reject(glossary, the(glossary, "抵押贷款")) is glossary


def test_nothing_is_accepted_as_nothing() -> None:
    with pytest.raises(EditError):
        accept(terms(), the(terms(), "法拍"), " ")


def test_figures_that_are_none_count_as_none() -> None:
    odd = ROWS.replace("4,3,1.50", "many,-1,nan")
    assert [(each.uses, each.articles, each.urgency) for each in waiting(terms(odd)) if each.zh == "法拍"] == [
        (0, 0, 0)
    ]
