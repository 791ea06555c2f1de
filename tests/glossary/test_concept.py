from pathlib import Path

import pytest
from msgspec.structs import replace

from review_tui.article.slug import normal_slug
from review_tui.glossary.concept import Concept, Rendering, Status, without_number


def test_statuses_run_from_the_best_to_the_undecided() -> None:
    assert [status.value for status in sorted(Status, key=lambda status: status.order)] == [
        "preferred",
        "admitted",
        "deprecated",
        "forbidden",
        "provisional",
    ]


def test_label_is_the_first_english_term_or_the_id() -> None:
    assert Concept("arm", en=("adjustable-rate mortgage", "ARM")).label == "adjustable-rate mortgage"
    assert Concept("arm").label == "arm"


def test_preferred_is_the_preferred_rendering_or_none() -> None:
    settled = Rendering("止赎", Status.PREFERRED)
    assert Concept("foreclosure", renderings=(Rendering("丧失抵押品赎回权"), settled)).preferred is settled
    assert Concept("foreclosure", renderings=(Rendering("止赎"),)).preferred is None


@pytest.mark.parametrize("name", Rendering.__struct_fields__)
def test_everything_but_where_it_stands_tells_two_renderings_apart(filled: Concept, name: str) -> None:
    rendering = filled.renderings[0]
    other = replace(rendering, **{name: Path("another")})
    assert (other == rendering) == (name in ("path", "line"))
    assert other != rendering or hash(other) == hash(rendering)


@pytest.mark.parametrize(
    ("slug", "normal"),
    [
        ("/loan_modification", "loan-modification"),
        ("Loan-Modification", "loan-modification"),
        ("/terms/a/arm.asp", "arm"),
        ("great-recession.md", "great-recession"),
        ("/mbs/", "mbs"),
        ("/mbs.html#top", "mbs"),
        ("/mbs.ASP?lang=en#top", "mbs"),
        ("/default2", "default2"),
        ("80-20-rule", "80-20-rule"),
        ("", ""),
        ("#top", ""),
        (" /a_b ", "a-b"),
        ("loan__modification-", "loan-modification"),
        ("https://example.com/mbs", ""),
        ("follow.the.money", "follow.the.money"),
    ],
)
def test_slugs_fold(slug: str, normal: str) -> None:
    assert normal_slug(slug) == normal


def test_people_read_a_part_of_speech_without_its_number() -> None:
    assert [without_number(pos) for pos in ("", "verb", "related2", "abbr10")] == ["", "verb", "related", "abbr"]
