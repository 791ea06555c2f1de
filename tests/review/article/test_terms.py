"""Finding terms in a glossary: what is meant most likely comes first."""

from pathlib import Path

import pytest

from review_tui.glossary.glossary import Glossary
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import parse_table
from review_tui.review.article.terms import TermIndex

TABLE = """\
concept,en,zh,status,kind,definition
affirmative-defense,affirmative defense,积极抗辩,preferred,,A defense in a foreclosure: 止赎 among others
affirmative-defense,affirmative defense,止赎抗辩,admitted,,
bank-walkaway,bank walkaway,银行止赎放弃,preferred,,The bank lets the house go
distress,distress sale,止赎,forbidden,,
foreclosure,foreclosure|repossession,止赎,preferred,,The lender takes the house
foreclosure,foreclosure|repossession,丧失抵押品赎回权,deprecated,,
judicial-foreclosure,judicial foreclosure,司法止赎,preferred,,
pre-foreclosure,pre-foreclosure,止赎前,preferred,,
house,House,房屋,preferred,,
word,,止赎中心,admitted,blocker,
"""
BEGIN = ("affirmative-defense", "pre-foreclosure")


@pytest.fixture
def glossary() -> Glossary:
    return glossary_of([parse_table(TABLE.encode("utf-8"), Path("terms.csv"))])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        # Exact and right, exact and wrong, at the beginning, inside, in the definition; else as in the glossary.
        ("止赎", ["foreclosure", "distress", *BEGIN, "bank-walkaway", "judicial-foreclosure"]),
        ("foreclosure", ["foreclosure", "judicial-foreclosure", "pre-foreclosure", "affirmative-defense"]),
        ("Foreclosure ", ["foreclosure", "judicial-foreclosure", "pre-foreclosure", "affirmative-defense"]),
        ("丧失抵押品赎回权", ["foreclosure"]),
        ("house", ["house", "bank-walkaway", "foreclosure"]),
        ("judicial  foreclosure", ["judicial-foreclosure"]),
        ("foreclosure 司法", ["judicial-foreclosure"]),
        ("house lender", ["foreclosure"]),
        ("distress sale", ["distress"]),
        ("ｄｉｓｔｒｅｓｓ　ｓａｌｅ", ["distress"]),
        ("repo", ["foreclosure"]),
        ("中心", []),
        ("no such thing", []),
    ],
)
def test_the_term_itself_comes_first_then_what_begins_with_it_then_what_holds_it_then_definitions(
    glossary: Glossary, wanted: str, found: list[str]
) -> None:
    assert [concept.id for concept in TermIndex(glossary).matching(wanted)] == found


def test_without_words_all_terms_match(glossary: Glossary) -> None:
    assert len(TermIndex(glossary).matching(" ")) == 7
