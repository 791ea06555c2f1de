"""The card of a concept: what it shows, and that nothing from the glossary becomes markup."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from review_tui.article import Article, Span
from review_tui.glossary.concept import Concept, Rendering, Status
from review_tui.glossary.glossary import Glossary
from review_tui.glossary.search.matcher import matcher_for
from review_tui.glossary.storage.assembly import load_glossary
from review_tui.lsp.card import Sight, cards, sight_at
from review_tui.rules.reading import Reading

READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})
HOSTILE = "a*b_[x](http://e.org)<b>&amp;`c`|# ~~d~~ https://e.org www.e.org e@e.org\x1b[31m\u202e\n\n1. e"
FORECLOSURE = Concept(
    "foreclosure",
    ("foreclosure", "repossession"),
    definition="Taking the house.",
    renderings=(
        Rendering("止赎", Status.PREFERRED, note="the usual word"),
        Rendering("丧失抵押品赎回权", Status.DEPRECATED, pos="verb"),
    ),
)
WORKOUT = Concept("workout", ("workout",), renderings=(Rendering("债务重组", Status.PREFERRED),))


def reading_of(text: str, *concepts: Concept) -> Reading:
    return Reading(Article(text), matcher_for(Glossary(concepts or (FORECLOSURE, WORKOUT))))


def sight(text: str, word: str, *concepts: Concept) -> Sight | None:
    return sight_at(reading_of(text, *concepts), text.index(word))


class TestSight:
    def test_every_character_of_the_term_and_none_beside(self) -> None:
        reading = reading_of("甲止赎乙")
        seen = [sight_at(reading, offset) for offset in range(5)]
        assert [each is not None for each in seen] == [False, True, True, False, False]
        assert seen[1] == Sight(Span(1, 3), "止赎", (FORECLOSURE,))

    def test_a_term_over_a_link_boundary_is_one(self) -> None:
        found = sight("[止](/foreclosure)[赎](/foreclosure)", "赎")
        assert found is not None
        assert found.concepts == (FORECLOSURE,)

    def test_a_link_shows_where_it_leads_besides(self) -> None:
        found = sight("[止赎](/workout)", "止")
        assert found is not None
        assert found.concepts == (FORECLOSURE, WORKOUT)

    def test_a_link_on_other_words_shows_where_it_leads(self) -> None:
        found = sight("[他们](/foreclosure)", "们")
        assert found is not None
        assert (found.concepts, found.words) == ((FORECLOSURE,), "[他们](/foreclosure)")

    def test_what_two_terms_share_shows_both(self) -> None:
        other = Concept("repossession", ("repossession",), renderings=(Rendering("止赎"),))
        found = sight("止赎", "止", FORECLOSURE, other)
        assert found is not None
        assert {each.id for each in found.concepts} == {"foreclosure", "repossession"}

    @pytest.mark.parametrize("text", ["`止赎`", "[甲](/elsewhere)", "甲"])
    def test_nothing_where_nothing_is_meant(self, text: str) -> None:
        reading = reading_of(text)
        assert [sight_at(reading, offset) for offset in range(len(text) + 1)] == [None] * (len(text) + 1)


class TestCards:
    def test_as_markdown(self) -> None:
        assert cards(Sight(Span(0, 2), "止赎", (FORECLOSURE,)), markdown=True) == (
            "**foreclosure\\, repossession** (foreclosure)\n"
            "\n"
            "Taking the house\\.\n"
            "\n"
            "- **止赎** preferred, used here: the usual word\n"
            "- **丧失抵押品赎回权** deprecated, verb"
        )

    def test_as_plain_text(self) -> None:
        assert cards(Sight(Span(0, 2), "债务重组", (WORKOUT,)), markdown=False) == (
            "workout\n\n- 债务重组 preferred, used here"
        )

    def test_a_concept_with_many_renderings_is_cut(self) -> None:
        many = Concept("x", ("x",), renderings=tuple(Rendering(f"止{n}") for n in range(40)))
        assert cards(Sight(Span(0, 1), "止", (many,)), markdown=True).endswith("- and 28 more")

    def test_a_concept_that_was_read_from_a_file_makes_a_card(self, tmp_path: Path) -> None:
        file = tmp_path / "terms.csv"
        file.write_text("concept,en,zh,status\nworkout,workout,债务重组,preferred\n", "utf-8")
        (concept,) = load_glossary([file]).concepts
        assert "债务重组" in cards(Sight(Span(0, 1), "", (concept,)), markdown=True)

    @given(words=st.one_of(st.just(HOSTILE), st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)))
    def test_nothing_from_the_glossary_is_markup(self, words: str) -> None:
        hostile = Concept(words, (words,), definition=words, renderings=(Rendering(words, pos=words, note=words),))
        text = cards(Sight(Span(0, 1), words, (hostile,)), markdown=True)
        tokens = READER.parse(text)
        inline = [child.type for token in tokens for child in token.children or ()]
        blocks = {token.type for token in tokens}
        assert set(inline) <= {"text", "text_special", "strong_open", "strong_close"}
        assert blocks <= {
            "inline",
            "paragraph_open",
            "paragraph_close",
            "bullet_list_open",
            "bullet_list_close",
            "list_item_open",
            "list_item_close",
        }
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert not any(link in text for link in ("https://", "www.", "e@e"))
