"""Slugs of links and articles."""

import pytest

from review_tui.article.slug import normal_slug, slug_of


@pytest.mark.parametrize(
    ("target", "slug"),
    [
        ("/loan_modification", "loan_modification"),
        ("loan_modification.md#top", "loan_modification"),
        ("/terms/l/loan_modification.asp", "loan_modification"),
        ("../a/Short-Sale.HTML?x=1", "Short-Sale"),
        ("/a/b/", "b"),
        ("/a.b", "a.b"),
        ("#top", None),
        ("?x=1", None),
        ("/", None),
        ("", None),
        ("https://example.org/a", None),
        ("mailto:a@b.cn", None),
        ("//example.org/a", None),
        ("/%E8%B4%B7", "%E8%B4%B7"),
    ],
)
def test_the_slug_of_a_target(target: str, slug: str | None) -> None:
    assert slug_of(target) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Loan_Modification", "loan-modification"),
        ("loan - modification", "loan-modification"),
        ("/terms/Loan__Modification.asp", "loan-modification"),
        ("_a_", "a"),
        ("zh/arm.md", "arm"),
        ("https://example.org/a", ""),
        ("", ""),
    ],
)
def test_slugs_are_compared_in_one_form(text: str, slug: str) -> None:
    assert normal_slug(text) == slug
    assert normal_slug(slug) == slug
