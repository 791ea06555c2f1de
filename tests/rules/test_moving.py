"""Links put where they belong."""

import pytest

from review_tui.article import Article, apply_edits
from review_tui.glossary.search.matcher import Matcher
from review_tui.rules.links import misplaced, punctuation
from review_tui.rules.reading import Reading
from tests.checking import glossary_from

ROWS = (
    "concept,en,zh,status\n"
    "default,default,违约,preferred\n"
    "default,default,拖欠贷款,admitted\n"
    "default,default,拖欠,admitted\n"
    "score,credit score,信用评分,preferred\n"
)


def mended(text: str) -> str:
    matcher = Matcher(glossary_from(ROWS))
    reading = Reading(Article(text), matcher)
    findings = [*punctuation.check(reading), *misplaced.check(reading)]
    assert findings
    return apply_edits(text, dict.fromkeys(edit for each in findings if each.fix for edit in each.fix.edits))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("违约后又违约[，](/default)再违约", "违约后又[违约](/default)，再违约"),
        ("借款人[，](/default)因为违约", "借款人，因为[违约](/default)"),
        ("拖欠贷款[，](/default)银行", "[拖欠贷款](/default)，银行"),
        ("违约很多。借款人[，](/default)银行", "违约很多。借款人[，](/default)银行"),
        ("[违约](/x)[，](/default)银行", "[违约](/x)[，](/default)银行"),
        ("`违约`[，](/default)银行", "`违约`[，](/default)银行"),
        ("违约[，](/unknown)银行", "违约[，](/unknown)银行"),
        ("违约[，](/default)[而](/default)银行", "[违约](/default)，而银行"),
        ("[违约](/default)[，](/default)银行", "[违约](/default)，银行"),
        ("信用评分[**而**](/score)无需", "[信用评分](/score)**而**无需"),
    ],
)
def test_a_link_goes_to_its_term(text: str, meant: str) -> None:
    assert mended(text) == meant
