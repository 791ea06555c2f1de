"""Success against an original, in both ways of counting, and the figures over all."""

from math import isclose

from review_tui.article import Article
from review_tui.glossary.consistency.counting import uses_of
from review_tui.glossary.consistency.counts import Counts
from review_tui.glossary.consistency.statistics import (
    ConceptFigures,
    Successes,
    figures,
    substring_success_rates,
    success_rates,
)
from review_tui.glossary.search.english import EnglishMatcher
from review_tui.glossary.search.matcher import Matcher
from review_tui.glossary.storage.assembly import glossary_of
from tests.checking import glossary_from

ROWS = """concept,en,zh,status
loan,loan,贷款,preferred
mortgage,mortgage|mortgage loan,抵押贷款,preferred
arm,ARM,可调利率抵押贷款,preferred
lender,lender,贷款人,preferred
lender,lender,贷方,admitted
lender,lender,出借者,forbidden
bank,bank,银行,preferred
bank-river,bank,河岸,preferred
undecided,yield,收益率,provisional
"""
GLOSSARY = glossary_from(ROWS)
MATCHER = Matcher(GLOSSARY)


def rates(zh: str, en: str, *, substrings: bool = False) -> dict[str, float]:
    article, original = Article(zh), Article(en)
    if substrings:
        return dict(substring_success_rates(article, original, GLOSSARY))
    return dict(success_rates(original, GLOSSARY, uses_of(article, MATCHER)))


class TestEnglish:
    def test_the_longest_term_wins_on_word_edges_and_in_any_case(self) -> None:
        counted = EnglishMatcher(GLOSSARY).count("Mortgage loans. A loan, two loans; Lenders, LENDER; armed, ARM, arm.")
        assert counted == {"mortgage": 1, "loan": 2, "lender": 2, "arm": 1}

    def test_a_term_of_two_concepts_is_nobodys(self) -> None:
        assert EnglishMatcher(GLOSSARY).count("The bank of a bank.") == {}

    def test_an_empty_glossary_finds_nothing(self) -> None:
        assert EnglishMatcher(glossary_of([])).count("loan") == {}


def test_each_concept_is_measured_by_its_uses_in_the_original() -> None:
    assert rates("贷款人和贷方，贷款。", "A lender, a lender, a lender and a lender; one loan.") == {
        "lender": 0.5,
        "loan": 1.0,
    }


def test_forbidden_renderings_are_no_success_and_missing_ones_count_as_nothing() -> None:
    assert rates("出借者。", "The lender gives a loan.") == {"lender": 0.0, "loan": 0.0}


def test_what_nobody_decided_is_not_measured() -> None:
    assert rates("收益率。", "The yield.") == {}


def test_the_tasks_own_count_takes_words_inside_longer_ones() -> None:
    zh, en = "抵押贷款，贷款。", "A mortgage loan, a loan, a loan."
    assert rates(zh, en)["loan"] == 0.5
    # "loan" three times, 贷款 twice, one of them inside 抵押贷款
    assert isclose(rates(zh, en, substrings=True)["loan"], 2 / 3)
    assert rates("贷款。", "Loans and LOAN", substrings=True)["loan"] == 0.5


def test_the_averages_are_over_articles_and_concepts() -> None:
    counts, successes = Counts(), Successes()
    for zh, en in (("贷款。", "loan loan"), ("贷款人。", "lender loan")):
        article = Article(zh)
        uses = uses_of(article, MATCHER)
        counts.add(uses)
        successes.add(success_rates(Article(en), GLOSSARY, uses))
    result = figures(counts, successes, GLOSSARY)
    assert result.originals == 2
    assert result.success is not None
    assert isclose(result.success, (0.5 + 1.0 + 0.0) / 3)
    assert {each.id: each.success for each in result.concepts} == {"loan": 0.25, "lender": 1.0}


def test_a_concept_that_only_the_original_has_is_there_with_nothing() -> None:
    counts, successes = Counts(), Successes()
    article = Article("空。")
    counts.add(uses_of(article, MATCHER))
    successes.add(success_rates(Article("A loan."), GLOSSARY, ()))
    (loan,) = figures(counts, successes, GLOSSARY).concepts
    assert (loan.uses, loan.renderings, loan.hhi, loan.ltcr, loan.success) == (0, (), None, None, 0.0)


class TestRenderingsOfAnotherPos:
    ROWS = (
        "concept,en,zh,status,pos\n"
        "mbs,mortgage-backed security,抵押贷款支持证券,preferred,\n"
        "mbs,mortgage-backed security,房贷证券,admitted,\n"
        "mbs,mortgage-backed security,MBS,admitted,abbr\n"
        "loan,loan,贷款,preferred,\n"
        "loan,loan,放贷,admitted,verb\n"
    )

    def of(self, *texts: str) -> dict[str, ConceptFigures]:
        matcher = Matcher(glossary_from(self.ROWS))
        counts = Counts()
        for text in texts:
            counts.add(uses_of(Article(text), matcher))
        self.figures = figures(counts, Successes(), matcher.glossary)
        return {each.id: each for each in self.figures.concepts}

    def test_are_no_rivals(self) -> None:
        mbs = self.of("抵押贷款支持证券。", "MBS。MBS。")["mbs"]
        assert (mbs.hhi, mbs.hhi_normalised, mbs.effective, mbs.ltcr) == (1, 1, 1, 1)
        assert (mbs.reference, mbs.agreeing, mbs.uses, mbs.preferred, mbs.urgency) == ("抵押贷款支持证券", 3, 3, 1, 0)
        assert (self.figures.micro, self.figures.macro, self.figures.preferred) == (1, 1, 1)

    def test_do_not_hide_those_that_are(self) -> None:
        found = self.of("抵押贷款支持证券，房贷证券。贷款，放贷。", "MBS。", "MBS。", "MBS。")
        mbs = found["mbs"]
        assert mbs.urgency == 0.5 * 2  # of four articles, two at most have one of these
        assert (mbs.preferred, mbs.agreeing, mbs.uses) == (0.5, 4, 5)
        assert mbs.hhi is not None
        assert isclose(mbs.hhi, (2 * 0.5 + 3 * 1) / 5)
        assert found["loan"].urgency == 0
        assert self.figures.preferred is not None
        assert isclose(self.figures.preferred, 2 / 3)

    def test_are_measured_by_the_preferred_one_of_their_class_even_where_that_is_missing(self) -> None:
        mbs = self.of("房贷证券，MBS。")["mbs"]
        assert (mbs.preferred, mbs.reference, mbs.agreeing, mbs.uses) == (0, "抵押贷款支持证券", 1, 2)

    def test_say_nothing_of_the_preferred_one_where_it_has_no_rival_there(self) -> None:
        mbs = self.of("MBS。")["mbs"]
        assert (mbs.preferred, mbs.reference, mbs.agreeing, mbs.uses) == (None, "抵押贷款支持证券", 1, 1)

    def test_anchors_that_the_glossary_does_not_have_are_acronyms_or_not(self) -> None:
        gdp = self.of("[国内生产总值](/gdp)", "[GDP](/gdp)")["gdp"]
        assert (gdp.hhi, gdp.urgency) == (1, 0)
