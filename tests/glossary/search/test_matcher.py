from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.article import Article
from review_tui.glossary.concept import BLOCKERS, Concept, Kind, Rendering, Status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import ALWAYS_FEW, Matcher, matcher_for
from review_tui.glossary.search.mentions import mentions_of

LOANS = [
    Concept("loan", renderings=(Rendering("贷款"),)),
    Concept("mortgage", renderings=(Rendering("抵押贷款"),)),
    Concept("subprime-mortgage", renderings=(Rendering("次级抵押贷款"),)),
]


def matcher(*concepts: Concept) -> Matcher:
    return Matcher(Glossary(concepts))


def words(*zh: str) -> Concept:
    return Concept("words", renderings=tuple(Rendering(each) for each in zh))


def blockers(*zh: str) -> Concept:
    return Concept(BLOCKERS, kind=Kind.BLOCKER, renderings=tuple(Rendering(each) for each in zh))


def found(matcher: Matcher, text: str) -> list[str]:
    mentions = matcher.mentions(text)
    assert mentions == Matcher(matcher.glossary, few=0).mentions(text)  # the whole glossary made ready finds the same
    return [text[mention.start : mention.end] for mention in mentions]


# Longest first, used up


def test_a_longer_term_eats_the_shorter_ones_inside_it() -> None:
    text = "次级抵押贷款，抵押贷款，贷款，再抵押贷款人"
    assert found(matcher(*LOANS), text) == ["次级抵押贷款", "抵押贷款", "贷款", "抵押贷款"]


@pytest.mark.parametrize(
    ("zh", "text"),
    [
        ("每月支付额", "通过每月支付额外的本金"),
        ("循环信用", "循环信用卡贷款"),
        ("买主", "购买主要住所"),
        ("法规", "依照本法规定"),
        ("注资", "密切关注资本"),
    ],
)
def test_no_rendering_is_a_piece_of_two_other_words(zh: str, text: str) -> None:
    assert found(matcher(words(zh)), text) == []
    assert found(matcher(words(zh)), f"{zh}，{text}，这{zh}的") == [zh, zh]


@pytest.mark.parametrize(
    ("zh", "text"),
    [
        ("福利包", "福利包括保险"),
        ("对冲机", "对冲机构"),
        ("潜在投资", "潜在投资者"),
        ("有余额", "没有余额"),
        ("过期", "超过期权"),
        ("在资金上", "存在资金上"),
        ("前锋率", "前锋率先破门"),
        ("贷款书", "贷款书写"),
        ("长跨越", "校长跨越"),
        ("开善", "展开善后工作"),
        ("坏信用", "破坏信用"),
    ],
)
def test_what_should_not_be_said_is_no_piece_of_two_words_that_may(zh: str, text: str) -> None:
    banned = Concept("words", renderings=(Rendering(zh, Status.FORBIDDEN),))
    assert found(matcher(banned), text) == []
    assert found(matcher(banned), f"{zh}，这{zh}的") == [zh, zh]
    assert found(matcher(words(zh)), text) == [zh]


def rows(*renderings: Rendering) -> Glossary:
    return Glossary([Concept(f"c{number}", renderings=(each,)) for number, each in enumerate(renderings)])


def told(glossary: Glossary, text: str) -> list[str]:
    several = [[text[m.start : m.end] for m in Matcher(glossary, few).mentions(text)] for few in (0, ALWAYS_FEW)]
    assert several[0] == several[1]
    return several[0]


def test_wrong_words_whose_context_does_not_hold_give_way_to_others() -> None:
    year = Rendering("年度贡献", Status.FORBIDDEN, context="~退休")
    limit = Rendering("贡献限制", Status.FORBIDDEN)
    year_alone = Rendering("年度")
    assert told(rows(year, limit), "年度贡献限制") == ["贡献限制"]
    assert told(rows(year, limit), "退休的年度贡献限制") == ["年度贡献"]
    assert told(rows(year, limit, year_alone), "年度贡献限制") == ["年度", "贡献限制"]


def test_words_that_may_stand_shield_what_is_in_them_though_their_context_does_not_hold() -> None:
    good = Rendering("会计利润", Status.ADMITTED, context="~经济学")
    wrong = Rendering("利润", Status.FORBIDDEN)
    assert told(rows(good, wrong), "会计利润与利润") == ["利润"]


def test_what_two_words_meet_to_make_cuts_none() -> None:
    assert found(matcher(words("投资", "本金")), "投资本金") == ["投资", "本金"]
    assert found(matcher(words("外汇")), "美国外汇") == ["外汇"]


def test_the_leftmost_wins_over_a_longer_one_further_on() -> None:
    assert found(matcher(words("甲乙", "乙丙丁戊")), "甲乙丙丁戊") == ["甲乙"]


def test_blockers_are_used_up_and_not_told() -> None:
    assert found(matcher(words("修改"), blockers("修改者")), "修改者修改了修改者") == ["修改"]


def test_a_blocker_silences_a_rendering_of_the_same_words() -> None:
    assert found(matcher(words("安全", "安全带"), blockers("安全")), "安全，安全带") == ["安全带"]
    assert found(matcher(words("ARM"), blockers("ARM")), "ARM") == []


def test_a_blocker_shields_only_what_lies_wholly_inside_it() -> None:
    assert found(matcher(words("乙丙"), blockers("甲乙")), "甲乙丙") == []
    assert found(matcher(words("丙丁"), blockers("甲乙")), "甲乙丙丁") == ["丙丁"]


def test_headings_are_not_looked_for_in_prose() -> None:
    heading = Concept("highlights", kind=Kind.HEADING, renderings=(Rendering("强调"),))
    assert found(matcher(heading, words("重点")), "强调重点") == ["重点"]


def test_nothing_to_look_for() -> None:
    assert found(matcher(), "贷款") == []
    assert found(matcher(*LOANS), "") == []


# Latin words


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("贷款MBS。", ["MBS"]),
        ("MBS", ["MBS"]),
        ("（MBS）", ["MBS"]),
        ("MBS-ARM", ["MBS", "ARM"]),
        ("ARMs", []),
        ("alarm ALARM", []),
        ("arm Arm mbs", []),
        ("2MBS MBS2", []),
        (
            "Hope Now Alliance、hope now alliance、HOPE NOW ALLIANCE",
            ["Hope Now Alliance"] * 1 + ["hope now alliance"] + ["HOPE NOW ALLIANCE"],
        ),
        ("Hope Now Alliances", ["Hope"]),
        ("ｈope", []),
    ],
)
def test_latin_words_stand_on_ascii_edges_and_short_ones_keep_their_case(text: str, zh: list[str]) -> None:
    assert found(matcher(words("MBS", "ARM", "Hope Now Alliance", "Hope")), text) == zh


def test_only_the_latin_end_of_a_mixed_word_needs_an_edge() -> None:
    mixed = matcher(words("A股", "存款Q"))
    assert found(mixed, "买A股市场BA股") == ["A股"]
    assert found(mixed, "大额存款Q，存款QE") == ["存款Q"]


def test_case_is_folded_for_ascii_letters_only() -> None:
    assert found(matcher(words("Électricité")), "électricité ÉLECTRICITé Électricité ÉLECTRICITÉ") == [
        "ÉLECTRICITé",
        "Électricité",
    ]


def test_capitals_choose_between_two_spellings() -> None:
    both = matcher(Concept("a", renderings=(Rendering("Mortgage"),)), Concept("b", renderings=(Rendering("mortgage"),)))
    (mention,) = both.mentions("一个mortgage")
    assert [claim.rendering.zh for claim in mention.claims] == ["mortgage", "Mortgage"]


# Where the longest fails, the shorter ones get their turn


def test_a_guard_rules_a_match_out() -> None:
    guarded = Concept("loan-modification", renderings=(Rendering("修改", not_before="者案", not_after="被"),))
    assert [mention.start for mention in matcher(guarded).mentions("修改者，修改，被修改，修改案")] == [4]


def test_guards_at_the_ends_of_the_text() -> None:
    guarded = Concept("x", renderings=(Rendering("修改", not_before="者", not_after="被"),))
    assert found(matcher(guarded), "修改") == ["修改"]


def test_a_shorter_word_at_the_same_place() -> None:
    guarded = Concept("x", renderings=(Rendering("贷款修改", not_before="者"),))
    assert found(matcher(guarded, *LOANS), "贷款修改者与贷款修改") == ["贷款", "贷款修改"]


def test_the_longest_of_the_shorter_words() -> None:
    guarded = Concept("x", renderings=(Rendering("甲乙丙丁", not_before="戊"),))
    assert found(matcher(guarded, words("甲乙", "甲乙丙", "甲")), "甲乙丙丁戊") == ["甲乙丙"]


def test_a_word_inside_the_one_that_failed() -> None:
    guarded = Concept("x", renderings=(Rendering("大抵押贷款", not_before="人"),))
    assert found(matcher(guarded, *LOANS), "大抵押贷款人") == ["抵押贷款"]


def test_a_word_that_begins_inside_the_one_that_failed_and_ends_after_it() -> None:
    guarded = Concept("x", renderings=(Rendering("甲乙", not_before="丙"),))
    # 丙丁 begins where the automaton went on, but 乙丙 is further left and uses 丙 up; so 丁戊 is free again.
    assert found(matcher(guarded, words("乙丙", "丙丁", "丁戊")), "甲乙丙丁戊") == ["乙丙", "丁戊"]


def test_latin_words_fall_back_too() -> None:
    assert found(matcher(words("Hope", "Hope Now")), "Hope Nowhere") == ["Hope"]
    assert found(matcher(words("MBS A", "A股")), "MBS A股") == ["MBS A"]


# Who is meant


def mention(matcher: Matcher, text: str, slug: str | None = None) -> list[tuple[str, str | None]]:
    return [
        (text[each.start : each.end], each.concept.id if each.concept else None)
        for each in matcher.mentions(text, slug_at=lambda start, end: slug)
    ]


WORKOUT = Concept(
    "workout", slugs=("workout-agreement",), renderings=(Rendering("锻炼", Status.FORBIDDEN, context="贷款|抵押"),)
)


def test_a_row_counts_only_where_its_context_holds() -> None:
    assert mention(matcher(WORKOUT), "天天锻炼身体") == []
    assert mention(matcher(WORKOUT), "贷款的锻炼") == [("锻炼", "workout")]


def test_words_whose_context_fails_are_used_up_all_the_same() -> None:
    longer = Concept("gym", renderings=(Rendering("锻炼身体", context="健身"),))
    assert mention(matcher(WORKOUT, longer), "贷款，锻炼身体") == []


def test_paragraph_wide_words() -> None:
    near = Concept("workout", renderings=(Rendering("锻炼", context="~贷款"),))
    text = "贷款锻炼\n锻炼"
    mentions = matcher(near).mentions(text, lambda offset: (0, 4) if offset <= 4 else (5, 7))
    assert [each.start for each in mentions] == [2]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_stands_often_in_the_article_is_near_every_paragraph(times: int) -> None:
    near = matcher(Concept("workout", renderings=(Rendering("锻炼", context="~贷款|!~健身"),)))
    first = "锻炼\n健身锻炼\n"
    text = first + "贷款" * times + "锻炼"
    paragraphs = ((0, 2), (3, 7), (8, len(text)))

    def paragraph_of(offset: int) -> tuple[int, int]:
        return next(span for span in paragraphs if span[0] <= offset <= span[1])

    expected = [len(text) - 2] if times < 3 else [0, len(text) - 2]
    assert [each.start for each in near.mentions(text, paragraph_of)] == expected


def test_where_there_is_code_no_word_near_by_counts() -> None:
    near = matcher(
        Concept("workout", renderings=(Rendering("锻炼", context="贷款"), Rendering("训练", context="!体育")))
    )
    assert [each.start for each in near.mentions("贷款锻炼，训练")] == [2, 5]
    assert [each.start for each in near.mentions("贷款锻炼，训练", with_code=True)] == [5]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("```\nx = 1\n```", 0),
        ("  ~~~\n  x = 1\n  ~~~", 0),
        ("1. 甲：\n\n   ```\n   x = 1\n   ```", 0),
        ("- ```\n  x = 1\n  ```", 0),
        ("> ```\n> x = 1\n> ```", 0),
        ("    x = 1", 1),
        ("    ```\n    x = 1\n    ```", 1),
        ("`x = 1`", 1),
    ],
)
def test_a_fenced_block_makes_an_article_one_with_code(code: str, found: int) -> None:
    near = matcher(Concept("index", renderings=(Rendering("索引", context="股票"),)))
    assert len(mentions_of(Article(f"股票的索引。\n\n{code}\n"), near)) == found


def test_what_the_title_says_is_near_every_paragraph() -> None:
    near = matcher(Concept("workout", renderings=(Rendering("锻炼", context="~贷款|!~健身"),)))
    assert [each.start for each in near.mentions("锻炼", topic="贷款修改")] == [0]
    assert near.mentions("锻炼", topic="体育") == []
    assert near.mentions("健身锻炼", topic="贷款修改") == []


def test_the_right_word_elsewhere_gives_the_wrong_one_away() -> None:
    far = matcher(Concept("policy", renderings=(Rendering("保单"), Rendering("政策", Status.FORBIDDEN, context="*"))))
    near = matcher(Concept("policy", renderings=(Rendering("保单"), Rendering("政策", Status.FORBIDDEN, context="~*"))))
    text = "您的政策已生效。\n\n保单到期。"

    def paragraph_of(offset: int) -> tuple[int, int]:
        return (0, 8) if offset < 9 else (10, len(text))

    assert [each.zh for each in (m.rendering for m in far.mentions(text, paragraph_of)) if each] == ["政策", "保单"]
    assert [each.zh for each in (m.rendering for m in near.mentions(text, paragraph_of)) if each] == ["保单"]
    assert far.mentions("您的政策已生效。") == []


SHORT_SALE = Concept("short-sale", renderings=(Rendering("卖空"),))
HOME_SALE = Concept("real_estate_short_sale", slugs=("homeshortsale",), renderings=(Rendering("卖空", context="房产"),))


def test_a_context_that_holds_beats_a_row_without_one() -> None:
    both = matcher(SHORT_SALE, HOME_SALE)
    assert mention(both, "卖空股票") == [("卖空", "short-sale")]
    assert mention(both, "房产卖空") == [("卖空", "real_estate_short_sale")]


def test_a_context_that_only_rules_out_gives_no_advantage() -> None:
    first = Concept("a", renderings=(Rendering("卖空", context="!房产"),))
    assert mention(matcher(first, SHORT_SALE), "卖空") == [("卖空", None)]


def test_of_contexts_none_of_which_holds_nothing_is_meant() -> None:
    first = Concept("a", renderings=(Rendering("卖空", context="股票"),))
    assert mention(matcher(first, HOME_SALE), "卖空") == []
    assert mention(matcher(first, HOME_SALE), "卖空房产") == [("卖空", "real_estate_short_sale")]


def test_what_all_call_wrong_is_wrong_whichever_is_meant() -> None:
    wrong = Rendering("索引", Status.FORBIDDEN)
    arm, market = Concept("arm-index", renderings=(wrong,)), Concept("index", renderings=(wrong,))
    assert mention(matcher(arm, market), "索引") == [("索引", "arm-index")]
    assert mention(matcher(arm, Concept("database", renderings=(Rendering("索引"),))), "索引") == [("索引", None)]


def test_what_several_concepts_claim_is_not_guessed() -> None:
    loan, lending = (
        Concept("loan", renderings=(Rendering("贷款"),)),
        Concept("lending", renderings=(Rendering("贷款"),)),
    )
    (ambiguous,) = matcher(loan, lending).mentions("贷款")
    assert (ambiguous.concept, ambiguous.rendering) == (None, None)
    assert [claim.concept.id for claim in ambiguous.claims] == ["loan", "lending"]


@pytest.mark.parametrize("slug", ["lending", "Lending", "credit_giving"])
def test_the_slug_of_a_link_decides(slug: str) -> None:
    loan = Concept("loan", renderings=(Rendering("贷款", context="贷款"),))
    lending = Concept("lending", slugs=("credit-giving",), renderings=(Rendering("贷款"),))
    assert mention(matcher(loan, lending), "贷款", slug) == [("贷款", "lending")]


def test_a_link_to_another_concept_decides_nothing() -> None:
    assert mention(matcher(SHORT_SALE, HOME_SALE), "房产卖空", "mortgage") == [("卖空", "real_estate_short_sale")]


def test_a_link_stands_for_the_context() -> None:
    assert mention(matcher(WORKOUT), "锻炼", "workout_agreement") == [("锻炼", "workout")]


def test_a_guard_holds_in_a_link_too() -> None:
    guarded = Concept("loan-modification", renderings=(Rendering("修改", not_before="者"),))
    assert mention(matcher(guarded), "修改者", "loan_modification") == []


def test_one_concept_with_two_spellings_is_not_ambiguous() -> None:
    concept = Concept("mortgage", renderings=(Rendering("MORTGAGE", Status.DEPRECATED), Rendering("Mortgage")))
    (only,) = matcher(concept).mentions("Mortgage")
    assert only.rendering is concept.renderings[1]


def test_a_matcher_is_made_once_for_a_glossary() -> None:
    glossary = Glossary(tuple(LOANS))
    assert matcher_for(glossary) is matcher_for(glossary)
    assert matcher_for(glossary) is not matcher_for(Glossary(tuple(LOANS)))


def test_lone_surrogates_do_no_harm() -> None:
    assert found(matcher(*LOANS), "\ud800贷款\udfff") == ["贷款"]


def test_the_seed_article() -> None:
    seed = Article.from_bytes((Path(__file__).parents[3] / "seeds" / "hopenowalliance.md").read_bytes())
    counts = {
        "Hope Now Alliance": 9,
        "抵押贷款": 9,
        "止赎": 6,
        "贷方": 5,
        "贷款": 5,
        "丧失抵押品赎回权": 4,
        "希望联盟": 3,
        "现在希望联盟": 3,
        "次贷危机": 2,
        "贷款修改": 2,
        "修改贷款": 2,
        "修改": 2,
        "次级抵押贷款市场崩溃": 1,
        "现在的希望联盟": 1,
        "希望现在联盟": 1,
        "贷款人": 1,
    }
    assert Counter(found(matcher(words(*counts, "次贷")), seed.prose.text)) == counts


# Against a slow reference, which tries every rendering at every place

ASCII = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def allowed(rendering: Rendering, text: str, start: int) -> bool:
    zh = rendering.zh
    end = start + len(zh)
    cut = text[start:end]
    letters = sum(character in ASCII and not character.isdigit() for character in zh)
    if letters > 5:
        lower = str.maketrans({character: character.lower() for character in ASCII})
        if cut.translate(lower) != zh.translate(lower):
            return False
    elif cut != zh:
        return False
    before, after = text[:start][-1:], text[end:][:1]
    if before and before in ASCII and zh[0] in ASCII:
        return False
    if after and after in ASCII and zh[-1] in ASCII:
        return False
    return not (before and before in rendering.not_after) and not (after and after in rendering.not_before)


def slowly(concepts: list[Concept], text: str) -> Iterator[tuple[int, int, set[tuple[str, str]]]]:
    every = [(concept, rendering) for concept in concepts for rendering in concept.renderings]
    at = 0
    while at < len(text):
        fitting = [(concept, rendering) for concept, rendering in every if allowed(rendering, text, at)]
        if not fitting:
            at += 1
            continue
        length = max(len(rendering.zh) for _, rendering in fitting)
        longest = [(concept, rendering) for concept, rendering in fitting if len(rendering.zh) == length]
        if not any(concept.kind is Kind.BLOCKER for concept, _ in longest):
            yield at, at + length, {(concept.id, rendering.zh) for concept, rendering in longest}
        at += length


HAN = "贷款抵押者"
LETTERS = "aAbMs "
small_text = st.text(HAN + LETTERS, max_size=24)
renderings = st.builds(
    Rendering,
    st.text(HAN + LETTERS, min_size=1, max_size=3)
    | st.text(HAN, min_size=1, max_size=5)
    | st.text("aA", min_size=6, max_size=7),
    not_before=st.text(HAN + LETTERS, max_size=2),
    not_after=st.text(HAN + LETTERS, max_size=2),
)
glossaries = st.lists(
    st.tuples(
        st.lists(renderings, min_size=1, max_size=4, unique_by=lambda rendering: rendering.zh),
        st.sampled_from([Kind.TERM, Kind.TERM, Kind.BLOCKER]),
    ),
    max_size=5,
)


@given(glossaries, small_text)
def test_finds_what_the_slow_reference_finds(drawn: list[tuple[list[Rendering], Kind]], text: str) -> None:
    concepts = [Concept(f"c{number}", kind=kind, renderings=tuple(those)) for number, (those, kind) in enumerate(drawn)]
    for few in (0, ALWAYS_FEW):
        fast = [
            (mention.start, mention.end, {(claim.concept.id, claim.rendering.zh) for claim in mention.claims})
            for mention in Matcher(Glossary(concepts), few).mentions(text)
        ]
        assert fast == list(slowly(concepts, text))


@given(st.text(), st.lists(st.text(min_size=1, max_size=4), unique=True, max_size=6))
def test_spans_are_code_points_of_any_text(text: str, zh: list[str]) -> None:
    last = 0
    for mention in matcher(words(*zh)).mentions(text + "".join(zh) + text):
        assert last <= mention.start
        assert (text + "".join(zh) + text)[mention.start : mention.end] == mention.claims[0].rendering.zh
        last = mention.end
