import pytest

from review_tui.glossary.concept import Concept, Kind, Rendering, Status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.headings import HeadingMatcher, fill
from review_tui.glossary.search.matcher import Matcher


def heading(concept_id: str, *zh: str, context: str = "") -> Concept:
    return Concept(concept_id, kind=Kind.HEADING, renderings=tuple(Rendering(each, context=context) for each in zh))


CONCEPTS = (
    heading("highlights", "强调", "重点"),
    heading("bottom-line", "底线"),
    heading("understanding", "现在理解X", "了解X"),
    heading("criticism", "X的批评", "对X的批评"),
    heading("what-is", "什么是X？", "X是什么"),
    heading("spread", "X（定义）"),
    Concept("emphasis", renderings=(Rendering("强调语气"),)),
)
HEADINGS = HeadingMatcher(Glossary(CONCEPTS))


@pytest.mark.parametrize(
    ("text", "concept", "zh", "words"),
    [
        ("强调", "highlights", "强调", None),
        ("  强调　", "highlights", "强调", None),
        ("强调：", "highlights", "强调", None),
        ("强调!", "highlights", "强调", None),
        ("现在理解希望联盟", "understanding", "现在理解X", "希望联盟"),
        ("现在希望联盟的批评", "criticism", "X的批评", "现在希望联盟"),
        ("对希望联盟的批评", "criticism", "对X的批评", "希望联盟"),
        ("什么是止赎？", "what-is", "什么是X？", "止赎"),
        ("什么是止赎?", "what-is", "什么是X？", "止赎"),
        ("希望联盟是什么？", "what-is", "X是什么", "希望联盟"),
        ("了解 80-20 规则！", "understanding", "了解X", " 80-20 规则"),
        ("价差(定义)", "spread", "X（定义）", "价差"),
        ("了解Ｘ", "understanding", "了解X", "Ｘ"),
    ],
)
def test_known_headings(text: str, concept: str, zh: str, words: str | None) -> None:
    match = HEADINGS.match(text)
    assert match
    assert (match.concept.id, match.rendering.zh, match.words) == (concept, zh, words)
    if words:
        assert text[match.start :].startswith(words)


@pytest.mark.parametrize(
    "text",
    ["", "？", "强调语气", "特别强调", "了解", "了解？", "了解 ", "的批评", "什么是？", "什么是止赎", "理解希望联盟"],
)
def test_unknown_headings(text: str) -> None:
    assert HEADINGS.match(text) is None


def test_an_x_inside_a_latin_word_stands_for_itself() -> None:
    headings = HeadingMatcher(Glossary((heading("fedex", "了解FedEX"), heading("xbrl", "XBRL基础"))))
    assert headings.match("了解FedE股票") is None
    known = headings.match("了解FedEX")
    assert known
    assert known.words is None
    assert headings.match("甲BRL基础") is None


def test_a_heading_that_is_spelt_out_beats_a_pattern() -> None:
    headings = HeadingMatcher(Glossary((heading("understanding", "了解X"), heading("know-your-customer", "了解客户"))))
    known = headings.match("了解客户")
    assert known
    assert known.concept.id == "know-your-customer"


def test_what_two_concepts_claim_alike_is_not_guessed() -> None:
    assert HeadingMatcher(Glossary((heading("a", "结果"), heading("b", "结果")))).match("结果") is None


def test_a_pattern_with_nothing_but_x_or_with_two_is_no_pattern() -> None:
    headings = HeadingMatcher(Glossary((heading("a", "X"), heading("b", "X与X"))))
    assert headings.match("甲与乙") is None


def test_contexts_are_asked() -> None:
    headings = HeadingMatcher(Glossary((heading("bottom-line", "底线", context="贷款"),)))
    assert headings.match("底线") is None
    assert headings.match("底线", article="贷款。底线") is not None
    assert headings.match("底线", by_engine=True) is not None


def test_the_matcher_has_the_headings_apart() -> None:
    known = Matcher(
        Glossary((Concept("h", kind=Kind.HEADING, renderings=(Rendering("强调", Status.FORBIDDEN),)),))
    ).headings
    assert known.match("强调") is not None


def test_filling_a_pattern() -> None:
    assert fill("X的批评", r"A\1联盟") == r"A\1联盟的批评"
    assert fill("XBRL与X", "止赎") == "XBRL与止赎"
    assert fill("要点", "止赎") == "要点"
