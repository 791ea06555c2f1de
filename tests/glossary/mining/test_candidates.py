"""Candidates: where they come from, what is rejected and why, and in which order they come."""

from pathlib import Path

import pytest

from review_tui.article import Article
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.mining.candidates import Candidate, candidates
from review_tui.glossary.mining.evidence import Evidence
from review_tui.glossary.mining.sightings import sightings_of
from review_tui.glossary.storage.assembly import glossary_of
from review_tui.glossary.storage.table import parse_table
from tests.checking import glossary_from

SEED = Path(__file__).parents[3] / "seeds" / "hopenowalliance.md"
NO_GLOSSARY = glossary_of([])


def mined(
    *articles: Article, glossary: Glossary = NO_GLOSSARY, originals: dict[str, str] | None = None
) -> list[Candidate]:
    evidence = Evidence()
    for article in articles:
        text = (originals or {}).get(article.path)
        evidence.add(sightings_of(article, Article(text, article.path) if text is not None else None))
    return candidates(evidence, glossary)


def kept(found: list[Candidate]) -> list[tuple[str, str]]:
    return [(each.concept, each.zh) for each in found if not each.fault]


def faults(found: list[Candidate]) -> dict[str, str]:
    return {each.zh: each.fault for each in found if each.fault}


def terms(*rows: str) -> Glossary:
    text = "concept,en,zh,status\n" + "".join(f"{row}\n" for row in rows)
    return glossary_from(text)


def test_an_anchor_is_a_rendering_of_its_slug() -> None:
    (each,) = mined(Article("[贷款修改](/loan_modification)"), Article("[贷款修改](/loan-modification)"))
    assert (each.concept, each.zh, each.uses, each.articles) == ("loan-modification", "贷款修改", 2, 2)
    assert each.en == ("loan modification",)
    assert each.origin == "anchor ×2"


def test_a_title_and_the_first_question_name_the_articles_own_slug() -> None:
    (each,) = mined(Article("---\ntitle: 止赎 (FC)\n---\n\n## 什么是止赎？\n", "zh/foreclosure.md"))
    assert (each.concept, each.zh, each.origin, each.en) == ("foreclosure", "止赎", "heading ×1, title ×1", ("FC",))


class TestGlosses:
    @pytest.mark.parametrize(
        ("text", "zh"),
        [
            ("这是资产支持证券 (ABS)。", "资产支持证券"),
            ("已取代伦敦银行同业拆借利率（ABS）", "伦敦银行同业拆借利率"),
            ("大量抵押贷款支持证券(ABS)", "抵押贷款支持证券"),
            ("以至于美联储（ABS）", "美联储"),
        ],
    )
    def test_a_bracket_explains_the_words_before_it_as_far_as_they_are_a_term(self, text: str, zh: str) -> None:
        assert kept(mined(Article(text))) == [("abs", zh)]

    def test_a_word_that_recurs_is_seen_whole(self) -> None:
        text = "住房和城市发展部说。转手和抵押担保债务 (CMO)。抵押担保债务很多。"
        assert kept(mined(Article(text))) == [("cmo", "抵押担保债务")]

    @pytest.mark.parametrize("text", ["第 11 区资金成本指数 (COFI)", "由政府资助的企业 (GSE)", "转手和抵押债务 (CMO)"])
    def test_where_no_beginning_can_be_told_it_is_rejected(self, text: str) -> None:
        assert set(faults(mined(Article(text))).values()) == {"its beginning is not clear"}

    @pytest.mark.parametrize("clear", ["这是资产支持证券 (ABS)。", "[资产支持证券](/abs)"])
    def test_a_clear_place_counts_for_more_than_others_whichever_comes_first(self, clear: str) -> None:
        one, other = Article(clear), Article("第 5 资产支持证券 (ABS)")
        assert kept(mined(one, other)) == kept(mined(other, one)) == [("abs", "资产支持证券")]

    def test_the_bracket_behind_a_link_names_the_english_of_its_slug(self) -> None:
        found = mined(Article("[抵押贷款支持证券](/mbs)(MBS) 与抵押贷款支持证券 (MBS)"))
        assert kept(found) == [("mbs", "抵押贷款支持证券")]
        assert found[0].en == ("MBS",)

    def test_a_bracket_shows_where_a_link_stopped_short(self) -> None:
        found = mined(Article("[国内生产](/gdp)总值 (GDP)"))
        assert kept(found) == [("gdp", "国内生产总值")]
        assert faults(found) == {"国内生产": "a part of 国内生产总值"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[，](/x)", "no Chinese"),
        ("[MBS](/x)", "no Chinese"),
        ("[货币政策，尽管被认为](/x)", "holds a clause"),
        ("[的次贷危机](/x)", ""),
        ("[而不是](/x)", "begins in the middle of a sentence"),
        ("[修改](/x)[贷款](/x)", "joined from a split link"),
        ("[房地产泡沫的破裂](/x)", "a phrase with 的"),
    ],
)
def test_what_can_be_no_term_is_rejected_with_the_reason(text: str, fault: str) -> None:
    assert [each.fault for each in mined(Article(text))] == [fault]


def test_a_split_link_that_another_one_confirms_is_kept() -> None:
    found = mined(Article("[贷款](/x)[修改](/x)，[贷款修改](/x)"))
    assert kept(found) == [("x", "贷款修改")]


def test_a_longer_anchor_gives_way_to_a_commoner_one_inside_it() -> None:
    found = mined(Article("[抵押贷款](/mortgage)，[抵押贷款](/mortgage)，[抵押贷款行业](/mortgage)"))
    assert kept(found) == [("mortgage", "抵押贷款")]
    assert faults(found) == {"抵押贷款行业": "overruns 抵押贷款"}


def test_what_another_slug_has_more_often_belongs_to_that() -> None:
    found = mined(Article("[贷款](/loan)，[贷款](/loan)，[贷款](/loan_modification)"))
    assert kept(found) == [("loan", "贷款")]
    assert faults(found) == {"贷款": "belongs to loan"}


class TestWithAGlossary:
    GLOSSARY = terms(
        "loan,loan,贷款,preferred",
        "workout,workout,锻炼,forbidden",
        "fannie-mae,Fannie Mae,房利美,admitted",
        "federal-funds-rate,federal funds rate,联邦基金利率,preferred",
        "gdp,GDP,国内生产总值,preferred",
    )

    @pytest.mark.parametrize(
        ("text", "zh", "fault"),
        [
            ("[贷款](/loan_modification)", "贷款", "belongs to loan"),
            ("[锻炼](/workout)", "锻炼", "forbidden in the glossary"),
            ("[锻炼](/workout-agreement)", "锻炼", "forbidden in the glossary"),
            ("[国内生产](/gdp)", "国内生产", "a part of 国内生产总值"),
        ],
    )
    def test_it_rejects_what_is_anothers_banned_or_a_piece(self, text: str, zh: str, fault: str) -> None:
        assert faults(mined(Article(text), glossary=self.GLOSSARY)) == {zh: fault}

    def test_what_it_has_inside_an_anchor_was_seen(self) -> None:
        found = mined(Article("[抵押贷款巨头房利美](/fannie-mae)"), glossary=self.GLOSSARY)
        assert kept(found) == [("fannie-mae", "房利美")]
        assert [(each.known, each.origin) for each in found if not each.fault] == [("admitted", "inside an anchor ×1")]

    def test_a_slug_without_hyphens_is_the_same_concept(self) -> None:
        (each,) = mined(Article("[联邦基金利率](/federalfundsrate)"), glossary=self.GLOSSARY)
        assert (each.known, each.fault) == ("preferred", "")


class TestEnglish:
    def test_the_originals_title_and_anchors_name_the_concept(self) -> None:
        originals = {
            "mbs.md": "---\ntitle: Mortgage-Backed Security (MBS)\n---\n"
            "A mortgage-backed security. [the mortgages](/mortgage)"
        }
        found = mined(
            Article("[抵押贷款](/mortgage)\n", "mbs.md"), Article("[证券](/mbs)", "x.md"), originals=originals
        )
        english = {each.concept: each.en for each in found}
        assert english["mbs"] == ("mortgage-backed security", "MBS")
        assert english["mortgage"] == ("mortgages",)

    def test_the_originals_text_says_how_its_title_is_written_within_a_sentence(self) -> None:
        title, text = "Adjustable-Rate Mortgage (ARM)", "The adjustable-rate mortgage may harm them. An arm hurts."
        original = f"---\ntitle: {title}\n---\n\n{text}\n"
        (each,) = mined(Article("---\ntitle: 可调利率抵押贷款\n---\n", "arm.md"), originals={"arm.md": original})
        assert each.en == ("adjustable-rate mortgage", "ARM")
        original = "---\ntitle: Par\n---\n\nPartners part.\n"
        (each,) = mined(Article("---\ntitle: 面值\n---\n", "par.md"), originals={"par.md": original})
        assert each.en == ("Par",)

    def test_an_anchor_that_is_no_term_leaves_the_words_of_the_slug(self) -> None:
        originals = {"a.md": "[marketing of the blog](/content-marketing) [it has been said that this is so](/x)"}
        found = mined(Article("[营销](/content-marketing) [甲乙](/x)", "a.md"), originals=originals)
        assert {each.concept: each.en for each in found} == {
            "content-marketing": ("marketing of the blog",),
            "x": ("x",),
        }


def test_what_varies_in_many_articles_comes_first_and_the_rejected_last() -> None:
    articles = [Article("[甲方](/often)和[。](/often)，[乙方](/same)") for _ in range(3)]
    articles += [Article("[丙方](/often)"), Article("[丁方](/once)和[戊方](/once)")]
    found = mined(*articles)
    assert [each.concept for each in found if not each.fault] == ["often", "often", "once", "once", "same"]
    often = found[0]
    assert often.urgency == pytest.approx(4 * (1 - 10 / 16))
    assert [bool(each.fault) for each in found] == sorted(bool(each.fault) for each in found)


def test_the_seed() -> None:
    found = mined(Article.from_bytes(SEED.read_bytes(), SEED.name))
    good = kept(found)
    assert ("foreclosure", "止赎") in good
    assert ("mbs", "抵押贷款支持证券") in good
    assert ("loan-modification", "贷款修改") in good
    assert faults(found)["修改贷款"] == "joined from a split link"
    assert faults(found)["大萧条的次贷危机之后修复抵押贷款市场"] == "longer than 12 characters"


def test_a_slug_of_a_concept_that_is_there_is_that_concept() -> None:
    text = "concept,en,zh,status,slugs\narm-loan,adjustable-rate mortgage,可调利率抵押贷款,preferred,arm|armloan\n"
    there = glossary_from(text)
    found = mined(Article("[浮动利率抵押贷款](/arm)，[浮息按揭](/armloan)。"), glossary=there)
    assert {(each.concept, each.en, each.zh) for each in found} == {
        ("arm-loan", ("adjustable-rate mortgage",), "浮动利率抵押贷款"),
        ("arm-loan", ("adjustable-rate mortgage",), "浮息按揭"),
    }


def test_renderings_of_another_pos_are_no_rivals() -> None:
    rows = "concept,en,zh,status,pos\nlending,lending,贷款,preferred,\nlending,lending,放贷,admitted,verb\n"
    glossary = glossary_from(rows)
    found = mined(Article("[放贷](/lending)", "a.md"), Article("[贷款](/lending)", "b.md"), glossary=glossary)
    assert {each.zh: each.urgency for each in found if not each.fault} == {"放贷": 0, "贷款": 0}


class TestAConceptThatIsCalledInSeveralWays:
    GLOSSARY = glossary_of(
        [
            parse_table(
                "concept,en,zh,status,slugs\n"
                "recession,recession,下行,provisional,recession|economic-recession\n"
                "gdp,GDP|gross domestic product,总产出,provisional,\n".encode(),
                Path("terms.csv"),
            )
        ]
    )

    def test_has_each_rendering_once_with_all_its_uses(self) -> None:
        found = mined(
            Article("[衰退](/recession)，[萧条](/recession)", "a.md"),
            Article("[衰退](/economic_recession)，[经济下滑](/economic_recession)", "b.md"),
            glossary=self.GLOSSARY,
        )
        assert [(each.zh, each.uses, each.articles) for each in found] == [
            ("衰退", 2, 2),
            ("经济下滑", 1, 1),
            ("萧条", 1, 1),
        ]
        assert {(each.concept, each.en, each.slugs) for each in found} == {("recession", ("recession",), ())}
        assert {each.urgency for each in found} == {2 * (1 - 0.375)}

    def test_counts_an_article_once_however_many_of_them_it_uses(self) -> None:
        text = "[衰退](/recession)，[衰退](/economic_recession)，[萧条](/economic_recession)"
        found = mined(Article(text, "a.md"), glossary=self.GLOSSARY)
        assert [(each.zh, each.uses, each.articles) for each in found] == [("衰退", 2, 1), ("萧条", 1, 1)]
        assert found[0].urgency == pytest.approx(1 - 5 / 9)

    def test_is_called_by_its_english_too(self) -> None:
        found = mined(
            Article("[国内生产总值](/gdp)", "a.md"),
            Article("甲，国内生产总值 (GDP) 上升。", "b.md"),
            Article("甲，国内产值 (gross domestic product) 上升。", "c.md"),
            glossary=self.GLOSSARY,
        )
        assert [(each.concept, each.zh, each.uses, each.articles) for each in found] == [
            ("gdp", "国内生产总值", 2, 2),
            ("gdp", "国内产值", 1, 1),
        ]
        assert found[0].urgency == pytest.approx(3 * (1 - 5 / 9))
