"""What the linter says of the real article that the repository carries, with the glossary that it ships."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from review_tui.article import Article
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import Matcher
from review_tui.lint.selection import select
from tests.checking import check_article

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def found(shipped_glossary: Glossary) -> list[tuple[str, int, str]]:
    article = Article.from_bytes((ROOT / "seeds" / "hopenowalliance.md").read_bytes(), "seeds/hopenowalliance.md")
    checked = check_article(article, Matcher(shipped_glossary), select())
    assert checked.failures == ()
    return [
        (item.rule.code, article.place(item.span.start).line, item.span.cut(article.text)) for item in checked.findings
    ]


def lines(found: Iterable[tuple[str, int, str]], code: str) -> list[int]:
    return [line for rule, line, _ in found if rule == code]


def uses(found: Iterable[tuple[str, int, str]], text: str, *codes: str) -> list[int]:
    return [line for rule, line, words in found if rule in codes and words == text]


def test_finds_every_broken_heading_quote_and_bold(found: list[tuple[str, int, str]]) -> None:
    assert lines(found, "H101") == [12, 32]
    assert lines(found, "H102") == [42]
    assert lines(found, "M203") == [30]
    assert lines(found, "M201") == [24]
    assert lines(found, "L301") == [10, 14, 16]


def test_finds_the_wrong_senses(found: list[tuple[str, int, str]]) -> None:
    assert uses(found, "锻炼", "T701") == [10, 16, 16]
    assert uses(found, "大萧条", "T701") == [14]


def test_finds_the_rivals(found: list[tuple[str, int, str]]) -> None:
    assert uses(found, "丧失抵押品赎回权", "T702", "T703") == [36, 36, 38, 44]
    assert uses(found, "贷方", "T702", "T703") == [10, 18, 26, 38, 40]
    assert uses(found, "现在希望联盟", "T701") == [28, 32, 40]
    assert uses(found, "希望现在联盟", "T701") == [14]
    assert uses(found, "希望联盟", "T701") == [3, 7, 12]


def test_takes_no_part_of_a_longer_term_for_a_term(found: list[tuple[str, int, str]]) -> None:
    terms = [words for rule, _, words in found if rule.startswith("T")]
    assert not {"贷款", "抵押贷款", "修改", "次级"} & set(terms)
