"""Counting renderings: in one article, and over many."""

from pathlib import Path

from review_tui.article import Article
from review_tui.glossary.consistency.counting import uses_of
from review_tui.glossary.consistency.counts import Counts, UseCount
from review_tui.glossary.consistency.statistics import Figures, Successes, figures
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.search.mentions import slugs_of
from tests.checking import glossary_from

SEED = Path(__file__).parents[3] / "seeds" / "hopenowalliance.md"


def matcher(*rows: str) -> Matcher:
    text = "concept,en,zh,status,pos,context\n" + "".join(f"{row}\n" for row in rows)
    return Matcher(glossary_from(text))


def figures_of(article: Article, terms: Matcher) -> Figures:
    counts = Counts()
    counts.add(uses_of(article, terms), slugs_of(article))
    return figures(counts, Successes(), terms.glossary)


TERMS = matcher(
    "foreclosure,foreclosure,止赎,preferred,,",
    "foreclosure,foreclosure,丧失抵押品赎回权,admitted,,",
    "lender,lender,贷方,admitted,,",
    "lender,lender,贷款人,preferred,,",
    "loan,loan,贷款,preferred,,",
)


def found(text: str, terms: Matcher = TERMS) -> list[tuple[str, str, int]]:
    return [(use.concept, use.zh, use.count) for use in uses_of(Article(text), terms)]


def test_every_use_counts_linked_or_not_and_the_longest_words_win() -> None:
    assert found("止赎。[止赎](/foreclosure)，丧失[抵押品](/x)赎回权。贷款人。") == [
        ("foreclosure", "止赎", 2),
        ("foreclosure", "丧失抵押品赎回权", 1),
        ("lender", "贷款人", 1),
        ("x", "抵押品", 1),
    ]


def test_an_anchor_that_holds_a_rendering_is_no_other_rendering() -> None:
    assert found("[美国的止赎浪潮](/foreclosure)") == [("foreclosure", "止赎", 1)]


def test_an_anchor_that_holds_none_is_one_that_the_glossary_does_not_have() -> None:
    (use,) = uses_of(Article("[法拍](/foreclosure)"), TERMS)
    assert use == UseCount("foreclosure", "法拍", 1, 1, 3)


def test_a_slug_that_the_glossary_does_not_have_is_known_by_its_anchors() -> None:
    (use,) = uses_of(Article("见[国内生产总值](/GDP)"), TERMS)
    assert use == UseCount("gdp", "国内生产总值", 1, 2, 8, linked=True)


def test_split_halves_and_pieces_of_sentences_do_not_count() -> None:
    assert found("[国内](/gdp)[生产](/gdp) [，但](/collateral) [的次贷危机之后](/crisis)") == []


def test_the_front_matter_counts_and_is_named() -> None:
    (use,) = uses_of(Article("---\ntitle: 止赎\n---\n止赎"), TERMS)
    assert (use.count, use.field) == (2, "title")


def test_counts_add_up() -> None:
    counts = Counts()
    for article in map(Article, ("止赎，止赎，贷方", "丧失抵押品赎回权", "止赎[国](/gdp)[国债](/bond)")):
        counts.add(uses_of(article, TERMS), slugs_of(article))
    assert counts.articles == 3
    assert counts.spread == {"foreclosure": 3, "lender": 1, "bond": 1}
    assert counts.slugs == {"gdp", "bond"}
    tally = counts.concepts["foreclosure"]["止赎"]
    assert (tally.uses, tally.articles, tally.status) == (3, 2, "preferred")


def test_the_seed_has_the_figures_that_an_editor_counted() -> None:
    article = Article.from_bytes(SEED.read_bytes(), SEED.name)
    seed = figures_of(article, TERMS)
    assert seed.slugs == 14
    concepts = {each.id: each for each in seed.concepts}
    foreclosure, lender = concepts["foreclosure"], concepts["lender"]
    assert [(each.zh, each.uses) for each in foreclosure.renderings] == [("止赎", 6), ("丧失抵押品赎回权", 4)]
    assert [(each.zh, each.uses) for each in lender.renderings] == [("贷方", 5), ("贷款人", 1)]
    assert f"{foreclosure.hhi:.2f} {foreclosure.ltcr:.2f} {lender.hhi:.2f}" == "0.52 0.47 0.72"
    assert (lender.reference, lender.agreeing) == ("贷款人", 1)


def test_the_seed_with_the_glossary_that_is_shipped(shipped_glossary: Glossary) -> None:
    article = Article.from_bytes(SEED.read_bytes(), SEED.name)
    seed = figures_of(article, Matcher(shipped_glossary))
    concepts = {each.id: each for each in seed.concepts}
    assert seed.slugs == 14
    assert f"{concepts['foreclosure'].hhi:.2f} {concepts['foreclosure'].ltcr:.2f}" == "0.51 0.44"
    assert f"{concepts['lender'].hhi:.2f}" == "0.72"
    assert f"{concepts['hope-now-alliance'].effective:.1f}" == "2.9"
